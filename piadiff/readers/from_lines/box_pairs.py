"""Brackets torn from their options: which opening bracket belongs to which option."""

from __future__ import annotations

from dataclasses import dataclass, field

from piadiff.readers.from_lines.units import Unit
from piadiff.text import key

_MOST_TORN = 1_000


@dataclass(slots=True)
class Box:
    """One box: the place of its option and whether it is ticked.

    ``ticked`` is None while the bracket is not found, and stays so where ``strange`` says that its mark is no tick;
    ``torn`` says that the option does not stand behind its bracket; ``mark`` is the place of its tick, -1 without one.
    """

    name: int
    text: str
    ticked: bool | None
    slot: str | None = None
    open: bool = False
    lines: tuple[int, ...] = ()
    anchor: int = -1
    strange: bool = False
    torn: bool = False
    mark: int = -1

    @property
    def place(self) -> int:
        """Where the box stands: at its opening bracket, which the option may be torn off."""
        return self.anchor if self.anchor >= 0 else self.name


@dataclass(slots=True)
class Loose:
    """An opening bracket whose option stands elsewhere: its place, its mark, the option it stands behind."""

    place: int
    ticked: bool
    behind: str
    taken: bool = False


@dataclass(slots=True)
class Boxes:
    """Boxes and halves of boxes; ``marks`` are ticks without a bracket, ``astray`` says that some have no box."""

    boxes: list[Box] = field(default_factory=list)
    loose: list[Loose] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    astray: bool = False


def pair_loose(found: Boxes, units: list[Unit]) -> None:
    """Opening brackets find their options: the one printed next to it, else by elimination."""
    orders = [[key(option) for option in unit.item.options] for unit in units]
    following = {
        text: {order[place + 1] for order in orders for place, each in enumerate(order[:-1]) if each == text}
        for text in dict.fromkeys(loose.behind for loose in found.loose)
    }
    if len(found.loose) > _MOST_TORN:
        found.astray = True
        return
    left = [loose for loose in found.loose if not loose.taken and loose.behind]
    while _pair_sure(found, left, following):
        left = [loose for loose in left if not loose.taken]
    left = [loose for loose in found.loose if not loose.taken]
    waiting = [box for box in found.boxes if box.ticked is None and not box.strange]
    ticks = sorted([loose.place + 1 for loose in left if loose.ticked] + found.marks)
    if not ticks or len(ticks) == len(waiting):
        for box, mark in zip(waiting, ticks or [-1] * len(waiting), strict=True):
            box.ticked, box.mark = bool(ticks), mark
    else:
        found.astray = True


def _pair_sure(found: Boxes, left: list[Loose], following: dict[str, set[str]]) -> bool:
    """Pair the brackets behind one option whose partners are all alike; whether there were any."""
    behind: dict[str, list[Loose]] = {}
    for loose in left:
        behind.setdefault(loose.behind, []).append(loose)
    waiting: dict[str, list[Box]] = {}
    for box in found.boxes:
        if box.ticked is None and not box.strange:
            waiting.setdefault(box.text, []).append(box)
    for text in behind:
        partners = following[text] & waiting.keys()
        rivals = [each for other, those in behind.items() if following[other] & partners for each in those]
        alike = len({other.ticked for other in rivals}) == 1
        if len(partners) != 1 or not (len(rivals) == 1 or alike):
            continue
        boxes = waiting[partners.pop()]
        exchangeable = len(rivals) == 1 or len({box.slot for box in boxes}) == 1
        if exchangeable and len(boxes) <= len(rivals):
            for loose in behind[text][: len(boxes)]:
                nearest = min((box for box in boxes if box.ticked is None), key=lambda box: abs(box.name - loose.place))
                nearest.ticked, nearest.anchor, loose.taken = loose.ticked, loose.place, True
                nearest.mark = loose.place + 1 if loose.ticked else -1
            return True
    return False
