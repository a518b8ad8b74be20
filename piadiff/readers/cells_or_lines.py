"""A source that may be ruled or not: its cells are read as a form, or else its lines."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import groupby

from piadiff.errors import UnreadableSourceError
from piadiff.model import Form
from piadiff.readers.from_cells import CellsForm, read_cells_form
from piadiff.readers.grid import Grid
from piadiff.readers.header import stamp, titles
from piadiff.readers.resemblance import Evidence, refuse_others, refuse_several
from piadiff.readers.text import read_text
from piadiff.templates import for_kind

_ITEMS_AT_LEAST = 8
_LABELLED = 0.8
_COVERED = 0.9
_OPEN = 0.1
_HALF = 0.5


def read_grid_or_text(grid: Grid, name: str) -> Form:
    """Read a grid by its cells where its labels have cells of their own, else line by line.

    Where both ways leave something, the one that leaves less is taken.

    Raises:
        UnreadableSourceError: When it is no form either way.
    """
    ruled = read_cells_form(grid)
    evidence = _evidence(ruled, grid)
    if not _is_ruled(ruled) or not (evidence.is_long or ruled.cover):
        return _by_lines(grid, name)
    if not ruled.ours and (ruled.form.coverage < _COVERED or ruled.open > _OPEN):
        with suppress(UnreadableSourceError):
            lines = _by_lines(grid, name)
            if _worth(lines) > _worth(ruled.form):
                return lines
    refuse_others(grid.lines, grid.folded, name, evidence)
    refuse_several(for_kind(ruled.form.header.kind, ruled.form.header.in_use), ruled.cover, name)
    return ruled.form


def _is_ruled(ruled: CellsForm) -> bool:
    return ruled.labelled >= _LABELLED and len(ruled.form.items) >= _ITEMS_AT_LEAST and ruled.open <= _HALF


def _worth(form: Form) -> float:
    """Share of the source that is explained, less the share of items that are left open."""
    return form.coverage - sum(item.undetermined for item in form.items) / max(1, len(form.items))


def _evidence(ruled: CellsForm, grid: Grid) -> Evidence:
    items = sum(1 for item in ruled.form.items if item.path.section != "表紙")
    titled = bool(stamp(grid.folded)[0] or titles(grid.folded))
    return Evidence(items, titled, len(ruled.form.changes))


def _by_lines(grid: Grid, name: str) -> Form:
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
