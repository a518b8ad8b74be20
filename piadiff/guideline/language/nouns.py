"""Parties, places, media, systems and data that a text names: what a new handling would bring with it."""

from __future__ import annotations

import re
from functools import lru_cache

from piadiff.data import Strict, shipped
from piadiff.text import key


class _Nouns(Strict):
    endings: list[str]
    media: list[str]
    data: list[str]
    generic: list[str]


@lru_cache(maxsize=2)
def _patterns(*, data: bool) -> tuple[re.Pattern[str], frozenset[str]]:
    nouns = shipped("piadiff.guideline.language", "nouns.yaml", _Nouns)
    endings = "|".join(sorted(map(key, nouns.endings), key=len, reverse=True))
    words = "|".join(sorted(map(key, [*nouns.media, *(nouns.data if data else ())]), key=len, reverse=True))
    pattern = re.compile(rf"(?:[一-龠々ァ-ヺーA-Za-z0-9・]{{1,20}}?)?(?i:{endings})|(?i:{words})")
    return pattern, frozenset(map(key, nouns.generic))


def named(text: str, *, data: bool = True, general: bool = False) -> frozenset[str]:
    """Parties, places, media and systems of a text, and the data it names, folded; ``general``: 機構, 端末 as well."""
    pattern, generic = _patterns(data=data)
    found = (match[0].strip("・") for match in pattern.finditer(key(text)))
    return frozenset(name for name in found if name and (general or name not in generic))


def new_names(before: str, after: str, *, data: bool = True) -> tuple[str, ...]:
    """Names of ``after`` that ``before`` does not hold, not even inside another name."""
    known = key(before).casefold()
    return tuple(sorted(name for name in named(after, data=data) if name.casefold() not in known))
