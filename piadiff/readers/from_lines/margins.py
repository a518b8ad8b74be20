"""What is printed in the margin of every page: page numbers and running titles."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from piadiff.readers.from_lines.source import Line
from piadiff.readers.from_lines.vocabulary import Vocabulary
from piadiff.text import key

_TOTAL = re.compile(r"(?<=\d)[ 　]*[/／][ 　]*(\d{1,3})[ 　]*([-－‐―–]?)[ 　]*$")
_SPARED = 12
_PAGES_FROM = 3
_MOST = 0.6
_EDGES = (0, -1)


def without_margins(pages: Sequence[tuple[Line, ...]], words: Vocabulary) -> tuple[list[tuple[Line, ...]], list[Line]]:
    """Pages without page numbers and running titles, and each running title where it stands first."""
    titles = list[Line]()
    rest = _without_glued_numbers(pages)
    for edge in _EDGES:
        # a page number may stand outside a running title
        for _ in range(2):
            numbers = _numbers(rest, edge)
            running = _running(rest, edge, words)
            titles += [_shown(page)[edge] for page in rest if _at(page, edge) in running][:1] if running else []
            rest = [
                _without(page, edge) if _at(page, edge) in running or place in numbers else page
                for place, page in enumerate(rest)
            ]
    return [page for page in rest if page], titles


def _without_glued_numbers(pages: Sequence[tuple[Line, ...]]) -> list[tuple[Line, ...]]:
    """Pages without ``3／6`` or ``- 3／6 -`` at their end; every page must carry its own number and the same total."""
    ends = [_shown(page)[-1:] for page in pages]
    totals = [_TOTAL.search(end[0].text) if end else None for end in ends]
    total = Counter(int(match[1]) for match in totals if match).most_common(1)
    if not total or total[0][1] < max(2, _MOST * len(pages)):
        return list(pages)
    found, number = list[tuple[Line, ...]](), 0
    for page, match in zip(pages, totals, strict=True):
        number += 1
        if match and int(match[1]) == total[0][0]:
            number = _counted(match.string[: match.start()], number)
            last = max(place for place, line in enumerate(page) if not line.blank)
            text = match.string[: match.start()].rstrip().removesuffix(str(number)).rstrip()
            # a dash that closes the number stands in front of it as well
            text = text[:-1].rstrip() if match[2] and text.endswith(match[2]) else text
            found.append((*page[:last], page[last]._replace(text=text), *page[last + 1 :]))
        else:
            found.append(page)
    return found


def _counted(text: str, least: int) -> int:
    """The page number a line ends with, the least it can be; pages that are left out make it higher."""
    return next((number for number in range(least, least + _SPARED) if text.rstrip().endswith(str(number))), least)


def _shown(page: Sequence[Line]) -> list[Line]:
    return [line for line in page if not line.blank]


def _at(page: Sequence[Line], edge: int) -> str:
    """Folded text at the head or the foot of a page."""
    shown = _shown(page)
    return key(shown[edge].text) if shown else ""


def _numbers(pages: Sequence[tuple[Line, ...]], edge: int) -> set[int]:
    """Places of pages that carry a number which counts up with the pages."""
    found = {place: unicodedata.normalize("NFKC", _at(page, edge)) for place, page in enumerate(pages)}
    counted = {place: int(text) - place for place, text in found.items() if text.isdecimal() and len(text) < 4}
    if not counted:
        return set()
    start, pages_counted = Counter(counted.values()).most_common(1)[0]
    if pages_counted < 2 or pages_counted < _MOST * len(counted):
        return set()
    return {place for place, begun in counted.items() if begun == start}


def _running(pages: Sequence[tuple[Line, ...]], edge: int, words: Vocabulary) -> set[str]:
    """Texts that most pages carry, and that the form itself does not print."""
    counts = Counter(text for page in pages if (text := _at(page, edge)))
    least = max(_PAGES_FROM, _MOST * len(pages))
    return {text for text, count in counts.items() if count >= least and not words.is_printed(text)}


def _without(page: tuple[Line, ...], edge: int) -> tuple[Line, ...]:
    """A page without the line at its head or foot, and without the blank lines there."""
    shown = [place for place, line in enumerate(page) if not line.blank]
    if len(shown) < 2:
        return ()
    return page[shown[1] :] if edge == 0 else page[: shown[-2] + 1]
