"""Proof that a draft records every changed character exactly once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from piadiff.draft.cells import ticked
from piadiff.draft.marks import mark
from piadiff.draft.parts import together
from piadiff.draft.quote import hidden, pieces
from piadiff.draft.style import Style, default_style
from piadiff.draft.substitution import apply, edit_pairs, is_spacing
from piadiff.model import Action, Change, Draft, DraftRow, Finding, Fold, ItemKind, ItemPath
from piadiff.text.cell import boxes


@dataclass(frozen=True, slots=True)
class Coverage:
    """Items whose change is not recorded in full, and items recorded more than once."""

    untold: tuple[ItemPath, ...]
    twice: tuple[ItemPath, ...]

    @property
    def complete(self) -> bool:
        """Whether every changed character is in exactly one row or named fold."""
        return not self.untold and not self.twice


def _quoted(row: DraftRow, change: Change, style: Style) -> bool:
    """Whether filling each （省略） with one and the same text gives both versions back."""
    before = "" if row.before == style.none and not change.before.strip() else row.before
    after = "" if row.after == style.none and not change.after.strip() else row.after
    if (before, after) == (change.before, change.after):
        return True
    was, now = hidden(change.before, before, style.elision), hidden(change.after, after, style.elision)
    return was is not None and was == now


def _ticks(row: DraftRow, change: Change) -> bool:
    sides = ((change.before, row.before), (change.after, row.after))
    return all(ticked(value) == ticked(cell) for value, cell in sides) and bool(
        boxes(change.before) or boxes(change.after)
    )


def _claimed(row: DraftRow | None, folds: Sequence[Fold], change: Change) -> bool:
    """Whether the folds of a claim give the new text, or name each place that changed."""
    pairs = tuple((fold.before, fold.after) for fold in folds if fold.before or fold.after)
    if pairs:
        return apply(pairs, change.before) == change.after or set(edit_pairs(mark(change.before, change.after))) <= set(
            pairs
        )
    if row is None:
        return is_spacing(change)
    if change.action is Action.MOVED:
        return change.before == change.after
    return all(
        not value.strip() or value in cell or (boxes(value) and ticked(value) <= ticked_anywhere(cell))
        for value, cell in ((change.before, row.before), (change.after, row.after))
    )


def ticked_anywhere(cell: str) -> frozenset[str]:
    """Ticked options on any line of a cell."""
    return frozenset(option for line in cell.split("\n") for option in ticked(line))


def _told(row: DraftRow | None, folds: Sequence[Fold], change: Change, style: Style) -> bool:
    if folds:
        return _claimed(row, folds, change)
    if row is None:
        return False
    return _quoted(row, change, style) or (change.kind is ItemKind.CHECKS and _ticks(row, change))


def text_after(row: DraftRow, before: str, style: Style) -> str | None:
    """A text with what a row records done to it; None when the row does not quote that text."""
    gaps = hidden(before, row.before, style.elision)
    after = pieces(row.after, style.elision)
    if gaps is None or len(after) != len(gaps) + 1:
        return None
    lines = [line for piece, gap in zip_longest(after, gaps, fillvalue=()) for line in (*piece, *gap)]
    return "\n".join(lines)


def _told_in_parts(rows: Sequence[DraftRow], change: Change, style: Style) -> bool:
    """Whether rows record different places of an item, and done together give the newer text."""
    texts = [text_after(row, change.before, style) for row in rows]
    partly = [text for text in texts if text is not None]
    return len(partly) == len(rows) and together(change.before, partly, change.after)


def _tellers(draft: Draft, change: Change, style: Style) -> int:
    """How many rows, and folds without a row, record a change in full."""
    numbers = [number for number, row in enumerate(draft.rows, start=1) if change.path in row.paths]
    if len(numbers) > 1 and _told_in_parts([draft.rows[number - 1] for number in numbers], change, style):
        return 1
    loose = any(fold.row is None and change.path in fold.paths for fold in draft.folded)
    told = 0
    for number in [*numbers, *([None] if loose else [])]:
        folds = [fold for fold in draft.folded if fold.row == number and change.path in fold.paths]
        told += _told(draft.rows[number - 1] if number else None, folds, change, style)
    return told


def coverage(draft: Draft, findings: Sequence[Finding], style: Style | None = None) -> Coverage:
    """Check a draft against the findings it was made from; what could not be read is no change to record."""
    changes = [found.change for found in findings if not found.change.unread]
    told = [(change.path, _tellers(draft, change, style or default_style())) for change in changes]
    return Coverage(
        untold=tuple(path for path, times in told if times == 0),
        twice=tuple(path for path, times in told if times > 1),
    )
