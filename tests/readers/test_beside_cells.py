"""What floats over the cells of a workbook is named, since it may say something about them."""

from __future__ import annotations

import io
import zipfile

from openpyxl import Workbook
from openpyxl.comments import Comment

from piadiff.readers import read_bytes
from tests.readers.cell_rows import BODY, COVER, PEOPLE, WIDE

DRAWING = """<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>
<xdr:from><xdr:col>3</xdr:col><xdr:row>27</xdr:row></xdr:from><xdr:to><xdr:col>4</xdr:col><xdr:row>28</xdr:row></xdr:to>
<xdr:sp><xdr:spPr><a:prstGeom prst="{form}"/></xdr:spPr>{body}</xdr:sp></xdr:twoCellAnchor></xdr:wsDr>"""
WORDS = "<xdr:txBody><a:p><a:r><a:t>見本</a:t></a:r></a:p></xdr:txBody>"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"


def _workbook(*, comment: str = "", form: str = "", body: str = "") -> bytes:
    book = Workbook()
    for top, row in enumerate([*COVER, *BODY, *PEOPLE], start=1):
        for left, _, text in [(0, WIDE, row[0])] if isinstance(row[0], str) else row:
            book.active.cell(top, left + 1).value = text
    if comment:
        book.active["B3"].comment = Comment(comment, "見本係")
    stream = io.BytesIO()
    book.save(stream)
    if form:
        links = f'<Relationships><Relationship Id="r9" Type="{RELATION}" Target="/xl/drawings/d.xml"/></Relationships>'
        with zipfile.ZipFile(stream, "a") as archive:
            archive.writestr("xl/drawings/d.xml", DRAWING.format(form=form, body=body))
            archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", links)
    return stream.getvalue()


def _left(data: bytes) -> str:
    return "\n".join(piece.text for piece in read_bytes(data, "見本.xlsx").unassigned)


def test_a_comment_is_named_with_its_cell():
    assert "B3のコメント: 前の記載を確かめること" in _left(_workbook(comment="前の記載を確かめること"))


def test_a_ring_drawn_around_something_is_named_with_its_cell():
    assert "D28 のあたりを囲む丸があります" in _left(_workbook(form="ellipse"))


def test_shapes_with_words_and_other_shapes_are_no_rings():
    assert _left(_workbook(form="ellipse", body=WORDS)).endswith("図形: 見本")
    assert _left(_workbook(form="rightArrow")) == ""
