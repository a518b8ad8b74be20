"""Numbers and dates of cells as Excel shows them."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from piadiff.readers.xlsx.package import Part, attribute, below, children, whole_number
from piadiff.text import wareki
from piadiff.text.signs import ERA, ERA_LETTERS

_WAREKI, _WAREKI_SHORT = '[$-411]ggge"年"m"月"d"日"', "[$-411]ge.m.d"
_BUILT_IN = (
    {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0"}
    | {14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy/m/d h:mm", 30: "m/d/yy"}
    | {31: 'yyyy"年"m"月"d"日"', 34: 'yyyy"年"m"月"', 55: 'yyyy"年"m"月"'}
    | dict.fromkeys((28, 29, 51, 54, 58), _WAREKI)
    | dict.fromkeys((27, 36, 50, 57), _WAREKI_SHORT)
)
"""Formats that Excel knows by number only, as it shows them in Japan."""
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[[^\]]*\]|(?P<code>g{1,3}|e{1,2}|y{1,4}|m{1,5}|d{1,4}|a{3,4}|h{1,2}|s{1,2})'
    r"|(?P<number>[#0?][#0?,]*(?:\.[0#?]+)?%?|%)|(?P<general>[Gg]eneral|G/標準|@)|(?P<other>.)",
    re.DOTALL,
)
_DATE_CODE = re.compile(r"[ymdgea]", re.IGNORECASE)
_TIME = re.compile(r"[\s　]*\bh{1,2}:mm?(?::ss?)?(?:\.0+)?(?:[\s　]*AM/PM)?", re.IGNORECASE)
_DIGITS = 300
_DAYS = "月火水木金土日"
_LETTERS = {era: letter for letter, era in ERA_LETTERS.items()}
_ERA = re.compile(rf"({ERA})(元|\d+)年")


@dataclass(frozen=True)
class Shown:
    """The number formats of a workbook by cell style.

    Attributes:
        since_1904: Days count from 1904, as old Excel for the Mac does.
        struck: Styles whose words are struck through.
        whole_days: A day is given as 2025-12-01, however little of it the cell shows (4月1日 has no year).
    """

    formats: tuple[str, ...] = ()
    since_1904: bool = False
    whole_days: bool = False
    struck: frozenset[int] = frozenset()

    @classmethod
    def of(cls, styles: Part | None, workbook: Part) -> Shown:
        """The formats of a workbook, which may have none."""
        old = any(attribute(node, "date1904") in {"1", "true"} for node in below(workbook.tree, "workbookPr"))
        if styles is None:
            return cls(since_1904=old)
        own = {
            whole_number(attribute(node, "numFmtId")): attribute(node, "formatCode")
            for node in below(styles.tree, "numFmt")
        }
        looks = [node for group in children(styles.tree, "cellXfs") for node in children(group, "xf")]
        numbers = [whole_number(attribute(node, "numFmtId")) for node in looks]
        fonts = [node for group in children(styles.tree, "fonts") for node in children(group, "font")]
        lined = {at for at, font in enumerate(fonts) if _is_lined(font)}
        struck = frozenset(at for at, node in enumerate(looks) if whole_number(attribute(node, "fontId"), -1) in lined)
        return cls(tuple(own.get(number, _BUILT_IN.get(number, "")) for number in numbers), old, struck=struck)

    def number(self, value: str, style: int) -> str:
        """A number of a cell in the format of its style."""
        try:
            number = Decimal(value)
        except InvalidOperation:
            return value
        if not number.is_finite() or abs(number.adjusted()) > _DIGITS:
            return value
        code = self.formats[style] if 0 <= style < len(self.formats) else ""
        sections = _sections(code)
        code = sections[1] if number < 0 and len(sections) > 1 else sections[0]
        if _is_date(code):
            day = self._day(number)
            if day is None:
                return plain(number)
            return day.date().isoformat() if self.whole_days else _dated(code, day)
        return _numbered(code, -number if number < 0 and len(sections) > 1 else number)

    def _day(self, number: Decimal) -> datetime.datetime | None:
        """The day a number stands for; Excel counts a 29 February 1900 that never was."""
        start = datetime.datetime(1904, 1, 1) if self.since_1904 else datetime.datetime(1899, 12, 30)
        try:
            return start + datetime.timedelta(days=float(number))
        except OverflowError:
            return None


def _is_lined(font: Element) -> bool:
    return any(attribute(node, "val") not in {"0", "false"} for node in children(font, "strike"))


def plain(number: Decimal) -> str:
    """A number as Excel shows it without a format."""
    if number == number.to_integral_value():
        return str(int(number))
    return format(Decimal(repr(round(float(number), 10))).normalize(), "f")


def _sections(code: str) -> list[str]:
    """Formats of positive, negative and zero numbers and of texts."""
    return re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)


def _is_date(code: str) -> bool:
    return any(match["code"] and _DATE_CODE.match(match["code"]) for match in _PIECE.finditer(_without_general(code)))


def _without_general(code: str) -> str:
    return re.sub(r"general|G/標準", "", code, flags=re.IGNORECASE)


def _dated(code: str, day: datetime.datetime) -> str:
    """A day in a format; a time of day that nobody gave is left out."""
    parts, before = list[str](), ""
    for match in _PIECE.finditer(code if day.time() != datetime.time() else _TIME.sub("", code)):
        if match["code"]:
            minutes = match["code"][0] == "m" and before[:1] == "h"
            parts.append(f"{day.minute:02}" if minutes else _date_part(match["code"], day))
            before = match["code"]
        else:
            parts.append(match["quoted"] or match["escaped"] or match["other"] or "")
    return "".join(parts)


def _date_part(code: str, day: datetime.datetime) -> str:
    era = _ERA.match(wareki(day.date()))
    name, year = (era[1], 1 if era[2] == "元" else int(era[2])) if era else ("", day.year)
    number = {"y": day.year, "m": day.month, "d": day.day, "e": year, "h": day.hour, "s": day.second}
    if code[0] == "g":
        return {1: _LETTERS.get(name, ""), 2: name[:1]}.get(len(code), name)
    if code[0] == "a":
        return _DAYS[day.weekday()] + ("曜日" if len(code) > 3 else "")
    if code[0] == "y":
        return f"{day.year % 100:02}" if len(code) <= 2 else str(day.year)
    return f"{number[code[0]]:0{2 if len(code) == 2 else 1}}"


def _numbered(code: str, number: Decimal) -> str:
    """A number in a format of digits and words around it."""
    if not code or code in {"@", "General", "G/標準"}:
        return plain(number)
    parts, filled = list[str](), False
    for match in _PIECE.finditer(code):
        if match["number"] and not filled:
            parts.append(_digits(match["number"], number))
            filled = True
        elif match["general"] and not filled:
            parts.append(plain(number))
            filled = True
        else:
            parts.append(match["quoted"] or match["escaped"] or match["other"] or "")
    return "".join(parts) if filled else plain(number)


def _digits(code: str, number: Decimal) -> str:
    percent = code.endswith("%")
    whole, _, decimals = code.rstrip("%").partition(".")
    shown = f"{number * 100 if percent else number:{',' if ',' in whole else ''}.{len(decimals)}f}"
    return f"{shown}{'%' if percent else ''}"
