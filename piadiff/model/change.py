"""What differs between two forms, and what the guideline says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from piadiff.model.form import ItemKind
from piadiff.model.path import ItemPath

Op = Literal["=", "-", "+"]


class Action(StrEnum):
    """What happened to an item."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    MOVED_CHANGED = "moved+changed"


@dataclass(frozen=True, slots=True)
class Edit:
    """One run of an edit script; ``=`` and ``-`` runs joined give the old text, ``=`` and ``+`` the new."""

    op: Op
    text: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A typed fact of what a change means; ``before`` or ``after`` is "" where there is none.

    The closed vocabulary of ``kind`` stands in ``piadiff/diff/facets.py``.
    """

    kind: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One item that differs between two versions.

    Attributes:
        old_path: Where the item stood before, when it moved; None otherwise.
        notation: Only spelling differs (表記の変更): equal under the comparison key.
        match: Level at which the items were paired: ``path``, ``moved``, ``key``, ``similar``, "" when unpaired.
    """

    path: ItemPath
    action: Action
    before: str
    after: str
    edits: tuple[Edit, ...] = ()
    facets: tuple[Facet, ...] = ()
    label: str = ""
    kind: ItemKind = ItemKind.TEXT
    significant: bool = False
    notation: bool = False
    old_path: ItemPath | None = None
    match: str = ""


class Verdict(StrEnum):
    """重要度, heaviest first."""

    REDO = "再実施"
    SIGNIFICANT = "重要"
    UNDECIDED = "要判断"
    MINOR = "軽微"


class Timing(StrEnum):
    """提出時期: before the change takes effect, after it, or not to be told."""

    BEFORE = "事前"
    AFTER = "事後"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule's word on a change: its id, clause, verdict and the words it saw."""

    rule: str
    clause: str
    verdict: Verdict
    timing: Timing
    words: tuple[str, ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A change with its verdicts; ``reasons`` holds every rule that spoke, the deciding one first."""

    change: Change
    verdict: Verdict
    timing: Timing
    explanation: str
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    cause: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def rules(self) -> tuple[str, ...]:
        """Ids of the rules that spoke, the deciding one first."""
        return tuple(reason.rule for reason in self.reasons)
