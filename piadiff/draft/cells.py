"""A value as it stands in a 変更前 or 変更後 cell: text as published, check boxes printed as the form prints them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from piadiff.draft.style import Style
from piadiff.model import Item, ItemKind

_BOX = re.compile(r"\[(?P<mark>[^\[\]]?)\](?P<text>[^\[]*)")


@dataclass(frozen=True, slots=True)
class Box:
    """One check box as printed."""

    ticked: bool
    text: str

    def __str__(self) -> str:
        return f"[{'○' if self.ticked else '　'}]{self.text}"


def boxes(text: str) -> tuple[Box, ...]:
    """Check boxes printed in a text; empty when the text is anything else."""
    found = tuple(_BOX.finditer(text))
    if "".join(match[0] for match in found) != text.strip():
        return ()
    return tuple(Box(bool(match["mark"].strip()), match["text"].strip()) for match in found)


def ticked(text: str) -> frozenset[str]:
    """The ticked options of a printed list."""
    return frozenset(box.text for box in boxes(text) if box.ticked)


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
