"""Patterns and what they are read as, applied in their order; a pattern is tried only where a word of it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_MORE = r"(?:[?*]|\{\d*,?\d*\})"
_UNCERTAIN = re.compile(rf"(?:\\\w|\[(?:\\.|[^\]\\])*\]|\.)(?:{_MORE}|\+)?|(?:\\\W|[^()]){_MORE}|[\^$]")
"""A class of letters, a letter that may be missing, a place: what of a pattern names no letter that has to stand."""
_INNERMOST = re.compile(rf"\((?P<sort>\?(?::|<?[=!]))?(?P<ways>(?:\\\W|[^()\\])*)\)(?P<more>{_MORE})?")


def _words_needed(pattern: str) -> tuple[str, ...]:
    """Words of which one stands wherever a pattern matches: the longest of each of its ways; "" where one has none."""
    ways = (way for each in _written_out(_UNCERTAIN.sub(" ", pattern)) for way in each.split("|"))
    longest = sorted({max(way.split(), key=lambda word: (len(word), word), default="") for way in ways})
    least = (word for word in longest if not any(other in word for other in longest if other != word))
    return tuple(re.sub(r"\\(\W)", r"\1", word) for word in least)


def _written_out(pattern: str) -> Iterator[str]:
    """A pattern once for each way of its groups; a blank stands for one that may be missing, or must not match."""
    group = _INNERMOST.search(pattern)
    if group is None:
        yield pattern
        return
    sort = group["sort"] or ""
    # What is asked for on one side of a place says nothing of what stands on the other.
    before, behind = " " * sort.startswith("?<"), " " * (sort == "?=")
    for way in [" "] if "!" in sort or group["more"] else group["ways"].split("|"):
        yield from _written_out(f"{pattern[: group.start()]}{before}{way}{behind}{pattern[group.end() :]}")


class Rewrite(NamedTuple):
    """A pattern, what it is read as, and words of which one stands wherever it matches."""

    pattern: re.Pattern[str]
    meant: str
    needed: tuple[str, ...]


class Rewrites:
    """Rewrites in their order; the letters of a text say which of them may match it, a bit for each."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Patterns, each with what it is read as."""
        self.each = [Rewrite(re.compile(before), after, _words_needed(before)) for before, after in pairs]
        often = Counter(letter for rewrite in self.each for word in rewrite.needed for letter in word)
        self._by_letter: dict[str, int] = {}
        for at, rewrite in enumerate(self.each):
            for word in rewrite.needed:
                rarest = min(word, key=lambda letter: (often[letter], letter), default="")
                self._by_letter[rarest] = self._by_letter.get(rarest, 0) | 1 << at
        self._brought = [self._called_for(rewrite.meant) & -(2 << at) for at, rewrite in enumerate(self.each)]

    def _called_for(self, text: str) -> int:
        bits = self._by_letter.get("", 0)
        for letter in text:
            if letter in self._by_letter:
                bits |= self._by_letter[letter]
        return bits

    def applied(self, text: str) -> str:
        """The text after every rewrite, each on what the one before it left."""
        left = self._called_for(text)
        while left:
            at = (left & -left).bit_length() - 1
            left &= left - 1
            pattern, meant, needed = self.each[at]
            for word in needed:
                if word in text:
                    text, times = pattern.subn(meant, text)
                    left |= self._brought[at] if times else 0
                    break
        return text


_ASIDE = re.compile(
    r"(?<=[るうくすつぬむぶたい])（(?!以下)(?P<said>[^（）。]{4,}[るうくすつむぶたい](?<!含む)(?<!除く)(?<!限る)(?<!いう))。?）。"
)
"""What defines or limits a noun (…を除く。) is no sentence."""


def aside_as_sentence(text: str) -> str:
    """A text in which a sentence in brackets behind another is one by itself: 「禁じる（自宅では行わない。）。」."""
    return _ASIDE.sub(r"。\g<said>。", text) if "）。" in text else text
