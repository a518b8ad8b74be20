"""Revisions as the report shows them: every change beside the published rows that record it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from piadiff.model import Change, ChangeRow, Finding, ItemPath, Reason, Timing, Verdict, Version
from piadiff.writers.diff.listing import shown as shown_change
from piadiff.writers.diff.runs import Run
from piadiff.writers.report.days import told_day

_EDGE = 60
"""Letters of unchanged text that stay on either side of what changed."""
_LONG = 80
"""Length from which a row's text that is the item's own is not printed again."""


UNJUDGED = "判定なし"
TIMINGS = (str(Timing.BEFORE), str(Timing.AFTER), "空欄", "ほか")

Judged = Mapping[tuple[str, ...], str]
"""The computed verdict on a row, by its cells."""


def timing_of(row: ChangeRow) -> str:
    """Which of ``TIMINGS`` a row holds."""
    timing = row.timing.strip()
    return timing if timing in TIMINGS[:2] else "ほか" if timing else "空欄"


def judged_rows(rows: Sequence[ChangeRow], verdicts: Mapping[int, Verdict]) -> Judged:
    """The verdicts by what a row says, since the number of a row may differ from table to table."""
    return {cells(row): verdicts[row.row] for row in rows if row.row in verdicts}


def cells(row: ChangeRow) -> tuple[str, ...]:
    """What a row says, whatever its number."""
    return row.date_raw, row.item_raw, row.before, row.after


@dataclass(frozen=True, slots=True)
class Said:
    """What a person decided of an item: who, what and why."""

    person: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Step:
    """A version and the way into it from the one before.

    Attributes:
        findings: Changes from the version before; empty for the first.
        rows: Rows that this version adds to the table of the one before; empty for the first.
        exempt: Items whose change needs no row.
        said: What people decided of the changes, by item.
    """

    version: Version
    findings: tuple[Finding, ...] = ()
    rows: tuple[ChangeRow, ...] = ()
    exempt: frozenset[ItemPath] = frozenset()
    said: Mapping[ItemPath, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one side; ``mark`` is same, gone, new, spelt, or gap for unchanged text given by its length."""

    text: str
    mark: str


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A published row beside a change.

    Attributes:
        anchor: Where on the page the row stands in full.
        first: This is that place.
        same_before: The text is the whole text of the item, which stands beside it.
        judged: The computed verdict on the row.
    """

    row: ChangeRow
    anchor: str
    first: bool = True
    same_before: bool = False
    same_after: bool = False
    judged: str = UNJUDGED

    @property
    def timing(self) -> str:
        """What stands in its column 提出時期, as the matrix sorts it."""
        return timing_of(self.row)


@dataclass(frozen=True, slots=True)
class Entry:
    """One change as the page shows it."""

    anchor: str
    path: ItemPath
    section: str
    label: str
    head: str
    action: str
    verdict: Verdict
    timing: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    facts: tuple[str, ...]
    explanation: str
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...]
    notes: tuple[str, ...]
    rows: tuple[PublishedRow, ...]
    now: str
    exempt: bool
    old_path: ItemPath | None = None

    @property
    def untold(self) -> bool:
        """Whether a row is to be expected and there is none."""
        return not self.rows and not self.exempt

    @property
    def rank(self) -> int:
        """Place of the verdict, heaviest first."""
        return Verdict.REDO.weight - self.verdict.weight


@dataclass(frozen=True, slots=True)
class Revision:
    """All that one version changed.

    Attributes:
        loose: Its rows that name no item which changed.
    """

    number: int
    name: str
    day: date | None
    version: Version
    entries: tuple[Entry, ...]
    loose: tuple[PublishedRow, ...]
    rows: int

    @property
    def counts(self) -> tuple[int, ...]:
        """Changes of each verdict, heaviest first."""
        found = Counter(entry.verdict for entry in self.entries)
        return tuple(found[verdict] for verdict in Verdict)

    @property
    def untold(self) -> int:
        """Changes that no published row names and one should."""
        return sum(entry.untold for entry in self.entries)


def version_name(version: Version, number: int) -> str:
    """How the page calls a version."""
    if version.published:
        return f"第{number}版（{told_day(version.published)} 公表）"
    if version.form.reconstructed and version.since:
        return f"第{number}版（{told_day(version.since)}の変更の後・復元）"
    if version.form.reconstructed and version.date:
        return f"第{number}版（{told_day(version.date)}の変更の前・復元）"
    return f"第{number}版（公表日不明{'・復元' if version.form.reconstructed else ''}）"


def revisions(steps: Sequence[Step], anchors: Mapping[ItemPath, str], judged: Judged) -> list[Revision]:
    """Every step but the first; ``anchors`` are the places of the items as they are now."""
    return [_revision(step, number, anchors, judged) for number, step in enumerate(steps[1:], 2)]


def _revision(step: Step, number: int, anchors: Mapping[ItemPath, str], judged: Judged) -> Revision:
    seen: set[int] = set()
    entries = []
    for place, finding in enumerate(step.findings, 1):
        rows = tuple(_rows(finding.change, step, number, seen, judged))
        path = finding.change.path
        entries.append(
            _entry(finding, f"c-{number}-{place}", rows=rows, now=anchors.get(path, ""), exempt=path in step.exempt)
        )
    loose = tuple(
        PublishedRow(row, _row_anchor(number, place), judged=judged.get(cells(row), UNJUDGED))
        for place, row in enumerate(step.rows)
        if place not in seen
    )
    return Revision(
        number=number,
        name=version_name(step.version, number),
        day=step.version.published,
        version=step.version,
        entries=tuple(entries),
        loose=loose,
        rows=len(step.rows),
    )


def _row_anchor(number: int, place: int) -> str:
    return f"r-{number}-{place + 1}"


def _rows(
    change: Change, step: Step, number: int, seen: set[int], judged: Judged
) -> Iterator[PublishedRow]:
    """Rows of the step that name the item; a row shown before is only pointed at."""
    paths = [path for path in (change.path, change.old_path) if path]
    for place, row in enumerate(step.rows):
        if any(row.covers(path) for path in paths):
            yield PublishedRow(
                row,
                _row_anchor(number, place),
                first=place not in seen,
                same_before=len(row.before) >= _LONG and row.before.split() == change.before.split(),
                same_after=len(row.after) >= _LONG and row.after.split() == change.after.split(),
                judged=judged.get(cells(row), UNJUDGED),
            )
            seen.add(place)


def loose_row(row: ChangeRow, judged: Judged) -> PublishedRow:
    """A row of the first version, which no computed change stands beside."""
    return PublishedRow(row, f"r-1-{row.row}", judged=judged.get(cells(row), UNJUDGED))


def _entry(finding: Finding, anchor: str, *, rows: tuple[PublishedRow, ...], now: str, exempt: bool) -> Entry:
    change, seen = finding.change, shown_change(finding)
    runs = seen.runs or (Run(change.before, change.after, same=change.before == change.after),)
    return Entry(
        anchor=anchor,
        path=change.path,
        section=f"{change.path.section}({change.path.file})" if change.path.file else change.path.section,
        label=change.label,
        head=seen.head,
        action=seen.action,
        verdict=finding.verdict,
        timing=str(finding.timing) or "時期未定",
        before=tuple(_pieces(runs, new=False)),
        after=tuple(_pieces(runs, new=True)),
        facts=seen.facts,
        explanation=finding.explanation,
        reasons=finding.reasons,
        missing=finding.missing,
        notes=finding.notes,
        rows=rows,
        now=now,
        exempt=exempt,
        old_path=change.old_path,
    )


def _pieces(runs: Sequence[Run], *, new: bool) -> Iterator[Piece]:
    """One side of a change; what stands unchanged far from every change is given by its length."""
    for place, run in enumerate(runs):
        text = run.new if new else run.old
        if run.same:
            yield from _unchanged(text, first=place == 0, last=place == len(runs) - 1)
        elif text:
            yield Piece(text, "spelt" if run.notation else "new" if new else "gone")


def _unchanged(text: str, *, first: bool, last: bool) -> Iterator[Piece]:
    head = 0 if first else _EDGE
    tail = 0 if last else _EDGE
    gap = len(text) - head - tail
    if gap <= _EDGE or (first and last):
        yield Piece(text, "same")
        return
    if head:
        yield Piece(text[:head], "same")
    yield Piece(f"…同じ記載 {gap}字…", "gap")
    if tail:
        yield Piece(text[-tail:], "same")
