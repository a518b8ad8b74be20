"""Changes that are to be submitted before they take effect, against the days a person gave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from piadiff import guideline
from piadiff.model import DraftRow, Finding, Form, Late, Timing, Verdict
from piadiff.pipeline.days import Days

_NAMED = 3


def late_rows(rows: Iterable[DraftRow], form: Form, days: Days) -> tuple[Late, ...]:
    """Drafted rows whose days are in the wrong order."""
    return _late(((row.item, row.verdict, row.timing, row.effective) for row in rows), form, days)


def late_changes(
    findings: Iterable[Finding], rows: Iterable[DraftRow], form: Form, days: Days
) -> tuple[Late, ...]:
    """Changes, as decided, whose days are in the wrong order; ``rows`` are those that may have a day of their own."""
    own = {path: row.effective for row in rows for path in row.paths}
    changes = ((f.change.path, f.verdict, f.timing) for f in findings)
    return _late(((str(path), verdict, timing, own.get(path)) for path, verdict, timing in changes), form, days)


def _late(
    entries: Iterable[tuple[str, Verdict, Timing, date | None]], form: Form, days: Days
) -> tuple[Late, ...]:
    """``entries`` are (item, verdict, timing, 施行日 of its own); those with one message are given together."""
    submitted = days.submitted or form.header.published
    found: dict[tuple[date, str], list[str]] = {}
    for item, verdict, timing, own in entries:
        effective = own or days.effective
        message = guideline.late(verdict, timing, effective, submitted)
        if message and effective:
            found.setdefault((effective, message), []).append(item)
    return tuple(
        Late(effective, submitted, tuple(items), f"{_named(items)}: {message}")
        for (effective, message), items in found.items()
        if submitted
    )


def _named(items: Sequence[str]) -> str:
    more = len(items) - _NAMED
    return f"{'、'.join(items[:_NAMED])}{f' ほか{more}件' if more > 0 else ''}"
