"""Forms as the list of a report shows them."""

from datetime import date, timedelta

from piadiff.model import FormKind
from piadiff.writers.report.history import Deadlines, Summary


def listed(count: int) -> list[Summary]:
    """So many forms as a list shows them."""
    return [
        Summary(
            title=f"<b>みほん</b>事務{number}",
            organ="みほん市長",
            number=str(number),
            kind=FormKind.BASIC,
            revision="令和6年10月",
            page=f"みほん市長_{number}-基礎.html",
            path=f"みほん市長/{number}-基礎.yaml",
            versions=2,
            rebuilt=0,
            published=date(2020, 1, 1) + timedelta(days=number),
            deadlines=Deadlines(date(2025, 1, 1) + timedelta(days=number)),
            levels=(1, 0, 0),
            verdicts=(0, 0, 0, 1),
        )
        for number in range(1, count + 1)
    ]
