"""Rows into the 変更箇所 table of an officer's own document: everything around the written cells stays as it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from piadiff.model.table_place import CellText, NewRow, TableStretch
from piadiff.writers.kept.parts import Node, Splice, entry, escaped, parsed, refused, spliced, with_parts

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag"})
_FONT = frozenset({"rFonts", "sz", "szCs"})
_OF_ITS_OWN = frozenset({"vMerge", "cellIns", "cellDel", "cellMerge", "tcPrChange"})
_OF_A_HEADER = frozenset({"shd", "tblHeader"})
_OF_A_PARAGRAPH = frozenset({"sectPr", "numPr", "rPr", "pPrChange", "keepNext"})
_BEFORE_MERGE = frozenset({"cnfStyle", "tcW", "gridSpan", "hMerge"})
_ROW_MARKS = frozenset({"ins", "del", "trPrChange"})
_MORE = frozenset({"drawing", "pict", "object", "tbl", "fldChar", "sdt"})


def with_rows(
    data: bytes, name: str, place: Sequence[TableStretch], edits: Sequence[CellText], rows: Sequence[NewRow]
) -> tuple[bytes, tuple[str, ...]]:
    """The document with texts written over and rows below the last one, and what a person should look at.

    Raises:
        WrongCallError: When it cannot be done without touching anything else; the message says why.
    """
    part = place[-1].part
    body = _Body(entry(data, part), name)
    numbers = [(each, own[0]) for each in place for own in each.rows]
    splices = [body.over(*numbers[edit.number], edit.column, edit.text) for edit in edits]
    splices += body.added(place[-1], rows) if rows else []
    return with_parts(data, {part: spliced(body.data, splices)}, name), ()


class _Body:
    """The main part of a document."""

    def __init__(self, data: bytes, where: str) -> None:
        self.data, self._where = data, where
        self._tables = list(parsed(data, where).below("tbl"))

    def _rows(self, stretch: TableStretch) -> list[Node]:
        return list(_named(self._tables[stretch.table], "tr"))

    def _raw(self, node: Node | None) -> str:
        return self.data[node.start : node.end].decode() if node else ""

    def over(self, stretch: TableStretch, row: int, column: str, text: str) -> Splice:
        """Write a text over the one in a cell."""
        cells = dict(_cells(self._rows(stretch)[row]))
        cell = cells.get(stretch.columns[column][0]) if column in stretch.columns else None
        if cell is None or any(node.name in _MORE for node in _all(cell)):
            raise refused(
                f"{stretch.title}の{row + 1}行目のセルは、図や枠を含むため書き換えられません",
                self._where,
                "このセルは手で直してから、もう一度実行してください",
            )
        properties = self._raw(cell.first("tcPr"))
        tag = self.data[cell.start : cell.inner].decode()
        return Splice(cell.start, cell.close, f"{tag}{properties}{self._paragraph(cell, text)}")

    def added(self, stretch: TableStretch, rows: Sequence[NewRow]) -> list[Splice]:
        """Put rows below the last one: into the empty ones that stand there, then behind them."""
        there = self._rows(stretch)
        model = there[max(stretch.end - 1, 0)]
        splices, behind = list[Splice](), list[str]()
        at, last = stretch.end, model
        for number, row in enumerate(rows):
            merge = _merge(rows, number)
            if at < len(there) and not any(node.name in {"t", *_MORE} for node in _all(there[at])):
                last = there[at]
                splices.append(Splice(last.start, last.end, self._row(last, stretch, row, merge)))
                at += 1
            else:
                behind.append(self._row(model, stretch, row, merge))
        return [*splices, Splice(last.end, last.end, "".join(behind))]

    def _row(self, model: Node, stretch: TableStretch, row: NewRow, merge: str) -> str:
        """A row like another, with other texts."""
        w, lacking = model.prefix, set(row.cells)
        head = _OF_A_HEADER if model is self._rows(stretch)[stretch.head - 1] else frozenset()
        pieces = [f"<{w}tr>", self._raw(model.first("tblPrEx")), self._kept(model.first("trPr"), _ROW_MARKS | head)]
        for first, cell in _cells(model):
            column = next((name for name, edges in stretch.columns.items() if edges[0] == first), "")
            lacking.discard(column)
            properties = self._kept(cell.first("tcPr"), _OF_ITS_OWN | head, merge if column == "date" else "")
            pieces.append(f"<{w}tc>{properties}{self._paragraph(cell, row.cells.get(column, ''))}</{w}tc>")
        if any(row.cells[column] for column in lacking):
            raise refused(f"{stretch.title}に、書くべき列がありません", self._where, "表の見出しを確かめてください")
        return "".join((*pieces, f"</{w}tr>"))

    def _kept(self, node: Node | None, dropped: frozenset[str], merge: str = "") -> str:
        """Properties without some of them, and with the mark of a cell merged with those below."""
        if node is None:
            return ""
        w = node.prefix
        held = [child for child in node.children if child.name not in dropped]
        before = [self._raw(child) for child in held if child.name in _BEFORE_MERGE]
        after = [self._raw(child) for child in held if child.name not in _BEFORE_MERGE]
        mark = {"": "", "restart": f'<{w}vMerge {w}val="restart"/>', "continue": f"<{w}vMerge/>"}[merge]
        return f"<{w}{node.name}>{''.join(before)}{mark}{''.join(after)}</{w}{node.name}>"

    def _paragraph(self, cell: Node, text: str) -> str:
        """One paragraph in the look of the first of a cell."""
        w = cell.prefix
        like = next(cell.below("p"), None)
        run = next(like.below("r"), None) if like else None
        fonts = run.first("rPr") if run else None
        look = "".join(self._raw(child) for child in (fonts.children if fonts else ()) if child.name in _FONT)
        properties = self._kept(like.first("pPr") if like else None, _OF_A_PARAGRAPH)
        lines = (f'<{w}t xml:space="preserve">{escaped(line)}</{w}t>' for line in text.split("\n"))
        own = f"<{w}rPr>{look}</{w}rPr>" if look else ""
        held = f"<{w}r>{own}{f'<{w}br/>'.join(lines)}</{w}r>" if text else ""
        return f"<{w}p>{properties}{held}</{w}p>"


def _merge(rows: Sequence[NewRow], number: int) -> str:
    """How the date cell of a row is merged with its neighbours."""
    if rows[number].same_day:
        return "continue"
    return "restart" if number + 1 < len(rows) and rows[number + 1].same_day else ""


def _named(parent: Node, name: str) -> Iterator[Node]:
    """Rows of a table or cells of a row, those inside content controls too."""
    for node in parent.children:
        if node.name == name:
            yield node
        elif node.name in _WRAPPERS:
            yield from _named(node, name)


def _cells(row: Node) -> Iterator[tuple[int, Node]]:
    """(grid column, cell) of a row."""
    properties = row.first("trPr")
    column = _number(properties.first("gridBefore") if properties else None, 0)
    for cell in _named(row, "tc"):
        yield column, cell
        own = cell.first("tcPr")
        column += _number(own.first("gridSpan") if own else None, 1)


def _number(node: Node | None, default: int) -> int:
    told: Mapping[str, str] = node.attributes if node else {}
    text = next((value for name, value in told.items() if name.endswith("val")), "")
    return int(text) if text.isdecimal() else default


def _all(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield child
        yield from _all(child)
