"""The layouts a form is printed in, by name, and what an office hides in its workbook."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from piadiff.model import Form
from piadiff.templates import load

from . import official, side_by_side, squares
from .blocks import pieces
from .entry import written
from .sheets import Cell, Sheet, paint

Layout = Callable[[Form], bytes]
_HELPERS = ["確認済", "十分である", "実施する", "要確認", "3", "○"]


def official_like(form: Form) -> bytes:
    """A sheet a section, brackets and marks in cells of their own."""
    return _painted(form, official.lay_out)


def squared(form: Form) -> bytes:
    """One sheet of narrow columns, labels above values."""
    return _painted(form, squares.lay_out)


def side_by_side_cells(form: Form) -> bytes:
    """Label and value side by side, one box a cell."""
    return _painted(form, side_by_side.lay_out)


def by_piadiff(form: Form) -> bytes:
    """The workbook that piadiff itself writes."""
    return written(form, "xlsx")


LAYOUTS: dict[str, Layout] = {
    "official": official_like,
    "squares": squared,
    "side-by-side": side_by_side_cells,
    "piadiff": by_piadiff,
}


def _painted(form: Form, lay_out) -> bytes:
    rng = random.Random(f"{form.header.title}{form.header.number}")  # noqa: S311 - no secret
    template = load(form.header.template, form.header.revision)
    if rng.random() < 0.2:
        form = replace(form, header=replace(form.header, revision=""))
    sheets = lay_out(pieces(form, template))
    return paint(_with_hidden(sheets, rng) if rng.random() < 0.35 else sheets)


def shows_stamp(form: Form) -> bool:
    """Whether the layouts of our own print the stamp of a form."""
    return random.Random(f"{form.header.title}{form.header.number}").random() >= 0.2  # noqa: S311 - no secret


def _with_hidden(sheets: Sequence[Sheet], rng: random.Random) -> list[Sheet]:
    """The workbook with a helper column, some rows or a list that nobody sees."""
    way = rng.choice(["column", "rows", "sheet"])
    if way == "column":
        return [_with_column(sheet, rng) for sheet in sheets]
    if way == "sheet":
        spare = Sheet("リスト", (120, 120), hidden=True)
        for word in _HELPERS:
            spare.put((0, 1), word)
            spare.put((1, 2), "令和4年4月1日")
            spare.go_on()
        return [*sheets, spare]
    for sheet in sheets:
        sheet.put((0, 1), "（記入上の注意）この行は印刷しません", sides="")
        sheet.put((1, 2), rng.choice(_HELPERS), sides="")
        sheet.hidden_rows.add(sheet.next)
        sheet.go_on()
    return list(sheets)


def _with_column(sheet: Sheet, rng: random.Random) -> Sheet:
    """The sheet with a hidden first column that holds a word in every third row."""
    cells = [replace(cell, span=(cell.span[0] + 1, cell.span[1] + 1)) for cell in sheet.cells]
    cells += [Cell(row, (0, 1), rng.choice(_HELPERS), sides="") for row in range(0, sheet.next, 3)]
    return replace(sheet, widths=(60, *sheet.widths), cells=cells, hidden_columns={0})
