"""What a page prints around its text: running titles with page numbers."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

_PAGE_MARK = re.compile(
    r"(?<![\d/])(?P<page>\d{1,3})\s*(?:/|of)\s*(?P<of>\d{1,3})(?![\d/])\s*(?:ページ|頁)?|[-－‐–]\s*\d{1,3}\s*[-－‐–]|\d{1,3}\s*(?:ページ|頁)"
)
_PAGES = 3
"""Times a line must come again, each time with another page number, to be no text of the form."""


def without_running_lines(lines: Sequence[str]) -> list[str]:
    """The lines with running titles made empty: lines that differ in nothing but their page number."""
    seen: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for at, line in enumerate(lines):
        plain = unicodedata.normalize("NFKC", line)
        mark = _PAGE_MARK.search(plain) if len(plain) <= 120 else None
        if mark:
            seen["".join((plain[: mark.start()] + "#" + plain[mark.end() :]).split())].append((at, mark[0]))
    running = {
        at
        for places in seen.values()
        if len({mark for _, mark in places}) >= max(_PAGES, len(places) - 1)
        for at, _ in places
    }
    return ["\f" * line.count("\f") if at in running else line for at, line in enumerate(lines)]
