"""Items whose page of the source cannot be read, told by the last 変更箇所 row that wrote them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from piadiff.model import ChangeRow, Form, Item, ItemKind, ItemPath, Value
from piadiff.templates import Template, TemplateItem, for_kind
from piadiff.text import key
from piadiff.text.cell import boxes, describes, elided, says_nothing


def with_items_of_rows(form: Form) -> tuple[Form, tuple[tuple[int, ItemPath], ...]]:
    """The form with such items filled in, and (row, item) for each of them.

    Only items that the reading does not show at all are filled, and only from a row that quotes the whole
    item; what a source shows is never changed.
    """
    template = for_kind(form.header.kind, form.header.revision)
    last = {path: row for row in form.changes for path in row.items if not path.file}
    made: dict[ItemPath, tuple[int, Item]] = {}
    for path, row in last.items():
        known = template.item(path)
        if known is None or path in form.by_path or not _quotes_whole(row):
            continue
        for place, item, value in _spread(path, known, template, row.after):
            if place not in form.by_path:
                made[place] = (
                    row.row,
                    Item(place, item.label, item.kind or ItemKind.TEXT, value, item.options, item.significant),
                )
    order = {item.pattern: place for place, item in enumerate(template.items)}
    items = (
        sorted(
            [*form.items, *(item for _, item in made.values())],
            key=lambda item: order.get(item.path.pattern, len(order)),
        )
        if made
        else form.items
    )
    return dataclasses.replace(form, items=tuple(items)), tuple((row, path) for path, (row, _) in made.items())


def _quotes_whole(row: ChangeRow) -> bool:
    after = row.after.strip()
    return not (elided(after) or says_nothing(after, "after") or describes(after))


def _spread(
    path: ItemPath, known: TemplateItem, template: Template, text: str
) -> Iterator[tuple[ItemPath, TemplateItem, Value]]:
    """The text of a cell laid out over an item and the fields below it."""
    if known.kind is ItemKind.CHECKS and boxes(text, known.options):
        yield path, known, _ticks(known, text)
        return
    if known.kind is ItemKind.CHOICE and _option(known, text):
        yield path, known, _option(known, text)
        return
    below = [item for item in template.below(known.pattern) if item.kind is not None]
    choice = next((item for item in below if item.kind is ItemKind.CHOICE), None)
    words = next((item for item in below if item.kind is ItemKind.TEXT), None)
    first, rest = _first_sentence(text.strip())
    if choice is not None and _option(choice, first):
        yield path.child(choice.key), choice, _option(choice, first)
        if words is not None and rest.strip():
            yield path.child(words.key), words, rest.strip()
    elif known.kind is ItemKind.TEXT:
        yield path, known, text.strip()


def _first_sentence(text: str) -> tuple[str, str]:
    match = re.match(r"([^。\n]+)[。\n]?\s*(.*)", text, re.DOTALL)
    return (match[1], match[2]) if match else (text, "")


def _option(item: TemplateItem, text: str) -> str:
    wanted = key(text.strip().rstrip("。．"))
    return next((option for option in item.options if key(option) == wanted), "")


def _ticks(item: TemplateItem, text: str) -> tuple[str, ...]:
    ticked = [key(box.label) for box in boxes(text, item.options) if box.ticked]
    return tuple(option for option in item.options if key(option) in ticked)
