"""One page under reading: its tokens, what its labels are, and whom each stretch of it belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

from piadiff.readers.from_lines.source import Gap, Page
from piadiff.readers.from_lines.tokens import Kind, Token
from piadiff.readers.from_lines.units import Unit

PRINT = "print"
"""Owner of what the form itself prints."""

SIGNS = frozenset({Kind.OPEN, Kind.CLOSE, Kind.MARK, Kind.BOX})


@dataclass
class PageReading:
    """A page, the units of its label tokens, and the owner found for each token and text.

    Attributes:
        units: Token place → unit; labels that turned out to be running text are missing.
        skipped: Places of label tokens that fit nowhere on a jumbled page: what stands behind them is nobody's.
        doubtful: Places of label tokens whose unit is one of several equally good ones, with the others.
        used: Token place → owner, for the tokens that a value or the print of the form explains.
        claims: Stretches of text with their owners: the print, or the place of an option they are filled in behind.
        values_first: What is not on the line of a label stands before its label instead of behind it.
    """

    page: Page
    tokens: list[Token]
    units: dict[int, Unit]
    skipped: frozenset[int] = frozenset()
    doubtful: Mapping[int, tuple[Unit, ...]] = field(default_factory=dict)
    breaks: int = 0
    used: dict[int, Unit | str] = field(default_factory=dict)
    claims: list[tuple[int, int, str | int]] = field(default_factory=list)
    values_first: bool = False

    def labels(self) -> list[tuple[int, Unit]]:
        """Places and units of the labels in the order of the page."""
        return sorted(self.units.items())

    def window(self, place: int) -> range:
        """Token places behind a label up to the next one; before it where values come first."""
        if self.values_first:
            return range(self.label_before(place - 1) + 1, place)
        end = place + 1
        while end < len(self.tokens) and end not in self.units and end not in self.skipped:
            end += 1
        return range(place + 1, end)

    def label_before(self, place: int) -> int:
        """Place of the label token before a token, -1 where there is none; it may be a skipped one."""
        while place >= 0 and place not in self.units and place not in self.skipped:
            place -= 1
        return place

    def labels_before(self) -> list[int]:
        """For each token the place of the label token before it or at it, as ``label_before`` finds it."""
        places = (at if at in self.units or at in self.skipped else -1 for at in range(len(self.tokens)))
        return list(accumulate(places, max))

    def label_behind(self, place: int) -> int:
        """Place of the first label token from a place on, -1 where there is none."""
        return next((each for each in range(place, len(self.tokens)) if each in self.units), -1)

    def lines(self, place: int) -> tuple[int, ...]:
        """Source lines of a token."""
        token = self.tokens[place]
        return self.page.line_numbers(token.start, token.end)

    def same_line(self, place: int, other: int) -> bool:
        """Whether two tokens stand on one line."""
        first, second = self.tokens[place], self.tokens[other]
        gaps = (self.page.gap(index) for index in range(first.end, second.start + 1))
        return all(gap < Gap.LINE and gap != Gap.PARAGRAPH for gap in gaps)

    def claim(self, start: int, end: int, owner: str | int) -> None:
        """Give a stretch of text to an owner."""
        if start < end:
            self.claims.append((start, end, owner))

    def texts(self) -> Iterator[tuple[int, int, int]]:
        """(place of the token before, start, end) of each stretch that nothing covers yet."""
        covers = [(token.start, token.end, place) for place, token in enumerate(self.tokens) if place in self.used]
        covers += [(start, end, -1) for start, end, _ in self.claims]
        reached, last = 0, -1
        for start, end, place in sorted(covers):
            if start > reached:
                yield last, reached, start
            reached = max(reached, end)
            last = max(last, place)
        if reached < len(self.page.key):
            yield last, reached, len(self.page.key)
