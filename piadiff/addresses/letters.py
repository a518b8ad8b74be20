"""A 項目 cell → its letters, what stood between them, and the numbers it can be read as.

Separators are written in so many ways that they only hint at the structure; the letters carry it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Literal

from piadiff.addresses.words import words
from piadiff.text.signs import CIRCLES, circled, circled_value

NumberClass = Literal["roman", "digit", "paren", "circle"]

_GAPS = {
    "-": "-‐‑‒–—―−─━⁃﹣",
    ".": ".。",
    ",": ",、﹐&+",
    ";": ";",
    "・": "・·•‧",
    "/": "/\\|",
    "~": "~〜∼〰",
    ":": ":=…",
    "(": "([{「『【〔〈《≪",
    ")": ")]}」』】〕〉》≫",
    ">": ">→⇒➡▶►",
}
_GAP_OF = {char: gap for gap, chars in _GAPS.items() for char in chars}
_SILENT_MARKS = frozenset("※*★☆\u200b\u200c\u200d\ufeff")
_VOICED = "\u3099\u309a"
_LETTERS = f"{CIRCLES}々ヶ!{_VOICED}"
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_ROMAN_LETTERS = {chr(0x2160 + n - 1): n for n in range(1, 13)}
_ROMAN_WORDS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}
_STROKES = {"l": "I", "!": "I", "i": "I", "v": "V", "x": "X"}
_KATAKANA = re.compile(r"[ァ-ヺ]")
_WORD_AFTER = re.compile(r"[ぁ-ヺ一-鿿々]")


@dataclass(frozen=True, slots=True)
class Number:
    """One way to read a number at a place; ``cost`` is what has to be assumed for it."""

    kind: NumberClass
    value: int
    end: int
    cost: float


def _circle(char: str) -> str:
    """The plain circled form of ❶, ➀, ⓵ and the like; "" for any other character."""
    if circled_value(char):
        return char
    black = any(word in unicodedata.name(char, "") for word in ("CIRCLED", "DOUBLE CIRCLED"))
    value = unicodedata.numeric(char, 0.0) if black else 0.0
    return circled(int(value)) if 1 <= value <= 50 else ""


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """NFKC of one character; item numbers stay one letter, lower-case Roman numerals become capital."""
    circle = _circle(char)
    if circle:
        return circle
    if "\u2160" <= char <= "\u217f":
        return char.upper()
    return unicodedata.normalize("NFKC", char)


@dataclass(frozen=True)
class Cell:
    """Letters of a cell.

    Attributes:
        raw: The cell as published.
        core: Its letters; separators, white space, brackets and long-vowel marks are gone.
        gaps: What stood before each letter, and after the last one, one sign a separator.
        places: Index in ``raw`` of each letter, and its length at the end.
    """

    raw: str
    core: str
    gaps: tuple[str, ...]
    places: tuple[int, ...]

    @cached_property
    def lower(self) -> str:
        """The letters without case, of equal length."""
        return "".join(char.lower() if len(char.lower()) == 1 else char for char in self.core)

    @cached_property
    def edges(self) -> tuple[int, ...]:
        """Places where a word can end: at a separator or where letters and numbers meet."""
        kinds = [_kind(char) for char in self.core]
        turns = {at + 1 for at, (left, right) in enumerate(pairwise(kinds)) if left != right}
        return tuple(sorted(turns | {at for at, gap in enumerate(self.gaps) if gap and at} | {len(self.core)}))

    @cached_property
    def brackets(self) -> dict[int, int]:
        """Start → end of what stands in brackets."""
        found: dict[int, int] = {}
        open_at: list[int] = []
        for at, gap in enumerate(self.gaps):
            for sign in gap:
                if sign == "(":
                    open_at.append(at)
                elif sign == ")" and open_at:
                    start = open_at.pop()
                    if start < at:
                        found[start] = at
        return found

    def text(self, start: int, end: int) -> str:
        """The published text of letters ``start`` to ``end``, inner separators included."""
        if start >= end:
            return ""
        return self.raw[self.places[start] : self.places[end - 1] + 1]

    def parts(self) -> list[Cell]:
        """The cell cut before every section numeral that a list mark announces; brackets stay whole."""
        inside = {at for start, end in self.brackets.items() for at in range(start + 1, end)}
        cuts = [at for at in range(1, len(self.core)) if at not in inside and self._begins(at)]
        return [self._slice(start, end) for start, end in pairwise((0, *cuts, len(self.core)))]

    def _begins(self, at: int) -> bool:
        announced = set(self.gaps[at]) & set(",;\n") and "~" not in self.gaps[at]
        return bool(announced) and any(number.kind == "roman" and not number.cost for number in _romans(self, at))

    def _slice(self, start: int, end: int) -> Cell:
        opening = "".join(sign for sign in self.gaps[start] if sign == "(")
        closing = "".join(sign for sign in self.gaps[end] if sign == ")")
        gaps = (opening, *self.gaps[start + 1 : end], closing)
        return Cell(self.raw, self.core[start:end], gaps, (*self.places[start:end], self.places[end]))

    def numbers(self, at: int) -> Iterator[Number]:
        """All ways to read a number at a place."""
        yield from _circles(self, at)
        yield from _digits(self, at)
        yield from _romans(self, at)


def _kind(char: str) -> str:
    if circled_value(char):
        return "circle"
    if char.isdigit():
        return "digit"
    if char in _ROMAN_LETTERS:
        return "roman"
    return "ascii" if char.isascii() else "word"


def _is_long_vowel(text: str, at: int) -> bool:
    """Whether a ー lengthens a vowel; between numbers it is one more hyphen."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if not _KATAKANA.match(unicodedata.normalize("NFKC", before)[-1:]):
        return False
    return not after or not after.strip() or bool(_WORD_AFTER.match(unicodedata.normalize("NFKC", after)))


def _is_numeral(char: str) -> bool:
    return _kind(char[:1]) in {"circle", "digit", "roman"} or char in {"I", "V", "X", "l"}


def _is_stroke(text: str, at: int) -> bool:
    """Whether a kanji 一 stands between two numbers, where it is a misread hyphen."""
    around = text[:at].rstrip()[-1:], text[at + 1 :].lstrip()[:1]
    return all(char and _is_numeral(_plain(char)) for char in around)


def _gap(text: str, at: int) -> str | None:
    """The separator a character is, "" for one that says nothing, None for a letter."""
    char = text[at]
    if char in _SILENT_MARKS or char.isspace():
        return "" if char in _SILENT_MARKS else "\n" if char in "\n\r" else " "
    if char in "ーｰ":
        return "" if _is_long_vowel(text, at) else "-"
    if char == "一" and _is_stroke(text, at):
        return "-"
    plain = _plain(char)
    if plain in _GAP_OF:
        return _GAP_OF[plain]
    return None if any(piece.isalnum() or piece in _LETTERS for piece in plain) else " "


def read_cell(raw: str) -> Cell:
    """Take a cell apart."""
    text = _TAG.sub(lambda match: " " * len(match.group()), raw)
    core: list[str] = []
    places: list[int] = []
    gaps: list[str] = [""]
    for at in range(len(text)):
        gap = _gap(text, at)
        if gap is not None:
            gaps[-1] += gap
            continue
        for piece in _plain(text[at]):
            if piece in _GAP_OF:
                gaps[-1] += _GAP_OF[piece]
            elif piece in _VOICED:
                core[-1:] = [unicodedata.normalize("NFC", "".join(core[-1:]) + piece)[0]]
            else:
                core.append(piece)
                places.append(at)
                gaps.append("")
    return Cell(raw, "".join(core), tuple(gaps), (*places, len(raw)))


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """The letters of a label, comparable with ``Cell.lower``."""
    return read_cell(text).lower


def _run(cell: Cell, at: int, wanted: str) -> int:
    """End of the run of wanted letters that no separator breaks."""
    end = at
    while end < len(cell.core) and cell.core[end] in wanted and (end == at or not cell.gaps[end]):
        end += 1
    return end


def _circles(cell: Cell, at: int) -> Iterator[Number]:
    char = cell.core[at : at + 1]
    if circled_value(char):
        yield Number("circle", circled_value(char), at + 1, 0.0)
    elif char and char in f"{CIRCLES}丸" and not cell.gaps[at + 1]:
        end = _run(cell, at + 1, "0123456789")
        if at + 1 < end <= at + 3:
            yield Number("circle", int(cell.core[at + 1 : end]), end, 0.3)


def _digits(cell: Cell, at: int) -> Iterator[Number]:
    end = _run(cell, at, "0123456789")
    if end == at or end - at > 6:
        return
    enclosed = "(" in cell.gaps[at] and ")" in cell.gaps[end]
    yield Number("paren" if enclosed else "digit", int(cell.core[at:end]), end, 0.0)
    for cut in range(at + 1, min(end, at + 3)):
        yield Number("digit", int(cell.core[at:cut]), cut, 1.0)


def _romans(cell: Cell, at: int) -> Iterator[Number]:
    misread = words().roman_misread.get(cell.core[at : at + 1])
    if misread:
        yield Number("roman", _ROMAN_LETTERS[misread], at + 1, 0.8)
    plain = "IVXivxl!" + "".join(_ROMAN_LETTERS)
    for wanted, cost in ((plain, 0.0), (f"{plain}1", 1.0)):
        end = _run(cell, at, wanted)
        text = cell.core[at:end]
        if end == at or (cost and "1" not in text) or text == "1" or _is_latin_word(cell, at, end):
            continue
        strokes = "".join(unicodedata.normalize("NFKC", char) for char in text)
        value = _ROMAN_WORDS.get("".join(_STROKES.get(char, char).replace("1", "I") for char in strokes), 0)
        if value:
            yield Number("roman", value, end, cost + 0.2 * sum(char in "l!ivx" for char in text))


def _is_latin_word(cell: Cell, at: int, end: int) -> bool:
    """Whether Latin letters go on at either side: the I of ISMAP is no numeral."""
    before = cell.core[at - 1 : at] if not cell.gaps[at] else ""
    after = cell.core[end : end + 1] if not cell.gaps[end] else ""
    return any(char.isascii() and char.isalpha() for char in (before, after))
