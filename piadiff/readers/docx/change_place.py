"""docx → where its 変更箇所 table stands: which tables and rows of the body, and the cells of their columns."""

from __future__ import annotations

from collections.abc import Sequence

from piadiff.model.table_place import TableStretch
from piadiff.readers.change_table.words import heading_columns
from piadiff.readers.docx.blocks import Table, TableCell, Text, opened, table
from piadiff.readers.docx.numbering import Numbering
from piadiff.readers.docx.story import Side, Story, local
from piadiff.readers.docx.xml import W, parts

_BODY = "word/document.xml"


def change_place(data: bytes, name: str) -> tuple[TableStretch, ...]:
    """The stretches of the 変更箇所 table, in its order; none where the document has none.

    Raises:
        UnreadableSourceError: When the document cannot be opened.
    """
    trees = parts(data, name)
    body = trees["document"].find(f"{W}body")
    story = Story(Side.AFTER, Numbering(trees.get("numbering"), trees.get("styles")))
    numbers = {id(node): number for number, node in enumerate(trees["document"].iter(f"{W}tbl"))}
    found = list[TableStretch]()
    columns: dict[str, tuple[int, int]] = {}
    for shown, node in enumerate((n for n in opened(body) if local(n) == "tbl") if body is not None else (), start=1):
        read = table(node, story)
        head = next((at for at, row in enumerate(read.rows) if _columns(row)), None)
        if head is None and not (columns and _goes_on(read, columns)):
            columns = {}
            continue
        columns = _columns(read.rows[head]) if head is not None else columns
        start = 0 if head is None else head + 1
        found.append(_stretch(read, columns, start, (numbers[id(node)], shown)))
    return tuple(found)


def _stretch(read: Table, columns: dict[str, tuple[int, int]], start: int, numbers: tuple[int, int]) -> TableStretch:
    """The rows below a header up to the first that stands in none of its columns, or is empty."""
    rows = list[tuple[int, int]]()
    for at, row in enumerate(read.rows[start:], start=start):
        if _columns(row):
            continue
        filled = [cell for cell in row if _text(cell)]
        if any(cell.last - cell.first > max(b - a for a, b in columns.values()) for cell in filled if len(row) == 1):
            break
        if any((cell.first, cell.last) in columns.values() for cell in filled):
            rows.append((at, at + 1))
    return TableStretch(_BODY, f"表{numbers[1]}", numbers[0], columns, start, tuple(rows))


def _columns(row: Sequence[TableCell]) -> dict[str, tuple[int, int]]:
    """Column → grid columns of its cell, where a row is the header of the table."""
    named = heading_columns([_text(cell) for cell in row])
    return {name: (cell.first, cell.last) for name, cell in zip(named or (), row, strict=False) if name}


def _goes_on(read: Table, columns: dict[str, tuple[int, int]]) -> bool:
    return bool(read.rows) and all((cell.first, cell.last) in columns.values() for row in read.rows for cell in row)


def _text(cell: TableCell) -> str:
    return "\n".join(part.text for part in cell.parts if isinstance(part, Text)).strip()
