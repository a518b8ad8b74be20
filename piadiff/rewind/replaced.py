"""Rows about the whole form: one word replaced by another everywhere."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import date

from piadiff.canonical import canonical_text
from piadiff.model import ChangeRow, Item, ItemKind
from piadiff.rewind.merge import Edit, Hunk, apply
from piadiff.rewind.state import KeepRow, State
from piadiff.text import fold, key

_QUOTE = r"[「『\"“]([^「」『』\"“”\n]{1,60})[」』\"”]"
_ARROW = re.compile(rf"{_QUOTE}\s*(?:→|⇒|➡|から|を)\s*{_QUOTE}")
_LIST = re.compile(r"[／/\n]")
_LONGEST = 60


def _pairs(row: ChangeRow) -> list[tuple[str, str]]:
    """(old word, new word) the row names; empty when it names none."""
    arrows = [(match[1], match[2]) for cell in (row.after, row.before) for match in _ARROW.finditer(cell)]
    if arrows:
        return list(dict.fromkeys(arrows))
    old, new = ([word.strip() for word in _LIST.split(cell) if word.strip()] for cell in (row.before, row.after))
    if len(old) != len(new) or any(len(word) > _LONGEST or "。" in word for word in [*old, *new]):
        return []
    return list(zip(old, new, strict=True))


def new_words(row: ChangeRow) -> list[str]:
    """Words that a row about the whole form put in; empty when it names none."""
    return [new for _, new in _pairs(row)]


def undo_everywhere(state: State, row: ChangeRow) -> tuple[Item, ...]:
    """Items with the old word back in every place.

    Raises:
        KeepRow: When the places where the new word took the old one's place cannot be distinguished from others.
    """
    pairs = _pairs(row)
    if not pairs:
        raise KeepRow("評価書全体についての行だが、どの語をどの語に置き換えたかが書かれていない")
    texts = {path: item for path, item in state.items.items() if item.kind is ItemKind.TEXT and item.value}
    changed: dict[str, Item] = {}
    for old, new in pairs:
        _check(state, row, old, new)
        for item in [changed.get(str(path), item) for path, item in texts.items()]:
            restored = _with_old(item, old, new)
            if restored is not None:
                changed[str(item.path)] = restored
    if not changed:
        raise KeepRow(f"置き換えた後の「{pairs[0][1]}」がどこにもない")
    return tuple(changed.values())


def _check(state: State, row: ChangeRow, old: str, new: str) -> None:
    """Refuse unless every place of the new word must have held the old one."""
    if key(old) == key(new):
        raise KeepRow("評価書全体の表記の変更で、元の表記だった箇所が分からない")
    if len(key(new)) < 2:
        raise KeepRow(f"置き換えた後の「{new}」が短く、元からあった箇所と区別できない")
    options = {key(option) for item in state.items.values() for option in item.options}
    if key(new) in options:
        raise KeepRow(f"「{new}」は選択肢の1つで、変更前から選ばれていた項目と区別できない")
    if any(key(old) in key(_without(item, new)) for item in state.items.values()):
        raise KeepRow(f"「{old}」が残っている箇所があり、どこが置き換えられたか決められない")
    if any(key(new) in key(cell) for cell in _earlier_cells(state, row)):
        raise KeepRow(f"「{new}」はこの変更より前から使われていて、置き換えられた箇所と区別できない")


def _without(item: Item, word: str) -> str:
    return key(item.text).replace(key(word), "")


def _earlier_cells(state: State, row: ChangeRow) -> Iterator[str]:
    """What published rows quote of the time before a row."""
    day = row.date or date.max
    for other in state.rows:
        if other.row != row.row and (other.date or date.max) <= day:
            yield other.before
            if (other.date or date.max) < day:
                yield other.after


def _with_old(item: Item, old: str, new: str) -> Item | None:
    folded, wanted = fold(item.text), key(new)
    at, edits = folded.key.find(wanted), []
    while at >= 0:
        edits.append((Edit(Hunk(at, at + len(wanted), 0, len(key(old))), 0, len(wanted)), fold(new), fold(old)))
        at = folded.key.find(wanted, at + len(wanted))
    return dataclasses.replace(item, value=canonical_text(apply(folded, edits))) if edits else None
