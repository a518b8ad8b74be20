"""What equally good readings of a form disagree on is left open."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from piadiff.model import ItemKind, ItemPath
from piadiff.readers.from_lines.assign import Block
from piadiff.readers.from_lines.columns import Reflowed
from piadiff.readers.from_lines.found import Found
from piadiff.readers.from_lines.reading import PageReading
from piadiff.readers.from_lines.units import COVER, Unit
from piadiff.readers.from_lines.vocabulary import Vocabulary
from piadiff.text.signs import CIRCLED

_TO_AND_FRO = 3
_NUMBERS = frozenset(f"0123456789{CIRCLED}")


def leave_open(found: Found, straight: Reflowed) -> None:
    """Nothing is said of items whose lines may be those of a neighbour."""
    found.doubtful = straight.doubtful
    for path, lines in found.lines.items():
        if straight.open.intersection(lines):
            release(found, path)


def release(found: Found, path: ItemPath) -> None:
    """Leave an item open; its texts, chosen options and ticks are nobody's again."""
    found.chosen.pop(path, None)
    found.loose.extend(found.texts.pop(path, ()))
    found.open.add(path)


def settle_unseen(found: Found) -> None:
    """Nobody publishes a form without a choice: where lists are all there is, the marks are such as no text shows."""
    choices = {path: chosen for path, chosen in found.chosen.items() if isinstance(chosen.value, str)}
    if not any(chosen.value for chosen in choices.values()):
        for path in [path for path, chosen in choices.items() if chosen.bare]:
            release(found, path)


def settle_doubts(found: Found) -> None:
    """Where equally good readings disagree on labels, values that differ are not given to any of them."""
    for paths in _doubts(found):
        if len({_known(found, path) for path in paths}) > 1:
            for path in paths:
                release(found, path)


def _doubts(found: Found) -> list[list[ItemPath]]:
    """Addresses that equally good readings exchange: on one page under one label, or each for the other's."""
    sets, others_of = list[list[ItemPath]](), dict[ItemPath, dict[ItemPath, None]]()
    for reading in found.readings:
        alike: dict[str, dict[ItemPath, None]] = {}
        for place, others in reading.doubtful.items():
            unit = reading.units.get(place)
            if unit is not None:
                alike.setdefault(reading.tokens[place].text, {})[unit.path] = None
                others_of.setdefault(unit.path, {}).update((other.path, None) for other in others)
        sets += map(list, alike.values())
        sets += _mixed(reading) if found.jumbled else []
    pairs = [(path, other) for path, others in others_of.items() for other in others if other in others_of]
    # what stands below a label goes with it
    exchanged = {(path.parent, other.parent) for path, other in pairs if path in others_of[other]}
    return [*sets, *([path, other] for path, other in pairs if (path.parent, other.parent) in exchanged)]


def _mixed(reading: PageReading) -> list[list[ItemPath]]:
    """Items of a page that goes to and fro between the sections of several files, each with its like in the others."""
    paths = [unit.path for _, unit in reading.labels() if unit.path.file]
    files = dict.fromkeys(path.file for path in paths)
    if sum(above.file != below.file for above, below in pairwise(paths)) < _TO_AND_FRO:
        return []
    return [[replace(path, file=file) for file in files] for path in paths]


def settle_twice(found: Found) -> None:
    """A jumbled form does not print an item twice: where two labels of it have texts, one is some other item's.

    Only a text that runs on over a page has its label printed again, at the head of the next page.
    """
    for path, blocks in list(found.texts.items()):
        labels = dict.fromkeys((id(block.page), block.label) for block in blocks if _under_its_label(block, path))
        heads = {(id(block.page), block.label) for block in blocks if _heads_page(block)}
        if len([label for label in list(labels)[1:] if label not in heads]) and path.section != COVER:
            found.loose.extend(found.texts.pop(path))
            found.open.add(path)


def settle_printed_twice(found: Found) -> None:
    """Where pieces were placed, an item whose label comes again below other labels may be two items in one."""
    seen, twice = set[ItemPath](), dict[ItemPath, None]()
    for reading in found.readings:
        head = next((place for place, unit in reading.labels() if unit.holds_text), -1)
        for place, unit in reading.labels():
            if unit.path in seen and place > head and unit.path.section != COVER and _several(found, unit):
                twice[unit.path] = None
            seen.add(unit.path)
    for path in twice:
        release(found, path)


def _several(found: Found, unit: Unit) -> bool:
    """Whether more than one piece was given to an item, or ticks of which nothing shows how often they were printed."""
    if unit.item.kind is ItemKind.CHECKS:
        return True
    return found.given[unit.path] + len(found.texts.get(unit.path, ())) > 1


def part_torn_label(found: Found, words: Vocabulary) -> None:
    """A source may break off amid a label with its number: those last words are no value."""
    page = found.readings[-1].page if found.readings else None
    for path, blocks in found.texts.items():
        block = blocks[-1] if blocks else None
        if page is None or block is None or block.page.page is not page or block.end < len(page.key):
            continue
        edges = [at for at in range(block.start, block.end) if page.gap(at) and page.key[at] in _NUMBERS]
        cut = next((at for at in edges if any(words.begun(page.key[at : block.end]))), block.end)
        if block.start < cut < block.end:
            found.texts[path] = [*blocks[:-1], replace(block, end=cut)]
            found.loose.append(replace(block, start=cut, owner=None))


def _under_its_label(block: Block, path: ItemPath) -> bool:
    unit = block.page.units.get(block.label)
    return unit is not None and unit.path == path


def _heads_page(block: Block) -> bool:
    """Whether a text stands under the first label of its page that holds any."""
    first = next((place for place, unit in block.page.labels() if unit.holds_text), -1)
    return block.label == first


def _known(found: Found, path: ItemPath) -> object:
    if path in found.chosen:
        return found.chosen[path].value
    return "".join(block.key for block in found.texts.get(path, ()))
