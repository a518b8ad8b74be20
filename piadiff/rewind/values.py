"""Items with a value of a known kind: a choice, check boxes, a date. The row's cells state the whole value."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from piadiff.canonical import canonical_text
from piadiff.model import Item, ItemKind, Value
from piadiff.text import cell as cells
from piadiff.text import find_dates, key

_WORDS_BESIDE = 4
_DIGITS = re.compile(r"[0-9][0-9,]*")


@dataclass(frozen=True, slots=True)
class Stated:
    """An item with the value it had.

    Attributes:
        remark: The row states another value for now.
        now: The item with that value.
    """

    item: Item
    remark: str = ""
    now: tuple[Item, ...] = ()


def undo_value(item: Item, before: str, after: str, *, loosely: bool) -> Stated | None:
    """The item as it was; None when the cells state no value of its kind, or another one than it has.

    ``after`` is "" when the row says that the value is gone. ``loosely`` takes the row's word for the old
    value even where the value now is another one.
    """
    undo = _UNDO.get(item.kind)
    if undo is None:
        return None
    found = undo(item, "" if cells.absent(before, "before") else before, after)
    if found is None:
        return None
    value, agrees = found
    if not agrees and not loosely:
        return None
    restored = dataclasses.replace(item, value=value, undetermined=False)
    if agrees or not after or restored == item:
        return Stated(restored) if restored != item else None
    now = "読み取れない" if item.undetermined else f"「{item.text}」である"
    remark = f"行の変更後は「{' '.join(after.split())}」だが、今の値は{now}"
    return Stated(restored, remark, _stated(item, after, undo))


def _stated(item: Item, after: str, undo: Callable[[Item, str, str], tuple[Value, bool] | None]) -> tuple[Item, ...]:
    """The item as a row's 変更後 states the whole of it; boxes that the cell leaves out could be either."""
    found = undo(item, after, "") if item.kind is not ItemKind.CHECKS else None
    return (dataclasses.replace(item, value=found[0], undetermined=False),) if found else ()


def _choice(item: Item, before: str, after: str) -> tuple[Value, bool] | None:
    old, new = cells.read_choice(before, item.options), cells.read_choice(after, item.options)
    if (before and old is None) or (after and new is None):
        return None
    return old or "", key(item.text) == key(new or "")


def _count(item: Item, before: str, after: str) -> tuple[Value, bool] | None:
    old, new = _number(before), _number(after)
    if (before and not old) or (after and not new):
        return None
    return old, _number(item.text) == new


def _number(cell: str) -> str:
    """The number of a cell that holds little else."""
    found = _DIGITS.findall(key(cell))
    return found[0].replace(",", "") if len(found) == 1 and len(_DIGITS.sub("", key(cell))) <= _WORDS_BESIDE else ""


def _checks(item: Item, before: str, after: str) -> tuple[Value, bool] | None:
    """Boxes the cells do not mention stay as they are."""
    empty = cells.Boxes((), ())
    old = cells.read_boxes(before, item.options) if before else empty
    new = cells.read_boxes(after, item.options) if after else empty
    if old is None or new is None:
        return None
    now = {key(value): value for value in item.value} if isinstance(item.value, tuple) else {}
    gone = {key(value) for value in new.ticked}
    agrees = gone <= now.keys() and not {key(value) for value in new.cleared} & now.keys()
    stays = [value for mark, value in now.items() if mark not in gone]
    cleared = {key(value) for value in old.cleared}
    kept = [value for value in stays if key(value) not in cleared | set(map(key, old.ticked))]
    return cells.in_printed_order([*kept, *old.ticked], item.options), agrees


def _only_date(text: str) -> tuple[str, date | None] | None:
    """The date of a cell that holds little else."""
    spans = list(find_dates(text))
    if len(spans) != 1 or len(key(text)) - len(key(spans[0].text)) > _WORDS_BESIDE:
        return None
    return spans[0].text, spans[0].day


def _beside(text: str) -> str:
    """What stands beside the date of a cell."""
    return key("".join(text[: span.start] + text[span.end :] for span in find_dates(text)))


def _date(item: Item, before: str, after: str) -> tuple[Value, bool] | None:
    """The words around the date stay as published, unless the cells quote all of the field and change them too."""
    if not isinstance(item.value, str):
        return None
    if before and after and _beside(before) != _beside(after):
        return (canonical_text(before), True) if key(after) == key(item.value) else None
    old, new = _only_date(before), _only_date(after)
    now = list(find_dates(item.value))
    if (before and old is None) or (after and new is None) or len(now) > 1:
        return None
    agrees = bool(now) and new is not None and _same_day((now[0].text, now[0].day), new)
    if not old:
        return "", agrees or not after
    if not now:
        return canonical_text(before), not after and not item.value
    return f"{item.value[: now[0].start]}{old[0]}{item.value[now[0].end :]}", agrees


def _same_day(one: tuple[str, date | None], other: tuple[str, date | None]) -> bool:
    if one[1] or other[1]:
        return one[1] == other[1]
    return key(one[0]) == key(other[0])


_UNDO = {ItemKind.CHECKS: _checks, ItemKind.CHOICE: _choice, ItemKind.DATE: _date, ItemKind.COUNT: _count}
