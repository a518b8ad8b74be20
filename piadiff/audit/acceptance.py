"""Observations + what people accepted → observations with the entry that speaks of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from piadiff.model import Acceptance, Noted, Observation


def speaks_of(entry: Acceptance, seen: Observation) -> bool:
    """Whether an entry of the form is about an observation; all that the entry names must fit."""
    if entry.check != seen.check or entry.fingerprint not in ("", seen.fingerprint):
        return False
    if entry.path is None and entry.row is None:
        return seen.path is None and seen.row is None
    return entry.path in (None, seen.path) and entry.row in (None, seen.row)


LONGEST = timedelta(days=400)
"""An acceptance is looked at again with the yearly review (規則第14条), and some weeks for it."""
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Terms:
    """By which days acceptances are looked at; None where a day is not known.

    Attributes:
        day: Day on which an entry must hold.
        latest: Last day up to which one may run.
    """

    day: date | None = None
    latest: date | None = None

    def over(self, entry: Acceptance) -> str:
        """Why an entry accepts nothing, "" where it does."""
        if entry.until is None:
            return "期限がないため受容になりません"
        if self.latest is not None and entry.until > self.latest:
            return f"期限が長すぎるため受容になりません（最長{LONGEST.days}日）"
        return "受容の期限切れ" if self.day is not None and self.day > entry.until else ""

    def left(self, entry: Acceptance) -> int | None:
        """Days that an entry still holds where they are few, else None."""
        if entry.until is None or self.day is None or not timedelta() <= entry.until - self.day <= SOON:
            return None
        return (entry.until - self.day).days


def note_accepted(
    observations: Iterable[Observation], entries: Sequence[Acceptance], terms: Terms
) -> tuple[Noted, ...]:
    """Every observation on one form with its entry; ``entries`` are those of the form.

    An entry that holds goes before one that does not, and one that says more before one that says less.
    """
    exact = sorted(entries, key=_vague)
    live = [entry for entry in exact if not terms.over(entry)]
    noted = []
    for seen in observations:
        holds = next((entry for entry in live if speaks_of(entry, seen)), None)
        entry = holds or next((entry for entry in exact if speaks_of(entry, seen)), None)
        over = terms.over(entry) if entry else ""
        noted.append(Noted(seen, entry, expired=bool(over), over=over, left=terms.left(holds) if holds else None))
    return tuple(noted)


def _vague(entry: Acceptance) -> tuple[bool, int]:
    return not entry.fingerprint, (entry.path is None) + (entry.row is None)
