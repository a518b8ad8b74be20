"""What officers decided, on every surface: findings and published rows with the decisions about their drafts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import get_args

from piadiff.draft import Granularity
from piadiff.model import ChangeRow, DraftRow, Finding, Form, ItemPath, Verdict
from piadiff.pipeline.days import Days
from piadiff.pipeline.drafting import Drafting, draft, drafting
from piadiff.pipeline.judging import judge
from piadiff.text import key

_RULE = "rule"
Cells = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Decided:
    """Findings with what officers decided of them.

    Attributes:
        by: Who decided a row about an item.
        rows: Decided rows by 項目, 変更前 and 変更後.
    """

    findings: tuple[Finding, ...]
    by: Mapping[ItemPath, str] = field(default_factory=dict)
    rows: Mapping[Cells, DraftRow] = field(default_factory=dict)

    def of_row(self, row: ChangeRow, finding: Finding) -> Finding:
        """The verdict on a published row: the officer's, where it was decided as a draft."""
        decided = self.rows.get(_cells(row.item_raw, row.before, row.after))
        return _as_decided(finding, [decided]) if decided else finding


Decide = Callable[[Form, Form, tuple[Finding, ...]], Decided]
"""Older form, newer form and the changes between them → the changes as decided."""


def undecided(_: Form, __: Form, findings: tuple[Finding, ...]) -> Decided:
    """Changes about which nobody decided anything."""
    return Decided(findings)


def decided(old: Form, new: Form, findings: tuple[Finding, ...], days: Days, how: Drafting) -> Decided:
    """The changes between two forms with what officers decided about the rows drafted for them."""
    made, left = Decided(findings), how.decisions
    for granularity in get_args(Granularity) if left else ():
        drafted = draft(old, new, days, replace(how, decisions=left, granularity=granularity), findings)
        made = with_rows(made, drafted.rows)
        left = {mark: left[mark] for mark in drafted.unused_decisions}
        if not left:
            break
    return made


def with_rows(before: Decided, rows: Sequence[DraftRow]) -> Decided:
    """Findings with the decisions of drafted rows, on top of those of rows cut otherwise."""
    mine = [row for row in rows if row.decided_by != _RULE]
    about: dict[ItemPath, list[DraftRow]] = {}
    for row in rows:
        for path in row.paths:
            about.setdefault(path, []).append(row)
    touched = {path: row.decided_by for row in mine for path in row.paths}
    findings = (
        _as_decided(found, about[found.change.path]) if found.change.path in touched else found
        for found in before.findings
    )
    own = {_cells(row.item, row.before, row.after): row for row in mine}
    return Decided(tuple(findings), {**before.by, **touched}, {**before.rows, **own})


def judged(old: Form, new: Form, days: Days, name: str, registry: Path | None) -> Decided:
    """The changes between two forms as judged and decided; ``name`` is how a command names the newer one."""
    how = drafting((old, new), name, registry, granularity="change", style=None)
    return decided(old, new, judge(old, new, days, policy=how.policy, sister=how.sister), days, how)


def _cells(item: str, before: str, after: str) -> Cells:
    return key(item), key(before), key(after)


def _as_decided(found: Finding, rows: Sequence[DraftRow]) -> Finding:
    """A finding as its rows stand: as heavy as the heaviest, and open while one of them is."""
    lead = max(rows, key=lambda row: row.verdict.weight)
    told = any("判定" in row.decided for row in rows)
    open_rows = [row for row in rows if row.verdict is Verdict.UNDECIDED]
    notes = tuple(
        f"決定: {row.decided_by}{f'（{row.reason}）' if row.reason else ''}"
        + (f"。この決定による判定は使っていません: {row.refused}" if row.refused else "")
        for row in rows
        if row.decided_by != _RULE
    )
    return replace(
        found,
        verdict=lead.verdict if told else found.verdict,
        timing=lead.timing if any({"提出時期", "判定"} & set(row.decided) for row in rows) else found.timing,
        explanation=lead.explanation if "説明" in lead.decided else found.explanation,
        missing=tuple(dict.fromkeys(fact for row in open_rows for fact in row.missing)) if told else found.missing,
        notes=(*dict.fromkeys(notes), *found.notes),
    )
