"""What only shows across the forms of a registry; forms are named by their paths."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Amended:
    """Words that an amendment touched after the forms had been published.

    Attributes:
        after: What they would be now; the same as ``before`` where that does not follow.
        because: Why, in words.
        amendments: The amending laws.
    """

    before: str
    after: str
    because: str
    amendments: tuple[str, ...]
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spelt:
    """One term and the forms of each of its spellings, the most frequent first."""

    spellings: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Lag:
    """A fact that two forms of one 事務 state differently; ``behind`` was published earlier."""

    behind: str
    ahead: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Across:
    """All of it."""

    amended: tuple[Amended, ...] = ()
    spelt: tuple[Spelt, ...] = ()
    lags: tuple[Lag, ...] = ()
