"""The columns of a table printed side by side: where each begins, and which words of a line stand in which."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from piadiff.readers.change_table.words import Column, bare, heading_columns, words
from piadiff.readers.wraps import width
from piadiff.text.signs import ERA

_CELLS = re.compile(r"\S+(?: \S+)*")
_WORD = re.compile(r"\S+")
_FEWEST = 4
_TIGHT, _HEAD = 0.3, 0.5
"""Votes for a column's beginning: of a word behind a single blank, and of the heading itself."""
_APART, _MISFIT = 0.5, 8.0
_NEAR = 1
_OF_A_DATE = re.compile(rf"(?:{ERA}|[HRS]|[0-9０-９元年月日./．]|同上|〃)*")

Measure = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    gap: int
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A line cut into columns; ``doubtful``: a word stands as near to another column."""

    cells: dict[Column, str]
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of a table and where they begin, measured in printed width or in signs as the extraction counts them."""

    names: tuple[Column, ...]
    starts: tuple[int, ...]
    measure: Measure

    def cut(self, text: str) -> Cut:
        """A line cut at the words that stand nearest to where columns begin."""
        found = _words(text, self.measure)
        owners = self._owners(found)
        cells = dict.fromkeys(self.names, "")
        doubtful = False
        for place, name in enumerate(self.names):
            own = [word for word, owner in zip(found, owners, strict=True) if owner == place]
            if own:
                cells[name] = text[own[0].begin : own[-1].end]
        for number, (word, owner) in enumerate(zip(found, owners, strict=True)):
            opened = not number or owners[number - 1] != owner
            doubtful |= self._unsure(word, owner, opened=opened)
        return Cut(cells, doubtful)

    def _unsure(self, word: _Word, owner: int, *, opened: bool) -> bool:
        if self.names[owner] in ("date", "item", "timing"):
            return False
        off = abs(word.start - self.starts[owner])
        others = [abs(word.start - start) for place, start in enumerate(self.starts) if place != owner]
        if opened:
            return 2 * off > min(others) or (word.gap == 1 and off > _NEAR)
        return owner + 1 < len(self.starts) and word.start >= self.starts[owner + 1] - 2 * _NEAR

    def _owners(self, found: Sequence[_Word]) -> list[int]:
        """The column of every word: the cheapest way from left to right."""
        ways: dict[int, tuple[float, list[int]]] = {}
        for number, word in enumerate(found):
            grown: dict[int, tuple[float, list[int]]] = {}
            for owner in range(len(self.starts)):
                before = [
                    (cost + (self._going_on(word, owner) if last == owner else self._opening(word, owner)), way)
                    for last, (cost, way) in ways.items()
                    if last <= owner
                ]
                if not number:
                    before = [(self._opening(word, owner), [])]
                if before:
                    cost, way = min(before, key=lambda each: each[0])
                    grown[owner] = cost, [*way, owner]
            ways = grown
        return min(ways.values(), key=lambda each: each[0])[1] if ways else []

    def _opening(self, word: _Word, owner: int) -> float:
        return abs(word.start - self.starts[owner]) + self._misfit(word, owner)

    def _going_on(self, word: _Word, owner: int) -> float:
        # a cell wraps at its edge: no word of it runs on below the next heading
        over = word.start + self.measure(word.text) - self.starts[owner + 1] if owner + 1 < len(self.starts) else 0
        return max(over, 0) + (_APART * word.gap if word.gap > 1 else 0.0) + self._misfit(word, owner)

    def _misfit(self, word: _Word, owner: int) -> float:
        name = self.names[owner]
        undated = name == "date" and not _OF_A_DATE.fullmatch(word.text)
        return _MISFIT * (undated + ((name == "timing") != (bare(word.text) in _timings())))


def _timings() -> frozenset[str]:
    return frozenset(bare(word) for word in words().timings)


def _words(text: str, measure: Measure) -> list[_Word]:
    found, at, end = list[_Word](), 0, 0
    for match in _WORD.finditer(text):
        gap = measure(text[end : match.start()])
        start = at + gap
        found.append(_Word(match[0], start, gap if found else 2, match.start(), match.end()))
        at, end = start + measure(match[0]), match.end()
    return found


def heading(text: str) -> tuple[Column, ...]:
    """Columns that a header row names, all of them apart; empty for any other line."""
    cells = _CELLS.findall(text.replace("\u3000", "  "))
    named = heading_columns(cells) if len(cells) >= _FEWEST else None
    return tuple(column for column in named if column) if named and None not in named else ()


def columns_below(head: str, texts: Sequence[str]) -> Columns | None:
    """Columns below a header row, None where no word begins where a column should."""
    names = heading(head)
    found = [_measured(names, head, texts, measure) for measure in (width, len)]
    votes, columns = max(found, key=lambda each: each[0])
    return columns if votes else None


def _measured(
    names: tuple[Column, ...], head: str, texts: Sequence[str], measure: Measure
) -> tuple[float, Columns | None]:
    votes: dict[int, float] = defaultdict(float)
    for text in texts:
        for word in _words(text, measure):
            votes[word.start] += _TIGHT if word.gap == 1 else 1.0
    plain = head.replace("\u3000", "  ")
    heads = [(measure(plain[: match.start()]), measure(plain[: match.end()])) for match in _CELLS.finditer(plain)]
    starts, total = list[int](), 0.0
    for (_, before), (start, end) in pairwise([(-1, -1), *heads]):
        low = max(before, starts[-1] if starts else -1)
        best = max(range(low + 1, end + 1), key=lambda at: (votes.get(at, 0.0) + _HEAD * (at == start), -at))
        starts.append(best)
        total += votes.get(best, 0.0) + _HEAD * (best == start)
    return total, Columns(names, tuple(starts), measure)
