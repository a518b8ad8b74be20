"""Comparison key: text with its spelling variants folded, and the way back to the published text.

Two texts with the same key differ in 表記 only. Circled digits and Roman numerals are item numbers in
these forms and stay as they are; so do digits, words of negation and every kanji.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, count

from piadiff.text.signs import CIRCLED, CIRCLES

_HYPHENS = frozenset("-‐‑‒–—―−－─━")
_BARS = frozenset("ーｰ")
_COMMAS = frozenset("，,､、﹐")
_CIRCLES = frozenset(CIRCLES)
_DOTS = frozenset("・･·•‧")
_TILDES = frozenset("~～〜∼")
_VOICED = {"\uff9e": "\u3099", "\uff9f": "\u309a"}
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff") | {chr(c) for c in range(0xFE00, 0xFE10)}
_ITEM_NUMBER = re.compile(rf"[{CIRCLED}\u2160-\u217f]")
_LONG_VOWEL = re.compile(
    r"ー(?:(?<=[ァ-ヺー]{3}ー)(?![ァ-ヺー])|(?<=[ァ-ヺー]{2}[アカガサザタダナハバパマヤャラワァ]ー))"
)
"""A ー that house style may leave out: サーバ(ー), メモリ(ー), サーバ(ー)コネクタ."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A key and where each of its characters came from.

    Attributes:
        key: The folded text.
        starts: For each key character the index of the published character it came from.
        ends: For each key character the index just past that published character.
    """

    source: str
    key: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The published span behind ``key[start:end]``; an empty span stays empty."""
        if start >= end:
            place = self.starts[start] if start < len(self.starts) else len(self.source)
            return place, place
        return self.starts[start], self.ends[end - 1]


class _Plain(dict[int, str]):
    """Folded form of each code point by itself; filled on first use, since a text repeats its characters."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _plain(chr(code))
        return plain


def _plain(char: str) -> str:
    """NFKC of one character in its class; item numbers and common kanji stay, white space vanishes."""
    if "一" <= char <= "鿿":
        return char
    if char.isspace() or char in _INVISIBLE:
        return ""
    for members, meant in _CLASSES:
        if char in members:
            return meant
    if _ITEM_NUMBER.match(char):
        return char
    return "".join(unicodedata.normalize("NFKC", char).split())


_CLASSES = ((_HYPHENS, "-"), (_BARS, "ー"), (_COMMAS, "、"), (_CIRCLES, "○"), (_DOTS, "・"), (_TILDES, "~"))
_PLAIN = _Plain()
_BAR_BEHIND_NO_KANA = re.compile(r"ー(?<![ぁ-ヺー]ー)ー*")
_HYPHEN_BEHIND_KANA = re.compile(r"-(?<=[ぁ-ヺー]-)-*")
_COMMA_IN_NUMBER = re.compile(r"、(?<=\d、)(?=\d{3}(?!\d))")
_NUMBERS = re.compile(r"\d+(?:、\d+)+")
_ONE_NUMBER = re.compile(r"[1-9]\d{0,2}(?:、\d{3}){1,3}")
_OF_A_LIST = re.compile(r"の?[項条号]")
_MARKED_BY_LETTER = re.compile(r"([\[〔])[0Oo](?=[\]〕])")
"""What the neighbours of a sign determine; the sign comes first in a pattern, so that a search leaps to it."""


def _atoms(text: str) -> tuple[str, array[int], array[int]]:
    """Folded characters without regard to context, each with its start and end.

    Two numbers for every character, kept for many texts: as Python integers they would take ten times the room.
    """
    pieces = list(map(_PLAIN.__getitem__, map(ord, text)))
    if _has_voiced(text):
        return _voiced(text, pieces)
    key = "".join(pieces)
    starts, ends = (array("I", compress(count(first), pieces)) for first in (0, 1))
    if len(starts) < len(key):
        starts, ends = (array("I", (at for at, piece in enumerate(pieces, first) for _ in piece)) for first in (0, 1))
    return key, starts, ends


def _has_voiced(text: str) -> bool:
    """Whether a text holds half-width voiced marks, which join the letter before them."""
    return "\uff9e" in text or "\uff9f" in text


def _voiced(text: str, pieces: list[str]) -> tuple[str, array[int], array[int]]:
    """As ``_atoms``, for a text with half-width voiced marks."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for index, piece in enumerate(pieces):
        if text[index] in _VOICED and chars and ends[-1] == index:
            composed = unicodedata.normalize("NFC", chars.pop() + _VOICED[text[index]])
            start = starts.pop()
            ends.pop()
        else:
            composed, start = piece, index
        chars += composed
        starts += [start] * len(composed)
        ends += [index + 1] * len(composed)
    return "".join(chars), array("I", starts), array("I", ends)


def _thousands(match: re.Match[str]) -> str:
    """Commas inside one number, ``1、000``, as its own; those of a list of numbers, ``96、101の項``, stay."""
    one = _ONE_NUMBER.fullmatch(match[0]) and not _OF_A_LIST.match(match.string, match.end())
    return match[0].replace("、", ",") if one else match[0]


def _settled(key: str) -> str:
    """The key, as long as it was, once a hyphen, a bar, a comma or an O is determined from its neighbours."""
    if "ー" in key:
        key = _BAR_BEHIND_NO_KANA.sub(lambda match: "-" * len(match[0]), key)
    if "-" in key:
        key = _HYPHEN_BEHIND_KANA.sub(lambda match: "ー" * len(match[0]), key)
    if "、" in key and _COMMA_IN_NUMBER.search(key):
        key = _NUMBERS.sub(_thousands, key)
    return _MARKED_BY_LETTER.sub(r"\1○", key) if "[" in key or "〔" in key else key


@lru_cache(maxsize=2048)
def fold(text: str) -> Folded:
    """Fold a text; white space, width, hyphen, comma, circle and long-vowel variants vanish."""
    key, starts, ends = _atoms(text)
    key = _settled(key)
    for index in [match.start() for match in _LONG_VOWEL.finditer(key)][::-1]:
        del starts[index], ends[index]
    key = _LONG_VOWEL.sub("", key)
    return Folded(source=text, key=key, starts=starts, ends=ends)


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """The comparison key alone."""
    return fold(text).key if _has_voiced(text) else _LONG_VOWEL.sub("", _settled(text.translate(_PLAIN)))


_KANJI = re.compile("[一-鿿]+")
_BESIDE_KANJI = re.compile(
    f"[{''.join(sorted(_INVISIBLE))}\u2e80-\u2fdf\u3038-\u303a\u3190-\u319f\u3200-\u33ff\uf900-\ufaff"
    "\U0001f200-\U0001f2ff\U0002f800-\U0002fa1f]"
)
"""What a key leaves out, or writes with other kanji: without it a text has the kanji of its key, and white space."""


def one_holds(texts: Iterable[str], words: Iterable[str]) -> bool:
    """Whether one of many texts holds all of some folded words under its key; only those that may are folded."""
    words = list(words)
    runs = [run for word in words for run in _KANJI.findall(word)]
    bare = ((text, "".join(text.split())) for text in texts)
    may = (text for text, letters in bare if all(run in letters for run in runs) or _BESIDE_KANJI.search(text))
    return any(all(word in folded for word in words) for folded in map(key, may))


def find_all(haystack: str, needle: str) -> list[tuple[int, int]]:
    """Published spans of every place where ``needle`` stands in ``haystack`` under the key."""
    folded, wanted = fold(haystack), key(needle)
    spans: list[tuple[int, int]] = []
    at = folded.key.find(wanted) if wanted else -1
    while at >= 0:
        spans.append(folded.span(at, at + len(wanted)))
        at = folded.key.find(wanted, at + 1)
    return spans
