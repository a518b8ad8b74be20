"""Changes as one HTML page that needs no network."""

from __future__ import annotations

from collections.abc import Sequence

from piadiff.model import Replacement
from piadiff.writers.diff.listing import Told, listed, tally
from piadiff.writers.diff.runs import View
from piadiff.writers.pages import page, shipped


def html(
    found: Sequence[Told],
    replacements: Sequence[Replacement] = (),
    *,
    title: str = "評価書の新旧対照",
    heading: str = "",
    view: View = View.WORDS,
) -> str:
    """The page: every change with both texts in full."""
    return page(
        "diff.html.j2",
        title=title,
        heading=heading,
        tally=tally(found),
        changes=listed(found, replacements, view),
        css=shipped("diff.css"),
    )
