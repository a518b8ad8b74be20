"""Cells of a workbook as a layout lays them, and the workbook itself."""

from __future__ import annotations

import io
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import xlsxwriter

_FONT, _SIZE, _LINE, _TALLEST = "IPAGothic", 9, 12.5, 400
_MARGIN, _POINTS, _SCALE = 8, 0.9, 72
Span = tuple[int, int]


@dataclass(frozen=True)
class Cell:
    """A text over some columns and rows; ``sides`` are the ruled sides, of L, R, T, B."""

    row: int
    span: Span
    text: str
    rows: int = 1
    sides: str = "LRTB"
    top: bool = False
    middle: bool = False
    bold: bool = False


@dataclass
class Sheet:
    """One sheet; ``widths`` of its columns in pixels."""

    name: str
    widths: Sequence[int]
    landscape: bool = False
    cells: list[Cell] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)
    breaks: list[int] = field(default_factory=list)
    repeated: Span | None = None
    hidden: bool = False
    hidden_columns: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    next: int = 0

    def put(
        self,
        span: Span,
        text: str,
        *,
        at: int | None = None,
        rows: int = 1,
        sides: str = "LRTB",
        top: bool = False,
        middle: bool = False,
        bold: bool = False,
    ) -> None:
        """Put a text into the row that is being filled, or below it; the row grows with the text."""
        row = self.next + (at or 0)
        self.cells.append(Cell(row, span, text, rows, sides, top, middle, bold))
        need = self._height(span, text)
        have = sum(self.heights.get(each, 0) for each in range(row, row + rows - 1))
        last = row + rows - 1
        self.heights[last] = max(self.heights.get(last, _LINE + 4), min(_TALLEST, need - have))
        for each in range(row, last):
            self.heights.setdefault(each, _LINE + 4)

    def go_on(self, rows: int = 1) -> None:
        """Go to the next row."""
        self.next += rows

    def _height(self, span: Span, text: str) -> float:
        wide = max(1.0, (sum(self.widths[span[0] : span[1]]) * _POINTS - _MARGIN) / _SIZE)
        lines = sum(max(1, math.ceil(_measure(line) / max(1.0, wide - 1))) for line in text.split("\n"))
        return lines * _LINE + 4


def _measure(line: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in line)


def paint(sheets: Sequence[Sheet]) -> bytes:
    """Sheets as a workbook; the same bytes for the same sheets."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"created": datetime(2025, 4, 1)})
    formats: dict[tuple, object] = {}

    def style(cell: Cell):
        key = (cell.sides, cell.top, cell.middle, cell.bold)
        if key not in formats:
            sides = {
                name: 1
                for side, name in zip("LRTB", ("left", "right", "top", "bottom"), strict=True)
                if side in cell.sides
            }
            align = "top" if cell.top else "vcenter"
            formats[key] = book.add_format(
                {
                    "font_name": _FONT,
                    "font_size": _SIZE,
                    "text_wrap": True,
                    "valign": align,
                    "bold": cell.bold,
                    "align": "center" if cell.middle else "left",
                    **sides,
                }
            )
        return formats[key]

    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        _set_up(page, sheet)
        for cell in sheet.cells:
            first, last = cell.span
            if last - first > 1 or cell.rows > 1:
                page.merge_range(cell.row, first, cell.row + cell.rows - 1, last - 1, cell.text, style(cell))
            else:
                page.write_string(cell.row, first, cell.text, style(cell)) if cell.text else page.write_blank(
                    cell.row, first, None, style(cell)
                )
    book.close()
    return stream.getvalue()


def _set_up(page, sheet: Sheet) -> None:
    page.set_paper(9)
    page.set_margins(0.5, 0.5, 0.6, 0.6)
    page.set_print_scale(_SCALE)
    if sheet.landscape:
        page.set_landscape()
    if sheet.hidden:
        page.hide()
    if sheet.breaks:
        page.set_h_pagebreaks(sheet.breaks)
    if sheet.repeated is not None:
        page.repeat_rows(*sheet.repeated)
    for column, pixels in enumerate(sheet.widths):
        page.set_column_pixels(column, column, pixels, None, {"hidden": column in sheet.hidden_columns})
    for row, height in sheet.heights.items():
        page.set_row(row, height, None, {"hidden": row in sheet.hidden_rows})
