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
    """One run of an edit script; ``=`` and ``-`` runs joined give the old text, ``=`` and ``+`` the new.

    Attributes:
        notation: The run differs in spelling only (表記の変更).
    """

    op: Op
    text: str
    notation: bool = False


class FacetKind(StrEnum):
    """Closed vocabulary of what a change can mean; the diff finds them, the rules of the guideline read them.

    Every ``*_added`` has a ``*_removed``; both sides of a replacement are given where both exist.
    """

    CITATION = "citation"  # 法令名・条・項・号・別表・法律第N号
    ITEM_NUMBER_ADDED = "item_number_added"  # 項番 of a law table
    ITEM_NUMBER_REMOVED = "item_number_removed"
    DATE = "date"
    REFERENCE_DATE = "reference_date"  # いつ時点の計数か
    NUMBER = "number"  # a number with its unit, periods and counts included
    CHOICE_UP = "choice_up"  # along the printed scale towards the first option
    CHOICE_DOWN = "choice_down"
    CHOICE_CHANGED = "choice_changed"  # options without a scale
    BOX_TICKED = "box_ticked"
    BOX_CLEARED = "box_cleared"
    ORGANISATION = "organisation"  # 部署・役職・機関・氏名
    CONTACT = "contact"  # address, telephone, mail
    SYSTEM_ADDED = "system_added"
    SYSTEM_RENAMED = "system_renamed"
    SYSTEM_REMOVED = "system_removed"
    CLOUD_ADDED = "cloud_added"  # ガバメントクラウド and the like named for the first time
    CLOUD_REMOVED = "cloud_removed"
    TERM_REPLACED = "term_replaced"  # one term for another, the rest unchanged
    ABBREVIATION = "abbreviation"  # 以下「…」という。 introduced or dropped
    EXCEPTION_ADDED = "exception_added"  # 除く・以外・のみ・限る: the scope gets narrower
    EXCEPTION_REMOVED = "exception_removed"
    INCLUSION_ADDED = "inclusion_added"  # 含む・及び…も: the scope gets wider
    INCLUSION_REMOVED = "inclusion_removed"
    NEGATION = "negation"  # している ⇄ していない
    PLAN_TO_FACT = "plan_to_fact"  # （予定） dropped
    FACT_TO_PLAN = "fact_to_plan"
    MEASURE_ADDED = "measure_added"  # a sentence or list item in an item that describes measures
    MEASURE_REMOVED = "measure_removed"
    MEASURE_REPLACED = "measure_replaced"
    TEXT_ADDED = "text_added"  # a sentence or list item anywhere else
    TEXT_REMOVED = "text_removed"
    WORDS_ADDED = "words_added"  # words inside a sentence that stays
    WORDS_REMOVED = "words_removed"
    WORDS_REPLACED = "words_replaced"
    REORDERED = "reordered"  # a sentence or list item stands elsewhere in the same item, word for word
    RENUMBERED = "renumbered"  # a list number moved, the text did not
    NOTATION = "notation"  # equal under the comparison key
    UNREAD = "unread"  # one side could not be read off its source, so whether anything changed is not known
    ELIDED = "elided"  # （省略） on one or both sides: not all of the text is known


@dataclass(frozen=True, slots=True)
class Facet:
    """A typed fact of what a change means; ``before`` or ``after`` is "" where there is none."""

    kind: FacetKind
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

    @property
    def unread(self) -> bool:
        """Whether one side could not be read off its source, so that no change is known."""
        return any(facet.kind is FacetKind.UNREAD for facet in self.facets)


@dataclass(frozen=True, slots=True)
class Replacement:
    """One substitution made in several items.

    Attributes:
        paths: Items it occurs in, in the order of the changes.
        alone: Those of them in which it is all that changed.
        count: How often it was made altogether.
        notation: Only spelling differs (「，」→「、」).
    """

    before: str
    after: str
    paths: tuple[ItemPath, ...]
    alone: tuple[ItemPath, ...] = ()
    count: int = 0
    notation: bool = False


class Verdict(StrEnum):
    """重要度, heaviest first."""

    REDO = "再実施"
    SIGNIFICANT = "重要"
    UNDECIDED = "要判断"
    MINOR = "軽微"

    @property
    def weight(self) -> int:
        """How much the verdict asks of a person; of several, the one with the greatest stands."""
        return {"再実施": 3, "重要": 2, "要判断": 1, "軽微": 0}[self.value]


class Timing(StrEnum):
    """提出時期: before the change takes effect, after it, or open."""

    BEFORE = "事前"
    AFTER = "事後"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule's word on a change: its id, clause, verdict and the words it saw; ``name`` is what people call it."""

    rule: str
    clause: str
    verdict: Verdict
    timing: Timing
    words: tuple[str, ...] = ()
    missing: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A change with its verdicts; ``reasons`` holds every rule that spoke, the deciding one first.

    Attributes:
        proofs: Names of what proves that a 軽微 is harmless; empty where nothing does.
    """

    change: Change
    verdict: Verdict
    timing: Timing
    explanation: str
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    cause: str = ""
    notes: tuple[str, ...] = field(default=())
    proofs: tuple[str, ...] = ()

    @property
    def rules(self) -> tuple[str, ...]:
        """Ids of the rules that spoke, the deciding one first."""
        return tuple(reason.rule for reason in self.reasons)

    @property
    def rule_names(self) -> tuple[str, ...]:
        """What people call these rules."""
        return tuple(reason.name for reason in self.reasons)
