"""The 変更箇所 table as three offices lay it out."""

from __future__ import annotations

from itertools import pairwise

from .blocks import Printed
from .sheets import Sheet

COLUMNS = ("変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明")
_WIDTHS = (95, 125, 265, 265, 65, 175)


def on_a_sheet(printed: Printed, name: str, *, top: bool = False, mixed: bool = False, repeated: bool = True) -> Sheet:
    """The table on a landscape sheet of its own; ``mixed``: days at the top of their cells, the rest in the middle."""
    sheet = Sheet(name, _WIDTHS, landscape=True)
    sheet.put((0, 6), printed.change_title, sides="", bold=True)
    sheet.go_on()
    _fill(sheet, printed, [(place, place + 1) for place in range(6)], top=top, mixed=mixed)
    if repeated:
        sheet.repeated = (1, 1)
    return sheet


def below(sheet: Sheet, printed: Printed, edges: tuple[int, ...]) -> None:
    """The table below the form on the same sheet; ``edges`` are the columns at which its cells begin."""
    sheet.breaks.append(sheet.next)
    sheet.put((edges[0], edges[-1]), printed.change_title, sides="", bold=True)
    sheet.go_on()
    _fill(sheet, printed, list(pairwise(edges)), top=True, mixed=False)


def _fill(sheet: Sheet, printed: Printed, spans: list[tuple[int, int]], *, top: bool, mixed: bool) -> None:
    for span, title in zip(spans, COLUMNS, strict=True):
        sheet.put(span, title, middle=True)
    sheet.go_on()
    for row in printed.form.changes:
        cells = (row.date_raw, row.item_raw, row.before, row.after, row.timing, row.explanation)
        for place, (span, text) in enumerate(zip(spans, cells, strict=True)):
            sheet.put(span, text, top=top or (mixed and place == 0), middle=place == 4)
        sheet.go_on()
