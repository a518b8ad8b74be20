"""Two texts → pairs of their sentences, list items and headings: equal, edited, gone, new or carried elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from piadiff.diff.lcs import matches
from piadiff.diff.similar import Likeness, grams, likenesses
from piadiff.text import key
from piadiff.text.segment import Segment, SegmentKind

_ALIKE = 0.4
"""Share of letter pairs from which on two sentences count as one that was edited."""

_SHORT = 40
"""Two short pieces that stand alone against each other are shown as an edit even when nothing agrees."""

_MOSTLY = 0.6
"""Share of a lone piece's letter pairs that must stand on the other side for it to belong to its neighbour."""


class Relation(StrEnum):
    """How the two sides of a block belong together."""

    SAME = "same"
    EDITED = "edited"
    REPLACED = "replaced"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring pieces of each side that belong together; ranges of segment numbers."""

    relation: Relation
    old_start: int
    old_end: int
    new_start: int
    new_end: int
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class _Gap:
    """Pieces between two anchors."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def _identities(old: Sequence[Segment], new: Sequence[Segment]) -> tuple[list[object], list[object]]:
    """What makes two pieces the same: the body as published, or under the key where no twin is."""
    shared = {piece.body for piece in old} & {piece.body for piece in new}

    def identity(piece: Segment) -> object:
        return piece.body if piece.body in shared else ("key", key(piece.body))

    return [identity(piece) for piece in old], [identity(piece) for piece in new]


def _chain(found: Sequence[Likeness]) -> list[Likeness]:
    """The heaviest series of pairs that keeps the order of both texts."""
    ordered = sorted(found, key=lambda pair: (pair.old, -pair.new))
    width = max((pair.new for pair in ordered), default=-1) + 2
    heaviest: list[tuple[float, int]] = [(0.0, -1)] * width  # a tree of the best end before each new place
    links: list[tuple[float, int]] = []
    for place, pair in enumerate(ordered):
        weight, link = 0.0, -1
        at = pair.new
        while at > 0:
            weight, link = max((weight, link), heaviest[at], key=lambda end: end[0])
            at -= at & -at
        links.append((weight + pair.score, link))
        at = pair.new + 1
        while at < width:
            heaviest[at] = max(heaviest[at], (weight + pair.score, place), key=lambda end: end[0])
            at += at & -at
    chain = []
    at = max(range(len(links)), key=lambda place: links[place][0], default=-1)
    while at >= 0:
        chain.append(ordered[at])
        at = links[at][1]
    return chain[::-1]


def _gaps(anchors: Sequence[tuple[int, int]], end: tuple[int, int], start: tuple[int, int] = (0, 0)) -> Iterator[_Gap]:
    at, row = start
    for old_place, new_place in [*anchors, end]:
        yield _Gap(at, old_place, row, new_place)
        at, row = old_place + 1, new_place + 1


class _Aligner:
    """Pairs the pieces of two texts; keeps their keys at hand."""

    def __init__(self, old: Sequence[Segment], new: Sequence[Segment]) -> None:
        self.old, self.new = old, new
        self.old_ids, self.new_ids = _identities(old, new)

    def blocks(self) -> list[Block]:
        """All blocks in the order of both texts."""
        found: list[Block] = []
        anchors = self._anchors()
        for gap, anchor in zip(_gaps(anchors, (len(self.old), len(self.new))), [*anchors, None], strict=True):
            found += self._gap(gap)
            if anchor is not None:
                found.append(self._same(*anchor))
        return self._marked_moves(found)

    def _anchors(self) -> list[tuple[int, int]]:
        return matches(self.old_ids, self.new_ids)

    def _same(self, at: int, row: int) -> Block:
        same_mark = key(self.old[at].mark) == key(self.new[row].mark)
        relation = Relation.SAME if same_mark else Relation.EDITED
        return Block(relation, at, at + 1, row, row + 1)

    def _gap(self, gap: _Gap) -> list[Block]:
        if gap.old_start == gap.old_end or gap.new_start == gap.new_end:
            return self._unpaired(gap)
        old = [key(piece.body) for piece in self.old[gap.old_start : gap.old_end]]
        new = [key(piece.body) for piece in self.new[gap.new_start : gap.new_end]]
        chain = [(pair.old + gap.old_start, pair.new + gap.new_start) for pair in _chain(likenesses(old, new, _ALIKE))]
        found: list[Block] = []
        end = (gap.old_end, gap.new_end)
        for inner, pair in zip(_gaps(chain, end, (gap.old_start, gap.new_start)), [*chain, None], strict=True):
            found += self._leftover(inner)
            if pair is not None:
                found.append(Block(Relation.EDITED, pair[0], pair[0] + 1, pair[1], pair[1] + 1))
        return self._widened(found)

    def _unpaired(self, gap: _Gap) -> list[Block]:
        removed = [
            Block(Relation.REMOVED, at, at + 1, gap.new_start, gap.new_start)
            for at in range(gap.old_start, gap.old_end)
        ]
        added = [
            Block(Relation.ADDED, gap.old_end, gap.old_end, row, row + 1) for row in range(gap.new_start, gap.new_end)
        ]
        return [*removed, *added]

    def _leftover(self, gap: _Gap) -> list[Block]:
        """One piece against one: what was there was replaced, if a reader would put them side by side."""
        if gap.old_end - gap.old_start == 1 and gap.new_end - gap.new_start == 1:
            old, new = self.old[gap.old_start], self.new[gap.new_start]
            if _stand_in(old, new):
                return [Block(Relation.REPLACED, gap.old_start, gap.old_end, gap.new_start, gap.new_end)]
        return self._unpaired(gap)

    def _widened(self, found: list[Block]) -> list[Block]:
        """Takes a lone neighbour into a pair when its words stand in the other side: a line broken or joined."""
        widened: list[Block] = []
        for block in found:
            widened.append(block)
            while len(widened) > 1 and self._absorbs(*widened[-2:]):
                first, second = widened[-2:]
                widened[-2:] = [
                    Block(Relation.EDITED, first.old_start, second.old_end, first.new_start, second.new_end)
                ]
        return widened

    def _absorbs(self, first: Block, second: Block) -> bool:
        lone = next((block for block in (first, second) if block.relation in {Relation.REMOVED, Relation.ADDED}), None)
        pairs = {first.relation, second.relation} & {Relation.EDITED, Relation.REPLACED}
        if lone is None or not pairs:
            return False
        pair = second if lone is first else first
        whole = Block(Relation.EDITED, first.old_start, second.old_end, first.new_start, second.new_end)
        length = len(self._text(lone)) + 1
        gained = self._shared(whole) - self._shared(pair)
        return gained >= _MOSTLY * length

    def _text(self, block: Block) -> str:
        old, new = self._texts(block)
        return old + new

    def _texts(self, block: Block) -> tuple[str, str]:
        return (
            "".join(key(piece.text) for piece in self.old[block.old_start : block.old_end]),
            "".join(key(piece.text) for piece in self.new[block.new_start : block.new_end]),
        )

    def _shared(self, block: Block) -> int:
        old, new = self._texts(block)
        return (grams(old) & grams(new)).total()

    def _marked_moves(self, found: list[Block]) -> list[Block]:
        """Notes which of the unpaired pieces stand word for word on the other side, only elsewhere."""
        gone = Counter(self.old_ids[block.old_start] for block in found if block.relation is Relation.REMOVED)
        come = Counter(self.new_ids[block.new_start] for block in found if block.relation is Relation.ADDED)
        left = {Relation.REMOVED: gone & come, Relation.ADDED: gone & come}
        marked = []
        for block in found:
            if block.relation in left:
                old = block.relation is Relation.REMOVED
                identity = self.old_ids[block.old_start] if old else self.new_ids[block.new_start]
                if left[block.relation][identity] > 0:
                    left[block.relation][identity] -= 1
                    block = Block(
                        block.relation, block.old_start, block.old_end, block.new_start, block.new_end, elsewhere=True
                    )
            marked.append(block)
        return marked


def _stand_in(old: Segment, new: Segment) -> bool:
    if SegmentKind.HEADING in {old.kind, new.kind} and old.kind is not new.kind:
        return False
    shorter, longer = sorted((len(old.text), len(new.text)))
    if shorter <= _SHORT and longer <= 3 * _SHORT:
        return True
    return old.numbered and key(old.mark) == key(new.mark)


def blocks(old: Sequence[Segment], new: Sequence[Segment]) -> list[Block]:
    """Pairs of pieces in the order of both texts; every piece is in just one block."""
    return _Aligner(old, new).blocks()
