"""What a search over a 項目 cell knows at a place: the item it stands at and the targets behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from piadiff.addresses.letters import Cell
from piadiff.addresses.template_nodes import TemplateNode, Tree

ALL_FILES = "*"
UNKNOWN_NUMBER = "*"
Via = Literal["", "list", "space", "bracket", "range"]


@dataclass(frozen=True)
class Context:
    """What a search looks at; ``files`` are the file names the form is known to have."""

    cell: Cell
    tree: Tree
    files: tuple[str, ...] = ()


class Head(NamedTuple):
    """An address under way.

    Attributes:
        spot: Its place in the template; None for an address the template does not have.
        tail: How many parts at the end name a part of the item's text.
    """

    spot: TemplateNode | None
    section: str
    parts: tuple[str, ...] = ()
    tail: int = 0

    def cut(self, spot: TemplateNode) -> Head:
        """The head one of the spots above stands for."""
        return Head(spot, self.section if spot.depth >= 0 else "", self.parts[: max(spot.depth, 0)])


class Target(NamedTuple):
    """A finished address; ``via`` says what joined it to the one before."""

    head: Head
    files: tuple[str, ...] = ()
    via: Via = ""


class State(NamedTuple):
    """A place in the cell and how its letters up to there are understood.

    Attributes:
        heads: Addresses under way, more than one after a range or in a list; none where a target begins.
        listed: The heads come from a list: 「提供先１、３」.
        fresh: The label of the head may follow.
        via: What joined the present target to the one before.
        notes: Words of the cell that no item explains.
        conflict: Items of other names that the cell names beside the number.
    """

    at: int = 0
    heads: tuple[Head, ...] = ()
    files: tuple[str, ...] = ()
    done: tuple[Target, ...] = ()
    fresh: bool = False
    via: Via = ""
    notes: tuple[str, ...] = ()
    conflict: tuple[str, ...] = ()
    listed: bool = False

    @property
    def head(self) -> Head | None:
        """The address under way that was named last."""
        return self.heads[-1] if self.heads else None

    def alone(self) -> State:
        """The state when what follows belongs to the last member of a list only."""
        if len(self.heads) < 2:
            return self
        *before, last = self.finished()
        return self._replace(heads=(last.head,), done=tuple(before), via=last.via, listed=False)

    @property
    def anchor(self) -> Target | None:
        """The target before the one that begins here."""
        return self.done[-1] if self.done else None

    def moved(self, at: int, heads: tuple[Head, ...], *, fresh: bool = True) -> State:
        """The state once the head is further down."""
        return self._replace(at=at, heads=heads, fresh=fresh)

    def past(self, at: int) -> State:
        """The state once words that say nothing are read."""
        return self._replace(at=at)

    def finished(self) -> tuple[Target, ...]:
        """All targets, those under way included."""
        under_way = (Target(head, self.files, "list" if at else self.via) for at, head in enumerate(self.heads))
        return (*self.done, *under_way)


Step = tuple[float, State]
