"""Numbers with their units, and how often a year something is done."""

from __future__ import annotations

import re
import unicodedata

from piadiff.model import Change

_PERIODS = {"毎日": 1.0, "毎週": 7.0, "毎月": 30.0, "毎年度": 365.0, "毎年": 365.0}

_UNITS = {
    "分": 1 / 1440,
    "時間": 1 / 24,
    "日": 1.0,
    "営業日": 1.0,
    "週": 7.0,
    "か月": 30.0,
    "ヶ月": 30.0,
    "カ月": 30.0,
    "月": 30.0,
    "年": 365.0,
}


def figure(text: str) -> float | None:
    """The size of a number with its unit; periods in days."""
    plain = unicodedata.normalize("NFKC", text)
    for word, days in _PERIODS.items():
        if word in plain:
            return days
    match = re.search(r"(\d+(?:\.\d+)?)\s*(営業日|か月|ヶ月|カ月|時間|分|日|週|月|年)?", plain)
    if not match:
        return None
    return float(match[1]) * _UNITS.get(match[2] or "", 1.0)


_FREQUENCY = re.compile(
    r"(?:(?P<every>\d{0,2})(?P<unit>か月|ヶ月|カ月|年度?|月|週間?|日)(?:に|ごとに|毎に)?(?P<times>\d{1,3})回|(?P<word>毎(?:年度?|月|週|日)))"
)

_DAYS = {
    "年": 365.0,
    "年度": 365.0,
    "月": 30.0,
    "か月": 30.0,
    "ヶ月": 30.0,
    "カ月": 30.0,
    "週": 7.0,
    "週間": 7.0,
    "日": 1.0,
}


def _frequencies(text: str) -> list[float]:
    """How often a year things are done that a text gives a frequency for."""
    found = _FREQUENCY.finditer(unicodedata.normalize("NFKC", text))
    return [
        365 / _DAYS[match["word"][1:]]
        if match["word"]
        else 365 * int(match["times"]) / (_DAYS[match["unit"]] * int(match["every"] or 1))
        for match in found
    ]


def oftener(change: Change) -> bool | None:
    """Whether the one frequency of a text went up; None when there is none, more than one, or no difference."""
    before, after = _frequencies(change.before), _frequencies(change.after)
    if len(before) != 1 or len(after) != 1 or before == after:
        return None
    return after > before
