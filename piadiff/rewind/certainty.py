"""Which values of which rebuilt versions are not proven."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from piadiff.model import Form, Item, ItemKind, ItemPath, Uncertain
from piadiff.rewind.stage import Stage, before, newer
from piadiff.text import find_dates

Marks = dict[ItemPath, Uncertain]
_AS_OF = re.compile(r"^[ 　]*(?:時点|現在)")
_UNSAID = "様式の改正で加わった欄だが、加わったことを言う行がない"
_LATER = "版の日（{}）より後の「{}」について書かれている"


def marks(published: Form, stages: Sequence[Stage]) -> list[Marks]:
    """The doubts of each stage by address; stages are newest first, and the first is the published form.

    A value is proven as long as no row leaves it open: no row touches the item, or each that does quotes it exactly,
    at one place. What a row leaves open stays open in all older versions.
    """
    found: list[Marks] = [dict(published.uncertain)]
    open_now: Marks = dict(published.uncertain)
    for at in range(1, len(stages)):
        stage = stages[at]
        here: Marks = {}
        for doubt in stage.doubts:
            told = Uncertain(doubt.row, doubt.reason)
            for path in sorted(doubt.paths):
                (here if doubt.here else open_now).setdefault(path, told)
                if doubt.here and at > 1:
                    found[at - 1].setdefault(path, told)
                if doubt.contradicts:
                    _spread(found, stages, at, path, told)
        open_now, here = (_carried(each, stages[at - 1], stage) for each in (open_now, here))
        open_now |= {path: Uncertain(None, _UNSAID) for path in stage.unsaid}
        blank = {path: item.uncertain for path, item in stage.state.items.items() if item.uncertain}
        found.append({**dict(_of_later_days(stage)), **blank, **here, **open_now})
    return found


def _carried(doubted: Marks, later: Stage, older: Stage) -> Marks:
    """Doubts by the addresses of the older stage."""
    if later.state.template is older.state.template and not older.files:
        return doubted
    return {there: told for path, told in doubted.items() if (there := before(path, later, older))}


def _spread(found: list[Marks], stages: Sequence[Stage], at: int, path: ItemPath, told: Uncertain) -> None:
    """Mark the rebuilt versions after a row that something contradicts, up to the next row that changed the item."""
    for number, here, after in newer(stages[:at], path):
        found[number].setdefault(here, told)
        if after in stages[number].changed:
            return


def _of_later_days(stage: Stage) -> Iterator[tuple[ItemPath, Uncertain]]:
    """Values that speak of a day on which the version was not yet, or no longer, the newest."""
    for path, item in stage.state.items.items():
        for day, words in _days_told(item):
            if stage.since and day > stage.since:
                yield path, Uncertain(None, _LATER.format(stage.since.isoformat(), words))
            elif not stage.since and stage.until and day >= stage.until:
                yield path, Uncertain(None, _LATER.format(f"{stage.until.isoformat()}より前", words))


def _days_told(item: Item) -> Iterator[tuple[date, str]]:
    """Days as of which an item says something."""
    text = item.value if isinstance(item.value, str) else ""
    for span in find_dates(text):
        if span.day and (item.kind is ItemKind.DATE or _AS_OF.match(text[span.end :])):
            yield span.day, span.text
