"""Undo one published row in a state, or say why it has to stay."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from piadiff.canonical import canonical_text
from piadiff.model import WHOLE_FORM, ChangeRow, Item, ItemKind, ItemPath
from piadiff.rewind.described import undo_described
from piadiff.rewind.labelled import by_label
from piadiff.rewind.lost_group import restore_group
from piadiff.rewind.new_group import undo_group
from piadiff.rewind.place import Field, nearest
from piadiff.rewind.quoted import DESCRIBED, Undone, undo_text
from piadiff.rewind.replaced import undo_everywhere
from piadiff.rewind.state import KeepRow, Reach, State
from piadiff.rewind.touched import meanings
from piadiff.rewind.values import Stated, undo_value
from piadiff.text import cell as cells
from piadiff.text import key
from piadiff.text.signs import CIRCLED

_ELSEWHERE_LENGTH = 12
_HELD_HERE = 0.6
_EVERYWHERE = "評価書全体についての行で、置き換えた箇所の一覧がない"
_OTHER_NUMBERS = "項目の番号がどの改正の様式のものかで、別の欄についての行とも読める"
_BEFORE_DESCRIBED = "変更前の欄が記載の引用ではなく説明のように読める"
_MAYBE_ABSENT = "変更前の欄が、記載がなかったことを言うのか、その記載の引用なのか決められない"
_NUMBER = re.compile(rf"^[(（]?[0-9０-９{CIRCLED}]{{1,2}}[)）.．、 　]*")


def undo(state: State, row: ChangeRow, *, loosely: bool) -> Undone:
    """Items as they were before a row.

    ``loosely`` takes a text that differs a little from the row's 変更後 too, in the row's own item only.

    Raises:
        KeepRow: When that cannot be determined safely.
    """
    if canonical_text(row.before) == canonical_text(row.after):
        raise KeepRow("変更前と変更後の欄が同じ記載なので、元の記載が分からない")
    if any(path.section in WHOLE_FORM for path in row.items):
        return Undone(undo_everywhere(state, row), doubt=_EVERYWHERE)
    if not row.items:
        return _elsewhere(state, row, f"項目「{row.item_raw}」がどの欄を指すか決められない")
    if _renumbers(state, row):
        raise KeepRow("項目の番号が変わったことだけを言う行で、記載は変わっていない", harmless=True)
    with suppress(KeepRow):
        return undo_described(state, row)
    reason = ""
    named = [_reaches(state, paths) for paths in meanings(state, row)]
    found: dict[int, Undone] = {}
    for at, reaches in enumerate(named):
        try:
            found[at] = _in_every(state, row, reaches, loosely=loosely)
        except KeepRow as kept:
            reason = reason or str(kept)
    if found:
        return _doubted(row, found)
    if not loosely:
        raise KeepRow(reason)
    return _elsewhere(state, row, reason, [reach for reaches in named for reach in reaches])


def _doubted(row: ChangeRow, found: Mapping[int, Undone]) -> Undone:
    """The likeliest of what a row may mean and its words fit, with what leaves it open all the same."""
    undone, *others = found.values()
    rivals = [item.path for other in others for item in other.items if other.items != undone.items]
    if rivals or 0 not in found:
        undone = dataclasses.replace(undone, doubt=_OTHER_NUMBERS, beside=(*undone.beside, *rivals))
    if undone.doubt or cells.absent(row.before, "before"):
        return undone
    doubt = _MAYBE_ABSENT if cells.says_nothing(row.before, "before") else ""
    return dataclasses.replace(undone, doubt=_BEFORE_DESCRIBED if cells.described("", row.before) else doubt)


def _reaches(state: State, paths: Sequence[ItemPath]) -> list[Reach]:
    """What each address means; one that is named beside what lies below it means its own field."""
    reaches = []
    for path in paths:
        reach = state.reach(path)
        own = tuple(item for item in reach.items if item.path == path)
        beside = any(other != path and path.contains(other) for other in paths)
        reaches.append(dataclasses.replace(reach, items=own) if own and beside else reach)
    return reaches


def _renumbers(state: State, row: ChangeRow) -> bool:
    """Whether both cells are one heading of the form with another number each."""
    old, new = (
        [key(_NUMBER.sub("", line.strip())) for line in cell.strip().split("\n")] for cell in (row.before, row.after)
    )
    # 「1件」 is a count and no heading with a number.
    labels = {key(item.label) for item in state.template.items if item.kind is not ItemKind.COUNT}
    return old == new and labels.issuperset(new)


def _in_every(state: State, row: ChangeRow, reaches: Sequence[Reach], *, loosely: bool) -> Undone:
    """The row undone in each of its items, in all of them read as one text, or label by label."""
    attempts: list[Callable[[], Undone]] = [
        lambda: _in_each(state, [(reach, row) for reach in reaches], loosely=loosely)
    ]
    if len(reaches) > 1:
        items = {item.path: item for reach in reaches for item in reach.items}
        union = Reach(reaches[0].path, tuple(items[path] for path in state.items if path in items))
        attempts.append(lambda: _in_one(state, row, union, loosely=loosely))
    labelled = by_label(state, row, reaches) if loosely else []
    if labelled:
        attempts.append(lambda: _in_each(state, labelled, loosely=True))
    first: KeepRow | None = None
    for attempt in attempts:
        try:
            return attempt()
        except KeepRow as kept:
            first = first or kept
    raise first or KeepRow("")


def _in_each(state: State, parts: Sequence[tuple[Reach, ChangeRow]], *, loosely: bool) -> Undone:
    """Rows undone each in its own item; all of them or none."""
    done = [_in_one(state, row, reach, loosely=loosely) for reach, row in parts]
    items = {item.path: item for undone in done for item in undone.items}
    return Undone(
        tuple(items.values()),
        remark="。".join(dict.fromkeys(undone.remark for undone in done if undone.remark)),
        doubt=next((undone.doubt for undone in done if undone.doubt), ""),
        stated=tuple(item for undone in done for item in undone.stated),
    )


def _in_one(state: State, row: ChangeRow, reach: Reach, *, loosely: bool) -> Undone:
    if cells.absent(row.after, "after"):
        return _restored(state, row, reach)
    if not reach.items:
        known = state.template.item(reach.path) is not None
        raise KeepRow(
            f"「{reach.name}」の欄が{'読み取った評価書にない' if known else '読み取った評価書にも様式にもない'}"
        )
    attempts: list[Callable[[], Undone]] = [
        lambda: undo_group(state, row, reach),
        lambda: _by_value(row, reach, loosely=False),
        lambda: undo_text(row, reach, loosely=False),
    ]
    new_group = cells.absent(row.before, "before") and sum(bool(item.value) for item in reach.items) > 1
    if loosely and new_group:
        attempts.append(lambda: _of_new_group(row, reach))
    elif loosely:
        attempts += [lambda: undo_text(row, reach, loosely=True), lambda: _by_value(row, reach, loosely=True)]
    reasons: list[str] = []
    for attempt in attempts:
        try:
            return attempt()
        except KeepRow as kept:
            reasons.append(str(kept))
    raise KeepRow(next(filter(None, reversed(reasons)), "変更後の記載が見つからない"))


def _of_new_group(row: ChangeRow, reach: Reach) -> Undone:
    """A text that is only like the one of a new group would empty one field of it and leave the others."""
    if cells.described(row.before, row.after):
        raise KeepRow(DESCRIBED)
    raise KeepRow(f"変更後の記載が「{reach.name}」の各欄の記載と一致しない")


def _by_value(row: ChangeRow, reach: Reach, *, loosely: bool) -> Undone:
    """Choices, check boxes and dates, by the value the cells state."""
    found: list[Stated] = []
    for item in reach.items:
        stated = undo_value(item, row.before, row.after, loosely=loosely)
        if stated is not None:
            found.append(stated)
    if len(found) > 1:
        raise KeepRow(f"変更後の値が「{reach.name}」の{len(found)}か所にあり、どれか決められない")
    if not found:
        raise KeepRow("")
    return Undone((found[0].item,), found[0].remark, stated=tuple(found[0].now))


def _restored(state: State, row: ChangeRow, reach: Reach) -> Undone:
    """Put back what a row says is gone; only an empty item has one place for it."""
    if cells.absent(row.before, "before") or cells.elided(row.before) or cells.describes(row.before):
        raise KeepRow("消えた記載の全文が変更前の欄にない")
    fields = () if reach.marks else restore_group(state, row, reach)
    if fields:
        return Undone(fields)
    blank = None if reach.marks or reach.items else state.blank(reach.path)
    items = _own_value(row, reach) or reach.items or ((blank,) if blank else ())
    if len(items) != 1 or items[0].value:
        raise KeepRow(f"消えた記載を「{reach.name}」のどこへ戻すか決められない")
    stated = undo_value(items[0], row.before, "", loosely=True)
    if stated is not None:
        return Undone((stated.item,))
    if items[0].kind is not ItemKind.TEXT:
        raise KeepRow(f"変更前の欄から「{reach.name}」の値が読み取れない")
    return Undone((dataclasses.replace(items[0], value=canonical_text(row.before), undetermined=False),))


def _own_value(row: ChangeRow, reach: Reach) -> tuple[Item, ...]:
    """The field that an address has of its own beside those below it, when the row states a value of its kind."""
    own = [item for item in reach.items if item.path == reach.path and not reach.marks]
    return tuple(item for item in own if undo_value(item, row.before, "", loosely=True) is not None)


def _elsewhere(state: State, row: ChangeRow, why: str, reaches: Sequence[Reach] = ()) -> Undone:
    """The row undone outside its 項目, where a long text stands at one place in the whole form only."""
    quoted = [key(piece) for piece in cells.pieces(row.after) if key(piece)]
    if not quoted or min(map(len, quoted)) < _ELSEWHERE_LENGTH:
        raise KeepRow(why)
    if any(_holds_something_like(reach, max(quoted, key=len)) for reach in reaches):
        raise KeepRow(why)
    whole = Reach(ItemPath(WHOLE_FORM[-1]), tuple(state.items.values()))
    try:
        undone = undo_text(row, whole, loosely=False)
    except KeepRow:
        raise KeepRow(why) from None
    if any(item.kind is not ItemKind.TEXT for item in undone.items) or _claimed(state, row, undone):
        raise KeepRow(why)
    names = "、".join(str(item.path) for item in undone.items)
    beside = tuple(item.path for reach in reaches for item in reach.items)
    return Undone(undone.items, f"項目の欄は「{row.item_raw}」だが、この記載は「{names}」だけにある", beside=beside)


def _holds_something_like(reach: Reach, quoted: str) -> bool:
    """Whether the row's own item has a text so like the quoted one that another item must not be touched."""
    window = nearest(Field(reach.items), quoted)
    return window is not None and window.likeness >= _HELD_HERE


def _claimed(state: State, row: ChangeRow, undone: Undone) -> bool:
    """Whether another row with the same 変更後 is about the item that would be changed."""
    twins = [other for other in state.rows if other.row != row.row and key(other.after) == key(row.after)]
    return any(path.contains(item.path) for twin in twins for path in twin.items for item in undone.items)
