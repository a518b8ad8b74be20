"""What the cells behind a label say: ticked boxes, and the value that any of them come to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from piadiff.model import Value
from piadiff.readers.grid import Cell
from piadiff.text import find_dates, fold, key
from piadiff.text.signs import BARE_EMPTY, CIRCLES, TICKED, TICKS

ILLEGIBLE = frozenset({"[判読不能]", "[判読不可]", "[illegible]", "[unreadable]"})
"""What stands where a value could not be read."""

NUMBER = re.compile(r"\(?\d{1,2}[).]")
MARK = re.compile(rf"\[(?P<tick>[{TICKED}]?)\]|(?P<sign>[{TICKS}{BARE_EMPTY}])")
_FILLED_IN = re.compile(r"\([^()]*\)")
_SHORT = 3
_CLOSING_CASES = re.compile(r"\)[\s　]*件$")
_SLOT = re.compile(r"[（(](?P<inner>.*)[)）](?P<cases>[\s　]*件)?", re.DOTALL)


@dataclass
class Picked:
    """A value read from cells.

    Attributes:
        determined: The cells show the value, be it that nothing is chosen.
        counts: Numbers of 件 given beside it.
        rest: Cells, or parts of their text, that are none of this.
        bare: Nothing but the list of options is printed.
        named: A bracket holds an option.
    """

    value: Value = ""
    determined: bool = False
    counts: list[tuple[str, Cell]] = field(default_factory=list)
    rest: list[tuple[Cell, str]] = field(default_factory=list)
    bare: bool = False
    named: bool = False


def is_illegible(text: str) -> bool:
    """Whether a cell says that its value could not be read."""
    return key(text) in {key(word) for word in ILLEGIBLE}


@dataclass
class Boxes:
    """Boxes under reading, cell by cell; ``empty`` are the signs of a box without a tick."""

    options: Sequence[str]
    texts: Sequence[str]
    empty: str = BARE_EMPTY
    ticked: list[tuple[str, str]] = field(default_factory=list)
    emptied: set[str] = field(default_factory=set)
    bare: set[str] = field(default_factory=set)
    rest: list[tuple[Cell, str]] = field(default_factory=list)
    torn: bool = False
    seen: bool = False
    illegible: bool = False
    mark: bool | None = None
    signs: str = ""
    slot: str = ""

    def take(self, cell: Cell) -> None:
        """Take the next cell."""
        if is_illegible(cell.text):
            self.illegible = True
        elif not self._take_sign(cell.key):
            marks = list(MARK.finditer(cell.key))
            if self.mark is None and marks and (marks[0].start() == 0 or self._heads(cell, marks[0])):
                self._take_line(cell, marks)
            else:
                self._take_option(cell, cell.text)

    def _heads(self, cell: Cell, mark: re.Match[str]) -> bool:
        """Whether what stands before the first box of a cell heads a group of boxes, as ``・識別情報`` does."""
        heading = cell.text[: fold(cell.text).starts[mark.start()]]
        if not heading.rstrip(" 　").endswith("\n") or split_option(heading, self.options) is not None:
            return False
        self.rest.append((cell, heading.strip()))
        return True

    def _take_sign(self, told: str) -> bool:
        """A mark, or a part of its bracket in a cell of its own."""
        both = self.signs + told
        match = MARK.fullmatch(both)
        if match:
            self.mark = bool(match["tick"] or (match["sign"] and match["sign"] not in self.empty))
            self.signs, self.seen, self.slot = "", True, ""
            return True
        if re.fullmatch(rf"\[[{TICKED}]?", both):
            self.signs = both
            return True
        return told == "]" and self.mark is not None

    def _take_line(self, cell: Cell, marks: Sequence[re.Match[str]]) -> None:
        """Several boxes in one cell."""
        folded = fold(cell.text)
        for place, match in enumerate(marks):
            end = marks[place + 1].start() if place + 1 < len(marks) else len(cell.key)
            self._take_sign(match.group())
            start, stop = folded.span(match.end(), end)
            self._take_option(cell, cell.text[start:stop] if match.end() < end else "")

    def _take_option(self, cell: Cell, text: str) -> None:
        """What a box says; text behind an option that may carry some goes into its bracket."""
        mark, self.mark = self.mark, None
        found = split_option(text, self.options)
        if found is not None:
            option, inner, closed = found
            self.seen = True
            self.slot = option if option in self.texts and mark and not (inner and closed) else ""
            if mark:
                self.ticked.append((option, inner))
            else:
                (self.bare if mark is None else self.emptied).add(option)
            if inner and not mark:
                self.torn = True  # text of a slot beside an option that is not ticked may be another's
                self.rest.append((cell, text))
        elif self.slot and mark is None:
            told = self.ticked[-1][1]
            self.ticked[-1] = (self.slot, told + _inside(text, begun=bool(told)))
        elif mark:
            self.ticked.append(("", text.strip()))
        elif text.strip().strip("（）() 　"):
            self.rest.append((cell, text))


def _inside(text: str, *, begun: bool) -> str:
    """A piece of the text in a bracket, without the signs of the bracket itself."""
    piece = text.strip()
    if not begun and piece[:1] in {"（", "("}:
        piece = piece[1:].strip()
    folded = piece.replace("（", "(").replace("）", ")")
    closes = folded.count(")") > folded.count("(")
    cases = _CLOSING_CASES.search(folded)
    if closes and cases:
        return piece[: cases.start()].strip() + "件"
    return piece[:-1].strip() if closes and folded.endswith(")") else piece


def split_option(text: str, options: Sequence[str]) -> tuple[str, str, bool] | None:
    """(option, text in the bracket behind it, whether that closes) of what a box says, None when it names no option."""
    folded = fold(text)
    number = NUMBER.match(folded.key)
    begins = (0, number.end() if number else 0)
    for option in sorted(options, key=lambda option: -len(option)):
        name = key(option)
        begin = next((at for at in begins if folded.key.startswith(name, at)), None)
        if begin is None:
            continue
        end = begin + len(name)
        rest = text[folded.ends[end - 1] :].strip() if end < len(folded.key) else ""
        if not rest:
            return option, "", True
        slot = _SLOT.fullmatch(rest)
        if slot:
            inner = slot["inner"].strip()
            return option, f"{inner}件" if inner and slot["cases"] else inner, True
        if rest[0] in "（(":
            return option, rest[1:].strip(), False
    return None


@dataclass(frozen=True, slots=True)
class Signs:
    """How the boxes of a source are marked.

    Attributes:
        empty: Signs of a box without a tick; where ● and ○ without brackets stand at boxes, a ○ is the empty one.
        behind: Marks stand right of what they mark, also in rows that do not show it.
        blank: A box without a tick has no sign at all.
    """

    empty: str = BARE_EMPTY
    behind: bool = False
    blank: bool = False

    @classmethod
    def of(cls, lists: Iterable[Sequence[Cell]]) -> Signs:
        """What the lists of a source show together; each is the cells behind one label."""
        asked = list(lists)
        bare = {mark["sign"] for cells in asked for cell in cells for mark in _bare_marks(cell)}
        hollow = "●" in bare and not bare.isdisjoint(CIRCLES)
        ends = [_ends(cells) for cells in asked]
        behind = any(last for _, last in ends) and not any(first for first, _ in ends)
        empty = BARE_EMPTY + CIRCLES if hollow else BARE_EMPTY
        return cls(empty, behind, bool(bare) and bare.isdisjoint(empty))


def _bare_marks(cell: Cell) -> Iterator[re.Match[str]]:
    """Marks without brackets outside what is filled in."""
    return (mark for mark in MARK.finditer(_FILLED_IN.sub("", cell.key)) if mark["sign"])


def _ends(cells: Sequence[Cell]) -> tuple[bool, bool]:
    """Whether a row of a list begins with a mark, and whether one ends with a mark."""
    rows = rows_of(cells)
    return any(_is_mark(row[0]) for row in rows), any(_is_mark(row[-1]) for row in rows)


def marks_first(cells: Sequence[Cell], signs: Signs) -> list[Cell] | None:
    """The cells with each mark before its option, be it printed right of it; None where rows contradict each other."""
    first, last = _ends(cells)
    if first and last:
        return None
    if last or (signs.behind and not first):
        return [cell for row in rows_of(cells) for cell in _turned(row)]
    return list(cells)


def _is_mark(cell: Cell) -> bool:
    """Whether a cell is a mark, or a part of its bracket."""
    return bool(MARK.fullmatch(cell.key)) or cell.key in {"[", "]"}


def _turned(row: Sequence[Cell]) -> Iterator[Cell]:
    """A row with the cells of each mark before the option it stands behind, and what that has in brackets."""
    option, signs = list[Cell](), list[Cell]()
    for cell in row:
        if _is_mark(cell):
            signs.append(cell)
            continue
        if signs or not cell.key.startswith("("):
            yield from (*signs, *option)
            option, signs = [], []
        option.append(cell)
    yield from (*signs, *option)


def one_date(text: str) -> str:
    """The date that a text is, be it with 時点 behind it, "" for any other text."""
    spans = list(find_dates(text))
    alone = len(spans) == 1 and key(text) in {key(spans[0].text), key(spans[0].text) + "時点"}
    return spans[0].text.strip() if alone else ""


def rows_of(cells: Sequence[Cell]) -> list[list[Cell]]:
    """Cells row by row."""
    return [list(row) for _, row in groupby(cells, key=lambda cell: (cell.sheet, cell.top))]


USUAL = Signs()


def _may_mark(text: str) -> bool:
    """Whether a text beside boxes holds a mark, or is so short that it may be one nobody knows."""
    return len(key(text)) <= _SHORT or bool(MARK.search(key(text)))


def pick_boxes(cells: Sequence[Cell], options: Sequence[str], texts: Sequence[str], signs: Signs = USUAL) -> Picked:
    """The ticked boxes in the order of the template; marks or texts left over may belong to any of them."""
    boxes = Boxes(options, texts, signs.empty)
    ordered = marks_first(cells, signs)
    for cell in cells if ordered is None else ordered:
        boxes.take(cell)
    order = {option: place for place, option in enumerate(options)}
    ranked = sorted(boxes.ticked, key=lambda pair: order.get(pair[0], len(order)))
    value = tuple((f"{option}（{inner}）" if inner else option) if option else inner for option, inner in ranked)
    torn = boxes.torn or ordered is None or any(_may_mark(text) for _, text in boxes.rest)
    if boxes.bare and not boxes.ticked and not boxes.emptied and (len(boxes.bare) < len(options) or not signs.blank):
        torn, boxes.rest = True, [(cell, cell.text) for cell in cells]  # what is not chosen may be left out
    return Picked(tuple(filter(None, value)), boxes.seen and not boxes.illegible and not torn, rest=boxes.rest)
