"""Boxes of all pages → cells: what is printed on every page once, tables and texts that go on over a page."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from piadiff.readers.folio import is_dressed, page_number
from piadiff.readers.grid import Cell
from piadiff.readers.pdf.boxes import Box
from piadiff.readers.pdf.continued import join_rows
from piadiff.readers.pdf.lines import begins
from piadiff.readers.pdf.sheets import SAME, Sheet, alike, first_rows, first_table, last_table, text_between
from piadiff.text import key

_MARGIN = 0.1
_HEADER_CELLS, _HEADER_ROWS = 3, 3
_REPEATED = 3


def cells(sheets: Sequence[Sheet]) -> Iterator[Cell]:
    """Cells of a document in the order of its pages."""
    kept = [Sheet(sheet.number, sheet.height, list(sheet.boxes), sheet.columns) for sheet in sheets]
    _drop_page_numbers(kept)
    _drop_running_heads(kept)
    following = [False, *(_follows(before, here) for before, here in pairwise(kept))]
    _drop_headers(kept)
    ends = [last_table(sheet) for sheet in kept]
    starts = [first_table(sheet) for sheet in kept]
    join_rows(kept)
    edges = _columns(kept)
    row = block = 0
    blocks: dict[int, int] = {}
    for at, sheet in enumerate(kept):
        blocks, before = {}, blocks
        if at and following[at] and ends[at - 1] in before:
            blocks[starts[at]] = before[ends[at - 1]]
        lines = _lines(sheet.boxes)
        cut = _cut(sheet, kept[at + 1] if at + 1 < len(kept) else None)
        for number, box in enumerate(sheet.boxes):
            if not box.table or box.table not in blocks:
                block += 1
                if box.table:
                    blocks[box.table] = block
            top, bottom = bisect_left(lines, box.top - SAME), bisect_left(lines, box.bottom - SAME)
            left, right = (bisect_right(edges, place) for place in (box.x0, box.x1))
            yield Cell(
                row + top,
                left,
                row + max(top + 1, bottom),
                max(left + 1, right),
                box.text,
                place=f"{sheet.number}頁",
                line=row + top + 1,
                sheet=at,
                block=blocks[box.table] if box.table else block,
                cut=number in cut,
            )
        row += len(lines)


def _lines(boxes: Sequence[Box]) -> list[float]:
    """Where rows begin or end on a page."""
    lines: list[float] = []
    for place in sorted(place for box in boxes for place in (box.top, box.bottom)):
        if not lines or place - lines[-1] > SAME:
            lines.append(place)
    return lines


def _columns(sheets: Sequence[Sheet]) -> list[float]:
    """Where columns begin or end in a document, so that those of all its pages can be held against each other."""
    places: list[float] = []
    for place in sorted(place for sheet in sheets for box in sheet.boxes for place in (box.x0, box.x1)):
        if not places or place - places[-1] > SAME:
            places.append(place)
    return places


def _in_margin(box: Box, sheet: Sheet) -> bool:
    return not box.table and (box.bottom <= _MARGIN * sheet.height or box.top >= (1 - _MARGIN) * sheet.height)


def _drop_page_numbers(sheets: Sequence[Sheet]) -> None:
    """Numbers in the margin that count with the pages are print."""
    found = [
        (sheet, box, number - at)
        for at, sheet in enumerate(sheets)
        for box in sheet.boxes
        if _in_margin(box, sheet) and (number := page_number(box.text)) is not None
    ]
    steps = Counter(step for _, step in {(sheet.number, step) for sheet, _, step in found})
    for sheet, box, step in found:
        if steps[step] > 1 or is_dressed(box.text):
            sheet.boxes.remove(box)


def _drop_running_heads(sheets: Sequence[Sheet]) -> None:
    """The same words in the margin of many pages are kept where they stand first."""
    count = Counter(
        text for sheet in sheets for text in {key(box.text) for box in sheet.boxes if _in_margin(box, sheet)}
    )
    seen: set[str] = set()
    for sheet in sheets:
        for box in [box for box in sheet.boxes if _in_margin(box, sheet)]:
            text = key(box.text)
            if text in seen and count[text] >= _REPEATED:
                sheet.boxes.remove(box)
            seen.add(text)


def _drop_headers(sheets: Sequence[Sheet]) -> None:
    """Take away the header of a table that is printed again at the top of the next page."""
    rows = [first_rows(sheet, _HEADER_ROWS) for sheet in sheets]
    for at in range(1, len(sheets)):
        header = _header(rows[at - 1], rows[at])
        if header and _follows(sheets[at - 1], sheets[at]):
            sheets[at].header = tuple(header)
            for box in header:
                sheets[at].boxes.remove(box)


def _header(before: Sequence[Sequence[Box]], here: Sequence[Sequence[Box]]) -> Sequence[Box]:
    """The first row of a page when the table before begins with it, below titles at most; else nothing.

    What brackets an answer is no header: items of the same name may come first on two pages.
    """
    again = [key(box.text) for box in here[0]] if here else []
    if len(again) < _HEADER_CELLS or any("[" in text for text in again):
        return ()
    for row in before:
        if [key(box.text) for box in row] == again:
            return here[0]
        if len(row) > 1:
            break
    return ()


def _follows(before: Sheet, here: Sheet) -> bool:
    """Whether the first table of a page goes on from the last one of the page before."""
    last, first = last_table(before), first_table(here)
    same = bool(last and first) and alike(before.columns[last], here.columns[first])
    return same and not text_between(before, here)


def _cut(sheet: Sheet, following: Sheet | None) -> set[int]:
    """Boxes at the end of a page whose last line is full and goes on in the same column of the next page."""
    if following is None or not sheet.boxes or not following.boxes:
        return set()
    lowest = max(box.bottom for box in sheet.boxes)
    highest = min(box.top for box in following.boxes)
    heads = [box for box in following.boxes if box.top - highest <= SAME]
    return {
        number
        for number, box in enumerate(sheet.boxes)
        if box.full
        and lowest - box.bottom <= SAME
        and any(_below(box, head) and not begins(head.text, box.text) for head in heads)
    }


def _below(box: Box, head: Box) -> bool:
    """Whether a box stands in the column of one on the page before; without rules, whether it begins where it does."""
    if bool(box.table) != bool(head.table) or abs(head.x0 - box.x0) > SAME:
        return False
    return not box.table or abs(head.x1 - box.x1) <= SAME
