"""Observations + what people accepted → observations with the entry that speaks of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from piadiff.model import Acceptance, Noted, Observation


def speaks_of(entry: Acceptance, seen: Observation) -> bool:
    """Whether an entry of the form is about an observation; all that the entry names must fit."""
    if entry.check != seen.check or entry.fingerprint not in ("", seen.fingerprint):
        return False
    if entry.path is None and entry.row is None:
        return seen.path is None and seen.row is None
    return entry.path in (None, seen.path) and entry.row in (None, seen.row)


def expired(entry: Acceptance, day: date | None) -> bool:
    """Whether an entry holds no longer; where no day is known it does."""
    return entry.until is not None and day is not None and day > entry.until


def note_accepted(
    observations: Iterable[Observation], entries: Sequence[Acceptance], day: date | None
) -> tuple[Noted, ...]:
    """Every observation on one form with its entry; ``entries`` are those of the form.

    An entry that holds goes before one that has expired, and one that says more before one that says less.
    """
    exact = sorted(entries, key=_vague)
    live = [entry for entry in exact if not expired(entry, day)]
    over = [entry for entry in exact if expired(entry, day)]
    noted = []
    for seen in observations:
        holds = next((entry for entry in live if speaks_of(entry, seen)), None)
        ended = next((entry for entry in over if speaks_of(entry, seen)), None)
        noted.append(Noted(seen, holds or ended, expired=holds is None and ended is not None))
    return tuple(noted)


def _vague(entry: Acceptance) -> tuple[bool, int]:
    return not entry.fingerprint, (entry.path is None) + (entry.row is None)
