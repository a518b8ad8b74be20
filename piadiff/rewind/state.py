"""The items of a form while rows are being undone, and which of them an address means."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from piadiff.model import ChangeRow, Form, Item, ItemPath
from piadiff.templates import Template, for_kind

_NUMBERED = re.compile(r"^\D*?(?P<first>\d+)(?:~\d+)?$")


class KeepRow(Exception):  # noqa: N818 - no error: the row stays, for the reason given
    """A row cannot be undone safely; the text is the reason, in Japanese.

    Attributes:
        harmless: The row changes no value, so that nothing is left open by keeping it.
    """

    def __init__(self, reason: str, *, harmless: bool = False) -> None:
        super().__init__(reason)
        self.harmless = harmless


@dataclass(frozen=True, slots=True)
class Reach:
    """Items an address means.

    Attributes:
        marks: Parts that point inside an item (``⑫``, ``なお書き``).
        missing: The address is one with a value of its own, and the source does not show it.
    """

    path: ItemPath
    items: tuple[Item, ...]
    marks: tuple[str, ...] = ()
    missing: bool = False

    @property
    def unread(self) -> bool:
        """Whether the source leaves open what some of the items say."""
        return self.missing or any(item.undetermined for item in self.items)

    @property
    def name(self) -> str:
        """The address as a message names it."""
        return str(self.path)


@dataclass(frozen=True)
class State:
    """Items by address, in the order of the form; ``rows`` are all published rows.

    Attributes:
        meanings: What a row's 項目 may mean on the revision of the form that the state stands on, likeliest first,
            by row number; rows that are not listed mean what they say.
    """

    items: Mapping[ItemPath, Item]
    template: Template
    rows: tuple[ChangeRow, ...]
    meanings: Mapping[int, tuple[tuple[ItemPath, ...], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, form: Form) -> State:
        """The state a form is published in."""
        bare = {item.path: dataclasses.replace(item, uncertain=None) for item in form.items}
        return cls(bare, for_kind(form.header.kind, form.header.in_use), form.changes)

    @cached_property
    def files(self) -> tuple[str, ...]:
        """特定個人情報ファイル names in the order of the form."""
        return tuple(dict.fromkeys(path.file for path in self.items if path.file))

    def reach(self, path: ItemPath) -> Reach:
        """Items at or below an address; parts no template knows narrow the search inside an item."""
        marks: tuple[str, ...] = ()
        here = path
        while True:
            found = tuple(item for item in self.items.values() if here.contains(item.path))
            if found or not here.parts or self.template.item(here):
                known = self.template.item(path)
                missing = path not in self.items and known is not None and not known.is_group
                return Reach(path, found, marks, missing)
            marks = (here.parts[-1], *marks)
            here = ItemPath(here.section, here.file, here.parts[:-1])

    def within(self, path: ItemPath) -> tuple[Item, ...]:
        """All items of the section an address lies in, of the same file."""
        return self.reach(ItemPath(path.section, path.file)).items

    def with_items(self, changed: Iterable[Item]) -> State:
        """The state with items replaced; new ones take their place in the order of the form."""
        items = dict(self.items)
        news = [item for item in changed if item.path not in items or items.update({item.path: item})]
        if news:
            everything = [*items.values(), *news]
            rank = {item.path: at for at, item in enumerate(items.values())}
            for item in news:
                before = [rank[other] for other in items if self._order(other) <= self._order(item.path)]
                rank[item.path] = max(before, default=-1)
            everything.sort(key=lambda item: (rank[item.path], item.path not in items, self._order(item.path)))
            items = {item.path: item for item in everything}
        return dataclasses.replace(self, items=items)

    def without(self, paths: frozenset[ItemPath]) -> State:
        """The state without some items."""
        return dataclasses.replace(self, items={p: item for p, item in self.items.items() if p not in paths})

    def blank(self, path: ItemPath) -> Item | None:
        """An empty item as the template describes it, None for a group or an unknown address."""
        known = self.template.item(path)
        if known is None or known.kind is None or any("~" in part for part in path.parts):
            return None
        return Item(path, known.label, known.kind, "", known.options, known.significant)

    def _order(self, path: ItemPath) -> tuple[tuple[int, int], ...]:
        """Sort key: place of each level in the template and the number of a repeated group."""
        ranks = self._ranks
        last = len(ranks)
        file = self.files.index(path.file) if path.file in self.files else len(self.files)
        order = [(ranks.get(ItemPath(path.section, path.file).pattern, last), file)]
        for depth in range(1, len(path.parts) + 1):
            upper = ItemPath(path.section, path.file, path.parts[:depth])
            numbered = _NUMBERED.match(path.parts[depth - 1])
            order.append((ranks.get(upper.pattern, last), int(numbered["first"]) if numbered else 0))
        return tuple(order)

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {item.pattern: at for at, item in enumerate(self.template.items)}
