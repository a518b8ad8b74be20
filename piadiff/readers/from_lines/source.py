"""Source text → pages whose folded text can be searched and traced back to the source lines."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from itertools import accumulate, compress, count
from typing import NamedTuple

from piadiff.readers.from_lines.pasted import rows, with_whole_brackets
from piadiff.text import fold
from piadiff.text.signs import TICKED

_TAG = re.compile(
    r"</?(?:p|ul|ol|li|div|span|table|thead|tbody|tr|td|th|br|b|i|u|s|em|strong|sup|sub|a|img|h[1-6]|hr|center|font"
    r"|figure|figcaption|caption|section|header|footer|math|page)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAKING_TAG = re.compile(r"</?(?:p|li|br|div|tr|h[1-6]|figure|ul|ol|table)\b", re.IGNORECASE)
_CELL_TAG = re.compile(r"<(?:td|th)\b", re.IGNORECASE)
_RULE = re.compile(r"[\s|:+=*_─━-]*(?:-{3,}|[|+=*_─━]{3,})[\s|:+=*_─━-]*")
_HEADING_MARK = re.compile(rf"^\s*(?:#{{1,6}}\s+|[-*+]\s+(?=\[[ {TICKED}]\]))")
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-－‐―–]\s*[0-9０-９]{1,3}\s*[-－‐―–]|[Pp](?:age)?\.?\s*\d{1,3}|\d{1,3}\s*[/／]\s*\d{1,3}|\d{1,3}\s*ページ)\s*"
)
_BLANKS = " \t\u3000\xa0\v"
_UNREADABLE = re.compile(r"\s*\[(?:illegible|unreadable|判読不能|判読不可)\]\s*", re.IGNORECASE)
_LONE_DASH = re.compile(r"(?<=\s)(?=[-‐‑‒–—―−－─━](?:\s|$))")
_ENDING_FEED = re.compile(r"(?<=[^\n\r\f\u2028\u2029])(?=\f)")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff]+")

_LINES_A_PAGE = 6
_LONGEST_RUN = 8
_ONE_BRACKET = str.maketrans("〔〕", "[]")

PARAGRAPH = "\v"
"""Stands for a paragraph break inside one cell of a source line."""


class Gap(IntEnum):
    """White space before a character of the folded text; a larger one separates more."""

    NONE = 0
    SPACE = 1
    PARAGRAPH = 2
    LINE = 3
    CELL = 4
    BLANK = 5


class Line(NamedTuple):
    """One source line without its markup: cells parted by tabs, paragraphs in a cell by ``PARAGRAPH``."""

    number: int
    text: str

    @property
    def blank(self) -> bool:
        """Whether the line shows nothing."""
        return not self.text.strip(_BLANKS)


class Page:
    """The lines of one page as one folded text.

    Attributes:
        raw: The lines joined by line feeds.
        key: The folded text of the page.
        gaps: For each character of ``key`` the white space before it.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = tuple(lines)
        self.raw = "\n".join(line.text for line in lines)
        self.key, self.starts, self.ends = _folded(self.raw)
        self._offsets = _offsets(lines)
        self.gaps = self._gaps()

    @classmethod
    def joined(cls, pages: Sequence[Page]) -> Page:
        """Pages one behind the other as one page, two blank lines between them."""
        whole, begin = cls(()), 0
        keys, lines, raws = list[str](), list[Line](), list[str]()
        for page in pages:
            keys.append(page.key)
            whole.starts += [begin + start for start in page.starts]
            whole.ends += [begin + end for end in page.ends]
            whole.gaps += page.gaps
            lines += [*page.lines, Line(0, ""), Line(0, "")]
            raws.append(page.raw + "\n\n")
            begin += len(raws[-1]) + 1
        whole.key, whole.lines, whole.raw = "".join(keys), tuple(lines), "\n".join(raws)
        whole._offsets = _offsets(whole.lines)
        return whole

    def _gaps(self) -> list[Gap]:
        gaps = [Gap.NONE] * len(self.key)
        gaps[:1] = [Gap.BLANK] if self.key else []
        for index, (before, start) in enumerate(zip(self.ends, self.starts[1:], strict=False), 1):
            if start > before:
                gaps[index] = _gap(self.raw[before:start])
        return gaps

    @cached_property
    def breaks(self) -> list[int]:
        """Places before which any white space stands."""
        return list(compress(count(), self.gaps))

    @cached_property
    def cuts(self) -> list[int]:
        """Places before which a cell or a paragraph of lines begins."""
        return [index for index in self.breaks if self.gaps[index] >= Gap.CELL]

    def line(self, index: int) -> int:
        """Source line number of a character of the folded text."""
        place = bisect_right(self._offsets, self.starts[index]) - 1
        return self.lines[place].number

    def line_numbers(self, start: int, end: int) -> tuple[int, ...]:
        """Source line numbers of a stretch of the folded text."""
        if start >= end:
            return ()
        first = bisect_right(self._offsets, self.starts[start]) - 1
        last = bisect_right(self._offsets, self.starts[end - 1]) - 1
        return tuple(dict.fromkeys(self.lines[place].number for place in range(first, last + 1)))

    def text(self, start: int, end: int) -> str:
        """Published text of a stretch of the folded text, white space of its first line included."""
        if start >= end:
            return ""
        begin = self.starts[start]
        floor = self.ends[start - 1] if start else 0
        while begin > floor and self.raw[begin - 1] in " \u3000":
            begin -= 1
        # a long vowel that folding drops has no place of its own but belongs to the text before it
        behind = self.starts[end] if end < len(self.starts) else len(self.raw)
        return self.raw[begin:behind].rstrip()

    def gap(self, index: int) -> Gap:
        """White space before a character; the end of the page counts as a blank line."""
        return self.gaps[index] if index < len(self.gaps) else Gap.BLANK


def _offsets(lines: Iterable[Line]) -> list[int]:
    """Where the lines begin in their page, and where the next one would."""
    return list(accumulate((len(line.text) + 1 for line in lines), initial=0))


def _folded(raw: str) -> tuple[str, list[int], list[int]]:
    """Folded text and where each of its characters begins and ends; a dash by itself prolongs no word before it."""
    pieces, starts, ends, begin = list[str](), list[int](), list[int](), 0
    for piece in _LONE_DASH.split(raw):
        folded = fold(piece)
        pieces.append(folded.key.translate(_ONE_BRACKET))
        starts += [begin + start for start in folded.starts]
        ends += [begin + end for end in folded.ends]
        begin += len(piece)
    return "".join(pieces), starts, ends


def _gap(space: str) -> Gap:
    if "\n" in space:
        return Gap.BLANK if space.count("\n") > 1 else Gap.LINE
    if "\t" in space:
        return Gap.CELL
    return Gap.PARAGRAPH if PARAGRAPH in space else Gap.SPACE


@dataclass(frozen=True, slots=True)
class Source:
    """A whole source.

    Attributes:
        pages: Lines of each page; blank lines at its edges are left out.
        unreadable: Numbers of the lines that say that a page could not be read.
        weights: For each line the number of characters that are not white space and not markup.
        originals: The source lines as they were.
    """

    pages: tuple[tuple[Line, ...], ...]
    unreadable: tuple[int, ...]
    weights: dict[int, int]
    originals: tuple[str, ...]


def _without_markup(text: str) -> str:
    """A source line without tags and Markdown marks; cells become tabs, paragraphs ``PARAGRAPH``."""
    if "<" in text:
        text = _TAG.sub(_tag_space, text)
        text = re.sub(r"^[\t\v ]+(?=\S)|[\t\v ]+$", "", text)
    stripped = text.strip()
    if stripped.startswith("|") and stripped.count("|") > 1:
        text = "\t".join(cell.strip() for cell in stripped[1:].removesuffix("|").split("|"))
    elif stripped.endswith(" |"):
        # the last line of a row whose cell holds a line break
        text = stripped[:-2]
    text = with_whole_brackets(text)
    if "**" in text:
        text = re.sub(r"\*\*([^*]+)\*\*", r"\1", text)
    return _HEADING_MARK.sub("", text)


def _tag_space(match: re.Match[str]) -> str:
    tag = match.group()
    if _CELL_TAG.match(tag):
        return "\t"
    return PARAGRAPH if _BREAKING_TAG.match(tag) else ""


def _is_rule(text: str) -> bool:
    """Whether a line is a ruled line, a table rule or a page number only."""
    return bool(_RULE.fullmatch(text) or _PAGE_NUMBER.fullmatch(text))


def split_lines(text: str) -> list[str]:
    """The lines of a text; a form feed ends a line (UAX #14, class BK) and stays at the head of the next one."""
    text = _ENDING_FEED.sub("\n", text)
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n").split("\n")


def read_source(lines: Sequence[str]) -> Source:
    """Cut the lines into pages: at form feeds, or without any at long enough runs of blank lines."""
    weights, unreadable, cleaned = dict[int, int](), list[int](), list[Line]()
    feeds = set[int]()
    for number, original in rows(lines, PARAGRAPH):
        text = unicodedata.normalize("NFC", original)
        if "\f" in text:
            feeds.add(number)
        text = _without_markup(_CONTROL.sub("", text).replace("\f", ""))
        if _UNREADABLE.fullmatch(text):
            unreadable.append(number)
            text = ""
        if not text.strip(_BLANKS) or _is_rule(text):
            text = ""
        else:
            weights[number] = len("".join(text.split()))
        cleaned.append(Line(number, text))
    breaks = feeds or _page_breaks(cleaned)
    return Source(tuple(_pages(cleaned, breaks)), tuple(unreadable), weights, tuple(lines))


def _page_breaks(lines: Sequence[Line]) -> set[int]:
    """Numbers of the lines behind runs of blank lines that are long enough to end a page.

    How long that is the source itself shows: the shortest run that leaves pages of a fair size.
    """
    runs, blanks = dict[int, int](), 0
    for line in lines:
        if line.blank:
            blanks += 1
        else:
            runs[line.number] = blanks
            blanks = 0
    for length in range(2, _LONGEST_RUN):
        breaks = {number for number, run in runs.items() if run >= length}
        if len(runs) >= _LINES_A_PAGE * len(breaks):
            return breaks
    return set()


def _pages(lines: Sequence[Line], breaks: set[int]) -> Iterator[tuple[Line, ...]]:
    """Pages without the blank lines at their edges."""
    page = list[Line]()
    for line in lines:
        if line.number in breaks:
            yield from _trim(page)
            page = []
        if page or not line.blank:
            page.append(line)
    yield from _trim(page)


def _trim(page: list[Line]) -> Iterator[tuple[Line, ...]]:
    while page and page[-1].blank:
        page.pop()
    if page:
        yield tuple(page)


def numbered(lines: Iterable[Line]) -> list[tuple[int, str]]:
    """Lines as pairs of number and text."""
    return [(line.number, line.text) for line in lines]
