"""Changes as one HTML page that needs no network."""

from __future__ import annotations

from collections.abc import Sequence

from piadiff.model import Change, Finding
from piadiff.writers.diff_runs import View, shown
from piadiff.writers.pages import page, shipped


def html(
    found: Sequence[Finding | Change], *, title: str = "評価書の新旧対照", heading: str = "", view: View = View.WORDS
) -> str:
    """The page: every change with both texts in full."""
    return page(
        "diff.html.j2",
        title=title,
        heading=heading,
        changes=[shown(told, view) for told in found],
        css=shipped("diff.css"),
    )
