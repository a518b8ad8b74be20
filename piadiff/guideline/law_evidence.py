"""What the law of the day says to a change of 項番 and 号: proof that only numbers moved, or a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from piadiff import law
from piadiff.guideline.facts import Facts
from piadiff.guideline.signals import Signals
from piadiff.guideline.vocabulary import Role, Signal
from piadiff.law import Cause, Evidence, Pair
from piadiff.model import Change, FacetKind, Form, FormKind

_KINDS = frozenset({FacetKind.CITATION, FacetKind.ITEM_NUMBER_ADDED, FacetKind.ITEM_NUMBER_REMOVED})
_NO_NAMES: Mapping[str, str] = {}
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Weighed:
    """A change's signals with the law in mind.

    Attributes:
        notes: The evidence, in words.
        amendments: Laws that made the change necessary, with their 施行日.
    """

    signals: Signals
    notes: tuple[str, ...] = ()
    amendments: tuple[str, ...] = ()


def weigh(change: Change, role: Role, signals: Signals, facts: Facts, *, listed: bool) -> Weighed:
    """The signals, corrected by what the law says to the numbers that came and went.

    Only a list that states its own rule is said to follow the law where rows came or went: which rows a body
    asks by is its own choice, and one more may be a linkage begun.
    """
    if not change.before or not change.after or not any(facet.kind in _KINDS for facet in change.facets):
        return Weighed(signals)
    names = _names(facts.new) if facts.new else _NO_NAMES
    moved = law.moved_items(change.before, change.after, names)
    found = law.evidence(change.before, change.after, _days(facts), names)
    if found is None:
        return Weighed(signals, (), moved)
    amendments = tuple(dict.fromkeys((*moved, *found.amendments)))
    proven = found.proof.pure or (found.proof.by_law and found.rule is not None)
    if proven and role is Role.LINKAGE and Signal.NUMBERS_ADDED in signals:
        words = (*signals.get(Signal.CITATION, ()), *signals[Signal.NUMBERS_ADDED])
        signals = {signal: said for signal, said in signals.items() if signal is not Signal.NUMBERS_ADDED}
        signals[Signal.CITATION] = words
    unexplained = found.proof.of(Cause.NONE)
    if unexplained and listed and facts.kind is not FormKind.BASIC:
        signals = {**signals, Signal.NUMBERS_UNEXPLAINED: tuple(_told(pair) for pair in unexplained[:_SHOWN])}
    return Weighed(signals, tuple(_notes(found)), amendments)


@lru_cache(maxsize=2)
def _names(form: Form) -> Mapping[str, str]:
    return law.defined(item.text for item in form.items)


def _days(facts: Facts) -> tuple[date | None, date | None]:
    """公表日 of both forms, as far as they are known."""
    old = facts.old.header.published if facts.old else None
    return old, facts.effective or (facts.new.header.published if facts.new else None)


def _notes(found: Evidence) -> list[str]:
    """One line for each cause, the rows named."""
    said = {
        Cause.RENUMBERED: "同じ項の番号だけが変わったもの",
        Cause.LAW_ADDED: "法令が加えた項",
        Cause.LAW_DROPPED: "法令がなくした項",
        Cause.NONE: "法令に理由の見つからない項",
        Cause.UNDECIDED: "同じ項かどうか決められないもの",
    }
    lines = []
    for cause, words in said.items():
        pairs = found.proof.of(cause)
        if pairs:
            more = f" ほか{len(pairs) - _SHOWN}" if len(pairs) > _SHOWN else ""
            lines.append(f"{found.head} {words} {len(pairs)}: {'、'.join(map(_told, pairs[:_SHOWN]))}{more}")
    return lines


def _told(pair: Pair) -> str:
    numbers = "→".join(filter(None, (pair.old, pair.new)))
    return f"{numbers}（{pair.because}）"
