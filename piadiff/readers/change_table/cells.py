"""The 変更箇所 table as cells: its columns from the header row, its rows from what is merged over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from piadiff.model import ChangeRow
from piadiff.readers.change_table.rows import RawRow, number_rows
from piadiff.readers.change_table.words import Column, heading_columns, is_title
from piadiff.readers.from_cells.cell_grid import CellGrid
from piadiff.readers.grid import Cell, join

_QUOTED: tuple[Column, ...] = ("item", "before", "after")
"""Columns that have a cell of their own in every row; the others may be merged over several."""


@dataclass(frozen=True, slots=True)
class _Header:
    """A header row: for each column its cell, and the places of these cells."""

    cells: dict[Column, Cell]
    places: frozenset[int]

    def column(self, cell: Cell) -> Column | None:
        """The column a cell shares most of, None for one that lies outside or across the table."""
        shares = [
            (min(cell.right, head.right) - max(cell.left, head.left), name)
            for name, head in self.cells.items()
            if cell.over(head)
        ]
        return max(shares)[1] if 0 < len(shares) < len(self.cells) - 1 else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands below one header row: the cells of the header, and of each row with the columns they stand in."""

    page: int
    header: Mapping[Column, Cell]
    rows: tuple[tuple[tuple[Column, Cell], ...], ...]


def read_changes(board: CellGrid) -> tuple[tuple[ChangeRow, ...], frozenset[int]]:
    """Rows of all 変更箇所 tables of a source, and the places of the cells they are made of."""
    stretches, used = located(board)
    return number_rows(_row(row, each.page) for each in stretches for row in each.rows).rows, used


def located(board: CellGrid) -> tuple[tuple[Stretch, ...], frozenset[int]]:
    """The stretches of all 変更箇所 tables of a source, and the places of the cells they are made of."""
    stretches, used, header = list[Stretch](), set[int](), None
    tables = _tables(board)
    for page, table in enumerate(tables, start=1):
        start = next((at for at, row in enumerate(table) if _header(board, row)), None)
        if start is None:
            if header is None or not _goes_on(board, table, header):
                header = None
                continue
            rows = table
        else:
            header = _header(board, table[start])
            used.update(place for row in table[:start] for place in row if is_title(board.cells[place].text))
            used.update(header.places if header else ())
            rows = table[start + 1 :]
        if header is not None:
            found, taken = _rows(board, rows, header, page)
            stretches += found
            used |= taken
    return tuple(stretches), frozenset(used)


def _tables(board: CellGrid) -> list[list[list[int]]]:
    """Rows of each sheet or table, as places of cells."""
    tables: list[list[list[int]]] = []
    before: Cell | None = None
    for place, cell in enumerate(board.cells):
        if before is None or (cell.sheet, cell.block) != (before.sheet, before.block):
            tables.append([])
        if not tables[-1] or before is None or cell.top != before.top:
            tables[-1].append([])
        tables[-1][-1].append(place)
        before = cell
    return tables


def _header(board: CellGrid, row: Sequence[int]) -> _Header | None:
    cells = [board.cells[place] for place in row]
    columns = heading_columns([cell.text for cell in cells])
    if columns is None:
        return None
    named = {column: cell for column, cell in zip(columns, cells, strict=True) if column}
    return _Header(named, frozenset(place for column, place in zip(columns, row, strict=True) if column))


def _goes_on(board: CellGrid, table: Sequence[Sequence[int]], header: _Header) -> bool:
    """Whether a table without a header row has the columns of the one before it."""
    cells = [board.cells[place] for row in table for place in row]
    edges = {edge for head in header.cells.values() for edge in (head.left, head.right)}
    return len(header.cells) > 1 and len(cells) > 1 and all({cell.left, cell.right} <= edges for cell in cells)


def _rows(
    board: CellGrid, table: Sequence[Sequence[int]], header: _Header, page: int
) -> tuple[list[Stretch], frozenset[int]]:
    """Rows below a header; a later header row of the same table begins the next page of it."""
    cells, used = list[tuple[Column, Cell]](), set[int]()
    stretches = list[Stretch]()
    for row in table:
        again = _header(board, row)
        if again is not None:
            stretches.append(Stretch(page, header.cells, _cut(cells)))
            cells, page, header = [], page + 1, again
            used.update(again.places)
            continue
        if not any(board.cells[place].text for place in row):
            continue
        columns = [header.column(board.cells[place]) for place in row]
        if all(column is None for column in columns):
            if any(is_title(board.cells[place].text) for place in row):
                used.update(row)
                continue
            break
        for place, column in zip(row, columns, strict=True):
            if column is not None:
                cells.append((column, board.cells[place]))
                used.add(place)
    return [*stretches, Stretch(page, header.cells, _cut(cells))], frozenset(used)


def _cut(cells: Sequence[tuple[Column, Cell]]) -> tuple[tuple[tuple[Column, Cell], ...], ...]:
    """Cells of a page, from top to bottom, cut into rows where no quoted cell is merged over the cut."""
    rows, reached = list[list[tuple[Column, Cell]]](), 0
    for column, cell in cells:
        if not rows or (cell.top >= reached and cell.top > rows[-1][-1][1].top):
            rows.append([])
        rows[-1].append((column, cell))
        reached = max(reached, cell.bottom if column in _QUOTED else 0)
    return tuple(map(tuple, rows))


def _row(cells: Iterable[tuple[Column, Cell]], page: int) -> RawRow:
    columns: dict[Column, list[Cell]] = {}
    for column, cell in cells:
        columns.setdefault(column, []).append(cell)
    if "before" in columns:
        # the words of 変更前 are quoted as they stood; a strike there says that they went
        columns["before"] = [replace(cell, text=cell.written or cell.text) for cell in columns["before"]]
    texts = {column: join(own) for column, own in columns.items()}
    lines = tuple(sorted({cell.line for own in columns.values() for cell in own}))
    return RawRow(page=page, lines=lines, **texts)  # type: ignore[arg-type]
