"""What two sequences have in common, in bounded time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from piadiff.text import matching

_MOST_PAIRS = 2_000_000
"""Pairs of equal members a comparison may have to look at; text that repeats itself beyond that is replaced as one."""

Opcode = tuple[bool, int, int, int, int]
"""(same, old from, old to, new from, new to)."""


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    length = 0
    for was, now in zip(old, new, strict=False):
        if was != now:
            break
        length += 1
    return length


def _pairs(old: Sequence[str], new: Sequence[str]) -> int:
    there = Counter(new)
    return sum(count * there[member] for member, count in Counter(old).items())


def opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[Opcode]:
    """Runs that are the same and runs that differ, covering both sequences in order."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    if head:
        yield True, 0, head, 0, head
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if _pairs(middle_old, middle_new) > _MOST_PAIRS:
        yield False, head, head + len(middle_old), head, head + len(middle_new)
    else:
        for op, a, b, c, d in matching.opcodes(middle_old, middle_new):
            yield op == "equal", a + head, b + head, c + head, d + head
    if tail:
        yield True, len(old) - tail, len(old), len(new) - tail, len(new)
