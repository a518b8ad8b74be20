"""A published form and its rows → the versions before it, newest rows undone first."""

from __future__ import annotations

import dataclasses

from piadiff.canonical import canonical
from piadiff.model import Form, ItemPath, KeptRow, Version
from piadiff.model.path import COVER_DAY
from piadiff.rewind.batches import Batch, batches
from piadiff.rewind.certainty import Marks, marks
from piadiff.rewind.file_names import renamed, with_names
from piadiff.rewind.revisions import brought_unsaid, numbered_either_way, on_revision, revision_before
from piadiff.rewind.stage import Stage, newer
from piadiff.rewind.state import State
from piadiff.rewind.steps import Step, step_between
from piadiff.rewind.undo_batch import Outcome, undo_batch

_CONTRADICTED = "変更前の記載が、前にこの項目を変えた行{}の変更後とつながらない"


def rewind(form: Form) -> tuple[Version, ...]:
    """The versions a published form speaks of: oldest first, the published one last."""
    published = canonical(form)
    stages = _stages(published)
    doubted = marks(published, stages)
    day = published.header.published
    newest = Version(published, date=day, published=day)
    rebuilt = [_version(published, stage, marked) for stage, marked in zip(stages[1:], doubted[1:], strict=True)]
    return (*reversed(rebuilt), newest)


def steps(form: Form) -> tuple[Step, ...]:
    """What leads from the oldest version of ``rewind`` to the published one, for ``replay``."""
    found: list[Step] = []
    for stage in _stages(canonical(form))[1:]:
        found += stage.steps
        if stage.undone and stage.undone.items != stage.state.items:
            found.append(_step(stage.state, stage.undone))
    return tuple(reversed(found))


def _step(then: State, now: State) -> Step:
    """What no row states."""
    return step_between(tuple(then.items.values()), tuple(now.items.values()), None)


def _stages(published: Form) -> list[Stage]:
    """States newest first, the published one at the head."""
    stages = [Stage(State.of(published), published.changes)]
    waiting = batches(published.changes)
    while waiting:
        batch = waiting.pop()
        left = {row.row for other in waiting for row in other.rows}
        stages.append(_before(stages, batch, left, published))
    return stages


def _before(stages: list[Stage], batch: Batch, left: set[int], published: Form) -> Stage:
    """The stage before a batch; the newest stage may get the words that the batch states of its own day."""
    now = stages[-1]
    since = max((row.date for row in now.rows if row.date and row.row in left), default=None)
    now.state = numbered_either_way(now.state, batch, since)
    outcome = undo_batch(now.state, batch)
    if outcome.stated and len(stages) > 1:
        _note_contradicted(stages, outcome)
        now.state = now.state.with_items(outcome.stated)
        outcome = _once_more(undo_batch(now.state, batch), outcome)
    then = _tidied(outcome)
    files = renamed(now.state, then)
    then = with_names(then, files)
    stage = Stage(
        state=then,
        rows=tuple(row for row in then.rows if row.row in left),
        batch=batch,
        undone=outcome.state,
        steps=outcome.steps,
        kept=outcome.kept,
        remarks=outcome.remarks,
        doubts=outcome.doubts,
        files=files,
    )
    revision = revision_before(now.state, outcome, batch, since)
    if revision != then.template.revision:
        stage.state = on_revision(then, revision, published, stage.rows)
        stage.unsaid = brought_unsaid(then, stage.state)
        stage.rows = tuple(row for row in stage.state.rows if row.row in left)
    return stage


def _note_contradicted(stages: list[Stage], outcome: Outcome) -> None:
    """Say of the next row about an item that its 変更前 is not what the batch had written."""
    rows = {path: doubt.row for doubt in outcome.doubts for path in doubt.paths}
    for item in outcome.stated:
        for number, _, after in newer(stages, item.path):
            told = [step.row.row for step in stages[number].steps if step.row and after in step.paths]
            remark = _CONTRADICTED.format(rows[item.path])
            stages[number].remarks += [KeptRow(row, remark) for row in told]
            if told:
                break


def _once_more(again: Outcome, first: Outcome) -> Outcome:
    """The batch undone on its own words; what contradicts them stays said."""
    said = {remark.row for remark in again.remarks} | {kept.row for kept in again.kept}
    again.remarks += [remark for remark in first.remarks if remark.row not in said]
    again.doubts += first.doubts
    return again


def _instances(state: State, path: ItemPath) -> list[ItemPath]:
    """Repeated groups (システム9, 提供先2) an address lies in."""
    uppers = [ItemPath(path.section, path.file, path.parts[:depth]) for depth in range(1, len(path.parts) + 1)]
    return [upper for upper in uppers if (known := state.template.item(upper)) is not None and known.repeat]


def _tidied(outcome: Outcome) -> State:
    """The state without repeated groups that the batch had filled, and without the 公表日 nobody knows."""
    state = outcome.state
    groups = {group for step in outcome.steps for path in step.paths for group in _instances(state, path)}
    gone = {
        item.path
        for group in groups
        for item in state.reach(group).items
        if not any(other.value for other in state.reach(group).items)
    }
    tidied = state.without(frozenset(gone))
    cover = tidied.items.get(COVER_DAY)
    if cover is not None and cover.value:
        tidied = tidied.with_items([dataclasses.replace(cover, value="", undetermined=True)])
    return tidied


def _version(published: Form, stage: Stage, doubted: Marks) -> Version:
    header = dataclasses.replace(published.header.on(_revision(published, stage)), published=None)
    items = stage.state.items
    return Version(
        form=dataclasses.replace(
            published,
            header=header,
            items=tuple(dataclasses.replace(item, uncertain=doubted.get(path)) for path, item in items.items()),
            changes=stage.rows,
            reconstructed=True,
            unproven=tuple((path, told) for path, told in doubted.items() if path not in items),
        ),
        date=stage.until,
        rows_undone=tuple(sorted(step.row.row for step in stage.steps if step.row)),
        rows_kept=tuple(sorted(stage.kept, key=_number)),
        rows_differing=tuple(sorted(stage.remarks, key=_number)),
    )


def _number(kept: KeptRow) -> int:
    return kept.row


def _revision(published: Form, stage: Stage) -> str:
    """The stamp of a stage; that of the published form as long as it stands on the same template."""
    same = State.of(published).template is stage.state.template
    return published.header.in_use if same else stage.state.template.revision
