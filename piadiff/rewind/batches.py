"""Rows by 変更日, undone newest first, each batch giving the version before it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from piadiff.canonical import canonical
from piadiff.model import ChangeRow, Form, Item, ItemPath, KeptRow, Version
from piadiff.model.path import COVER_DAY
from piadiff.rewind.state import KeepRow, State
from piadiff.rewind.steps import Step, replay, step_between
from piadiff.rewind.undo import undo
from piadiff.text import parse_date, wareki

__all__ = ["replay", "rewind", "steps"]

_UNREADABLE_DAY = "変更日「{}」が日付として読めず、どの版とどの版の間の変更か決められない"
_MONTH = re.compile(r"月\s*$")


@dataclass(frozen=True, slots=True)
class _Batch:
    """Rows of one 変更日; ``order`` sorts, ``day`` is None where the table gives no full date."""

    order: date
    day: date | None
    rows: tuple[ChangeRow, ...]


@dataclass(slots=True)
class _Outcome:
    """A state with a batch undone."""

    state: State
    steps: list[Step]
    remarks: list[KeptRow]
    kept: list[KeptRow]


def _order(row: ChangeRow) -> date | None:
    """Where a row stands in time: its day, the first of its month, the end of time in a draft."""
    if row.date:
        return row.date
    if not row.date_raw.strip():
        return date.max
    return parse_date(_MONTH.sub("月1日", row.date_raw))


def _batches(rows: Sequence[ChangeRow]) -> list[_Batch]:
    """Newest first."""
    found: dict[date, list[ChangeRow]] = {}
    for row in rows:
        order = _order(row)
        if order is not None:
            found.setdefault(order, []).append(row)
    return [
        _Batch(order, next((row.date for row in batch if row.date), None), tuple(batch))
        for order, batch in sorted(found.items(), reverse=True)
    ]


def _undo_batch(state: State, batch: _Batch) -> _Outcome:
    """All rows that can be undone, last one first.

    One row may quote what another of the same day left behind, in whatever order the table has them. So
    rows that fit exactly go first, and rows that nearly fit are taken one at a time.
    """
    outcome = _Outcome(state, [], [], [])
    waiting = list(reversed(batch.rows))
    reasons: dict[int, str] = {}
    while _exact_pass(outcome, waiting) or _loose_pass(outcome, waiting, reasons):
        pass
    outcome.kept = [KeptRow(row.row, reasons.get(row.row, "")) for row in reversed(waiting)]
    return outcome


def _exact_pass(outcome: _Outcome, waiting: list[ChangeRow]) -> bool:
    done = [row for row in waiting if _try(outcome, row, loosely=False) is None]
    waiting[:] = [row for row in waiting if row not in done]
    return bool(done)


def _loose_pass(outcome: _Outcome, waiting: list[ChangeRow], reasons: dict[int, str]) -> bool:
    for row in waiting:
        reason = _try(outcome, row, loosely=True)
        if reason is None:
            waiting.remove(row)
            return True
        reasons[row.row] = reason
    return False


def _try(outcome: _Outcome, row: ChangeRow, *, loosely: bool) -> str | None:
    """Undo a row in place; the reason when that cannot be done."""
    state = outcome.state
    try:
        undone = undo(state, row, loosely=loosely)
    except KeepRow as kept:
        return str(kept)
    changed = [item for item in undone.items if state.items.get(item.path) != item]
    if not changed:
        return "変更後の記載が、すでに変更前の記載と同じになっている"
    outcome.state = state.with_items(changed)
    outcome.steps.append(_step(outcome.state, state, row))
    if undone.remark:
        outcome.remarks.append(KeptRow(row.row, undone.remark))
    return None


def _step(then: State, now: State, row: ChangeRow | None) -> Step:
    return step_between(tuple(then.items.values()), tuple(now.items.values()), row)


def _instances(state: State, path: ItemPath) -> list[ItemPath]:
    """Repeated groups (システム9, 提供先2) an address lies in."""
    uppers = [ItemPath(path.section, path.file, path.parts[:depth]) for depth in range(1, len(path.parts) + 1)]
    return [upper for upper in uppers if (known := state.template.item(upper)) is not None and known.repeat]


def _tidy(outcome: _Outcome, published: date | None) -> None:
    """Drop repeated groups that the batch had filled, and set the 公表日 of the 表紙."""
    state = outcome.state
    touched = {splice.path for step in outcome.steps for splice in step.splices}
    groups = {group for path in touched for group in _instances(state, path)}
    gone = {
        item.path
        for group in groups
        for item in state.reach(group).items
        if not any(other.value for other in state.reach(group).items)
    }
    tidied = state.without(frozenset(gone))
    cover = tidied.items.get(COVER_DAY)
    if cover is not None and isinstance(cover.value, str):
        tidied = tidied.with_items([_cover(cover, published)])
    if tidied.items != state.items:
        outcome.state = tidied
        outcome.steps.append(_step(tidied, state, None))


def _cover(cover: Item, published: date | None) -> Item:
    if not cover.value:
        return cover
    if published is None:
        return dataclasses.replace(cover, value="", undetermined=True)
    return dataclasses.replace(cover, value=wareki(published), undetermined=False)


def _version(form: Form, outcome: _Outcome, batch: _Batch, published: date | None) -> Version:
    rows = tuple(row for row in form.changes if (_order(row) or date.min) < batch.order)
    undone = tuple(sorted(step.row.row for step in outcome.steps if step.row))
    return Version(
        form=dataclasses.replace(
            form,
            header=dataclasses.replace(form.header, published=published),
            items=tuple(outcome.state.items.values()),
            changes=rows,
            reconstructed=True,
        ),
        date=batch.day,
        published=published,
        rows_undone=undone,
        rows_kept=tuple(outcome.kept),
        rows_differing=tuple(sorted(outcome.remarks, key=lambda remark: remark.row)),
    )


def _unwind(form: Form) -> tuple[list[Version], list[Step]]:
    """Versions newest first, and all steps in the order they were taken."""
    published = canonical(form)
    versions = [Version(published, date=published.header.published, published=published.header.published)]
    steps: list[Step] = []
    state = State.of(published)
    batches = _batches(published.changes)
    for batch, older in zip_longest(batches, batches[1:]):
        outcome = _undo_batch(state, batch)
        day = older.day if older else None
        _tidy(outcome, day)
        versions.append(_version(published, outcome, batch, day))
        steps += outcome.steps
        state = outcome.state
    return _with_undated(versions, published.changes), steps


def _with_undated(versions: list[Version], rows: Sequence[ChangeRow]) -> list[Version]:
    """Rows of no time at all stay, and the newest rebuilt version says so."""
    undated = [KeptRow(row.row, _UNREADABLE_DAY.format(row.date_raw)) for row in rows if _order(row) is None]
    if not undated or len(versions) < 2:
        return versions
    kept = tuple(sorted((*versions[1].rows_kept, *undated), key=lambda row: row.row))
    return [versions[0], dataclasses.replace(versions[1], rows_kept=kept), *versions[2:]]


def rewind(form: Form) -> tuple[Version, ...]:
    """The versions a published form tells of: oldest first, the published one last."""
    return tuple(reversed(_unwind(form)[0]))


def steps(form: Form) -> tuple[Step, ...]:
    """What leads from the oldest version of ``rewind`` to the published one, for ``replay``."""
    return tuple(reversed(_unwind(form)[1]))
