"""Words struck through in an office file are no part of a value, and are named."""

from __future__ import annotations

import io

import pytest
from docx import Document
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from piadiff.readers import read_bytes
from tests.readers.cell_rows import BODY, COVER, PEOPLE, WIDE

HEADS = ("変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明")
OLD, NEW = "見本係が", "見本課が支給する。"
OVERVIEW = "手当を支給する。"


def _rows():
    for row in [*COVER, *BODY, *PEOPLE]:
        yield [(0, WIDE, row[0])] if isinstance(row[0], str) else row


def _sheet(overview, whole_cell: str = ""):
    """A workbook whose 事務の概要 and 変更箇所 hold struck words."""
    book = Workbook()
    sheet = book.active
    for top, row in enumerate(_rows(), start=1):
        for left, right, text in row:
            sheet.cell(top, left + 1).value = overview if text == OVERVIEW else text
            if text == OVERVIEW and whole_cell:
                sheet.cell(top, left + 1).font = Font(strike=True)
                sheet.cell(top, right).value = whole_cell
            elif right - left > 1:
                sheet.merge_cells(start_row=top, end_row=top, start_column=left + 1, end_column=right)
    return book


def _changes(book) -> None:
    sheet = book.create_sheet("変更箇所")
    struck = CellRichText(TextBlock(InlineFont(strike=True), OLD), NEW)
    for column, (head, text) in enumerate(
        zip(HEADS, ("令和7年9月30日", "Ⅰ－１－②", struck, struck, "事後", "軽微"), strict=True), start=1
    ):
        sheet.cell(1, column).value, sheet.cell(2, column).value = head, text
        gone = sheet.cell(3, column)
        gone.value, gone.font = f"取り消した{head}", Font(strike=True)


def _read(book):
    stream = io.BytesIO()
    book.save(stream)
    return read_bytes(stream.getvalue(), "見本.xlsx")


def _overview(form):
    return next(item.value for item in form.items if str(item.path) == "Ⅰ-1-②")


def _left(form) -> str:
    return "\n".join(piece.text for piece in form.unassigned)


@pytest.mark.parametrize(
    ("overview", "beside"),
    [(CellRichText(TextBlock(InlineFont(strike=True), OLD), TextBlock(InlineFont(color="FF0000"), NEW)), ""), (OLD, NEW)],
)
def test_struck_words_of_a_workbook(overview, beside):
    form = _read(_sheet(overview, beside))
    assert _overview(form) == NEW
    assert "取消線" in _left(form)
    assert OLD in _left(form)


def test_a_strike_that_is_switched_off_is_none():
    form = _read(_sheet(CellRichText(TextBlock(InlineFont(strike=False), OLD), NEW)))
    assert _overview(form) == OLD + NEW
    assert OLD not in _left(form)


def test_only_what_was_before_keeps_its_struck_words():
    book = _sheet(NEW)
    _changes(book)
    form = _read(book)
    (row,) = form.changes
    assert (row.before, row.after) == (OLD + NEW, NEW)
    assert "取り消した変更後の記載" in _left(form)


def test_struck_words_of_a_document():
    document = Document()
    for row in _rows():
        cells = document.add_table(1, len(row)).rows[0].cells
        for cell, (_, _, text) in zip(cells, row, strict=True):
            run = cell.paragraphs[0].add_run(OLD if text == OVERVIEW else text)
            if text == OVERVIEW:
                run.font.strike = True
                cell.paragraphs[0].add_run(NEW)
    stream = io.BytesIO()
    document.save(stream)
    form = read_bytes(stream.getvalue(), "見本.docx")
    assert _overview(form) == NEW
    assert OLD in _left(form)
