"""Drafted 変更箇所 rows and the folds that stand beside them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from piadiff.model.change import Edit, Timing, Verdict
from piadiff.model.path import ItemPath


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One row to be signed.

    Attributes:
        item: 項目 in the official spelling, ``Ⅱ（住民基本台帳ファイル）－５－移転先１－②``.
        paths: Items the row covers; more than one when one cause moved several.
        decided_by: ``rule``, or the person whose decision is kept.
        edits: Edit script between ``before`` and ``after`` for outputs that mark the changed words.
    """

    date: date | None
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
    edits: tuple[Edit, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Fold:
    """Changes that one row claims together: a global replacement, a renumbering, 表記の変更."""

    reason: str
    paths: tuple[ItemPath, ...]
    before: str
    after: str
    verdict: Verdict
    timing: Timing
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """All rows of one revision, and the folds none of whose characters are lost."""

    rows: tuple[DraftRow, ...] = ()
    folded: tuple[Fold, ...] = ()
    unused_decisions: tuple[str, ...] = ()
