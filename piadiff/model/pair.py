"""What speaks against two forms being an older and a newer version of one 評価書."""

from __future__ import annotations

from dataclasses import dataclass


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
