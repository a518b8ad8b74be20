"""Bare signs before words: which of them choose, and which are only bullets, shows where they change."""

from __future__ import annotations

import re
from collections import Counter

from piadiff.text import key
from piadiff.text.signs import BARE_EMPTY, CROSSES, HYPHENS, TICKS

_SIGNS = f"{TICKS}{CROSSES}{BARE_EMPTY}"
_MARKED = re.compile(rf"(?:^|(?<=[\s、，]))([{HYPHENS}{_SIGNS}・]?)[ 　]*([^\s、，。{_SIGNS}]+)")
_CHOOSING = frozenset(TICKS)


def turned_marks(before: str, after: str) -> str:
    """Words whose signs tell apart what they did not, or no longer do, as ○自己点検 ○外部監査 → ○自己点検 －外部監査.

    Signs that all change alike are bullets that became other bullets; "" for those and where nothing changed.
    """
    if _CHOOSING.isdisjoint(before) and _CHOOSING.isdisjoint(after):
        return ""
    old, new = _marked(before), _marked(after)
    pairs = {word: (sign, new[word]) for word, sign in old.items() if word in new}
    ways = set(pairs.values())
    alike = len({was for was, _ in ways}) == len({now for _, now in ways}) == len(ways)
    if alike or not any(_CHOOSING & set(way) for way in ways):
        return ""
    return "、".join(word for word, (was, now) in pairs.items() if was != now)


def _marked(text: str) -> dict[str, str]:
    """Words that stand once, each with the sign before it."""
    found = [(key(word), sign) for sign, word in _MARKED.findall(text)]
    times = Counter(word for word, _ in found)
    return {word: sign for word, sign in found if word and times[word] == 1}
