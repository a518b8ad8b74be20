"""One provision a text cites; what the lists of 項番 around it leave open: ranges, numbers not read, lost commas."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from piadiff.law import shelf
from piadiff.law.citation_words import JOINED, KANJI_DIGITS, ROW_NUMBER, arabic
from piadiff.law.text import Text, order

BESIDE = re.compile(rf"の?|{JOINED}{{1,2}}|から|~")
"""What stands between a table, or a row cited, and a 第…項 that goes on with it."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One provision a text cites.

    Attributes:
        start: Place in the published text.
        law: e-Gov id; "" where the text names a law that is not known, or none.
        article: 条, ``16の2``; "" for a table.
        part: 前段, 後段, 本文 or ただし書.
        table: Name of the table, ``別表第二`` or ``第2条の表``.
        numbers: 項番 of the table in the order of the text, ``85の2``; empty where the table alone is cited.
        ranged: The list names a range (``1から5``), so ``numbers`` holds its ends only.
        partly: In the list, or beside it, stand numbers that could not be read; ``numbers`` may be empty then.
        caption: Words in brackets right behind the number.
    """

    start: int
    end: int
    text: str
    law: str
    article: str = ""
    paragraph: str = ""
    item: str = ""
    part: str = ""
    table: str = ""
    numbers: tuple[str, ...] = ()
    ranged: bool = False
    partly: bool = False
    caption: str = ""

    @property
    def whole(self) -> bool:
        """Whether ``numbers`` are all that the list names."""
        return not (self.ranged or self.partly)


Found = tuple[int, int, Citation]
"""Where a citation begins and ends in the comparison key, and the citation."""

_RANGE = re.compile(r"から|~")
_SIGNS = rf"(?:{JOINED}|から|~|[.;:()\[\]-]|\([^()]*\))"
_STRAY_LEFT = re.compile(rf"(?:^|[^第\d年月])(?:第?{ROW_NUMBER}|(?<![一-鿿])[{KANJI_DIGITS}]+){_SIGNS}+$")
_STRAY_RIGHT = re.compile(
    rf"{_SIGNS}{{1,3}}第?{ROW_NUMBER}(?!\d|の\d)(?!の?[項]|[年月日件条号人名欄時分回万歳部課係]|[a-zA-Zァ-ヺ])"
)
_FAR = 60


def settled(text: str, folded: str, read: Sequence[Found]) -> Iterator[Citation]:
    """Citations with what their surroundings say of them: a range over two, a number beside that nobody read."""
    found = _ranges(text, folded, read)
    for at, (start, end, cited) in enumerate(found):
        after = found[at + 1] if at + 1 < len(found) else None
        if not cited.numbers:
            yield replace(cited, law="") if after and _unclear(cited, after[2]) else cited
            continue
        left, right = found[at - 1][1] if at else 0, after[0] if after else len(folded)
        stray = _STRAY_LEFT.search(folded[max(left, start - _FAR) : start]) or _STRAY_RIGHT.match(folded, end, right)
        yield _spaced(replace(cited, partly=stray is not None))


def _ranges(text: str, folded: str, read: Sequence[Found]) -> list[Found]:
    """16の項から27の項まで as one citation, like 16から27の項."""
    found: list[Found] = []
    for start, end, cited in read:
        if found and cited.numbers and found[-1][2].numbers and _RANGE.fullmatch(folded, found[-1][1], start):
            begin, _, first = found[-1]
            words, numbers = text[first.start : cited.end], (*first.numbers, *cited.numbers)
            both = replace(first, end=cited.end, text=words, numbers=numbers, ranged=True)
            found[-1] = begin, end, both
        else:
            found.append((start, end, cited))
    return found


def _unclear(table: Citation, rows: Citation) -> bool:
    """Whether 別表 is cited by a row that may be one of 別表第一."""
    return table.table == rows.table == "別表" and bool(rows.numbers) and not rows.law and table.end == rows.start


_PIECE = rf"(?:\d+|[{KANJI_DIGITS}]+)(?:[の-](?:\d+|[{KANJI_DIGITS}]+))*"
_APART = re.compile(rf"{_PIECE}(?:\s+[の-]?{_PIECE})+")
_COMMA = re.compile(JOINED)


def _spaced(cited: Citation) -> Citation:
    """A list with white space between digits: a number torn in two, or several whose comma was lost.

    What the table has decides; where both can be, a list with commas is taken for torn, another leaves them open.
    """
    words = re.sub(r"\s*[の-]\s*(?=\d)", "の", unicodedata.normalize("NFKC", cited.text))
    apart = [run[0].split() for run in _APART.finditer(words)]
    held = shelf.table(cited.law, cited.table) if apart and cited.law else None
    if held is None:
        return cited
    numbers, partly = list(cited.numbers), cited.partly
    for pieces in apart:
        each, joined = [arabic(piece) for piece in pieces], arabic("".join(pieces))
        if joined not in numbers or (joined in held.lines and not _listed(each, held)):
            continue
        at = numbers.index(joined)
        long = max(map(len, joined.split("の")))
        if joined not in held.lines and (len(pieces) > _TORN or long > _DIGITS):
            numbers[at : at + 1] = each
        elif joined not in held.lines or not _COMMA.search(words) or len(pieces) > _TORN:
            del numbers[at]
            partly = True
    return replace(cited, numbers=tuple(numbers), partly=partly)


_TORN, _DIGITS = 2, 3
"""Pieces a number is torn into by the end of a line; digits of the longest number of a table."""


def _listed(numbers: Sequence[str], held: Text) -> bool:
    """Whether pieces can be a list: rows of the table, in their order."""
    return all(number in held.lines for number in numbers) and list(numbers) == sorted(set(numbers), key=order)
