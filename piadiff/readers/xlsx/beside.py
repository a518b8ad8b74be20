"""What a sheet holds beside its cells: texts in shapes, comments, rings drawn around something."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from piadiff.readers.xlsx.package import Package, Part, attribute, below, children, whole_number
from piadiff.readers.xlsx.places import column_letters
from piadiff.readers.xlsx.sheets import rich_text

_RINGS = frozenset({"ellipse", "donut", "flowChartConnector"})
_ANCHORS = ("twoCellAnchor", "oneCellAnchor")


def texts_beside(package: Package, sheet: Part) -> Iterator[tuple[str, str]]:
    """(what it is, its text) of everything that is shown over the cells of a sheet."""
    for text in _drawn(package, sheet):
        yield "図形", text
    for place, text in _comments(package, sheet):
        yield f"{place}のコメント", text
    rings = list(_rings(package, sheet))
    if rings:
        places = "、".join(dict.fromkeys(rings))
        yield "丸の図形", f"{places} のあたりを囲む丸があります。囲まれたものは読めません"


def _drawings(package: Package, sheet: Part) -> Iterator[Element]:
    return (part.tree for _, part in package.all_related(sheet, "drawing") if part)


def _drawn(package: Package, sheet: Part) -> Iterator[str]:
    """Texts in shapes that float over a sheet."""
    for tree in _drawings(package, sheet):
        for shape in below(tree, "txBody"):
            text = _shape_text(shape)
            if text:
                yield text


def _shape_text(shape: Element) -> str:
    lines = ("".join(run.text or "" for run in below(line, "t")) for line in children(shape, "p"))
    return "\n".join(lines).strip()


def _comments(package: Package, sheet: Part) -> Iterator[tuple[str, str]]:
    """(cell, text) of the comments of a sheet; they are no content of the form."""
    for _, part in package.all_related(sheet, "comments"):
        for comment in below(part.tree, "comment") if part else ():
            text = "".join(map(rich_text, children(comment, "text"))).strip()
            if text:
                yield attribute(comment, "ref"), text


def _rings(package: Package, sheet: Part) -> Iterator[str]:
    """Cells at which a ring without words begins, as people draw one around what they choose."""
    for tree in _drawings(package, sheet):
        for anchor in (each for kind in _ANCHORS for each in below(tree, kind)):
            forms = {attribute(form, "prst") for form in below(anchor, "prstGeom")}
            if forms.isdisjoint(_RINGS) or any(_shape_text(body) for body in below(anchor, "txBody")):
                continue
            at = {name: _first(anchor, name) for name in ("row", "col")}
            yield f"{column_letters(at['col'])}{at['row'] + 1}"


def _first(anchor: Element, name: str) -> int:
    return next((whole_number(node.text or "") for node in below(anchor, name)), 0)
