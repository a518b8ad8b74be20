"""Paragraphs and tables of a document → cells; every table row takes one row, or more where tables stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from xml.etree.ElementTree import Element

from piadiff.model import Unassigned
from piadiff.readers.docx.story import Side, Story, children, local
from piadiff.readers.docx.xml import W, number, value
from piadiff.readers.grid import Cell, clean, unstruck

_PAGE = 10_000
"""Columns of the body; a table's columns are parts of it as wide as Word says."""
_MOST_SPAN = 63


@dataclass(frozen=True)
class Text:
    """Paragraphs that follow each other."""

    text: str


@dataclass(frozen=True)
class TableCell:
    """A cell as it stands in its row; ``goes_on`` says that it belongs to the one above."""

    first: int
    last: int
    parts: tuple[Text | Table, ...]
    goes_on: bool


@dataclass(frozen=True)
class Table:
    """Rows of cells, and where the columns begin and end, from 0 to 1."""

    rows: tuple[tuple[TableCell, ...], ...]
    edges: tuple[float, ...]


def blocks(parent: Element, story: Story) -> Iterator[Text | Table]:
    """Paragraphs and tables in their order; a paragraph whose mark the version lacks goes on in the next."""
    pending = ""
    for node in opened(parent):
        if local(node) == "tbl":
            if pending:
                yield Text(clean(pending))
            pending = ""
            yield table(node, story)
            continue
        text = pending + story.paragraph(node)
        properties = node.find(f"{W}pPr/{W}rPr")
        pending = "" if story.keeps(properties) else text
        if not pending and (text or story.keeps(properties)):
            yield Text(clean(text))
    if pending:
        yield Text(clean(pending))


def opened(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables, those inside content controls too."""
    for node in children(parent):
        if local(node) in ("p", "tbl"):
            yield node
        elif local(node) in ("sdt", "sdtContent", "ins", "del", "moveFrom", "moveTo"):
            yield from opened(node)


def _named(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, those inside content controls too."""
    for node in children(parent):
        if local(node) == name:
            yield node
        elif local(node) in ("sdt", "sdtContent", "ins", "del"):
            yield from _named(node, name)


def table(node: Element, story: Story) -> Table:
    """A table with its rows and cells, nested tables inside them."""
    rows = []
    for row in _named(node, "tr"):
        properties = row.find(f"{W}trPr")
        if story.keeps(properties):
            before = number(properties.find(f"{W}gridBefore")) if properties is not None else 0
            rows.append(tuple(_cells(row, max(0, min(before, _MOST_SPAN)), story)))
    columns = max((cell.last for row in rows for cell in row), default=1)
    return Table(tuple(rows), _edges(node, columns))


def _cells(row: Element, column: int, story: Story) -> Iterator[TableCell]:
    for node in _named(row, "tc"):
        properties = node.find(f"{W}tcPr")
        span, merged, kept = 1, None, True
        if properties is not None:
            span = max(1, min(number(properties.find(f"{W}gridSpan"), default=1), _MOST_SPAN))
            merged = properties.find(f"{W}vMerge")
            lacking = "cellIns" if story.side is Side.BEFORE else "cellDel"
            kept = properties.find(f"{W}{lacking}") is None
        parts = _joined(blocks(node, story))
        goes_on = merged is not None and value(merged) != "restart"
        yield TableCell(column, column + span, parts if kept else (), goes_on)
        column += span


def _joined(parts: Iterable[Text | Table]) -> tuple[Text | Table, ...]:
    """Paragraphs beside each other as one text; empty ones around tables do not count."""
    joined: list[Text | Table] = []
    for part in parts:
        if isinstance(part, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(f"{joined[-1].text}\n{part.text}")
        else:
            joined.append(part)
    return tuple(part for part in joined if isinstance(part, Table) or part.text.strip())


def _edges(node: Element, columns: int) -> tuple[float, ...]:
    """Where the columns end, from the widths of the table; equal ones where it names none."""
    widths = [number(column, "w") for column in node.findall(f"{W}tblGrid/{W}gridCol")]
    widths = [*widths, *[0] * columns][:columns]
    usual = max(1, sum(widths) // max(1, sum(1 for width in widths if width > 0)))
    ends = [0, *accumulate(width if width > 0 else usual for width in widths)]
    return tuple(end / ends[-1] for end in ends)


@dataclass
class Layout:
    """Places blocks below each other and gives every filled cell its rows and columns."""

    cells: list[Cell] = field(default_factory=list)
    row: int = 0
    block: int = 0
    tables: int = 0
    paragraphs: int = 0
    notes: list[Unassigned] = field(default_factory=list)

    def add(self, parts: Iterable[Text | Table], *, place: str = "") -> None:
        """Blocks of the body, or of a box beside it."""
        for part in parts:
            self.block += 1
            if isinstance(part, Table):
                self.tables += 1
                self.row += self._table(part, self.row, (0, _PAGE), place or f"表{self.tables}")
            elif part.text.strip():
                self.paragraphs += 1
                self._put(part.text, (self.row, self.row + 1), (0, _PAGE), place or f"{self.paragraphs}段落目")
                self.row += 1

    def _put(self, text: str, rows: tuple[int, int], columns: tuple[int, int], place: str) -> None:
        text = clean(text)
        if text.strip():
            cell = Cell(rows[0], columns[0], rows[1], columns[1], text, place, line=rows[0] + 1, block=self.block)
            shown, note = unstruck(cell)
            self.cells.append(shown)
            self.notes += [note] if note else []

    def _table(self, table: Table, top: int, columns: tuple[int, int], place: str) -> int:
        """Place a table; answers how many rows it takes."""
        width = columns[1] - columns[0]
        edges = [columns[0] + round(edge * width) for edge in table.edges]
        tops = [top, *(top + height for height in accumulate(_height(row) for row in table.rows))]
        for at, row in enumerate(table.rows):
            for cell in row:
                above = _above(table.rows, at, cell)
                if above is not None:
                    continue
                bottom = tops[_last_row(table.rows, at, cell) + 1]
                parts = [*cell.parts, *_continued(table.rows, at, cell)]
                self._cell(parts, (tops[at], bottom), (edges[cell.first], edges[cell.last]), f"{place}の{at + 1}行目")
        return tops[-1] - top

    def _cell(self, parts: Sequence[Text | Table], rows: tuple[int, int], columns: tuple[int, int], place: str) -> None:
        at = rows[0]
        for index, part in enumerate(parts):
            if isinstance(part, Table):
                at += self._table(part, at, columns, place)
            else:
                bottom = rows[1] if index == len(parts) - 1 else at + 1
                self._put(part.text, (at, max(at + 1, bottom)), columns, place)
                at += 1


def _height(row: Sequence[TableCell]) -> int:
    return max((_parts_height(cell.parts) for cell in row), default=1)


def _parts_height(parts: Iterable[Text | Table]) -> int:
    return max(1, sum(sum(map(_height, part.rows)) if isinstance(part, Table) else 1 for part in parts))


def _same_columns(row: Sequence[TableCell], cell: TableCell) -> TableCell | None:
    return next((other for other in row if other.first == cell.first and other.goes_on), None)


def _above(rows: Sequence[Sequence[TableCell]], at: int, cell: TableCell) -> TableCell | None:
    """The cell that a continued one belongs to; a continued cell with none above stands for itself."""
    if not cell.goes_on or at == 0:
        return None
    return next((other for other in rows[at - 1] if other.first == cell.first), None)


def _last_row(rows: Sequence[Sequence[TableCell]], at: int, cell: TableCell) -> int:
    while at + 1 < len(rows) and _same_columns(rows[at + 1], cell) is not None:
        at += 1
    return at


def _continued(rows: Sequence[Sequence[TableCell]], at: int, cell: TableCell) -> list[Text | Table]:
    """What stands, unseen, in the cells that a merged one covers."""
    found: list[Text | Table] = []
    for row in rows[at + 1 : _last_row(rows, at, cell) + 1]:
        covered = _same_columns(row, cell)
        found += covered.parts if covered is not None else ()
    return found
