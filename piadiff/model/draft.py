"""Drafted 変更箇所 rows and the folds that stand beside them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from piadiff.model.change import Edit, Facet, Timing, Verdict
from piadiff.model.form import Uncertain
from piadiff.model.opinion import Opinion
from piadiff.model.pair import Late, Mismatch
from piadiff.model.path import ItemPath


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row to be signed.

    Attributes:
        item: 項目 in the official spelling, ``Ⅱ（住民基本台帳ファイル）－５－移転先１－②``.
        paths: Items the row covers; more than one when one cause moved several.
        decided_by: ``rule``, or the person whose decision is kept.
        missing: Facts to find out before the row can be signed.
        notes: What to look at although the verdict stands.
        edits: Edit script between ``before`` and ``after`` for outputs that mark the changed words.
        basis: Clauses the verdict rests on.
        effective: 施行日, where a person named it.
        reason: Why the person decided so.
        until: Last 変更日 for which a verdict that the person made lighter holds.
        refused: Why the verdict of the person is not taken, "" where it is.
        decided: Columns whose text is the person's (``説明``, ``判定`` …); all others are the machine's.
        opinion: What a second reader thinks of it; no verdict.
        rule_names: What people call the rules.
        label: What the template prints for the item, for readers who do not know the numbers.
        proofs: Names of what proves every change of the row harmless; empty where one of them has no proof.
    """

    date: datetime.date | None
    item: str
    paths: tuple[ItemPath, ...]
    before: str
    after: str
    timing: Timing
    explanation: str
    verdict: Verdict
    rules: tuple[str, ...] = ()
    decided_by: str = "rule"
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    fingerprint: str = ""
    basis: tuple[str, ...] = ()
    cause: str = ""
    facets: tuple[Facet, ...] = ()
    effective: datetime.date | None = None
    reason: str = ""
    until: datetime.date | None = None
    refused: str = ""
    decided: tuple[str, ...] = ()
    label: str = ""
    rule_names: tuple[str, ...] = ()
    opinion: Opinion | None = None
    proofs: tuple[str, ...] = ()

    @property
    def signed(self) -> bool:
        """Whether a person stands for the row as it is."""
        return self.decided_by != "rule" and not self.refused


@dataclass(frozen=True, slots=True)
class Fold:
    """Changes that one row claims together: a global replacement, a renumbering, 表記の変更.

    Attributes:
        row: 1-based row that stands for them; None when they get no row of their own.
    """

    reason: str
    paths: tuple[ItemPath, ...]
    before: str
    after: str
    verdict: Verdict
    timing: Timing
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """What of one side of a comparison could not be compared: an item without a value, or text without a place.

    Attributes:
        side: ``old`` or ``new``.
        path: The item whose value could not be read; None for text without a place.
        line: Where the text stands in its source.
        uncertain: Why the value, taken from rows, is not proven.
    """

    side: str
    path: ItemPath | None = None
    line: int = 0
    text: str = ""
    uncertain: Uncertain | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """All rows of one revision and the folds none of whose characters are lost.

    Attributes:
        unread: What could not be compared.
        pair: What speaks against the two forms being versions of one.
        late: Rows that are 事前 and whose 提出 is not before their 施行.
    """

    rows: tuple[DraftRow, ...] = ()
    folded: tuple[Fold, ...] = ()
    unused_decisions: tuple[str, ...] = ()
    unread: tuple[Unread, ...] = ()
    pair: tuple[Mismatch, ...] = ()
    late: tuple[Late, ...] = ()


@dataclass(frozen=True, slots=True)
class SignedRow:
    """A drafted row as an officer gave it back; texts as the cells hold them.

    Attributes:
        untouched: Fields whose cells still hold what was drafted when the table was made: no decision, even
            where the draft or another decision has moved on since.
    """

    fingerprint: str
    place: str
    date: str = ""
    item: str = ""
    before: str = ""
    after: str = ""
    timing: str = ""
    explanation: str = ""
    verdict: str = ""
    decided_by: str = ""
    effective: str = ""
    reason: str = ""
    until: str = ""
    untouched: frozenset[str] = frozenset()
