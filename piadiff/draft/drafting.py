"""Findings of one revision → its drafted 変更箇所."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, get_args

from piadiff.draft.claims import claim
from piadiff.draft.decisions import Decision, decided
from piadiff.draft.parts import Judge, apart
from piadiff.draft.rows import DraftContext, folds, row
from piadiff.draft.style import Style, default_style
from piadiff.errors import WrongCallError
from piadiff.model import Draft, DraftRow, Finding, Fold, Form
from piadiff.templates import Template

Granularity = Literal["change", "item"]


def draft(  # noqa: PLR0913 - the facts of a draft are named one by one
    findings: Sequence[Finding],
    *,
    old: Form | None = None,
    new: Form | None = None,
    template: Template,
    day: datetime.date | None = None,
    style: Style | None = None,
    decisions: Mapping[str, Decision] | None = None,
    granularity: Granularity = "change",
    judge: Judge | None = None,
) -> Draft:
    """Rows for all findings that were read, one edit one row; ``item`` gives every item its own row.

    ``judge`` lets places of one item that are judged differently have rows of their own.

    ``day`` is the 変更日 of all rows, None while it is open; ``decisions`` hold what officers decided,
    by fingerprint, and their words win.

    Raises:
        WrongCallError: When the granularity is unknown.
    """
    if granularity not in get_args(Granularity):
        raise WrongCallError(
            f"行のまとめ方「{granularity}」はありません", remedy=f"{'、'.join(get_args(Granularity))} のどれかです"
        )
    context = DraftContext(old, new, template, day, style or default_style())
    rows: list[DraftRow] = []
    folded: list[Fold] = []
    by_item = granularity == "item"
    read = [found for found in findings if not found.change.unread]
    claims = claim(read, old=old, new=new, style=context.style, by_item=by_item)
    for made in claims if by_item else apart(claims, new, judge):
        if made.has_row:
            rows.append(row(made, context))
        folded += folds(made, len(rows) if made.has_row else None, context.style)
    return with_decisions(Draft(tuple(rows), tuple(folded)), decisions or {})


def with_decisions(made: Draft, decisions: Mapping[str, Decision]) -> Draft:
    """The draft with what officers decided about its rows; decisions about none of them are named."""
    rows = tuple(
        decided(drafted, decisions[drafted.fingerprint]) if drafted.fingerprint in decisions else drafted
        for drafted in made.rows
    )
    known = {drafted.fingerprint for drafted in made.rows}
    return replace(made, rows=rows, unused_decisions=tuple(sorted(set(decisions) - known)))
