"""変更箇所 rows of a form → the same rows with the items they name."""

from __future__ import annotations

import dataclasses

from piadiff.addresses.resolver import resolve
from piadiff.model import Form
from piadiff.templates import for_kind


def with_resolved_rows(form: Form) -> Form:
    """The form with ``items`` of every row filled in; a cell that cannot be determined keeps none."""
    template = for_kind(form.header.kind, form.header.in_use)
    rows = tuple(
        dataclasses.replace(
            row,
            items=resolve(row.item_raw, template, form=form, before=row.before, after=row.after).paths,
        )
        for row in form.changes
    )
    return dataclasses.replace(form, changes=rows)
