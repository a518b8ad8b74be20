"""Template → the printed labels in the order of the form, repeated groups and per-file sections laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from piadiff.model import ItemKind, ItemPath
from piadiff.templates import Template, TemplateItem
from piadiff.text import key
from piadiff.text.signs import CIRCLED

_ROMAN = re.compile(r"[Ⅰ-Ⅻ]")
_CIRCLED = re.compile(f"[{CIRCLED}]")
_ATTACHMENT = re.compile(r"別添(\d+)")
_RISK = re.compile(r"リスク(\d+)")
_BRACKETED = re.compile(r"[(【][^()【】]*[)】]")
_SHORTENED_AT_LEAST = 8
COVER = "表紙"


class Prefix(NamedTuple):
    """The number a label carries: its sort and its value."""

    sort: str
    value: str


NO_PREFIX = Prefix("", "")


def prefix_of(item: TemplateItem, number: str = "") -> Prefix:
    """The number the form prints before a label."""
    if item.repeat:
        return Prefix("repeat", number)
    name = item.key
    for sort, pattern in (("roman", _ROMAN), ("circled", _CIRCLED)):
        if pattern.fullmatch(name):
            return Prefix(sort, name)
    if name.isdigit():
        return Prefix("number", name)
    for sort, pattern in (("attachment", _ATTACHMENT), ("risk", _RISK)):
        match = pattern.fullmatch(name)
        if match:
            return Prefix(sort, match[1])
    return NO_PREFIX


def spellings(item: TemplateItem) -> Iterator[str]:
    """Folded label texts a form may print for an item, the official one first."""
    for label in (item.label, *item.aka):
        full = key(label)
        yield full
        short = _BRACKETED.sub("", full)
        if short != full and len(short) >= _SHORTENED_AT_LEAST:
            yield short


@dataclass(frozen=True, slots=True)
class Unit:
    """One printed label of this form.

    Attributes:
        index: Place in the order of the form.
        item: Template item it belongs to.
        path: Address; in a per-file section the file stands as ``#1``, ``#2`` … until its name is known.
        field: Whether it is the second label of the item, the one before the value.
        group: Index of the heading of the repeated group it stands in, -1 outside.
    """

    index: int
    item: TemplateItem
    path: ItemPath
    prefix: Prefix
    field: bool = False

    group: int = -1

    @property
    def holds_text(self) -> bool:
        """Whether running text can be the value."""
        return self.item.kind in {ItemKind.TEXT, ItemKind.DATE}


@dataclass
class Layout:
    """All printed labels of a form in order, and which of them a label text may be."""

    template: Template
    units: list[Unit] = field(default_factory=list)

    def counted(self, unit: Unit) -> TemplateItem | None:
        """The number of 件 that the form prints with an item."""
        return self._counted.get(unit.item.pattern)

    @cached_property
    def _counted(self) -> Mapping[str, TemplateItem]:
        counts = (item for item in self.template.items if item.kind is ItemKind.COUNT)
        return {item.pattern.rpartition("-")[0]: item for item in counts}

    def above(self, unit: Unit) -> frozenset[int]:
        """Indexes of the headings over a unit."""
        found, path = set[int](), unit.path.parent
        while path is not None:
            head = self.by_path.get(path)
            if head is not None:
                found.add(head.index)
            path = path.parent
        return frozenset(found)

    def root(self, unit: Unit) -> int:
        """Index of the heading of the section of a unit, -1 where it has none."""
        head = self.by_path.get(replace(unit.path, parts=()))
        return head.index if head is not None else -1

    def spanned(self, unit: Unit) -> bool:
        """Whether a unit stands below a heading of several numbers (``提供先6～10``), which most forms leave empty."""
        return unit.group not in {-1, unit.index} and "~" in self.units[unit.group].prefix.value

    @cached_property
    def by_text(self) -> Mapping[str, tuple[Unit, ...]]:
        """Folded label text → units that print it."""
        found: dict[str, list[Unit]] = {}
        for unit in self.units:
            texts = [key(unit.item.field)] if unit.field else list(spellings(unit.item))
            for text in dict.fromkeys(texts):
                found.setdefault(text, []).append(unit)
        return {text: tuple(units) for text, units in found.items()}

    @cached_property
    def clusters(self) -> tuple[int, ...]:
        """For each unit which group its cell lies in: the number, risk or repeated group it stands under."""
        groups = [replace(unit.path, parts=unit.path.parts[: _cluster_depth(unit)]) for unit in self.units]
        numbers = {group: number for number, group in enumerate(dict.fromkeys(groups))}
        return tuple(numbers[group] for group in groups)

    @cached_property
    def file_of(self) -> tuple[str, ...]:
        """For each unit the section and the file it belongs to, "" where its section is no file's."""
        return tuple(unit.path.section + unit.path.file if unit.path.file else "" for unit in self.units)

    @cached_property
    def file_roots(self) -> tuple[Unit, ...]:
        """The headings of the sections of the files."""
        return tuple(unit for unit in self.units if unit.path.file and not unit.path.parts and not unit.field)

    @cached_property
    def by_path(self) -> Mapping[ItemPath, Unit]:
        """First unit of each address."""
        found: dict[ItemPath, Unit] = {}
        for unit in self.units:
            found.setdefault(unit.path, unit)
        return found


def _cluster_depth(unit: Unit) -> int:
    """How many parts of an address name the group: ``5-提供先1``, ``7-リスク1``, ``3``."""
    if unit.path.section == COVER:
        return 0
    grouped = len(unit.path.parts) > 1 and (unit.group >= 0 or _RISK.match(unit.path.parts[1]))
    return 2 if grouped else 1


@dataclass(frozen=True, slots=True)
class Extent:
    """How often the repeated parts of a form are there.

    Attributes:
        files: Number of per-file sections.
        numbers: Repeated group (``システム``) → the numbers it carries, in order.
    """

    files: int = 1
    numbers: Mapping[str, Sequence[str]] = field(default_factory=dict)


def lay_out(template: Template, extent: Extent) -> Layout:
    """All labels of a form of this extent, in template order."""
    layout = Layout(template)
    items = template.items
    roots = [index for index, item in enumerate(items) if item.depth == 0]
    for place, start in enumerate(roots):
        end = roots[place + 1] if place + 1 < len(roots) else len(items)
        root = items[start]
        copies = extent.files if root.per_file and root.is_group else 1
        for copy in range(1, copies + 1):
            section = ItemPath(root.key, f"#{copy}" if root.per_file and root.is_group else "")
            _place(layout, items[start:end], _Where(section), extent)
    return layout


@dataclass(frozen=True, slots=True)
class _Where:
    path: ItemPath
    number: str = ""
    group: int = -1


def _place(layout: Layout, items: Sequence[TemplateItem], where: _Where, extent: Extent) -> None:
    """Append an item and all below it."""
    item, below = items[0], items[1:]
    group = len(layout.units) if item.repeat else where.group

    def append(owner: TemplateItem, path: ItemPath, prefix: Prefix, *, second: bool = False) -> None:
        layout.units.append(Unit(len(layout.units), owner, path, prefix, second, group))

    twin = below[0] if below and item.is_group and below[0].depth > item.depth else None
    if twin is not None and twin.label == item.label and prefix_of(twin) == NO_PREFIX:
        # ⑧使用方法 heads a group and is at once the label of the first item in it
        append(twin, where.path.child(twin.key), prefix_of(item, where.number))
        below = below[1:]
    elif item.key != COVER and item.kind is not ItemKind.COUNT:
        append(item, where.path, prefix_of(item, where.number))
        if item.field:
            append(item, where.path, NO_PREFIX, second=True)
    for start, end in _children(below, item.depth + 1):
        child = below[start]
        numbers = extent.numbers.get(child.key, ("1",)) if child.repeat else ("",)
        for each in numbers:
            _place(layout, below[start:end], _Where(where.path.child(f"{child.key}{each}"), each, group), extent)


def _children(items: Sequence[TemplateItem], depth: int) -> Iterator[tuple[int, int]]:
    """Spans of the direct children, each with what stands below it."""
    starts = [index for index, item in enumerate(items) if item.depth == depth]
    for place, start in enumerate(starts):
        yield start, starts[place + 1] if place + 1 < len(starts) else len(items)
