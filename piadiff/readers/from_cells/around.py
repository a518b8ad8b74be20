"""What stands around a form in its cells and is none of it: page numbers, running titles, notes beside the frame."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise

from piadiff.readers.folio import is_dressed, page_number
from piadiff.readers.from_cells.cell_grid import CellGrid
from piadiff.readers.from_cells.labels import name_of
from piadiff.readers.from_lines.units import NO_PREFIX
from piadiff.readers.from_lines.vocabulary import Vocabulary
from piadiff.readers.grid import Cell

_COUNTED = 2
"""Page numbers that count up which prove themselves; fewer are shown to a person."""
_HEADINGS = 3
_OUTSIDE = 0.1


def page_rows(cells: Sequence[Cell]) -> tuple[frozenset[int], tuple[Cell, ...]]:
    """Places of page numbers typed in rows of their own and of titles repeated beside them, and what is to be shown."""
    rows = _rows(cells)
    numbered = {at: number for at, row in enumerate(rows) if (number := _page(cells, row)) is not None}
    titles = _titles(cells, rows, numbered)
    repeated = dict[str, Cell]()
    for at in titles:
        repeated.setdefault(cells[rows[at][0]].key, cells[rows[at][0]])
    numbers = list(numbered.values())
    proven = len(numbers) >= _COUNTED and all(before < after for before, after in pairwise(numbers))
    shown = () if proven else tuple(cells[rows[at][0]] for at in numbered)
    return frozenset(rows[at][0] for at in (*numbered, *titles)), (*shown, *repeated.values())


def _rows(cells: Sequence[Cell]) -> list[list[int]]:
    """Places row by row; a row that a cell from above reaches into is none of its own and is left out."""
    rows, reached = list[list[int]](), dict[int, int]()
    for (sheet, top), group in groupby(range(len(cells)), key=lambda at: (cells[at].sheet, cells[at].top)):
        row = list(group)
        rows.append(row if top >= reached.get(sheet, 0) else [])
        reached[sheet] = max(reached.get(sheet, 0), *(cells[at].bottom for at in row))
    return rows


def _page(cells: Sequence[Cell], row: Sequence[int]) -> int | None:
    """The page number that a row is, None for any other."""
    if len(row) != 1 or not is_dressed(cells[row[0]].text):
        return None
    return page_number(cells[row[0]].text)


def _titles(cells: Sequence[Cell], rows: Sequence[Sequence[int]], numbered: Mapping[int, int]) -> list[int]:
    """Rows beside a page number that say one and the same thing more than once."""
    near = [at + step for at in numbered for step in (-1, 1) if 0 <= at + step < len(rows)]
    alone = [at for at in dict.fromkeys(near) if at not in numbered and len(rows[at]) == 1]
    said = Counter(cells[rows[at][0]].key for at in alone)
    return [at for at in alone if said[cells[rows[at][0]].key] >= max(2, len(numbered) // 2)]


def outside(board: CellGrid, words: Vocabulary) -> frozenset[int]:
    """Places of notes beside the frame: left of where headings begin, or right of the edge that most of them reach."""
    names = ((cell, name_of(cell, words)) for cell in board.cells)
    headings = [cell for cell, name in names if name is not None and name.prefix != NO_PREFIX]
    rights = Counter(cell.right for cell in headings if cell.right - cell.left > 1)
    lefts = Counter(cell.left for cell in headings)
    edge = max((right for right, count in rights.items() if count >= _HEADINGS), default=0)
    start = min((left for left, count in lefts.items() if count >= _HEADINGS), default=0)
    sheets = groupby(range(len(board.cells)), key=lambda at: board.cells[at].sheet)
    found = [at for _, group in sheets for at in _beyond(board.cells, list(group), edge)]
    found += [at for at, cell in enumerate(board.cells) if cell.right <= start]
    return frozenset(found if len(found) <= _OUTSIDE * len(board.cells) else ())


def _beyond(cells: Sequence[Cell], places: Sequence[int], edge: int) -> Iterable[int]:
    """Cells of a sheet behind an edge that its frame ends at."""
    own = [cells[at] for at in places]
    framed = any(cell.right == edge for cell in own) and not any(cell.left < edge < cell.right for cell in own)
    return (at for at in places if edge and framed and cells[at].left >= edge)
