"""A change, read with the role of its item in mind → signals, their words, and the proofs of the light ones."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from functools import lru_cache

from piadiff.guideline.burden import nothing
from piadiff.guideline.burden.directions import directions
from piadiff.guideline.burden.left_out import LEFT_OUT, beside_gap, without_gaps
from piadiff.guideline.burden.proofs import (
    CHOSEN,
    ONE_AS_STATED,
    ONE_THING,
    POINTED,
    QUOTED,
    SAME_KEY,
    SAME_READING,
    TURNED,
    Proof,
)
from piadiff.guideline.burden.weighing import Weighed, weigh
from piadiff.guideline.handling.limits import limits_lost
from piadiff.guideline.handling.measures import says
from piadiff.guideline.language.headings import new_blocks
from piadiff.guideline.language.nouns import new_names
from piadiff.guideline.language.references import Reference, written_out
from piadiff.guideline.language.synonyms import STATEMENT, Synonym, with_one_name
from piadiff.guideline.signals.citations import citation, item_numbers
from piadiff.guideline.signals.marks import turned_marks
from piadiff.guideline.signals.options import box, choice
from piadiff.guideline.signals.outsourced import turned as outsourcing_turned
from piadiff.guideline.vocabulary import Role, Signal
from piadiff.model import Action, Change, Facet, FacetKind
from piadiff.text import key
from piadiff.text.cell import boxes, same_boxes

Signals = dict[Signal, tuple[str, ...]]

_NUMBERED_SYSTEM = re.compile(r"システム\d+")
_OPTIONS = frozenset(
    {FacetKind.CHOICE_UP, FacetKind.CHOICE_DOWN, FacetKind.CHOICE_CHANGED, FacetKind.BOX_TICKED, FacetKind.BOX_CLEARED}
)


@dataclasses.dataclass(frozen=True, slots=True)
class Told:
    """What a change does, and why what is light in it is harmless."""

    signals: Signals
    proofs: tuple[Proof, ...] = ()

    def also(self, signal: Signal, words: tuple[str, ...]) -> Told:
        """The same with one more signal."""
        return Told({**self.signals, signal: words}, self.proofs)

    def proven_by(self, proofs: tuple[Proof, ...]) -> Told:
        """The same where some of what changed is harmless by further proofs."""
        said = {proof.signal: (proof.words,) for proof in proofs}
        return Told({**said, **self.signals}, (*self.proofs, *proofs)) if proofs else self


@dataclasses.dataclass(frozen=True, slots=True)
class Known:
    """What the law's data and the other items of the form say of a change.

    Attributes:
        by_law: Of the numbers cited only those moved that the law moved.
        names: Names of the change that stand for one thing.
        references: Where the new text says that a thing is written.
    """

    by_law: bool = False
    names: tuple[Synonym, ...] = ()
    references: tuple[Reference, ...] = ()


_NOTHING = Known()


@lru_cache(maxsize=512)
def signals_of(change: Change, role: Role, *, listed: bool, known: Known = _NOTHING) -> Told:
    """Every signal of a change with the words that gave it; what is light on a ※ item only with its proof."""
    if change.unread:
        return Told({Signal.UNREAD: (change.after[:30] or change.before[:30],)})
    turned = nothing.turned(change, role) or outsourcing_turned(change, role)
    if turned is not None:
        ended = (Proof(TURNED, turned),) if turned is Signal.NARROWED else ()
        return Told({turned: (f"{change.before[:30]}→{change.after[:30]}",)}, ended)
    if listed and known.references:
        change = written_out(change, known.references)
    found: dict[Signal, list[str]] = {}
    told = list(_structure(change, role, known.names))
    proofs: tuple[Proof, ...] = ()
    if listed:
        proofs, more = _of_listed(change, role, told=bool(told), known=known)
        told += more
        marks = "" if any(f.kind in _OPTIONS for f in change.facets) else turned_marks(change.before, change.after)
        if marks:
            proofs = ()
            told.append((Signal.MEASURE_EXCHANGED if role is Role.MEASURE else Signal.REWRITTEN, marks))
    else:
        told += [(signal, _words(facet)) for facet in change.facets for signal in _of_facet(facet, change, role)]
        limits = limits_lost(change) if role not in (Role.ACCIDENT, Role.ACCIDENT_YEAR) else ()
        told += [(Signal.LIMIT_LOST, words[:40]) for words in limits]
    for signal, words in told or [(Signal.UNCLEAR, change.after[:30] or change.before[:30])]:
        found.setdefault(signal, []).append(words)
    return Told({signal: tuple(dict.fromkeys(filter(None, words))) for signal, words in found.items()}, proofs)


_CHOSEN = frozenset(
    {Signal.AFFIRMED, Signal.GRADE_RAISED, Signal.STRENGTHENED, Signal.STOPPED, Signal.NARROWED, Signal.LEFT_OUT}
)
_NOT_WORDS = frozenset({FacetKind.ELIDED, FacetKind.NOTATION, FacetKind.CLOUD_ADDED, FacetKind.CLOUD_REMOVED})


def _of_listed(
    change: Change, role: Role, *, told: bool, known: Known
) -> tuple[tuple[Proof, ...], list[tuple[Signal, str]]]:
    """What the words of a ※ item, or beside its options, lost and gained; proofs only where they cover all of it."""
    kinds = {facet.kind for facet in change.facets}
    if any(facet.kind is FacetKind.ELIDED and facet.after for facet in change.facets):
        plain = kinds <= {FacetKind.ELIDED, FacetKind.NOTATION, FacetKind.PLAN_TO_FACT}
        return (), [] if plain else [(Signal.UNCLEAR, change.after[:30] or change.before[:30])]
    if not kinds & _OPTIONS and (not boxes(change.before) or same_boxes(change.before, change.after)):
        change, weighed = _weighed(change, role, known)
        return () if weighed.open or weighed.unseen else weighed.proofs, list(_weight(weighed, change, role, told=told))
    chosen = [s for s, _ in _structure(change, role) if s in _CHOSEN]
    proofs = [Proof(CHOSEN, signal) for signal in dict.fromkeys(chosen)]
    more: list[tuple[Signal, str]] = []
    left = False
    beside = tuple(facet for facet in change.facets if facet.kind not in _OPTIONS | _NOT_WORDS)
    for before, after, facets in _beside_boxes(change, beside):
        part = dataclasses.replace(change, before=before, after=after, facets=facets)
        part, weighed = _weighed(part, role, Known(names=known.names))
        proofs += weighed.proofs
        left = left or bool(weighed.open)
        more += _weight(weighed, part, role, told=bool(kinds & _OPTIONS))
    return () if left else tuple(proofs), more


def _beside_boxes(change: Change, facets: tuple[Facet, ...]) -> Iterator[tuple[str, str, tuple[Facet, ...]]]:
    """Texts behind the boxes that stay ticked, whole; what stands behind no box facet by facet."""
    old, new = ([box.label for box in boxes(text) if box.ticked] for text in (change.before, change.after))
    there: dict[str, list[tuple[str, str]]] = {}
    for now in new:
        option, text = _own(now)
        there.setdefault(option, []).append((now, text))
    said = [(was, *_own(was)) for was in old]
    pairs = [(own, text) for was, option, own in said for now, text in there.get(option, ()) if was != now]
    if pairs and facets:
        yield from ((was, now, facets) for was, now in pairs)
    else:
        yield from ((facet.before, facet.after, (facet,)) for facet in facets)


def _own(label: str) -> tuple[str, str]:
    """An option's key, and what is written in brackets behind it."""
    option, _, text = label.translate(_BRACKETS).partition("(")
    return key(option), text.strip().removesuffix(")")


_BRACKETS = str.maketrans("（）", "()")


def _weighed(change: Change, role: Role, known: Known) -> tuple[Change, Weighed]:
    """The edits of a change weighed; words of a plan that became fact have a signal of their own."""
    for facet in change.facets:
        if facet.kind is FacetKind.PLAN_TO_FACT:
            change = dataclasses.replace(change, before=change.before.replace(facet.before, _as_fact(facet), 1))
    change, gap = without_gaps(change)
    plain = weigh(change, role, by_law=known.by_law)
    if not plain.open and not known.references:
        return change, beside_gap(plain, gap)
    change, names = with_one_name(change, known.names)
    more = [
        Proof(_one_thing(each), Signal.GLOSS if each.short else Signal.RENAMED, f"{each.old}→{each.new}")
        for each in names
    ]
    more += [Proof(f"{QUOTED}（{each.path}）", Signal.RESTATED, each.label) for each in known.references if each.told]
    weighed = weigh(change, role, by_law=known.by_law) if names else plain
    proofs = () if more and weighed.proofs and weighed.proofs[0].name in (SAME_KEY, SAME_READING) else weighed.proofs
    weighed = _behind(Weighed((*more, *proofs), weighed.open), change, role, known.references)
    return change, beside_gap(weighed, gap)


def _as_fact(facet: Facet) -> str:
    """The words of a plan as those of the fact; where more than the plan changed, as they stand without it."""
    old, new = (sorted(_CONTENT.findall(text.replace("予定", ""))) for text in (facet.before, facet.after))
    return facet.after if old == new else _PLANNED.sub("", facet.before)


_CONTENT = re.compile(r"[一-龠々ァ-ヺーA-Za-z0-9０-９]+|及び|又は")
_PLANNED = re.compile(r"[（(]予定[）)]|予定(?:である|です|とする|としている)?")


def _one_thing(each: Synonym) -> str:
    return f"{ONE_AS_STATED if each.place == STATEMENT else ONE_THING}（{each.told}）"


def _behind(weighed: Weighed, change: Change, role: Role, references: tuple[Reference, ...]) -> Weighed:
    """What may stand behind a reference to what is not known has not gone; beside measures it only points there."""
    unseen = [each for each in references if not each.told]
    if not unseen:
        return weighed
    opening = any(says("opens", each.sentence) or new_names(change.before, each.sentence) for each in unseen)
    if role is Role.MEASURE and not weighed.open and not opening:
        return Weighed((*weighed.proofs, Proof(POINTED, Signal.GLOSS, unseen[0].label)), ())
    return Weighed((), tuple(edit for edit in weighed.open if not edit.lost), tuple(each.label for each in unseen))


def _weight(weighed: Weighed, change: Change, role: Role, *, told: bool) -> Iterator[tuple[Signal, str]]:
    yield from directions(weighed.open, change, role)
    yield from ((Signal.UNREAD if label == LEFT_OUT else Signal.REFERS, label) for label in weighed.unseen)
    for proof in weighed.proofs:
        if not (told and proof.name == SAME_READING):
            yield proof.signal, proof.words


_LIGHT: dict[FacetKind, Signal] = {
    FacetKind.NOTATION: Signal.FORM,
    FacetKind.ABBREVIATION: Signal.GLOSS,
    FacetKind.RENUMBERED: Signal.RENUMBERED,
    FacetKind.REORDERED: Signal.RENUMBERED,
}
_FIXED: dict[FacetKind, Signal] = {
    FacetKind.PLAN_TO_FACT: Signal.PLAN_TO_FACT,
    FacetKind.FACT_TO_PLAN: Signal.FACT_TO_PLAN,
    FacetKind.SYSTEM_ADDED: Signal.SYSTEM_ADDED,
    FacetKind.SYSTEM_REMOVED: Signal.SYSTEM_REMOVED,
    FacetKind.SYSTEM_RENAMED: Signal.RENAMED,
    FacetKind.CLOUD_ADDED: Signal.CLOUD_ADDED,
    FacetKind.CLOUD_REMOVED: Signal.CLOUD_REMOVED,
}
_PLAIN: dict[FacetKind, Signal] = {
    FacetKind.DATE: Signal.DATE,
    FacetKind.REFERENCE_DATE: Signal.DATE,
    FacetKind.CONTACT: Signal.ORGANISATION,
    FacetKind.ORGANISATION: Signal.ORGANISATION,
    FacetKind.TERM_REPLACED: Signal.RENAMED,
}


def _structure(change: Change, role: Role, names: tuple[Synonym, ...] = ()) -> Iterator[tuple[Signal, str]]:
    """What is determined by the make-up of a change, not by its words."""
    for facet in change.facets:
        if facet.kind in _FIXED:
            yield _FIXED[facet.kind], _words(facet)
        elif facet.kind in _LIGHT:
            yield _LIGHT[facet.kind], _words(facet)
        elif facet.kind in (FacetKind.CHOICE_UP, FacetKind.CHOICE_DOWN, FacetKind.CHOICE_CHANGED):
            yield choice(facet, role), _words(facet)
        elif facet.kind in (FacetKind.BOX_TICKED, FacetKind.BOX_CLEARED):
            yield box(facet, role), _words(facet)
    if change.notation:
        yield Signal.FORM, ""
    if change.action in (Action.MOVED, Action.MOVED_CHANGED):
        yield Signal.MOVED, f"{change.old_path}→{change.path}"
    heads = new_blocks(change)
    if heads and names:
        heads = new_blocks(with_one_name(change, names)[0])
    yield from ((Signal.NEW_HANDLING, heading) for heading, _ in heads)
    if role is Role.SYSTEM and change.action is Action.ADDED and _NUMBERED_SYSTEM.fullmatch(change.path.parts[-1]):
        yield Signal.SYSTEM_ADDED, change.after[:30]


def _words(facet: Facet) -> str:
    if facet.before and facet.after:
        return f"{facet.before[:30]}→{facet.after[:30]}"
    return (facet.after or facet.before)[:40]


def _of_facet(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    """What a facet means for an item that the 別表 does not list, or of the texts beside boxes."""
    if facet.kind is FacetKind.CITATION:
        yield from citation(facet, change, role)
    elif facet.kind in (FacetKind.ITEM_NUMBER_ADDED, FacetKind.ITEM_NUMBER_REMOVED):
        yield from item_numbers(facet, change, role)
    elif facet.kind in _PLAIN:
        yield _PLAIN[facet.kind]
    elif facet.kind is FacetKind.ELIDED:
        return
    elif facet.kind not in {*_FIXED, *_LIGHT, *_OPTIONS}:
        yield Signal.RESTATED
