"""The cells of a source, and which cell stands beside or below which."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from piadiff.readers.grid import Cell


@dataclass(frozen=True)
class CellGrid:
    """Filled cells in reading order; places count through ``cells``."""

    cells: tuple[Cell, ...]
    _rows: dict[tuple[int, int], list[int]] = field(init=False)

    def __post_init__(self) -> None:
        rows: dict[tuple[int, int], list[int]] = {}
        for place, cell in enumerate(self.cells):
            rows.setdefault((cell.sheet, cell.top), []).append(place)
        object.__setattr__(self, "_rows", rows)

    @cached_property
    def _edges(self) -> dict[tuple[int, int], int]:
        """Right edge of each table or sheet."""
        edges: dict[tuple[int, int], int] = {}
        for cell in self.cells:
            table = (cell.sheet, cell.block)
            edges[table] = max(edges.get(table, 0), cell.right)
        return edges

    def row(self, sheet: int, top: int) -> list[int]:
        """Cells that begin in a row, from left to right."""
        return self._rows.get((sheet, top), [])

    def beside(self, place: int) -> int:
        """The next cell to the right of one, -1 when there is none."""
        cell = self.cells[place]
        for top in range(cell.top, min(cell.bottom, cell.top + 500)):
            row = self.row(cell.sheet, top)
            at = bisect_left(row, cell.right, key=lambda each: self.cells[each].left)
            if at < len(row):
                return row[at]
        return -1

    def below(self, place: int) -> int:
        """The cell that begins right below one, -1 when there is none."""
        cell = self.cells[place]
        return next((each for each in self.row(cell.sheet, cell.bottom) if self.cells[each].over(cell)), -1)

    def fills_row(self, place: int) -> bool:
        """Whether a cell reaches the right edge of its table, so that nothing can stand beside it."""
        cell = self.cells[place]
        return cell.right >= self._edges[cell.sheet, cell.block]

    def without(self, places: Iterable[int]) -> CellGrid:
        """The board without some cells."""
        gone = frozenset(places)
        return CellGrid(tuple(cell for place, cell in enumerate(self.cells) if place not in gone))
