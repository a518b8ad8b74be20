"""Where a 変更箇所 table stands in an office file, so that rows can be written into it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TableStretch:
    """What stands below one header row; rows and columns count from 0.

    Attributes:
        part: Name of the part in the package.
        title: What a person calls the place: the sheet, the table.
        table: Number of the table in its part, in document order; 0 in a sheet.
        columns: Column of the table → (first, behind the last) column of its cells.
        head: The row behind the header.
        rows: (first, behind the last) of every row, in their order.
        covered: (first, last) of rows that something floating over the sheet covers.
        printed: The row behind the print area, None where there is none.
    """

    part: str
    title: str
    table: int
    columns: Mapping[str, tuple[int, int]]
    head: int
    rows: tuple[tuple[int, int], ...]
    covered: tuple[tuple[int, int], ...] = ()
    printed: int | None = None

    @property
    def end(self) -> int:
        """The row behind the last one of the table."""
        return max((bottom for _, bottom in self.rows), default=self.head)


@dataclass(frozen=True, slots=True)
class CellText:
    """A text to be written: into a cell of row ``number`` of the whole table (0-based) and the column named."""

    number: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to be written below the table; ``same_day``: its date cell goes on from the row above."""

    cells: Mapping[str, str]
    same_day: bool = False
