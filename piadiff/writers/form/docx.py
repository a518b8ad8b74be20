"""Form → a Word document in the shape of the official 様式."""

from __future__ import annotations

import datetime
import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from piadiff.model import Form
from piadiff.writers.characters import printable
from piadiff.writers.form.layout import FormCell, Part, Row, Sheet, lay_out
from piadiff.writers.packed import repacked

_FONT = "ＭＳ 明朝"
_FIXED = datetime.datetime(2024, 10, 1, tzinfo=datetime.UTC)
_PAPER, _MARGIN = (210, 297), 15
_TWIPS = 56.7
"""Twentieths of a point in a millimetre; Word measures its tables in them."""
_LETTER = 180
"""Twips of a full-width letter."""
_WHOLE = 30
"""Rows of so many lines are kept on one page; a longer one may not fit on any."""
_FILLS = {Part.HEADING: "D9E1F2", Part.LABEL: "F2F2F2"}
_BOLD = frozenset({Part.TITLE, Part.HEADING})
_CENTRED = frozenset({Part.TITLE, Part.MARK})


def form_docx(form: Form) -> bytes:
    """A document with a table for the 表紙, each section, each file and the 変更箇所."""
    document = Document()
    _style(document, form)
    for number, sheet in enumerate(lay_out(form)):
        section = document.sections[0] if number == 0 else document.add_section(WD_SECTION.NEW_PAGE)
        _table(document, sheet, _page(section, landscape=sheet.landscape))
    stream = io.BytesIO()
    document.save(stream)
    return repacked(stream.getvalue())


def _style(document: Any, form: Form) -> None:  # noqa: ANN401 - python-docx hands out untyped objects
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(9)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(0)
    core = document.core_properties
    core.author = core.last_modified_by = "piadiff"
    core.title = printable(form.header.title)[:255]
    core.created = core.modified = _FIXED


def _page(section: Any, *, landscape: bool) -> float:  # noqa: ANN401
    """Set up a page; answers how wide its text is, in millimetres."""
    wide, high = sorted(_PAPER, reverse=landscape)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    return wide - 2 * _MARGIN


def _node(name: str, **attributes: str) -> Any:  # noqa: ANN401
    node = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        node.set(qn(f"w:{key}"), value)
    return node


def _table(document: Any, sheet: Sheet, width: float) -> None:  # noqa: ANN401
    unit = width * _TWIPS / sum(sheet.widths)
    widths = [round(each * unit) for each in sheet.widths]
    table = _node("tbl")
    properties = _node("tblPr")
    properties.append(_node("tblStyle", val="TableGrid"))
    properties.append(_node("tblW", w=str(sum(widths)), type="dxa"))
    properties.append(_borders())
    properties.append(_node("tblLayout", type="fixed"))
    table.append(properties)
    grid = _node("tblGrid")
    for each in widths:
        grid.append(_node("gridCol", w=str(each)))
    table.append(grid)
    open_cells: dict[int, tuple[FormCell, int]] = {}
    for number, row in enumerate(sheet.rows):
        # Word repeats rows only from the first one on
        table.append(_row(row, widths, open_cells, head=number <= sheet.repeated))
    body = document.element.body
    body.insert(len(body) - 1, table)
    # Word joins tables that touch, and wants a paragraph behind the last one
    body.insert(len(body) - 1, _node("p"))


def _borders() -> Any:  # noqa: ANN401
    borders = _node("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_node(side, val="single", sz="4", space="0", color="808080"))
    return borders


def _row(row: Row, widths: list[int], going_on: dict[int, tuple[FormCell, int]], *, head: bool) -> Any:  # noqa: ANN401
    """A row; ``going_on`` holds the cells that reach into the next rows, and how many rows they still take."""
    line, properties = _node("tr"), _node("trPr")
    if _lines(row, widths) <= _WHOLE:
        properties.append(_node("cantSplit"))
    if head:
        properties.append(_node("tblHeader"))
    line.append(properties)
    own = {cell.first: (cell, "restart" if cell.rows > 1 else "") for cell in row}
    for first, (cell, left) in list(going_on.items()):
        own[first] = (cell, "continue")
        if left == 1:
            del going_on[first]
        else:
            going_on[first] = (cell, left - 1)
    for first, (cell, merge) in sorted(own.items()):
        line.append(_cell(cell, sum(widths[first : cell.last]), merge))
        if merge == "restart":
            going_on[first] = (cell, cell.rows - 1)
    return line


def _lines(row: Row, widths: list[int]) -> int:
    """How many lines a row takes, about."""
    counts = [0]
    for cell in row:
        fit = max(1, sum(widths[cell.first : cell.last]) // _LETTER)
        counts.append(sum(1 + len(line) // fit for line in cell.text.split("\n")) // cell.rows)
    return max(counts)


def _cell(cell: FormCell, width: int, merge: str) -> Any:  # noqa: ANN401
    node, properties = _node("tc"), _node("tcPr")
    properties.append(_node("tcW", w=str(width), type="dxa"))
    properties.append(_node("gridSpan", val=str(cell.last - cell.first)))
    if merge:
        properties.append(_node("vMerge", val=merge))
    if cell.part in _FILLS:
        properties.append(_node("shd", val="clear", color="auto", fill=_FILLS[cell.part]))
    node.append(properties)
    for line in ("",) if merge == "continue" else printable(cell.text).split("\n"):
        node.append(_paragraph(line, cell.part))
    return node


def _paragraph(text: str, part: Part) -> Any:  # noqa: ANN401
    node = _node("p")
    if part in _CENTRED:
        properties = _node("pPr")
        properties.append(_node("jc", val="center"))
        node.append(properties)
    if text:
        run = _node("r")
        if part in _BOLD:
            properties = _node("rPr")
            properties.append(_node("b"))
            run.append(properties)
        for number, piece in enumerate(text.split("\t")):
            if number:
                run.append(_node("tab"))
            shown = _node("t")
            shown.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            shown.text = piece
            run.append(shown)
        node.append(run)
    return node
