"""Two versions of a 変更箇所 table: which rows came, which were written over, which went."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from piadiff.model.form import ChangeRow


@dataclass(frozen=True, slots=True)
class TableChange:
    """What a newer table does to an older one, wherever the new rows stand.

    Attributes:
        altered: (row as it was, row as it is): the same entry in other words.
    """

    added: tuple[ChangeRow, ...] = ()
    altered: tuple[tuple[ChangeRow, ChangeRow], ...] = ()
    removed: tuple[ChangeRow, ...] = ()


def compare_tables(old: Sequence[ChangeRow], new: Sequence[ChangeRow]) -> TableChange:
    """Rows of two tables against each other by their cells; numbers and order of the rows do not count."""
    gone, come = _differing(old, new)
    entries: dict[_Told, deque[int]] = {}
    for at, row in enumerate(come):
        for told in _told(row):
            entries.setdefault(told, deque()).append(at)
    left, altered, removed = dict(enumerate(come)), list[tuple[ChangeRow, ChangeRow]](), list[ChangeRow]()
    for row in gone:
        same = [entries[told] for told in _told(row) if told in entries]
        found = [places[0] for places in same if _still(places, left)]
        if found:
            altered.append((row, left.pop(min(found))))
        else:
            removed.append(row)
    return TableChange(tuple(left.values()), tuple(altered), tuple(removed))


def _still(places: deque[int], left: Mapping[int, ChangeRow]) -> bool:
    """Whether any of the places is still free; those before it that are not are dropped."""
    while places and places[0] not in left:
        places.popleft()
    return bool(places)


def _differing(old: Sequence[ChangeRow], new: Sequence[ChangeRow]) -> tuple[list[ChangeRow], list[ChangeRow]]:
    """Rows of each table that the other has not, or not as often: of equal ones those furthest from both ends."""
    cells = [_cells(row) for row in old], [_cells(row) for row in new]
    head = _shared(cells[0], cells[1])
    tail = _shared(cells[0][head:][::-1], cells[1][head:][::-1])
    middle = [side[head : len(side) - tail] for side in cells]
    both = Counter(middle[0]) & Counter(middle[1])
    gone, come = (_beyond(side, Counter(both), head) for side in middle)
    return [old[at] for at in gone], [new[at] for at in come]


def _shared(old: Sequence[_Cells], new: Sequence[_Cells]) -> int:
    """How many rows both begin with."""
    limit = min(len(old), len(new))
    return next((at for at in range(limit) if old[at] != new[at]), limit)


def _beyond(side: Sequence[_Cells], both: Counter[_Cells], first: int) -> Iterator[int]:
    """Places of what stands more often than on both sides."""
    for at, cells in enumerate(side, first):
        if both[cells] <= 0:
            yield at
        both[cells] -= 1


_Cells = tuple[str, ...]


def _cells(row: ChangeRow) -> _Cells:
    return (row.date_raw, row.item_raw, row.before, row.after, row.timing, row.explanation)


_Told = tuple[tuple[int, object], ...]


def _told(row: ChangeRow) -> Iterator[_Told]:
    """What tells an entry from others, three at a time: rows that share any three are one entry in other words."""
    return combinations(enumerate((row.date, row.items or row.item_raw, row.before, row.after)), _SHARED)


_SHARED = 3
"""Of 変更日, 項目, 変更前 and 変更後."""
