"""Values by address → items of a form, per-file sections under their names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from piadiff.model import Item, ItemKind, ItemPath, Unassigned, Value
from piadiff.readers.from_lines.assign import Block
from piadiff.readers.from_lines.attachments import FILE_LINE, per_file
from piadiff.readers.from_lines.form import file_name, numbers_of
from piadiff.readers.from_lines.found import Found
from piadiff.readers.from_lines.paragraphs import full_widths, join_lines
from piadiff.readers.from_lines.shown_options import holds_box
from piadiff.readers.from_lines.units import COVER, Unit
from piadiff.readers.from_lines.vocabulary import vocabulary
from piadiff.templates import Template, TemplateItem
from piadiff.text import find_dates, key
from piadiff.text.signs import circled_value

_MARKED = re.compile(
    r"(?<!\d)\d{1,2}\)|(?<![A-Za-z])[A-Za-z]\)|(?<![ァ-ヺー])[ァ-ヺ]\)|(?<![一-龠])[一-龠]\)|(?<![ぁ-ん])[ぁ-ん]\)"
)
_ENTRY = re.compile(r"[1-9][)）]")
_NAME_PART = "1"
_TITLE = ItemPath(COVER, parts=("評価書名",))
_WORDS = 6
_COUNTED = re.compile(r"ファイル\d{1,3}")


@dataclass
class _Writer:
    found: Found
    template: Template
    columns: Collection[int]

    def text(self, blocks: Sequence[Block]) -> str:
        """Blocks of one item as its value."""
        pieces = [join_lines(block.lines, self.columns) for block in blocks]
        value = "\n".join(piece for piece in pieces if piece.strip())
        return _without_open_bracket(value)

    def item(self, unit: Unit) -> Item:
        """The item of a unit, its file still a number."""
        path, kind = unit.path, unit.item.kind or ItemKind.TEXT
        lines = tuple(number for number in self.found.lines.get(path, ()) if number)
        blocks = self.found.texts.get(path, [])
        value: Value = () if kind is ItemKind.CHECKS else ""
        left_open = path in self.found.open
        if kind in {ItemKind.CHOICE, ItemKind.CHECKS}:
            chosen = self.found.chosen.get(path)
            value, left_open = (chosen.value, not chosen.determined) if chosen else (value, True)
            lines += chosen.lines if chosen else ()
        elif kind is ItemKind.DATE:
            value = _date(self.text(blocks))
        else:
            value = self.text(blocks)
            value = self._without_wraps(value) if path == _TITLE else value
        lines = tuple(sorted({*lines, *numbers_of(blocks)}))
        unsure = path in self.found.mixed or (left_open and (not value or self.found.placed))
        unsure = unsure or self._holds_label(unit, value) or self._holds_print(unit, value)
        return _item(unit.item, path, value, unsure, lines)

    def _without_wraps(self, title: str) -> str:
        """A title without the line breaks over which its words stand together elsewhere in the form."""
        pages = "".join(reading.page.key for reading in self.found.readings)
        whole, *rest = title.split("\n")
        for line in rest:
            above, below = key(whole), key(line)
            over = (above[-_WORDS:] + below[:1], above[-1:] + below[:_WORDS])
            whole += ("" if any(pages.count(words) > 1 for words in over) else "\n") + line
        return whole

    def _holds_label(self, unit: Unit, value: Value) -> bool:
        """Whether a text holds the label of a neighbour in the form that nothing was read for: it is open as well."""
        if not isinstance(value, str) or not unit.path.parts:
            return False
        text, parent = key(value), unit.path.parent
        beside = (
            [
                parent.child(item.key)
                for item in self.circled.get(unit.item.pattern[:-1], ())
                if item is not unit.item and key(item.key + item.label) in text
            ]
            if parent
            else []
        )
        unread = [path for path in beside if path not in self.found.texts and path not in self.found.chosen]
        self.found.open.update(unread)
        return bool(unread)

    @cached_property
    def circled(self) -> dict[str, list[TemplateItem]]:
        """Items numbered ①, ② … by the address they stand under."""
        found: dict[str, list[TemplateItem]] = {}
        for item in self.template.items:
            if circled_value(item.key) and item.pattern.endswith(item.key):
                found.setdefault(item.pattern.removesuffix(item.key), []).append(item)
        return found

    def _holds_print(self, unit: Unit, value: Value) -> bool:
        """Whether a text is, or holds, what the form prints elsewhere: a label, a box, an option or one of a list."""
        if not isinstance(value, str) or unit.item.kind is not ItemKind.TEXT:
            return False
        text, words = key(value), vocabulary(self.template)
        if holds_box(value, words) or any(words.is_numbered_label(line) for line in value.split("\n")):
            return True
        if not self.found.jumbled:
            return False
        if text in self.options or any(text.startswith(f"{option}(") for option in words.with_text):
            return True
        if _is_cut_in_brackets(text) or any(map(_is_day, value.split("\n")[1:])):
            return True
        return any(text.startswith(option, entry.end()) for entry in _ENTRY.finditer(text) for option in self.options)

    @cached_property
    def options(self) -> tuple[str, ...]:
        """The options of all choices of the form, as they are compared."""
        return tuple(dict.fromkeys(key(option) for item in self.template.items for option in item.options))

    def items(self) -> list[Item]:
        """All items whose label the source shows, in the order of the form."""
        made = list[Item]()
        for unit in sorted(self.found.units.values(), key=lambda unit: unit.index):
            if not unit.item.is_group:
                made.append(self.item(unit))
            made.extend(self.counts(unit))
        return made

    def counts(self, unit: Unit) -> Iterable[Item]:
        """Numbers of 件 that are printed with an item."""
        child = self.found.layout.counted(unit)
        if child is not None:
            path = unit.path.child(child.key)
            number, lines = self.found.counts.get(path, ("", ()))
            yield _item(child, path, number, path not in self.found.counts, lines)


def _item(item: TemplateItem, path: ItemPath, value: Value, left_open: bool, lines: tuple[int, ...]) -> Item:
    kind = item.kind or ItemKind.TEXT
    return Item(path, item.label, kind, value, item.options, item.significant, left_open, lines)


def _is_day(line: str) -> bool:
    spans = list(find_dates(line))
    return len(spans) == 1 and key(spans[0].text) == key(line)


def _date(text: str) -> str:
    """A date as published, without the 時点 that the form prints behind it."""
    spans = list(find_dates(text))
    if len(spans) == 1 and key(text) in {key(spans[0].text), key(spans[0].text) + "時点"}:
        return spans[0].text.strip()
    return text


def _is_cut_in_brackets(text: str) -> bool:
    """Whether a bracket stands without its other half; that of a list mark or a one-letter name, ア）, has none."""
    if text.count("(") == text.count(")"):
        return False
    paired = _MARKED.sub("", text)
    return paired.count("(") != paired.count(")")


def _without_open_bracket(text: str) -> str:
    """A value whose last bracket closes one that the form prints with the label."""
    stripped = text.rstrip()
    folded = stripped.replace("（", "(").replace("）", ")")
    return stripped[:-1].rstrip() if folded.endswith(")") and folded.count(")") == folded.count("(") + 1 else text


def assemble(found: Found, template: Template) -> tuple[Item, ...]:
    """Items of a form in template order with the names of its files in their addresses."""
    blocks = [block.lines for each in found.texts.values() for block in each]
    items = _Writer(found, template, full_widths(blocks)).items()
    names = _file_names(items)
    named = [replace(item, path=_named(item.path, names)) for item in items]
    files = list(dict.fromkeys(names.values()))
    return tuple(_unique(part for item in named for part in per_file(item, template, files)))


def _file_names(items: Iterable[Item]) -> dict[tuple[str, str], str]:
    """(section, number of the file) → its name, as the section itself says, else as Ⅱ or Ⅰ says."""
    items = list(items)
    values = {item.path: item.value for item in items if isinstance(item.value, str)}
    sections = dict.fromkeys((item.path.section, item.path.file) for item in items if item.path.file)
    listed = [
        file_name(line)
        for path, value in values.items()
        if not path.file and path.section == "Ⅰ" and len(path.parts) == 1
        for line in value.split("\n")
        if FILE_LINE.fullmatch(line)
    ]
    names = dict[tuple[str, str], str]()
    for section, number in sections:
        own = file_name(values.get(ItemPath(section, number, (_NAME_PART,)), ""))
        elder = next((name for (_, other), name in names.items() if other == number), "")
        place = int(number[1:]) - 1
        spare = listed[place] if place < len(listed) else f"ファイル{number[1:]}"
        name = own or elder or spare
        taken = {name for (other, _), name in names.items() if other == section}
        names[section, number] = name if name not in taken else f"{name} {number[1:]}"
    return names


def nameless(name: str) -> Unassigned:
    """What is said where a file goes by a number since its name could not be read."""
    return Unassigned(0, f"特定個人情報ファイルの名が読めないため、仮に「{name}」としました")


def counted_files(items: Iterable[Item]) -> list[str]:
    """Files that go by a number (``ファイル1``), which no section says to be their name."""
    items = list(items)
    said = {item.value for item in items}
    names = dict.fromkeys(item.path.file for item in items)
    return [name for name in names if _COUNTED.fullmatch(name) and name not in said]


def _named(path: ItemPath, names: dict[tuple[str, str], str]) -> ItemPath:
    return replace(path, file=names[path.section, path.file]) if path.file else path


def _unique(items: Iterable[Item]) -> Iterable[Item]:
    """Items with one address each: a second one under the same address is added to the first."""
    seen = dict[ItemPath, Item]()
    for item in items:
        first = seen.get(item.path)
        if first is None:
            seen[item.path] = item
        elif isinstance(first.value, str) and isinstance(item.value, str) and item.value:
            joined = "\n".join(filter(None, (first.value, item.value)))
            seen[item.path] = replace(first, value=joined, lines=(*first.lines, *item.lines))
    return seen.values()
