"""Facets of a change, read with the role of its item in mind → signals and the words that gave them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from piadiff.guideline.nouns import new_names
from piadiff.guideline.signals.citations import citation, item_numbers
from piadiff.guideline.signals.measures import measure, negation, number
from piadiff.guideline.signals.options import box, choice
from piadiff.guideline.signals.parties import organisation
from piadiff.guideline.signals.wording import added_text, exception, removed_text, term, words_changed
from piadiff.guideline.vocabulary import Role, Signal
from piadiff.model import Action, Change, Facet, FacetKind
from piadiff.text import key

Signals = dict[Signal, tuple[str, ...]]

_HEADING = re.compile(r"[＜<【]\s*([^＞>】\n]{2,40}?)(?:における|の)?(?:措置|対策|場合)?\s*[＞>】]")

_NOT_DONE = re.compile(r"該当(?:なし|無し|しない)|行わない|行っていない|実施しない|しない。?$|^なし|^無し|^[-－―]*$")

_ON_OR_OFF = frozenset({Role.ANALYSIS, Role.DECISION})

_NUMBERED_SYSTEM = re.compile(r"システム\d+")


def _turned(change: Change, role: Role) -> Signal | None:
    """Whether a processing that the form asks about as such begins or ends with this change."""
    before, after = (bool(_NOT_DONE.search(text.strip())) for text in (change.before, change.after))
    if role not in _ON_OR_OFF or before == after:
        return None
    return Signal.WIDENED if before else Signal.NARROWED


def signals_of(change: Change, role: Role) -> Signals:
    """Every signal of a change with the words that gave it."""
    turned = _turned(change, role)
    if turned is not None:
        return {turned: (f"{change.before[:30]}→{change.after[:30]}",)}
    found: dict[Signal, list[str]] = {}
    for facet in change.facets:
        for signal in _of_facet(facet, change, role):
            found.setdefault(signal, []).append(_words(facet))
    if change.notation:
        found.setdefault(Signal.FORM, []).append("")
    if change.action in (Action.MOVED, Action.MOVED_CHANGED):
        found.setdefault(Signal.MOVED, []).append(f"{change.old_path}→{change.path}")
    if change.action is Action.ADDED and not change.before:
        found.setdefault(Signal.ITEM_FILLED, []).append(change.after[:30])
    if change.action is Action.REMOVED and not change.after:
        found.setdefault(Signal.ITEM_EMPTIED, []).append(change.before[:30])
    for heading in _new_headings(change):
        found.setdefault(Signal.NEW_HANDLING, []).append(heading)
    if role is Role.SYSTEM and change.action is Action.ADDED and _NUMBERED_SYSTEM.fullmatch(change.path.parts[-1]):
        found.setdefault(Signal.SYSTEM_ADDED, []).append(change.after[:30])
    if not found:
        found[Signal.UNCLEAR] = [change.after[:30] or change.before[:30]]
    return {signal: tuple(dict.fromkeys(filter(None, words))) for signal, words in found.items()}


def _words(facet: Facet) -> str:
    if facet.before and facet.after:
        return f"{facet.before[:30]}→{facet.after[:30]}"
    return (facet.after or facet.before)[:40]


def _new_headings(change: Change) -> list[str]:
    """Places or parties that a heading ＜…における措置＞ names for the first time."""
    if not change.before and change.action is not Action.ADDED:
        return []
    old = {key(name) for name in _HEADING.findall(change.before)}
    new = [name for name in _HEADING.findall(change.after) if key(name) not in old]
    return [name for name in new if old or new_names(change.before, name)]


_FIXED: dict[FacetKind, Signal] = {
    FacetKind.NOTATION: Signal.FORM,
    FacetKind.DATE: Signal.DATE,
    FacetKind.REFERENCE_DATE: Signal.DATE,
    FacetKind.CONTACT: Signal.ORGANISATION,
    FacetKind.ABBREVIATION: Signal.GLOSS,
    FacetKind.RENUMBERED: Signal.RENUMBERED,
    FacetKind.REORDERED: Signal.RENUMBERED,
    FacetKind.PLAN_TO_FACT: Signal.PLAN_TO_FACT,
    FacetKind.FACT_TO_PLAN: Signal.FACT_TO_PLAN,
    FacetKind.SYSTEM_ADDED: Signal.SYSTEM_ADDED,
    FacetKind.SYSTEM_REMOVED: Signal.SYSTEM_REMOVED,
    FacetKind.SYSTEM_RENAMED: Signal.RENAMED,
    FacetKind.CLOUD_ADDED: Signal.CLOUD_ADDED,
    FacetKind.CLOUD_REMOVED: Signal.CLOUD_REMOVED,
}


def _of_facet(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    if facet.kind in _FIXED:
        yield _FIXED[facet.kind]
        return
    reader = _READERS.get(facet.kind)
    if reader is not None:
        yield from reader(facet, change, role)
    elif facet.kind is not FacetKind.ELIDED:
        yield Signal.UNCLEAR


Reader = Callable[[Facet, Change, Role], Iterator[Signal]]

_READERS: dict[FacetKind, Reader] = {
    FacetKind.CITATION: citation,
    FacetKind.ITEM_NUMBER_ADDED: item_numbers,
    FacetKind.ITEM_NUMBER_REMOVED: item_numbers,
    FacetKind.ORGANISATION: organisation,
    FacetKind.CHOICE_UP: choice,
    FacetKind.CHOICE_DOWN: choice,
    FacetKind.CHOICE_CHANGED: choice,
    FacetKind.BOX_TICKED: box,
    FacetKind.BOX_CLEARED: box,
    FacetKind.EXCEPTION_ADDED: exception,
    FacetKind.EXCEPTION_REMOVED: exception,
    FacetKind.INCLUSION_ADDED: exception,
    FacetKind.INCLUSION_REMOVED: exception,
    FacetKind.NEGATION: negation,
    FacetKind.NUMBER: number,
    FacetKind.TERM_REPLACED: term,
    FacetKind.TEXT_ADDED: added_text,
    FacetKind.TEXT_REMOVED: removed_text,
    FacetKind.WORDS_ADDED: words_changed,
    FacetKind.WORDS_REMOVED: words_changed,
    FacetKind.WORDS_REPLACED: words_changed,
    FacetKind.MEASURE_ADDED: measure,
    FacetKind.MEASURE_REMOVED: measure,
    FacetKind.MEASURE_REPLACED: measure,
}
