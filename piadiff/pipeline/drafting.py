"""Two versions → the 変更箇所 rows between them."""

from __future__ import annotations

from datetime import date

from piadiff import draft as draft_room
from piadiff.guideline import Policy
from piadiff.model import Draft, Form
from piadiff.pipeline.days import Days
from piadiff.pipeline.judging import judge
from piadiff.pipeline.sides import template_of


def draft(  # noqa: PLR0913 - the facts of a draft are named one by one
    old: Form,
    new: Form,
    days: Days,
    *,
    day: date | None = None,
    granularity: draft_room.Granularity = "change",
    policy: Policy | None = None,
) -> Draft:
    """The 変更箇所 rows between two versions; 変更日 is the newer form's 公表日 unless a day is given."""
    return draft_room.draft(
        judge(old, new, days, policy=policy),
        old=old,
        new=new,
        template=template_of(new),
        day=day or new.header.published,
        granularity=granularity,
        judge=lambda other: judge(old, other, days, policy=policy),
    )


def render_draft(drafted: Draft, format_: str) -> bytes:
    """A draft in one of the formats of ``piadiff draft --format``."""
    from piadiff.writers.draft_formats import write_draft

    return write_draft(drafted, format_)
