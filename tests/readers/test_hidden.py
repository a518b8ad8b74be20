"""What a workbook hides is no content of the form, and is named."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from piadiff.readers import read, read_bytes

SAMPLES = sorted(Path("corpora").glob("*/*.xlsx"))
ROWS = "確認済"
COLUMN = "十分である…"


def _shifted(sample: Path):
    """The workbook of a sample with a new first column on every sheet."""
    book = load_workbook(sample)
    for sheet in book.worksheets:
        merged = [str(area) for area in sheet.merged_cells.ranges]
        for area in merged:
            sheet.unmerge_cells(area)
        sheet.insert_cols(1)
        sheet.column_dimensions.clear()
        for area in merged:
            sheet.merge_cells(_moved(area))
    return book


def _moved(area: str) -> str:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(area)
    return f"{get_column_letter(left + 1)}{top}:{get_column_letter(right + 1)}{bottom}"


def _bytes(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _told(form):
    return {str(item.path): (item.value, item.undetermined) for item in form.items}


@pytest.mark.long
@pytest.mark.parametrize("sample", SAMPLES[::3], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_hidden_helper_column_changes_nothing_and_is_named(sample):
    book = _shifted(sample)
    for sheet in book.worksheets:
        for row in range(1, sheet.max_row + 1, 3):
            sheet.cell(row, 1).value = ROWS if row % 2 else COLUMN
        sheet.column_dimensions["A"].hidden = True
    form, plain = read_bytes(_bytes(book), "見本.xlsx"), read(sample)
    assert (form.header, _told(form), form.changes) == (plain.header, _told(plain), plain.changes)
    withheld = "\n".join(piece.text for piece in form.unassigned)
    assert withheld.count(ROWS) + withheld.count(COLUMN) >= sum((s.max_row + 2) // 3 for s in book.worksheets) - 1
    assert "隠れた列A" in withheld


@pytest.mark.long
@pytest.mark.parametrize("sample", SAMPLES[1::4], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_hidden_row_is_not_read_and_is_named(sample):
    book = load_workbook(sample)
    for sheet in book.worksheets:
        last = sheet.max_row + 1
        sheet.cell(last, 1).value = "庁内用の控え"
        sheet.row_dimensions[last].hidden = True
    form, plain = read_bytes(_bytes(book), "見本.xlsx"), read(sample)
    assert (form.header, _told(form), form.changes) == (plain.header, _told(plain), plain.changes)
    assert sum("隠れた行" in piece.text and "庁内用の控え" in piece.text for piece in form.unassigned) == len(
        book.worksheets
    )
