"""Tick boxes of a cell without rules between them → each mark with the words that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from piadiff.readers.pdf.glyphs import Glyph
from piadiff.readers.pdf.lines import Column, Line, limit, lines, paragraphs
from piadiff.text.signs import BARE_EMPTY, BOXED_TICKS, TICKED

_MARK = re.compile(rf"[\[［〔][{TICKED}]?[\]］〕]|[{BARE_EMPTY}{BOXED_TICKS}]")
_GAP = 0.5
_FEWEST, _MOST = 2, 200


@dataclass
class _Mark:
    """A tick box and the words beside it."""

    sign: Line
    words: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Placed:
    """Text between two places of a cell, and where its row begins and ends."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


def tick_boxes(glyphs: Sequence[Glyph], column: Column, top: float, bottom: float) -> list[Placed]:
    """The marks and words of a cell with several tick boxes apart from their words, nothing for another cell."""
    marks, runs = list[_Mark](), list[Line]()
    for line in lines(glyphs):
        found, rest = _cut(line)
        marks += [_Mark(sign) for sign in found]
        runs += rest
    if not _FEWEST <= len(marks) <= _MOST or 2 * sum(_is_typed(mark.sign, glyphs) for mark in marks) > len(marks):
        return []
    signs = [mark.sign for mark in marks]
    heads = all(_heads(sign, runs, signs) for sign in signs)
    before = [run for run in runs if not _give(run, marks, heads)]
    rows = _rows(marks)
    spans = [_span([line for mark in row for line in (mark.sign, *mark.words)]) for row in rows]
    if before:
        rows, spans = [[], *rows], [_span(before), *spans]
    cuts = [top, *((above[1] + below[0]) / 2 for above, below in pairwise(spans)), bottom]
    placed = list(_lead(before, column, cuts))
    for row, (begin, end) in zip(rows, pairwise(cuts), strict=True):
        placed += _row(row, column, begin, max(begin, end))
    return placed


def _cut(line: Line) -> tuple[list[Line], list[Line]]:
    """Marks of a line, and the runs of words between them and wide gaps."""
    inked = [glyph for glyph in line.inked if len(glyph.text) == 1]
    found = list(_MARK.finditer("".join(glyph.text for glyph in inked)))
    signs = [Line(tuple(inked[match.start() : match.end()])) for match in found]
    taken = {id(glyph) for sign in signs for glyph in sign.glyphs}
    runs: list[list[Glyph]] = [[]]
    before: Glyph | None = None
    for glyph in line.glyphs:
        if id(glyph) in taken:
            runs.append([])
            before = None
            continue
        if before is not None and glyph.x0 - before.x1 >= _GAP * line.size:
            runs.append([])
        runs[-1].append(glyph)
        before = glyph
    words = (Line(tuple(run)) for run in runs)
    return signs, [run for run in words if run.inked]


def _is_typed(sign: Line, glyphs: Sequence[Glyph]) -> bool:
    """Whether a mark touches words or a blank, as in a sentence that quotes one."""
    near = (glyph for glyph in glyphs if abs(glyph.middle - sign.middle) <= sign.size / 2)
    gaps = (gap for glyph in near for gap in (glyph.x0 - sign.x1, sign.x0 - glyph.x1))
    return any(-1 <= gap < _GAP * sign.size for gap in gaps)


def _heads(sign: Line, runs: Sequence[Line], signs: Sequence[Line]) -> bool:
    """Whether words stand right behind a mark, in a line with it."""
    right = [
        other
        for other in (*runs, *signs)
        if other.x0 >= sign.x1 - 1 and abs(other.middle - sign.middle) <= sign.size / 5
    ]
    nearest = min(right, key=lambda other: other.x0, default=None)
    return nearest is not None and not any(nearest is other for other in signs)


def _give(run: Line, marks: Sequence[_Mark], heads: bool) -> bool:
    """Give a run to the mark it stands behind; one that stands behind none is left."""
    left = [mark for mark in marks if mark.sign.x1 <= run.x0 + 1]
    same = [mark for mark in left if abs(mark.sign.middle - run.middle) <= run.size / 2]
    if same:
        max(same, key=lambda mark: mark.sign.x1).words.append(run)
        return True
    if not left:
        return False
    edge = max(mark.sign.x1 for mark in left)
    beside = [mark for mark in left if edge - mark.sign.x1 <= run.size]
    above = [mark for mark in beside if mark.sign.middle <= run.middle]
    if heads:
        if above:
            above[-1].words.append(run)
        return bool(above)
    min(beside, key=lambda mark: abs(mark.sign.middle - run.middle)).words.append(run)
    return True


def _rows(marks: Sequence[_Mark]) -> list[list[_Mark]]:
    rows: list[list[_Mark]] = []
    for mark in marks:
        if rows and abs(rows[-1][0].sign.middle - mark.sign.middle) <= mark.sign.size / 2:
            rows[-1].append(mark)
        else:
            rows.append([mark])
    return [sorted(row, key=lambda mark: mark.sign.x0) for row in rows]


def _span(own: Sequence[Line]) -> tuple[float, float]:
    inked = [glyph for line in own for glyph in line.inked]
    return min(glyph.top for glyph in inked), max(glyph.bottom for glyph in inked)


def _lead(before: Sequence[Line], column: Column, cuts: Sequence[float]) -> Iterator[Placed]:
    if before:
        text = paragraphs(before, limit(before, column))
        yield Placed(text, column.x0, column.x1, cuts[0], max(cuts[0], cuts[1]))


def _row(row: Sequence[_Mark], column: Column, top: float, bottom: float) -> Iterator[Placed]:
    """Cells of a row from left to right: words reach to the next mark; a row of no marks has none."""
    if not row:
        return
    starts = [column.x0, *(mark.sign.x0 for mark in row[1:]), column.x1]
    for mark, (x0, x1) in zip(row, pairwise(starts), strict=True):
        middle = min((mark.sign.x1 + word.x0) / 2 for word in mark.words) if mark.words else x1
        yield Placed(mark.sign.text, x0, middle, top, bottom)
        if mark.words:
            # the words of a box are one paragraph, wherever they are wrapped
            yield Placed(paragraphs(_joined(mark.words), float("-inf")), middle, x1, top, bottom)


def _joined(words: Sequence[Line]) -> list[Line]:
    """Runs of one line as one line again."""
    joined: list[Line] = []
    for word in words:
        if joined and abs(joined[-1].middle - word.middle) <= word.size / 2:
            joined[-1] = Line((*joined[-1].glyphs, *word.glyphs))
        else:
            joined.append(word)
    return joined
