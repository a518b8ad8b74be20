"""Labels whose number or ※ stands in a cell of its own are put together again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from piadiff.readers.from_cells.labels import name_of
from piadiff.readers.from_lines.units import NO_PREFIX
from piadiff.readers.from_lines.vocabulary import Vocabulary
from piadiff.readers.grid import Cell
from piadiff.text.signs import CIRCLED

_NUMBER = re.compile(rf"\(?(?:\d{{1,2}}|[{CIRCLED}]|[Ⅰ-Ⅻ])\)?[.、:]?|リスク\d{{1,2}}[:.、]?|\(?別添\d{{1,2}}\)?")
_HEADINGS = frozenset({"number", "risk", "roman", "attachment"})
_MARK = re.compile(r"\(?※\)?")


def join_labels(cells: Sequence[Cell], words: Vocabulary) -> tuple[Cell, ...]:
    """The cells with each label in one of them."""
    rows = groupby(cells, key=lambda cell: (cell.sheet, cell.top))
    return tuple(cell for _, row in rows for cell in _joined(list(row), words))


def _joined(row: Sequence[Cell], words: Vocabulary) -> Iterator[Cell]:
    at = 0
    while at < len(row):
        cell, behind = row[at], row[at + 1 :]
        if behind and _NUMBER.fullmatch(cell.key) and _is_numbered(cell, behind[0], words):
            cell, at, behind = _one((cell, behind[0])), at + 1, behind[1:]
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
