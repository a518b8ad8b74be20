"""Longest common subsequence of two sequences: exact, and quick even where nothing agrees.

One big integer holds a row of the table (Hyyrö 2004), so 5,000 × 5,000 unrelated characters cost
milliseconds where a search by edit distance costs seconds. No timeout, hence the same answer everywhere.
Sequences whose table would take too much room are matched in parts, still the same everywhere.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from piadiff.text.alignment import opcodes


@dataclass(frozen=True, slots=True)
class Hunk:
    """``old[old_start:old_end]`` became ``new[new_start:new_end]``; one of both may be empty."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


_LARGEST = 400_000_000
"""Pairs of elements whose table still takes little room (50 MB); longer sequences are cut up first."""


def common_prefix(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    """Number of elements with which both begin."""
    limit = min(len(old), len(new))
    return next((index for index in range(limit) if old[index] != new[index]), limit)


def _rows(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[int]:
    """For each prefix of ``new`` the bits at which the common length does not grow along ``old``."""
    places: dict[Hashable, int] = {}
    for index, element in enumerate(old):
        places[element] = places.get(element, 0) | 1 << index
    full = (1 << len(old)) - 1
    row, rows = full, []
    for element in new:
        matches = row & places.get(element, 0)
        row = ((row + matches) | (row - matches)) & full
        rows.append(row)
    return rows


def _backwards(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int]]:
    """Matched places from the last to the first."""
    rows = _rows(old, new) if old else []
    at, row = len(old), len(new)
    while at and row:
        if rows[row - 1] >> (at - 1) & 1:
            at -= 1
            continue
        row -= 1
        if row and not rows[row - 1] >> (at - 1) & 1:
            continue
        at -= 1
        yield at, row


def _frame(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[int, int]:
    """Number of elements with which both begin, and with which the rest ends."""
    head = common_prefix(old, new)
    return head, common_prefix(old[head:][::-1], new[head:][::-1])


def matches(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs of places of a longest common subsequence, in order."""
    head, tail = _frame(old, new)
    middle = list(_backwards(old[head : len(old) - tail], new[head : len(new) - tail]))
    return [
        *((index, index) for index in range(head)),
        *((at + head, row + head) for at, row in reversed(middle)),
        *((len(old) - back, len(new) - back) for back in range(tail, 0, -1)),
    ]


def hunks(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Hunk]:
    """The stretches in which two sequences differ, in order."""
    head, tail = _frame(old, new)
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(left) * len(right) > _LARGEST:
        return [Hunk(a, b, c, d) for same, a, b, c, d in opcodes(old, new) if not same]
    found, at, row = [], 0, 0
    for old_place, new_place in [*reversed(list(_backwards(left, right))), (len(left), len(right))]:
        if old_place > at or new_place > row:
            found.append(Hunk(at + head, old_place + head, row + head, new_place + head))
        at, row = old_place + 1, new_place + 1
    return found
