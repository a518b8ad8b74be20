"""How alike two texts are, and which of many belong together."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from piadiff.diff.lcs import common_prefix

Grams = Counter[str]

_PLAIN = 0.6
"""Two texts that share a frame of this size need no closer look."""


def grams(text: str) -> Grams:
    """Pairs of neighbouring characters; the edges count, so that one letter is not nothing."""
    padded = f"\x02{text}\x03"
    return Counter(map(str.__add__, padded, padded[1:]))


def alike(old: Grams, new: Grams) -> float:
    """Share of the pairs that both texts have, 0 to 1."""
    if len(old) > len(new):
        old, new = new, old
    shared = sum(min(count, new[gram]) for gram, count in old.items() if gram in new)
    return 2 * shared / ((old.total() + new.total()) or 1)


def similarity(old: str, new: str) -> float:
    """``alike`` for two texts; at least what they begin and end with in common."""
    if old == new:
        return 1.0
    head = common_prefix(old, new)
    common = head + common_prefix(old[head:][::-1], new[head:][::-1])
    framed = 2 * common / (len(old) + len(new))
    return framed if framed > _PLAIN else alike(grams(old), grams(new))


class _Rough(dict[int, str]):
    """Letters in their plain width for ``str.translate``; white space vanishes."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = "".join(unicodedata.normalize("NFKC", chr(code)).split())
        return plain


_ROUGH = _Rough()


def rough_key(text: str) -> str:
    """The comparison key without regard to context: good enough to tell strangers apart."""
    return text.translate(_ROUGH)


_PHRASE = 6
_SHARED = 0.06
"""Unrelated stretches of one form share some 4 in 100 phrases of six letters (median of 120 pairs)."""


def share_phrases(old: str, new: str) -> bool:
    """Whether two long texts have more in common than the words of their field; every third phrase is looked at."""
    shorter, longer = sorted((old, new), key=len)
    known = {longer[at : at + _PHRASE] for at in range(len(longer) - _PHRASE + 1)}
    asked = [shorter[at : at + _PHRASE] for at in range(0, len(shorter) - _PHRASE + 1, 3)]
    return sum(phrase in known for phrase in asked) > _SHARED * len(asked)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two places whose texts are alike."""

    old: int
    new: int
    score: float

    @property
    def rank(self) -> tuple[float, int, int]:
        """Best first; the tie breaks the same way when both sides are swapped."""
        return (-self.score, abs(self.old - self.new), self.old + self.new)


def _pieces(text: str) -> set[str]:
    """Runs of three letters, which few unrelated sentences share."""
    return {text[index : index + 3] for index in range(max(1, len(text) - 2))}


def likenesses(old: Sequence[str], new: Sequence[str], floor: float) -> list[Likeness]:
    """All pairs at or above ``floor``, best first; only pairs that share runs of letters are weighed."""
    if len(old) == len(new) == 1:
        score = similarity(old[0], new[0])
        return [Likeness(0, 0, score)] if score >= floor else []
    where: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(new):
        for piece in _pieces(text):
            where[piece].append(place)
    profiles: dict[int, Grams] = {}
    found = []
    for place, text in enumerate(old):
        hits: dict[int, int] = {}
        for piece in _pieces(text):
            for other in where.get(piece, ()):
                hits[other] = hits.get(other, 0) + 1
        mine: Grams | None = None
        for other, count in hits.items():
            if count < floor * min(len(text), len(new[other])) / 4:
                continue
            mine = mine or grams(text)
            if other not in profiles:
                profiles[other] = grams(new[other])
            score = alike(mine, profiles[other])
            if score >= floor:
                found.append(Likeness(place, other, score))
    return sorted(found, key=lambda pair: pair.rank)
