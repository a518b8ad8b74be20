"""Form → an Excel workbook in the shape of the official 様式."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Any

from wcwidth import wcswidth
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from piadiff.model import Form
from piadiff.writers.characters import printable
from piadiff.writers.form.layout import FormCell, Part, Row, Sheet, lay_out
from piadiff.writers.packed import repacked

CELL_CHARACTERS = 32_767
"""Excel holds no more in one cell; a longer text goes on in the cell below."""

_FONT = {"font_name": "ＭＳ ゴシック", "font_size": 9, "text_wrap": True, "valign": "vcenter"}
_STYLES: dict[Part, dict[str, Any]] = {
    Part.TITLE: {"font_size": 14, "bold": True, "align": "center"},
    Part.HEADING: {"bold": True, "border": 1, "bg_color": "#D9E1F2"},
    Part.LABEL: {"border": 1, "bg_color": "#F2F2F2"},
    Part.VALUE: {"border": 1},
    Part.MARK: {"border": 1, "align": "center"},
    Part.PRINT: {"border": 1, "font_color": "#555555"},
    Part.BLANK: {"border": 1},
}
_FIXED = datetime.datetime(2024, 10, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
_PAGE = {False: 92.0, True: 140.0}
_LINE_HEIGHT, _ROW_HEIGHT = 12, 400
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")
_NAME_LENGTH = 31
_OFFERS = 255


def form_xlsx(form: Form) -> bytes:
    """A workbook with a sheet for the 表紙, each section, each file and the 変更箇所."""
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": printable(form.header.title), "author": "piadiff", "created": _FIXED})
    formats = {part: book.add_format({**_FONT, **style}) for part, style in _STYLES.items()}
    names = set[str]()
    for sheet in lay_out(form):
        _write(book.add_worksheet(_sheet_name(sheet.name, names)), sheet, formats)
    book.close()
    return repacked(stream.getvalue())


def _sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel accepts and no other sheet has."""
    name = _FORBIDDEN.sub("_", printable(wanted))[:_NAME_LENGTH]
    number = 2
    while name.casefold() in taken:
        suffix = f" {number}"
        name = f"{name[: _NAME_LENGTH - len(suffix)]}{suffix}"
        number += 1
    taken.add(name.casefold())
    return name


def _write(target: Worksheet, sheet: Sheet, formats: dict[Part, Any]) -> None:
    unit = _PAGE[sheet.landscape] / sum(sheet.widths)
    widths = [width * unit for width in sheet.widths]
    for column, width in enumerate(widths):
        target.set_column(column, column, width)
    heights = [_height(row, widths) for row in sheet.rows]
    spans = [
        max(-(-height // _ROW_HEIGHT), *(len(_pieces(cell.text)) for cell in row))
        for row, height in zip(sheet.rows, heights, strict=True)
    ]
    tops = [0, *accumulate(spans)]
    for number, row in enumerate(sheet.rows):
        for at in range(tops[number], tops[number + 1]):
            target.set_row(at, heights[number] / spans[number])
        for cell in row:
            for top, bottom, text in _stacked(cell, tops[number], tops[number + cell.rows]):
                _put(target, (top, bottom - 1, cell.first, cell.last - 1), printable(text), formats[cell.part])
            if _can_offer(cell.offers):
                rule = {"validate": "list", "source": list(cell.offers), "error_type": "warning"}
                target.data_validation(tops[number], cell.first, tops[number], cell.first, rule)
    _page(target, sheet)


def _can_offer(offers: Sequence[str]) -> bool:
    """Whether Excel can hold a list to choose from: it parts the entries by commas and holds few characters."""
    return bool(offers) and len(",".join(offers)) <= _OFFERS and not any("," in offer for offer in offers)


def _page(target: Worksheet, sheet: Sheet) -> None:
    target.set_paper(9)
    target.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    target.fit_to_pages(1, 0)
    target.set_footer("&C&P／&N")
    target.hide_gridlines(2)
    if sheet.landscape:
        target.set_landscape()
    if sheet.repeated >= 0:
        target.repeat_rows(sheet.repeated)


def _put(target: Worksheet, place: tuple[int, int, int, int], text: str, style: Any) -> None:  # noqa: ANN401
    top, bottom, left, right = place
    if (top, left) != (bottom, right):
        target.merge_range(top, left, bottom, right, "", style)
    if text:
        target.write_string(top, left, text, style)
    else:
        target.write_blank(top, left, None, style)


def _pieces(text: str) -> list[str]:
    return [text[at : at + CELL_CHARACTERS] for at in range(0, len(text), CELL_CHARACTERS)] or [""]


def _stacked(cell: FormCell, top: int, bottom: int) -> Iterator[tuple[int, int, str]]:
    """A cell as one, or as several below each other where Excel cannot hold its text in one."""
    pieces = _pieces(cell.text)
    edges = [top + (bottom - top) * number // len(pieces) for number in range(len(pieces) + 1)]
    yield from zip(edges, edges[1:], pieces, strict=False)


def _height(row: Row, widths: Sequence[float]) -> int:
    """Points that show every cell of a row in full; a cell over several rows needs its part of each."""
    lines = 1.0
    for cell in row:
        fit = max(1, int(sum(widths[cell.first : cell.last]) * 1.1) - 1)
        own = sum(-(-max(wcswidth(printable(line)), 1) // fit) for line in cell.text.split("\n"))
        lines = max(lines, own / cell.rows)
    return int((lines + lines // 10) * _LINE_HEIGHT) + 6
