"""The alphabets of the field: ticks, dashes, list marks, circled numbers, eras.

Each is written to stand inside ``[…]`` of a pattern (or, for ``ERA`` and ``YEAR``, inside ``(?:…)``).
"""

from __future__ import annotations

from datetime import date

TICKS = "○〇◯◎●レ✓✔☑☒■"
"""Signs that say an option is chosen wherever they stand alone, be it in brackets or in a cell of their own."""

TICKED = f"{TICKS}ＯＸｏｘ０OXox0"
"""Signs in brackets, ``[○]``, that say an option is chosen. A form prints ○ and leaves what is not chosen blank, so a
sign that people put in its place chooses too: ✓ and レ, a letter or a nought for the ○, the x of plain text lists."""

CROSSES = "×✕✖✗✘"
"""× in brackets: "no" on a Japanese sheet, "yes" on a questionnaire. A cell with one does not say what is chosen."""

BOXED_TICKS = "☑☒"
BARE_TICKED, BARE_EMPTY = f"{BOXED_TICKS}■✓✔", "□☐"
"""Signs that are a box by themselves, without brackets, ticked and not; ■ and □ are bullets as well."""

CIRCLES = "○〇◯⚪"
"""One sign in several code points."""

DASHES = "-‐‑‒–—―−－ｰー─━~～〜"
"""What people type for 「－」 as the whole of a cell; ー and ～ are dashes only there."""

HYPHENS = "-‐‑‒–—―−－"
"""What stands between the parts of an address, 「Ⅱ－３－②」."""

CIRCLED = "①-⑳㉑-㉟㊱-㊿"
"""① to ㊿, which Unicode keeps in three places."""

BULLETS = "・･●○◯〇◎■□◆◇▪►▶▲△▼☆★•"
"""Signs that begin an entry of a list and count nothing."""

ERAS = {
    "明治": date(1868, 1, 25),
    "大正": date(1912, 7, 30),
    "昭和": date(1926, 12, 25),
    "平成": date(1989, 1, 8),
    "令和": date(2019, 5, 1),
}
"""Eras and the days they begin on (元号法; the older ones by 詔書)."""

ERA = "|".join(ERAS)
ERA_LETTERS = dict(zip("MTSHR", ERAS, strict=True))


def circled(number: int) -> str:
    """The circled sign of a number from 1 to 50."""
    first, base = next(pair for pair in (("㊱", 36), ("㉑", 21), ("①", 1)) if number >= pair[1])
    return chr(ord(first) + number - base)


_VALUES = {circled(number): number for number in range(1, 51)}


def circled_value(sign: str) -> int:
    """Number of a circled sign: ⑫ → 12; 0 for any other text."""
    return _VALUES.get(sign, 0)


def year_of_era(era: str, year: int) -> int:
    """Calendar year of a year of an era, by its name or letter: 令和7 → 2025."""
    return ERAS[ERA_LETTERS.get(era, era)].year + year - 1
