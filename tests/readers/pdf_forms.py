"""Forms printed as ruled PDFs: the rows of a form as a printer lays them on pages, with or without all inner rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from piadiff.model import Form
from piadiff.writers.form.layout import FormCell, Part, Row, Sheet, lay_out
from tests.readers.pdf_files import Page, advance, pdf

_MARGIN, _PAD, _PITCH = 40, 3, 12
_NOT_FIRST = "、。，．）」』】ー"
_BOXES = frozenset({Part.MARK, Part.VALUE, Part.BLANK})


@dataclass(frozen=True)
class Print:
    """How a printer sets a form.

    Attributes:
        size: Of its characters.
        inner: Rules between an answer and the choices printed beside it, and around each tick box.
        sideways: Landscape pages are drawn on portrait paper and turned.
        numbers: Page numbers at the foot.
        close: Pages end with a rule; without, cells that go on over the page stay open.
        apart: Brackets stand in cells of their own, far from what they hold.
        double: Headings are painted twice to look bold.
    """

    size: float = 9
    inner: bool = True
    sideways: bool = False
    numbers: bool = True
    close: bool = True
    double: bool = False
    apart: bool = False


@dataclass
class _Set:
    """A cell with its lines and its place."""

    cell: FormCell
    lines: list[str]
    x0: float
    x1: float


@dataclass
class _Press:
    """Pages under print."""

    how: Print
    pages: list[Page] = field(default_factory=list)
    y: float = 0

    def sheet(self, sheet: Sheet) -> None:
        self._page(sheet)
        page = self.pages[-1]
        unit = (page.width - 2 * _MARGIN) / sum(sheet.widths)
        edges = [_MARGIN + width * unit for width in accumulate(sheet.widths, initial=0)]
        head = sheet.rows[sheet.repeated] if sheet.repeated >= 0 else None
        for number, group in _groups(sheet.rows):
            cells = [[self._set(cell, edges) for cell in row] for row in group]
            self._rows(sheet, cells, [self._set(cell, edges) for cell in head] if head and number else None)

    def _page(self, sheet: Sheet) -> None:
        self.pages.append(Page(842, 595) if sheet.landscape else Page())
        self.y = _MARGIN
        if self.how.numbers:
            self.pages[-1].text(self.pages[-1].width / 2 - 6, self.pages[-1].height - 20, f"- {len(self.pages)} -")

    def _set(self, cell: FormCell, edges: list[float]) -> _Set:
        x0, x1 = edges[cell.first], edges[cell.last]
        return _Set(cell, wrapped(cell.text, x1 - x0 - 2 * _PAD, self.how.size), x0, x1)

    def _rows(self, sheet: Sheet, rows: list[list[_Set]], head: list[_Set] | None) -> None:
        """Rows that a merged cell holds together, cut where the page ends."""
        heights = [max((len(each.lines) for each in row if each.cell.rows == 1), default=1) for row in rows]
        lead = max((len(each.lines) for row in rows for each in row if each.cell.rows > 1), default=0)
        heights[-1] += max(0, lead - sum(heights))
        room = int((self.pages[-1].height - _MARGIN - self.y - 2 * _PAD) // _PITCH)
        if len(rows) > 1 or sum(heights) <= 3:
            if sum(heights) + len(rows) > room:
                self._turn(sheet, head)
            self._draw(rows, heights)
            return
        rest = heights[0]
        while rest > room:
            if room >= 2:
                self._draw(
                    [[_Set(each.cell, each.lines[:room], each.x0, each.x1) for each in rows[0]]], [room], open_end=True
                )
                rows = [[_Set(each.cell, each.lines[room:], each.x0, each.x1) for each in rows[0]]]
                rest -= room
            self._turn(sheet, head)
            room = int((self.pages[-1].height - _MARGIN - self.y - 2 * _PAD) // _PITCH)
        self._draw(rows, [rest])

    def _turn(self, sheet: Sheet, head: list[_Set] | None) -> None:
        self._page(sheet)
        if head:
            self._draw([head], [max(len(each.lines) for each in head)])

    def _draw(self, rows: list[list[_Set]], heights: list[int], *, open_end: bool = False) -> None:
        page = self.pages[-1]
        tops = [self.y, *(self.y + sum(heights[: n + 1]) * _PITCH + (n + 1) * 2 * _PAD for n in range(len(heights)))]
        for number, row in enumerate(rows):
            for place, each in enumerate(row):
                top, bottom = tops[number], tops[number + each.cell.rows]
                self._rules(page, rows, (number, place), tops, open_end)
                self._text(page, each, top, bottom)
        self.y = tops[-1]

    def _rules(
        self, page: Page, rows: list[list[_Set]], at: tuple[int, int], tops: list[float], open_end: bool
    ) -> None:
        """The rules of a cell; a printer that draws none inside leaves out those between an answer and its choices."""
        number, place = at
        row, each = rows[number], rows[number][place]
        top, bottom = tops[number], tops[number + each.cell.rows]
        bare = not self.how.inner
        beside = bare and place > 0 and _belong(row[place - 1], each)
        above = bare and number > 0 and each.cell.part in _BOXES
        if not above:
            page.line(each.x0, top, each.x1, top)
        last = number + each.cell.rows == len(rows)
        if (self.how.close or not open_end) and (last or not (bare and each.cell.part in _BOXES)):
            page.line(each.x0, bottom, each.x1, bottom)
        if not beside:
            page.line(each.x0, top, each.x0, bottom)
        if place == len(row) - 1:
            page.line(each.x1, top, each.x1, bottom)

    def _text(self, page: Page, each: _Set, top: float, bottom: float) -> None:
        start = (
            top + max(0, (bottom - top - len(each.lines) * _PITCH) / 2) if each.cell.part is Part.MARK else top + _PAD
        )
        for number, line in enumerate(each.lines):
            y = start + number * _PITCH + self.how.size
            for x, text in self._pieces(each, line):
                page.text(x, y, text, self.how.size)
                if self.how.double and each.cell.part is Part.HEADING:
                    page.text(x + 0.3, y, text, self.how.size)

    def _pieces(self, each: _Set, line: str) -> Iterator[tuple[float, str]]:
        """What is printed of a line, and where."""
        size, middle = self.how.size, (each.x0 + each.x1) / 2
        if each.cell.part not in (Part.MARK, Part.TITLE):
            yield each.x0 + _PAD, line
        elif self.how.apart and len(each.lines) == 1 and line.startswith("[") and line.endswith("]"):
            inner = line[1:-1].strip()
            yield each.x0 + _PAD, "["
            if inner:
                yield middle - advance(inner, size) / 2, inner
            yield each.x1 - _PAD - size, "]"
        else:
            yield middle - advance(line, size) / 2, line


def _belong(left: _Set, right: _Set) -> bool:
    """Whether two cells beside each other are one answer with its choices."""
    pair = (left.cell.part, right.cell.part)
    return (Part.MARK in pair and Part.LABEL not in pair) or pair == (Part.VALUE, Part.BLANK)


def _groups(rows: list[Row]) -> Iterator[tuple[int, list[Row]]]:
    at = 0
    while at < len(rows):
        count = max((cell.rows for cell in rows[at]), default=1)
        yield at, rows[at : at + count]
        at += count


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Lines of a cell; no line begins with a full stop or a closing bracket, no word is cut."""
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for char in paragraph:
            if line and advance(line + char, size) > width + 0.01:
                keep = len(line)
                while keep > 1 and ((line + char)[keep] in _NOT_FIRST or _in_word(line + char, keep)):
                    keep -= 1
                keep = keep if keep > 1 else len(line)
                lines.append(line[:keep])
                line = line[keep:]
            line += char
        lines.append(line)
    return lines


def _in_word(text: str, at: int) -> bool:
    return all(char.isascii() and char.isalnum() for char in text[at - 1 : at + 1])


def printed(form: Form, how: Print = Print()) -> bytes:
    """The PDF of a form."""
    press = _Press(how)
    for sheet in lay_out(form):
        press.sheet(sheet)
    pages = press.pages
    if how.sideways:
        pages = [turned(page) if page.width > page.height else page for page in pages]
    return pdf(pages)


def turned(page: Page) -> Page:
    """A landscape page drawn on portrait paper that is shown turned by a quarter to the right."""
    matrix = f"0 1 -1 0 {page.height:g} 0 cm"
    return Page(page.height, page.width, 90, [matrix, *page.drawn])
