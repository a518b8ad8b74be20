"""A page whose pieces are jumbled: every piece gets its owner in one search, and what is not sure is left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from piadiff.model import ItemKind, ItemPath
from piadiff.readers.from_lines.assign import Block
from piadiff.readers.from_lines.choices import Chosen, better, mark_print
from piadiff.readers.from_lines.found import Found
from piadiff.readers.from_lines.pieces import Element, Pieces, Sort
from piadiff.readers.from_lines.placement import NOBODY, Placed, Placement
from piadiff.readers.from_lines.reading import PageReading
from piadiff.readers.from_lines.source import Gap
from piadiff.readers.from_lines.units import Unit
from piadiff.readers.from_lines.weights import Weighing
from piadiff.text import key

_MOST_PIECES = 10_000
"""Pieces of a page beyond which all of it is left open; a whole form without page breaks has about half as many."""


@dataclass
class _Page:
    """One page with the owners of its pieces."""

    found: Found
    pieces: Pieces
    placed: Sequence[Placed | None]
    doubted: set[int] = field(default_factory=set)
    open: set[ItemPath] = field(default_factory=set)

    def owned(self, *sorts: Sort) -> Iterator[tuple[int, Element, int]]:
        """Place, element and owner of the elements of some sorts."""
        for at, (element, placed) in enumerate(zip(self.pieces.elements, self.placed, strict=True)):
            if placed is not None and element.sort in sorts:
                yield at, element, placed.owner

    def path(self, slot: int) -> ItemPath:
        return self.pieces.slots[slot].unit.path


def read_jumbled(found: Found, reading: PageReading, before: Sequence[Unit], weighing: Weighing) -> list[Unit]:
    """Take in one page; ``before`` are the items whose text may go on here, returned those whose text may behind it."""
    mark_print(reading)
    pieces = Pieces(reading, weighing, before)
    search = Placement(pieces.hungers(), weighing.weights, pieces.carried, pieces.single)
    given = pieces.pieces()
    if len(given) > _MOST_PIECES:
        unplaced = [None if piece.label is not None else Placed(NOBODY, 0.0) for piece in given]
        page = _Page(found, pieces, unplaced, open={unit.path for _, unit in reading.labels()})
    else:
        page = _Page(found, pieces, search.place(given))
    for place, unit in reading.labels():
        found.units.setdefault(unit.path, unit)
        found.lines.setdefault(unit.path, []).extend(reading.lines(place))
    for place, others in sorted(reading.doubtful.items()):
        if place in reading.units:
            page.open |= {unit.path for unit in (reading.units[place], *others)}
    _doubt_texts(page)
    _doubt_heads(page)
    _doubt_parted(page)
    _doubt_crossed(page)
    _choices(page)
    _checks(page)
    _texts(page)
    found.open |= page.open
    return _going_on(reading)


def _going_on(reading: PageReading) -> list[Unit]:
    """The furthest text of a page in the form, and the last one printed on it."""
    texts = [unit for _, unit in reading.labels() if unit.holds_text]
    return list(dict.fromkeys([max(texts, key=lambda unit: unit.index), texts[-1]])) if texts else []


def _doubt_texts(page: _Page) -> None:
    """A line that may be another item's opens both."""
    for at, _, owner in page.owned(Sort.TEXT):
        placed = page.placed[at]
        if placed is not None and placed.rivals:
            page.doubted.add(at)
            page.open |= {page.path(slot) for slot in (owner, *placed.rivals) if slot != NOBODY}


def _doubt_heads(page: _Page) -> None:
    """A line before the first label of a group may be what its heading names, where the heading stands elsewhere."""
    elements, units = page.pieces.elements, page.found.layout.units
    label: Unit | None = None
    for at, element in enumerate(elements):
        if element.sort is not Sort.LABEL or element.label is None:
            continue
        above, label = label, element.label
        head = units[label.group] if label.group >= 0 else None
        first = head is not None and head.path != label.path and units[label.index - 1].path == head.path
        if head is None or not first or above is head or not at or elements[at - 1].sort is not Sort.TEXT:
            continue
        placed, inline = page.placed[at - 1], page.pieces.reading.page.gap(elements[at - 1].start) < Gap.LINE
        if placed is not None and placed.owner != NOBODY and not inline and page.path(placed.owner) != head.path:
            page.doubted.add(at - 1)
            page.open |= {page.path(placed.owner), head.path}


def _doubt_parted(page: _Page) -> None:
    """A value in two stretches may be two items': a blank line or another piece of the page lies between."""
    last, parted = dict[int, int](), set[int]()
    for at, _, owner in page.owned(Sort.TEXT):
        if owner in last and (last[owner] != at - 1 or not _follows(page, at)):
            parted.add(owner)
        last[owner] = at
    parted.discard(NOBODY)
    page.doubted |= {at for at, _, owner in page.owned(Sort.TEXT) if owner in parted}
    page.open |= {page.path(owner) for owner in parted}


def _doubt_crossed(page: _Page) -> None:
    """Of values of like choices in one heap, those that run against the order of the form may be each other's."""
    offered = dict(zip(page.pieces.choices, page.pieces.offered, strict=True))
    heap = dict[tuple[int, str], None]()
    for element, placed in zip(page.pieces.elements, page.placed, strict=True):
        if placed is None:
            heap = {}
        elif element.sort is Sort.VALUE and placed.owner != NOBODY:
            for slot, text in heap:
                like = {text, element.text} - {""} <= offered[slot] & offered[placed.owner]
                if like and slot > placed.owner and text != element.text:
                    page.open |= {page.path(slot), page.path(placed.owner)}
            heap[placed.owner, element.text] = None


def _choices(page: _Page) -> None:
    """Chosen options; one that may be another item's opens both unless they have the same."""
    values = dict[int, tuple[int, str]]()
    for at, element, owner in page.owned(Sort.VALUE, Sort.NAME, Sort.BRACKET):
        if owner != NOBODY and page.pieces.slots[owner].unit.item.kind is ItemKind.CHOICE:
            values.setdefault(owner, (at, element.text))
        elif owner == NOBODY and element.sort is Sort.VALUE:
            page.doubted.add(at)
    for at, element, owner in page.owned(Sort.VALUE, Sort.NAME, Sort.BRACKET):
        placed = page.placed[at]
        if placed is None or owner == NOBODY or page.pieces.slots[owner].option:
            continue
        others = [slot for slot in placed.rivals if slot == NOBODY or values.get(slot, (0, ""))[1] != element.text]
        if others or values[owner][0] != at:
            page.doubted.add(at)
            page.open |= {page.path(slot) for slot in (owner, *placed.rivals) if slot != NOBODY}
    spare = any(owner == NOBODY or at in page.doubted for at, _, owner in page.owned(Sort.TEXT, Sort.VALUE, Sort.NAME))
    for slot in page.pieces.choices:
        unit = page.pieces.slots[slot].unit
        at, text = values.get(slot, (-1, ""))
        # an empty bracket says that nothing is chosen only where no piece of the page is left that might fill it
        sure = at >= 0 and unit.path not in page.open and (bool(text) or not spare)
        option = next((option for option in unit.item.options if key(option) == text), "")
        _keep(page, unit.path, option if sure else "", sure=sure, shown=[at] if at >= 0 else [])


def _lines(page: _Page, at: int) -> tuple[int, ...]:
    element = page.pieces.elements[at]
    return page.pieces.reading.page.line_numbers(element.start, element.end)


def _keep(page: _Page, path: ItemPath, value: str | tuple[str, ...], *, sure: bool, shown: Sequence[int]) -> None:
    """What some elements say of an item."""
    reading, elements = page.pieces.reading, [page.pieces.elements[at] for at in shown]
    places = tuple(
        place
        for place, token in enumerate(reading.tokens)
        if any(element.start <= token.start < element.end for element in elements)
    )
    lines = tuple(sorted({line for at in shown for line in _lines(page, at)}))
    page.found.given[path] += bool(value)
    chosen = Chosen(value, determined=sure, lines=lines, places=places, page=reading)
    page.found.chosen[path] = better(page.found.chosen.get(path), chosen)


_Places = dict[int, list[int]]


def _checks(page: _Page) -> None:
    """Ticked options; a tick that may be another one's opens both, one without an option all of its page."""
    ticks, names = _Places(), _Places()
    lost = False
    for at, element, owner in page.owned(Sort.BRACKET, Sort.NAME):
        placed = page.placed[at]
        if placed is None or (owner != NOBODY and not page.pieces.slots[owner].option):
            continue
        if element.ticked or element.filled:
            lost = lost or owner == NOBODY
            if placed.rivals:
                page.doubted.add(at)
                page.open |= {page.path(slot) for slot in (owner, *placed.rivals) if slot != NOBODY}
        if owner != NOBODY:
            (names if element.sort is Sort.NAME else ticks).setdefault(owner, []).append(at)
    for at, slot in enumerate(page.pieces.slots):
        if slot.unit.item.kind is ItemKind.CHECKS and not slot.option:
            _check(page, at, ticks, names, lost=lost)


def _check(page: _Page, at: int, ticks: _Places, names: _Places, *, lost: bool) -> None:
    unit, elements = page.pieces.slots[at].unit, page.pieces.elements
    slots = range(at + 1, at + 1 + len(unit.item.options))
    shown = [place for slot in slots for place in (*names.get(slot, ()), *ticks.get(slot, ()))]
    values = list[str]()
    for slot, option in zip(slots, unit.item.options, strict=True):
        filled = "".join(elements[place].filled for place in names.get(slot, ()))
        if any(elements[place].ticked for place in ticks.get(slot, ())):
            if option in unit.item.texts and all(elements[place].slotless for place in names.get(slot, ())):
                page.open.add(unit.path)
            values.append(f"{option}（{filled}）" if filled else option)
        elif filled:
            page.open.add(unit.path)
    complete = all(slot in names for slot in slots)
    sure = complete and not lost and unit.path not in page.open
    if not sure:
        page.open.add(unit.path)
    if shown or unit.path not in page.found.chosen:
        _keep(page, unit.path, tuple(values) if sure else (), sure=sure, shown=shown)


def _texts(page: _Page) -> None:
    """Lines that are sure to their items, all others to nobody."""
    reading, fed = page.pieces.reading, set[ItemPath]()
    for first, last, owner in _runs(page):
        unit = page.pieces.slots[owner].unit if owner != NOBODY else None
        block = _block(page, page.pieces.elements[first], page.pieces.elements[last], unit)
        if unit is None:
            page.found.loose.append(block)
        else:
            page.found.texts.setdefault(unit.path, []).append(block)
            fed.add(unit.path)
    loose = bool(page.doubted) or any(block.page is reading for block in page.found.loose)
    for _, unit in reading.labels():
        if unit.holds_text and unit.path not in fed and loose and unit.path not in page.found.texts:
            page.open.add(unit.path)


def _block(page: _Page, first: Element, last: Element, owner: Unit | None = None) -> Block:
    return Block(page.pieces.reading, first.start, last.end, -1, -1, attached=False, owner=owner)


def _runs(page: _Page) -> Iterator[tuple[int, int, int]]:
    """Neighbouring lines of one owner: the first and the last of them, and the owner."""
    run: tuple[int, int, int] | None = None
    for at, _, owner in page.owned(Sort.TEXT):
        owner = NOBODY if at in page.doubted else owner
        close = run is not None and run[2] == owner and run[1] == at - 1 and _follows(page, at)
        if run is not None and not close:
            yield run
        run = (run[0], at, owner) if run is not None and close else (at, at, owner)
    if run is not None:
        yield run


def _follows(page: _Page, at: int) -> bool:
    element, before = page.pieces.elements[at], page.pieces.elements[at - 1]
    return element.start == before.end and page.pieces.reading.page.gap(element.start) < Gap.BLANK
