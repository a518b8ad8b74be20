"""Words that carry content: what a text tells that another one does not."""

from __future__ import annotations

import re
from functools import lru_cache

from piadiff.data import Strict, shipped
from piadiff.text import key

_RUN = re.compile(r"[一-龠々〆]+|[ァ-ヺー]+|[a-z]+")
_SHARED = 2
"""Letters of a compound that must stand together elsewhere to count as told there."""


class _Substance(Strict):
    empty: list[str]
    same: list[list[str]]


@lru_cache(maxsize=1)
def _empty() -> tuple[re.Pattern[str], frozenset[str]]:
    """Words to cut out of a compound, and letters that say nothing when they are all that is left."""
    words = dict.fromkeys(key(word) for word in shipped("piadiff.guideline", "substance.yaml", _Substance).empty)
    compounds = sorted((re.escape(word) for word in words if len(word) > 1), key=len, reverse=True)
    return re.compile("|".join(compounds)), frozenset(word for word in words if len(word) == 1)


def told_only_in(text: str, other: str) -> tuple[str, ...]:
    """Content words of a text, or parts of them, that the other text does not hold in any compound.

    Words that say nothing by themselves (当該, 事務, 行う, 等) do not count.
    """
    known = _with_same(key(other).casefold())
    compounds, letters = _empty()
    left = (piece for run in _RUN.findall(key(text).casefold()) for piece in _unknown(run, known))
    words = (word for piece in left for word in compounds.split(piece))
    return tuple(dict.fromkeys(word for word in words if word and word not in letters))


@lru_cache(maxsize=1)
def _same() -> tuple[tuple[str, ...], ...]:
    same = shipped("piadiff.guideline", "substance.yaml", _Substance).same
    return tuple(tuple(key(name).casefold() for name in names) for names in same)


def _with_same(known: str) -> str:
    """The known text, followed by the other names of what it names."""
    others = ["、".join(names) for names in _same() if any(name in known for name in names)]
    return "\n".join((known, *others))


def _unknown(run: str, known: str) -> list[str]:
    """Parts of a run of letters that the known text does not hold."""
    if run in known:
        return []
    pieces, start, at = [], 0, 0
    while at < len(run):
        reach = _shared(run, at, known)
        if reach:
            pieces.append(run[start:at])
            start = at = at + reach
        else:
            at += 1
    return [piece for piece in (*pieces, run[start:]) if piece]


def _shared(run: str, at: int, known: str) -> int:
    """How many letters from a place on stand together in the known text, 0 when too few."""
    reach = 0
    for end in range(at + _SHARED, len(run) + 1):
        if run[at:end] not in known:
            break
        reach = end - at
    return reach
