"""Numbers as officers write them: 29,840, 二十九万八千四百, 三〇一, 29万8千 → their value."""

from __future__ import annotations

import re

_DIGITS = "0123456789"
_KANJI = "○一二三四五六七八九"
"""Digits in kanji; the comparison key writes 〇 as ○."""
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10_000, "億": 100_000_000}
_UNITS = "".join((*_SMALL, *_LARGE))
NUMERAL = rf"[0-9,.{_KANJI}{_UNITS}]*[0-9{_KANJI}{_UNITS}]"
"""A pattern of one number in a folded text, in digits, in kanji or in both."""
_STEP = re.compile(rf"(?P<own>\d{{1,3}}(?:,\d{{3}})+|\d*)(?P<unit>[{_UNITS}]?)")
_ARABIC = str.maketrans(_KANJI, _DIGITS)


def number(text: str) -> int | None:
    """The value of a numeral, folded; None where it is none (○○), or one in parts of 万 (29.8万)."""
    total = section = 0
    arabic = text.translate(_ARABIC)
    steps = list(_STEP.finditer(arabic))
    if "".join(step[0] for step in steps) != arabic or not arabic.strip("0"):
        return None
    for step in steps:
        own = int(step["own"].replace(",", "")) if step["own"] else None
        if unit := step["unit"]:
            if unit in _SMALL:
                section += _SMALL[unit] * (1 if own is None else own)
            else:
                total += _LARGE[unit] * (section + (own or 0) or 1)
                section = 0
        else:
            section += own or 0
    return total + section


_OF_CLAUSE = re.compile(rf"[{_KANJI[1:]}{''.join(_SMALL)}]+(?=の?(?:条|項(?!目)|号|欄))")


def clause_numbers(folded: str) -> str:
    """A folded text with the numbers of 条, 項, 号 and 欄 in digits: 第十九条第八号, 百三十二の項."""
    return _OF_CLAUSE.sub(lambda match: str(number(match[0])), folded)
