"""Form → what an official form prints for it, piece by piece: headings, labels, values, brackets, boxes.

Written apart from the writers of piadiff, so that what reads a print and what made it cannot share an error.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from piadiff.model import Form, Item, ItemKind, ItemPath
from piadiff.templates import Template, TemplateItem, load

_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_RECORD_GROUPS = {0: "・識別情報", 3: "・連絡先等情報", 6: "・業務関係情報"}
_RANGES = ((2, 5), (6, 10), (11, 15), (16, 20))


class Sort(StrEnum):
    """What a piece of a form is."""

    SECTION = "section"
    HEADING = "heading"
    FIELD = "field"
    NOTE = "note"


@dataclass(frozen=True)
class Box:
    """A check box; ``slot`` is what stands in the brackets behind it, None where the form prints none."""

    ticked: bool
    option: str
    slot: str | None = None
    tail: str = ""
    above: str = ""


@dataclass(frozen=True)
class Block:
    """One piece; ``label`` as printed, with its number. A field holds text, a bracket with options, or boxes.

    Attributes:
        count: The number of 件 printed behind a bracket, None where none is printed.
    """

    sort: Sort
    label: str
    level: int = 0
    text: str = ""
    chosen: str | None = None
    options: tuple[str, ...] = ()
    count: str | None = None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Printed:
    """A form as pieces: the 表紙, then every section (one for each file)."""

    form: Form
    template: Template
    sections: tuple[tuple[Block, ...], ...]

    @property
    def title(self) -> str:
        kind = {"様式2": "基礎", "様式3": "重点", "様式4": "全"}[self.template.name]
        return f"特定個人情報保護評価書（{kind}項目評価書）"

    @property
    def stamp(self) -> str:
        """The stamp of the 様式, "" on a form that shows none."""
        revision = self.form.header.revision
        return f"[{revision}　{self.template.name}]" if revision else ""

    @property
    def change_title(self) -> str:
        name = self.template.change_table
        return f"（{name.translate(_WIDE)}）　変更箇所" if name.startswith("別添") else "変更箇所"

    @property
    def cover(self) -> dict[str, Item]:
        return {item.path.parts[0]: item for item in self.form.items if item.path.section == "表紙"}


def pieces(form: Form, template: Template | None = None) -> Printed:
    """A form as an official form prints it; ``template`` where the form itself does not tell its revision."""
    template = template or load(form.header.template, form.header.revision)
    sections: dict[tuple[str, str], list[Item]] = {}
    for item in form.items:
        if item.path.section != "表紙":
            attached = item.path.section.startswith("別添")
            sections.setdefault((item.path.section, "" if attached else item.path.file), []).append(item)
    rng = random.Random(f"{form.header.title}{len(form.items)}")  # noqa: S311 - no secret
    walker = _Walker(form, template, with_ranges=rng.random() < 0.5)
    return Printed(form, template, tuple(tuple(walker.section(items)) for items in sections.values()))


class _Walker:
    """Goes through the items of a form in its order."""

    def __init__(self, form: Form, template: Template, *, with_ranges: bool) -> None:
        self.form, self.template, self.with_ranges = form, template, with_ranges

    def section(self, items: list[Item]) -> Iterator[Block]:
        self.printed = set[ItemPath]()
        for place, item in enumerate(items):
            owner = self.template.item(item.path)
            if owner is None or owner.kind is ItemKind.COUNT:
                continue
            yield from self._headings(item.path)
            yield from self._field(item, owner)
            following = items[place + 1].path if place + 1 < len(items) else None
            yield from self._empty_groups(item.path, following)

    def _headings(self, path: ItemPath) -> Iterator[Block]:
        for length in range(len(path.parts)):
            above = replace(path, parts=path.parts[:length])
            owner = self.template.item(above)
            if owner is None or not owner.is_group or above in self.printed or self._labels_its_first(owner):
                continue
            self.printed.add(above)
            sort = Sort.SECTION if length == 0 else Sort.HEADING
            yield Block(sort, self._label(owner, above), length)

    def _labels_its_first(self, owner: TemplateItem) -> bool:
        """Whether a group and its first item have one label, which the form prints once."""
        first = next(self.template.below(owner.pattern), None)
        return first is not None and owner.is_group and first.label == owner.label

    def _label(self, owner: TemplateItem, path: ItemPath) -> str:
        above = self.template.by_pattern.get(owner.pattern.rpartition("-")[0])
        if above is not None and self._labels_its_first(above) and owner is next(self.template.below(above.pattern)):
            owner, path = replace(owner, key=above.key), ItemPath(path.section, path.file, path.parts[:-1])
        mark = "　※" if owner.significant else ""
        last = path.parts[-1] if path.parts else path.section
        if owner.repeat:
            return f"{last}{mark}"
        if re.fullmatch("[Ⅰ-Ⅻ]", owner.key):
            return f"{owner.key}　{owner.label}{mark}"
        if re.fullmatch("[①-⑳]", owner.key):
            return f"{owner.key}{owner.label}{mark}"
        if owner.key.isdecimal():
            return f"{owner.key.translate(_WIDE)}．　{owner.label}{mark}"
        if re.fullmatch(r"リスク\d+", owner.key):
            return f"{owner.key.translate(_WIDE)}：　{owner.label}{mark}"
        if owner.key == "リスク":
            return f"リスク：　{owner.label}{mark}"
        if owner.key.startswith("別添"):
            return f"（{owner.key.translate(_WIDE)}）　{owner.label}{mark}"
        return f"{owner.label}{mark}"

    def _field(self, item: Item, owner: TemplateItem) -> Iterator[Block]:
        label, level = self._label(owner, item.path), len(item.path.parts)
        if owner.key.startswith("別添"):
            if (top := ItemPath(item.path.section)) not in self.printed:
                self.printed.add(top)
                yield Block(Sort.SECTION, label)
            yield Block(Sort.FIELD, item.path.file, 1, text=str(item.value))
            return
        if level == 0:
            yield Block(Sort.SECTION, label)
            label = owner.field
        elif owner.field or (owner.key.isdecimal() and owner.kind is ItemKind.TEXT):
            yield Block(Sort.HEADING, label, level)
            label = owner.field
        elif label.startswith("⑦再委託の有無") or label.startswith("④再委託の有無"):
            yield Block(Sort.HEADING, "再委託", level)
        yield self._filled(item, owner, label, level)
        if owner.kind is not ItemKind.CHECKS and not owner.repeat:
            yield from (Block(Sort.NOTE, note, level) for note in owner.prints)

    def _filled(self, item: Item, owner: TemplateItem, label: str, level: int) -> Block:
        if owner.kind is ItemKind.CHOICE:
            count = next((i for i in self.form.items if i.path.parent == item.path and i.kind is ItemKind.COUNT), None)
            counted = str(count.value) if count is not None else None
            return Block(Sort.FIELD, label, level, chosen=str(item.value), options=owner.options, count=counted)
        if owner.kind is ItemKind.CHECKS:
            return Block(Sort.FIELD, label, level, boxes=tuple(_boxes(item, owner)))
        text = str(item.value)
        if owner.kind is ItemKind.DATE and item.path.parts[-1] == "時点" and text:
            text = f"{text}　時点"
        return Block(Sort.FIELD, label, level, text=text)

    def _empty_groups(self, path: ItemPath, following: ItemPath | None) -> Iterator[Block]:
        """Headings of groups that stay empty (提供先2～5), behind the last filled one."""
        place = next(
            (at for at, part in enumerate(path.parts) if re.fullmatch(r"(提供先|移転先|委託事項)\d+", part)), None
        )
        if place is None or not self.with_ranges:
            return
        name, number = re.fullmatch(r"(\D+)(\d+)", path.parts[place]).groups()
        if following is not None and following.parts[place : place + 1] and following.parts[place].startswith(name):
            return
        yield from (Block(Sort.HEADING, f"{name}{first}～{last}", 2) for first, last in _RANGES if first > int(number))


def _boxes(item: Item, owner: TemplateItem) -> Iterator[Box]:
    groups = _RECORD_GROUPS if "・識別情報" in owner.prints else {}
    for place, option in enumerate(owner.options):
        own = next((value for value in item.value if value == option or value.startswith(f"{option}（")), None)
        slot = own[len(option) + 1 : -1] if own and own != option else ""
        counted = option.endswith("を行っている") and option in owner.texts
        yield Box(
            own is not None,
            option,
            (slot.removesuffix("件") if counted else slot) if option in owner.texts else None,
            "件" if counted else "",
            groups.get(place, ""),
        )
