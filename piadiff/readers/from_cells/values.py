"""What the cells behind a label say: a chosen option, ticked boxes, a number of 件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from piadiff.model import Value
from piadiff.readers.grid import Cell
from piadiff.text import fold, key
from piadiff.text.signs import BARE_EMPTY, TICKED, TICKS

ILLEGIBLE = frozenset({"[判読不能]", "[判読不可]", "[illegible]", "[unreadable]"})
"""What stands where a value could not be read."""

LIST = "<選択肢>"
_NUMBER = re.compile(r"\(?\d{1,2}[).]")
_BRACKET = re.compile(r"\[(?P<inner>[^\[\]]*)\]")
_COUNT = re.compile(r"(?:\((?P<number>[^()]{0,12})\)|(?P<bare>\d{1,4}))件")
_MARK = re.compile(rf"\[(?P<tick>[{TICKED}]?)\]|(?P<sign>[{TICKS}{BARE_EMPTY}])")
_CLOSING_CASES = re.compile(r"\)[\s　]*件$")
_SLOT = re.compile(r"[（(](?P<inner>.*)[)）](?P<cases>[\s　]*件)?", re.DOTALL)


@dataclass
class Picked:
    """A value read from cells.

    Attributes:
        determined: The cells show the value, be it that nothing is chosen.
        counts: Numbers of 件 given beside it.
        rest: Cells, or parts of their text, that are none of this.
    """

    value: Value = ""
    determined: bool = False
    counts: list[tuple[str, Cell]] = field(default_factory=list)
    rest: list[tuple[Cell, str]] = field(default_factory=list)


def is_illegible(text: str) -> bool:
    """Whether a cell says that its value could not be read."""
    return key(text) in {key(word) for word in ILLEGIBLE}


def pick_choice(cells: Sequence[Cell], options: Sequence[str]) -> Picked:
    """The chosen option: in brackets or by itself, beside the printed list; cells of a row may share its pieces.

    Where nothing but the list is printed, nothing is chosen.
    """
    picked = Picked()
    left = [cell for cell in cells if not _take_choice(cell.text, [cell], options, picked)]
    for row in _rows(left):
        if len(row) < 2 or not _take_choice("".join(cell.text for cell in row), row, options, picked):
            picked.rest += [(cell, cell.text) for cell in row]
    _take_torn(picked, options)
    listed = any(LIST in cell.key for cell in cells)
    if listed and not picked.rest and not any(is_illegible(cell.text) for cell in cells):
        picked.determined = True
    return picked


def _take_torn(picked: Picked, options: Sequence[str]) -> None:
    """An option whose bracket a print set between its lines: beside the printed list its words are all there is."""
    if picked.value or not picked.rest:
        return
    words = key("".join(text for _, text in picked.rest)).replace("[", "").replace("]", "").replace(LIST, "")
    for option in options:
        words = re.sub(rf"\(?\d{{1,2}}[).]{re.escape(key(option))}", "", words)
    chosen = [option for option in options if key(option) == words]
    if len(chosen) == 1:
        picked.value, picked.determined = chosen[0], True
        picked.rest.clear()


def _rows(cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    row: list[Cell] = []
    for cell in cells:
        if row and (cell.sheet, cell.top) != (row[0].sheet, row[0].top):
            yield row
            row = []
        row.append(cell)
    if row:
        yield row


def _take_choice(text: str, cells: Sequence[Cell], options: Sequence[str], picked: Picked) -> bool:
    """Take a text that is nothing but pieces of a choice."""
    folded = fold(text)
    told, at, found = folded.key.replace("〔", "[").replace("〕", "]"), 0, Picked()
    known = sorted(((key(option), option) for option in options), key=lambda pair: -len(pair[0]))
    if is_illegible(text):
        return True
    while at < len(told):
        if told.startswith(LIST, at):
            at += len(LIST)
            continue
        bracket = _BRACKET.match(told, at)
        if bracket:
            start, end = folded.span(bracket.start("inner"), bracket.end("inner"))
            inner = bracket["inner"]
            found.determined = True
            found.value = _option(inner, known) or text[start:end].strip() if inner else found.value
            at = bracket.end()
            continue
        count = _COUNT.match(told, at)
        if count:
            found.counts.append((count["number"] or count["bare"] or "", cells[0]))
            at = count.end()
            continue
        number = _NUMBER.match(told, at)
        begin = number.end() if number else at
        option = next(((name, own) for name, own in known if told.startswith(name, begin)), None)
        if option is None:
            return False
        if number is None:
            found.value, found.determined = option[1], True
        at = begin + len(option[0])
    if found.determined and (found.value or not picked.value):
        picked.value, picked.determined = found.value, True
    picked.counts += found.counts
    return True


def _option(inner: str, known: Sequence[tuple[str, str]]) -> str:
    number = _NUMBER.match(inner)
    wanted = {inner, inner[number.end() :] if number else inner}
    return next((option for name, option in known if name in wanted), "")


@dataclass
class _Boxes:
    """Check boxes under reading, cell by cell."""

    options: Sequence[str]
    texts: Sequence[str]
    ticked: list[tuple[str, str]] = field(default_factory=list)
    rest: list[tuple[Cell, str]] = field(default_factory=list)
    torn: bool = False
    seen: bool = False
    illegible: bool = False
    mark: bool | None = None
    signs: str = ""
    slot: str = ""

    def take(self, cell: Cell) -> None:
        if is_illegible(cell.text):
            self.illegible = True
        elif not self._take_sign(cell.key):
            marks = list(_MARK.finditer(cell.key))
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
        match = _MARK.fullmatch(both)
        if match:
            self.mark = bool(match["tick"] or (match["sign"] and match["sign"] not in BARE_EMPTY))
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
            elif inner:
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
    for option in sorted(options, key=lambda option: -len(option)):
        name = key(option)
        if not folded.key.startswith(name):
            continue
        end = len(name)
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


def pick_boxes(cells: Sequence[Cell], options: Sequence[str], texts: Sequence[str]) -> Picked:
    """The ticked boxes in the order of the template; marks or texts left over may belong to any of them."""
    boxes = _Boxes(options, texts)
    for cell in cells:
        boxes.take(cell)
    order = {option: place for place, option in enumerate(options)}
    ranked = sorted(boxes.ticked, key=lambda pair: order.get(pair[0], len(order)))
    value = tuple((f"{option}（{inner}）" if inner else option) if option else inner for option, inner in ranked)
    torn = boxes.torn or any(_MARK.search(key(text)) for _, text in boxes.rest)
    return Picked(tuple(filter(None, value)), boxes.seen and not boxes.illegible and not torn, rest=boxes.rest)
