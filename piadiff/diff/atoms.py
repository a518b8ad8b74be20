"""What a reader takes in at one glance: numbers, dates, articles, words of letters; else single characters."""

from __future__ import annotations

import re
from enum import Enum

from piadiff.text import Folded
from piadiff.text.signs import CIRCLES, ERA

_KANJI_NUMBER = f"{CIRCLES}一二三四五六七八九十百千"
_ATOM = re.compile(
    rf"""
    (?:{ERA})(?:元|\d{{1,2}}|[{_KANJI_NUMBER}]{{1,4}})年度?(?:\d{{1,2}}月(?:\d{{1,2}}日)?|[{_KANJI_NUMBER}]{{1,3}}月(?:[{_KANJI_NUMBER}]{{1,3}}日)?)?
    | \d{{4}}年度?(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?
    | (?<![A-Za-z])[MTSHR]\d{{1,2}}[./]\d{{1,2}}[./]\d{{1,2}}
    | \d{{1,2}}月\d{{1,2}}日
    | 別表(?:第(?:\d+|[{_KANJI_NUMBER}]+))?(?:の\d+)*
    | (?:\d+|(?<=第)[{_KANJI_NUMBER}]+)[条項号欄表章節款編](?:の(?:\d+|[{_KANJI_NUMBER}]+)(?![人件日年月]))*
    | \d+の\d+(?=[、項)])
    | \d+(?:[.,/-]\d+)*
    | [A-Za-z]+
    | [ァ-ヺー]+
    | .
    """,
    re.VERBOSE | re.DOTALL,
)


class Script(Enum):
    """Script of a character; OTHER never forms a word."""

    KANJI = 1
    HIRAGANA = 2
    KATAKANA = 3
    LATIN = 4
    DIGIT = 5
    OTHER = 6


def script(char: str) -> Script:
    """Script a character belongs to."""
    if "一" <= char <= "鿿" or char in "々〆㐂" or "㐀" <= char <= "䶿" or char >= "\U00020000":
        return Script.KANJI
    if "ぁ" <= char <= "ゖ":
        return Script.HIRAGANA
    if "ァ" <= char <= "ヺ" or char == "ー":
        return Script.KATAKANA
    if char.isascii() and char.isalpha():
        return Script.LATIN
    return Script.DIGIT if char.isdecimal() else Script.OTHER


def one_word(before: str, behind: str) -> bool:
    """Whether a cut between two characters falls inside a run of one script."""
    if not before or not behind:
        return False
    kind = script(before[-1])
    return kind is not Script.OTHER and kind is script(behind[0])


def atoms(folded: Folded) -> tuple[str, ...]:
    """The key cut up; what came from one published character stays together."""
    pieces = _ATOM.findall(folded.key)
    if len(set(folded.starts)) == len(folded.starts):
        return tuple(pieces)
    joined: list[str] = []
    at = 0
    for piece in pieces:
        if at and folded.starts[at] == folded.starts[at - 1]:
            joined[-1] += piece
        else:
            joined.append(piece)
        at += len(piece)
    return tuple(joined)
