"""The boxes of a page and what its tables are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from piadiff.readers.pdf.boxes import Box

SAME = 2.0
"""Points within which two places count as one."""


@dataclass
class Sheet:
    """The boxes of one page.

    Attributes:
        columns: Where the columns of each table lie.
        header: The header of the first table when it is one that is printed again.
    """

    number: int
    height: float
    boxes: list[Box]
    columns: dict[int, tuple[int, ...]] = field(default_factory=dict)
    header: tuple[Box, ...] = ()


def first_table(sheet: Sheet) -> int:
    """Number of the first table of a page, 0 for none."""
    return next((box.table for box in sheet.boxes if box.table), 0)


def last_table(sheet: Sheet) -> int:
    """Number of the table that ends lowest on a page, 0 for none."""
    return max((box for box in sheet.boxes if box.table), key=lambda box: box.bottom).table if first_table(sheet) else 0


def first_rows(sheet: Sheet, count: int) -> list[list[Box]]:
    """Boxes of the first table of a page that begin in its first rows, row by row."""
    rows: list[list[Box]] = []
    for box in sorted((box for box in sheet.boxes if box.table and box.table == first_table(sheet)), key=_top):
        if rows and box.top - rows[-1][0].top <= SAME:
            rows[-1].append(box)
        elif len(rows) == count:
            break
        else:
            rows.append([box])
    return [sorted(row, key=lambda box: box.x0) for row in rows]


def _top(box: Box) -> float:
    return box.top


def text_between(before: Sheet, here: Sheet) -> bool:
    """Whether text stands below the last table of a page or above the first of the next."""
    last, first = last_table(before), first_table(here)
    below = max((box.bottom for box in before.boxes if box.table == last), default=0.0)
    above = min((box.top for box in here.boxes if box.table == first), default=0.0)
    return any(box.top >= below - SAME for box in before.boxes if not box.table) or any(
        box.bottom <= above + SAME for box in here.boxes if not box.table
    )


def alike(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two tables have the same columns."""
    return len(one) == len(other) and all(abs(a - b) <= SAME for a, b in zip(one, other, strict=True))
