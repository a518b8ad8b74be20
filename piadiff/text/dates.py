"""Japanese dates: 和暦 and 西暦 in every width → ``datetime.date``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from piadiff.text.signs import ERA, ERAS, circled_value, year_of_era

_DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")}
_NUMBER = r"[0-9〇一二三四五六七八九十]{1,4}"
_DATE = re.compile(
    rf"(?:(?P<era>{ERA}|(?<![A-Za-z])[MTSHR](?=[\s.]*\d))?\s*(?P<year>元|{_NUMBER})"
    rf"(?:\s*年\s*(?:(?P<month>{_NUMBER})\s*月\s*(?:(?P<day>{_NUMBER})\s*日)?)?"
    r"|\s*[./-]\s*(?P<month2>\d{1,2})\s*[./-]\s*(?P<day2>\d{1,2})(?!\d)))"
)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date found in a text; ``day`` is None when only a year or a month is named."""

    start: int
    end: int
    text: str
    day: date | None


def _number(text: str) -> int:
    """Value of Arabic or kanji digits below 10,000: 12, 一二, 十二, 二十一."""
    if text == "元":
        return 1
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_number(tens) if tens else 1) * 10 + (_number(ones) if ones else 0)
    return int("".join(_DIGITS.get(char, char) for char in text))


def _day(match: re.Match[str]) -> date | None:
    era = match["era"]
    year = _number(match["year"])
    if era:
        year = year_of_era(era, year)
    elif year < 1000:
        return None
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    if not month or not day:
        return None
    try:
        return date(year, _number(month), _number(day))
    except ValueError:
        return None


class _Width(dict[int, str]):
    """Each code point with its width made plain; filled on first use, since a text repeats its characters."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKC", char := chr(code))
        self[code] = plain if len(plain) == 1 and not circled_value(char) else char
        return self[code]


_WIDTH = _Width()


def _same_width(text: str) -> str:
    """Full-width digits and letters made plain; every index stays where it was."""
    return text.translate(_WIDTH)


def find_dates(text: str) -> Iterator[DateSpan]:
    """Dates in the order of the text, as published."""
    for match in _DATE.finditer(_same_width(text)):
        if match["era"] or match["month2"] or match["month"] or len(match["year"]) == 4:
            yield DateSpan(match.start(), match.end(), text[match.start() : match.end()], _day(match))


def parse_date(text: str) -> date | None:
    """The first full date in a text, None when there is none."""
    return next((span.day for span in find_dates(text) if span.day), None)


def wareki(day: date) -> str:
    """A day as officers write it: 令和7年12月1日."""
    era = next(name for name, begin in reversed(ERAS.items()) if day >= begin)
    year = day.year - ERAS[era].year + 1
    return f"{era}{'元' if year == 1 else year}年{day.month}月{day.day}日"
