"""Versions of a form in a registry."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from piadiff.model.form import Form


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A published row that could not be undone safely, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a form: a commit, or a state that ``rewind`` rebuilt and has yet to store.

    Attributes:
        date: 変更日 whose rows were undone to reach this state; the 公表日 for the published one.
        published: 公表日, None when unknown; that of a rebuilt state always is.
        rows_differing: Undone rows whose 変更後 is not quite what was written, and how.
    """

    form: Form
    date: datetime.date | None = None
    published: datetime.date | None = None
    commit: str = ""
    rows_undone: tuple[int, ...] = ()
    rows_kept: tuple[KeptRow, ...] = ()
    rows_differing: tuple[KeptRow, ...] = ()

    @property
    def since(self) -> datetime.date | None:
        """The newest 変更日 of its own table: what is known of when a rebuilt state began; None for the oldest."""
        return max((row.date for row in self.form.changes if row.date), default=None)


@dataclass(frozen=True, slots=True)
class Logged:
    """A version in the registry: the form it is of, and who committed it."""

    path: str
    version: Version
    author: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """A source that was imported, and the version it is.

    Attributes:
        path: Where the registry keeps the form.
        new: Whether the import made the commit; otherwise the registry held the same content before.
        notes: What a person should know of it, in words.
    """

    source: str
    path: str
    version: Version
    new: bool
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A source that was not imported, and why."""

    source: str
    reason: str
