"""Which slot each piece of a page belongs to: all pieces at once, by the cheapest way through the page.

A way reads the pieces in the order of the source. It has a cursor, the slot that the last piece went to, and knows
which slots are fed. Going on is free; going back in the form, changing the slot in the middle of a text, feeding a slot
twice, leaving one hungry or a piece without an owner costs. The margin between the cheapest way and the cheapest one
that gives a piece to another slot says how sure its owner is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

NOBODY = -1


class Tie(StrEnum):
    """How a piece hangs on what stands before it."""

    FREE = "free"
    BOXED = "boxed"
    BESIDE = "beside"
    INLINE = "inline"
    BELOW = "below"
    WRAP = "wrap"
    LISTED = "listed"
    LIST = "list"
    ITEM = "item"
    LINE = "line"
    STOP = "stop"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Weights:
    """What the ways are charged for; fitted, see ``placement.yaml``.

    Attributes:
        back: Going back in the form.
        skip: Passing over a hungry slot; each of the first three.
        again: Going to a slot that was fed before, elsewhere on the page.
        ahead: Feeding a slot whose label comes later on the page.
        nobody: Leaving a line without an owner.
        twice: Giving a box, a bracket or an option list to a slot that has it.
        carried: Going on with the text of the page before.
        unlike: Taking a text for a value that does not look like it.
        sure: The margin from which an owner is asserted.
        hunger: Leaving a slot without anything, by kind of item.
        switch: Changing the slot, by how the piece hangs on the one before.
    """

    back: float
    skip: float
    again: float
    ahead: float
    nobody: float
    twice: float
    carried: float
    unlike: float
    sure: float
    hunger: Mapping[str, float]
    switch: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a page.

    Attributes:
        fits: The slots it may belong to, each with what it costs that the piece looks unlike its value.
        feeds: For each of those the bits it sets among what is fed.
        label: The slot that the piece is the label of, None for a value.
        opens: The slots that ask for a value from that label on.
        text: It is running text, which may come in several pieces.
        told: It is surely one of those that fit, and not nobody's.
    """

    fits: Mapping[int, float]
    feeds: Mapping[int, int]
    tie: Tie = Tie.FREE
    label: int | None = None
    opens: tuple[int, ...] = ()
    text: bool = False
    told: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """The owner of a piece, by what margin, and the slots that come within the margin that is asked for."""

    owner: int
    margin: float
    rivals: tuple[int, ...] = ()


_Way = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Step:
    """One edge of the lattice: from a way to a way, the owner chosen, and what is gained."""

    before: _Way
    after: _Way
    owner: int
    gain: float


_FEW = 3
_NEXT = 3
_KEEP = 48
_WINDOW = 9.0
_MOST_SKIPS = 3
_SAME = 1e-6


class Placement:
    """The search over one page.

    Args:
        hungers: What each slot costs as long as nothing feeds it, in the order of the form.
        carried: Slots whose label stands on an earlier page, as bits.
        single: Slots that take one line and no more, as bits.
    """

    def __init__(self, hungers: Sequence[float], weights: Weights, carried: int = 0, single: int = 0) -> None:
        self.hungers, self.weights, self.carried, self.single = hungers, weights, carried, single
        self.wanting = sum(1 << slot for slot, hunger in enumerate(hungers) if hunger)
        self.read = carried

    def place(self, pieces: Sequence[Piece], start: int = NOBODY) -> list[Placed | None]:
        """The owner of each piece, None for labels."""
        ways = {(start, start, 0): 0.0}
        layers, reached = list[list[_Step]](), [ways]
        for piece in pieces:
            steps = self._label(piece, ways) if piece.label is not None else self._value(piece, ways)
            grown = dict[_Way, float]()
            for step in steps:
                score = ways[step.before] + step.gain
                if score > grown.get(step.after, -1e9):
                    grown[step.after] = score
            ways = _best(grown)
            layers.append([step for step in steps if step.after in ways])
            reached.append(ways)
        return self._judged(pieces, layers, reached)

    def _label(self, piece: Piece, ways: Mapping[_Way, float]) -> list[_Step]:
        slot = piece.label if piece.label is not None else NOBODY
        opened = [each for each in piece.opens if not self.read >> each & 1]
        self.read |= sum(1 << each for each in opened)
        steps = list[_Step]()
        for way in ways:
            cursor, _, fed = way
            gain = -self.weights.back if 0 <= slot < cursor else 0.0
            gain -= sum(self.hungers[each] for each in opened if not fed >> each & 1)
            steps.append(_Step(way, (slot if slot >= 0 else cursor, slot, fed), slot, gain))
        return steps

    def _value(self, piece: Piece, ways: Mapping[_Way, float]) -> list[_Step]:
        steps, switch = list[_Step](), self.weights.switch.get(piece.tie, 0.0)
        for way in ways:
            cursor, owner, fed = way
            leave = 0.0 if owner == NOBODY else switch
            if not piece.told:
                steps.append(_Step(way, (cursor, NOBODY, fed), NOBODY, -self.weights.nobody - leave))
            hungry = self.read & self.wanting & ~fed
            for slot in self._worth(piece, way, hungry):
                gain = self._gain(piece, slot, way, hungry) - (switch if slot != owner else 0.0)
                steps.append(_Step(way, (slot, slot, fed | piece.feeds[slot]), slot, gain))
        return steps

    def _worth(self, piece: Piece, way: _Way, hungry: int) -> Iterable[int]:
        """The slots worth trying: where the cursor is, the next ones that wait for such a piece, and the first ones."""
        if len(piece.fits) <= _FEW:
            return piece.fits
        cursor, owner, fed = way
        waiting = [slot for slot in piece.fits if fed & piece.feeds[slot] != piece.feeds[slot]]
        ahead = [slot for slot in waiting if slot >= cursor and self.wanting >> slot & 1][:_NEXT]
        asked = [slot for slot in waiting if hungry >> slot & 1]
        behind = [slot for slot in asked if slot < cursor]
        also = [slot for slot in (cursor, owner) if slot in piece.fits]
        found = [*also, *ahead, *[slot for slot in asked if slot > cursor][:_NEXT], *behind[:_NEXT], *behind[-1:]]
        return dict.fromkeys(found + [slot for slot in piece.fits if self.carried >> slot & 1])

    def _gain(self, piece: Piece, slot: int, way: _Way, hungry: int) -> float:
        weights, (cursor, owner, fed) = self.weights, way
        gain, bit, bits = -piece.fits[slot], 1 << slot, piece.feeds[slot]
        if slot < cursor:
            gain -= weights.back
        elif cursor >= 0:
            between = hungry & (bit - 1) & ~((2 << cursor) - 1)
            gain -= weights.skip * min(_MOST_SKIPS, between.bit_count())
        if fed & bits == bits:
            once = not piece.text or self.single >> slot & 1
            gain -= weights.twice if once else weights.again if slot != owner else 0.0
        if bits & bit and not fed & bit:
            gain += self.hungers[slot] if self.read & bit else -weights.ahead
        if self.carried & bit and slot != owner:
            gain -= weights.carried
        return gain

    def _judged(
        self,
        pieces: Sequence[Piece],
        layers: Sequence[list[_Step]],
        reached: Sequence[Mapping[_Way, float]],
    ) -> list[Placed | None]:
        """Owners and margins from the best way to and from every step."""
        found: list[Placed | None] = [None] * len(pieces)
        behind = dict.fromkeys(reached[-1], 0.0)
        for at in range(len(pieces) - 1, -1, -1):
            before, totals = dict[_Way, float](), dict[int, float]()
            scores = reached[at]
            for step in layers[at]:
                if step.after not in behind:
                    continue
                rest = step.gain + behind[step.after]
                if rest > before.get(step.before, -1e9):
                    before[step.before] = rest
                total = scores[step.before] + rest
                if total > totals.get(step.owner, -1e9):
                    totals[step.owner] = total
            behind = before
            if pieces[at].label is None:
                found[at] = self._placed(totals)
        return found

    def _placed(self, totals: Mapping[int, float]) -> Placed:
        ranked = sorted(totals, key=lambda slot: (-totals[slot], slot))
        best = totals[ranked[0]]
        margin = best - totals[ranked[1]] if len(ranked) > 1 else _WINDOW
        rivals = tuple(slot for slot in ranked[1:] if totals[slot] > best - self.weights.sure + _SAME)
        return Placed(ranked[0], margin, rivals)


def _best(grown: dict[_Way, float]) -> dict[_Way, float]:
    """The ways worth following."""
    ranked = sorted(grown.items(), key=lambda pair: (-pair[1], pair[0]))[:_KEEP]
    return {way: score for way, score in ranked if score >= ranked[0][1] - _WINDOW}
