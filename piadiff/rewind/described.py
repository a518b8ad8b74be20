"""Rows that describe instead of quoting, where other rows or the form itself leave one meaning only."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from piadiff.model import ChangeRow, Item, ItemKind, ItemPath
from piadiff.rewind.quoted import DESCRIBED, Undone, undo_text
from piadiff.rewind.state import KeepRow, Reach, State
from piadiff.text import cell as cells
from piadiff.text import key

_DROPPED = re.compile(
    r"^[（(※\s]*[「『]?(?P<words>[^「」『』（）()。、\n]{1,20}?)[」』]?"
    r"(?:の(?:文言|語句|記載|記述|表記))?[のを]削除(?:した)?[)）。\s]*$"
)
_FORM_CHANGED = re.compile(r"様式.{0,12}(?:追加|新設)")


def undo_described(state: State, row: ChangeRow) -> Undone:
    """Items as they were before a row that only describes.

    Two descriptions leave no choice: words that were dropped, when another row quotes the sentence they stood
    in and that sentence without them stands here at one place; and a group that came with a new 様式, when the
    row says that nothing was there before.

    Raises:
        KeepRow: When there is a choice, or the row describes something else.
    """
    dropped = _DROPPED.match(row.after)
    if dropped:
        return _with_words_back(state, row, dropped["words"])
    return _without_group(state, row)


def _named(state: State, row: ChangeRow) -> set[ItemPath]:
    """Items a row is about; a part inside an item (②, なお書き) leads to the item."""
    return {item.path for path in row.items for item in state.reach(path).items}


def _with_words_back(state: State, row: ChangeRow, words: str) -> Undone:
    named = _named(state, row)
    now = [item for path, item in state.items.items() if path in named]
    if not now or any(key(words) in key(item.text) for item in now):
        raise KeepRow("")
    found: dict[tuple[Item, ...], int] = {}
    for number, told in _witnesses(state, row, named, words):
        try:
            found.setdefault(undo_text(told, Reach(row.items[0], tuple(now)), loosely=False).items, number)
        except KeepRow:
            continue
    if len(found) != 1:
        raise KeepRow("")
    ((items, number),) = found.items()
    return Undone(items, f"「{words}」があった箇所は、行{number}の変更後の欄から分かる")


def _witnesses(state: State, row: ChangeRow, named: set[ItemPath], words: str) -> Iterator[tuple[int, ChangeRow]]:
    """Rows of the same items, not younger, that quote the words; each as a row that takes them out."""
    spelt = re.compile(rf"[（(]\s*{re.escape(words)}\s*[)）]|{re.escape(words)}")
    for other in state.rows:
        older = row.date is None or (other.date is not None and other.date <= row.date)
        if other.row == row.row or not older or not named & _named(state, other):
            continue
        if not cells.described(other.before, other.after):
            for quoted in _lines_with(other.after, key(words)):
                yield other.row, dataclasses.replace(row, before=quoted, after=spelt.sub("", quoted))


def _lines_with(cell: str, words: str) -> Iterator[str]:
    """The lines of a cell that hold the words, with what stands between them; other lines may have changed since."""
    lines = cell.split("\n")
    holding = [at for at, line in enumerate(lines) if words in key(line)]
    if holding:
        yield "\n".join(lines[holding[0] : holding[-1] + 1])


def _without_group(state: State, row: ChangeRow) -> Undone:
    silent = not key(row.before) or not any(char.isalnum() for char in row.before)
    if silent or not cells.absent(row.before, "before") or not _FORM_CHANGED.search(row.after):
        raise KeepRow("")
    groups = [path for path in row.items if (known := state.template.item(path)) is None or known.is_group]
    if len(groups) != len(row.items) or any(_stood_before(state, row, path) for path in groups):
        raise KeepRow("")
    items = [item for path in groups for item in state.reach(path).items if item.value]
    empty = tuple(dataclasses.replace(item, value=() if item.kind is ItemKind.CHECKS else "") for item in items)
    return Undone(empty, doubt=DESCRIBED)


def _stood_before(state: State, row: ChangeRow, group: ItemPath) -> bool:
    """Whether an older row speaks of something in a group."""
    older = [other for other in state.rows if row.date and other.date and other.date < row.date]
    return any(group.contains(path) or path.contains(group) for other in older for path in other.items)
