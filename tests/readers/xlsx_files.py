"""Workbooks written part by part, so that a test says every element it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


@dataclass
class SheetXml:
    """A sheet: its cells as XML, merged areas, and the parts it points at by kind."""

    title: str
    cells: Sequence[str]
    merged: Sequence[str] = ()
    state: str = ""
    behind: str = ""
    parts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    kind: str = "worksheet"


def text(place: str, said: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(said)}</t></is></c>'


def number(place: str, value: str, style: int = 0) -> str:
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def truth(place: str, *, yes: bool) -> str:
    return f'<c r="{place}" t="b"><v>{int(yes)}</v></c>'


def xlsx(*sheets: SheetXml, strings: Sequence[str] = (), formats: Sequence[str] = (), date1904: bool = False) -> bytes:
    """A workbook; ``formats`` are the number formats of the cell styles 0, 1, 2 …"""
    files = {"[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>'}
    links, listed = [], []
    for at, sheet in enumerate(sheets, start=1):
        state = f' state="{sheet.state}"' if sheet.state else ""
        listed.append(f'<sheet name="{escape(sheet.title)}" sheetId="{at}" r:id="rId{at}"{state}/>')
        links.append(_link(f"rId{at}", sheet.kind, f"worksheets/sheet{at}.xml"))
        files[f"xl/worksheets/sheet{at}.xml"] = _sheet(sheet)
        if sheet.parts:
            names = {
                relation: f"{relation}.{'vml' if kind == 'vmlDrawing' else 'xml'}"
                for relation, (kind, _) in sheet.parts.items()
            }
            own = [
                _link(relation, kind, f"../own{at}/{names[relation]}") for relation, (kind, _) in sheet.parts.items()
            ]
            files[f"xl/worksheets/_rels/sheet{at}.xml.rels"] = _links(own)
            files |= {f"xl/own{at}/{names[relation]}": content for relation, (_, content) in sheet.parts.items()}
    links += [_link("rIdS", "sharedStrings", "sharedStrings.xml"), _link("rIdF", "styles", "styles.xml")]
    files["xl/workbook.xml"] = (
        f'<workbook {_MAIN} {_R}><workbookPr date1904="{int(date1904)}"/><sheets>{"".join(listed)}</sheets></workbook>'
    )
    files["xl/_rels/workbook.xml.rels"] = _links(links)
    files["xl/sharedStrings.xml"] = f"<sst {_MAIN}>{''.join(f'<si>{each}</si>' for each in strings)}</sst>"
    files["xl/styles.xml"] = _styles(formats)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def _link(relation: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{relation}" Type="{_TYPES}/{kind}" Target="{target}"/>'


def _links(links: Sequence[str]) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(links)}</Relationships>'


def _sheet(sheet: SheetXml) -> str:
    rows: dict[int, list[str]] = {}
    for cell in sheet.cells:
        place = cell.partition('r="')[2].partition('"')[0]
        rows.setdefault(int(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), []).append(cell)
    data = "".join(f'<row r="{at}">{"".join(cells)}</row>' for at, cells in sorted(rows.items()))
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in sheet.merged)
    return f"<worksheet {_MAIN} {_R}><sheetData>{data}</sheetData><mergeCells>{merged}</mergeCells>{sheet.behind}</worksheet>"


def _styles(formats: Sequence[str]) -> str:
    codes = [escape(code, {'"': "&quot;"}) for code in formats]
    own = "".join(f'<numFmt numFmtId="{at}" formatCode="{code}"/>' for at, code in enumerate(codes, 200))
    used = "".join(f'<xf numFmtId="{at}"/>' for at in range(200, 200 + len(formats))) or '<xf numFmtId="0"/>'
    return f"<styleSheet {_MAIN}><numFmts>{own}</numFmts><cellXfs>{used}</cellXfs></styleSheet>"


_VML = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)


def vml(*shapes: str) -> tuple[str, str]:
    """The old drawing of a sheet with its controls."""
    return "vmlDrawing", f"<xml {_VML}>{''.join(shapes)}</xml>"


def control(
    shape: int,
    column: int,
    row: int,
    data: str,
    *,
    kind: str = "Checkbox",
    caption: str = "",
    over: tuple[int, int] = (1, 0),
) -> str:
    """A control on the cell at (column, row), counted from 0; ``over``: pixels it begins and ends below two rows."""
    begins, ends = over
    anchor = f"{column}, 2, {row}, {begins}, {column}, 30, {row + bool(ends)}, {ends or 15}"
    return (
        f'<v:shape id="_x0000_s{shape}"><v:textbox><div><font>{caption}</font></div></v:textbox>'
        f'<x:ClientData ObjectType="{kind}"><x:Anchor>{anchor}</x:Anchor>{data}</x:ClientData></v:shape>'
    )
