"""The form of its day: a state before a 様式改正 stands on the items of the revision of its time."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import date, timedelta

from piadiff.addresses.of_rows import addresses
from piadiff.addresses.resolver import resolve
from piadiff.model import ChangeRow, Form, Item, ItemPath, Uncertain, parse_path
from piadiff.rewind.batches import Batch
from piadiff.rewind.state import State
from piadiff.rewind.undo_batch import Outcome
from piadiff.templates import Template, load
from piadiff.templates.moves import moved, removed, revisions
from piadiff.text import cell as cells

_NO_LONGER_ASKED = "今の様式にない欄で、当時の記載を伝えるものがない"


def revision_before(now: State, outcome: Outcome, batch: Batch, since: date | None) -> str:
    """The revision that the state before a batch stood on; ``since`` is the 変更日 that state began with.

    It is the one in force on that day, or the one before where the rows of the batch say that the form changed.
    """
    name, here = now.template.name, now.template.revision
    older = _older(now.template)
    day = since or (batch.day - timedelta(days=1) if batch.day else None)
    if not older or day is None:
        return here
    if day.isoformat() < now.template.in_force:
        return next((each for each in reversed(older) if load(name, each).in_force <= day.isoformat()), older[0])
    return older[-1] if outcome.renumbered or _brought(now, outcome, batch) else here


def _older(template: Template) -> tuple[str, ...]:
    shipped = revisions(template.name)
    return shipped[: shipped.index(template.revision)]


def _brought(now: State, outcome: Outcome, batch: Batch) -> bool:
    """Whether a batch is about all that its revision of the form brought and is filled in, some of it as not there."""
    new = set(now.template.since.added) if now.template.since else set()
    filled = [path for path, item in now.items.items() if item.value and _pattern(now, path) in new]
    said = any(
        cells.says_nothing(row.before, "before")
        and any(target.contains(path) for target in row.items for path in filled)
        for row in batch.rows
    )
    return said and outcome.touched.issuperset(filled)


def _pattern(state: State, path: ItemPath) -> str:
    known = state.template.item(path)
    return known.pattern if known else ""


def numbered_either_way(state: State, batch: Batch, since: date | None) -> State:
    """The state with a second meaning for rows of a day on which the form may have changed: by its old numbers."""
    template = state.template
    if not _older(template) or not template.since or (since and since.isoformat() >= template.in_force):
        return state
    meanings = dict(state.meanings)
    for row in batch.rows:
        known = state.meanings.get(row.row) or tuple(addresses(row, template))
        before = (moved(path, template.name, template.since.previous, template.revision) or path for path in known[0])
        meanings[row.row] = tuple(dict.fromkeys((*known, tuple(before))))
    return dataclasses.replace(state, meanings=meanings)


def on_revision(state: State, revision: str, form: Form, rows: Iterable[ChangeRow]) -> State:
    """The state on an older revision of its form.

    ``rows`` are those yet to be undone: they are read anew, by the numbers of that revision, as rows of ``form``.
    """
    old = load(state.template.name, revision)
    items = [_there(item, path, old) for item in state.items.values() if (path := back(item.path, state, revision))]
    blank = [item for path in _ended(state, old) if (item := _blank(path, old))]
    then = State({item.path: item for item in items}, old, ()).with_items(blank)
    standing = dataclasses.replace(form, header=form.header.on(revision), items=tuple(then.items.values()))
    meanings = dict(state.meanings)
    for row in rows:
        own = resolve(row.item_raw, old, form=standing, before=row.before, after=row.after).paths
        read = tuple(back(path, state, revision) or path for path in row.items)
        meanings[row.row] = tuple(dict.fromkeys(paths for paths in (own, read) if paths))
    readdressed = tuple(_meaning(row, meanings) for row in state.rows)
    return dataclasses.replace(then, rows=readdressed, meanings=meanings)


def _meaning(row: ChangeRow, meanings: dict[int, tuple[tuple[ItemPath, ...], ...]]) -> ChangeRow:
    known = meanings.get(row.row)
    return dataclasses.replace(row, items=known[0]) if known else row


def brought_unsaid(state: State, then: State) -> tuple[ItemPath, ...]:
    """Filled items that the older of two revisions does not ask for, and no row said to be new."""
    return tuple(
        path
        for path, item in state.items.items()
        if item.value and path not in then.items and back(path, state, then.template.revision) is None
    )


def back(path: ItemPath, state: State, revision: str) -> ItemPath | None:
    """Where an item of a state stands in another revision of its form; None where that one does not ask for it."""
    template = state.template
    return path if template.nearest(path) is None else moved(path, template.name, template.revision, revision)


def _there(item: Item, path: ItemPath, template: Template) -> Item:
    known = template.item(path)
    if known is None or known.kind is None:
        return dataclasses.replace(item, path=path)
    return dataclasses.replace(
        item, path=path, label=known.label, kind=known.kind, options=known.options, significant=known.significant
    )


def _ended(state: State, old: Template) -> list[ItemPath]:
    """Addresses that the older revision asks for and the newer one does not."""
    return [parse_path(p) for p in removed(old.name, old.revision, state.template.revision) if "*" not in p]


def _blank(path: ItemPath, template: Template) -> Item | None:
    known = template.item(path)
    if known is None or known.kind is None:
        return None
    uncertain = Uncertain(None, _NO_LONGER_ASKED)
    return Item(path, known.label, known.kind, "", known.options, known.significant, uncertain=uncertain)
