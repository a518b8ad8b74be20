"""Every edit of a change on a ※ item with its proof, or open."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from piadiff.guideline.burden.nothing import none_again
from piadiff.guideline.burden.proofs import (
    BOUND,
    BY_LAW,
    CITED,
    COUNTED,
    DEFINED,
    GUARDED,
    HEADED,
    LISTS,
    NAMED,
    NONE_AGAIN,
    OF_EDITS,
    OF_LISTS,
    OF_UNITS,
    OWN_SUBJECT,
    REPEATED,
    SAID_AGAIN,
    SAME_BOXES,
    SAME_KEY,
    SAME_READING,
    UNBOUND,
    Proof,
)
from piadiff.guideline.handling.authorities import adds_authority, adds_task
from piadiff.guideline.handling.citing import (
    citation_for_citation,
    hedges_more,
    masked,
    names_more_laws,
    of_another_law,
)
from piadiff.guideline.handling.duties import binds_more, binds_too
from piadiff.guideline.handling.gates import passed_late
from piadiff.guideline.handling.guarding import adds_measure
from piadiff.guideline.handling.measures import guards_place, says_where
from piadiff.guideline.handling.more_devices import both_required
from piadiff.guideline.handling.places import brings_outsider, brings_place
from piadiff.guideline.handling.stricter import ends_exception
from piadiff.guideline.language.announced import clauses_alike, written_in
from piadiff.guideline.language.as_one import in_turn, likewise
from piadiff.guideline.language.contents import Edit, compared, edits
from piadiff.guideline.language.definitions import explained, undefined, undefined_before, with_one_term, without_basis
from piadiff.guideline.language.headings import moved_under, without_headings
from piadiff.guideline.language.named_above import named_in_full
from piadiff.guideline.language.naming import same_name
from piadiff.guideline.language.own_subject import without_own_subject
from piadiff.guideline.language.reading import CAN, NOT, OR, sentence_texts, sentences, tokens, with_boxes
from piadiff.guideline.language.steps import steps
from piadiff.guideline.vocabulary import Role, Signal
from piadiff.model import Change, Facet, FacetKind
from piadiff.text import key
from piadiff.text.cell import same_boxes

_OF_CONTRACT = "委託契約書中の特定個人情報ファイルの取扱いに関する規定"
"""The item that asks which clauses a contract has, as the forms print it."""
_Prove = Callable[[Edit, Role], Proof | None]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What of a change is proven, the edits that no proof covers, and what the text refers to that is not known."""

    proofs: tuple[Proof, ...]
    open: tuple[Edit, ...]
    unseen: tuple[str, ...] = ()


def weigh(change: Change, role: Role, *, by_law: bool = False) -> Weighed:
    """Every edit of a change with its proof, or open; ``by_law``: the law proves the numbers it cites."""
    if len({key(text) for text in with_boxes(change.before, change.after)}) == 1:
        return Weighed((Proof(SAME_KEY, Signal.FORM),), ())
    if same_boxes(change.before, change.after):
        return Weighed((Proof(SAME_BOXES, Signal.FORM),), ())
    if none_again(change):
        return Weighed((Proof(NONE_AGAIN, Signal.RESTATED),), ())
    before, after = _in_one_form(change, role)
    if (before, after) != (change.before, change.after):
        change = replace(change, before=before, after=after)
    apart = (*_moved_under(change), *passed_late(change.before, change.after))
    change, headed = _unheaded(change, role)
    found = compared(change.before, change.after)
    left: Sequence[Edit] = found.edits
    again = [Proof(SAID_AGAIN, Signal.RESTATED, words) for words in found.said_again[:1]]
    if not left:
        return Weighed((*headed, *again) or (Proof(SAME_READING, Signal.RESTATED),), apart)
    proofs, left = _matched(change, role, left, by_law=by_law)
    proofs = [*headed, *again, *proofs]
    bare = role in LISTS and all(map(_is_list, sentence_texts(change.before)))
    proving = (*OF_EDITS, *OF_LISTS) if bare else OF_EDITS
    roles = [_role_at(edit, role, change) for edit in left]
    proven = [_proven(edit, at, change, proving) for edit, at in zip(left, roles, strict=True)]
    afters = Counter(edit.after for edit in left)
    moved = {each for each, times in afters.items() if times > 1}
    moved |= {edit.after for edit, proof in zip(left, proven, strict=True) if proof is None}
    proven = [
        None if proof and proof.name == REPEATED and edit.after in moved else proof
        for edit, proof in zip(left, proven, strict=True)
    ]
    proofs += [proof for proof in proven if proof]
    still = tuple(edit for edit, proof in zip(left, proven, strict=True) if proof is None)
    asked = {edit.before for edit in still if not edit.turned}
    still = tuple(edit for edit in still if not edit.turned or edit.before not in asked)
    return Weighed(tuple(dict.fromkeys(proofs)), (*still, *apart))


def _in_one_form(change: Change, role: Role) -> tuple[str, str]:
    """Both texts, lists and sentences that say the same in one form: what is announced, 同様, 認定後は."""
    before, after = change.before, change.after
    if _OF_CONTRACT in change.path.parts:
        before, after = clauses_alike(before, after)
    if role in (Role.TASK, Role.USE):
        before, after = in_turn(before, after)
    return named_in_full(*likewise(*written_in(before, after)))


def _moved_under(change: Change) -> tuple[Edit, ...]:
    """Sentences that another heading tells of now, who does it, or whether it is forbidden or allowed."""
    moved = sorted(moved_under(change.before, change.after))
    read = ((sentences(text)[0], tokens(was), tokens(now)) for text, was, now in moved)
    return tuple(Edit(was, now, sentence, sentence) for sentence, was, now in read)


_BINDS = re.compile(
    r"限[らりるっ定]|除[くきい外]|のみ|だけ|以外|ない|[とで](?:、|$)|。[^）)」\s]|[るしくすつぬうて](?:[、。\s]|$)"
)


def _is_list(sentence: str) -> bool:
    """Whether a sentence does nothing but list: no predicate, no limit, no denial."""
    return not _BINDS.search(sentence) and {token.text for token in tokens(sentence)}.isdisjoint((NOT, CAN, OR))


def _unheaded(change: Change, role: Role) -> tuple[Change, tuple[Proof, ...]]:
    """A change without the headings that only one side has and that say nothing; a list of scope has none."""
    before, after = change.before, change.after
    if role not in LISTS:
        before, after = without_headings(before, after)
    if (before, after) == (change.before, change.after):
        return change, ()
    return replace(change, before=before, after=after), (Proof(HEADED, Signal.RESTATED),)


def _proof(edit: Edit, role: Role, proving: Sequence[_Prove]) -> Proof | None:
    return next(filter(None, (prove(edit, role) for prove in proving)), None)


def _proven(edit: Edit, role: Role, change: Change, proving: Sequence[_Prove]) -> Proof | None:
    return _proof(edit, role, proving) or _bound(edit, role, change) or _stepwise(edit, role, change, proving)


def _stepwise(edit: Edit, role: Role, change: Change, proving: Sequence[_Prove]) -> Proof | None:
    """The proof of the last of several stretches that came into one sentence, where each has one."""
    if role is not Role.MEASURE or edit.before is None or edit.after is None:
        return None
    last: Proof | None = None
    for each in (each for old, new in steps(edit) for each in edits(old, new)):
        last = _proof(each, role, proving) or _bound(each, role, change)
        if last is None:
            return None
    return last


def _bound(edit: Edit, role: Role, change: Change) -> Proof | None:
    if role is not Role.MEASURE:
        return None
    other = bool(change.path.parts) and change.path.parts[-1].startswith("その他の措置")
    if adds_measure(edit, change.before, other=other):
        return Proof(GUARDED, Signal.MEASURE_ADDED, edit.words)
    if ends_exception(edit, change.before, change.after):
        return Proof(UNBOUND, Signal.STRENGTHENED, edit.words)
    of_contract = _OF_CONTRACT in change.path.parts
    more = binds_more(edit, change.before, of_contract=of_contract)
    found = more or binds_too(edit, change.before, of_contract=of_contract) or both_required(edit)
    return Proof(BOUND, Signal.MEASURE_ADDED, edit.words) if found else None


def _role_at(edit: Edit, role: Role, change: Change) -> Role:
    """The role of a sentence: an item on where things are kept says measures too; who comes from outside is none.

    Measures of an item on 委託 are the 委託先's own.
    """
    if role is Role.PLACE:
        adds = adds_measure(edit, change.before) and not says_where(edit.words)
        brings = brings_place(edit, change.before, guards=adds) or brings_outsider(edit, change.before)
        return Role.MEASURE if (adds or guards_place(edit)) and not brings else role
    outsourced = change.path.section == "Ⅲ" and change.path.parts[:1] == ("4",)
    if role is Role.MEASURE and not outsourced and brings_outsider(edit, change.before):
        return Role.UNKNOWN
    return role


def _matched(change: Change, role: Role, left: Sequence[Edit], *, by_law: bool) -> tuple[list[Proof], Sequence[Edit]]:
    """Proofs by facets that pair both sides: what they quote is taken out of both texts; the edits still left."""
    before, after = undefined_before(change), undefined(change)
    after = with_one_term(before, after if role is Role.MEASURE else explained(before, after))
    if role not in (Role.NUMBER_USE, Role.LINKAGE):
        after = without_basis(before, after, of_measures=role is Role.MEASURE)
    proofs = []
    if (before, after) != (change.before, change.after) and len(remaining := edits(before, after)) < len(left):
        proofs, left = [Proof(DEFINED, Signal.GLOSS)], remaining
    else:
        before, after = change.before, change.after
    bare = after if role is Role.MEASURE else without_own_subject(before, after, change.path.file)
    if bare != after and len(remaining := edits(before, bare)) < len(left):
        after, left = bare, remaining
        proofs.append(Proof(OWN_SUBJECT, Signal.RESTATED))
    for name, signal, pairs in _PAIRED:
        if name is CITED and role is Role.NUMBER_USE and (adds_authority(change) or adds_task(change)):
            continue
        cited = by_law and name is CITED
        facets = [f for f in change.facets if pairs(f, change, role) or (cited and _both_cite(f))]
        if name is CITED:
            facets = [f for f in facets if not (hedges_more(f) or _of_other_laws(f, role))]
        if not facets and not cited:
            continue
        before, after = masked(before, after, facets, lists=name is CITED)
        remaining = edits(before, after)
        if len(remaining) < len(left):
            told = BY_LAW if cited else name
            proofs.append(Proof(told, signal, "、".join(f"{f.before[:20]}→{f.after[:20]}" for f in facets[:2])))
        left = remaining
    return proofs, left


def _of_other_laws(facet: Facet, role: Role) -> bool:
    """Whether one more law, or another, says whose data are held or what for; a measure names laws that are kept."""
    another = role not in (Role.NUMBER_USE, Role.LINKAGE) and of_another_law(facet)
    return role is not Role.MEASURE and (another or names_more_laws(facet))


def _counts(facet: Facet, change: Change, role: Role) -> bool:
    return facet.kind in (FacetKind.REFERENCE_DATE, FacetKind.CONTACT) and bool(facet.before and facet.after)


def _cites(facet: Facet, change: Change, role: Role) -> bool:
    return facet.kind is FacetKind.CITATION and citation_for_citation(facet, change, role)


def _both_cite(facet: Facet) -> bool:
    """Whether a citation stands for another; what only one side quotes may say more than a number."""
    return facet.kind is FacetKind.CITATION and bool(facet.before and facet.after)


def _names(facet: Facet, change: Change, role: Role) -> bool:
    # A room may be called otherwise, or be another room.
    room = role is Role.PLACE and key(facet.before).endswith("室")
    named = facet.kind is FacetKind.ORGANISATION and not room
    return named and same_name(key(facet.before), key(facet.after), of_users=role in OF_UNITS)


_PAIRED = (
    (COUNTED, Signal.DATE, _counts),
    (CITED, Signal.CITATION, _cites),
    (NAMED, Signal.ORGANISATION, _names),
)
"""Proofs of pairs that the comparison found, in the order they are taken out."""
