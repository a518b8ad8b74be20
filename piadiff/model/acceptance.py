"""What a person accepted of an audit: the entry, and an observation with the entry that speaks of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from piadiff.model.observation import Level, Observation
from piadiff.model.path import ItemPath


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One entry of the register of accepted observations.

    Attributes:
        form: The form as the entry names it: its path in the registry, the end of one, or its number.
        path: Item of the observation; with neither ``path`` nor ``row`` the entry is about the form as a whole.
        until: Last day on which the entry holds; without one it accepts nothing.
        fingerprint: ``Observation.fingerprint``, so that the entry ends when what was seen changes; "" for any.
        entry: Place in the file, from 1; it is no part of what the entry says.
    """

    check: str
    form: str
    path: ItemPath | None
    row: int | None
    person: str
    reason: str
    until: datetime.date | None = None
    fingerprint: str = ""
    entry: int = 0


@dataclass(frozen=True, slots=True)
class Noted:
    """An observation and the entry that speaks of it; an expired entry is named but accepts nothing.

    Attributes:
        over: Why the entry accepts nothing, "" where it does.
        left: Days that the entry still holds, where they are few.
    """

    observation: Observation
    acceptance: Acceptance | None = None
    expired: bool = False
    over: str = ""
    left: int | None = None

    @property
    def accepted(self) -> bool:
        """Whether a person stands for it."""
        return self.acceptance is not None and not self.expired

    @property
    def counts(self) -> bool:
        """Whether a person must still look at it."""
        return not self.accepted and self.observation.level is not Level.INFO


@dataclass(frozen=True, slots=True)
class Audited:
    """What is observed, as it comes, so that a large registry need not fit into memory.

    Attributes:
        noted: Observations; they come once.
        unused: Entries that no observation needed, to be asked when all observations have come.
    """

    noted: Iterable[Noted]
    unused: Callable[[], Sequence[Acceptance]] = tuple
