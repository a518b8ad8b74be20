"""What the cells of a sheet show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from piadiff.readers.struck import struck
from piadiff.readers.xlsx.package import Part, attribute, below, children, local, whole_number
from piadiff.readers.xlsx.places import Area, area, place
from piadiff.readers.xlsx.shown import Shown

TICKED, UNTICKED = "☑", "☐"
"""How truth is shown: in a form it is a check box, be it in the cell or linked to it."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A filled cell at (row, column)."""

    place: tuple[int, int]
    text: str


@dataclass(frozen=True)
class Strings:
    """The texts that the cells share; those of ``rich`` numbers say in their runs how they look, not in their cells."""

    texts: tuple[str, ...] = ()
    rich: frozenset[int] = frozenset()

    @classmethod
    def of(cls, part: Part | None) -> Strings:
        """The shared texts of a workbook, which may have none."""
        nodes = list(children(part.tree, "si")) if part else []
        rich = (number for number, node in enumerate(nodes) if any(children(node, "r")))
        return cls(tuple(map(rich_text, nodes)), frozenset(rich))

    def at(self, number: str) -> str:
        """The text of a number; "" when the workbook has none of it."""
        index = whole_number(number, -1)
        return self.texts[index] if 0 <= index < len(self.texts) else ""


def rich_text(node: Element) -> str:
    """A text with its runs joined; readings printed over it are left out."""
    parts = []
    for child in node:
        if local(child.tag) == "t":
            parts.append(child.text or "")
        elif local(child.tag) == "r":
            words = "".join(text.text or "" for text in children(child, "t"))
            parts.append(struck(words) if any(map(_is_strike, children(child, "rPr"))) else words)
    return unescaped("".join(parts))


def _is_strike(properties: Element) -> bool:
    return any(attribute(node, "val") not in {"0", "false"} for node in children(properties, "strike"))


def unescaped(text: str) -> str:
    """Characters that XML cannot hold stand as ``_x000D_``; those that no text can hold are left out."""
    if "_x" not in text:
        return text
    return _UNREADABLE.sub("", _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text))


def sheet_cells(tree: Element, strings: Strings, shown: Shown) -> Iterator[SheetCell]:
    """Filled cells in the order of the file; a formula counts as the value it was saved with."""
    row = -1
    for data in children(tree, "sheetData"):
        for line in children(data, "row"):
            row = whole_number(attribute(line, "r"), row + 2) - 1
            column = -1
            for node in children(line, "c"):
                at = place(attribute(node, "r")) or (row, column + 1)
                column = at[1]
                text = _text(node, strings, shown)
                if text.strip():
                    yield SheetCell(at, text)


def _text(node: Element, strings: Strings, shown: Shown) -> str:
    text, rich = _written(node, strings, shown)
    return struck(text) if text and not rich and whole_number(attribute(node, "s")) in shown.struck else text


def _written(node: Element, strings: Strings, shown: Shown) -> tuple[str, bool]:
    """The text of a cell, and whether its runs say how they look."""
    kind = attribute(node, "t")
    if kind == "inlineStr":
        inline = list(children(node, "is"))
        return "".join(map(rich_text, inline)), any(True for each in inline for _ in children(each, "r"))
    value = next((child.text or "" for child in children(node, "v")), "")
    if kind == "s":
        return strings.at(value), whole_number(value, -1) in strings.rich
    if kind == "b":
        return (TICKED if value.strip() in {"1", "true"} else UNTICKED), False
    if kind in {"str", "e"}:
        return unescaped(value), False
    return shown.number(value.strip(), whole_number(attribute(node, "s"))) if value.strip() else "", False


def merges(tree: Element) -> Iterator[Area]:
    """Merged cells."""
    for node in below(tree, "mergeCell"):
        yield area(attribute(node, "ref"))


@dataclass(frozen=True)
class Hidden:
    """Rows and columns of a sheet that nobody sees, as ranges that count from 0."""

    rows: frozenset[int] = frozenset()
    columns: tuple[range, ...] = ()

    @classmethod
    def of(cls, tree: Element) -> Hidden:
        """What a sheet hides: marked as hidden, or without height or width."""
        rows, number = set[int](), -1
        for data in children(tree, "sheetData"):
            for line in children(data, "row"):
                number = whole_number(attribute(line, "r"), number + 2) - 1
                if _is_on(line, "hidden") or _is_nothing(attribute(line, "ht")):
                    rows.add(number)
        columns = tuple(
            range(whole_number(attribute(node, "min"), 1) - 1, whole_number(attribute(node, "max"), 0))
            for group in children(tree, "cols")
            for node in children(group, "col")
            if _is_on(node, "hidden") or _is_nothing(attribute(node, "width"))
        )
        return cls(frozenset(rows), columns)

    def row(self, number: int) -> bool:
        """Whether a row is hidden."""
        return number in self.rows

    def column(self, number: int) -> bool:
        """Whether a column is hidden."""
        return any(number in columns for columns in self.columns)

    def covers(self, where: Area) -> bool:
        """Whether nothing of an area can be seen; of a merged cell a part that shows is enough."""
        (top, left), (bottom, right) = where.start, where.end
        rows = range(top, bottom + 1)
        return all(map(self.row, rows)) or all(map(self.column, range(left, right + 1)))


def _is_on(node: Element, name: str) -> bool:
    return attribute(node, name).strip() in {"1", "true"}


def _is_nothing(length: str) -> bool:
    try:
        return bool(length.strip()) and float(length) == 0.0
    except ValueError:
        return False
