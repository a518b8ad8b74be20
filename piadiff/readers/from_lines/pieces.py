"""A page whose pieces are jumbled → slots in the order of the form, and its pieces in the order of the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from piadiff.model import ItemKind
from piadiff.readers.from_lines.boxes import slot_text
from piadiff.readers.from_lines.cover import number_and_title, told_by_looks
from piadiff.readers.from_lines.placement import Piece, Tie
from piadiff.readers.from_lines.reading import PageReading
from piadiff.readers.from_lines.row_extents import FURTHER
from piadiff.readers.from_lines.source import Gap
from piadiff.readers.from_lines.tokens import Kind
from piadiff.readers.from_lines.units import COVER, Unit
from piadiff.readers.from_lines.weights import Weighing
from piadiff.readers.wraps import list_mark, width
from piadiff.text import key
from piadiff.text.signs import TICKED

_PRINTED = frozenset({"", "時点", "件", "※"})
_ENDS = ("。", "．", "）", ")", "」", "］", "]")
_WIDE = 24
_NEARLY = 0.9
_HALF = 0.6


class Sort(StrEnum):
    """What an element of a page is."""

    LABEL = "label"
    TEXT = "text"
    VALUE = "value"
    LIST = "list"
    NAME = "name"
    BRACKET = "bracket"


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value may go: an item, or one option of a check-box item."""

    unit: Unit
    option: str = ""


@dataclass(slots=True)
class Element:
    """A stretch of a page that goes to one place as a whole.

    Attributes:
        label: The unit of a label, None for a label that fits nowhere.
        text: Folded option or value.
        options: The entries of an option list.
        ticked: What a bracket or a box says.
        filled: The text in the brackets behind an option.
        slotless: There are no brackets behind an option.
    """

    sort: Sort
    start: int
    end: int
    label: Unit | None = None
    text: str = ""
    options: tuple[str, ...] = ()
    ticked: bool = False
    filled: str = ""
    slotless: bool = False


@dataclass
class Pieces:
    """Slots and elements of one page, and the elements as pieces to place."""

    reading: PageReading
    weighing: Weighing
    before: Sequence[Unit] = ()
    slots: list[Slot] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    carried: int = 0

    def __post_init__(self) -> None:
        self._lay_out()
        self.elements = sorted(self._elements(), key=lambda each: (each.start, each.end))
        self.listed = self._order_of_lists()
        self.told = self._told()

    def _order_of_lists(self) -> tuple[Sort, Sort]:
        """Whether the value of a choice is printed before its option list or behind it."""
        values = (Sort.VALUE, Sort.LIST)
        firsts = Counter(
            element.sort
            for before, element in pairwise([Element(Sort.LABEL, 0, 0), *self.elements])
            if element.sort in values and (before.sort not in values or before.end < element.start)
        )
        return values if firsts[Sort.VALUE] >= firsts[Sort.LIST] else (Sort.LIST, Sort.VALUE)

    def _told(self) -> dict[int, int]:
        """Lines of a 表紙 whose looks alone tell their slot, by where they begin."""
        fields = {
            path.parts[0]: at
            for path, at in self.places.items()
            if path.section == COVER and path.parts and not self.carried >> at & 1
        }
        texts = [element for element in self.elements if element.sort is Sort.TEXT] if fields else []
        lines = [self.reading.page.text(element.start, element.end).strip() for element in texts]
        return {texts[at].start: fields[name] for at, name in told_by_looks(lines, fields).items()}

    def _lay_out(self) -> None:
        here = {unit.path: unit for _, unit in sorted(self.reading.labels(), reverse=True)}
        units = {unit.path: unit for unit in self.before if unit.path not in here} | here
        for unit in sorted(units.values(), key=lambda unit: unit.index):
            if unit.path not in here:
                self.carried |= 1 << len(self.slots)
            self.slots.append(Slot(unit))
            if unit.item.kind is ItemKind.CHECKS:
                self.slots += [Slot(unit, key(option)) for option in unit.item.options]
        self.places = {slot.unit.path: at for at, slot in reversed(list(enumerate(self.slots))) if not slot.option}
        self.named = dict[str, list[int]]()
        for at, slot in enumerate(self.slots):
            if slot.option:
                self.named.setdefault(slot.option, []).append(at)
        self.choices = [at for at, slot in enumerate(self.slots) if slot.unit.item.kind is ItemKind.CHOICE]
        self.offered = [frozenset(map(key, self.slots[at].unit.item.options)) for at in self.choices]

    @property
    def single(self) -> int:
        """The slots that take one line, as bits."""
        return sum(1 << at for at, slot in enumerate(self.slots) if slot.unit.item.kind is ItemKind.DATE)

    def hungers(self) -> list[float]:
        """What each slot costs while nothing feeds it."""
        hunger = self.weighing.weights.hunger
        found = list[float]()
        for at, slot in enumerate(self.slots):
            kind = "option" if slot.option else slot.unit.item.kind or ""
            wanted = kind != ItemKind.CHECKS and not self.carried >> at & 1 and "~" not in slot.unit.prefix.value
            found.append(hunger.get(kind, 0.0) if wanted else 0.0)
        return found

    def _elements(self) -> Iterator[Element]:
        tokens, place = self.reading.tokens, 0
        covered = list[tuple[int, int]]()
        optional = bool(self.choices or self.named)
        while place < len(tokens):
            found, end = self._at(place, signs=optional)
            if found is not None:
                yield found
            if end > place:
                covered.append((tokens[place].start, max(token.end for token in tokens[place:end])))
            place = max(end, place + 1)
        yield from self._lines(covered)

    def _at(self, place: int, *, signs: bool) -> tuple[Element | None, int]:
        """The element that begins at a token, and the place behind it; the same place where the token is text."""
        token, tokens = self.reading.tokens[place], self.reading.tokens
        if token.kind is Kind.LABEL:
            unit = self.reading.units.get(place)
            if unit is None and place not in self.reading.skipped:
                return None, place
            return Element(Sort.LABEL, token.start, token.end, unit), place + 1
        if token.kind in {Kind.HEAD, Kind.OPTION}:
            end = place + 1
            while end < len(tokens) and tokens[end].kind is Kind.OPTION and tokens[end].start == tokens[end - 1].end:
                end += 1
            texts = tuple(each.text for each in tokens[place:end] if each.kind is Kind.OPTION)
            return Element(Sort.LIST, token.start, tokens[end - 1].end, options=texts) if texts else None, end
        if place in self.reading.used or token.kind is Kind.PRINT:
            return None, place + 1
        if token.kind is Kind.NAME:
            return self._name(place)
        return self._sign(place) if signs and token.kind is not Kind.COUNT else (None, place)

    def _touching(self, place: int) -> bool:
        tokens = self.reading.tokens
        return 0 < place < len(tokens) and tokens[place - 1].end == tokens[place].start

    def _name(self, place: int) -> tuple[Element | None, int]:
        token = self.reading.tokens[place]
        chosen = any(token.text in offered for offered in self.offered)
        if token.text in self.named:
            sort = Sort.NAME
        elif chosen:
            sort = Sort.VALUE
        else:
            return None, place
        filled = slot_text(self.reading, place)
        slotless = filled is None
        return Element(sort, token.start, token.end, text=token.text, filled=filled or "", slotless=slotless), place + 1

    def _sign(self, place: int) -> tuple[Element | None, int]:
        """Brackets and marks: around a value, before an option, or by themselves."""
        tokens, token = self.reading.tokens, self.reading.tokens[place]
        if token.kind in {Kind.BOX, Kind.MARK}:
            return self._bracket(place, place + 1, ticked=token.kind is Kind.MARK or token.text in TICKED)
        if token.kind is Kind.CLOSE:
            return None, place + 1
        inner = tokens[place + 1] if self._touching(place + 1) else None
        if inner is not None and inner.kind is Kind.NAME and any(inner.text in offered for offered in self.offered):
            closed = self._touching(place + 2) and tokens[place + 2].kind is Kind.CLOSE
            if closed or inner.text not in self.named:
                return Element(Sort.VALUE, token.start, inner.end, text=inner.text), place + 2 + closed
        ticked = inner is not None and inner.kind is Kind.MARK
        end = place + 1 + ticked
        closed = self._touching(end) and tokens[end].kind is Kind.CLOSE
        if closed and not ticked and self._touching(end + 1) and tokens[end + 1].kind in {Kind.HEAD, Kind.OPTION}:
            return Element(Sort.VALUE, token.start, tokens[end].end), end + 1
        return self._bracket(place, end + closed, ticked=ticked)

    def _bracket(self, place: int, end: int, *, ticked: bool) -> tuple[Element, int]:
        tokens = self.reading.tokens
        return Element(Sort.BRACKET, tokens[place].start, tokens[end - 1].end, ticked=ticked), end

    def _lines(self, covered: Sequence[tuple[int, int]]) -> Iterator[Element]:
        """What no token explains, line by line."""
        page, reached = self.reading.page, 0
        for start, end in [*sorted(covered), (len(page.key), len(page.key))]:
            begin = reached
            for index in range(reached + 1, start + 1):
                if index == start or page.gap(index) >= Gap.LINE:
                    if page.key[begin:index].strip("()[]") in _PRINTED:
                        begin = index
                        continue
                    cut = self._number_ends(begin, index)
                    if cut > begin:
                        yield Element(Sort.TEXT, begin, cut)
                    yield Element(Sort.TEXT, cut, index)
                    begin = index
            reached = max(reached, end)

    def _number_ends(self, begin: int, end: int) -> int:
        """Where a title begins behind the 評価書番号 on its line, the begin of the line where it does not."""
        page = self.reading.page
        covered = bool(self.slots) and self.slots[0].unit.path.section == COVER
        words = number_and_title(page.text(begin, end).strip()) if covered else 0
        return begin + words if words else begin

    def pieces(self) -> list[Piece]:
        """The elements as pieces to place."""
        made, before = list[Piece](), None
        for element in self.elements:
            tie = self._tie(before, element)
            made.append(self._piece(element, tie))
            before = element
        return made

    def _piece(self, element: Element, tie: Tie) -> Piece:
        if element.sort is Sort.LABEL:
            at = self.places[element.label.path] if element.label is not None else -1
            opens = () if at < 0 else (at, *(n for n in range(at + 1, len(self.slots)) if self._option_of(n, at)))
            return Piece({}, {}, tie, label=at, opens=opens)
        fits = dict(self._fits(element))
        high = len(self.slots)
        feeds = dict[int, int]()
        for at in fits:
            own, other = 1 << at, 1 << (high + at)
            named = {Sort.NAME: other} if self.slots[at].option else {Sort.LIST: other}
            feeds[at] = named.get(element.sort, own)
        text = element.sort is Sort.TEXT
        return Piece(fits, feeds, tie, text=text, told=text and element.start in self.told)

    def _option_of(self, at: int, unit: int) -> bool:
        return bool(self.slots[at].option) and self.slots[at].unit.path == self.slots[unit].unit.path

    def _fits(self, element: Element) -> Iterator[tuple[int, float]]:
        if element.sort is Sort.TEXT and element.start in self.told:
            yield self.told[element.start], 0.0
        elif element.sort is Sort.TEXT:
            text = self.reading.page.text(element.start, element.end).strip()
            for at, slot in enumerate(self.slots):
                misfit = self.weighing.misfit(slot.unit, text) if slot.unit.holds_text else None
                if misfit is not None:
                    yield at, misfit
        elif element.sort in {Sort.VALUE, Sort.LIST}:
            texts = {element.text} - {""} if element.sort is Sort.VALUE else {*element.options}
            yield from ((at, 0.0) for at, offered in zip(self.choices, self.offered, strict=True) if texts <= offered)
        elif element.sort is Sort.BRACKET:
            yield from ((at, 0.0) for at, slot in enumerate(self.slots) if slot.option)
            if not element.ticked:
                yield from ((at, self.weighing.weights.unlike) for at in self.choices)
        else:
            yield from ((at, 0.0) for at in self.named[element.text])
            choices = zip(self.choices, self.offered, strict=True)
            yield from ((at, 0.0) for at, offered in choices if element.text in offered)

    def _tie(self, before: Element | None, element: Element) -> Tie:
        """How an element hangs on the one before it."""
        gap = self.reading.page.gap(element.start)
        if before is None or element.sort is Sort.LABEL:
            return Tie.FREE
        if before.sort is Sort.LABEL:
            return {Gap.LINE: Tie.BELOW, Gap.BLANK: Tie.BLANK}.get(gap, Tie.INLINE)
        sorts, touching = (before.sort, element.sort), before.end == element.start
        if sorts == (Sort.BRACKET, Sort.NAME) and touching:
            return Tie.BOXED if gap <= Gap.SPACE else Tie.BESIDE
        if sorts == self.listed and touching:
            return Tie.LISTED
        return self._tie_of_lines(before, element, gap) if sorts == (Sort.TEXT, Sort.TEXT) else Tie.FREE

    def _tie_of_lines(self, before: Element, element: Element, gap: Gap) -> Tie:
        if gap is Gap.BLANK or gap < Gap.LINE:
            return Tie.BLANK if gap is Gap.BLANK else Tie.LINE
        page = self.reading.page
        above, line = page.text(before.start, before.end).strip(), page.text(element.start, element.end)
        if list_mark(line):
            return Tie.LIST if FURTHER.match(line) else Tie.ITEM
        if above.endswith(_ENDS):
            return Tie.STOP
        wrapped = width(above) >= max(_WIDE, _NEARLY * width(line), _HALF * self._widest)
        return Tie.WRAP if wrapped else Tie.LINE

    @cached_property
    def _widest(self) -> int:
        """Width of the widest line of text on the page."""
        page = self.reading.page
        texts = (element for element in self.elements if element.sort is Sort.TEXT)
        return max((width(page.text(element.start, element.end).strip()) for element in texts), default=0)
