"""Glyphs of one box → its printed lines, columns and paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from piadiff.readers.pdf.glyphs import Glyph
from piadiff.readers.wraps import head_width, list_mark

_UNFINISHED = ("、", "，", "・", "－", "-", "‐")
_ROUND = str.maketrans("（）", "()")
_DOTS = "・･"
_AMBIGUOUS = _DOTS + "（("
_AUTOSPACE = 0.25
_WIDE_GAP = 0.7
_WORD_GAP = 0.22
_SLACK = 0.25


@dataclass(frozen=True)
class Line:
    """Glyphs beside each other, from left to right."""

    glyphs: tuple[Glyph, ...]

    @cached_property
    def inked(self) -> tuple[Glyph, ...]:
        """Glyphs that show."""
        return tuple(glyph for glyph in self.glyphs if not glyph.text.isspace())

    @cached_property
    def size(self) -> float:
        """The usual size of its glyphs."""
        return median(glyph.size for glyph in self.inked)

    @property
    def x0(self) -> float:
        """Where its ink begins."""
        return self.inked[0].x0

    @cached_property
    def x1(self) -> float:
        """Where its ink ends."""
        return max(glyph.x1 for glyph in self.inked)

    @cached_property
    def middle(self) -> float:
        """Height of its middle on the page."""
        return median(glyph.middle for glyph in self.inked)

    @cached_property
    def text(self) -> str:
        """Its characters, with blanks where it leaves room for them."""
        if self.spread:
            return "".join(glyph.text for glyph in self.inked)
        text, before = "", None
        for glyph in self.glyphs:
            if before is not None:
                text += _blank(before, glyph)
            text += glyph.text
            before = glyph
        return text.strip(" ")

    @cached_property
    def spread(self) -> bool:
        """Whether the characters of a label are spread evenly over the width of its cell."""
        if len(self.inked) < 2 or not all("\u3041" <= glyph.text[:1] <= "\u9fff" for glyph in self.inked):
            return False
        gaps = [(right.x0 - left.x1) / left.size for left, right in pairwise(self.inked)]
        return min(gaps) >= _WIDE_GAP / 2 and max(gaps) - min(gaps) <= _WIDE_GAP / 2


def _blank(before: Glyph, glyph: Glyph) -> str:
    if before.text.isspace() or glyph.text.isspace():
        return ""
    gap = (glyph.x0 - before.x1) / min(before.size, glyph.size)
    if gap >= _WIDE_GAP:
        return "　"
    return " " if gap >= _WORD_GAP and before.text.isascii() and glyph.text.isascii() else ""


def lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Printed lines from top to bottom; what only blanks fill is none."""
    rows: list[list[Glyph]] = []
    middle = 0.0
    for glyph in sorted(glyphs, key=lambda glyph: glyph.middle):
        if rows and glyph.middle - middle <= glyph.size / 2:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            middle = glyph.middle
    ordered = (Line(tuple(sorted(row, key=lambda glyph: (glyph.x0, glyph.x1)))) for row in rows)
    return [line for line in ordered if line.inked]


@dataclass(frozen=True, slots=True)
class Column:
    """Where text may stand between two rules, or between the outermost glyphs outside of tables."""

    x0: float
    x1: float


def limit(printed: Sequence[Line], column: Column) -> float:
    """How far lines may reach: the margin on the right is as wide as the one on the left, or as most lines leave."""
    widest = max(line.x1 for line in printed)
    margin = max(0.0, min(min(line.x0 for line in printed) - column.x0, printed[0].size))
    edge = column.x1 - margin
    size = printed[0].size
    full = [line for line in printed if line.x1 >= widest - size]
    if len(full) >= 2 and widest >= edge - 3 * size:
        return min(edge, widest)
    return edge


def fills(line: Line, following: str, edge: float) -> bool:
    """Whether a line ends because the next piece of the text has no room in it."""
    script = line.text[-1:].isascii() != following.lstrip(" 　")[:1].isascii()
    return line.x1 + (head_width(following) / 2 + _SLACK + (_AUTOSPACE if script else 0)) * line.size > edge


def begins(text: str, before: str = "") -> bool:
    """Whether a line begins a paragraph although the one before it is full; ``before`` is the paragraph so far."""
    mark = list_mark(text)
    if not mark or closes(mark, before) or before.endswith(_UNFINISHED):
        return False
    return not (before[-1:].isdecimal() and text.lstrip(" 　")[:1].isdecimal())


def closes(text: str, before: str) -> bool:
    """Whether a text begins by closing a bracket that the paragraph before it opened."""
    end, told = text.translate(_ROUND), before.rpartition("\n")[2].translate(_ROUND)
    first = end.partition(")")
    return bool(first[1]) and "(" not in first[0] and told.count("(") > told.count(")")


def paragraphs(printed: Sequence[Line], edge: float) -> str:
    """Text of lines with a line break between paragraphs only."""
    text = ""
    openers = _openers(printed, edge)
    for before, line in pairwise([None, *printed]):
        if before is None or line is None:
            text = printed[0].text
        elif _goes_on(text, before, line, edge, openers):
            text = glued(text, line.text)
        else:
            text += f"\n{line.text}"
    return text


def _openers(printed: Sequence[Line], edge: float) -> frozenset[str]:
    """Dots and brackets that begin a paragraph somewhere; elsewhere a wrap may have put them first by chance."""
    return frozenset(
        line.text[:1]
        for before, line in pairwise([None, *printed])
        if line is not None and line.text[:1] in _AMBIGUOUS
        if before is None or before.text.endswith("。") or not fills(before, line.text, edge)
    )


def _goes_on(text: str, before: Line, line: Line, edge: float, openers: frozenset[str]) -> bool:
    first = line.text[:1]
    opens = first in openers if first in _DOTS else first in openers or begins(line.text, text)
    if opens or not fills(before, line.text, edge):
        return False
    indented = line.x0 - before.x0 >= line.size * _WIDE_GAP or line.text.startswith("　")
    return not (indented and before.text.endswith(("。", "．")))


def glued(text: str, following: str) -> str:
    """Text that goes on in the next line; two Latin words keep a blank between them."""
    following = following.lstrip(" 　")
    words = text[-1:].isascii() and text[-1:].isalpha() and following[:1].isascii() and following[:1].isalpha()
    return f"{text} {following}" if words and " " in text else text + following
