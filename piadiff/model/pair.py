"""What is wrong with a pair of versions as a whole: they are none, or the days are in the wrong order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One fact of the 表紙 in which two forms disagree.

    Attributes:
        fact: ``kind``, ``number``, ``title``, ``organ``, or ``order`` where the newer form is the older one.
        old: What the older form says.
        new: What the newer form says.
        message: The same in words, with what to do.
    """

    fact: str
    old: str
    new: str
    message: str


@dataclass(frozen=True, slots=True)
class Late:
    """Changes that are to be submitted before they take effect and are not; ``items`` as they are called."""

    effective: date
    submitted: date
    items: tuple[str, ...]
    message: str
