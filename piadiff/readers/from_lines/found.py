"""What the pages of a form gave."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from piadiff.model import ItemPath
from piadiff.readers.from_lines.assign import Block
from piadiff.readers.from_lines.choices import Chosen
from piadiff.readers.from_lines.reading import PageReading
from piadiff.readers.from_lines.source import Line
from piadiff.readers.from_lines.units import Layout, Unit


@dataclass
class Found:
    """What the pages of a form gave.

    Attributes:
        units: Labels seen, by address.
        texts: Blocks of text by address, in the order of the source.
        chosen: Chosen options and ticks by address.
        given: How often an option was read for a choice.
        counts: Numbers of 件 by address.
        open: Addresses whose value the source leaves open.
        mixed: Addresses whose text may hold a part of a neighbour's, or lack one.
        loose: Blocks that belong to no item.
        lines: Source lines of the labels by address.
        printed: Item, page, text and unit → places of the labels of that unit that the text stands under.
        doubtful: Lines between two labels which either may own, and running titles.
        placed: All pieces got their owners in one search; an open item keeps the part of its value that is sure.
    """

    layout: Layout
    jumbled: bool
    readings: list[PageReading] = field(default_factory=list)
    units: dict[ItemPath, Unit] = field(default_factory=dict)
    texts: dict[ItemPath, list[Block]] = field(default_factory=dict)
    chosen: dict[ItemPath, Chosen] = field(default_factory=dict)
    given: Counter[ItemPath] = field(default_factory=Counter)
    counts: dict[ItemPath, tuple[str, tuple[int, ...]]] = field(default_factory=dict)
    open: set[ItemPath] = field(default_factory=set)
    mixed: set[ItemPath] = field(default_factory=set)
    loose: list[Block] = field(default_factory=list)
    lines: dict[ItemPath, list[int]] = field(default_factory=dict)
    printed: dict[tuple[ItemPath, int, str, int], set[int]] = field(default_factory=dict)
    doubtful: list[Line] = field(default_factory=list)
    placed: bool = False
