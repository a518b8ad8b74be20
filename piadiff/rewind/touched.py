"""What a row that stays may be about: all items that it could have changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from piadiff.addresses.of_rows import addresses
from piadiff.model import WHOLE_FORM, ChangeRow, Item, ItemKind, ItemPath
from piadiff.model.path import COVER_DAY
from piadiff.rewind.place import Field
from piadiff.rewind.replaced import new_words
from piadiff.rewind.state import State
from piadiff.rewind.values import undo_value
from piadiff.text import cell as cells
from piadiff.text import key

_TELLING = 4
"""Letters from which a quotation distinguishes one text from most others."""


def meanings(state: State, row: ChangeRow) -> tuple[tuple[ItemPath, ...], ...]:
    """What the items of a row are in a state, likeliest first."""
    return state.meanings.get(row.row) or tuple(addresses(row, state.template))


def touched(state: State, row: ChangeRow) -> frozenset[ItemPath]:
    """Addresses a row may have changed: what it names and, where it names nothing, what may hold its words."""
    if any(path.section in WHOLE_FORM for path in row.items):
        return frozenset(_holding(state, new_words(row)))
    if not row.items:
        return frozenset(_holding(state, _quoted(row)))
    found: set[ItemPath] = set()
    for rank, paths in enumerate(meanings(state, row)):
        for path in paths:
            reach = state.reach(path)
            found |= {item.path for item in reach.items}
            if rank == 0 and (not reach.items or reach.missing):
                found |= set(_fields(state, path))
            if cells.absent(row.before, "before") or cells.absent(row.after, "after"):
                found |= set(numbered_behind(state, path))
    return frozenset(found)


def says_otherwise(state: State, row: ChangeRow, paths: Iterable[ItemPath]) -> bool:
    """Whether a row quotes words, or states a value, that its items do not have now."""
    if cells.described(row.before, row.after) or cells.absent(row.after, "after"):
        return False
    items = tuple(state.items[path] for path in paths if path in state.items)
    field = Field(items)
    quoted = [key(piece) for piece in cells.pieces(row.after) if key(piece)]
    if all(words in field.key for words in quoted):
        return False
    return not any(_has(item, row) for item in items)


def quoting(state: State, row: ChangeRow) -> Iterator[ItemPath]:
    """Items that have all a row quotes, or the value it states: it may be about one of them, whatever it names."""
    quoted = [words for piece in cells.pieces(row.after) if len(words := key(piece)) >= _TELLING]
    sections = {path.section for path in row.items}
    for path, item in state.items.items():
        if item.kind is ItemKind.TEXT:
            if quoted and all(words in key(item.text) for words in quoted):
                yield path
        elif path.section in sections and _has(item, row):
            yield path


def _has(item: Item, row: ChangeRow) -> bool:
    return item.kind is not ItemKind.TEXT and undo_value(item, row.before, row.after, loosely=False) is not None


def _quoted(row: ChangeRow) -> list[str]:
    if cells.described(row.before, row.after) or cells.absent(row.after, "after"):
        return []
    return [words for piece in cells.pieces(row.after) for line in piece.split("\n") if (words := key(line))]


def _holding(state: State, words: Iterable[str]) -> Iterator[ItemPath]:
    """Items that hold one of some words; every filled one when none is known or none does."""
    wanted = [word for word in words if word]
    holding = [
        path for path, item in state.items.items() if any(word in said for said in _said(item) for word in wanted)
    ]
    yield from holding or (path for path, item in state.items.items() if item.value and path != COVER_DAY)


def _said(item: Item) -> tuple[str, ...]:
    """An item as published and as it is compared."""
    return (item.text, key(item.text)) if item.value else ()


def _fields(state: State, path: ItemPath) -> Iterator[ItemPath]:
    """The fields of the form at and below an address that no item stands at."""
    known = state.template.item(path)
    if known is None:
        return
    for below in (known, *state.template.below(known.pattern)):
        rest = below.pattern.removeprefix(known.pattern).strip("-")
        if below.kind is not None and "*" not in rest and not any("~" in part for part in path.parts):
            yield ItemPath(path.section, path.file, (*path.parts, *(rest.split("-") if rest else ())))


def numbered_behind(state: State, path: ItemPath) -> Iterator[ItemPath]:
    """Items of the repeated groups behind one that came or went: they may have been numbered otherwise."""
    known = state.template.item(path)
    if known is None or not known.repeat or not path.parts:
        return
    number = _number(path.parts[-1], known.key)
    for other in state.items:
        if other.section == path.section and other.file == path.file and len(other.parts) >= len(path.parts):
            upper = ItemPath(other.section, other.file, other.parts[: len(path.parts)])
            beside = upper.pattern == known.pattern and upper.parts[:-1] == path.parts[:-1]
            if beside and _number(upper.parts[-1], known.key) > number:
                yield other


def _number(part: str, name: str) -> int:
    digits = part.removeprefix(name).partition("~")[0]
    return int(digits) if digits.isdigit() else 0
