"""Comparison key: text with its spelling variants folded, and the way back to the published text.

Two texts with the same key differ in 表記 only. Circled digits and Roman numerals are item numbers in
these forms and stay as they are; so do digits, words of negation and every kanji.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_HYPHENS = frozenset("-‐‑‒–—―−－ｰー─━")
_COMMAS = frozenset("，,､、﹐")
_CIRCLES = frozenset("○〇◯⚪")
_DOTS = frozenset("・･·•‧")
_TILDES = frozenset("~～〜∼")
_VOICED = {"\uff9e": "\u3099", "\uff9f": "\u309a"}
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff") | {chr(c) for c in range(0xFE00, 0xFE10)}
_ITEM_NUMBER = re.compile(r"[\u2460-\u2473\u3251-\u325f\u32b1-\u32bf\u2160-\u217f]")
_A_ROW = frozenset("アカガサザタダナハバパマヤャラワァ")


def _is_katakana(char: str) -> bool:
    return "ァ" <= char <= "ヺ" or char == "ー"


def _is_kana(char: str) -> bool:
    return "ぁ" <= char <= "ヺ" or char == "ー"


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
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The published span behind ``key[start:end]``; an empty span stays empty."""
        if start >= end:
            place = self.starts[start] if start < len(self.starts) else len(self.source)
            return place, place
        return self.starts[start], self.ends[end - 1]


def _plain(char: str) -> str:
    """NFKC of one character; item numbers stay."""
    return char if _ITEM_NUMBER.match(char) else unicodedata.normalize("NFKC", char)


def _atoms(text: str) -> list[tuple[str, int, int]]:
    """(folded character, start, end) without regard to context."""
    atoms: list[tuple[str, int, int]] = []
    for index, char in enumerate(text):
        if char.isspace() or char in _INVISIBLE:
            continue
        if char in _VOICED and atoms and atoms[-1][2] == index:
            base, start, _ = atoms.pop()
            composed = unicodedata.normalize("NFC", base + _VOICED[char])
            atoms.extend((part, start, index + 1) for part in composed)
        elif char in _HYPHENS:
            atoms.append(("-", index, index + 1))
        elif char in _COMMAS:
            atoms.append(("、", index, index + 1))
        elif char in _CIRCLES:
            atoms.append(("○", index, index + 1))
        elif char in _DOTS:
            atoms.append(("・", index, index + 1))
        elif char in _TILDES:
            atoms.append(("~", index, index + 1))
        else:
            atoms.extend((part, index, index + 1) for part in _plain(char) if not part.isspace())
    return atoms


def _separates_thousands(atoms: list[tuple[str, int, int]], index: int) -> bool:
    """Whether the comma at ``index`` stands inside one number: 1-3 digits before it, just 3 behind it."""
    before = "".join(char for char, _, _ in atoms[max(0, index - 4) : index])
    behind = "".join(char for char, _, _ in atoms[index + 1 : index + 5])
    return bool(re.search(r"(?<!\d)\d{1,3}$", before) and re.match(r"\d{3}(?!\d)", behind))


def _in_context(atoms: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Settles what a hyphen, a comma or an O means from its neighbours, and drops optional long vowels."""
    settled: list[tuple[str, int, int]] = []
    for index, (char, start, end) in enumerate(atoms):
        before = settled[-1][0] if settled else ""
        behind = atoms[index + 1][0] if index + 1 < len(atoms) else ""
        meant = char
        if char == "-" and _is_kana(before):
            meant = "ー"
        elif char == "、" and before.isdigit() and behind.isdigit() and _separates_thousands(atoms, index):
            meant = ","
        elif char in {"O", "0", "o"} and before in {"[", "〔"} and behind in {"]", "〕"}:
            meant = "○"
        settled.append((meant, start, end))
    return [atom for index, atom in enumerate(settled) if not _optional_long_vowel(settled, index)]


def _optional_long_vowel(atoms: list[tuple[str, int, int]], index: int) -> bool:
    """Whether a ー may be left out by house style: サーバ(ー), メモリ(ー), サーバ(ー)コネクタ."""
    if atoms[index][0] != "ー":
        return False
    run = 0
    while run < 4 and index - run - 1 >= 0 and _is_katakana(atoms[index - run - 1][0]):
        run += 1
    ends_word = index + 1 == len(atoms) or not _is_katakana(atoms[index + 1][0])
    return run >= 3 and (ends_word or atoms[index - 1][0] in _A_ROW)


@lru_cache(maxsize=8192)
def fold(text: str) -> Folded:
    """Fold a text; white space, width, hyphen, comma, circle and long-vowel variants vanish."""
    atoms = _in_context(_atoms(text))
    return Folded(
        source=text,
        key="".join(char for char, _, _ in atoms),
        starts=tuple(start for _, start, _ in atoms),
        ends=tuple(end for _, _, end in atoms),
    )


def key(text: str) -> str:
    """The comparison key alone."""
    return fold(text).key


def find_all(haystack: str, needle: str) -> list[tuple[int, int]]:
    """Published spans of every place where ``needle`` stands in ``haystack`` under the key."""
    folded, wanted = fold(haystack), key(needle)
    spans: list[tuple[int, int]] = []
    at = folded.key.find(wanted) if wanted else -1
    while at >= 0:
        spans.append(folded.span(at, at + len(wanted)))
        at = folded.key.find(wanted, at + 1)
    return spans
