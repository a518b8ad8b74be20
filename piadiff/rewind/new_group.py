"""A row that says that a whole group is new, with all its fields in one cell: －  → ①… ②… ③…."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence

from piadiff.model import ChangeRow, Item, ItemKind
from piadiff.rewind.quoted import Undone
from piadiff.rewind.state import KeepRow, Reach, State
from piadiff.text import cell as cells
from piadiff.text import key
from piadiff.text.signs import CIRCLED, CIRCLES

_SIGNS = re.compile(rf"[\[\](){CIRCLES}、。:：・.０-９0-9{CIRCLED}-]")
_UNEXPLAINED = 0.1


def undo_group(state: State, row: ChangeRow, reach: Reach) -> Undone:
    """The fields of a group empty, as they were before a row that quotes each of them and says 「－」 of before.

    Raises:
        KeepRow: When the row does not record all fields that are filled in, or much else.
    """
    filled = [item for item in reach.items if _words(item)]
    # A group of fields has no text of its own that could say 「なし」.
    absent = cells.says_nothing(row.before, "before")
    if reach.marks or len(filled) < 2 or not absent or len(cells.pieces(row.after)) > 1:
        raise KeepRow("")
    rest = _without(key(row.after), [word for item in filled for word in _words(item)])
    if rest is None:
        raise KeepRow("")
    labels = {part for item in state.template.items for part in (item.label, *item.options)}
    if len(_SIGNS.sub("", _without_any(rest, map(key, labels)))) > _UNEXPLAINED * len(key(row.after)):
        raise KeepRow("")
    return Undone(tuple(_empty(item) for item in reach.items if item.value))


def _words(item: Item) -> Sequence[str]:
    """Keys of what a field says; a dash says nothing."""
    values = (item.value,) if isinstance(item.value, str) else item.value
    return [key(value) for value in values if not cells.absent(value, "before")]


def _without(cell: str, wanted: Sequence[str]) -> str | None:
    """What a cell holds besides words that follow one another in it; None when they do not."""
    rest, at = "", 0
    for words in wanted:
        place = cell.find(words, at)
        if place < 0:
            return None
        rest += cell[at:place]
        at = place + len(words)
    return rest + cell[at:]


def _without_any(rest: str, labels: Iterable[str]) -> str:
    for label in sorted(filter(None, labels), key=lambda label: (-len(label), label)):
        rest = rest.replace(label, "")
    return rest


def _empty(item: Item) -> Item:
    return dataclasses.replace(item, value=() if item.kind is ItemKind.CHECKS else "", undetermined=False)
