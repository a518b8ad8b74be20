"""Two sequences → the stretches in which they agree and differ, as ``difflib`` finds them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Sequence

Opcode = tuple[str, int, int, int, int]
"""(equal, replace, delete or insert; old from, old to, new from, new to)."""


def opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> Sequence[Opcode]:
    """What ``SequenceMatcher`` says without its guess at junk; in linear time where what both have keeps its order.

    There every way to match longest stretches first ends in the same pairs: each member both have, with itself.
    Else the common stretches are listed once, where ``SequenceMatcher`` looks for them again in every gap it leaves.
    """
    pairs = _in_one_order(old, new)
    if pairs is None:
        pairs = [(at + more, row + more) for at, row, size in _longest_first(old, new) for more in range(size)]
    found: list[Opcode] = []
    at = row = 0
    for here, there in (*pairs, (len(old), len(new))):
        if at < here or row < there:
            sort = "replace" if at < here and row < there else "delete" if at < here else "insert"
            found.append((sort, at, here, row, there))
        if here < len(old):
            last = found[-1] if found else None
            if last is not None and last[0] == "equal":
                found[-1] = ("equal", last[1], here + 1, last[3], there + 1)
            else:
                found.append(("equal", here, here + 1, there, there + 1))
        at, row = here + 1, there + 1
    return found


def _in_one_order(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]] | None:
    """Places of what both have; None where something of it stands twice on a side, or in another order."""
    places: dict[Hashable, int] = {}
    for row, member in enumerate(new):
        places[member] = -1 if member in places else row
    pairs: list[tuple[int, int]] = []
    for at, member in enumerate(old):
        row = places.get(member, -2)
        if row == -2:
            continue
        if row <= (pairs[-1][1] if pairs else -1):
            return None
        pairs.append((at, row))
    return pairs


def _stretches(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[tuple[int, int, int]]:
    """Every common stretch that goes on no further: (old place, new place, length)."""
    places: dict[Hashable, list[int]] = {}
    for row, member in enumerate(new):
        places.setdefault(member, []).append(row)
    begun: dict[int, int] = {}
    for at, member in enumerate((*old, None)):
        go_on = {row: begun.pop(row - 1, at) for row in places.get(member, ())} if at < len(old) else {}
        yield from ((begin, row + 1 + begin - at, at - begin) for row, begin in begun.items())
        begun = go_on


def _longest_first(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int, int]]:
    """Common stretches in order, none across another: the longest first, of equal ones the first of both sides.

    Returns:
        (old place, new place, length) of each.
    """
    waiting: dict[int, list[tuple[int, int]]] = {}
    for at, row, size in _stretches(old, new):
        waiting.setdefault(size, []).append((at, row))
    free = [(0, 0, len(old), len(new))]
    found: list[tuple[int, int, int]] = []
    for size in range(max(waiting, default=0), 0, -1):
        for at, row in sorted(waiting.pop(size, ())):
            for index, begin, end in _in_gaps(free, at, row, size):
                if end - begin == size:
                    found.append((at, row, size))
                    free[index : index + 1] = _around(free[index], at, row, size)
                else:
                    waiting.setdefault(end - begin, []).append((begin, row + begin - at))
    return sorted(found)


_Gap = tuple[int, int, int, int]
"""What lies between two stretches that were taken: (old from, new from, old to, new to)."""


def _in_gaps(free: Sequence[_Gap], at: int, row: int, size: int) -> list[tuple[int, int, int]]:
    """The parts of a stretch that lie in gaps: (which gap, old from, old to)."""
    found = []
    for index in range(max(0, bisect_right(free, (at, row, at, row)) - 1), len(free)):
        low, left, high, right = free[index]
        if low >= at + size:
            break
        begin, end = max(at, low, at + left - row), min(at + size, high, at + right - row)
        if begin < end:
            found.append((index, begin, end))
    return found


def _around(gap: _Gap, at: int, row: int, size: int) -> list[_Gap]:
    """What a stretch leaves of the gap that it lies in."""
    low, left, high, right = gap
    parts = (low, left, at, row), (at + size, row + size, high, right)
    return [part for part in parts if part[0] < part[2] and part[1] < part[3]]
