"""Objects of one page → glyphs and ruling lines with the origin at the top left, turned upright."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pdfminer.layout import LTChar, LTContainer, LTImage, LTPage

UNREADABLE = "〓"
"""Stands for a glyph whose font says no character, as printers do."""
_THIN = 2.5
_STRAIGHT = 1.0
_SIDEWAYS = 0.6
_BOLD = 0.2
_LAYERS = 8
_RADICALS = range(0x2E80, 0x2FE0)
_FULL_WIDTH = 0.9
"""The Japanese character sets give the full-width hyphen-minus and the minus sign one glyph; forms are typed with
the former."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character; ``turn`` counts the quarter turns of its line, 0 for upright text."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    turn: int = 0

    @property
    def middle(self) -> float:
        """Height of its centre on the page."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Place of its centre across the page."""
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line along the page (``across``) or down it."""

    across: bool
    at: float
    start: float
    end: float


@dataclass
class PageObjects:
    """What one page draws.

    Attributes:
        pictured: Share of the page that its images cover.
        shapes: Number of drawn shapes that are no straight lines, as letters are that have become drawings.
    """

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Rule] = field(default_factory=list)
    pictured: float = 0.0
    shapes: int = 0
    unmapped: int = 0


def page_objects(layout: LTPage) -> PageObjects:
    """The glyphs and rules of a page; glyphs painted twice to look bold count once."""
    page = PageObjects(layout.width, layout.height)
    _collect(layout, page)
    _turn_upright(page)
    page.glyphs = _once(page.glyphs)
    page.unmapped = sum(1 for glyph in page.glyphs if glyph.text == UNREADABLE)
    page.rules = page.rules or page.fills
    return page


def _collect(parent: LTContainer[Any], page: PageObjects) -> None:
    from pdfminer.layout import LTChar, LTCurve, LTFigure, LTImage, LTLine, LTRect

    for node in parent:
        if isinstance(node, LTChar):
            page.glyphs.append(_glyph(node, page.height))
        elif isinstance(node, LTFigure):
            _collect(node, page)
        elif isinstance(node, LTImage):
            page.pictured += _share(node, page)
        elif isinstance(node, LTLine):
            if not _white(node.stroking_color):
                page.rules += _segments([(node.x0, node.y0), (node.x1, node.y1)], page.height, thin=0)
        elif isinstance(node, LTRect):
            _rectangle(node, page)
        elif isinstance(node, LTCurve):
            edges = list(_segments(node.pts, page.height, thin=0))
            page.shapes += len(edges) < len(node.pts) - 1
            page.rules += edges if node.stroke and not _white(node.stroking_color) else ()


def _share(node: LTImage, page: PageObjects) -> float:
    """Share of the page that an image covers."""
    if not all(map(math.isfinite, node.bbox)):
        return 0.0
    x0, y0, x1, y1 = node.bbox
    width = min(x1, page.width) - max(x0, 0.0)
    height = min(y1, page.height) - max(y0, 0.0)
    return max(0.0, width) * max(0.0, height) / max(1.0, page.width * page.height)


def _rectangle(node: Any, page: PageObjects) -> None:  # noqa: ANN401 - pdfminer's LTRect
    x0, y0, x1, y1 = node.bbox
    if x1 - x0 <= _THIN or y1 - y0 <= _THIN:
        colour = node.non_stroking_color if node.fill else node.stroking_color
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        ends = [(middle[0], y0), (middle[0], y1)] if x1 - x0 < y1 - y0 else [(x0, middle[1]), (x1, middle[1])]
        if not _white(colour) and max(x1 - x0, y1 - y0) > _THIN:
            page.rules += _segments(ends, page.height, thin=_THIN)
        return
    edges = list(_segments([(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)], page.height, thin=0))
    if node.stroke and not _white(node.stroking_color):
        page.rules += edges
    elif node.fill and not _white(node.non_stroking_color):
        page.fills += edges


def _white(colour: Any) -> bool:  # noqa: ANN401 - a number, a tuple of any length, or nothing
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    numbers = [part for part in parts if isinstance(part, int | float)]
    if len(numbers) == 4:
        return max(numbers) <= 0.01
    return bool(numbers) and len(numbers) == len(parts) and min(numbers) >= 0.99


def _segments(points: list[tuple[float, float]], height: float, thin: float) -> Iterator[Rule]:
    slack = max(_STRAIGHT, thin)
    for (x0, y0), (x1, y1) in pairwise(points):
        if not all(map(math.isfinite, (x0, y0, x1, y1))):
            continue
        if abs(y1 - y0) <= slack < abs(x1 - x0):
            yield Rule(True, height - (y0 + y1) / 2, min(x0, x1), max(x0, x1))
        elif abs(x1 - x0) <= slack < abs(y1 - y0):
            yield Rule(False, (x0 + x1) / 2, height - max(y0, y1), height - min(y0, y1))


def _glyph(node: LTChar, height: float) -> Glyph:
    a, b = node.matrix[0], node.matrix[1]
    turn = round(math.atan2(b, a) / (math.pi / 2)) % 4 if math.isfinite(a) and math.isfinite(b) else 0
    x0, y0, x1, y1 = (value if math.isfinite(value) else 0.0 for value in node.bbox)
    size = (x1 - x0 if turn % 2 else y1 - y0) or 1.0
    text = _character(node.get_text())
    if text == "−" and node.adv >= _FULL_WIDTH * size:
        text = "－"
    return Glyph(text, x0, height - y1, x1, height - y0, size, turn)


def _character(text: str) -> str:
    """The character of a glyph; radicals that fonts confuse with whole characters are no longer distinguished."""
    if text.startswith("(cid:") or text == "\ufffd":
        return UNREADABLE
    if len(text) == 1 and ord(text) in _RADICALS:
        return unicodedata.normalize("NFKC", text)
    if any(unicodedata.category(char) in ("Cc", "Co", "Cs", "Cn") for char in text):
        return " " if text.isspace() else UNREADABLE
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def _turn_upright(page: PageObjects) -> None:
    """Turn a page whose text runs up, down or upside down."""
    turns = Counter(glyph.turn for glyph in page.glyphs)
    if not turns:
        return
    turn, count = turns.most_common(1)[0]
    if turn == 0 or count < _SIDEWAYS * len(page.glyphs):
        return
    width, height = page.width, page.height

    def box(x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
        if turn == 1:
            return height - bottom, x0, height - top, x1
        if turn == 2:
            return width - x1, height - bottom, width - x0, height - top
        return top, width - x1, bottom, width - x0

    def turned(rule: Rule) -> Rule:
        ends = (rule.start, rule.at, rule.end, rule.at) if rule.across else (rule.at, rule.start, rule.at, rule.end)
        x0, top, x1, bottom = box(*ends)
        across = rule.across == (turn == 2)
        return Rule(across, top if across else x0, x0 if across else top, x1 if across else bottom)

    page.glyphs = [
        Glyph(glyph.text, *box(glyph.x0, glyph.top, glyph.x1, glyph.bottom), glyph.size, (glyph.turn - turn) % 4)
        for glyph in page.glyphs
    ]
    page.rules, page.fills = [turned(rule) for rule in page.rules], [turned(rule) for rule in page.fills]
    if turn != 2:
        page.width, page.height = height, width


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """Glyphs without those painted again within a stroke's width of themselves."""
    kept: list[Glyph] = []
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        if not glyph.text:
            continue
        reach = max(0.3, _BOLD * min(glyph.size, glyph.x1 - glyph.x0))
        column, row = int(glyph.x0 // 4), int(glyph.top // 4)
        near = (
            other
            for across in (column - 1, column, column + 1)
            for down in (row - 1, row, row + 1)
            for other in seen.get((glyph.text, across, down), [])[-_LAYERS:]
        )
        if any(_covers(other, glyph, reach) for other in near):
            continue
        seen.setdefault((glyph.text, column, row), []).append(glyph)
        kept.append(glyph)
    return kept


def _covers(one: Glyph, other: Glyph, reach: float) -> bool:
    alike = one.turn == other.turn and abs(one.size - other.size) <= reach / 2
    return alike and abs(one.x0 - other.x0) <= reach and abs(one.top - other.top) <= reach
