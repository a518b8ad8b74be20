"""Workbooks and documents of one invented form as offices lay them out, with rows still to be written."""

import io
import re
import zipfile
from copy import copy
from dataclasses import replace
from pathlib import Path

from docx import Document
from docx.shared import Pt
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image as Picture

from piadiff import read
from piadiff.writers.form.docx import form_docx
from piadiff.writers.form.xlsx import form_xlsx

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
OLD, NEW = sorted((CORPORA / "kiso-jidou-teate").glob("*.yaml"))[-2:]
SHEET = "変更箇所"


def unwritten():
    """The newer version with the rows of the older one only."""
    return replace(read(NEW), changes=read(OLD).changes)


def picture():
    stream = io.BytesIO()
    Picture.new("RGB", (40, 30), "red").save(stream, "PNG")
    return stream


def book():
    return load_workbook(io.BytesIO(form_xlsx(unwritten())))


def saved(workbook):
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def ruled(sheet, rows, like):
    """Empty rows below a row, ruled like it."""
    for row in rows:
        for cell in sheet[like]:
            sheet.cell(row, cell.column)._style = copy(cell._style)
        sheet.row_dimensions[row].height = 20


def plain():
    return saved(book())


def illustrated():
    made = book()
    made.worksheets[0].add_image(Image(picture()), "H3")
    sheet = made[SHEET]
    sheet.add_image(Image(picture()), "H2")
    sheet["B3"].comment = Comment("前任者の控え", "見本 花子")
    return saved(made)


def with_helpers():
    made = book()
    helper = made.create_sheet("作業用")
    helper["A1"], helper["A2"], helper["B1"] = "事前", "事後", "=COUNTA(A1:A2)"
    helper.sheet_state = "hidden"
    made.defined_names["提出時期の選択"] = DefinedName("提出時期の選択", attr_text="'作業用'!$A$1:$A$2")
    sheet = made[SHEET]
    choice = DataValidation(type="list", formula1="提出時期の選択")
    choice.add("E3:E200")
    sheet.add_data_validation(choice)
    sheet.print_area = f"A1:F{sheet.max_row}"
    sheet.auto_filter.ref = f"A2:F{sheet.max_row}"
    sheet.column_dimensions["H"].hidden = True
    sheet["H3"] = "隠した控え"
    return saved(made)


def with_room():
    made = book()
    sheet = made[SHEET]
    last = sheet.max_row
    ruled(sheet, range(last + 1, last + 31), last)
    sheet.merge_cells(start_row=last + 32, end_row=last + 32, start_column=1, end_column=6)
    sheet.cell(last + 32, 1).value = "※　この表の下の記載"
    return saved(made)


def on_narrow_columns():
    """Every column of the table is made of three, merged row by row, empty rows too."""
    made = book()
    source = made[SHEET]
    place = made.index(source)
    sheet = made.create_sheet("wide", place)
    last = source.max_row
    for row in range(1, last + 21):
        for cell in source[min(row, last)]:
            at = (cell.column - 1) * 3 + 1
            for part in range(3):
                sheet.cell(row, at + part)._style = copy(cell._style)
            if row <= last:
                sheet.cell(row, at).value = cell.value
            if row > 1:
                sheet.merge_cells(start_row=row, end_row=row, start_column=at, end_column=at + 2)
    made.remove(source)
    sheet.title = SHEET
    return saved(made)


def with_merged_days():
    """One 変更日 over all rows of a batch."""
    made = book()
    sheet = made[SHEET]
    rows = range(3, sheet.max_row + 1)
    batches = {}
    for row in rows:
        batches.setdefault(sheet.cell(row, 1).value, []).append(row)
    for batch in batches.values():
        for row in batch[1:]:
            sheet.cell(row, 1).value = None
        if len(batch) > 1:
            sheet.merge_cells(start_row=batch[0], end_row=batch[-1], start_column=1, end_column=1)
    return saved(made)


def empty_table():
    made = book()
    sheet = made[SHEET]
    for row in sheet.iter_rows(min_row=3):
        for cell in row:
            cell.value = None
    ruled(sheet, range(sheet.max_row + 1, 60), 3)
    return saved(made)


def prefixed():
    """The parts of the sheets with a prefix, as some programs write them."""
    data, out = plain(), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            content = source.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                text = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", content.decode())
                content = text.replace("xmlns=", "xmlns:x=", 1).encode()
            target.writestr(info, content)
    return out.getvalue()


XLSX = {made.__name__: made for made in (plain, illustrated, with_helpers, with_room, on_narrow_columns)} | {
    made.__name__: made for made in (with_merged_days, empty_table, prefixed)
}


def plain_docx():
    return form_docx(unwritten())


def decorated_docx():
    """Fonts, a picture, a header, a comment-like note, and empty rows below the table."""
    document = Document(io.BytesIO(form_docx(unwritten())))
    document.add_picture(picture())
    document.sections[0].header.paragraphs[0].text = "みほん市"
    table = document.tables[-1]
    for cell in table.rows[-1].cells:
        for run in cell.paragraphs[0].runs:
            run.font.size, run.font.name = Pt(8), "ＭＳ ゴシック"
    for _ in range(2):
        table.add_row()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def merged_days_docx():
    document = Document(io.BytesIO(form_docx(unwritten())))
    table = document.tables[-1]
    rows = table.rows[2:]
    texts = [row.cells[0].text for row in rows]
    for at in range(len(rows)):
        if at and texts[at] == texts[at - 1]:
            rows[at].cells[0].paragraphs[0].clear()
            rows[at - 1].cells[0].merge(rows[at].cells[0])
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


DOCX = {made.__name__: made for made in (plain_docx, decorated_docx, merged_days_docx)}
