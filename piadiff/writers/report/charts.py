"""The drawings of a form's page: its versions along the years, changes per revision, items by revisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup, escape

from piadiff.model import Form, ItemPath, Verdict
from piadiff.writers.report.changes import Entry, Revision, Step
from piadiff.writers.report.days import told_day, told_year

SYMBOLS = ("◆", "●", "？", "○")
"""Marks of the verdicts, heaviest first, that tell them apart without colour."""

_WIDTH, _LEFT, _RIGHT = 1000, 30, 30
_BASE, _DOT, _LEVEL = 40, 13, 29
_LEVELS = 3
_TICKS = 12
_BAR, _BAR_HEIGHT, _UNIT = 420, 20, 16


def bars_width(shown: Sequence[Revision]) -> float:
    """How wide one change is drawn, so that the longest bar fits."""
    most = max((len(revision.entries) for revision in shown), default=1) or 1
    return min(_UNIT, _BAR / most)


def bar(revision: Revision, width: float) -> Markup:
    """Changes of one revision by verdict, as one bar; the numbers stand in the table around it."""
    told = "、".join(f"{verdict} {count}" for verdict, count in zip(Verdict, revision.counts, strict=True) if count)
    at, parts = 1.0, []
    for rank, count in enumerate(revision.counts):
        long = count * width
        if count:
            parts.append(f'<rect class="f-{rank}" x="{at:.1f}" y="1" width="{long:.1f}" height="{_BAR_HEIGHT - 2}"/>')
        at += long
    head = f'<svg class="bar" role="img" width="{at + 1:.0f}" height="{_BAR_HEIGHT}" aria-label="{escape(told)}">'
    return Markup(f"{head}{''.join(parts)}</svg>")  # noqa: S704 - numbers and escaped text


def heat(shown: Sequence[Revision], newest: Form) -> list[tuple[ItemPath, tuple[str, list[Entry | None]]]]:
    """Items × revisions: each item that ever changed or is not certain, with its label and its changes."""
    rows: dict[ItemPath, list[Entry | None]] = {}
    labels: dict[ItemPath, str] = {}
    for place, revision in enumerate(shown):
        known = revision.version.form.by_path
        for path in revision.version.form.uncertain:
            rows.setdefault(path, [None] * len(shown))
            labels.setdefault(path, known[path].label if path in known else "")
        for entry in revision.entries:
            rows.setdefault(entry.path, [None] * len(shown))[place] = entry
            labels[entry.path] = entry.label
    order = {item.path: place for place, item in enumerate(newest.items)}
    ordered = sorted(rows, key=lambda path: (order.get(path, len(order)), str(path)))
    return [(path, (labels[path], rows[path])) for path in ordered]


def timeline(steps: Sequence[Step], due: date | None, as_of: date | None) -> str:
    """Versions on an axis of years as SVG; "" when fewer than two days are known."""
    dated = [(day, number) for number, step in enumerate(steps, 1) if (day := step.version.published)]
    days = [*(day for day, _ in dated), *([due] if due else []), *([as_of] if as_of else [])]
    if not dated or len(set(days)) < 2:
        return ""
    axis = _Axis(min(days), max(days))
    told = "、".join(f"第{number}版 {told_day(day)}" for day, number in dated)
    dots, levels = _dots(axis, dated)
    parts = [*axis.ticks(), *dots]
    if due:
        parts.append(_flag(axis.at(due), "due", f"再実施の期限 {told_day(due)}"))
    if as_of:
        parts.append(_flag(axis.at(as_of), "as-of", f"基準日 {told_day(as_of)}"))
    top = (1 - levels) * _LEVEL
    box = f"0 {top} {_WIDTH} {_BASE + 72 - top}"
    head = f'<svg class="timeline" role="img" viewBox="{box}" aria-label="公表日の年表: {told}">'
    return f"{head}{''.join(parts)}</svg>"


class _Axis:
    """Days → places from left to right."""

    def __init__(self, first: date, last: date) -> None:
        self._first, self._last = date(first.year, 1, 1).toordinal(), date(last.year, 12, 31).toordinal()
        self._years = range(first.year, last.year + 1)

    def at(self, day: date) -> float:
        share = (day.toordinal() - self._first) / (self._last - self._first)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def ticks(self) -> Iterator[str]:
        yield f'<line class="axis" x1="{_LEFT}" y1="{_BASE}" x2="{_WIDTH - _RIGHT}" y2="{_BASE}"/>'
        every = -(-len(self._years) // _TICKS)
        for year in self._years[::every]:
            x = self.at(date(year, 1, 1))
            yield f'<line class="axis" x1="{x:.1f}" y1="{_BASE}" x2="{x:.1f}" y2="{_BASE + 6}"/>'
            yield f'<text class="year" x="{x + 3:.1f}" y="{_BASE + 17}">{told_year(year)}</text>'
            yield f'<text class="year" x="{x + 3:.1f}" y="{_BASE + 32}">{year}</text>'


def _dots(axis: _Axis, dated: Sequence[tuple[date, int]]) -> tuple[list[str], int]:
    """One dot a version, those that would touch above each other; and how many levels they take."""
    stems: list[str] = []
    dots: list[str] = []
    taken: list[float] = []
    for day, number in dated:
        x = axis.at(day)
        free = (each for each, last in enumerate(taken) if x - last >= 2 * _DOT + 3)
        level = next(free, len(taken) if len(taken) < _LEVELS else number % _LEVELS)
        taken[level : level + 1] = [x]
        y = _BASE - 18 - level * _LEVEL
        stems.append(f'<line class="stem" x1="{x:.1f}" y1="{_BASE}" x2="{x:.1f}" y2="{y}"/>')
        dots.append(f'<circle class="dot" cx="{x:.1f}" cy="{y}" r="{_DOT}"/>')
        dots.append(f'<text class="number" x="{x:.1f}" y="{y + 4.5}">{number}</text>')
    return stems + dots, max(1, len(taken))


def _flag(x: float, name: str, told: str) -> str:
    """A marked day below the axis; its words turn inwards at the right edge."""
    y = _BASE + (50 if name == "due" else 66)
    anchor, shift = ("end", -9) if x > _WIDTH * 0.7 else ("start", 9)
    return (
        f'<line class="{name}" x1="{x:.1f}" y1="{_BASE - 8}" x2="{x:.1f}" y2="{y}"/>'
        f'<text class="flag" x="{x + shift:.1f}" y="{y}" text-anchor="{anchor}">{told}</text>'
    )
