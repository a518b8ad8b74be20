"""Glyphs of a box → the columns they stand in where no rule parts these."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from piadiff.readers.pdf.glyphs import Glyph
from piadiff.readers.pdf.lines import Line, lines

_GUTTER = 0.5
_WIDE = 3.0
_MOST = 20
"""Gutters of a box; more of them are no columns but characters spread apart."""
_BRACKETED = re.compile(r"[\[［〔\]］〕]")
_BRACKET = re.compile(r"[\[［〔].*[\]］〕]")


def columns(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs of a box that stand beside each other in columns; one column when its lines run through."""
    inked = sorted((glyph for glyph in glyphs if not glyph.text.isspace()), key=lambda glyph: glyph.x0)
    if len(inked) < 2:
        return [list(glyphs)]
    printed = lines(glyphs)
    if len(printed) == 1 and not _BRACKETED.search(printed[0].text):
        return [list(part.glyphs) for part in wide_parts(printed[0])]
    size = median(glyph.size for glyph in inked)
    gutters = _gutters(inked, size)
    for gutter in gutters if len(gutters) <= _MOST else ():
        left = [each for each in glyphs if each.centre < gutter]
        right = [each for each in glyphs if each.centre >= gutter]
        if _apart(lines(left), lines(right), size):
            return [left, *columns(right)]
    return [list(glyphs)]


def _gutters(inked: Sequence[Glyph], size: float) -> list[float]:
    """Where no ink stands from the top of a box to its bottom, from left to right."""
    found, reach = list[float](), inked[0].x1
    for glyph in inked[1:]:
        if glyph.x0 - reach >= _GUTTER * size:
            found.append((glyph.x0 + reach) / 2)
        reach = max(reach, glyph.x1)
    return found


def _apart(left: Sequence[Line], right: Sequence[Line], size: float) -> bool:
    """Whether two columns do not share their lines: an answer in the middle beside a list of choices."""
    if len(left) > 1 and _BRACKET.fullmatch("".join(line.text for line in left)):
        return True
    few, many = (left, right) if len(left) <= len(right) else (right, left)
    if len(few) > 1 and few[0].middle - many[0].middle > size / 2:
        return True
    heights = [glyph.middle for line in many for glyph in line.inked]
    return not all(any(abs(line.middle - height) <= size / 5 for height in heights) for line in few)


def wide_parts(line: Line) -> list[Line]:
    """Texts of one line that stand far apart."""
    if line.spread:
        return [line]
    parts: list[list[Glyph]] = [[line.glyphs[0]]]
    before: Glyph | None = None
    for glyph in line.glyphs:
        if before is None:
            parts[0] = [glyph]
        elif glyph.x0 - before.x1 >= _WIDE * line.size:
            parts.append([glyph])
        else:
            parts[-1].append(glyph)
        before = glyph
    found = [Line(tuple(part)) for part in parts]
    return [part for part in found if part.inked]
