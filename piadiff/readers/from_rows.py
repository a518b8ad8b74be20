"""Items that the reading of a source does not show, recorded by the last 変更箇所 row that wrote them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from piadiff.model import ChangeRow, Form, Item, ItemKind, ItemPath, Uncertain, Value
from piadiff.templates import Template, TemplateItem, for_kind
from piadiff.text import key
from piadiff.text.cell import absent, boxes, describes, elided, says_nothing

_FROM_ROW = "原稿から piadiff が読み取れず、行の変更後で補った"


def with_items_of_rows(form: Form) -> tuple[Form, tuple[tuple[int, ItemPath], ...]]:
    """The form with such items filled in, and (row, item) for each of them.

    Only items that the reading does not show at all are filled, and only from a row that quotes the whole item; what a
    source shows is never changed. Unless the row says that nothing was there before, and is the only one about the
    item, the value is marked as uncertain.
    """
    template = for_kind(form.header.kind, form.header.in_use)
    made: dict[ItemPath, tuple[int, Item]] = {}
    for path, row in _last_rows(form).items():
        known = template.item(path)
        if known is None or path in form.by_path or not _quotes_whole(row):
            continue
        for place, item, value in _spread(path, known, template, row.after):
            if place not in form.by_path:
                doubt = _doubt(form, row, place)
                kind = item.kind or ItemKind.TEXT
                filled = Item(place, item.label, kind, value, item.options, item.significant, uncertain=doubt)
                made[place] = (row.row, filled)
    if not made:
        return form, ()
    order = {item.pattern: place for place, item in enumerate(template.items)}
    items = [*form.items, *(item for _, item in made.values())]
    items.sort(key=lambda item: order.get(item.path.pattern, len(order)))
    return dataclasses.replace(form, items=tuple(items)), tuple((row, path) for path, (row, _) in made.items())


def _last_rows(form: Form) -> dict[ItemPath, ChangeRow]:
    """The newest row of each item it names; of rows of one day, and where days are missing, the last of the table."""
    found: dict[ItemPath, ChangeRow] = {}
    for row in form.changes:
        for path in row.items:
            known = found.get(path)
            newer = known is None or row.date is None or known.date is None or row.date >= known.date
            if newer and not path.file:
                found[path] = row
    return found


def _doubt(form: Form, row: ChangeRow, path: ItemPath) -> Uncertain | None:
    """Why a value that a row records may not be the published one."""
    others = [str(other.row) for other in form.changes if other.row != row.row and other.covers(path)]
    if others:
        return Uncertain(row.row, f"{_FROM_ROW}。この項目に関わる行がほかにもある（{'、'.join(others)}）")
    if not absent(row.before, "before"):
        return Uncertain(row.row, f"{_FROM_ROW}。変更前に記載がなかったとは書かれていない")
    return None


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
