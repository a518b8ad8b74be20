"""Draft → a Word document with the official table, changed words underlined or as tracked changes."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from piadiff.model import Draft, DraftRow, Edit
from piadiff.model.draft_table import COLUMNS
from piadiff.writers.characters import printable
from piadiff.writers.draft.table import PLAIN, Piece, TableOptions, notes, official_cells, pieces
from piadiff.writers.packed import repacked

_FONT = "ＭＳ 明朝"
_WIDTHS = tuple(map(Mm, (34, 36, 67, 67, 19, 44)))
_RED = RGBColor(0xC0, 0x00, 0x00)
_FIXED = datetime.datetime(2024, 10, 1, tzinfo=datetime.UTC)
_AUTHOR = "piadiff"


def _page(document: Any) -> None:  # noqa: ANN401 - python-docx hands out untyped objects
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(9)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(0)
    for name in ("w:autoSpaceDN", "w:autoSpaceDE"):  # no gaps between digits and kanji
        element = OxmlElement(name)
        element.set(qn("w:val"), "0")
        style.element.get_or_add_pPr().insert(0, element)
    core = document.core_properties
    core.author = core.last_modified_by = _AUTHOR
    core.title = "変更箇所"
    core.created = core.modified = _FIXED


def _flag(parent: Any, name: str) -> None:  # noqa: ANN401
    element = OxmlElement(name)
    element.set(qn("w:val"), "true")
    parent.append(element)


def _table(document: Any) -> Any:  # noqa: ANN401
    table = document.add_table(rows=1, cols=len(COLUMNS))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    head = table.rows[0]
    _flag(head._tr.get_or_add_trPr(), "w:tblHeader")
    for cell, name, width in zip(head.cells, COLUMNS, _WIDTHS, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(name).bold = True
        shade = OxmlElement("w:shd")
        for key, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "E7E6E6")):
            shade.set(qn(key), value)
        cell._tc.get_or_add_tcPr().append(shade)
    return table


def _by_line(parts: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Pieces of each paragraph."""
    line: list[Piece] = []
    for piece in parts:
        first, *rest = printable(piece.text).split("\n")
        line.append(Piece(first, piece.marked))
        for text in rest:
            yield line
            line = [Piece(text, piece.marked)]
    yield line


def _fill(cell: Any, parts: Sequence[Piece], *, new: bool) -> None:  # noqa: ANN401
    for index, line in enumerate(_by_line(parts)):
        paragraph = cell.add_paragraph() if index else cell.paragraphs[0]
        for piece in line:
            if not piece.text:
                continue
            run = paragraph.add_run(piece.text)
            if piece.marked:
                run.font.color.rgb = _RED
                run.font.underline = new or None
                run.font.strike = not new or None


def _tracked_run(edit: Edit) -> Any:  # noqa: ANN401
    run = OxmlElement("w:r")
    for index, line in enumerate(printable(edit.text).split("\n")):
        if index:
            run.append(OxmlElement("w:br"))
        text = OxmlElement("w:delText" if edit.op == "-" else "w:t")
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        text.text = line
        run.append(text)
    return run


class _Tracker:
    """Writes changes that the word processor can accept or refuse one by one."""

    def __init__(self) -> None:
        self.number = 0

    def fill(self, cell: Any, row: DraftRow) -> None:  # noqa: ANN401
        """One paragraph: accepting everything leaves 変更後, refusing everything leaves 変更前."""
        paragraph = cell.paragraphs[0]._p
        day = row.date or _FIXED.date()
        for edit in row.edits or (Edit("-", row.before), Edit("+", row.after)):
            if edit.op == "=":
                paragraph.append(_tracked_run(edit))
                continue
            self.number += 1
            holder = OxmlElement("w:del" if edit.op == "-" else "w:ins")
            holder.set(qn("w:id"), str(self.number))
            holder.set(qn("w:author"), _AUTHOR if row.decided_by == "rule" else printable(row.decided_by))
            holder.set(qn("w:date"), f"{day.isoformat()}T00:00:00Z")
            holder.append(_tracked_run(edit))
            paragraph.append(holder)


def _plain(text: str) -> tuple[Piece, ...]:
    return (Piece(text, marked=False),)


def _row(table: Any, row: DraftRow, tracker: _Tracker | None, *, marked: bool) -> None:  # noqa: ANN401
    date, item, before, _, timing, explanation = official_cells(row)
    cells = table.add_row().cells
    for cell, width in zip(cells, _WIDTHS, strict=True):
        cell.width = width
    for index, text in ((0, date), (1, item), (4, timing), (5, explanation)):
        _fill(cells[index], _plain(text), new=True)
    for index in (0, 4):
        cells[index].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    if tracker:
        _fill(cells[2], _plain(before), new=False)
        tracker.fill(cells[3], row)
    else:
        _fill(cells[2], pieces(row, new=False, marked=marked), new=False)
        _fill(cells[3], pieces(row, new=True, marked=marked), new=True)


def draft_docx(draft: Draft, options: TableOptions = PLAIN) -> bytes:
    """A4 landscape, header row repeated on every page; below the table what is folded and decided."""
    document = Document()
    _page(document)
    if options.heading:
        document.add_paragraph().add_run(printable(options.heading)).bold = True
    table = _table(document)
    tracker = _Tracker() if options.tracked else None
    for row in draft.rows:
        _row(table, row, tracker, marked=not options.official_only)
    if not options.official_only:
        for note in notes(draft):
            document.add_paragraph(printable(f"・{note}"))
    stream = io.BytesIO()
    document.save(stream)
    return repacked(stream.getvalue())
