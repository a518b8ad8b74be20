"""What published judgements show, in counts alone: no name, number or word of a form is in it."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

_Z = 1.959963984540054
"""Two-sided 95 percent of the normal distribution."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    def with_one(self, *, counts: bool) -> Share:
        """The share with one more case."""
        return Share(self.part + counts, self.whole + 1)

    @property
    def value(self) -> float | None:
        """The share as a number, None of nothing."""
        return self.part / self.whole if self.whole else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 percent interval (Wilson 1927), None of nothing."""
        if not self.whole:
            return None
        share, spread = self.part / self.whole, _Z * _Z / self.whole
        middle = share + spread / 2
        half = _Z * sqrt(share * (1 - share) / self.whole + spread / (4 * self.whole))
        return max(0.0, (middle - half) / (1 + spread)), min(1.0, (middle + half) / (1 + spread))


@dataclass(frozen=True, slots=True)
class Agreed:
    """Published rows of one group beside the computed verdicts.

    Attributes:
        rows: How many there are.
        timing: Rows whose published 提出時期 is the computed one, of those where both are known.
        verdict: Rows whose explanation calls them what the rules call them, of those where both say 重要 or 軽微.
        open: Rows that the rules leave to a person, of all.
    """

    name: str
    title: str = ""
    rows: int = 0
    timing: Share = Share()
    verdict: Share = Share()
    open: Share = Share()


@dataclass(frozen=True, slots=True)
class Slipped:
    """One kind of slip that law alone decides: forms that have one, of the forms looked at, and how many there are."""

    check: str
    title: str
    forms: Share
    count: int


@dataclass(frozen=True, slots=True)
class Study:
    """The whole study.

    Attributes:
        forms: Forms by their kind; of several versions of one the newest counts.
        unread: Files that could not be read.
        unplaced: Rows that no verdict was computed for, since their item is not known.
    """

    forms: tuple[tuple[str, int], ...]
    unread: int
    unplaced: int
    total: Agreed
    kinds: tuple[Agreed, ...]
    rules: tuple[Agreed, ...]
    causes: tuple[Agreed, ...]
    slips: tuple[Slipped, ...]
