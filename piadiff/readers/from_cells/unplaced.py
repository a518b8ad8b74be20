"""What an earlier reading could not place, as an office file we wrote carries it along."""

from __future__ import annotations

from piadiff.canonical import UNPLACED, UNPLACED_COLUMNS
from piadiff.model import Unassigned
from piadiff.readers.from_cells.cell_grid import CellGrid


def read_unplaced(board: CellGrid) -> tuple[tuple[Unassigned, ...], frozenset[int]]:
    """The pieces of the table of that name, and the places of its cells."""
    cells = board.cells
    for place, cell in enumerate(cells[:-2]):
        heads = tuple(each.text for each in cells[place + 1 : place + 3])
        if cell.text == UNPLACED and heads == UNPLACED_COLUMNS:
            table = range(place, len(cells))
            break
    else:
        return (), frozenset()
    rows = [number for number in table[3:] if cells[number].left == cell.left]
    pieces, used = list[Unassigned](), {*table[:3]}
    for number in rows:
        beside = board.beside(number)
        if not cells[number].text.isdecimal() or beside < 0:
            break
        pieces.append(Unassigned(int(cells[number].text), cells[beside].text))
        used |= {number, beside}
    return tuple(pieces), frozenset(used)
