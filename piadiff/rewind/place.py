"""Where the pieces a row quotes stand in the items it is about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from piadiff.model import Item
from piadiff.rewind.merge import Hunk, hunks, likeness
from piadiff.text.fold import Folded, fold

_MOST_PLACES = 40
_GRAM = 6
_MARGIN = 0.25
_FIRM = 4
_NOWHERE = 1 << 40


@dataclass(frozen=True)
class Field:
    """Items read as one text; check boxes stay out, as they hold no running text."""

    items: tuple[Item, ...]

    @cached_property
    def leaves(self) -> tuple[tuple[Item, Folded], ...]:
        """Items with text, and that text folded."""
        return tuple((item, fold(item.value)) for item in self.items if isinstance(item.value, str) and item.value)

    @cached_property
    def key(self) -> str:
        """Key of all items in their order."""
        return "".join(folded.key for _, folded in self.leaves)

    @cached_property
    def begins(self) -> tuple[int, ...]:
        """Index in ``key`` at which each leaf begins."""
        begins, at = [], 0
        for _, folded in self.leaves:
            begins.append(at)
            at += len(folded.key)
        return tuple(begins)

    def places(self, wanted: str) -> list[int]:
        """Every index at which a key stands, as far as they are worth counting."""
        found: list[int] = []
        at = self.key.find(wanted) if wanted else -1
        while at >= 0 and len(found) <= _MOST_PLACES:
            found.append(at)
            at = self.key.find(wanted, at + 1)
        return found

    def loose_count(self, wanted: str) -> int:
        """How often a key stands here when no ー counts; the key drops one beside some letters only."""
        text, plain = self.key.replace("ー", ""), wanted.replace("ー", "")
        return sum(text.startswith(plain, at) for at in range(len(text))) if plain else 0

    def leaf_at(self, start: int, end: int) -> int | None:
        """Number of the one leaf that holds ``key[start:end]``; None when the span crosses leaves."""
        if not self.leaves:
            return None
        number = bisect_right(self.begins, start) - 1
        if end > self.begins[number] + len(self.leaves[number][1].key):
            return None
        return number

    def around(self, start: int, end: int) -> str:
        """The published text of a span, "" when it crosses items."""
        number = self.leaf_at(start, end)
        if number is None or start >= end:
            return ""
        folded, begin = self.leaves[number][1], self.begins[number]
        return folded.source[slice(*folded.span(start - begin, end - begin))]

    def line_start(self, at: int) -> str:
        """Text of the published line that holds a place, from its first letter on."""
        number = bisect_right(self.begins, at) - 1
        folded = self.leaves[number][1]
        place = folded.starts[at - self.begins[number]]
        return folded.source[folded.source.rfind("\n", 0, place) + 1 :].lstrip()

    def holder(self, start: int, end: int, quoted_from: int) -> int | None:
        """Number of the leaf an edit falls into; text put between two leaves goes on with the one that is quoted."""
        number = self.leaf_at(start, end)
        between = number is not None and start == end == self.begins[number] and quoted_from < start
        return number - 1 if between and number is not None else number


def feasible(field: Field, wanted: Sequence[str]) -> list[list[int]]:
    """For each key the places it can have when all keys stand one after the other; an empty key has none.

    What is before a place and what is behind it do not depend on each other, so that the earliest chain
    from the left and the latest chain from the right decide.
    """
    places = [field.places(key) for key in wanted]
    earliest, after = [], 0
    for key, found in zip(wanted, places, strict=True):
        earliest.append(after)
        after = next((at for at in found if at >= after), _NOWHERE) + len(key) if key else after
    latest, before = [], len(field.key)
    for key, found in zip(reversed(wanted), reversed(places), strict=True):
        latest.append(before)
        before = next((at for at in reversed(found) if at + len(key) <= before), -_NOWHERE) if key else before
    return [
        [at for at in found if at >= left and at + len(key) <= right]
        for key, found, left, right in zip(wanted, places, earliest, reversed(latest), strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of a field most like a wanted key; ``rivals`` is how like the next best one is."""

    start: int
    end: int
    likeness: float
    rival: float


def nearest(field: Field, wanted: str) -> Window | None:
    """The stretch most like a key, None when nothing is like it at all."""
    text, size = field.key, len(wanted)
    if size < _GRAM or len(text) < _GRAM:
        return None
    grams = {wanted[at : at + _GRAM] for at in range(size - _GRAM + 1)}
    hits = [0]
    for at in range(len(text) - _GRAM + 1):
        hits.append(hits[-1] + (text[at : at + _GRAM] in grams))
    span = max(1, size - _GRAM + 1)
    scores = [hits[min(at + span, len(hits) - 1)] - hits[at] for at in range(len(hits) - 1)]
    best = max(range(len(scores)), key=scores.__getitem__)
    if not scores[best]:
        return None
    others = [score for at, score in enumerate(scores) if abs(at - best) >= size]
    margin = int(size * _MARGIN) + _GRAM
    start, end = _trimmed(text, wanted, max(0, best - margin), min(len(text), best + size + margin))
    start, end = _to_borders(field, start, end)
    return Window(start, end, likeness(wanted, text[start:end]), max(others, default=0) / scores[best])


def _trimmed(text: str, wanted: str, start: int, end: int) -> tuple[int, int]:
    """The window without what only its margin holds."""
    equal = _equal_runs(wanted, text[start:end])
    firm = [run for run in equal if run[1] - run[0] >= _FIRM] or equal
    if not firm:
        return start, end
    first, last = firm[0], firm[-1]
    return start + first[2], start + last[2] + last[1] - last[0]


def _to_borders(field: Field, start: int, end: int) -> tuple[int, int]:
    """The window with the odd sign that stands between it and the border of an item."""
    borders = (*field.begins, len(field.key))
    first = max(border for border in borders if border <= start)
    last = min(border for border in borders if border >= end)
    return first if start - first < _FIRM else start, last if last - end < _FIRM else end


def _equal_runs(old: str, new: str) -> list[tuple[int, int, int]]:
    """(start, end, start in new) of the runs both texts share."""
    runs, i, j = [], 0, 0
    for hunk in [*hunks(old, new), Hunk(len(old), len(old), len(new), len(new))]:
        if hunk.i1 > i:
            runs.append((i, hunk.i1, j))
        i, j = hunk.i2, hunk.j2
    return runs
