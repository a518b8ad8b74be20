"""What two sequences have in common, in bounded time."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from piadiff.text import matching

_MOST_PAIRS = 32
"""Pairs of equal members looked at for each member; what repeats itself beyond that is cut up first."""
_CUTS = 3
"""How often over."""
_WIDTHS = (3, 1)
"""Runs of members at which a text is cut, the surer ones first."""

Opcode = tuple[bool, int, int, int, int]
"""(same, old from, old to, new from, new to)."""


def _common(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    length = 0
    for was, now in zip(old, new, strict=False):
        if was != now:
            break
        length += 1
    return length


def _pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> int:
    there = Counter(new)
    return sum(count * there[member] for member, count in Counter(old).items())


def opcodes(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Opcode]:
    """Runs that are the same and runs that differ, in turn, covering both sequences in order."""
    for same, group in groupby(_runs(old, new, (0, 0), _CUTS), key=itemgetter(0)):
        runs = list(group)
        yield same, runs[0][1], runs[-1][2], runs[0][3], runs[-1][4]


def _runs(old: Sequence[Hashable], new: Sequence[Hashable], first: tuple[int, int], cuts: int) -> Iterator[Opcode]:
    """The runs of two stretches that begin at the given places, equal ones not yet joined."""
    at, row = first
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    if head:
        yield True, at, at + head, row, row + head
    middle, start = (old[head : len(old) - tail], new[head : len(new) - tail]), (at + head, row + head)
    if _pairs(*middle) <= _MOST_PAIRS * (len(middle[0]) + len(middle[1])):
        for op, a, b, c, d in matching.opcodes(*middle):
            yield op == "equal", a + start[0], b + start[0], c + start[1], d + start[1]
    else:
        yield from _cut(*middle, start, cuts)
    if tail:
        yield True, at + len(old) - tail, at + len(old), row + len(new) - tail, row + len(new)


def _cut(old: Sequence[Hashable], new: Sequence[Hashable], first: tuple[int, int], cuts: int) -> Iterator[Opcode]:
    """Stretches that repeat themselves, cut at what stands once on each side; else the one is replaced by the other."""
    at, row = first
    there = next(filter(None, (_once(old, new, width) for width in _WIDTHS)), []) if cuts else []
    if not there:
        yield False, at, at + len(old), row, row + len(new)
        return
    begin, start = 0, 0
    for place, other in there:
        yield from _runs(old[begin:place], new[start:other], (at + begin, row + start), cuts - 1)
        yield True, at + place, at + place + 1, row + other, row + other + 1
        begin, start = place + 1, other + 1
    yield from _runs(old[begin:], new[start:], (at + begin, row + start), cuts - 1)


def _once(old: Sequence[Hashable], new: Sequence[Hashable], width: int) -> list[tuple[int, int]]:
    """Places of runs of a width that stand once in each sequence, as many as keep their order."""
    places, there = (_places(side, width) for side in (old, new))
    tails: list[int] = []
    links: list[tuple[int, int, int]] = []
    ends: list[int] = []
    for run, at in places.items():
        row = there.get(run, -1)
        if min(at, row) < 0:
            continue
        length = bisect_left(tails, row)
        tails[length : length + 1] = [row]
        ends[length : length + 1] = [len(links)]
        links.append((at, row, ends[length - 1] if length else -1))
    found, last = list[tuple[int, int]](), ends[-1] if ends else -1
    while last >= 0:
        at, row, last = links[last]
        found.append((at, row))
    return found[::-1]


def _places(side: Sequence[Hashable], width: int) -> dict[tuple[Hashable, ...], int]:
    """Where each run of a width begins, -1 for those that stand more than once."""
    places: dict[tuple[Hashable, ...], int] = {}
    for at, run in enumerate(zip(*(side[more:] for more in range(width)), strict=False)):
        places[run] = -1 if run in places else at
    return places
