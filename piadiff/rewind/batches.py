"""Rows of a table by 変更日, in the order of time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from piadiff.model import ChangeRow
from piadiff.text import parse_date

_MONTH = re.compile(r"月\s*$")


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of one 変更日.

    Attributes:
        day: None where the table prints no full date.
        after: For rows without any day, the 変更日 of the rows they stand behind; None for dated rows and at the
            beginning of the table.
    """

    rows: tuple[ChangeRow, ...]
    day: date | None = None
    after: date | None = None


def batches(rows: Sequence[ChangeRow]) -> list[Batch]:
    """Oldest first; rows without a day stand where the table has them, between its dated rows.

    A row without a day between two rows of one day is of that day: a 変更日 is often printed once for several rows.
    """
    days = [_day(row) for row in rows]
    known = [day for day in days if day]
    falls = sum(a > b for a, b in pairwise(known)) > sum(a < b for a, b in pairwise(known))
    step = -1 if falls else 1
    places = _places(days[::step])[::step]
    found: dict[tuple[date, bool], list[ChangeRow]] = {}
    for row, place in zip(rows, places, strict=True):
        found.setdefault(place, []).append(row)
    return [
        Batch(
            tuple(batch),
            day=next((row.date for row in batch if row.date), None),
            after=day if loose and day > date.min else None,
        )
        for (day, loose), batch in sorted(found.items(), key=lambda each: each[0])
    ]


def _day(row: ChangeRow) -> date | None:
    """The day of a row, or the first of its month."""
    return row.date or (parse_date(_MONTH.sub("月1日", row.date_raw)) if row.date_raw.strip() else None)


def _places(days: Sequence[date | None]) -> list[tuple[date, bool]]:
    """(day, whether the row stands behind the rows of that day instead of among them) of rows in order of time."""
    following: list[date | None] = []
    ahead: date | None = None
    for day in reversed(days):
        following.append(ahead)
        ahead = day or ahead
    places: list[tuple[date, bool]] = []
    before = date.min
    for day, after in zip(days, reversed(following), strict=True):
        places.append((day, False) if day else (before, before != after))
        before = day or before
    return places
