"""Boxes of all pages → cells: what is printed on every page once, tables and texts that go on over a page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from piadiff.readers.grid import Cell
from piadiff.readers.pdf.boxes import Box
from piadiff.readers.pdf.lines import begins
from piadiff.text import key

_MARGIN = 0.1
_HEADER_CELLS = 3
_REPEATED = 3
_SAME = 2.0
_NUMBER = re.compile(
    r"""[-－‐–—―・･ 　(（<]*(?:p\.?|頁|ページ)?[ 　]*
        (\d{1,4}) (?:[ 　]*[/／][ 　]*\d{1,4})?
        (?:頁|ページ)?[-－‐–—―・･ 　)）>]*""",
    re.VERBOSE,
)


@dataclass
class Sheet:
    """The boxes of one page; ``columns`` says where the columns of each table lie."""

    number: int
    height: float
    boxes: list[Box]
    columns: dict[int, tuple[int, ...]] = field(default_factory=dict)


def cells(sheets: Sequence[Sheet]) -> Iterator[Cell]:
    """Cells of a document in the order of its pages."""
    kept = [Sheet(sheet.number, sheet.height, list(sheet.boxes), sheet.columns) for sheet in sheets]
    _drop_page_numbers(kept)
    _drop_running_heads(kept)
    following = _drop_headers(kept)
    row = block = 0
    blocks: dict[int, int] = {}
    for at, sheet in enumerate(kept):
        blocks, before = {}, blocks
        last = _last_table(kept[at - 1]) if at else 0
        first = _first_table(sheet)
        if at and first and following[at] and last in before:
            blocks[first] = before[last]
        lines = _lines(sheet.boxes)
        cut = _cut(sheet, kept[at + 1] if at + 1 < len(kept) else None)
        for number, box in enumerate(sheet.boxes):
            if not box.table or box.table not in blocks:
                block += 1
                if box.table:
                    blocks[box.table] = block
            top, bottom = bisect_left(lines, box.top - _SAME), bisect_left(lines, box.bottom - _SAME)
            left, right = round(box.x0 * 10), round(box.x1 * 10)
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
        if not lines or place - lines[-1] > _SAME:
            lines.append(place)
    return lines


def _in_margin(box: Box, sheet: Sheet) -> bool:
    return not box.table and (box.bottom <= _MARGIN * sheet.height or box.top >= (1 - _MARGIN) * sheet.height)


def _drop_page_numbers(sheets: Sequence[Sheet]) -> None:
    """Numbers in the margin that count with the pages are print."""
    found = []
    for at, sheet in enumerate(sheets):
        for box in sheet.boxes:
            match = _NUMBER.fullmatch(key(box.text)) if _in_margin(box, sheet) else None
            if match:
                found.append((at, box, int(match[1]) - at))
    steps = Counter(step for _, _, step in found)
    for at, box, step in found:
        if steps[step] > 1 or len(sheets) == 1 or re.search(r"\D", key(box.text)):
            sheets[at].boxes.remove(box)


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


def _drop_headers(sheets: Sequence[Sheet]) -> list[bool]:
    """Take away the header of a table that is printed again at the top of the next page.

    Answers for every page whether its first table goes on from the page before.
    """
    following = [False]
    rows = [_first_row(sheet) for sheet in sheets]
    for at in range(1, len(sheets)):
        before, here = _last_table(sheets[at - 1]), _first_table(sheets[at])
        same = bool(before and here) and _alike(sheets[at - 1].columns[before], sheets[at].columns[here])
        following.append(same and not _text_between(sheets[at - 1], before, sheets[at], here))
        header, again = rows[at - 1], rows[at]
        if (
            len(again) >= _HEADER_CELLS
            and [key(box.text) for box in header] == [key(box.text) for box in again]
            and same
        ):
            for box in rows[at]:
                sheets[at].boxes.remove(box)
    return following


def _alike(one: Sequence[int], other: Sequence[int]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= _SAME for a, b in zip(one, other, strict=True))


def _first_table(sheet: Sheet) -> int:
    return next((box.table for box in sheet.boxes if box.table), 0)


def _last_table(sheet: Sheet) -> int:
    tables = [box for box in sheet.boxes if box.table]
    return max(tables, key=lambda box: box.bottom).table if tables else 0


def _first_row(sheet: Sheet) -> list[Box]:
    table = [box for box in sheet.boxes if box.table and box.table == _first_table(sheet)]
    return [box for box in table if abs(box.top - table[0].top) <= _SAME]


def _text_between(before: Sheet, last: int, here: Sheet, first: int) -> bool:
    """Whether text stands below the last table of a page or above the first of the next."""
    below = max(box.bottom for box in before.boxes if box.table == last)
    above = min(box.top for box in here.boxes if box.table == first)
    return any(box.top >= below for box in before.boxes) or any(box.bottom <= above for box in here.boxes)


def _cut(sheet: Sheet, following: Sheet | None) -> set[int]:
    """Boxes at the end of a page whose last line is full and goes on in the same column of the next page."""
    if following is None or not sheet.boxes or not following.boxes:
        return set()
    lowest = max(box.bottom for box in sheet.boxes)
    highest = min(box.top for box in following.boxes)
    heads = [box for box in following.boxes if box.top - highest <= _SAME]
    return {
        number
        for number, box in enumerate(sheet.boxes)
        if box.full
        and lowest - box.bottom <= _SAME
        and any(
            abs(head.x0 - box.x0) <= _SAME and abs(head.x1 - box.x1) <= _SAME and not begins(head.text)
            for head in heads
            if bool(head.table) == bool(box.table)
        )
    }
