"""Words and sentences that came, went or were exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piadiff.guideline.nouns import new_names
from piadiff.guideline.signals.measures import measure_term, measure_words
from piadiff.guideline.signals.scope import LISTS, SCOPE
from piadiff.guideline.substance import told_only_in
from piadiff.guideline.vocabulary import Role, Signal
from piadiff.model import Change, Facet, FacetKind
from piadiff.text import key
from piadiff.text.signs import BULLETS, CIRCLED

_JOINED = re.compile(
    r"^(?:又は|または|及び|および|並びに|若しくは|、|・)|(?:又は|または|及び|および|並びに|若しくは|、|・|と)$"
)

_LIST_MARK = re.compile(
    rf"^\s*(?:[{CIRCLED}{BULLETS}]|[(（][0-9０-９一二三四五六七八九十ア-ン]{{1,2}}[)）]|[0-9０-９]{{1,2}}[.．、)）　 ])"
)

_LIMITS = re.compile(r"限|のみ|だけ|当該|必要な")


def added_text(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    """A sentence or list item that came."""
    names = new_names(change.before, facet.after, data=role is not Role.PLACE)
    substance = told_only_in(facet.after, change.before)
    if role in (Role.MEASURE, Role.RETENTION):
        yield Signal.MEASURE_ADDED
    elif role is Role.NUMBER_USE:
        yield Signal.CITATION_ADDED
    elif role is Role.PLACE:
        yield Signal.NEW_HANDLING if names else Signal.SUPPLEMENTED if substance else Signal.ELABORATED
    elif role not in SCOPE:
        yield Signal.ELABORATED
    elif names or role in (Role.PERSONS, Role.PURPOSE):
        yield Signal.WIDENED
    elif substance:
        listed = role in LISTS or _LIST_MARK.match(facet.after)
        yield Signal.WIDENED if listed else Signal.SUPPLEMENTED
    else:
        yield Signal.RESTATED


def removed_text(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    """A sentence or list item that went."""
    if role is Role.MEASURE:
        yield Signal.MEASURE_REMOVED
    elif role in SCOPE:
        yield Signal.HANDLING_ENDED if new_names(change.after, facet.before) else Signal.RESTATED
    else:
        yield Signal.RESTATED


def _rest(facet: Facet) -> Facet:
    """A replacement that only adds words to the old ones, or drops some of them, as that addition or removal."""
    before, after = facet.before, facet.after
    if not before or not after:
        return facet
    for old, new, side in ((before, after, "after"), (after, before, "before")):
        rest = new[len(old) :] if new.startswith(old) else new[: -len(old)] if new.endswith(old) else ""
        if rest:
            return Facet(facet.kind, **{side: rest})
    return facet


def words_changed(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    """Words inside a sentence that stays."""
    facet = _rest(facet)
    joined = _is_joined(facet, change)
    names = new_names(change.before, facet.after, data=role is not Role.PLACE)
    if role is Role.MEASURE:
        yield from measure_words(facet, change)
    elif role not in SCOPE:
        yield Signal.RESTATED
    elif role is Role.PLACE and names:
        yield Signal.NEW_HANDLING
    elif role in (Role.USE, Role.MATCHING) or (role is Role.TASK and joined):
        yield from _use_words(facet, change, names, joined=joined)
    else:
        yield from _scope_words(facet, change, role, names, joined=joined)


def _is_joined(facet: Facet, change: Change) -> bool:
    """Whether words are one more entry of an enumeration: a joiner stands in them or beside them."""
    words, text = key(facet.after), key(change.after)
    at = text.find(words) if words else -1
    beside = at >= 0 and (_JOINED.search(text[:at][-4:]) or _JOINED.search(text[at + len(words) :][:4]))
    return bool(_JOINED.search(words) or (words and not facet.before and beside))


def _qualifies(facet: Facet, change: Change) -> bool:
    """Whether added letters only make a noun that stays more precise: 納税 before 通知書."""
    if facet.before or not _COMPOUND.fullmatch(facet.after):
        return False
    behind = re.search(rf"(?<![一-龠々ァ-ヺー]){re.escape(facet.after)}([一-龠々ァ-ヺー]{{2,}})", change.after)
    return bool(
        behind
        and behind[1] in change.before
        and not re.search(rf"[一-龠々ァ-ヺー]{re.escape(behind[1])}", change.before)
    )


_COMPOUND = re.compile(r"[一-龠々ァ-ヺー]{2,6}")


def _use_words(facet: Facet, change: Change, names: tuple[str, ...], *, joined: bool) -> Iterator[Signal]:
    if not names and _qualifies(facet, change):
        yield Signal.ELABORATED
    elif names and joined:
        yield Signal.KEY_ADDED if _is_key(facet.after) else Signal.ROUTE_ADDED
    elif names:
        yield Signal.REWRITTEN
    elif told_only_in(facet.after, change.before):
        yield Signal.REWRITTEN if facet.before else Signal.SUPPLEMENTED
    else:
        yield Signal.RESTATED


def _is_key(text: str) -> bool:
    return bool(re.search(r"番号|コード|情報|氏名|住所|生年月日", text))


def _scope_words(facet: Facet, change: Change, role: Role, names: tuple[str, ...], *, joined: bool) -> Iterator[Signal]:
    substance = bool(names or told_only_in(facet.after, change.before))
    if not facet.after:
        limits = _LIMITS.search(facet.before)
        ended = _JOINED.search(key(facet.before))
        yield Signal.WIDENED if limits else (Signal.NARROWED if ended else Signal.RESTATED)
    elif not facet.before and (joined or names):
        yield Signal.WIDENED
    elif not substance:
        yield Signal.RESTATED
    elif (role is Role.PERSONS and any(f.kind is FacetKind.EXCEPTION_ADDED for f in change.facets)) or (
        not names and _qualifies(facet, change)
    ):
        yield Signal.ELABORATED
    elif not facet.before:
        yield Signal.WIDENED if _LIST_MARK.match(facet.after) else Signal.SUPPLEMENTED
    else:
        yield Signal.REWRITTEN


_MARKS = ("除", "含", "以外", "のみ", "だけ", "限", "も")


def _moved_about(facet: Facet, change: Change) -> bool:
    """Whether a word like も or のみ only went to another place of the sentence: both sides have as many."""
    marks = [mark for mark in _MARKS if mark in facet.before + facet.after]
    return (
        bool(marks)
        and not (facet.before and facet.after)
        and all(change.before.count(mark) == change.after.count(mark) for mark in marks)
    )


def exception(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    """除く, 含む, のみ and the like: the scope gets wider or narrower, a measure stronger or weaker."""
    if _moved_about(facet, change):
        yield Signal.RESTATED
        return
    added = facet.kind in (FacetKind.EXCEPTION_ADDED, FacetKind.INCLUSION_REMOVED)
    if role is Role.MEASURE:
        added = not added if facet.kind in (FacetKind.EXCEPTION_ADDED, FacetKind.EXCEPTION_REMOVED) else added
        yield Signal.WEAKENED if added else Signal.STRENGTHENED
    elif facet.kind is FacetKind.INCLUSION_ADDED and key(facet.after) in {"等", "など"}:
        yield Signal.VAGUE
    elif facet.kind is FacetKind.INCLUSION_ADDED and len(facet.after) > 20:
        yield from added_text(facet, change, role)
    else:
        yield Signal.NARROWED if added else Signal.WIDENED


def term(facet: Facet, change: Change, role: Role) -> Iterator[Signal]:
    """One term for another, the rest unchanged."""
    before, after = key(facet.before), key(facet.after)
    if role is Role.MEASURE:
        yield from measure_term(facet, change)
    elif role in SCOPE and after in before:
        yield Signal.REWRITTEN
    elif role is Role.PLACE and new_names(change.before, facet.after, data=False):
        yield Signal.NEW_HANDLING
    elif role is Role.PLACE and new_names(change.after, facet.before, data=False):
        yield Signal.REWRITTEN
    else:
        yield Signal.RENAMED
