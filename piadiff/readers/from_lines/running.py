"""What a page prints around its text: running titles with page numbers, and quotations of its own beginning."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice, pairwise

_PAGE_MARK = re.compile(
    r"(?<!\S)(?:(?P<page>\d{1,3})\s*/\s*\d{1,3}(?:\s*(?:ページ|頁))?|[-－‐–]\s*(?P<dashed>\d{1,3})\s*[-－‐–]"
    r"|(?P<counted>\d{1,3})\s*(?:ページ|頁))(?!\S)"
)
_PAGES = 3
"""Times a line must come again, each time with a higher page number, to be no text of the form."""
_LONGEST = 120
_BARE = "#"
_HEAD = 40
"""Lines at the head of a copy among which those are that quote how its text begins."""
_QUOTED = 40
"""Letters from which a line that a later one begins with is a quotation of it."""
_COVER_LABEL = "評価書名"
_NUMBER = 3
"""Letters that may number the page before its text."""
_IN_MARKS = re.compile(r'[^"“”「]{0,20}["“](?P<text>.+)["”]')


def without_running_lines(lines: Sequence[str]) -> tuple[list[str], list[tuple[int, str]]]:
    """The lines with running titles made empty, and each title with the number of the line it stands on first.

    Running titles differ in nothing but a page number that counts up. Lines in which a page of the web quotes how the
    text begins are made empty as well.
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
    quoted = _headings(lines)
    running = {at for places in counted.values() for at in places} | set(quoted)
    titles = [(places[0] + 1, lines[places[0]].strip()) for words, places in counted.items() if words != _BARE]
    titles += [(at + 1, line) for at, line in quoted.items()]
    return ["\f" * line.count("\f") if at in running else line for at, line in enumerate(lines)], titles


def _headings(lines: Sequence[str]) -> dict[int, str]:
    """Lines above a copied text that quote how it begins, as pages that show files do, by their places."""
    places = list(islice((at for at, line in enumerate(lines) if line.strip()), 2 * _HEAD))
    folded = ["".join(lines[at].split()) for at in places]
    quoted = dict[int, str]()
    for place, line in enumerate(folded[:_HEAD]):
        match = _IN_MARKS.fullmatch(line)
        text = match["text"] if match else line
        later = [other for other in folded[place + 1 :] if other != line]
        if len(text) > _QUOTED and _begins_again(text, later):
            quoted[places[place]] = lines[places[place]].strip()
    return quoted


def _begins_again(text: str, later: Sequence[str]) -> bool:
    """Whether a line behind begins with a text, or several lines together as a whole 表紙 begins."""
    if any(-1 < line.find(text) <= _NUMBER for line in later):
        return True
    begin = text[: 2 * _QUOTED]
    return _COVER_LABEL in text and any("".join(later[place:]).startswith(begin) for place in range(len(later)))


def _counts_up(numbers: Sequence[int]) -> bool:
    return len(numbers) >= _PAGES and all(before < after for before, after in pairwise(numbers))
