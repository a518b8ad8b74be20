"""The laws held: names → texts, read from the data when they are asked for."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

from piadiff.data import parse_json, text_of
from piadiff.errors import WrongCallError
from piadiff.law.text import Revision, Text

_DATA = resources.files("piadiff.law") / "data"


@dataclass(frozen=True, slots=True)
class Entry:
    """A law as the shelf names it.

    Attributes:
        names: What forms call it, its title first.
        spoken: What people at the command line and rules call it; too short to find in a text.
        number: Number of promulgation in Arabic digits.
        tables: Name of a table → its file.
        clauses: 条 → (from, until, 号 → what it is about), for the few whose 号 matter.
        moved: 条 → (day, amending law, old 号 → new 号).
        held: False for a law that is known by name only.
        begins: Day the law came into force, where the data reach back to it; None otherwise.
        repealed: First day it no longer was in force, None when it is.
    """

    id: str
    number: str
    names: tuple[str, ...]
    spoken: tuple[str, ...]
    tables: dict[str, str]
    clauses: dict[str, Any]
    moved: dict[str, list[tuple[str, str, dict[str, str]]]]
    held: bool
    begins: date | None
    repealed: date | None

    @property
    def short(self) -> str:
        """The name forms use most."""
        return self.names[min(1, len(self.names) - 1)]


def _read(name: str) -> Any:  # noqa: ANN401 - shaped by tools/law_update
    return parse_json(text_of(_DATA / name), name)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=1)
def entries() -> tuple[Entry, ...]:
    """All laws known by name."""
    return tuple(
        Entry(
            each["id"],
            each["number"],
            tuple(each["names"]),
            tuple(each.get("spoken", ())),
            each.get("tables", {}),
            each.get("clauses", {}),
            each.get("moved", {}),
            each.get("held", True),
            _day(each.get("begins")),
            _day(each.get("repealed")),
        )
        for each in _read("laws.json")
    )


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Entry]:
    return {entry.id: entry for entry in entries()}


def entry(id_: str) -> Entry:
    """The law of an e-Gov id."""
    return _by_id()[id_]


_USED: ContextVar[set[str] | None] = ContextVar("used", default=None)


@contextmanager
def used() -> Iterator[set[str]]:
    """Names of the data files that are looked into meanwhile, whether they are loaded already or not."""
    around, inside = _USED.get(), set[str]()
    token = _USED.set(inside)
    try:
        yield inside
    finally:
        _USED.reset(token)
        if around is not None:
            around |= inside


def note_used(*names: str) -> None:
    """Take data files for looked into: what is said of them is known from before."""
    noted = _USED.get()
    if noted is not None:
        noted.update(names)


def digest(name: str) -> str:
    """What a data file holds, as a digest; "" for one that is not there."""
    file = _DATA / name
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""


def law(id_: str) -> Text | None:
    """The articles of a law, None when it is known by name only."""
    note_used(f"{id_}.json")
    return _law(id_)


@lru_cache(maxsize=32)
def _law(id_: str) -> Text | None:
    named = entry(id_)
    if not named.held:
        return None
    data = _read(f"{id_}.json")
    return Text(
        id=id_,
        number=named.number,
        names=named.names,
        table="",
        source=data["source"],
        checked=date.fromisoformat(data["checked"]),
        revisions=tuple(Revision(date.fromisoformat(day), revision, by) for day, revision, by in data["revisions"]),
        lines=data["articles"],
        clauses=named.clauses,
        begins=named.begins,
    )


def table(id_: str, name: str) -> Text | None:
    """A table of a law, None when it is not held."""
    note_used(f"{id_}.json", *(f"{id_}_{file}.json" for file in [entry(id_).tables.get(name)] if file))
    return _table(id_, name)


@lru_cache(maxsize=16)
def _table(id_: str, name: str) -> Text | None:
    whole, file = _law(id_), entry(id_).tables.get(name)
    if whole is None or file is None:
        return None
    data = _read(f"{id_}_{file}.json")
    return Text(
        id_,
        whole.number,
        whole.names,
        name,
        data["source"],
        whole.checked,
        whole.revisions,
        data["rows"],
        begins=whole.begins,
    )


def moves() -> tuple[dict[str, Any], ...]:
    """Which numbers became which, as the data hold it."""
    note_used("moves.json")
    return _moves()


@lru_cache(maxsize=1)
def _moves() -> tuple[dict[str, Any], ...]:
    return tuple(_read("moves.json"))


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split())


def named(name: str) -> Entry:
    """The law that a person names.

    Raises:
        WrongCallError: When no law, or more than one, has that name; the candidates are listed.
    """
    wanted = _plain(name)
    exact = [each for each in entries() if wanted in {each.id, *map(_plain, (each.number, *each.names, *each.spoken))}]
    if len(exact) == 1:
        return exact[0]
    near = exact or list(_near(wanted))
    told = "、".join(each.short for each in near or entries())
    message = f"「{name}」だけでは、どの法令か決められません" if near else f"「{name}」という法令は収録していません"
    raise WrongCallError(message, remedy=f"次から選んでください: {told}")


def _near(wanted: str) -> Iterator[Entry]:
    for each in entries():
        if any(wanted in _plain(name) for name in (*each.names, *each.spoken)):
            yield each
