"""Days by which law asks for something → the year of a body, month by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from piadiff.writers.report.days import told_year
from piadiff.writers.report.history import Summary

_MONTHS = 12
REDO, REVIEW = "再実施", "見直し"


@dataclass(frozen=True, slots=True)
class Due:
    """One form on one day."""

    day: date
    what: str
    form: Summary


@dataclass(frozen=True, slots=True)
class Month:
    """What is due in one month; ``name`` is what people call it."""

    name: str
    dues: tuple[Due, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months from a day, what was due before them, and how many 再実施 each later year holds."""

    overdue: tuple[Due, ...]
    months: tuple[Month, ...]
    later: tuple[tuple[str, int], ...]


def year(forms: Sequence[Summary], start: date | None) -> Year | None:
    """The year from a day, or from the first day that a 再実施 is due; None where no day is known."""
    dues = sorted(_dues(forms), key=lambda due: (due.day, due.what, due.form.path))
    if not dues:
        return None
    first = start or next(due.day for due in (*(due for due in dues if due.what == REDO), *dues))
    places = [(first.year + (first.month - 1 + at) // 12, (first.month - 1 + at) % 12 + 1) for at in range(_MONTHS)]
    months = tuple(
        Month(f"{told_year(y)}（{y}）{m}月", tuple(due for due in dues if (due.day.year, due.day.month) == (y, m)))
        for y, m in places
    )
    overdue = tuple(due for due in dues if due.what == REDO and start is not None and due.day < start)
    after = [due.day.year for due in dues if due.what == REDO and (due.day.year, due.day.month) > places[-1]]
    return Year(overdue, months, tuple((f"{told_year(y)}（{y}）", after.count(y)) for y in sorted(set(after))))


def _dues(forms: Sequence[Summary]) -> Iterator[Due]:
    for form in forms:
        if form.deadlines.assessment:
            yield Due(form.deadlines.assessment, REDO, form)
        if form.deadlines.review:
            yield Due(form.deadlines.review, REVIEW, form)
