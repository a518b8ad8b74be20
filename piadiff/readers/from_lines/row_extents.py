"""Which rows of a printed table each cell takes, when the label of a cell stands at half its height."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from piadiff.readers.wraps import list_mark
from piadiff.text.signs import CIRCLED

_ASTRAY = 6.0
_AGAINST = 6.0
_BROKEN = 3.0
_CLEARLY = 1.0
_ABOUT = 1.7
_STRAY = 0.23
_REACH = 3
_KEEP = 40
_BEGINS = frozenset("[［〔☑☐□■")
_OFFSETS = (frozenset({0}), frozenset({0, 1}), frozenset({0, -1}))
FURTHER = re.compile(rf"[ 　]*(?:(?!①)[{CIRCLED}]|[（(]?(?:[2-9２-９]|1\d)[)）．.、](?!\d))")
_ENDS = ("。", "．", "）", ")", "]", "］", "」")


class Sort(Enum):
    """What a row shows, or what a cell asks for."""

    TEXT = "text"
    OPTIONS = "options"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one line beside the labels.

    Attributes:
        full: It reaches the edge of its column.
        names: The options it shows.
        head: An option list begins here.
    """

    text: str = ""
    sort: Sort = Sort.ANY
    full: bool = False
    names: frozenset[str] = frozenset()
    head: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """First and last row of the label of a cell, and what the label asks for, with the options it offers."""

    first: int
    last: int
    sort: Sort = Sort.ANY
    offers: frozenset[str] = frozenset()

    def offset(self, start: int, end: int) -> int:
        """By how many rows more the cell reaches below its label than above it."""
        return start + end - 1 - self.first - self.last


@dataclass(frozen=True, slots=True)
class Span:
    """Rows of a cell; ``doubtful`` when a neighbour may as well hold some of them."""

    rows: range
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Cells and the rows they share.

    Attributes:
        goes_on: A page begins here, so that the first rows may end a cell of the page before.
        breaks_off: A page ends here, so that the last cell may go on behind it.
    """

    cells: tuple[Cell, ...]
    rows: tuple[Row, ...]
    goes_on: bool = False
    breaks_off: bool = False

    @property
    def unfinished(self) -> bool:
        """Whether the last text runs on behind the table."""
        last = next((row for row in reversed(self.rows) if row.text), Row())
        return self.breaks_off and last.full and not last.text.endswith(_ENDS)


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to share the rows so far: its cost, the row its first cell begins with and the row behind each cell."""

    cost: float = 0.0
    bounds: tuple[int, ...] = (0,)

    @property
    def end(self) -> int:
        return self.bounds[-1]


def usual_offsets(tables: Sequence[Table]) -> frozenset[int] | None:
    """The offsets a source shows, None when its values begin with their labels.

    A label of one line beside a value of two stands at one of the two, or between them.
    """
    whole = [table for table in tables if not table.goes_on and not table.breaks_off] or tables
    costs = [(sum(_ways(table, offsets)[0].cost for table in whole), offsets) for offsets in _OFFSETS]
    least = min(cost for cost, _ in costs)
    if sum(map(_cut, whole)) * _AGAINST <= _STRAY * least:
        return None
    return next(offsets for cost, offsets in costs if cost <= _ABOUT * least)


def _cut(table: Table) -> int:
    """How many texts would be cut off if every value began with its label."""
    shown, first = _shown(table.rows), table.cells[0]
    raised = first.first > 0 and not table.goes_on
    return raised + sum(cell.first > 0 and shown.runs_on[cell.first - 1] for cell in table.cells)


def below(table: Table) -> list[Span]:
    """Rows of cells whose values begin with their labels."""
    starts = [cell.first for cell in table.cells]
    return [Span(range(start, end)) for start, end in pairwise([*starts, len(table.rows)])]


def around(table: Table, offsets: frozenset[int]) -> list[Span]:
    """Rows of cells whose labels stand at half their height; those that may be a neighbour's are doubtful."""
    best, *others = _ways(table, offsets)
    rivals = [way for way in others if way.cost < best.cost + _CLEARLY]
    # blank lines around a single cell leave its neighbours nothing to dispute
    alone = len(table.cells) == 1 and not table.goes_on and not table.breaks_off
    spans = list[Span]()
    for number, cell in enumerate(table.cells):
        start, end = best.bounds[number : number + 2]
        moved = any(way.bounds[number : number + 2] != (start, end) for way in rivals)
        spans.append(Span(range(start, end), not alone and (moved or cell.offset(start, end) not in offsets)))
    return spans


def _ways(table: Table, offsets: frozenset[int]) -> list[_Way]:
    """The ways to share the rows that cost least, the cheapest first."""
    cells, shown = table.cells, _shown(table.rows)
    ways = [_Way()]
    if table.goes_on:
        starts = range(1, cells[0].first + 1)
        ways += [_Way(_BROKEN + _AGAINST * shown.runs_on[start - 1], (start,)) for start in starts]
    for number, cell in enumerate(cells):
        last = number + 1 == len(cells)
        least, most = (len(table.rows),) * 2 if last else (cell.last + 1, cells[number + 1].first)
        grown = list[_Way]()
        for way in ways:
            fitting = cell.first + cell.last + 1 - way.end
            for end in sorted({min(max(fitting + offset, least), most) for offset in range(-_REACH, _REACH + 1)}):
                cost = _cost(cell, range(way.end, end), shown, offsets)
                if last and table.breaks_off and cell.offset(way.end, end) < min(offsets):
                    cost = min(cost, _BROKEN)
                grown.append(_Way(way.cost + cost, (*way.bounds, end)))
        ways = _cheapest(grown)
    return ways


def _cheapest(ways: list[_Way]) -> list[_Way]:
    """For each end the cheapest way to it and those nearly as cheap."""
    kept = list[_Way]()
    by_end: dict[int, list[_Way]] = {}
    for way in sorted(ways, key=lambda way: way.cost):
        by_end.setdefault(way.end, []).append(way)
    for group in by_end.values():
        kept += [way for way in group[:_KEEP] if way.cost < group[0].cost + _CLEARLY]
    return sorted(kept, key=lambda way: way.cost)


@dataclass(frozen=True, slots=True)
class _Shown:
    """Rows, and for each whether its text runs on into the next one."""

    rows: tuple[Row, ...]
    runs_on: tuple[bool, ...]


def _shown(rows: Sequence[Row]) -> _Shown:
    """Rows without text, where only a label stands, count with the text around them."""
    told, runs_on = list(rows), [False] * len(rows)
    filled = [place for place, row in enumerate(rows) if row.text]
    for above, below in pairwise(filled):
        if _runs_on(rows[above], rows[below].text):
            runs_on[above:below] = [True] * (below - above)
            told[below] = replace(rows[below], sort=told[above].sort)
    return _Shown(tuple(told), tuple(runs_on))


def _cost(cell: Cell, span: range, shown: _Shown, offsets: frozenset[int]) -> float:
    """How little rows look like the value of a cell: off its height, of another sort, or cut out of a text."""
    off = min(abs(cell.offset(span.start, span.stop) - offset) for offset in offsets)
    sorts = [shown.rows[row].sort for row in span]
    unlike = sum(1 for sort in sorts if Sort.ANY not in {sort, cell.sort} and sort is not cell.sort)
    unlike += sum(1 for row in span if cell.offers and not shown.rows[row].names <= cell.offers)
    unlike += max(0, sum(shown.rows[row].head for row in span) - 1)
    return _ASTRAY * off + _AGAINST * (unlike + shown.runs_on[span.stop - 1])


def _runs_on(above: Row, below: str) -> bool:
    """Whether a line is wrapped into the next one, or that one is a further item of a list."""
    if FURTHER.match(below):
        return True
    return above.full and not above.text.endswith(_ENDS) and not list_mark(below) and below[:1] not in _BEGINS
