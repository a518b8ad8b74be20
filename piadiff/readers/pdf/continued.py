"""Rows that go on over a page break → one row: recognised by missing rules, full lines and lists that count on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from piadiff.readers.pdf.boxes import Box
from piadiff.readers.pdf.lines import begins, closes, glued
from piadiff.readers.pdf.sheets import SAME, Sheet, first_table, last_table, text_between
from piadiff.text import key
from piadiff.text.signs import CIRCLED, circled_value

_COUNTED = re.compile(rf"^[ 　]*[（(]?(\d{{1,2}})[)）.．]|^[ 　]*([{CIRCLED}])", re.MULTILINE)
_NAMED = 2
"""Columns at the left of a table with a header that say which row it is: the day and the item of a 変更箇所 row."""
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass
class _End:
    """A box that ends a page, and where the first part of its text stands."""

    box: Box
    sheet: Sheet
    place: int


def join_rows(sheets: Sequence[Sheet]) -> None:
    """Put the text of boxes that go on at the top of the next page behind their first part."""
    before: list[_End] = []
    for at, sheet in enumerate(sheets):
        merged: dict[int, _End] = {}
        top = _top_row(sheet)
        if before and top and not text_between(sheets[at - 1], sheet):
            merged = _pairs(before, sheet, top)
            for place, end in merged.items():
                _append(end, sheet.boxes[place])
        before = [
            _End(box, merged[place].sheet, merged[place].place) if place in merged else _End(box, sheet, place)
            for place, box in _bottom_row(sheet)
        ]
        _remove(sheet, merged, before)


def _remove(sheet: Sheet, merged: dict[int, _End], ends: Sequence[_End]) -> None:
    """Take the boxes that are joined off the page; the places of the others move up."""
    places = sorted(merged)
    for end in ends:
        if end.sheet is sheet:
            end.place -= sum(1 for place in places if place < end.place)
    sheet.boxes[:] = [box for place, box in enumerate(sheet.boxes) if place not in merged]


def _top_row(sheet: Sheet) -> list[int]:
    """Boxes at the top of the first table of a page."""
    table = first_table(sheet)
    own = [place for place, box in enumerate(sheet.boxes) if table and box.table == table]
    if not own:
        return []
    top = min(sheet.boxes[place].top for place in own)
    return [place for place in own if sheet.boxes[place].top - top <= SAME]


def _bottom_row(sheet: Sheet) -> list[tuple[int, Box]]:
    """Boxes at the end of the last table of a page."""
    table = last_table(sheet)
    own = [(place, box) for place, box in enumerate(sheet.boxes) if table and box.table == table]
    bottom = max((box.bottom for _, box in own), default=0.0)
    return [(place, box) for place, box in own if bottom - box.bottom <= SAME]


def _pairs(before: Sequence[_End], sheet: Sheet, top: Sequence[int]) -> dict[int, _End]:
    """Boxes of the new page, each with the box it belongs to."""
    found = ((place, _above(sheet.boxes[place], before)) for place in top)
    pairs = {place: end for place, end in found if end is not None}
    open_ended = {place: end for place, end in pairs.items() if end.box.open_bottom or sheet.boxes[place].open_top}
    if open_ended or len(pairs) < len(top) or (len(top) >= len(before) and not _is_label_alone(before)):
        return open_ended
    if sheet.header and all(sheet.boxes[place].x0 >= sheet.header[_NAMED].x0 - SAME for place in top):
        return pairs
    label = min(before, key=lambda end: end.box.x0)
    told = [(end, sheet.boxes[place].text) for place, end in pairs.items()]
    goes_on = [_runs_on(end, text) if end is label else _goes_on(end, text) for end, text in told]
    labelled = any(end is label for end, _ in told)
    several = label.box.full and sum(_runs_on(end, text) for end, text in told) > 1
    return pairs if all(goes_on) or (any(goes_on) and (several or not labelled)) else {}


def _is_label_alone(before: Sequence[_End]) -> bool:
    """Whether a row holds no more than a label, the rest of it being empty."""
    only = before[0]
    edge = max(box.x1 for box in only.sheet.boxes if box.table == only.box.table)
    return len(before) == 1 and edge - only.box.x1 > SAME


def _above(box: Box, before: Sequence[_End]) -> _End | None:
    """The box of the page before between the same rules; of several columns without rules the one that goes on."""
    same = [end for end in before if all(abs(a - b) <= SAME for a, b in zip(end.box.frame, box.frame, strict=True))]
    if len(same) < 2:
        return same[0] if same else None
    return next((end for end in same if _goes_on(end, box.text)), None)


def _goes_on(end: _End, text: str) -> bool:
    told = end.sheet.boxes[end.place].text
    return _runs_on(end, text) or _counts_on(told, text) or closes(text, told)


def _runs_on(end: _End, text: str) -> bool:
    """Whether a full line goes on in another."""
    return end.box.full and not begins(text, end.sheet.boxes[end.place].text)


def _counts_on(told: str, text: str) -> bool:
    """Whether a list of numbers goes on with the next one."""
    numbers = [_number(match) for match in _COUNTED.finditer(told.translate(_DIGITS))]
    match = _COUNTED.match(text.translate(_DIGITS))
    return bool(numbers) and match is not None and _number(match) == numbers[-1] + 1


def _number(match: re.Match[str]) -> int:
    return int(match[1]) if match[1] else circled_value(match[2])


def _append(end: _End, box: Box) -> None:
    head = end.sheet.boxes[end.place]
    if end.box.open_bottom and key(box.text) == key(head.text):
        return  # the text of a cell over two pages, painted on both
    text = glued(head.text, box.text) if _runs_on(end, box.text) else f"{head.text}\n{box.text}"
    end.sheet.boxes[end.place] = replace(head, text=text, full=box.full)
