"""A row that says that a whole group is gone, with all its fields in one cell: ①… ②… ③…  → －."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from piadiff.canonical import canonical_text
from piadiff.model import ChangeRow, Item, ItemKind, ItemPath
from piadiff.rewind.state import KeepRow, Reach, State
from piadiff.text import cell as cells
from piadiff.text import key


def restore_group(state: State, row: ChangeRow, reach: Reach) -> tuple[Item, ...]:
    """The fields of a group as the row quotes them, each behind its printed label; none when it quotes no labels.

    Raises:
        KeepRow: When the cell starts with a label and still cannot be divided into fields.
    """
    printed = dict(_printed(state, reach.path))
    lines = row.before.strip().split("\n")
    if len(printed) < 2 or not _label(printed, lines[0], after=-1):
        return ()
    values: dict[int, list[str]] = {}
    at = -1
    for line in lines:
        found = _label(printed, line, after=at)
        if found:
            at = found[0]
            values[at] = []
        else:
            values[at].append(line)
    if not all(any(map(key, text)) for text in values.values()) or _repeats(state, reach.path):
        raise KeepRow(f"変更前の欄の見出しと「{reach.name}」の値を分けられない")
    if len(values) < 2:
        return ()
    blanks = [printed[number][1] for number in values]
    if any(item.value for item in blanks):
        raise KeepRow(f"消えた記載を「{reach.name}」へ戻すと、今ある記載と重なる")
    return tuple(_filled(blank, "\n".join(text), reach) for blank, text in zip(blanks, values.values(), strict=True))


def _printed(state: State, group: ItemPath) -> Iterator[tuple[int, tuple[frozenset[str], Item]]]:
    """Fields at and below a group in the order of the form: how a line names each, and the field as it is now."""
    known = state.template.item(group)
    if known is None:
        return
    for number, item in enumerate((known, *state.template.below(known.pattern))):
        rest = item.pattern.removeprefix(known.pattern).strip("-")
        path = ItemPath(group.section, group.file, (*group.parts, *(rest.split("-") if rest else ())))
        blank = state.items.get(path) or (state.blank(path) if "*" not in rest else None)
        if blank is not None:
            part = path.parts[-1] if path.parts else path.section
            yield number, (frozenset(map(key, (part, item.label, part + item.label, f"{part}．{item.label}"))), blank)


def _repeats(state: State, group: ItemPath) -> bool:
    """Whether fields of a group come several times, so that a label does not show which one is meant."""
    known = state.template.item(group)
    return known is not None and any(item.repeat for item in state.template.below(known.pattern))


def _label(printed: dict[int, tuple[frozenset[str], Item]], line: str, *, after: int) -> tuple[int, Item] | None:
    """The next field that a line names."""
    return next(
        ((number, item) for number, (names, item) in printed.items() if number > after and key(line) in names), None
    )


def _filled(blank: Item, text: str, reach: Reach) -> Item:
    value: str | tuple[str, ...] | None = canonical_text(text)
    if blank.kind is ItemKind.CHECKS:
        boxes = cells.read_boxes(text, blank.options)
        value = cells.in_printed_order(boxes.ticked, blank.options) if boxes else None
    elif blank.kind is ItemKind.CHOICE:
        value = cells.read_choice(text, blank.options)
    if value is None:
        raise KeepRow(f"変更前の欄から「{reach.name}」の値が読み取れない")
    return dataclasses.replace(blank, value=value, undetermined=False)
