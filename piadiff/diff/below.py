"""The item that a row means where its address names the one above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from piadiff.diff.choices import knows, options_in, parse_boxes, parse_ticks
from piadiff.model import ItemKind, ItemPath
from piadiff.templates import Template, TemplateItem
from piadiff.text import key
from piadiff.text.cell import says_nothing


def item_meant(path: ItemPath, before: str, after: str, template: Template) -> tuple[ItemPath, bool]:
    """The item a row means, and whether it may mean a listed one (※) below it.

    「Ⅱ－２－④」 is the choice how many items there are and 主な記録項目（※） below it; the cells tell which.
    「Ⅱ－４－委託事項３－①」 where nothing stood is the whole of the 委託事項 that came.
    「Ⅱ－４」 whose cells hold an option of 委託の有無 (※), and nothing else, is that choice.
    """
    item = template.item(path)
    empty = says_nothing(before, "before"), says_nothing(after, "after")
    cells = [cell for cell, nothing in zip((before, after), empty, strict=True) if not nothing]
    if item is None or item.significant or not cells:
        return path, False
    if len(cells) == 1 and path.parent is not None and _opens_group(item, path.parent, template):
        return path.parent, False
    if (beside := _sibling(path, cells, item, template)) is not None:
        return beside, False
    if item.is_group:
        heads = _without_groups(cells, item, template)
        chosen = [each for each in _next_below(item, template) if _chooses(heads, each)]
        return (path.child(chosen[0].key) if len(chosen) == 1 else path), False
    below = list(_next_below(item, template)) if item.kind is ItemKind.CHOICE else []
    if not any(each.significant for each in below) or all(_is_option(cell, item) for cell in cells):
        return path, False
    found = next((each for each in below if any(_begins(cell, each) for cell in cells)), None)
    found = found or next((each for each in below if all(_fits(cell, each) for cell in cells)), None)
    return (path.child(found.key), False) if found else (path, True)


def _opens_group(item: TemplateItem, above: ItemPath, template: Template) -> bool:
    """Whether an item is the first of a group that a form repeats and that holds listed items."""
    group = template.item(above)
    if group is None or not group.pattern.endswith("*"):
        return False
    below = list(template.below(group.pattern))
    return below[0] is item and any(each.significant for each in below)


def _sibling(path: ItemPath, cells: Sequence[str], item: TemplateItem, template: Template) -> ItemPath | None:
    """The listed choice beside an item, whose options both cells hold: ④再委託する has the number of another form."""
    if len(cells) == 1 or any("。" in cell for cell in cells):
        return None
    above = template.item(path.parent) if path.parent and not item.is_group else None
    heads = [_BEHIND_OPTION.split(cell.strip(), maxsplit=1)[0] for cell in cells]
    if above is None or any(_is_option(cell, item) for cell in (*cells, *heads)):
        return None
    fitting = [each for each in _next_below(above, template) if _chooses(cells, each) or _chooses(heads, each)]
    return path.parent.child(fitting[0].key) if path.parent and len(fitting) == 1 else None


_BEHIND_OPTION = re.compile(r"(?<=[^\[［〔])[\s（(：:、。]")


def _next_below(item: TemplateItem, template: Template) -> Iterator[TemplateItem]:
    return (each for each in template.below(item.pattern) if each.pattern == f"{item.pattern}-{each.key}")


def _without_groups(cells: Sequence[str], item: TemplateItem, template: Template) -> list[str]:
    """The cells without the groups below that they list behind the first line: 委託事項１　印刷."""
    below = (each.pattern.removeprefix(f"{item.pattern}-") for each in template.below(item.pattern))
    names = tuple(name.removesuffix("*") for name in below if name.endswith("*") and "-" not in name)
    lines = [[line for line in cell.splitlines() if key(line)] for cell in cells]
    listed = bool(names) and all(key(line).startswith(names) for each in lines for line in each[1:])
    return [each[0] for each in lines] if listed else list(cells)


def _is_option(cell: str, item: TemplateItem) -> bool:
    said = options_in(cell)
    return len(said) == 1 and knows(item.options, said[0])


def _chooses(cells: Sequence[str], item: TemplateItem) -> bool:
    return item.significant and item.kind is ItemKind.CHOICE and all(_is_option(cell, item) for cell in cells)


def _begins(cell: str, item: TemplateItem) -> bool:
    return key(cell).startswith(tuple(key(label) for label in (item.label, *item.aka) if label))


def _fits(cell: str, item: TemplateItem) -> bool:
    """Whether a cell holds an option of a choice, or boxes of a list."""
    if item.kind is ItemKind.CHECKS:
        return bool(parse_boxes(cell, item.options) or parse_ticks(cell, item.options))
    return item.kind is ItemKind.CHOICE and _is_option(cell, item)
