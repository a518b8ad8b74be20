"""The catalogue of checks: a check is a small function with an id, a level and the clause it rests on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from heapq import merge
from itertools import groupby, islice

from piadiff.errors import PiadiffError
from piadiff.model import ChangeRow, Finding, Form, Item, ItemPath, Level, Observation, TableChange, compare_tables
from piadiff.templates import Template, for_kind, moved


@dataclass(frozen=True, slots=True)
class Step:
    """Two versions published one after the other, and the computed changes between them.

    Attributes:
        names: How a command names both.
    """

    old: Form
    new: Form
    findings: tuple[Finding, ...]
    names: tuple[str, str] = ("", "")
    rows: TableChange = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", compare_tables(self.old.changes, self.new.changes))


@dataclass(frozen=True)
class Subject:
    """What is audited.

    Attributes:
        steps: Computed changes between versions that were published, oldest first; empty with one version at hand.
        row_findings: The guideline's own verdict on each published row, by row number.
        as_of: Day the audit is asked for, None for checks that need no day.
        assessment: Assessment that the しきい値 choices call for, "" when they do not decide it.
        faults: Versions of the form that could not be read.
        item_by_item: Every change without a row is named, even where no change has one, as a gate needs it.
    """

    form: Form
    steps: Sequence[Step] = ()
    row_findings: Mapping[int, Finding] = field(default_factory=dict)
    as_of: date | None = None
    assessment: str = ""
    item_by_item: bool = False
    faults: Sequence[PiadiffError] = ()

    @cached_property
    def template(self) -> Template:
        """Template of the form's own revision."""
        return for_kind(self.form.header.kind, self.form.header.in_use)

    @cached_property
    def day(self) -> date | None:
        """Day the form is looked at: the day asked for, else its 公表日."""
        return self.as_of or self.form.header.published

    @cached_property
    def _rows_of(self) -> Mapping[ItemPath, list[ChangeRow]]:
        """Rows by the items of the 様式 they touch, in the order of their numbers."""
        found: dict[ItemPath, list[ChangeRow]] = {}
        for row in sorted(self.form.changes, key=_number):
            for item in dict.fromkeys(map(self.item_of, row.items)):
                found.setdefault(item, []).append(row)
        return found

    @cached_property
    def _near(self) -> dict[ItemPath, tuple[ItemPath, ...]]:
        return {}

    @cached_property
    def _below(self) -> dict[ItemPath, tuple[Item, ...]]:
        return {}

    def later(self, row: ChangeRow) -> Iterator[ChangeRow]:
        """Later rows that touch an item this row touches; parts that the 様式 does not have count as the item."""
        near = dict.fromkeys(each for path in row.items for each in self._touched_with(self.item_of(path)))
        rows = (self._rows_of[item] for item in near)
        merged = merge(*(islice(each, bisect_right(each, row.row, key=_number), None) for each in rows), key=_number)
        return (each for each, _ in groupby(merged))

    def _touched_with(self, item: ItemPath) -> tuple[ItemPath, ...]:
        """Items of rows that are an item, stand above it or below."""
        if item not in self._near:
            self._near[item] = tuple(each for each in self._rows_of if each.contains(item) or item.contains(each))
        return self._near[item]

    def targets(self, row: ChangeRow) -> tuple[ItemPath, ...]:
        """Where the items of a row may stand today.

        Rows older than the form's revision use its old numbers, unless their label has led to the new one.
        """
        since = self.template.since
        if row.date is None or since is None or row.date.isoformat() >= self.template.in_force:
            return row.items
        name = self.template.name
        today = (moved(path, name, since.previous, self.template.revision) for path in row.items)
        return tuple(dict.fromkeys((*filter(None, today), *row.items)))

    def shown(self, path: ItemPath) -> bool:
        """Whether the form has a value at an address; a range needs one of its members."""
        return path in self.form.by_path or any(
            len(item.path.parts) == len(path.parts) for item in self.form.below(path)
        )

    def item_of(self, path: ItemPath) -> ItemPath:
        """The item of the 様式 that an address leads to: 後段, なお書き and list numbers are left off."""
        target = path
        while self.template.item(target) is None and target.parent is not None:
            target = target.parent
        return target

    def below(self, path: ItemPath) -> tuple[Item, ...]:
        """The items at an address and below it; parts that the 様式 does not have are left off.

        Empty where the 様式 has the address and the form says nothing there.
        """
        if path not in self._below:
            found = tuple(self.form.below(path))
            lost = not found and self.template.item(path) is None and path.parent is not None
            self._below[path] = self.below(path.parent) if lost and path.parent else found
        return self._below[path]


def _number(row: ChangeRow) -> int:
    return row.row


CheckFunction = Callable[[Subject], Iterator[Observation]]


@dataclass(frozen=True, slots=True)
class Check:
    """One entry of the catalogue."""

    id: str
    level: Level
    title: str
    clause: str
    run: CheckFunction


_CHECKS: dict[str, Check] = {}


def check(id_: str, level: Level, title: str, clause: str) -> Callable[[CheckFunction], CheckFunction]:
    """Register a check; the function yields its observations."""

    def register(function: CheckFunction) -> CheckFunction:
        _CHECKS[id_] = Check(id_, level, title, clause, function)
        return function

    return register


def catalogue() -> tuple[Check, ...]:
    """All checks by id."""
    return tuple(_CHECKS[id_] for id_ in sorted(_CHECKS))


def note(
    id_: str,
    message: str,
    *evidence: str,
    path: ItemPath | None = None,
    row: ChangeRow | None = None,
) -> Observation:
    """An observation of a registered check, at the level the catalogue gives it."""
    return Observation(
        check=id_,
        level=_CHECKS[id_].level,
        message=message,
        path=path or (row.items[0] if row and row.items else None),
        row=row.row if row else None,
        evidence=tuple(piece for piece in evidence if piece),
    )


def note_rows(id_: str, message: str, rows: Sequence[ChangeRow], *evidence: str) -> Iterator[Observation]:
    """One observation for all rows that share a fact; none without rows."""
    if len(rows) == 1:
        yield note(id_, message, *evidence, row=rows[0])
    elif rows:
        told = f"{message}（{len(rows)}行: {spans([row.row for row in rows])}行目）"
        yield replace(note(id_, told, *evidence), rows=tuple(row.row for row in rows))


def spans(numbers: Sequence[int]) -> str:
    """Numbers as people list them: 1～3、5."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] + 1 == number:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}～{run[-1]}" for run in runs)
