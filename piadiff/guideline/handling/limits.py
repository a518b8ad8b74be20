"""Sentences that limited a handling and are gone: whether another sentence of the new text goes on limiting it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from piadiff.guideline.handling.measures import says
from piadiff.guideline.language.reading import NOT, Sentence, sentence_texts, sentences, tokens
from piadiff.model import Change, ItemKind

_LIMITING = re.compile(r"限[らりるっ定]|のみ|だけ|必要最小限|目的外|以外")
_ALIKE = 0.5
"""Share of words in their order from which a sentence follows another."""
_MOST_LIKE = 50
"""Sentences of like words that are compared with one that is gone."""
_MOST_PAIRS = 100_000
"""Pairs of sentences whose words are counted against each other."""


def limits_lost(change: Change) -> tuple[str, ...]:
    """Sentences that limited a handling and have no successor, or lost their denial, in a text that stays.

    Where too many sentences may be their successors, they count as lost and say so.
    """
    if not change.before or not change.after or change.kind is not ItemKind.TEXT:
        return ()
    stays = set(sentence_texts(change.after))
    gone = [Sentence(text, tokens(text)) for text in sentence_texts(change.before) if text not in stays]
    old = [each for each in gone if each.tokens and (_is_limiting(each) or NOT in each.words)]
    new = sentences(change.after) if old else ()
    most = _MOST_PAIRS // (len(new) or 1)
    there: dict[bool, _Counted] = {}
    lost = []
    for each in old[:most]:
        limits = _is_limiting(each)
        if limits not in there:
            there[limits] = _Counted([other for other in new if not limits or _is_limiting(other)])
        lost.append(_lost(each, there[limits].near(each)))
    return (*filter(None, lost), *map(_uncompared, old[most:]))


def _lost(old: Sentence, near: Sequence[Sentence]) -> str:
    """A sentence that none of those near it goes on with; a denial that limits no handling may go as a whole."""
    followed = False
    for each in near[:_MOST_LIKE]:
        if _follows(old, each):
            followed = True
            if NOT in each.words or _is_limiting(each):
                return ""
    if len(near) > _MOST_LIKE:
        return _uncompared(old)
    return old.text.strip() if followed or _is_limiting(old) else ""


def _uncompared(old: Sentence) -> str:
    return f"多すぎて比べていない文: {old.text.strip()}"


class _Counted:
    """Sentences with their words as bits, so that the words of two are counted against each other at once."""

    def __init__(self, there: Sequence[Sentence]) -> None:
        """A bit for each word, and for each time that it stands in a sentence again."""
        self._places: dict[tuple[str, int], int] = {}
        self._there = [(each, len(each.words), self._bits(each)) for each in there]

    def _bits(self, sentence: Sentence) -> int:
        bits, places = 0, self._places
        for word, times in Counter(sentence.words).items():
            for nth in range(times):
                bits |= 1 << places.setdefault((word, nth), len(places))
        return bits

    def near(self, one: Sentence) -> list[Sentence]:
        """Those that have enough words in common with another to follow it."""
        mine, size = self._bits(one), len(one.words)
        counted = ((each, (mine & bits).bit_count(), size + length) for each, length, bits in self._there)
        return [each for each, shared, both in counted if 2 * shared >= _ALIKE * both]


def _is_limiting(sentence: Sentence) -> bool:
    return bool(_LIMITING.search(sentence.text)) or (NOT in sentence.words and says("handlings", sentence.text))


def _follows(old: Sentence, new: Sentence) -> bool:
    return SequenceMatcher(a=old.words, b=new.words, autojunk=False).ratio() >= _ALIKE
