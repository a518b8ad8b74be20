"""What an audit notes: a difference and where it stands, never an accusation."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from piadiff.model.path import ItemPath


class Level(StrEnum):
    """How much an observation asks of a reader."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing an auditor should look at; ``evidence`` quotes the form.

    Attributes:
        rows: Rows of the table that share one fact; ``row`` is then None.
    """

    check: str
    level: Level
    message: str
    path: ItemPath | None = None
    row: int | None = None
    evidence: tuple[str, ...] = ()
    form: str = ""
    rows: tuple[int, ...] = ()

    @property
    def fingerprint(self) -> str:
        """12 hex digits that name what was seen and where, whatever the number of the row has become."""
        parts = (self.check, str(self.path or ""), *(self.evidence or (self.message,)))
        return hashlib.sha256("\x1f".join(parts).encode(errors="replace")).hexdigest()[:12]
