"""The words a citation is made of: names of laws, known or given by a form, and the numbers of provisions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from piadiff.law.shelf import entries
from piadiff.text import key

KANJI_DIGITS = "一二三四五六七八九十百"
NUMBER = rf"(?:\d+|[{KANJI_DIGITS}]+)"
ROW_NUMBER = r"\d+(?:(?:の|-)\d+)*"
JOINED = r"(?:[、,・/]|及び|並びに|又は|若しくは|および|ならびに|または|もしくは|と)"
_KANJI = rf"[{KANJI_DIGITS}]+(?:の[{KANJI_DIGITS}]+)*"
_BETWEEN = rf"(?:{JOINED}{{1,2}}|から|~)"
_RUN = rf"{ROW_NUMBER}(?:{_BETWEEN}{ROW_NUMBER})*"
_KANJI_RUN = rf"{_KANJI}(?:{_BETWEEN}{_KANJI})*"
_HAN = "一-鿿"
_SHORT = 2


def _either_digits(name: str) -> str:
    """Pattern of a name whose numbers may be written in kanji."""
    return "".join(
        rf"(?:{part}|{in_kanji(int(part))})" if part.isdigit() else re.escape(part)
        for part in re.split(r"(\d+)", key(name))
    )


def _promulgated(number: str) -> str:
    """Pattern of a number of promulgation with the brackets that end behind it; forms add month and day."""
    year, rest = number.split("年", 1)
    return rf"{_either_digits(year)}年(?:{NUMBER}月{NUMBER}日)?{_either_digits(rest)}(?:\)|(?=。以下))?"


def arabic(text: str) -> str:
    """十六の二 and 16-2 as 16の2."""
    return "の".join(_arabic(part) for part in re.split(r"[の-]", text))


def _arabic(text: str) -> str:
    if text.isdigit():
        return str(int(text))
    total = digit = 0
    for char in text:
        value = KANJI_DIGITS.index(char) + 1
        if value >= 10:
            total, digit = total + (digit or 1) * (10 if value == 10 else 100), 0
        else:
            digit = value
    return str(total + digit)


def in_kanji(number: int) -> str:
    """A number below a thousand as the names of laws and tables spell it: 126 as 百二十六."""
    digits = "〇" + KANJI_DIGITS
    said = ""
    for unit, sign in ((100, "百"), (10, "十"), (1, "")):
        count, number = divmod(number, unit)
        said += ("" if count == 1 and sign else digits[count]) + sign if count else ""
    return said


def spelt(said: str, like: str) -> str:
    """Digits as most of those in the words they replace: as wide, or in kanji."""
    wide, narrow = len(re.findall(r"[０-９]", like)), len(re.findall(r"[0-9]", like))
    if wide > narrow:
        return re.sub(r"\d", lambda digit: chr(ord(digit[0]) + 0xFEE0), said)
    if narrow:
        return said
    return re.sub(r"\d+", lambda digits: in_kanji(int(digits[0])), said)


@dataclass(frozen=True, slots=True)
class Names:
    """A pattern with an empty group behind every name of a law: what each group stands for, as (name, law)."""

    pattern: re.Pattern[str]
    groups: Mapping[str, tuple[str, str]]


def _named(named: Mapping[str, str], rest: str = "", begin: str = "") -> Names:
    """The longest name counts. A group at the end leaves its first letter to be looked at first, which is quick.

    ``begin`` is a class of all letters that a name or provision begins with.
    """
    by_length = sorted(named, key=len, reverse=True)
    names = (f"{pattern}(?P<law{at}>)" for at, pattern in enumerate(by_length))
    groups = {f"law{at}": (pattern, named[pattern]) for at, pattern in enumerate(by_length)}
    either = "|".join([*names, rest] if rest else names)
    return Names(re.compile(f"(?={begin})(?:{either})" if begin else either), groups)


@lru_cache(maxsize=1)
def _tokens() -> Names:
    """All that a citation is made of."""
    named = {_either_digits(name): entry.id for entry in entries() for name in entry.names}
    named.update((_promulgated(entry.number), entry.id) for entry in entries())
    appendix = rf"別表(?:第(?P<ordinal>{NUMBER})|(?P<bare>[一二]|[12](?![\d、,・の項])))?"
    table = rf"{appendix}|第(?P<article_table>{NUMBER}(?:の{NUMBER})*)条の表"
    rest = (
        rf"(?P<table>{table})"
        rf"|(?P<article>(?:第|(?<=[法令則]))(?P<number>{NUMBER})条(?P<branch>(?:の{NUMBER}(?![人件日年月欄]))*)(?:第?(?P<paragraph>{NUMBER})項(?!目))?"
        rf"(?:第?(?P<item>{NUMBER})号)?(?P<part>前段|後段|本文|ただし書)?)"
        rf"|第(?P<alone>{NUMBER}(?:の{NUMBER})*)の?項(?!目)(?:第(?P<alone_item>{NUMBER})号)?(?P<alone_part>前段|後段|本文|ただし書)?"
        rf"|第(?P<item_alone>{NUMBER})号|(?P<same>同法(?!律))"
        rf"|(?P<lead>項番号?:?)?(?P<run>{_RUN})(?P<mark>(?:まで)?の?項(?:番(?!号法))?(?!目))?"
        rf"|項番号?:?(?P<kanji_led>{_KANJI_RUN})(?:(?:まで)?の?項(?!目))?"
        rf"|(?:(?<![{_HAN}])|(?<=の表))(?P<kanji_run>{_KANJI_RUN})(?:まで)?の?項(?!目)"
    )
    first = {key(name)[0] for entry in entries() for name in (*entry.names, entry.number)}
    return _named(named, rest, rf"[{re.escape(''.join(sorted(first)))}{KANJI_DIGITS}\d別第項]")


@lru_cache(maxsize=64)
def names_given(aliases: frozenset[tuple[str, str]]) -> Names | None:
    """The names that a form gives to laws."""
    named = {_alone(alias): law for alias, law in sorted(aliases) if alias}
    return _named(named) if named else None


def names_and_provisions(folded: str, own: Names | None) -> Iterator[tuple[re.Match[str], str | None]]:
    """Names and provisions in the order of a text, with the law of a name; of two names at one place the longer."""
    known = _tokens()
    first = known.pattern.search(folded)
    other = own.pattern.search(folded) if own else None
    while first or other:
        meant = known.groups.get(str(first.lastgroup)) if first else None
        called = own.groups[str(other.lastgroup)] if own and other else None
        if other and called and (first is None or _prevails(other, called, first, meant)):
            at = other.end()
            yield other, called[1]
        elif first:
            at = first.end()
            yield first, meant[1] if meant else None
        if first and first.start() < at:
            first = known.pattern.search(folded, at)
        if own and other and other.start() < at:
            other = own.pattern.search(folded, at)


def _prevails(
    other: re.Match[str], called: tuple[str, str], first: re.Match[str], meant: tuple[str, str] | None
) -> bool:
    """Whether a name of the form's own stands before what is known, or at the same place and is no shorter."""
    if other.start() != first.start() or meant is None:
        return other.start() <= first.start()
    return called[0] == meant[0] or len(called[0]) > len(meant[0])


def _alone(alias: str) -> str:
    """Pattern of a defined name; one as short as 法 counts only right before a provision."""
    return rf"(?<![{_HAN}ァ-ヺ]){re.escape(alias)}(?=第|別表|の規定)" if len(alias) <= _SHORT else re.escape(alias)
