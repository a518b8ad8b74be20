"""A source that may be ruled or not: its cells are read as a form, or else its lines."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from piadiff.model import Form
from piadiff.readers.grid import Grid
from piadiff.readers.text import read_text


def read_grid_or_text(grid: Grid, name: str) -> Form:
    """Read the lines of a grid; what is in no cell is kept.

    Raises:
        UnreadableSourceError: When they are no form.
    """
    form = read_text(_lines(grid), name)
    return replace(form, unassigned=(*form.unassigned, *grid.notes))


def _lines(grid: Grid) -> str:
    """Rows as lines with tabs between their cells, pages as pages."""
    rows = groupby(grid.cells, key=lambda cell: (cell.sheet, cell.top))
    lines: list[str] = []
    page = 0
    for (sheet, _), cells in rows:
        breaks = "\f" if sheet != page and lines else ""
        page = sheet
        lines.append(breaks + "\t".join(cell.text.replace("\n", "<br>") for cell in cells))
    return "\n".join(lines)
