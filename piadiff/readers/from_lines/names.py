"""Names that hold a sentence: the text of a neighbour whose label is printed amid its height may begin there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from piadiff.model import ItemKind, ItemPath
from piadiff.readers.from_lines.found import Found
from piadiff.readers.from_lines.units import COVER, Unit
from piadiff.text import key

_ASKS_FOR_NAME = re.compile(r"(?:名称|[^氏]名|部署)$")
_IN_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_NOTE = re.compile(r"(?:^|\s)[※＊*注]")
"""What begins a note on a name."""


def settle_names(found: Found) -> None:
    """Leave open which part of a name and a sentence below each other is whose.

    A print sets a label amid the height of its text, so that an extraction may give the head of a text before its
    label: behind the value above.
    """
    for reading in found.readings:
        labels = [(place, unit) for place, unit in reading.labels() if unit.holds_text]
        for at, (_, unit) in enumerate(labels):
            if unit.path.section != COVER and _ASKS_FOR_NAME.search(key(unit.item.field or unit.item.label)):
                text = "\n".join(line for block in found.texts.get(unit.path, ()) for line in block.lines)
                found.mixed.update(_mixed(found, [each for _, each in labels], at, text))


def _mixed(found: Found, labels: Sequence[Unit], at: int, text: str) -> Iterator[ItemPath]:
    """The items whose texts may be in one: the name's, the next one's, and those right before that have none."""
    below = next((unit for unit in labels[at + 1 : at + 2] if _beside(unit, labels[at])), None)
    hungry = below is not None and below.path not in found.texts
    name = _NOTE.split(_IN_BRACKETS.sub("", text), maxsplit=1)[0]
    sentence = "。" in name
    if not sentence and not (hungry and "\n" in name.strip()):
        return
    yield labels[at].path
    if below is not None:
        yield below.path
    for unit in reversed(labels[:at]):
        if not _beside(unit, labels[at]) or unit.path in found.texts:
            return
        yield unit.path


def _beside(unit: Unit, other: Unit) -> bool:
    return unit.path.parent == other.path.parent and unit.item.kind is ItemKind.TEXT
