"""Published rows → how many stand at each 提出時期 × computed verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from piadiff.model import ChangeRow, Timing, Verdict
from piadiff.writers.report.changes import TIMINGS, UNJUDGED, Judged, cells, timing_of

JUDGED = (*map(str, Verdict), UNJUDGED)
_MUST = {str(Verdict.REDO), str(Verdict.SIGNIFICANT)}


@dataclass(frozen=True, slots=True)
class Cell:
    """Rows of one 提出時期 and one verdict.

    Attributes:
        against: The rows say 事後 or nothing where the computed verdict asks for 事前.
    """

    timing: str
    judged: str
    count: int
    against: bool


def matrix(rows: Sequence[ChangeRow], judged: Judged) -> list[tuple[str, list[Cell]]]:
    """One line for each 提出時期 that rows have, with a cell for every verdict."""
    found = Counter((timing_of(row), judged.get(cells(row), UNJUDGED)) for row in rows)
    used = [timing for timing in TIMINGS if any(told == timing for told, _ in found)]
    return [(timing, [_cell(timing, each, found[timing, each]) for each in JUDGED]) for timing in used]


def _cell(timing: str, judged: str, count: int) -> Cell:
    return Cell(timing, judged, count, bool(count) and judged in _MUST and timing != Timing.BEFORE)
