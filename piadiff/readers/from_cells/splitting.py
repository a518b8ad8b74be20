"""Cells that hold a label and its value together are cut behind the label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from piadiff.readers.from_cells.labels import name_of
from piadiff.readers.from_lines.units import NO_PREFIX
from piadiff.readers.from_lines.vocabulary import Vocabulary
from piadiff.readers.grid import Cell
from piadiff.text import fold
from piadiff.text.signs import BARE_EMPTY, BARE_TICKED

_LONGEST = 60
"""Characters before the cut that are tried; the official form prints no longer label before a value."""
_MARKED = re.compile(rf"[\[［〔{BARE_TICKED}{BARE_EMPTY}]")
_COLON = re.compile(rf"(?P<label>[^：:\n]{{2,{_LONGEST}}})[：:](?=[\s　]*\S)")
_BRACKETED = re.compile(r"[\s　]*[（(【](?P<label>[^：:（）()]{2,40})[：:](?P<value>.*)[）)】][\s　]*", re.DOTALL)


def split_labels(
    cells: Sequence[Cell], words: Vocabulary, kept: frozenset[int] = frozenset()
) -> tuple[tuple[Cell, ...], dict[int, int]]:
    """The cells with each label that its value follows in a cell of its own, and such a label's place → the one it had.

    Cells at ``kept`` places stay whole.
    """
    parts, cut = list[Cell](), dict[int, int]()
    for place, cell in enumerate(cells):
        halves = () if place in kept else _parts(cell, words)
        if halves:
            cut[len(parts)] = place
        parts += halves or (cell,)
    return tuple(parts), cut


def _parts(cell: Cell, words: Vocabulary) -> tuple[Cell, ...]:
    if name_of(cell, words) is not None:
        return ()
    return _before_mark(cell, words) or _in_brackets(cell, words) or _before_colon(cell, words)


def _before_mark(cell: Cell, words: Vocabulary) -> tuple[Cell, ...]:
    """``６．… [○]接続しない``: a numbered label or one that asks for a choice, then its boxes or its bracket."""
    for mark in _MARKED.finditer(cell.text, 1, _LONGEST):
        label = replace(cell, text=cell.text[: mark.start()].strip())
        name = name_of(label, words)
        if name is not None and (name.prefix != NO_PREFIX or words.offered(name.text)):
            return label, _behind(cell, cell.text[mark.start() :])
    return ()


def _in_brackets(cell: Cell, words: Vocabulary) -> tuple[Cell, ...]:
    """``（手数料額、納付方法：…）``: a label and its value in one bracket."""
    match = _BRACKETED.fullmatch(cell.text)
    if match is None:
        return ()
    label = replace(cell, text=match["label"].strip())
    name = name_of(label, words)
    if name is None or fold(label.text).key != fold(name.text).key:
        return ()
    return label, _behind(cell, match["value"].strip())


def _before_colon(cell: Cell, words: Vocabulary) -> tuple[Cell, ...]:
    """``請求先：総務課``: a label and its value with a colon between them."""
    match = _COLON.match(cell.text)
    label = replace(cell, text=match["label"].strip()) if match else cell
    name = name_of(label, words) if match else None
    if match is None or name is None or name.prefix.sort == "risk":
        return ()
    return label, _behind(cell, cell.text[match.end() :].strip())


def _behind(cell: Cell, text: str) -> Cell:
    """What stands behind the label: in the same row, right of it."""
    return replace(cell, text=text.strip("\n"), left=cell.right, right=cell.right + 1)
