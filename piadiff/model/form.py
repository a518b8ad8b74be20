"""A form as published: header, items, the 変更箇所 rows, and what could not be placed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from piadiff.model.path import WHOLE_FORM, ItemPath

Value = str | tuple[str, ...]
"""Text, one chosen option, or the ticked options in template order (``その他（内容）`` keeps its text)."""


class FormKind(StrEnum):
    """The three kinds of 特定個人情報保護評価書."""

    BASIC = "基礎"
    FOCUSED = "重点"
    FULL = "全項目"


class ItemKind(StrEnum):
    """What an item holds."""

    TEXT = "text"
    CHOICE = "choice"
    CHECKS = "checks"
    DATE = "date"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Header:
    """What the 表紙 says about the form as a whole.

    ``published`` is the 公表日, None where the source leaves it empty; ``revision`` is the printed stamp of
    the 様式 (``令和6年10月``), "" where none is printed. Then ``chosen`` is the revision whose labels the form holds.
    """

    kind: FormKind
    template: str
    revision: str = ""
    number: str = ""
    title: str = ""
    organ: str = ""
    published: date | None = None
    chosen: str = ""

    @property
    def in_use(self) -> str:
        """The revision to read the form by: the printed one, else the chosen one."""
        return self.revision or self.chosen

    def on(self, revision: str) -> Header:
        """The header of the same form on another revision, as sure of it as of its own."""
        return replace(self, chosen=revision) if self.chosen else replace(self, revision=revision)


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Why a value is not proven: the published row behind it (None where the table has none for it), and the reason."""

    row: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Item:
    r"""One filled-in item.

    Args:
        value: Text as published (NFC, ``\n`` between the published lines), the chosen option, or
            the ticked options.
        undetermined: The source does not determine the value; it is then empty.
        lines: Source lines the value was read from; no part of equality.
        uncertain: Why the value, rebuilt from rows, may not be the one that stood there; None where it is proven.
    """

    path: ItemPath
    label: str
    kind: ItemKind
    value: Value
    options: tuple[str, ...] = ()
    significant: bool = False
    undetermined: bool = False
    lines: tuple[int, ...] = field(default=(), compare=False)
    uncertain: Uncertain | None = None

    @property
    def text(self) -> str:
        """The value as one text: check boxes are spelt ``[○]a　[　]b`` as the form prints them."""
        if isinstance(self.value, str):
            return self.value
        left = dict(enumerate(self.value))
        places: dict[str, list[int]] = {}
        for at in range(len(self.value) - 1, -1, -1):
            told = self.value[at]
            for end in (len(told), *(sign for sign, char in enumerate(told) if char == "（")):
                places.setdefault(told[:end], []).append(at)
        shown = []
        for option in self.options:
            at = next((at for at in reversed(places.get(option, ())) if at in left), -1)
            shown.append(f"[○]{left.pop(at)}" if at >= 0 else f"[　]{option}")
        return "　".join([*shown, *(f"[○]{value}" for value in left.values())])

    def to_dict(self) -> dict[str, Any]:
        """The item as the published JSON spells it; ``options`` and ``undetermined`` only where they say something."""
        document: dict[str, Any] = {
            "path": str(self.path),
            "label": self.label,
            "significant": self.significant,
            "kind": str(self.kind),
            "value": self.value if isinstance(self.value, str) else list(self.value),
        }
        if self.options:
            document["options"] = list(self.options)
        if self.undetermined:
            document["undetermined"] = True
        if self.uncertain:
            document["uncertain"] = {"row": self.uncertain.row, "reason": self.uncertain.reason}
        return document


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row of the published 変更箇所 table, as published.

    ``items`` is what the 項目 cell resolves to; empty when it cannot be determined.
    """

    row: int
    date_raw: str
    item_raw: str
    before: str
    after: str
    timing: str
    explanation: str
    date: date | None = None
    items: tuple[ItemPath, ...] = ()

    def covers(self, path: ItemPath) -> bool:
        """Whether the row is about the item at an address: it names the item, a group around it, or a part of it."""
        return any(
            target.section in WHOLE_FORM or target.contains(path) or (len(target.parts) > 1 and path.contains(target))
            for target in self.items
        )


@dataclass(frozen=True, slots=True)
class Unassigned:
    """A piece of a source that no item, row or print of the template explains."""

    line: int
    text: str


@dataclass(frozen=True)
class Form:
    """One version of a 評価書; ``items`` in template order, paths unique.

    Attributes:
        doubts: (変更箇所 row, what the reading of the row rests on a guess for).
        unproven: Addresses where a rebuilt version may have had an item that is not among ``items``, and why.
    """

    header: Header
    items: tuple[Item, ...] = ()
    changes: tuple[ChangeRow, ...] = ()
    unassigned: tuple[Unassigned, ...] = ()
    coverage: float = field(default=1.0, compare=False)
    reconstructed: bool = False
    doubts: tuple[tuple[int, str], ...] = field(default=(), compare=False)
    unproven: tuple[tuple[ItemPath, Uncertain], ...] = ()

    @cached_property
    def uncertain(self) -> Mapping[ItemPath, Uncertain]:
        """Every address whose value is not proven, in form order; those without an item last."""
        return {**{item.path: item.uncertain for item in self.items if item.uncertain}, **dict(self.unproven)}

    @cached_property
    def by_path(self) -> Mapping[ItemPath, Item]:
        """Items by address."""
        return {item.path: item for item in self.items}

    @cached_property
    def by_file(self) -> Mapping[str, Sequence[Item]]:
        """Items of each 特定個人情報ファイル, those of none under ""."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.path.file, []).append(item)
        return found

    def to_dicts(self) -> list[dict[str, Any]]:
        """One plain object an item, in template order."""
        return [item.to_dict() for item in self.items]

    @cached_property
    def files(self) -> tuple[str, ...]:
        """特定個人情報ファイル names in the order of the form."""
        return tuple(dict.fromkeys(item.path.file for item in self.items if item.path.file))

    def below(self, path: ItemPath) -> Iterator[Item]:
        """The item at ``path`` and all below it, in form order."""
        return (item for item in self._by_section.get(path.section, ()) if path.contains(item.path))

    @cached_property
    def _by_section(self) -> Mapping[str, Sequence[Item]]:
        """Items by section, since an address contains none of another section."""
        found: dict[str, list[Item]] = {}
        for item in self.items:
            found.setdefault(item.path.section, []).append(item)
        return found
