"""What the form and the row itself add to a 項目 cell: the file, a lost number, the item below the named one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from piadiff.addresses.files import plain_name
from piadiff.addresses.letters import letters
from piadiff.addresses.state import ALL_FILES, UNKNOWN_NUMBER
from piadiff.model import Form, ItemKind, ItemPath
from piadiff.templates.schema import Template, TemplateItem
from piadiff.text.cell import pieces, says_nothing, sides
from piadiff.text.dates import find_dates
from piadiff.text.fold import key

_POINT_IN_TIME = re.compile(r"(?P<date>.*日)[^日]{0,6}(?:時点|現在)?[。.]?")
_FILE_LIST_LABEL = key("特定個人情報ファイル名")
_SHORTEST_NAME = 3


@dataclass(frozen=True)
class Facts:
    """What is known beside the cell."""

    raw: str
    template: Template
    form: Form | None
    before: str
    after: str

    @cached_property
    def files(self) -> tuple[str, ...]:
        """File names of the form: of its per-file sections, else as its list of files prints them."""
        if self.form is None:
            return ()
        if self.form.files:
            return self.form.files
        for item in self.form.items:
            if key(item.label) == _FILE_LIST_LABEL and not item.path.file and isinstance(item.value, str):
                names = [plain_name(line) for line in re.split(r"\n|(?=[（(]\d+[)）])", item.value)]
                return tuple(dict.fromkeys(name for name in names if name))
        return ()

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Folded 変更前 and 変更後, without the cells that say there is nothing."""
        return tuple(key(text) for text, side in sides(self.before, self.after) if not says_nothing(text, side))

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """Folded stretches of 変更後 between （省略）, long enough to be found again."""
        quoted = (key(piece) for piece in pieces(self.after) if not says_nothing(piece, "after"))
        return tuple(piece for piece in quoted if len(piece) >= 4)

    def stands_in(self, path: ItemPath) -> bool:
        """Whether the row's 変更後 stands in the form at or below an address."""
        if self.form is None or not self.pieces:
            return False
        text = "".join(key(item.text) for item in self.form.below(path))
        return all(piece in text for piece in self.pieces)

    def fitting(self, choices: Sequence[tuple[ItemPath, ...]]) -> list[tuple[ItemPath, ...]]:
        """The choices whose every address holds the row's 変更後; all when none does."""
        kept = [paths for paths in choices if all(self.stands_in(path) for path in paths)]
        return kept or list(choices)


def with_file(facts: Facts, path: ItemPath) -> tuple[list[ItemPath], str]:
    """The address with its file, and a note where the file cannot be determined."""
    item = facts.template.nearest(path)
    if path.file == ALL_FILES:
        return [replace(path, file=file) for file in facts.files] or [replace(path, file="")], ""
    if path.file and facts.files and path.file not in facts.files:
        return [path], f"「{path.file}」という名のファイルは評価書にありません"
    if item is None or not item.per_file or path.file or not facts.files:
        return [path], ""
    if len(facts.files) == 1:
        return [replace(path, file=facts.files[0])], ""
    choices = [replace(path, file=file) for file in facts.files]
    holding = [choice for choice in choices if facts.stands_in(choice)]
    if len(holding) == 1:
        return holding, ""
    return [path], f"ファイル名がないため、{'、'.join(facts.files)}のどれか決められません"


def with_number(facts: Facts, path: ItemPath) -> ItemPath:
    """The address with the lost number of a repeated group, where the form has the group once."""
    for at, part in enumerate(path.parts):
        if not part.endswith(UNKNOWN_NUMBER) or facts.form is None:
            continue
        name = part.removesuffix(UNKNOWN_NUMBER)
        above = ItemPath(path.section, path.file, path.parts[:at])
        found = {item.path.parts[at] for item in facts.form.below(above) if len(item.path.parts) > at}
        found = {one for one in found if re.fullmatch(rf"{re.escape(name)}\d+", one)}
        named = {one for one in found if _is_named(facts, above.child(one))}
        found = named if len(named) == 1 else found
        if len(found) == 1:
            path = replace(path, parts=(*path.parts[:at], found.pop(), *path.parts[at + 1 :]))
    return path


def _is_named(facts: Facts, group: ItemPath) -> bool:
    """Whether the cell holds the name of a repeated group: 「提供先（厚生労働大臣）」."""
    items = facts.form.below(group) if facts.form else ()
    values = (item.value for item in items if item.path.parts in {group.parts, (*group.parts, "①")})
    names = (letters(value) for value in values if isinstance(value, str))
    return any(len(name) >= _SHORTEST_NAME and name in letters(facts.raw) for name in names)


def refined(facts: Facts, path: ItemPath) -> ItemPath:
    """The item below the named one, where both cells can only be its value: a date, or its options."""
    item = facts.template.item(path)
    if item is None or not facts.texts or _fits(item, facts.texts):
        return path
    below = [child for child in facts.template.below(item.pattern) if child.depth == item.depth + 1]
    fitting = [child for child in below if child.kind is not ItemKind.TEXT and _fits(child, facts.texts)]
    return path.child(fitting[0].key) if len(fitting) == 1 and not fitting[0].repeat else path


def _fits(item: TemplateItem, texts: Sequence[str]) -> bool:
    """Whether all texts can be values of an item that has no free text."""
    if item.kind is ItemKind.DATE:
        return all(_is_date(text) for text in texts)
    options = {key(option) for option in item.options}
    return bool(options) and all(text.strip("[]○") in options for text in texts)


def _is_date(text: str) -> bool:
    match = _POINT_IN_TIME.fullmatch(text)
    spans = list(find_dates(match["date"])) if match else []
    return len(spans) == 1 and bool(spans[0].day) and spans[0].text == (match["date"] if match else "")
