"""How alike two texts are, and which of many belong together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

Grams = Counter[str]


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
    """``alike`` for two texts."""
    return 1.0 if old == new else alike(grams(old), grams(new))


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


def likenesses(old: Sequence[str], new: Sequence[str], floor: float) -> list[Likeness]:
    """All pairs at or above ``floor``, best first; only pairs that share rarer letters are weighed."""
    where: dict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(new):
        for gram in {text[index : index + 3] for index in range(max(1, len(text) - 2))}:
            where[gram].append(place)
    new_grams: dict[int, Grams] = {}
    found = []
    for place, text in enumerate(old):
        hits: Counter[int] = Counter()
        for gram in {text[index : index + 3] for index in range(max(1, len(text) - 2))}:
            hits.update(where.get(gram, ()))
        mine: Grams | None = None
        for other, count in hits.items():
            if count < floor * min(len(text), len(new[other])) / 4:
                continue
            mine = mine or grams(text)
            theirs = new_grams.setdefault(other, None) or grams(new[other])  # type: ignore[arg-type]
            new_grams[other] = theirs
            score = alike(mine, theirs)
            if score >= floor:
                found.append(Likeness(place, other, score))
    return sorted(found, key=lambda pair: pair.rank)
