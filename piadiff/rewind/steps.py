"""What undoing one row did to the items, exact enough to be done again forwards."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from piadiff.errors import RegistryError
from piadiff.model import ChangeRow, Form, Item, ItemPath, Value
from piadiff.rewind.merge import common_start


@dataclass(frozen=True, slots=True)
class Splice:
    """``restored`` became ``published`` at a place of an item; whole values where they are no text."""

    path: ItemPath
    at: int
    restored: Value
    published: Value
    undetermined: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One row forwards; ``row`` is None for what no row states, such as the 公表日 of the 表紙.

    Attributes:
        added: Items that are not there before the row, with their index in the form after it.
        removed: Items that are not there after it.
    """

    row: ChangeRow | None
    splices: tuple[Splice, ...] = ()
    added: tuple[tuple[int, Item], ...] = ()
    removed: tuple[ItemPath, ...] = ()

    @property
    def paths(self) -> tuple[ItemPath, ...]:
        """Every item the step changes."""
        return (*(splice.path for splice in self.splices), *(item.path for _, item in self.added), *self.removed)


def _splice(restored: Item, published: Item) -> Splice:
    old, new = restored.value, published.value
    if not isinstance(old, str) or not isinstance(new, str):
        return Splice(published.path, 0, old, new, published.undetermined)
    start = common_start(old, new)
    same = common_start(old[start:][::-1], new[start:][::-1])
    old, new = old[start : len(old) - same], new[start : len(new) - same]
    return Splice(published.path, start, old, new, published.undetermined)


def step_between(then: Sequence[Item], now: Sequence[Item], row: ChangeRow | None) -> Step:
    """The step that leads from the items before a row to those after it."""
    after = {item.path: item for item in now}
    before = {item.path: item for item in then if item.path not in after or _same_field(item, after[item.path])}
    return Step(
        row=row,
        splices=tuple(
            _splice(before[path], item) for path, item in after.items() if path in before and before[path] != item
        ),
        added=tuple((at, item) for at, item in enumerate(now) if item.path not in before),
        removed=tuple(item.path for item in then if item.path not in after or item.path not in before),
    )


def _same_field(then: Item, now: Item) -> bool:
    """Whether two revisions of a form print the same field at an address."""
    return (then.label, then.kind, then.options, then.significant) == (
        now.label,
        now.kind,
        now.options,
        now.significant,
    )


def _spliced(item: Item, splice: Splice) -> Item:
    value: Value = splice.published
    if isinstance(item.value, str) and isinstance(splice.restored, str) and isinstance(splice.published, str):
        end = splice.at + len(splice.restored)
        if item.value[splice.at : end] != splice.restored:
            raise RegistryError("前の版の記載が変わっているため、変更箇所を重ねられません", where=str(splice.path))
        value = item.value[: splice.at] + splice.published + item.value[end:]
    elif item.value != splice.restored:
        raise RegistryError("前の版の値が変わっているため、変更箇所を重ねられません", where=str(splice.path))
    return dataclasses.replace(item, value=value, undetermined=splice.undetermined)


def _forward(items: dict[ItemPath, Item], step: Step) -> dict[ItemPath, Item]:
    for splice in step.splices:
        if splice.path not in items:
            raise RegistryError("前の版にない項目です", where=str(splice.path))
        items[splice.path] = _spliced(items[splice.path], splice)
    ordered = [item for path, item in items.items() if path not in step.removed]
    for at, item in step.added:
        ordered.insert(at, item)
    return {item.path: item for item in ordered}


def replay(old: Form, steps: Iterable[Step]) -> Form:
    """The form with the items as they are after every step, oldest first; how sure they are is no part of a step.

    Raises:
        RegistryError: When the old form is not the one the steps were taken from.
    """
    items = {item.path: dataclasses.replace(item, uncertain=None) for item in old.items}
    for step in steps:
        items = _forward(items, step)
    return dataclasses.replace(old, items=tuple(items.values()))
