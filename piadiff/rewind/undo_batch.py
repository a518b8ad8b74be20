"""Undo the rows of one 変更日, each exactly where that can be, and note what that leaves open."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field

from piadiff.model import ChangeRow, Item, ItemPath, KeptRow
from piadiff.rewind.batches import Batch
from piadiff.rewind.quoted import Undone
from piadiff.rewind.state import KeepRow, State
from piadiff.rewind.steps import Step, step_between
from piadiff.rewind.touched import quoting, says_otherwise, touched
from piadiff.rewind.undo import undo

_UNDATED = "変更日「{}」が日付として読めず、この版より前の変更か後の変更か決められない"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a row leaves open.

    Attributes:
        paths: Items, as the state names them in which the row was to be undone.
        contradicts: What the row says of its own day is not what stands there, so that the versions since then are
            open too, up to the next row about the item.
        here: Only the versions right before the row and right behind it are open.
    """

    row: int
    reason: str
    paths: frozenset[ItemPath]
    contradicts: bool = False
    here: bool = False


@dataclass(slots=True)
class Outcome:
    """A state with a batch undone.

    Attributes:
        steps: One for each row undone, newest first.
        stated: Items as 変更後 of the batch states them, where that is not what stood there.
        touched: Items the batch is about.
        renumbered: A row says that items of the form got other numbers.
    """

    state: State
    steps: list[Step] = field(default_factory=list)
    remarks: list[KeptRow] = field(default_factory=list)
    kept: list[KeptRow] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    stated: list[Item] = field(default_factory=list)
    touched: set[ItemPath] = field(default_factory=set)
    renumbered: bool = False


def undo_batch(state: State, batch: Batch) -> Outcome:
    """All rows that can be undone, last one first.

    One row may quote what another of the same day left behind, in whatever order the table has them. So
    rows that fit exactly go first, and rows that nearly fit are taken one at a time.
    """
    here = {row.row: row for row in state.rows}
    outcome = Outcome(state)
    waiting = [here[row.row] for row in reversed(batch.rows)]
    reasons: dict[int, KeepRow] = {}
    while _exact_pass(outcome, waiting) or _loose_pass(outcome, waiting, reasons):
        pass
    for row in reversed(waiting):
        _keep(outcome, state, row, reasons[row.row])
    if batch.day is None and batch.after:
        _open_behind(outcome, batch)
    changed = [path for step in outcome.steps for path in step.paths]
    outcome.stated = [item for item in outcome.stated if changed.count(item.path) == 1]
    outcome.touched.update(changed)
    return outcome


def _exact_pass(outcome: Outcome, waiting: list[ChangeRow]) -> bool:
    done = [row for row in waiting if _try(outcome, row, loosely=False) is None]
    waiting[:] = [row for row in waiting if row not in done]
    return bool(done)


def _loose_pass(outcome: Outcome, waiting: list[ChangeRow], reasons: dict[int, KeepRow]) -> bool:
    for row in waiting:
        reason = _try(outcome, row, loosely=True)
        if reason is None:
            waiting.remove(row)
            return True
        reasons[row.row] = reason
    return False


def _try(outcome: Outcome, row: ChangeRow, *, loosely: bool) -> KeepRow | None:
    """Undo a row in place; the reason when that cannot be done."""
    state = outcome.state
    try:
        undone = undo(state, row, loosely=loosely)
    except KeepRow as kept:
        return kept
    changed = [item for item in undone.items if state.items.get(item.path) != item]
    if not changed:
        return KeepRow("変更後の記載が、すでに変更前の記載と同じになっている")
    outcome.state = state.with_items(changed)
    step = step_between(tuple(outcome.state.items.values()), tuple(state.items.values()), row)
    outcome.steps.append(step)
    _note(outcome, row, undone, frozenset(item.path for item in changed))
    return None


def _note(outcome: Outcome, row: ChangeRow, undone: Undone, changed: frozenset[ItemPath]) -> None:
    """What undoing a row leaves open."""
    outcome.stated += undone.stated
    outcome.touched.update(undone.beside)
    if undone.remark:
        outcome.remarks.append(KeptRow(row.row, undone.remark))
    reason = undone.remark or undone.doubt
    if reason:
        paths = changed.union(undone.beside)
        outcome.doubts.append(Doubt(row.row, reason, paths, contradicts=bool(undone.remark)))


def _keep(outcome: Outcome, state: State, row: ChangeRow, why: KeepRow) -> None:
    """A row that stays leaves open whatever it may be about."""
    outcome.kept.append(KeptRow(row.row, str(why)))
    if why.harmless:
        outcome.renumbered = True
        return
    paths = touched(outcome.state, row) | touched(state, row)
    outcome.touched |= paths
    contradicts = says_otherwise(state, row, paths)
    if contradicts:
        paths |= frozenset(quoting(state, row))
    outcome.doubts.append(Doubt(row.row, str(why), paths, contradicts=contradicts))


def _open_behind(outcome: Outcome, batch: Batch) -> None:
    """Rows without a day may have been written with those before them or with those behind."""
    outcome.doubts += [dataclasses.replace(doubt, here=True) for doubt in outcome.doubts]
    for row in batch.rows:
        paths = {path for step in outcome.steps if step.row and step.row.row == row.row for path in step.paths}
        if paths:
            outcome.doubts.append(Doubt(row.row, _UNDATED.format(row.date_raw), frozenset(paths), here=True))
