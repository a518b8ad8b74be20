"""What a page is made of beside text: labels, options, brackets and ticks, each with its place."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from piadiff.readers.from_lines.units import NO_PREFIX, Prefix
from piadiff.text.signs import BARE_EMPTY

EMPTY_BOXES = frozenset(BARE_EMPTY)


class Kind(StrEnum):
    """What a token is."""

    LABEL = "label"
    HEAD = "head"  # ＜選択肢＞
    OPTION = "option"  # a numbered entry of a printed option list
    NAME = "name"  # an option by itself: a chosen value, or what a check box says
    OPEN = "open"
    CLOSE = "close"
    MARK = "mark"
    BOX = "box"  # ☑ or □ as one sign
    COUNT = "count"  # （ 1 ）件
    PRINT = "print"


class Token(NamedTuple):
    """One token; ``start`` and ``end`` are places in the folded text of its page.

    Attributes:
        text: Folded label, option or mark.
        prefix: Number in front of a label.
        slot: Bracketed text behind an option, without the brackets; None where there is no bracket.
        open: The bracket of the slot does not close here.
    """

    kind: Kind
    start: int
    end: int
    text: str = ""
    prefix: Prefix = NO_PREFIX
    slot: tuple[int, int] | None = None
    open: bool = False
    bare: bool = False

    def moved(self, by: int) -> Token:
        """The token on a page that begins so many characters earlier."""
        slot = (self.slot[0] + by, self.slot[1] + by) if self.slot is not None else None
        return self._replace(start=self.start + by, end=self.end + by, slot=slot)
