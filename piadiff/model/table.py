"""Two versions of a 変更箇所 table: which rows came, which were written over, which went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from piadiff.model.form import ChangeRow


@dataclass(frozen=True, slots=True)
class TableChange:
    """What a newer table does to an older one, wherever the new rows stand.

    Attributes:
        altered: (row as it was, row as it is): the same entry in other words.
    """

    added: tuple[ChangeRow, ...] = ()
    altered: tuple[tuple[ChangeRow, ChangeRow], ...] = ()
    removed: tuple[ChangeRow, ...] = ()


def compare_tables(old: Sequence[ChangeRow], new: Sequence[ChangeRow]) -> TableChange:
    """Rows of two tables against each other by their cells; numbers and order of the rows do not count."""
    matcher = SequenceMatcher(None, [_cells(row) for row in old], [_cells(row) for row in new], autojunk=False)
    gone, come = list[ChangeRow](), list[ChangeRow]()
    for tag, begin, end, start, stop in matcher.get_opcodes():
        if tag != "equal":
            gone += old[begin:end]
            come += new[start:stop]
    altered = list[tuple[ChangeRow, ChangeRow]]()
    for row in list(gone):
        same = next((other for other in come if _cells(other) == _cells(row)), None)
        twin = same or next((other for other in come if _same_entry(row, other)), None)
        if twin is not None:
            gone.remove(row)
            come.remove(twin)
            altered += [] if same else [(row, twin)]
    return TableChange(tuple(come), tuple(altered), tuple(gone))


def _cells(row: ChangeRow) -> tuple[str, ...]:
    return (row.date_raw, row.item_raw, row.before, row.after, row.timing, row.explanation)


def _same_entry(row: ChangeRow, other: ChangeRow) -> bool:
    """Whether two rows are one entry: most of what distinguishes them from others is the same."""
    one, two = ((each.date, each.items or each.item_raw, each.before, each.after) for each in (row, other))
    return sum(left == right for left, right in zip(one, two, strict=True)) >= _SHARED


_SHARED = 3
"""Of 変更日, 項目, 変更前 and 変更後."""
