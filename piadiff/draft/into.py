"""Drafted rows → the 変更箇所 of the next version; what is published stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from piadiff.addresses.resolver import resolve
from piadiff.model import ChangeRow, Draft, DraftRow, Form, ItemPath
from piadiff.templates import Template
from piadiff.text import key, wareki


@dataclass(frozen=True, slots=True)
class Placed:
    """The form with the rows in place, and what was done to it, by row number.

    Attributes:
        kept: How many published rows stand above, untouched.
        restored: Published rows that the form lacked.
        added: Rows put below them.
        renewed: Rows of an earlier draft whose wording moved on.
        others: Rows below the published ones that no drafted row explains: written by hand, or
            left by an earlier draft.
        stood: For every row its number in the form before, 0 for one that is new to it.
    """

    form: Form
    kept: int
    restored: tuple[int, ...]
    added: tuple[int, ...]
    renewed: tuple[int, ...]
    others: tuple[int, ...]
    stood: tuple[int, ...]

    @property
    def changed(self) -> bool:
        """Whether anything was done."""
        return bool(self.restored or self.added or self.renewed)


def _items(row: DraftRow, template: Template, form: Form) -> tuple[ItemPath, ...]:
    """What the 項目 cell resolves to, as a reader of the finished form will find it."""
    return resolve(row.item, template, form=form, before=row.before, after=row.after).paths or row.paths


def _as_published(row: DraftRow, template: Template, form: Form) -> ChangeRow:
    return ChangeRow(
        row=0,
        date_raw=wareki(row.date) if row.date else "",
        item_raw=row.item,
        before=row.before,
        after=row.after,
        timing=str(row.timing),
        explanation=row.explanation,
        date=row.date,
        items=_items(row, template, form),
    )


def _same_change(row: ChangeRow) -> tuple[str, str, str]:
    """What distinguishes a row from others: where and from what to what, not how it is explained."""
    return key(row.item_raw), key(row.before), key(row.after)


def _take(rows: list[ChangeRow], wanted: ChangeRow) -> ChangeRow | None:
    """Take the row of the same change out of a list."""
    found = next((row for row in rows if _same_change(row) == _same_change(wanted)), None)
    if found is not None:
        rows.remove(found)
    return found


def into(form: Form, draft: Draft, *, template: Template, published: Sequence[ChangeRow]) -> Placed:
    """Put the rows of a draft below the published rows of a form; doing it again changes nothing.

    ``published`` are the rows of the version before.
    """
    left = list(form.changes)
    above = [(row, _take(left, row)) for row in published]
    wanted = {_same_change(row): row for row in (_as_published(drafted, template, form) for drafted in draft.rows)}
    below = [(row, _dated_as(row, wanted.pop(_same_change(row), None))) for row in left]
    start = len(above) + 1
    rows = [
        *(found or row for row, found in above),
        *(drafted or row for row, drafted in below),
        *wanted.values(),
    ]
    return Placed(
        form=replace(form, changes=tuple(replace(row, row=number) for number, row in enumerate(rows, start=1))),
        kept=len(above),
        restored=tuple(number for number, (_, found) in enumerate(above, start=1) if found is None),
        added=tuple(range(start + len(below), start + len(below) + len(wanted))),
        renewed=tuple(
            number
            for number, (row, drafted) in enumerate(below, start=start)
            if drafted and replace(drafted, row=row.row) != row
        ),
        others=tuple(number for number, (_, drafted) in enumerate(below, start=start) if drafted is None),
        stood=(*(found.row if found else 0 for _, found in above), *(r.row for r, _ in below), *(0 for _ in wanted)),
    )


def _dated_as(row: ChangeRow, drafted: ChangeRow | None) -> ChangeRow | None:
    """The drafted row with its day as the table writes it: in other signs, or in a cell merged with the one above."""
    return replace(drafted, date_raw=row.date_raw) if drafted and row.date and row.date == drafted.date else drafted
