"""Texts whose line breaks are lost, as copied from a page: their labels begin lines again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from piadiff.readers.from_lines.source import PARAGRAPH, Line, Page
from piadiff.readers.from_lines.vocabulary import Vocabulary

LONG = 160
_LABELS_FROM = 3
_WORD = 3


def with_breaks(lines: Sequence[str], words: Vocabulary) -> list[str]:
    """The lines, those that hold several labels cut before each of them."""
    return [_cut(line, words) if len(line) > LONG else line for line in lines]


def _cut(line: str, words: Vocabulary) -> str:
    page = Page([Line(1, line)])
    starts = list(_labels(page, words))
    if len(starts) < _LABELS_FROM:
        return line
    edges = [0, *(page.starts[index] for index in starts), len(line)]
    return PARAGRAPH.join(line[start:end] for start, end in pairwise(edges) if start < end)


def _labels(page: Page, words: Vocabulary) -> Iterator[int]:
    """Where labels begin that stand between blanks, with the number they are printed with."""
    end = 0
    for index in range(len(page.key)):
        if index < end or not page.gap(index):
            continue
        found = [hit for hit in words.label_hits(page.key, index) if len(hit.text) >= _WORD and page.gap(hit.end)]
        ends = [hit.end for hit in found if hit.prefix in words.numbered.get(hit.text, ())]
        if ends:
            end = max(ends)
            yield index
