"""The order of 施行 and 提出: what is 事前 comes before the change takes effect, not on its day."""

from __future__ import annotations

from datetime import date

from piadiff.model import Timing, Verdict
from piadiff.text import wareki

_JUDGED = frozenset({Verdict.SIGNIFICANT, Verdict.MINOR})
"""規則 names no day before which the heavier form after a raised しきい値 is due."""


def late(verdict: Verdict, timing: Timing, effective: date | None, submitted: date | None) -> str:
    """What is wrong with the days of a change that is 事前; "" where nothing is, or a day is not known."""
    if timing is not Timing.BEFORE or verdict not in _JUDGED or not effective or not submitted or submitted < effective:
        return ""
    days = f"提出（{wareki(submitted)}）が施行（{wareki(effective)}）"
    told = f"{days}と同じ日で、前ではありません。" if submitted == effective else f"{days}より後です。"
    if verdict is Verdict.MINOR:
        return f"{told}「事前」とするなら、施行の前に提出します。"
    return f"{told}規則第9条第2項の場合を除き、重要な変更は施行の前に提出します。"
