"""Rows as read off a source → numbered ``ChangeRow`` objects with dates and doubts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from piadiff.model import ChangeRow
from piadiff.readers.change_table.words import bare, is_ditto, ticked_timing
from piadiff.text import parse_date


@dataclass(frozen=True, slots=True)
class ChangeTable:
    """What a source holds as its 変更箇所 table.

    Attributes:
        used: Numbers of the source lines that belong to the table: title, headers, rows.
        doubts: (row number, what is uncertain about the row), in row order.
    """

    rows: tuple[ChangeRow, ...] = ()
    used: frozenset[int] = frozenset()
    doubts: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as read; ``page`` counts the headers above it, ``lines`` are its source lines.

    ``below_date`` says that the merged cell of a 変更日 above reaches over the row.
    """

    date: str = ""
    item: str = ""
    before: str = ""
    after: str = ""
    timing: str = ""
    explanation: str = ""
    page: int = 0
    lines: tuple[int, ...] = ()
    doubts: tuple[str, ...] = ()
    below_date: bool = False


def _prints_every_date(rows: Sequence[RawRow]) -> bool:
    """Whether the table repeats a 変更日 on the rows of one batch instead of merging the cells.

    A page prints the merged cell of a batch once more, so only rows of one page count.
    """
    return any(a.date and bare(a.date) == bare(b.date) and a.page == b.page for a, b in pairwise(rows))


def number_rows(raw: Iterable[RawRow], used: Iterable[int] = ()) -> ChangeTable:
    """Number the rows and read their dates.

    A blank 変更日 below a dated row is the lower part of a merged cell, so the row has that date;
    ``date_raw`` stays blank, since the row itself prints none. Where the table prints the same date
    on neighbouring rows, its cells are not merged and a blank one stays without a date.
    """
    rows = list(raw)
    merged = not _prints_every_date(rows)
    above = None
    numbered, doubts = list[ChangeRow](), list[tuple[int, str]]()
    for number, row in enumerate(rows, start=1):
        day = parse_date(row.date)
        if day is None and (is_ditto(row.date) or ((merged or row.below_date) and not row.date)):
            day = above
        above = day if row.date else above
        timing = ticked_timing(row.timing)
        numbered.append(
            ChangeRow(number, row.date, row.item, row.before, row.after, timing, row.explanation, date=day)
        )
        reasons = list(row.doubts)
        if row.date and day is None:
            reasons.append(f"変更日「{row.date}」を日付として読めません")
        doubts.extend((number, reason) for reason in dict.fromkeys(reasons))
    lines = frozenset(used).union(*(row.lines for row in rows)) if rows else frozenset(used)
    return ChangeTable(tuple(numbered), lines, tuple(doubts))


def in_doubt(row: RawRow, *reasons: str) -> RawRow:
    """The row with reasons added to its doubts."""
    return replace(row, doubts=(*row.doubts, *reasons))
