"""Amounts of time as a text tells them: periods in one spelling, how often a thing is done, and by when."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from piadiff.text import key

_WHOLE_YEARS = re.compile(r"(?<!\d)(\d{2,3})(?:か月|ヶ月|カ月|箇月)(?!に|ごと|毎|目)")
_MONTHS = 12


def in_years(folded: str) -> str:
    """A text with the months of whole years as years: 60か月間 and 5年間."""
    return _WHOLE_YEARS.sub(_years, folded) if "月" in folded else folded


def _years(match: re.Match[str]) -> str:
    years, rest = divmod(int(match[1]), _MONTHS)
    return match[0] if rest else f"{years}年"


Span = tuple[int, int]
DAYS = {
    "年": 360.0, "年度": 360.0, "半年": 180.0, "半期": 180.0, "四半期": 90.0, "月": 30.0, "か月": 30.0, "ヶ月": 30.0,
    "カ月": 30.0, "週": 7.0, "週間": 7.0, "日": 1.0,
}  # fmt: skip
_AND = r"(?:及び|および|並びに|、|・|と)"
_NAMED_MONTHS = rf"\d{{1,2}}月(?:{_AND}\d{{1,2}}月)*"
_FREQUENCY = re.compile(
    r"(?P<turn>[日週月年])次|隔(?P<skip>[日週月年])|(?P<round>\d{1,2})(?:年度?|か年)間?(?=で[^、。]{0,12}[一1]巡)"
    r"|毎?(?:(?P<every>\d{0,2})(?P<unit>か月|ヶ月|カ月|四半期|半期|半年|年度?|月|週間?|日)(?:に|ごとに|毎に)?(?P<times>\d{1,3}|複数)"
    rf"(?:回|度(?=[、。の一-龠ァ-ヺ]))|毎年度?の?(?P<months>{_NAMED_MONTHS})(?!\d)"
    r"|毎(?P<word>年度?|月|週|日)(?!に?\d{1,3}[回度])|(?P<each>四半期|半年|半期|\d{1,2}(?:か月|ヶ月|カ月|年)|(?<![一-龠\d])(?:月|週|日|年度?)(?=ごと))(?:ごと|毎))"
)
FREQUENCY_SIGNS = re.compile("[次回度毎ご隔巡]")
_ONCE = str.maketrans("一二三四", "1234")
_KANJI_TIMES = re.compile(r"[一二三四](?=[回度](?!目))")
_THOSE_MONTHS = re.compile(rf"\((?:各年|毎年度?|おおむね|概ね|主に)?(?P<months>{_NAMED_MONTHS})(?:頃|に実施|に行う)?\)")
"""The months in which a thing is done as often as is told before the bracket."""


@lru_cache(maxsize=4096)
def plain_figures(text: str) -> str:
    """A text with its figures in one spelling, those in kanji before 回 and 度 too."""
    folded = unicodedata.normalize("NFKC", key(text))
    return _KANJI_TIMES.sub(lambda match: match[0].translate(_ONCE), folded)


def frequencies(plain: str) -> list[tuple[Span, float]]:
    """How often a year things are done that a text with plain figures gives a frequency for, and where."""
    if not FREQUENCY_SIGNS.search(plain):
        return []
    return [(match.span(), _a_year(match)) for match in _FREQUENCY.finditer(plain)]


def _a_year(match: re.Match[str]) -> float:
    if match["months"]:
        return 365 * match["months"].count("月") / DAYS["年"]
    if match["round"]:
        return 365 / (DAYS["年"] * int(match["round"]))
    if match["skip"]:
        return 365 / (2 * DAYS[match["skip"]])
    if match["word"] or match["turn"]:
        return 365 / DAYS[match["word"] or match["turn"]]
    if match["each"]:
        number = re.match(r"\d+", match["each"])
        unit = match["each"][number.end() :] if number else match["each"]
        return 365 / (DAYS[unit] * int(number[0] if number else 1))
    times = 2 if match["times"] == "複数" else int(match["times"])
    return 365 * times / (DAYS[match["unit"]] * int(match["every"] or 1))


def without_named_months(plain: str) -> str:
    """A text without brackets that name as many months as the thing before them is done in a year."""
    found = _THOSE_MONTHS.search(plain)
    often = frequencies(plain[: found.start()]) if found else []
    if found is None or not often or often[-1][1] != 365 * found["months"].count("月") / DAYS["年"]:
        return plain
    return plain[: found.start()] + plain[found.end() :]


_UNITS = re.compile("[日週月年半]")
_DEADLINE = re.compile(
    r"(?:(?P<same>当日|同日|即日|その日)|(?P<next>翌日)|(?P<open>翌[一-龠]{2}日))(?!から|より|以降|以後)"
    r"|(?P<number>\d+)(?P<unit>営業日|開庁日|時間|日|週間?|か月|ヶ月|カ月|年)以内"
    r"|(?P<after>翌)?(?<![\d毎])(?P<end>週|月|年度|年)の?末日?"
    r"|翌(?P<turn>週|月|年度)(?:まで|中|に(?!\d))|(?:当|同|その)(?P<this>週|月|年度)(?:中|内|のうち)"
    r"|(?P<day>(?:の|た|[一-龠]{2})日)(?=に(?!ち))"
)
_KEEPS = re.compile(r"保存|保管|保持|残[しすさ]|有効")
_WITHIN = {"時間": 1 / 24, "日": 1.0, "週": 7.0, "週間": 7.0, "か月": 31.0, "ヶ月": 31.0, "カ月": 31.0, "年": 366.0}
_TURN = {"週": 7.0, "月": 31.0, "年": 366.0, "年度": 366.0}
_SAME_DAY = (0.0, 0.9)


def deadlines(plain: str) -> Iterator[tuple[Span, tuple[float, float]]]:
    """By when, at the earliest and at the latest in days, a thing has to be done that a text gives a time for.

    Until when a thing is kept is another matter.
    """
    for match in () if _KEEPS.search(plain) else _DEADLINE.finditer(plain):
        yield match.span(), _days(match)


def _days(match: re.Match[str]) -> tuple[float, float]:
    if match["same"] or match["day"]:
        return _SAME_DAY
    if match["next"]:
        return 1.0, 1.0
    if match["open"]:
        return 1.0, 5.0
    if match["number"]:
        number, unit = int(match["number"]), _WITHIN.get(match["unit"])
        return (number * unit, number * unit) if unit else (number, 2.0 * number + 3)
    whole = _TURN[match["end"] or match["turn"] or match["this"]]
    if match["after"] or match["turn"]:
        return (whole - 3 if match["end"] else 1.0), 2 * whole
    return 0.0, whole


def later(old: str, new: str) -> bool | None:
    """Whether the one thing a text gives a time for is to be done later than it was, None where that is not told."""
    if old == new or not (_UNITS.search(old) and _UNITS.search(new)):
        return None
    times = [[days for _, days in deadlines(plain)] for plain in (old, new)]
    if len(times[0]) != 1 or len(times[1]) != 1 or times[0] == times[1]:
        return None
    (was_first, was_last), (first, last) = times[0][0], times[1][0]
    if first >= was_first and last > was_last:
        return True
    return False if first <= was_first and last < was_last else None


_ASIDE = "〼"
_BESIDE_AMOUNT = re.compile(rf"(?:から|の)?{_ASIDE}(?:中|の?うち|まで)?に?、?")


def amounts_aside(plain: str) -> tuple[str, list[float], list[tuple[float, float]]]:
    """A text without its amounts of time, how often it says things are done, and by when."""
    if not _UNITS.search(plain):
        return plain, [], []
    plain = without_named_months(plain)
    often, by_when = frequencies(plain), list(deadlines(plain))
    spans = sorted({span for span, _ in (*often, *by_when)}, reverse=True)
    for start, end in spans:
        plain = f"{plain[:start]}{_ASIDE}{plain[end:]}"
    plain = _BESIDE_AMOUNT.sub(_ASIDE, plain)
    return plain.replace(_ASIDE, "、§、"), [times for _, times in often], [days for _, days in by_when]
