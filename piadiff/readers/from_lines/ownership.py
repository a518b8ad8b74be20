"""Every piece of a form has one owner: the print, an item or nobody; here is what nobody owns."""

from __future__ import annotations

from collections.abc import Iterator

from piadiff.model import ItemKind
from piadiff.readers.from_lines.found import Found
from piadiff.readers.from_lines.reading import PRINT, PageReading
from piadiff.readers.from_lines.source import Gap
from piadiff.readers.from_lines.tokens import EMPTY_BOXES, Kind
from piadiff.text import key

Stretch = tuple[int, int]


def unowned(found: Found) -> Iterator[tuple[PageReading, Stretch]]:
    """Stretches of the pages that stand in no item: texts of nobody, and options, ticks and fill-ins of open items."""
    seats = {
        (id(chosen.page), place) for chosen in found.chosen.values() if chosen.determined for place in chosen.places
    }
    texts = [(id(block.page), block.start, block.end) for blocks in found.texts.values() for block in blocks]
    for reading in found.readings:
        loose = [(block.start, block.end) for block in found.loose if block.page is reading]
        owned = [*loose, *((start, end) for page, start, end in texts if page == id(reading))]
        free = [
            stretch
            for place, stretch in _values(reading)
            if (id(reading), place) not in seats and not any(a <= stretch[0] and stretch[1] <= b for a, b in owned)
        ]
        yield from ((reading, stretch) for stretch in _merged([*loose, *free]))


def _values(reading: PageReading) -> Iterator[tuple[int, Stretch]]:
    """Tokens that say something of an item, each with the stretch that shows it."""
    units = reading.units.values()
    offered = {key(option) for unit in units if unit.item.kind is ItemKind.CHOICE for option in unit.item.options}
    for place, token in enumerate(reading.tokens):
        if token.kind is Kind.MARK or (token.kind is Kind.BOX and token.text not in EMPTY_BOXES):
            yield place, _with_option(reading, place)
        elif token.kind is Kind.NAME:
            slot = token.slot or (token.end, token.end)
            if slot[0] < slot[1] or (token.text in offered and reading.used.get(place) != PRINT):
                yield place, (token.start, token.end)
    for start, end, owner in reading.claims:
        if isinstance(owner, int):
            yield owner, (start, end)


def _with_option(reading: PageReading, place: int) -> Stretch:
    """A tick with its bracket and the option on its line."""
    tokens, first, last = reading.tokens, place, place

    def beside(one: int, kind: Kind) -> bool:
        return (
            0 < one < len(tokens)
            and tokens[one - 1].end == tokens[one].start
            and reading.page.gap(tokens[one].start) <= Gap.SPACE
            and kind in {tokens[one].kind, tokens[one - 1].kind}
        )

    if beside(place, Kind.OPEN) and tokens[place - 1].kind is Kind.OPEN:
        first -= 1
    for kind in (Kind.CLOSE, Kind.NAME):
        if last + 1 < len(tokens) and tokens[last + 1].kind is kind and beside(last + 1, kind):
            last += 1
    return tokens[first].start, tokens[last].end


def _merged(stretches: list[Stretch]) -> Iterator[Stretch]:
    """Stretches without those that lie in another one."""
    reached = 0
    for start, end in sorted(stretches):
        if end > reached:
            yield max(start, reached), end
            reached = end
