"""The passes in order, one short function per command; the only place that knows every room."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from piadiff import audit as audit_room
from piadiff import diff as diff_room
from piadiff import draft as draft_room
from piadiff import guideline, readers
from piadiff.errors import WrongCallError
from piadiff.guideline import Facts, Policy
from piadiff.model import Change, Draft, Finding, Form, FormKind, ItemPath, Observation, Verdict, Version
from piadiff.readers.from_rows import with_items_of_rows
from piadiff.readers.rows_file import RowInput, read_rows
from piadiff.registry import Blame, Registry
from piadiff.registry.rewind import rewind as rewind_form
from piadiff.templates import Template, for_kind
from piadiff.templates.resolver import Resolution, resolve
from piadiff.writers import json_contract, terminal
from piadiff.writers.report import FormHistory
from piadiff.writers.report import render as render_report


@dataclasses.dataclass(frozen=True, slots=True)
class Days:
    """The days a judgement depends on; None where a person has not said.

    Attributes:
        as_of: Day whose rules apply.
        effective: Day the change takes effect (施行日・運用開始日).
        submitted: Day of 提出・公表.
    """

    as_of: date | None = None
    effective: date | None = None
    submitted: date | None = None


def open_side(spec: str, registry: Path | None) -> Form:
    """A form named by a file, ``REV:PATH`` or a plain ``REV``.

    Raises:
        WrongCallError: When the name is neither a file nor a version of the registry.
        UnreadableSourceError: When the file is no form.
    """
    if Path(spec).is_file():
        return readers.read(Path(spec))
    if registry is None and not Registry.around(Path.cwd()):
        raise WrongCallError(
            f"「{spec}」というファイルはなく、ここは版の保管庫でもありません",
            remedy="ファイル名を確かめるか、--registry で保管庫を指定してください",
        )
    revision, _, form_path = spec.partition(":")
    with open_registry(registry) as store:
        return store.load(revision, form_path or None)


def open_registry(folder: Path | None, *, create: bool = False) -> Registry:
    """The registry at a folder, or the one around the current folder."""
    if folder is not None:
        return Registry.open(folder, create=create)
    around = Registry.around(Path.cwd())
    if around is None:
        raise WrongCallError("版の保管庫が見つかりません", remedy="--registry で保管庫のフォルダを指定してください")
    return Registry.open(around)


def _digest(source: Path) -> str:
    return hashlib.sha256(source.read_bytes()).hexdigest()


def import_sources(sources: Sequence[Path], folder: Path) -> list[Version]:
    """Read sources and store each as a version, in the order of their 公表日.

    All sources are read before anything is written, so that one unreadable file leaves the registry as it was.
    """
    read = [(readers.read(source), _digest(source)) for source in sources]
    read.sort(key=lambda pair: pair[0].header.published or date.max)
    versions = [Version(form=form, date=form.header.published, published=form.header.published) for form, _ in read]
    with Registry.open(folder, create=True) as store:
        commits = store.store_many(versions, source_sha256=[digest for _, digest in read])
    return [dataclasses.replace(version, commit=made) for version, made in zip(versions, commits, strict=True)]


def rewind_source(source: Path, folder: Path) -> tuple[list[Version], tuple[tuple[int, ItemPath], ...]]:
    """Rebuild the earlier versions of a published form and store them, oldest first.

    Returns:
        The versions, and (row, item) for items that the source does not show and a row of its table tells.
    """
    form, filled = with_items_of_rows(readers.read(source))
    versions = rewind_form(form)
    digest = _digest(source)
    with Registry.open(folder, create=True) as store:
        commits = store.store_many(versions, source_sha256=digest)
    stored = [dataclasses.replace(version, commit=made) for version, made in zip(versions, commits, strict=True)]
    return stored, filled


POLICY_FILE = "piadiff-policy.yaml"


def policy_of(folder: Path | None) -> Policy | None:
    """The policy file at the top of a registry, None when it has none."""
    top = folder or Registry.around(Path.cwd())
    file = top / POLICY_FILE if top else None
    if file is None or not file.is_file():
        return None
    return guideline.read_policy(file.read_text(encoding="utf-8"), [rule.id for rule in guideline.rules()], str(file))


def judge(
    old: Form, new: Form, days: Days, statements: Sequence[str] = (), policy: Policy | None = None
) -> tuple[Finding, ...]:
    """The changes between two forms with their verdicts.

    Raises:
        WrongCallError: When the two are forms of different kinds.
    """
    if old.header.kind != new.header.kind:
        raise WrongCallError(
            f"評価書の種類が違います（{old.header.kind} と {new.header.kind}）",
            remedy="同じ評価書の2つの版を指定してください",
        )
    template = for_kind(new.header.kind, new.header.revision)
    facts = Facts(
        kind=new.header.kind,
        template=template,
        as_of=days.as_of,
        effective=days.effective,
        submitted=days.submitted or new.header.published,
        statements=tuple(statements),
        old=old,
        new=new,
        policy=policy,
    )
    return guideline.classify(diff_room.diff(old, new), facts)


def classify_rows(source: Path, days: Days) -> list[tuple[int, Finding]]:
    """Verdicts for rows of a file, in the order of the file; rows of one form share their batch context."""
    rows = read_rows(source)
    found: dict[int, Finding] = {}
    numbered = sorted(enumerate(rows, 1), key=lambda pair: (_batch(pair[1]), pair[0]))
    for _, group in groupby(numbered, key=lambda pair: _batch(pair[1])):
        found.update(_classify_batch(list(group), days))
    return sorted(found.items())


def _batch(row: RowInput) -> tuple[str, str]:
    return (str(row.form), repr(row.context))


def _classify_batch(rows: list[tuple[int, RowInput]], days: Days) -> dict[int, Finding]:
    """Findings by row number; a row with several targets takes the heaviest of their verdicts."""
    kind = FormKind(rows[0][1].form)
    context = rows[0][1].context
    template = for_kind(kind)
    changes: list[Change] = []
    owners: list[tuple[int, Resolution]] = []
    for number, row in rows:
        resolution = resolve(row.item, template, before=row.before, after=row.after)
        for path in resolution.paths or (ItemPath(row.item or "項目不明"),):
            changes.append(diff_room.change_of_row(path, row.before, row.after, template))
            owners.append((number, resolution))
    facts = Facts(
        kind=kind,
        template=template,
        as_of=context.as_of or days.as_of,
        effective=context.effective or days.effective,
        submitted=context.submitted or days.submitted,
        statements=context.statements,
        old=None,
        new=None,
    )
    by_row: dict[int, list[Finding]] = {}
    for (number, resolution), finding in zip(owners, guideline.classify(changes, facts), strict=True):
        by_row.setdefault(number, []).append(_with_reading(finding, resolution))
    return {number: _heaviest(findings) for number, findings in by_row.items()}


def _with_reading(finding: Finding, resolution: Resolution) -> Finding:
    """The finding; where the 項目 cell could not be read, the reason stands with what is missing."""
    if resolution.paths:
        return finding
    return dataclasses.replace(finding, missing=(*finding.missing, resolution.reason))


_WEIGHT = {verdict: weight for weight, verdict in enumerate(Verdict)}


def _heaviest(findings: Iterable[Finding]) -> Finding:
    return min(findings, key=lambda finding: _WEIGHT[finding.verdict])


def draft(  # noqa: PLR0913 - the facts of a draft are named one by one
    old: Form,
    new: Form,
    days: Days,
    *,
    day: date | None = None,
    granularity: draft_room.Granularity = "change",
    policy: Policy | None = None,
) -> Draft:
    """The 変更箇所 rows between two versions; 変更日 is the newer form's 公表日 unless a day is given."""
    return draft_room.draft(
        judge(old, new, days, policy=policy),
        old=old,
        new=new,
        template=_template(new),
        day=day or new.header.published,
        granularity=granularity,
    )


def _template(form: Form) -> Template:
    return for_kind(form.header.kind, form.header.revision)


def read_source(source: Path) -> Form:
    """A form from a file of any readable format."""
    return readers.read(source)


def versions(folder: Path | None, form_path: str | None) -> list[Version]:
    """Versions of one form of a registry, or of all of them, oldest first."""
    with open_registry(folder) as store:
        paths = [form_path] if form_path else list(store.forms())
        return [version for path in paths for version in store.versions(path)]


@dataclasses.dataclass(frozen=True, slots=True)
class Selection:
    """Which checks an audit runs; every check left out carries its reason."""

    only: frozenset[str] = frozenset()
    ignored: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @classmethod
    def of(cls, select: Sequence[str], ignore: Sequence[str]) -> Selection:
        """Read ``--select`` and ``--ignore A02=理由``.

        Raises:
            WrongCallError: When a check is unknown or left out without a reason.
        """
        known = {check.id for check in audit_room.catalogue()}
        ignored = dict(entry.partition("=")[::2] for entry in ignore)
        unknown = sorted({*select, *ignored} - known)
        if unknown:
            raise WrongCallError(
                f"検査「{'、'.join(unknown)}」はありません", remedy=f"次から選んでください: {'、'.join(sorted(known))}"
            )
        bare = [check for check, reason in ignored.items() if not reason.strip()]
        if bare:
            raise WrongCallError(
                f"検査 {'、'.join(bare)} を除く理由がありません", remedy="--ignore A33=理由 のように書いてください"
            )
        return cls(frozenset(select), ignored)

    def keeps(self, seen: Observation) -> bool:
        """Whether an observation is to be shown."""
        return seen.check not in self.ignored and (not self.only or seen.check in self.only)


def audit(source: Path | None, folder: Path | None, days: Days, chosen: Selection) -> tuple[Observation, ...]:
    """Observations on one form, or on every form of a registry with its whole history."""
    if source is not None:
        found: Iterable[Observation] = audit_form(readers.read(source), (), days)
    else:
        found = [seen for path, history in _histories(folder) for seen in _of_registry(path, history, days)]
    return tuple(seen for seen in found if chosen.keeps(seen))


def _histories(folder: Path | None) -> list[tuple[str, tuple[Version, ...]]]:
    with open_registry(folder) as store:
        return [(path, tuple(store.versions(path))) for path in store.forms()]


def _of_registry(path: str, history: Sequence[Version], days: Days) -> list[Observation]:
    return [dataclasses.replace(seen, form=path) for seen in audit_form(history[-1].form, history, days)]


GATE = frozenset({"A01", "A04", "A04B", "A38"})
"""Checks of the gate: every change told by a row, 重要 marked 事前, nothing left undecided."""


def check(old: Form, new: Form, days: Days, policy: Policy | None = None) -> tuple[Observation, ...]:
    """What keeps the newer version from passing the gate."""
    findings = judge(old, new, days, policy=policy)
    fresh = {row.row for row in new.changes[len(old.changes) :]}
    rows = {number: finding for number, finding in judge_rows(new, days).items() if number in fresh}
    step = audit_room.Step(old, new, findings)
    seen = audit_room.audit(audit_room.Subject(form=new, steps=(step,), row_findings=rows, as_of=days.as_of))
    return tuple(o for o in seen if o.check in GATE and (o.row is None or o.row in fresh))


def audit_form(form: Form, history: Sequence[Version], days: Days) -> tuple[Observation, ...]:
    """Observations on a form; ``history`` holds its versions, oldest first and the form last, where known."""
    steps = tuple(
        audit_room.Step(old.form, new.form, judge(old.form, new.form, Days())) for old, new in pairwise(history)
    )
    due = guideline.threshold.of_form(form) if form.header.kind is FormKind.BASIC else None
    return audit_room.audit(
        audit_room.Subject(
            form=form,
            steps=steps,
            row_findings=judge_rows(form, days),
            as_of=days.as_of,
            assessment=due.sentence if due else "",
        )
    )


def judge_rows(form: Form, days: Days) -> dict[int, Finding]:
    """The guideline's own verdict on each published row whose items are known."""
    template = _template(form)
    owners: list[int] = []
    changes: list[Change] = []
    for row in form.changes:
        for path in row.items:
            owners.append(row.row)
            changes.append(diff_room.change_of_row(path, row.before, row.after, template))
    facts = Facts(kind=form.header.kind, template=template, as_of=days.as_of)
    by_row: dict[int, list[Finding]] = {}
    for number, finding in zip(owners, guideline.classify(changes, facts), strict=True):
        by_row.setdefault(number, []).append(finding)
    return {number: _heaviest(findings) for number, findings in by_row.items()}


def render_draft(drafted: Draft, format_: str) -> bytes:
    """A draft in one of the formats of ``piadiff draft --format``."""
    from piadiff.writers.draft_formats import write_draft

    return write_draft(drafted, format_)


def next_steps(form: Form, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The procedure that follows from the verdicts, as a checklist."""
    return [dataclasses.asdict(step) for step in guideline.next_steps(form.header.kind, findings)]


def explain_rules(rule: str | None, *, as_json: bool) -> str:
    """The rule catalogue, or one rule explained."""
    chosen = [guideline.catalogue.find(rule)] if rule else list(guideline.rules())
    if as_json:
        objects = [guideline.catalogue.as_object(entry) for entry in chosen]
        return json_contract.dumps({"schema": "piadiff/rules/1", "rules": objects})
    if rule:
        return guideline.catalogue.explain(chosen[0])
    rows = [(entry.id, entry.name, "・".join(entry.forms), str(entry.verdict), str(entry.timing)) for entry in chosen]
    return terminal.table(rows, ("規則", "何が起きたか", "評価書", "重要度", "提出時期")) + "\n"


def rules_page() -> str:
    """All rules as one Markdown page."""
    return guideline.catalogue.page()


def blame(folder: Path | None, form_path: str | None, item: str | None) -> tuple[Blame, ...]:
    """Which version gave each item its present value, and which published row explains it."""
    with open_registry(folder) as store:
        return store.blame(form_path, item)


def report(folder: Path | None, days: Days) -> dict[str, str]:
    """Pages of the offline report on a registry, by file name."""
    histories = []
    for path, history in _histories(folder):
        steps = tuple(judge(old.form, new.form, Days()) for old, new in pairwise(history))
        seen = audit_form(history[-1].form, history, days)
        histories.append(FormHistory(path, history, steps, seen))
    return render_report(histories)
