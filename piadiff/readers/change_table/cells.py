"""The 変更箇所 table as cells: its columns from the header row, its rows from what is merged over them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from piadiff.readers.change_table.rows import ChangeTable, RawRow, in_doubt, number_rows
from piadiff.readers.change_table.words import Column, heading_columns, is_counter, is_ditto, is_title
from piadiff.readers.from_cells.cell_grid import CellGrid
from piadiff.readers.grid import Cell, join
from piadiff.text import parse_date

_QUOTED: tuple[Column, ...] = ("item", "before", "after")
"""Columns that have a cell of their own in every row; the others may be merged over several."""


_OWN: tuple[Column, ...] = ("before", "after", "timing")


@dataclass(frozen=True, slots=True)
class _Header:
    """A header row: for each column its cell, the places of these cells, and headings of columns that count rows."""

    cells: dict[Column, Cell]
    places: frozenset[int]
    counters: tuple[Cell, ...] = ()

    def counts(self, cell: Cell) -> bool:
        """Whether a cell is the number of a row."""
        return cell.key.isdecimal() and any(cell.over(head) for head in self.counters)

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


def read_changes(board: CellGrid) -> tuple[ChangeTable, frozenset[int]]:
    """Rows of all 変更箇所 tables of a source, and the places of the cells they are made of."""
    stretches, used = located(board)
    rows, dated = list[RawRow](), None
    for cells, page in ((cells, stretch.page) for stretch in stretches for cells in stretch.rows):
        own = next((cell for column, cell in cells if column == "date"), None)
        row = replace(_row(cells, page), below_date=own is None and dated is not None and _reaches(dated, cells[-1][1]))
        dated = own or dated
        if rows and not (row.date or row.item or row.timing):
            rows[-1] = _continued(rows[-1], row)
        else:
            rows.append(row)
    return number_rows(rows), used


def in_no_column(board: CellGrid, used: Container[int]) -> frozenset[int]:
    """Places of cells that stand in rows of the tables and in none of their columns, as under a 備考 of their own."""
    own = [(place, (cell.sheet, cell.block, cell.top)) for place, cell in enumerate(board.cells) if cell.text]
    rows = {row for place, row in own if place in used}
    return frozenset(place for place, row in own if row in rows and place not in used)


def _reaches(above: Cell, cell: Cell) -> bool:
    """Whether a merged cell stands beside another of its sheet."""
    return above.sheet == cell.sheet and above.beside(cell)


def _continued(row: RawRow, below: RawRow) -> RawRow:
    """A row with the cells below it that have neither 変更日 nor 項目 nor 提出時期."""
    whole = replace(
        row,
        before=_lines(row.before, below.before),
        after=_lines(row.after, below.after),
        explanation=_lines(row.explanation, below.explanation),
        lines=(*row.lines, *below.lines),
    )
    return in_doubt(whole, "変更日も項目もない下の行を続きと見ました")


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, texts))


def located(board: CellGrid) -> tuple[tuple[Stretch, ...], frozenset[int]]:
    """The stretches of all 変更箇所 tables of a source, and the places of the cells they are made of."""
    stretches, used, header = list[Stretch](), set[int](), None
    tables = _tables(board)
    for page, table in enumerate(tables, start=1):
        start = next((at for at in range(len(table)) if _header_at(board, table, at)), None)
        if start is None:
            if header is None or not _goes_on(board, table, header):
                header = None
                continue
            rows = table
        else:
            header = _header_at(board, table, start)
            used.update(place for row in table[:start] for place in row if is_title(board.cells[place].text))
            used.update(header.places if header else ())
            rows = table[start + (1 if _header(board, table[start]) else 2) :]
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
    counters = [place for place in row if is_counter(board.cells[place].text)]
    heads = [place for column, place in zip(columns, row, strict=True) if column]
    return _Header(named, frozenset(heads + counters), tuple(board.cells[place] for place in counters))


def _header_at(board: CellGrid, table: Sequence[Sequence[int]], at: int) -> _Header | None:
    """The header that begins in a row, be it of two rows, with 変更前 and 変更後 below a heading they share."""
    whole = _header(board, table[at])
    if whole is not None or at + 1 == len(table) or _header(board, table[at + 1]):
        return whole
    below = [board.cells[place] for place in table[at + 1]]
    over = [place for place in table[at] if any(board.cells[place].over(cell) for cell in below)]
    both = [*(place for place in table[at] if place not in over), *table[at + 1]]
    header = _header(board, sorted(both, key=lambda place: board.cells[place].left))
    return replace(header, places=header.places | {*over}) if header else None


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
        if again is None and _is_remark([(header.column(board.cells[place]), board.cells[place]) for place in row]):
            continue
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
            if column is None and header.counts(board.cells[place]):
                used.add(place)
            if column is not None:
                cells.append((column, board.cells[place]))
                used.add(place)
    return [*stretches, Stretch(page, header.cells, _cut(cells))], frozenset(used)


def _is_remark(row: Sequence[tuple[Column | None, Cell]]) -> bool:
    """Whether a row says something in the column of the 変更日 alone that is no day: 【令和7年度】, a note."""
    if len(row) != 1 or row[0][0] != "date":
        return False
    return parse_date(row[0][1].text) is None and not is_ditto(row[0][1].text) and not is_title(row[0][1].text)


def _cut(cells: Sequence[tuple[Column, Cell]]) -> tuple[tuple[tuple[Column, Cell], ...], ...]:
    """Cells of a page, from top to bottom, cut into rows where no quoted cell is merged over the cut."""
    rows, reached = list[list[tuple[Column, Cell]]](), 0
    for column, cell in cells:
        if not rows or (cell.top >= reached and cell.top > rows[-1][-1][1].top):
            rows.append([])
        rows[-1].append((column, cell))
        reached = max(reached, cell.bottom if column in _QUOTED else 0)
    return tuple(tuple(part) for row in rows for part in _parted(row))


def _parted(row: Sequence[tuple[Column, Cell]]) -> Iterator[list[tuple[Column, Cell]]]:
    """A row cut where 変更前, 変更後 and 提出時期 all begin anew beside a merged 項目, which each part keeps."""
    first = row[0][1].top
    begins = {name: {cell.top for column, cell in row if column == name} for name in _OWN}
    cuts = sorted(set.intersection(*begins.values()) - {first})
    items = [cell for column, cell in row if column == "item"]
    across = any(cell.top < cut < cell.bottom for cut in cuts for column, cell in row if column in _OWN)
    if len(items) != 1 or not cuts or across:
        yield list(row)
        return
    for top, bottom in pairwise((first, *cuts, max(cell.bottom for _, cell in row) + 1)):
        part = [(column, cell) for column, cell in row if top <= cell.top < bottom]
        yield part if top == first else [("item", items[0]), *part]


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
