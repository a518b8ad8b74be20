"""The words around the cells of a 変更箇所 table, and which column a heading names."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property, lru_cache
from typing import Literal

from piadiff.data import Strict, shipped
from piadiff.text.signs import BARE_EMPTY, TICKED

Column = Literal["date", "item", "before", "after", "timing", "explanation"]
COLUMNS: tuple[Column, ...] = ("date", "item", "before", "after", "timing", "explanation")

_LONGEST_HEADINGS = 120
_SPACE = re.compile(r"\s+")
_TIMING = re.compile(rf"\[?(?P<tick>[{TICKED}{BARE_EMPTY}])?\]?(?P<word>事前|事後)")
_ATTACHMENT = r"[(（\[【]?(?:別添|別紙|別記)\d{0,2}[)）\]】]?"


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """A text without white space, widths folded; what words and headings are compared by."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


class Words(Strict):
    """The word lists of ``change_words.yaml``."""

    headings: dict[Column, list[str]]
    counters: list[str]
    titles: list[str]
    timings: list[str]
    ditto: list[str]
    whole: list[str]
    attachments: list[str]
    pieces: list[str]

    @cached_property
    def columns(self) -> dict[str, Column]:
        """Heading → column, longest heading first."""
        pairs = [(bare(word), column) for column, known in self.headings.items() for word in known]
        return dict(sorted(pairs, key=lambda pair: -len(pair[0])))

    @cached_property
    def by_first(self) -> dict[str, list[str]]:
        """The headings by their first letter, the longest first."""
        found: dict[str, list[str]] = {}
        for word in self.columns:
            found.setdefault(word[0], []).append(word)
        return found

    @cached_property
    def title(self) -> re.Pattern[str]:
        """A line that is the title of the table: 「（別添３）変更箇所」."""
        return re.compile(rf"{_ATTACHMENT}?(?:{'|'.join(map(re.escape, self.titles))})")


def words() -> Words:
    """The shipped word lists.

    Raises:
        DataError: When the shipped file is broken.
    """
    return shipped("piadiff.readers.change_table", "change_words.yaml", Words)


def is_title(text: str) -> bool:
    """Whether a line is nothing but the title of the table."""
    return len(text) <= 60 and words().title.fullmatch(bare(text)) is not None


def is_ditto(text: str) -> bool:
    """Whether a cell points at the cell above it."""
    return bare(text) in words().ditto


def is_counter(text: str) -> bool:
    """Whether a heading names a column that only counts the rows."""
    return bare(text) in {bare(word) for word in words().counters}


def ticked_timing(text: str) -> str:
    """The 提出時期 that is ticked where both are printed, 「□事前　■事後」; else the text as it stands."""
    told = [(match["word"], match["tick"] or "") for match in _TIMING.finditer(bare(text))]
    ticked = [word for word, tick in told if tick and tick not in BARE_EMPTY]
    return ticked[0] if len(told) > 1 and len(ticked) == 1 else text


def heading_columns(cells: list[str]) -> tuple[Column | None, ...] | None:
    """Columns that the cells of a header row name, None when the row is no header of this table."""
    known = words().columns
    columns = tuple(known.get(bare(cell)) if len(cell) <= 40 else None for cell in cells)
    named = [column for column in columns if column]
    if len(set(named)) < len(named) or not {"before", "after"} <= set(named) or len(named) < 3:
        return None
    return columns


def may_be_headings(text: str) -> bool:
    """Whether a text is heading words, the last of them perhaps cut short."""
    if (begun := bare(text.lstrip()[:2])) and begun[0] not in words().by_first:
        return False
    rest = bare(text)
    if len(rest) > _LONGEST_HEADINGS:
        return False
    return not rest or any(
        word.startswith(rest) or (rest.startswith(word) and may_be_headings(rest[len(word) :]))
        for word in words().by_first.get(rest[0], ())
    )


def heading_words(text: str) -> tuple[Column, ...]:
    """Columns a line names when it holds heading words (and perhaps the title) only, in printed order."""
    if len(text) - text.count(" ") - text.count("\u3000") > _LONGEST_HEADINGS:
        return ()
    rest, found = bare(text), list[Column]()
    title = words().title.match(rest)
    if title and title.end() < len(rest):
        rest = rest[title.end() :]
    while rest:
        word = next((word for word in words().by_first.get(rest[0], ()) if rest.startswith(word)), "")
        if not word:
            return ()
        found.append(words().columns[word])
        rest = rest[len(word) :]
    return tuple(found)
