"""Answered touches of one form → its next version with the rows drafted; what an officer edited stays."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pydantic import Field

from piadiff import canonical, law
from piadiff.data import Strict, decode, write_whole
from piadiff.draft import into
from piadiff.errors import UnreadableSourceError
from piadiff.model import ChangeRow, Form, Item, ItemPath
from piadiff.model.impact import REJECTED, Proposed, Touch
from piadiff.pipeline.days import Days
from piadiff.pipeline.drafting import DECISIONS, Drafting, decisions_in, draft
from piadiff.pipeline.sides import template_of


class Written(Strict):
    """Marks of what the last run wrote, by which an officer's edits are distinguished from it."""

    items: dict[str, str] = Field(default_factory=dict)
    rows: list[str] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a proposal goes (None: nowhere), the days of the amendment, and the 公表日 of the proposal."""

    file: Path | None
    since: date
    until: date
    day: date


def mark_of(*parts: str) -> str:
    """12 hex digits that name some words."""
    return hashlib.sha256("\x1f".join(parts).encode(errors="replace")).hexdigest()[:12]


def propose(
    old: Form, touches: Sequence[Touch], place: Placing, how: Drafting, written: Written
) -> tuple[Proposed, Written] | None:
    """The next version of a form with its rows; None when nothing is to be changed and nothing was."""
    values = _values(old, touches, place)
    if not values and not written.items:
        return None
    file = place.file
    stands = _standing(file) if file and file.is_file() else None
    day = max(filter(None, (place.day, old.header.published)))
    base = stands or replace(old, header=replace(old.header, published=day))
    kept, items = _merged(base, old, values, None if stands is None else written)
    fresh = base.changes[len(old.changes) :] if stands else ()
    own = {_same_change(row): row for row in fresh if _row_mark(row) not in written.rows}
    new = replace(base, items=items, changes=(*old.changes, *own.values()))
    text = canonical.dump(_with_rows(old, new, own, place, replace(how, day=day)))
    form = canonical.load(text, str(file or ""))
    marks = Written(
        items={
            str(item.path): written.items.get(str(item.path), "") if str(item.path) in kept else mark_of(item.text)
            for item in form.items
            if item.path in values or str(item.path) in written.items
        },
        rows=[_row_mark(row) for row in form.changes[len(old.changes) :] if _same_change(row) not in own],
    )
    told = (*kept, *(f"変更箇所 {row.item_raw}" for row in own.values()))
    wrote = file is not None and form != stands and write_changed(file, text)
    return Proposed("", str(file or ""), wrote, told), marks


def _standing(file: Path) -> Form:
    """The proposal of an earlier run, in whatever encoding an officer has saved it."""
    return canonical.load(decode(file.read_bytes(), str(file), fault=UnreadableSourceError), str(file))


def _with_rows(
    old: Form, new: Form, own: Mapping[tuple[str, str, str], ChangeRow], place: Placing, how: Drafting
) -> Form:
    """The form with its rows drafted; a row that an officer wrote over stays as the officer left it."""
    decisions = decisions_in(place.file.with_suffix(DECISIONS)) if place.file else {}
    days = Days(effective=place.until, submitted=new.header.published)
    drafted = draft(old, new, days, replace(how, decisions=decisions))
    placed = into(new, drafted, template=template_of(new), published=old.changes).form
    rows = (replace(own.get(_same_change(row), row), row=row.row) for row in placed.changes)
    return replace(placed, changes=tuple(rows))


def _values(old: Form, touches: Sequence[Touch], place: Placing) -> dict[ItemPath, str]:
    """New texts of the items, with everything that is not rejected."""
    names = law.defined(item.text for item in old.items)
    dropped = {(touch.path, touch.question) for touch in touches if touch.answer == REJECTED}
    values = {}
    for path in dict.fromkeys(touch.path for touch in touches):
        text = old.by_path[path].text
        made = [
            each
            for each in law.rewrites(text, names, place.since, place.until)
            if each.before != each.after and (path, mark_of(each.before, each.after, each.place)) not in dropped
        ]
        if made:
            values[path] = law.apply(text, made)
    return values


def _merged(
    base: Form, old: Form, values: Mapping[ItemPath, str], written: Written | None
) -> tuple[tuple[str, ...], tuple[Item, ...]]:
    """Items an officer edited, and all items: the machine's where it wrote last, the officer's elsewhere."""
    kept, items = list[str](), list[Item]()
    for item in base.items:
        before = old.by_path[item.path].text if item.path in old.by_path else ""
        mark = written.items.get(str(item.path)) if written else None
        edited = written is not None and mark_of(item.text) != (mark or mark_of(before))
        if item.path in values and not edited:
            items.append(replace(item, value=values[item.path]))
        elif mark is not None and not edited:
            items.append(replace(item, value=before))
        else:
            items.append(item)
            kept += [str(item.path)] if edited and (item.path in values or mark is not None) else []
    return tuple(kept), tuple(items)


def _same_change(row: ChangeRow) -> tuple[str, str, str]:
    return row.item_raw, row.before, row.after


def _row_mark(row: ChangeRow) -> str:
    return mark_of(row.date_raw, row.item_raw, row.before, row.after, row.timing, row.explanation)


def write_changed(file: Path, text: str) -> bool:
    """Write a file where it differs from what stands there."""
    content = text.encode()
    if file.is_file() and file.read_bytes() == content:
        return False
    write_whole(content, file)
    return True
