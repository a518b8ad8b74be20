"""Page numbers as they are printed in margins."""

from __future__ import annotations

import re

from piadiff.text import key

_NUMBER = re.compile(
    r"""[-‐–—―・･(<]*(?:p\.?|頁|ページ)?
        (?P<number>\d{1,4}) (?:/\d{1,4})?
        (?:頁|ページ)?[-‐–—―・･)>]*""",
    re.VERBOSE,
)

_DRESSED = re.compile(r"^[-‐–—―]\d+.*[-‐–—―]$|\d/\d|頁|ページ")


def page_number(text: str) -> int | None:
    """The number that a text is, None when it says more."""
    match = _NUMBER.fullmatch(key(text))
    return int(match["number"]) if match else None


def is_dressed(text: str) -> bool:
    """Whether dashes around a number, a total or the word itself say that it is the page's."""
    return bool(_DRESSED.search(key(text)))
