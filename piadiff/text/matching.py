"""Two sequences → the stretches in which they agree and differ, as ``difflib`` finds them."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Hashable, Iterator, Sequence
from heapq import heapify, heappop, heappush

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
    """Every common stretch that goes on no further: (minus its length, old place, new place)."""
    places: dict[Hashable, list[int]] = {}
    for row, member in enumerate(new):
        places.setdefault(member, []).append(row)
    begun: dict[int, int] = {}
    for at, member in enumerate((*old, None)):
        go_on = {row: begun.pop(row - 1, at) for row in places.get(member, ())} if at < len(old) else {}
        yield from ((begin - at, begin, row + 1 + begin - at) for row, begin in begun.items())
        begun = go_on


def _longest_first(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int, int]]:
    """Common stretches in order, none across another: the longest first, of equal ones the first of both sides.

    Returns:
        (old place, new place, length) of each.
    """
    waiting = list(_stretches(old, new))
    heapify(waiting)
    free = [(0, 0, len(old), len(new))]
    found: list[tuple[int, int, int]] = []
    while waiting:
        size, at, row = heappop(waiting)
        for index in range(max(0, bisect_right(free, (at, len(new))) - 1), len(free)):
            gap = free[index]
            if gap[0] >= at - size:
                break
            begin, end = max(at, gap[0], at + gap[1] - row), min(at - size, gap[2], at + gap[3] - row)
            if end - begin == -size:
                del free[index]
                found.append((at, row, -size))
                for part in ((*gap[:2], at, row), (at - size, row - size, *gap[2:])):
                    if part[0] < part[2] and part[1] < part[3]:
                        insort(free, part)
                break
            if begin < end:
                heappush(waiting, (begin - end, begin, row + begin - at))
    return sorted(found)
