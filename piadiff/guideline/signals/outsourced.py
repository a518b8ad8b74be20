"""Whether a choice of 委託 or 再委託 turned, or an item of it came, whatever the cell says beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from piadiff.guideline.vocabulary import Role, Signal
from piadiff.model import Change
from piadiff.text import key
from piadiff.text.cell import boxes

_CHOICE = re.compile(r"(?P<again>再?)委託(?:(?P<yes>する)|(?P<no>しない))(?![一-龠ぁ-ん])")
_COUNT = re.compile(r"[(]?(\d+)[)]?件[)]?")
_ALONE = re.compile(r"(?:委託の有無)?[:]?[\[〔]?委託する[\]〕]?[(]?\d+[)]?件[)]?")
_ITEM = re.compile(r"委託事項\d+")
_REWRITTEN = re.compile(r"委託事項[^。]*?(?:書き|記載|分け|分割|統合|整理|まとめ)|契約[^。]*?(?:に分け|に分割|ごとに)")
_BEGUN = re.compile(r"新た(?!な(?:委託|業務)は(?:な|行わ))|新規|始め|開始|追加|加え|加わ")


def turned(change: Change, role: Role) -> Signal | None:
    """Whether a 委託 begins or ends with a change of its choice, or of its number and its list."""
    if role not in (Role.OUTSOURCING, Role.SUBCONTRACTING) or not change.before or not change.after:
        return None
    said = [_says(text, again=role is Role.SUBCONTRACTING) for text in (change.before, change.after)]
    if None not in said and said[0] is not said[1]:
        return Signal.STARTED if said[1] else Signal.STOPPED
    return Signal.STARTED if role is Role.OUTSOURCING and said[1] and _more_items(change) else None


def _says(text: str, *, again: bool) -> bool | None:
    """Whether a text says that 委託 (or 再委託) is done; None where it says nothing, or both."""
    said = (match for line in text.splitlines() for match in _CHOICE.finditer(key(line)))
    found = {bool(match["yes"]) for match in said if bool(match["again"]) is again}
    return found.pop() if len(found) == 1 and not boxes(text) else None


def _more_items(change: Change) -> bool:
    """Whether items were listed behind all that stood there."""
    old, new = (_COUNT.sub("", key(text)) for text in map(_lined, (change.before, change.after)))
    lines = [set(filter(None, text.split("|"))) for text in (old, new)]
    return lines[0] <= lines[1] and any(map(_ITEM.match, lines[1] - lines[0]))


def _lined(text: str) -> str:
    return "|".join(text.splitlines())


def only_counted(change: Change, role: Role) -> bool:
    """Whether nothing but a number of 委託 rose, in a cell that does not tell what is new among them."""
    if role is not Role.OUTSOURCING:
        return False
    texts = [key(text) for text in (change.before, change.after)]
    alone = [_ALONE.fullmatch(text) for text in texts]
    return all(alone) and texts[0] != texts[1]


def recounted(change: Change, role: Role, statements: Sequence[str]) -> bool:
    """Whether a person says that items were rewritten beside a number that rose, and nothing of one that begins."""
    if role is not Role.OUTSOURCING or _says(change.before, again=False) is False:
        return False
    folded = [key(text) for text in statements]
    return any(map(_REWRITTEN.search, folded)) and not any(map(_BEGUN.search, folded))
