"""Names that hold a sentence: the text of a neighbour whose label is printed amid its height may begin there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from piadiff.model import ItemKind, ItemPath
from piadiff.readers.from_lines.assign import Block
from piadiff.readers.from_lines.found import Found
from piadiff.readers.from_lines.units import COVER, Unit
from piadiff.text import key

_ASKS_FOR_NAME = re.compile(r"(?:名称|[^氏]名|部署)$")
_IN_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_NOTE = re.compile(r"(?:^|\s)[※＊*注]")
"""What begins a note on a name."""
_OF_THE_TITLE = "事務の名称"
_TITLE = ItemPath(COVER, parts=("評価書名",))
_KIND = re.compile(r"(?:(?:基礎|重点|全)項目評価書)?(?:\([^()]*案\))?$")
_WHOSE = re.compile(r"(?:.*[都道府県市区町村])?")
_LONGEST = 60
"""Letters from which the last text of a source that breaks off is more than a name."""
_STACKED = 2
"""Labels without a text before a name from which the lines below it are theirs as well."""


def settle_names(found: Found) -> None:
    """Leave open which part of a name and a sentence below each other is whose.

    A print sets a label amid the height of its text, so that an extraction may give the head of a text before its
    label: behind the value above.
    """
    for reading in found.readings:
        labels = [unit for _, unit in reading.labels() if unit.holds_text]
        for at, unit in enumerate(labels):
            if unit.path.section != COVER and _asks_for_name(unit):
                mixed = dict.fromkeys([*_mixed(found, labels, at), *_below_nameless(found, labels[at : at + 2])])
                first = min((each for each in labels if each.path in mixed), key=lambda each: each.index, default=unit)
                if mixed and key(first.item.label) == _OF_THE_TITLE and _parted(found, labels, at, first):
                    del mixed[first.path]
                found.mixed.update(mixed)


def _parted(found: Found, labels: Sequence[Unit], at: int, first: Unit) -> bool:
    """Part a name, proven by the title of the form, from the text below it.

    The text goes to the next label, to nobody where the source breaks off before that, or stays at the last of several
    labels above the name.
    """
    unit = labels[at]
    block = next(iter(found.texts.get(unit.path, ())), None)
    end = block and _title_ends(found, block)
    if block is None or not end:
        return False
    below = next((each for each in labels[at + 1 : at + 2] if _beside(each, unit)), None) if first is unit else unit
    rest = [replace(each, owner=below) for each in (replace(block, start=end), *found.texts.pop(unit.path)[1:])]
    found.texts[first.path] = [replace(block, end=end, owner=first)]
    if below is None:
        found.loose.extend(rest)
    else:
        found.texts[below.path] = [*rest, *found.texts.get(below.path, ())]
    return True


def _title_ends(found: Found, block: Block) -> int:
    """Where the name of the 事務 that the title tells ends in a text that begins with it; 0 where it does not.

    A title may say whose 事務 it is, and a name may have a note in brackets.
    """
    if _TITLE in found.mixed or _TITLE in found.open:
        return 0
    stem = _KIND.sub("", "".join(each.key for each in found.texts.get(_TITLE, ())))
    for end in range(block.start + 1, block.end):
        name = _IN_BRACKETS.sub("", block.key[: end - block.start]) or block.key
        if len(name) > len(stem):
            return 0
        whose = stem.removesuffix(name)
        noted = block.key[end - block.start] == "("
        if block.page.page.gap(end) and not noted and name and whose != stem and _WHOSE.fullmatch(whose):
            return end
    return 0


def _asks_for_name(unit: Unit) -> bool:
    return bool(_ASKS_FOR_NAME.search(key(unit.item.field or unit.item.label)))


def _text(found: Found, unit: Unit) -> str:
    return "\n".join(line for block in found.texts.get(unit.path, ()) for line in block.lines)


def _below_nameless(found: Found, labels: Sequence[Unit]) -> Iterator[ItemPath]:
    """A name that is missing, and the text of several lines below the next label that may begin with it."""
    hungry = len(labels) > 1 and labels[0].path not in found.texts and _beside(labels[1], labels[0])
    if hungry and "\n" in _text(found, labels[1]).strip():
        yield from (unit.path for unit in labels)


def _mixed(found: Found, labels: Sequence[Unit], at: int) -> Iterator[ItemPath]:
    """The items whose texts may be in one: the name's, the next one's, and those right before that have none."""
    below = next((unit for unit in labels[at + 1 : at + 2] if _beside(unit, labels[at])), None)
    hungry = below is not None and below.path not in found.texts
    name = _NOTE.split(_IN_BRACKETS.sub("", _text(found, labels[at])), maxsplit=1)[0]
    sentence = "。" in name or (len(key(name)) > _LONGEST and at + 1 == len(labels))
    stacked = [unit for unit in labels[max(0, at - _STACKED) : at] if _beside(unit, labels[at])]
    hungry = hungry or [unit.path in found.texts for unit in stacked] == [False] * _STACKED
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
