"""Texts whose line breaks are lost, as copied from a page: labels and wrapped lines begin lines again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from piadiff.readers.from_lines.source import PARAGRAPH, Line, Page
from piadiff.readers.from_lines.units import COVER, spellings
from piadiff.readers.from_lines.vocabulary import STAMP, vocabulary
from piadiff.readers.wraps import width
from piadiff.templates import Template
from piadiff.text.signs import ERA

LONG = 160
_LABELS_FROM = 3
_WORD = 3
_BLANK = re.compile(r"(?<=\S) (?=\S)")
_WIDE = 40
"""Half-width columns from which a line of a form is as wide as a cell."""
_FULL = 0.85
"""Share of the widest line that a full one reaches where letters are of different widths."""
_WRAPS_FROM = 2
_ALL_FROM = 5
_BLANK_LINE = "\n\n"
_DATE = re.compile(rf"(?:{ERA})(?:\d{{1,2}}|元)年\d{{1,2}}月\d{{1,2}}日")


def with_breaks(lines: Sequence[str], template: Template) -> list[str]:
    """The lines; those that hold several labels cut before each of them and where a print's line ended."""
    return [_cut(line, template) if len(line) > LONG else line for line in lines]


def _cut(line: str, template: Template) -> str:
    page = Page([Line(1, line)])
    labels = set(_labels(page, template))
    glued = set(_glued(page, template))
    if len(labels | glued) < _LABELS_FROM:
        return line
    stamps = {edge for stamp in STAMP.finditer(page.key) for edge in stamp.span()}
    dates = {date.end() for edge in labels | glued if (date := _DATE.match(page.key, edge))}
    inner = [index for index in sorted(labels | glued | stamps | dates) if 0 < index < len(page.key)]
    pieces = [line[start:end] for start, end in pairwise([0, *(page.starts[index] for index in inner), len(line)])]
    breaks = [_BLANK_LINE if index in dates else PARAGRAPH for index in inner]
    return "".join(map("".join, zip(map(_wrapped, pieces), [*breaks, ""], strict=True)))


def _labels(page: Page, template: Template) -> Iterator[int]:
    """Where labels begin that stand between blanks, with the number they are printed with."""
    words, end = vocabulary(template), 0
    for index in range(len(page.key)):
        if index < end or not page.gap(index):
            continue
        found = [hit for hit in words.label_hits(page.key, index) if len(hit.text) >= _WORD and page.gap(hit.end)]
        ends = [hit.end for hit in found if hit.prefix in words.numbered.get(hit.text, ())]
        if ends:
            end = max(ends)
            yield index


def _glued(page: Page, template: Template) -> Iterator[int]:
    """Where labels of the 表紙 begin and end, though they run into what stands beside them.

    No other words of a text are these, so one that stands there once is a label: where a blank or a date shows it, or
    where all of them stand in the order of the form.
    """
    found = dict[int, int]()
    for item in template.items:
        spelled = spellings(item) if item.pattern.startswith(f"{COVER}-") else ()
        for label in spelled:
            if len(label) >= _WORD and page.key.count(label) == 1:
                found[page.key.find(label)] = page.key.find(label) + len(label)
    ordered = len(found) >= _ALL_FROM and list(found) == sorted(found)
    for start, end in found.items():
        date = _DATE.match(page.key, end)
        if ordered or date or page.gap(start) or page.gap(end):
            yield from (start, end)


def _wrapped(piece: str) -> str:
    """A piece of running text with a line break for each blank at which a line of the print was full."""
    edges = [-1, *(blank.start() for blank in _BLANK.finditer(piece)), len(piece)]
    full = max((width(piece[start + 1 : end].strip()) for start, end in pairwise(edges)), default=0)
    begin, ends = -1, list[int]()
    for before, edge in pairwise(edges[:-1]):
        fills = [_FULL * full <= width(piece[start + 1 : edge].strip()) <= full for start in (before, begin)]
        if any(fills):
            ends.append(edge)
        if any(fills) or width(piece[begin + 1 : edge]) > full:
            begin = edge if any(fills) else before
    if full < _WIDE or len(ends) < _WRAPS_FROM:
        return piece
    letters = list(piece)
    for end in ends:
        letters[end] = "\n"
    return "".join(letters)
