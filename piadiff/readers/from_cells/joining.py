"""Labels cut over cells are put together again: a number or ※ beside the words, words that go on below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from piadiff.readers.from_cells.labels import name_of
from piadiff.readers.from_lines.units import NO_PREFIX
from piadiff.readers.from_lines.vocabulary import Vocabulary
from piadiff.readers.grid import Cell
from piadiff.text.signs import CIRCLED

_NUMBER = re.compile(rf"\(?(?:\d{{1,2}}|[{CIRCLED}]|[Ⅰ-Ⅻ])\)?[.、:]?|リスク\d{{1,2}}[:.、]?|\(?別添\d{{1,2}}\)?")
_ADDRESS = re.compile(r"(?:表紙|[Ⅰ-Ⅻ])(?:-[^-]{1,20}){1,5}")
"""An address of an item, as lists of items give it in a column beside its label."""
_HEADINGS = frozenset({"number", "risk", "roman", "attachment"})
_HEAD = re.compile(rf"\(?(?:\d{{1,2}}[.、)]|[{CIRCLED}])")
_BEHIND = 40
"""Cells behind the beginning of a label that are looked at; no cell of a form has more boxes beside it."""
_MARK = re.compile(r"\(?※\)?")


def join_labels(cells: Sequence[Cell], words: Vocabulary) -> tuple[Cell, ...]:
    """The cells with each label in one of them."""
    rows = groupby(cells, key=lambda cell: (cell.sheet, cell.top))
    beside = _joined_beside([cell for _, row in rows for cell in _joined(list(row), words)], words)
    return _joined_below(beside, words)


def _joined_beside(cells: Sequence[Cell], words: Vocabulary) -> list[Cell]:
    """Labels typed over cells below each other, while one merged cell beside them holds their value."""
    under = {(cell.sheet, cell.top, cell.left, cell.right): place for place, cell in enumerate(cells)}
    gone, joined = set[int](), list(cells)
    for place, (head, value) in enumerate(pairwise(cells)):
        if place in gone or head.top != value.top or head.bottom >= value.bottom or head.sheet != value.sheet:
            continue
        whole, taken = head, list[int]()
        while (below := under.get((head.sheet, whole.bottom, head.left, head.right), -1)) >= 0:
            if cells[below].bottom > value.bottom or name_of(cells[below], words) is not None:
                break
            whole = replace(whole, text=whole.text + cells[below].text, bottom=cells[below].bottom)
            taken.append(below)
        if taken and whole.bottom == value.bottom and name_of(whole, words) is not None:
            joined[place] = whole
            gone.update(taken)
    return [cell for place, cell in enumerate(joined) if place not in gone]


def _joined_below(cells: Sequence[Cell], words: Vocabulary) -> tuple[Cell, ...]:
    """Labels whose words go on in the next cell of their column, as a page break or a rule may cut them."""
    gone, joined = set[int](), list(cells)
    for place, cell in enumerate(cells):
        if place in gone or not _begins_label(cell, words):
            continue
        last = min(place + _BEHIND, len(cells))
        below = next((at for at in range(place + 1, last) if _continues(cell, cells[at])), None)
        if below is not None and name_of(_one((cell, cells[below])), words) is not None:
            joined[place] = replace(cell, text=cell.text + cells[below].text, bottom=cells[below].bottom)
            gone.add(below)
    return tuple(cell for place, cell in enumerate(joined) if place not in gone)


def _begins_label(cell: Cell, words: Vocabulary) -> bool:
    """Whether a cell is nothing but the beginning of a numbered label."""
    return bool(_HEAD.match(cell.key)) and name_of(cell, words) is None and any(words.begun(cell.key))


def _continues(cell: Cell, other: Cell) -> bool:
    return other.sheet == cell.sheet and other.left == cell.left and other.top >= cell.bottom


def _joined(row: Sequence[Cell], words: Vocabulary) -> Iterator[Cell]:
    at = 0
    while at < len(row):
        cell, behind = row[at], row[at + 1 :]
        if behind and _NUMBER.fullmatch(cell.key) and _is_numbered(cell, behind[0], words):
            cell, at, behind = _one((cell, behind[0])), at + 1, behind[1:]
        if behind and _ADDRESS.fullmatch(cell.key) and name_of(behind[0], words) is not None:
            cell, at, behind = replace(behind[0], left=cell.left), at + 1, behind[1:]
        if behind and _MARK.fullmatch(behind[0].key) and _takes_mark(cell, behind, words):
            cell, at = _one((cell, behind[0])), at + 1
        yield cell
        at += 1


def _is_numbered(number: Cell, cell: Cell, words: Vocabulary) -> bool:
    """Whether a number and the cell beside it are a label together, and the cell is none with another number."""
    alone, together = name_of(cell, words), name_of(_one((number, cell)), words)
    return together is not None and together.prefix != NO_PREFIX and (alone is None or alone.prefix == NO_PREFIX)


def _takes_mark(label: Cell, behind: Sequence[Cell], words: Vocabulary) -> bool:
    """Whether a ※ belongs to the label before it; with nothing behind it, it could be the value itself."""
    name = name_of(label, words)
    return name is not None and (len(behind) > 1 or name.prefix.sort in _HEADINGS)


def _one(cells: Iterable[Cell]) -> Cell:
    first, last = cells
    return replace(first, text=first.text + last.text, right=last.right, bottom=max(first.bottom, last.bottom))
