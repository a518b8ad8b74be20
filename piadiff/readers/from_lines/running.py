"""What a page prints around its text: running titles with page numbers."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

_PAGE_MARK = re.compile(
    r"(?<!\S)(?:(?P<page>\d{1,3})\s*/\s*\d{1,3}(?:\s*(?:ページ|頁))?|[-－‐–]\s*(?P<dashed>\d{1,3})\s*[-－‐–]"
    r"|(?P<counted>\d{1,3})\s*(?:ページ|頁))(?!\S)"
)
_PAGES = 3
"""Times a line must come again, each time with a higher page number, to be no text of the form."""
_LONGEST = 120
_BARE = "#"


def without_running_lines(lines: Sequence[str]) -> tuple[list[str], list[tuple[int, str]]]:
    """The lines with running titles made empty, and each title with the number of the line it stands on first.

    Running titles differ in nothing but a page number that counts up.
    """
    seen: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, line in enumerate(lines):
        plain = unicodedata.normalize("NFKC", line)
        mark = _PAGE_MARK.search(plain) if len(plain) <= _LONGEST else None
        if mark:
            number = next(int(digits) for digits in mark.groups() if digits)
            words = "".join((plain[: mark.start()] + "#" + plain[mark.end() :]).split())
            seen[words].append((at, number))
    counted = {
        words: [at for at, _ in places]
        for words, places in seen.items()
        if _counts_up([number for _, number in places])
    }
    running = {at for places in counted.values() for at in places}
    titles = [(places[0] + 1, lines[places[0]].strip()) for words, places in counted.items() if words != _BARE]
    return ["\f" * line.count("\f") if at in running else line for at, line in enumerate(lines)], titles


def _counts_up(numbers: Sequence[int]) -> bool:
    return len(numbers) >= _PAGES and all(before < after for before, after in pairwise(numbers))
