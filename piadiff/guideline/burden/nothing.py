"""Items, or labelled parts of one, that say that what they ask about is not done."""

from __future__ import annotations

import re

from piadiff.guideline.burden.directions import WIDENS
from piadiff.guideline.language.reading import tokens
from piadiff.guideline.vocabulary import Role, Signal
from piadiff.model import Change
from piadiff.text import key

_NOT_DONE = re.compile(
    r"[-－―]*|.{0,30}(?:該当(?:なし|無し|しない)|なし|無し|(?:行わない|行っていない|実施しない)(?:こととする)?)。?"
    r"(?:[（(][^（）()]{0,30}(?:ない|なし|していません)(?:ため)?。?[）)])?。?"
)
_ON_OR_OFF = frozenset({Role.ANALYSIS, Role.DECISION, Role.LINKAGE})
_BARE = re.compile(r"(?:該当|特に)?(?:なし|無し|ない|該当しない)。?")
_NOTHING = r"(?:なし|無し|ない|(?:行わ|行ってい|実施し|実施してい|してい)ない|しない)(?:ため|こととする)?"
_LONGEST = 100
"""Letters beyond which a text says more than that there is none."""
_SAYS_NONE = re.compile(
    rf"(?:該当|特に)?(?:する)?(?P<own>[^、。()]{{0,30}}?)[はがを]?{_NOTHING}。?"
    rf"(?:\((?P<more>[^、。()]{{0,30}}?)[はがを]?{_NOTHING}。?\))?。?"
)


def turned(change: Change, role: Role) -> Signal | None:
    """Whether a processing that the form asks about as such begins or ends with this change."""
    if role not in _ON_OR_OFF:
        none = _BARE.fullmatch(key(change.before)) and not _NOT_DONE.fullmatch(change.after.strip())
        began = role in WIDENS and ((none and change.after) or _begun_in_part(change))
        return Signal.WIDENED if began else None
    before, after = (bool(_NOT_DONE.fullmatch(text.strip())) for text in (change.before, change.after))
    began = Signal.STARTED if role is Role.LINKAGE else Signal.WIDENED
    if before != after:
        return began if before else Signal.NARROWED
    return began if _begun_in_part(change) else None


def _begun_in_part(change: Change) -> bool:
    """Whether one labelled part of an item said that nothing is done, and now says what is: （情報提供）なし."""
    sides = (_PART.findall(text) for text in (change.before, change.after))
    old, new = ({key(label or other): said.strip() for label, other, said in found} for found in sides)
    none = [label for label, said in old.items() if _NOT_DONE.fullmatch(said)]
    return any(new.get(label) and not _NOT_DONE.fullmatch(new[label]) for label in none)


_PART = re.compile(
    r"^\s*(?:[（(【＜<［\[]([^（）()【】＜＞<>［］\[\]\n]{2,20})[）)】＞>］\]]|([^：:。\n]{2,20})[：:])"
    r"([^\n]*(?:\n(?!\s*[（(【＜<［\[]|[^：:。\n]{2,20}[：:])[^\n]*)*)",
    re.MULTILINE,
)
"""A label in brackets, or before a colon, at the head of a line, and what stands behind it."""


def none_again(change: Change) -> bool:
    """Whether both texts say no more than that there is none of what the item asks: 該当なし, 統計分析は行わない."""
    return _says_none(change.before, change.label) and _says_none(change.after, change.label)


def _says_none(text: str, label: str) -> bool:
    found = _SAYS_NONE.fullmatch(key(text)) if len(text) <= _LONGEST else None
    if found is None:
        return False
    said = {token.text for part in found.groupdict("").values() for token in tokens(part)}
    return said <= {token.text for token in tokens(label)}
