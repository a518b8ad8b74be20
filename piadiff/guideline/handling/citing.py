"""A citation for a citation: the seam at which knowledge of the law can make the proof stronger."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from piadiff.guideline.handling.measures import says
from piadiff.guideline.language.reading import MASK
from piadiff.guideline.vocabulary import Role
from piadiff.law import entries, gained, moved_items
from piadiff.model import Change, Facet, FacetKind
from piadiff.text import key

_PLACES = re.compile(
    r"第?[0-9一二三四五六七八九十]+(?:[条項号表欄章]|(?:の[0-9]+))*|別表|の表|表の|[()「」、,・及びの並に基づく同規定める]"
)
_SORTS = re.compile(r"法律|施行令|施行規則|省令|命令|政令|条例|規則|規程|要綱|法|令")
_GENERIC = frozenset({"", "法", "令", "主務", "関係", "同"})
_ROW = "第?[0-9０-９]+(?:の[0-9０-９]+)?"
_LED = rf"項番号?:?{_ROW}(?:[、,，・](?:項番号?)?{_ROW})*(?![0-9０-９]|の?項)"
_NUMBERS = re.compile(rf"{_LED}|(?:第?[0-9０-９]+(?:の[0-9０-９]+)?[、,，・\s]*(?:及び|並びに)?[\s]*)+の?項(?:の項)?")
_TABLE = re.compile(r"別表(?:第[一二12])?|第[0-9]+条の表")
_AUTHORITY = re.compile(rf"{MASK}の?(?:委任|規定|定め)(?:を受け(?:て)?|に(?:より|基づ[きく]|基づいて))?(?=[^ぁ-ん])")
_CHAIN = re.compile(rf"{MASK}(?:(?:の?[表項]|[のに、・（(\s　]|及び|並びに)*{MASK})*(?:の?[表項](?=[^一-龠]|$))?")
_SHARED = 2


def citation_for_citation(facet: Facet, change: Change, role: Role) -> bool:
    """Whether both sides cite, and what they cite can be one law: the same name, or one of them named in general.

    An authority without a predecessor is none, but a gloss in brackets behind a name is.
    """
    if not facet.before or not facet.after:
        return role is not Role.NUMBER_USE and _in_brackets(facet, change)
    if role in (Role.NUMBER_USE, Role.LINKAGE) and (_more_numbers(change) or gained(facet.before, facet.after, {})):
        return False
    if role in (Role.NUMBER_USE, Role.PERSONS) and _another_place(facet, role):
        return False
    if _counts_persons(facet, change) or _ors(facet.before) != _ors(facet.after):
        return False
    known = [statutes(key(text)) for text in (facet.before, facet.after)]
    if all(known) and not known[0] & known[1]:
        return False
    old, new = _name(facet.before), _name(facet.after)
    return old in _GENERIC or new in _GENERIC or _share(old, new, min(_SHARED, len(old), len(new)))


_PLACE = re.compile(r"第(\d+条(?:の\d+)*)((?:第\d+[項号])*)")
_NUMBER = re.compile(r"(?<![律令例則示])第\d+[条項号](?:の\d+)*")
_NOUN_BEHIND = re.compile(r"[一-龠々](?<![及並又若第別同附])")


def _another_place(facet: Facet, role: Role) -> bool:
    """Whether another paragraph of the same article is cited, or where persons are listed another article.

    A renumbering would move the article; what an article says in another paragraph is another authority, or others.
    """
    pattern = _NUMBER if role is Role.PERSONS else _PLACE
    places = [pattern.findall(unicodedata.normalize("NFKC", text)) for text in (facet.before, facet.after)]
    if role is Role.PERSONS:
        moved = places[0] and places[1] and places[0] != places[1]
        return bool(moved) and not moved_items(facet.before, facet.after, {})
    old, new = map(dict, places)
    return any(article in new and new[article] != paragraph for article, paragraph in old.items())


def hedges_more(facet: Facet) -> bool:
    """Whether what is taken for a citation brings a hedge, or an exception, with it: 必要に応じて…法律."""
    old, new = (key(text) for text in (facet.before, facet.after))
    return any(says(sort, new) and not says(sort, old) for sort in ("opens", "hedges"))


def names_more_laws(facet: Facet) -> bool:
    """Whether what cites a law now cites another beside it: 児童福祉法, 児童福祉法及び母子保健法."""
    was, now = (_laws_named(key(text)) for text in (facet.before, facet.after))
    return bool(was) and len(now) > len(was)


_BRACKETS = re.compile(r"\([^()]*\)")
LAW_NAMED = re.compile(
    r".{0,3}(?<![方手用同本技])(?:法律?|条例)(?=[にので第、・()「」\s]|及び|並びに|又は|若しくは|別表|$)"
)


def _laws_named(text: str) -> frozenset[str]:
    """The ends of the names of laws in a text, what stands in brackets left out."""
    return frozenset(LAW_NAMED.findall(_BRACKETS.sub("", text)))


def of_another_law(facet: Facet) -> bool:
    """Whether the one law cited has a name that is not the other's, short or in full: 児童手当法, 児童扶養手当法."""
    was, now = (_NAME_OF_LAW.findall(key(text)) for text in (facet.before, facet.after))
    if len(was) != 1 or len(now) != 1 or statutes(was[0]) & statutes(now[0]):
        return False
    short, long = sorted((was[0], now[0]), key=len)
    return not (long.endswith(short) or (_WRITTEN_OUT.search(long) and _stands_in(short, long)))


_NAME_OF_LAW = re.compile(
    r"(?:^|[、()\s])([^、()第\s]{1,60}?(?<![方手用同本技])(?:法律|法(?!律)|条例))(?=[にので第、()「」\s]|$)"
)
_WRITTEN_OUT = re.compile(r"(?:に関する|のための?|るための)(?:法律|条例)$")


def _stands_in(short: str, long: str) -> bool:
    """Whether the letters of one name stand in another in their order."""
    letters = iter(long)
    return all(letter in letters for letter in short)


def _ors(text: str) -> int:
    """How often a text says or."""
    return len(re.findall(r"又は|または|若しくは|もしくは", text))


def _counts_persons(facet: Facet, change: Change) -> bool:
    """Whether a bare number belongs to the noun behind it, and no law is named: 第1号被保険者."""
    sides = ((facet.before, change.before), (facet.after, change.after))
    return all(not _name(cited) and _before_noun(key(cited), key(text)) for cited, text in sides)


def _before_noun(cited: str, text: str) -> bool:
    return cited.endswith("号") and bool(_NOUN_BEHIND.match(text[text.find(cited) + len(cited) :]))


def statutes(text: str) -> frozenset[str]:
    """Statutes that a text names by a name the law's data know."""
    known = ((law.id, key(name)) for law in entries() for name in law.names if name.endswith(("法", "法律")))
    return frozenset(id_ for id_, name in known if name in text)


def _name(citation: str) -> str:
    """Letters of the law's name alone."""
    return _SORTS.sub("", _PLACES.sub("", key(citation)))


def _share(one: str, other: str, length: int) -> bool:
    """Whether so many letters in a row stand in both."""
    runs = {one[at : at + length] for at in range(len(one) - length + 1)}
    return any(other[at : at + length] in runs for at in range(len(other) - length + 1))


def _in_brackets(facet: Facet, change: Change) -> bool:
    words = key(facet.before or facet.after).strip("()")
    return f"({words})" in key(change.before if facet.before else change.after)


def _more_numbers(change: Change) -> bool:
    """Whether 項番 came, or others stand there, in a table that stays."""
    tables = [_TABLE.findall(key(text)) for text in (change.before, change.after)]
    moved = any(other.kind in (FacetKind.ITEM_NUMBER_ADDED, FacetKind.ITEM_NUMBER_REMOVED) for other in change.facets)
    return moved and tables[0] == tables[1]


def masked(before: str, after: str, facets: Sequence[Facet], *, lists: bool) -> tuple[str, str]:
    """Both texts with the cited words, and the lists of 項番 behind them, replaced by one sign."""
    quotes = sorted({q for f in facets for q in (f.before, f.after) if q}, key=lambda q: (len(q), q), reverse=True)
    sides = [before, after]
    for quote in quotes:
        paired = any(f.before and f.after for f in facets if quote in (f.before, f.after))
        sides = [text.replace(quote, MASK if paired else "") for text in sides]
    if lists:
        sides = [_folded(_NUMBERS.sub(MASK, text)) for text in sides]
    return sides[0], sides[1]


def _folded(text: str) -> str:
    """Signs that follow each other as one, with the words of authority behind them."""
    text = _AUTHORITY.sub(MASK, text)
    return _CHAIN.sub(MASK, text)
