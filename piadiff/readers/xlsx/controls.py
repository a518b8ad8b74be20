"""Check boxes and lists that lie over the cells of a sheet (フォーム コントロール)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from piadiff.readers.xlsx.package import Package, Part, attribute, below, children, local, whole_number

_KINDS = {"checkbox": "box", "radio": "box", "drop": "list", "list": "list"}
_PIXELS, _USUAL = 4 / 3, 13.5
"""Pixels of a point; points of a row that names no height."""
_SHAPE_NUMBER = re.compile(r"_s(\d+)$")


@dataclass(frozen=True, slots=True)
class Control:
    """A control at the cell its upper left corner lies on.

    Attributes:
        link: Cell that holds its state.
        offers: Cells a list offers; ``selected`` counts them from 1.
    """

    kind: str
    row: int
    column: int
    ticked: bool = False
    caption: str = ""
    link: str = ""
    offers: str = ""
    selected: int = 0


def controls(package: Package, sheet: Part) -> Iterator[Control]:
    """Controls of a sheet downwards and from left to right.

    The drawing of old Excel says where each lies and what it says; the properties of newer Excel,
    where a workbook has them, give its state.
    """
    heights = _heights(sheet.tree)
    drawings = [part for _, part in package.all_related(sheet, "vmlDrawing") if part is not None]
    found = {number: control for part in drawings for number, control in _shapes(part.tree, heights)}
    properties = dict(package.all_related(sheet, "ctrlProp"))
    for node in below(sheet.tree, "control"):
        number = whole_number(attribute(node, "shapeId"))
        relation = next((text for key, text in node.attrib.items() if local(key) == "id"), "")
        part = properties.get(relation)
        known = found.get(number) or _anchored(node)
        if part is not None and known is not None:
            found[number] = _with_state(known, part.tree)
    yield from sorted(found.values(), key=lambda control: (control.row, control.column))


class _Heights:
    """Heights of the rows of a sheet in pixels."""

    def __init__(self, usual: float, own: Mapping[int, float]) -> None:
        self._usual, self._own = usual, own

    def of(self, row: int) -> float:
        return self._own.get(row, self._usual) * _PIXELS


def _heights(tree: Element) -> _Heights:
    usual = next((_points(attribute(node, "defaultRowHeight")) for node in below(tree, "sheetFormatPr")), 0.0)
    rows = ((whole_number(attribute(row, "r")) - 1, _points(attribute(row, "ht"))) for row in below(tree, "row"))
    return _Heights(usual or _USUAL, {row: height for row, height in rows if height})


def _points(text: str) -> float:
    try:
        return max(0.0, min(float(text), 409.0))
    except ValueError:
        return 0.0


def _shapes(tree: Element, heights: _Heights) -> Iterator[tuple[int, Control]]:
    for shape in below(tree, "shape"):
        data = next(children(shape, "ClientData"), None)
        kind = _KINDS.get(attribute(data, "ObjectType").lower(), "") if data is not None else ""
        if data is None or not kind:
            continue
        said = {local(child.tag): (child.text or "").strip() for child in data}
        anchor = [whole_number(part) for part in said.get("Anchor", "").split(",")]
        if len(anchor) < 8:
            continue
        number = _SHAPE_NUMBER.search(attribute(shape, "id"))
        yield (
            int(number[1]) if number else -1 - anchor[2] * 16384 - anchor[0],
            Control(
                kind,
                *_corner(anchor[:4], anchor[4:8], heights),
                ticked=said.get("Checked") == "1",
                caption="".join("".join(box.itertext()) for box in children(shape, "textbox")).strip(),
                link=said.get("FmlaLink", "").replace("$", ""),
                offers=said.get("FmlaRange", "").replace("$", ""),
                selected=whole_number(said.get("Sel", "")),
            ),
        )


def _corner(start: list[int], end: list[int], heights: _Heights) -> tuple[int, int]:
    """(row, column) of the cell a control lies on; an anchor is column, offset, row, offset of each corner.

    A box is often drawn over the edge of a cell: it lies on the row that it covers most of.
    """
    column, _, row, offset = start
    if end[2] > row + 1:
        return row + 1, column
    over, under = heights.of(row) - offset, float(end[3])
    return (row + 1 if end[2] == row + 1 and under > over else row), column


def _anchored(node: Element) -> Control | None:
    """A control whose drawing is missing, at the anchor the sheet itself names."""
    start = next(below(node, "from"), None)
    if start is None:
        return None
    at = {local(child.tag): whole_number(child.text or "") for child in start}
    return Control("", at.get("row", 0), at.get("col", 0), caption="")


def _with_state(control: Control, properties: Element) -> Control:
    kind = _KINDS.get(attribute(properties, "objectType").lower(), "")
    if not kind:
        return control
    return replace(
        control,
        kind=kind,
        ticked=attribute(properties, "checked").lower() == "checked",
        link=attribute(properties, "fmlaLink").replace("$", "") or control.link,
        offers=attribute(properties, "fmlaRange").replace("$", "") or control.offers,
        selected=whole_number(attribute(properties, "sel")) or control.selected,
    )
