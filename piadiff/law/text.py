"""One law, or one table of a law, as dated facts: what its numbers said on a day."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any


class Hold(StrEnum):
    """Whether the data reach a day."""

    BEFORE = "before"
    HELD = "held"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of a law: first day in force, e-Gov id, amending law."""

    day: date
    id: str
    by: str


@dataclass(frozen=True, slots=True)
class Given:
    """One provider of a row and the kinds of information it gives."""

    by: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """What a number said from a day until another.

    Attributes:
        since: First day; at the first revision held, the number may be older.
        until: First day it no longer held, None when it holds to the end of the data.
        caption: Caption of an article, "" where none is printed.
        paragraphs: 項 → (号, sentences) of an article; empty where the data do not go below 条.
    """

    since: Revision
    until: Revision | None
    caption: str = ""
    paragraphs: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    who: str = ""
    law: str = ""
    give: tuple[Given, ...] = ()
    deleted: bool = False

    def holds(self, day: date) -> bool:
        """Whether it is what the number said on a day."""
        return self.since.day <= day and (self.until is None or day < self.until.day)

    def gives(self, by: str, kind: str) -> bool:
        """Whether a provider gives a kind of information by this row."""
        return any(by in given.by and kind in given.kinds for given in self.give)

    @property
    def facts(self) -> tuple[Any, ...]:
        """What is known of it, without its days."""
        return self.caption, tuple(self.paragraphs.items()), self.who, self.law, self.give, self.deleted


@dataclass(frozen=True, eq=False)
class Text:
    """A law's articles, or the rows of one of its tables.

    Attributes:
        names: What people call the law, its title first.
        table: Name of the table, "" for the articles.
        checked: Last day up to which the source is known to be complete.
        lines: Number → versions as the data hold them, read when they are asked for.
        clauses: 条 → (from, until, 号 → what it is about), for the few whose 号 matter.
        begins: Day the law came into force, None when that was before the data begin.
    """

    id: str
    number: str
    names: tuple[str, ...]
    table: str
    source: str
    checked: date
    revisions: Sequence[Revision]
    lines: Mapping[str, Sequence[Sequence[Any]]]
    clauses: Mapping[str, Sequence[tuple[str, str, Mapping[str, str]]]] = field(default_factory=dict)
    begins: date | None = None

    @property
    def short(self) -> str:
        """The name forms use most."""
        return self.names[min(1, len(self.names) - 1)]

    @property
    def title(self) -> str:
        """Name of the law with its table."""
        return f"{self.short}{self.table}"

    @property
    def since(self) -> date:
        """First day the data reach."""
        return self.revisions[0].day

    def hold(self, day: date) -> Hold:
        """Whether the data reach a day."""
        if day < self.since and self.begins is None:
            return Hold.BEFORE
        return Hold.BEYOND if day > self.checked else Hold.HELD

    def revision(self, day: date) -> Revision | None:
        """The revision in force on a day, None before the first held."""
        return next((each for each in reversed(self.revisions) if each.day <= day), None)

    def versions(self, number: str) -> tuple[Version, ...]:
        """All versions of a number, oldest first; empty when the data hold none."""
        return self._read.get(number) or self._versions(number)

    @cached_property
    def _read(self) -> dict[str, tuple[Version, ...]]:
        return {}

    def _versions(self, number: str) -> tuple[Version, ...]:
        found = tuple(self._version(line) for line in self.lines.get(number, ()))
        self._read[number] = found
        return found

    def _version(self, line: Sequence[Any]) -> Version:
        first, until, *rest = line
        span = self.revisions[first - 1], self.revisions[until - 1] if until else None
        if not self.table:
            shape = rest[1] if len(rest) > 1 else {}
            return Version(*span, caption=rest[0], paragraphs={key: (items, n) for key, (items, n) in shape.items()})
        row = rest[0]
        give = tuple(Given(by, tuple(kinds)) for by, kinds in row.get("give", ()))
        return Version(*span, who=row.get("who", ""), law=row.get("law", ""), give=give, deleted="deleted" in row)

    def version(self, number: str, day: date) -> Version | None:
        """What a number said on a day, None when it was not there; a row 削除 is there and says so."""
        return next((each for each in self.versions(number) if each.holds(day)), None)

    def on(self, day: date) -> dict[str, Version]:
        """All that stood on a day, in the order of the numbers; what was 削除 is left out."""
        found = ((number, self.version(number, day)) for number in sorted(self.lines, key=order))
        return {number: each for number, each in found if each and not gone(each)}

    def stands(self, day: date) -> bool:
        """Whether anything stood on a day: a table goes with its last row."""
        found = (self.version(number, day) for number in self.lines)
        return any(version is not None and not gone(version) for version in found)

    def giving(self, by: str, kind: str, day: date) -> dict[str, Version]:
        """Rows by which a provider gives a kind of information on a day."""
        return {number: row for number, row in self.on(day).items() if row.gives(by, kind)}


def gone(version: Version) -> bool:
    """Whether a number stands with 削除 only."""
    return version.deleted or version.caption == "（削除）"


def order(number: str) -> tuple[int, ...]:
    """Sort key of 16の2."""
    return tuple(int(part) for part in re.findall(r"\d+", number))
