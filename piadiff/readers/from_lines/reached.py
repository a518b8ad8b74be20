"""What the labels of one page are, and how far the form has been read by then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from piadiff.readers.from_lines.units import Layout, Unit


@dataclass(frozen=True, slots=True)
class Reading:
    """Units of the labels of one page, in the order they are found.

    Attributes:
        units: None for a label text that is part of a running text.
        doubtful: Places in ``units`` where equally good readings disagree, with the units that those choose.
        breaks: How often the order of the form is left backwards.
    """

    units: tuple[Unit | None, ...]
    doubtful: Mapping[int, tuple[Unit, ...]] = field(default_factory=dict)
    breaks: int = 0


@dataclass(slots=True)
class Progress:
    """How far the form has been read.

    Attributes:
        last: Index of the furthest unit so far, -1 at the start.
        used: Indexes found on earlier pages.
        open: Indexes that may be printed again because a cell goes on: the furthest item and the furthest text of the
            page before, and the headings over them.
    """

    last: int = -1
    used: set[int] = field(default_factory=set)
    open: frozenset[int] = frozenset()

    def advance(self, reading: Reading, layout: Layout) -> None:
        """Take in a page."""
        found = {unit.index: unit for unit in reading.units if unit}
        if found:
            self.used |= set(found)
            self.last = max(found)
            texts = [unit.index for unit in found.values() if unit.holds_text]
            furthest = {self.last, *([max(texts)] if texts else [])}
            self.open = frozenset(furthest).union(*(layout.above(layout.units[index]) for index in sorted(furthest)))
