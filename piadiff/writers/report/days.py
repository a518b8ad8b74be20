"""Days as the report writes them, in the years of the eras."""

from __future__ import annotations

from datetime import date

from piadiff.text import wareki

_FIRST_ERA = date(1868, 1, 25)


def told_day(day: date) -> str:
    """A day as officers write it; one before the first era as a number."""
    return wareki(day) if day >= _FIRST_ERA else day.isoformat()


def told_year(year: int) -> str:
    """A year by the era it ends in, "" before the first."""
    last = date(year, 12, 31)
    return f"{wareki(last).partition('年')[0]}年" if last >= _FIRST_ERA else ""
