"""A value as it stands in a 変更前 or 変更後 cell: text as published, check boxes printed as the form prints them."""

from __future__ import annotations

from piadiff.draft.style import Style
from piadiff.model import Item, ItemKind
from piadiff.text.cell import boxes


def ticked(text: str) -> frozenset[str]:
    """The ticked options of a printed list."""
    return frozenset(box.label for box in boxes(text) if box.ticked)


def cell(text: str, kind: ItemKind, style: Style, item: Item | None = None) -> str:
    """The whole value as a cell shows it; 「－」 where there is none."""
    if not text.strip():
        return style.none
    if kind is not ItemKind.CHECKS:
        return text
    found = boxes(item.text if item is not None and item.options else text)
    if not found:
        return text
    shown = found if len(found) <= style.boxes_limit else tuple(box for box in found if box.ticked)
    return "".join(map(str, shown)) or style.none
