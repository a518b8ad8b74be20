"""Glyphs and regions of a page → boxes of text with their places."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from piadiff.readers.folio import page_number
from piadiff.readers.grid import clean
from piadiff.readers.pdf.columns import columns, wide_parts
from piadiff.readers.pdf.glyphs import Glyph, PageObjects
from piadiff.readers.pdf.lines import Column, Line, fills, limit, lines, paragraphs
from piadiff.readers.pdf.regions import Piece, Regions
from piadiff.readers.pdf.ticks import Placed, tick_boxes

_NARROW = 3.0
_PITCH = 1.6
_FOOT = 0.2
_NEAR = 40
"""Texts side by side of which one may go on in the next line."""


@dataclass(frozen=True, slots=True)
class Box:
    """Text of one place of a page.

    Attributes:
        table: Number of its table on the page, 0 outside of tables.
        frame: Where the rules beside it stand; it may be one of several columns between them.
        full: Its last line has no room for more, so that the text may go on elsewhere.
        open_top: No rule closes it at the top, as where it goes on from the page before; ``open_bottom`` likewise.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    table: int
    frame: tuple[float, float] = (0.0, 0.0)
    full: bool = False
    open_top: bool = False
    open_bottom: bool = False


def boxes(page: PageObjects, cut: Regions) -> list[Box]:
    """All text of a page; every glyph that shows is in exactly one box."""
    held: dict[Piece, list[Glyph]] = {}
    for glyph in page.glyphs:
        held.setdefault(cut.piece(glyph.centre, glyph.middle), []).append(glyph)
    found: list[Box] = []
    for piece, glyphs in held.items():
        by_turn: dict[int, list[Glyph]] = {}
        for glyph in glyphs:
            by_turn.setdefault(glyph.turn, []).append(glyph)
        for turn, turned in by_turn.items():
            if turn:
                found += _turned(piece, turned, turn)
            else:
                found += _in_table(piece, turned) if piece.table else _outside(piece, turned, page)
    found = _shifted([box for box in found if box.text], cut, page)
    return sorted(found, key=lambda box: (box.top, box.x0))


def _shifted(found: Sequence[Box], cut: Regions, page: PageObjects) -> list[Box]:
    """Boxes, those beyond an open end of a cell put into it: its text is centred on a height the page has not."""
    taken = {(box.x0, box.top) for box in found if box.table}
    low, high = (1 - _FOOT) * page.height, _FOOT * page.height
    ends = [
        piece
        for piece in cut.pieces
        if (piece.open_bottom and piece.bottom >= low) or (piece.open_top and piece.top <= high)
        if (piece.x0, piece.top) not in taken
    ]

    def home(box: Box) -> Piece | None:
        if box.table or page_number(box.text) is not None:
            return None
        return next((piece for piece in ends if _beyond(box, piece)), None)

    homes = [(box, home(box)) for box in found]
    return [box if piece is None else _in_piece(box.text, piece) for box, piece in homes]


def _beyond(box: Box, piece: Piece) -> bool:
    inside = piece.x0 - 1 <= box.x0 and box.x1 <= piece.x1 + 1
    below = piece.open_bottom and box.top >= piece.bottom - 1
    above = piece.open_top and box.bottom <= piece.top + 1
    return inside and (below or above)


def characters(texts: Iterator[str]) -> Counter[str]:
    """How often each character is shown, whether accents are written apart or not."""
    shown = unicodedata.normalize("NFD", "".join(texts))
    return Counter(char for char in shown if not char.isspace())


def _in_table(piece: Piece, glyphs: Sequence[Glyph]) -> Iterator[Box]:
    upright = _written_down(glyphs, piece)
    if upright is not None:
        yield _in_piece(clean(upright), piece)
        return
    ticked = tick_boxes(glyphs, Column(piece.x0, piece.x1), piece.top, piece.bottom)
    if ticked:
        yield from (_placed(part, piece) for part in ticked)
        return
    parts = columns(glyphs)
    starts = [
        (max(glyph.x1 for glyph in left) + min(glyph.x0 for glyph in right)) / 2 for left, right in pairwise(parts)
    ]
    for part, (x0, x1) in zip(parts, pairwise([piece.x0, *starts, piece.x1]), strict=True):
        printed = lines(part)
        if printed:
            edge = limit(printed, Column(x0, x1))
            box = _in_piece(clean(paragraphs(printed, edge)), piece)
            yield replace(box, x0=x0, x1=x1, full=fills(printed[-1], "", edge))


def _placed(part: Placed, piece: Piece) -> Box:
    """A mark or its words; a row inside the piece is closed by the rows around it."""
    first, last = part.top == piece.top, part.bottom == piece.bottom
    return replace(
        _in_piece(clean(part.text), piece),
        x0=part.x0,
        x1=part.x1,
        top=part.top,
        bottom=part.bottom,
        open_top=piece.open_top and first,
        open_bottom=piece.open_bottom and last,
    )


def _in_piece(text: str, piece: Piece) -> Box:
    place, frame = (piece.x0, piece.top, piece.x1, piece.bottom), (piece.x0, piece.x1)
    return Box(text, *place, piece.table, frame, open_top=piece.open_top, open_bottom=piece.open_bottom)


def _outside(piece: Piece, glyphs: Sequence[Glyph], page: PageObjects) -> Iterator[Box]:
    """Text outside of tables: lines that stand close below each other are one box, parts far apart are none."""
    printed = [part for line in lines(glyphs) for part in wide_parts(line)]
    blocks: list[list[Line]] = []
    for line in printed:
        near = next((block for block in blocks[: -_NEAR - 1 : -1] if _follows(block[-1], line)), None)
        if near is not None:
            near.append(line)
        else:
            blocks.append([line])
    middles = sorted(line.middle for line in printed)
    right = min(piece.x1, max(glyph.x1 for glyph in page.glyphs))
    for block in blocks:
        x0, x1 = min(line.x0 for line in block), max(line.x1 for line in block)
        top = min(glyph.top for glyph in block[0].inked)
        bottom = max(glyph.bottom for glyph in block[-1].inked)
        alone = bisect_right(middles, bottom) - bisect_left(middles, top) == len(block)
        edge = limit(block, Column(x0, max(x1, right) if alone else x1))
        text = clean(paragraphs(block, edge))
        yield Box(text, x0, top, x1, bottom, 0, (x0, x1), full=fills(block[-1], "", edge))


def _follows(above: Line, line: Line) -> bool:
    pitch = line.middle - above.middle
    return 0 < pitch <= _PITCH * max(above.size, line.size) and above.x0 < line.x1 and line.x0 < above.x1


def _written_down(glyphs: Sequence[Glyph], piece: Piece) -> str | None:
    """Text of a narrow cell whose characters stand below each other, its columns from right to left."""
    inked = [glyph for glyph in glyphs if not glyph.text.isspace()]
    if len(inked) < 2:
        return None
    size = median(glyph.size for glyph in inked)
    height, width = piece.bottom - piece.top, piece.x1 - piece.x0
    if width > _NARROW * size or height < max(width, 2 * size):
        return None
    steps = [(abs(right.centre - left.centre), right.middle - left.middle) for left, right in pairwise(inked)]
    down = sum(1 for across, below in steps if across <= 0.4 * size and 0.5 * size < below)
    if down * 2 < len(steps) or any(len(line.inked) > 2 for line in lines(inked)):
        return None
    stacks: list[list[Glyph]] = []
    for glyph in sorted(inked, key=lambda glyph: -glyph.centre):
        if stacks and stacks[-1][0].centre - glyph.centre <= 0.6 * size:
            stacks[-1].append(glyph)
        else:
            stacks.append([glyph])
    return "".join(glyph.text for stack in stacks for glyph in sorted(stack, key=lambda glyph: glyph.top))


def _turned(piece: Piece, glyphs: Sequence[Glyph], turn: int) -> Iterator[Box]:
    """Text that runs up, down or upside down in a page of upright text."""

    def upright(x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        if turn == 1:
            return -bottom, x0, -top, x1
        if turn == 2:
            return -x1, -bottom, -x0, -top
        return top, -x1, bottom, -x0

    stood = [Glyph(glyph.text, *upright(glyph.x0, glyph.top, glyph.x1, glyph.bottom), glyph.size) for glyph in glyphs]
    printed = lines(stood)
    if not printed:
        return
    x0, _, x1, _ = upright(piece.x0, piece.top, piece.x1, piece.bottom)
    inner = Column(x0, x1) if piece.table else Column(min(g.x0 for g in stood), max(g.x1 for g in stood))
    text = clean(paragraphs(printed, limit(printed, inner)))
    if piece.table:
        yield _in_piece(text, piece)
    else:
        left, right = min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs)
        top, bottom = min(glyph.top for glyph in glyphs), max(glyph.bottom for glyph in glyphs)
        yield Box(text, left, top, right, bottom, 0, (left, right))
