"""How alike two texts are, and which of many belong together."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
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
    """The comparison key without regard to context: good enough to part strangers."""
    return text.translate(_ROUGH)


_PHRASE = 6
_SHARED = 0.06
"""Unrelated stretches of one form share some 4 in 100 phrases of six letters (median of 120 pairs)."""


def share_phrases(old: str, new: str) -> bool:
    """Whether two long texts have more in common than the words of their field; every third phrase is looked at."""
    shorter, longer = sorted((old, new), key=len)
    begin = len(shorter) // 10 + 2 * _PHRASE
    if shorter[:begin] == longer[:begin] or shorter[-begin:] == longer[-begin:]:
        return True
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


_COMMON = 40
"""A run of letters that stands in more texts than this says nothing of any of them."""

_CLOSEST = 6
"""Texts that are looked at more closely for each text."""


def _pieces(text: str) -> set[str]:
    """Runs of three letters, which few unrelated sentences share."""
    return {text[index : index + 3] for index in range(max(1, len(text) - 2))}


def _candidates(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """For each old text the new ones that share most of its rarer letters, and those at about the same place."""
    where: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(new):
        for piece in _pieces(text):
            where[piece].append(place)
    for place, text in enumerate(old):
        hits: dict[int, int] = {}
        for piece in _pieces(text):
            places = where.get(piece, ())
            if len(places) <= _COMMON:
                for other in places:
                    hits[other] = hits.get(other, 0) + 1
        middle = place * len(new) // len(old)
        near = range(max(0, middle - 1), min(len(new), middle + 2))
        best = sorted(hits, key=lambda other: (-hits[other], abs(other - middle), other))[:_CLOSEST]
        yield from ((place, other) for other in dict.fromkeys((*best, *near)))


def likenesses(old: Sequence[str], new: Sequence[str], floor: float) -> list[Likeness]:
    """Pairs at or above ``floor``, best first; the same pairs when both sides are swapped."""
    if len(old) == len(new) == 1:
        score = similarity(old[0], new[0])
        return [Likeness(0, 0, score)] if score >= floor else []
    asked = dict.fromkeys((*_candidates(old, new), *((place, other) for other, place in _candidates(new, old))))
    old_grams = {place: grams(old[place]) for place, _ in asked}
    new_grams = {other: grams(new[other]) for _, other in asked}
    scored = (Likeness(place, other, alike(old_grams[place], new_grams[other])) for place, other in asked)
    return sorted((pair for pair in scored if pair.score >= floor), key=lambda pair: pair.rank)
