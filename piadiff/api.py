"""What other programs import: forms, their changes, verdicts, drafted rows, observations and earlier versions.

All of it takes and gives values; nothing is written, and nothing but the files named is read. What comes back is a
sequence whose ``to_dicts()`` are the objects of the JSON that the commands print, ready for ``pandas.DataFrame``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

from piadiff import readers
from piadiff.draft import Decision, Granularity, Style
from piadiff.errors import WrongCallError
from piadiff.guideline import Policy
from piadiff.model import Change, Draft, DraftRow, Finding, Form, Observation, Version
from piadiff.pipeline import auditing, drafting, judging
from piadiff.pipeline.days import Days
from piadiff.readers.from_rows import with_items_of_rows
from piadiff.readers.rows_file import rows_of
from piadiff.registry import Registry
from piadiff.rewind import rewind as rebuilt
from piadiff.writers import json_contract
from piadiff.writers.draft.json import draft_row

__all__ = ["Registry", "audit", "classify", "diff", "draft", "read", "rewind"]

T = TypeVar("T")


class Table(tuple[T, ...], Generic[T]):
    """A sequence of results, each of which has an object of the published JSON.

    Attributes:
        forms: The older and the newer form, where the results are about two of them.
        draft: Of drafted rows: the rows with what was folded into them.
    """

    forms: tuple[Form, Form] | None = None
    days: Days = Days()
    policy: Policy | None = None
    draft: Draft | None = None
    _object: Callable[[T], dict[str, Any]]

    @classmethod
    def of(cls, entries: Iterable[T], as_object: Callable[[T], dict[str, Any]], **about: Any) -> Table[T]:  # noqa: ANN401
        """Results, how one of them is spelt, and what they are about."""
        made = cls(entries)
        made.__dict__.update(about, _object=as_object)
        return made

    def to_dicts(self) -> list[dict[str, Any]]:
        """One plain object an entry, as the commands print it with ``--json``."""
        return [self._object(entry) for entry in self]


def read(source: str | Path | bytes, *, name: str = "") -> Form:
    """A form from a file, or from the bytes of one: xlsx, docx, PDF, text or canonical YAML.

    Args:
        source: The file, or its content.
        name: What messages call the content.

    Raises:
        UnreadableSourceError: When it is no form; the message names the place and a remedy.

    >>> form = read("corpora/kiso-jidou-teate/2025-03-31.yaml")
    >>> form.header.kind.value, form.coverage
    ('基礎', 1.0)
    >>> sorted(form.to_dicts()[0])
    ['kind', 'label', 'path', 'significant', 'value']
    """
    if isinstance(source, bytes):
        return readers.read_bytes(source, name or "評価書")
    return readers.read(Path(source))


def diff(old: Form, new: Form) -> Table[Change]:
    """What differs between two versions of a form; nothing is judged yet.

    Raises:
        WrongCallError: When the two are forms of different kinds.

    >>> form = read("corpora/kiso-jidou-teate/2025-03-31.yaml")
    >>> len(diff(form, form))
    0
    """
    return Table.of(judging.changes(old, new), json_contract.change, forms=(old, new))


def classify(
    changes: Table[Change] | Iterable[Mapping[str, Any]],
    *,
    as_of: date | None = None,
    effective: date | None = None,
    submitted: date | None = None,
    policy: Policy | None = None,
) -> Table[Finding]:
    """Verdicts on changes, or on rows ``{form, item, before, after[, context]}``, one for each and in their order.

    Args:
        changes: What ``diff`` gave, or rows.
        as_of: Day whose rules apply; the newest rules when left out.
        effective: Day the change takes effect.
        submitted: Day of 提出・公表; the newer form's 公表日 when left out.
        policy: The house's own verdicts.

    Raises:
        UnreadableSourceError: When a row lacks what it needs; the message names the row.

    >>> rows = [{"form": "基礎", "item": "Ⅰ－４－②", "before": "番号法第19条第7号", "after": "番号法第19条第8号"}]
    >>> classify(rows).to_dicts()[0]["verdict"]
    '軽微'
    """
    days = Days(as_of, effective, submitted)
    if isinstance(changes, Table):
        forms = _forms(changes)
        found: Iterable[Finding] = judging.judge(*forms, days, policy=policy, found=changes)
        return Table.of(found, json_contract.finding, forms=forms, days=days, policy=policy)
    judged = judging.classify_rows(rows_of(changes, "行"), days)
    return Table.of((finding for _, finding in judged), json_contract.finding)


def draft(
    findings: Table[Finding],
    *,
    day: date | None = None,
    granularity: Granularity = "change",
    style: Style | None = None,
    decisions: Mapping[str, Decision] | None = None,
) -> Table[DraftRow]:
    """変更箇所 rows for the changes between two forms.

    Args:
        findings: What ``classify`` gave for ``diff(old, new)``.
        day: 変更日 of the rows; the newer form's 公表日 when left out.
        granularity: ``change`` gives changes of one cause one row, ``item`` every item its own.
        style: The house's wording.
        decisions: What officers decided, by fingerprint; their words win.

    Raises:
        WrongCallError: When the findings are of rows, not of two forms.

    >>> old, new = (read(f"corpora/kiso-jidou-teate/{day}.yaml") for day in ("2023-04-28", "2025-03-31"))
    >>> rows = draft(classify(diff(old, new)))
    >>> len(rows) == len(rows.to_dicts()) > 0
    True
    """
    how = drafting.Drafting(day, granularity, style, decisions or {}, findings.policy)
    made = drafting.draft(*_forms(findings), findings.days, how, findings=findings)
    return Table.of(made.rows, draft_row, forms=findings.forms, draft=made)


def audit(
    form: Form, history: Sequence[Version] = (), *, as_of: date | None = None, policy: Policy | None = None
) -> Table[Observation]:
    """Observations on a form and the versions before it, in the order of the catalogue of checks.

    Args:
        form: The newest version.
        history: All versions oldest first, the form last, as ``rewind`` or ``Registry.versions`` give them.
        as_of: Day the audit is asked for.
        policy: The house's own verdicts.

    >>> seen = audit(read("corpora/planned-slips/2025-03-31.yaml"))
    >>> {"check", "level", "message"} <= set(seen.to_dicts()[0])
    True
    """
    return Table.of(auditing.audit_form(form, history, Days(as_of), policy), json_contract.observation)


def rewind(form: Form) -> Table[Version]:
    """The earlier versions of a form, rebuilt by undoing its 変更箇所, oldest first and the form itself last.

    >>> versions = rewind(read("corpora/kiso-jidou-teate/2025-03-31.yaml"))
    >>> versions[-1].form.reconstructed
    False
    """
    return Table.of(rebuilt(with_items_of_rows(form)[0]), json_contract.version)


def _forms(table: Table[Any]) -> tuple[Form, Form]:
    if table.forms is None:
        raise WrongCallError("2つの評価書の違いではありません", remedy="diff(旧, 新) の結果を渡してください")
    return table.forms
