"""Versions and rows of a form along the years: a lane of 公表日, a lane of 変更日, coloured by verdict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import escape

from piadiff.model import ChangeRow, Verdict
from piadiff.writers.report.changes import Judged, Revision, Step, cells, version_name
from piadiff.writers.report.days import told_day, told_year

_WIDTH, _LEFT, _RIGHT = 1200, 70, 30
_DOT, _LEVEL, _LEVELS = 13, 29, 3
_TICKS = 12
_RANKS = {str(verdict): Verdict.REDO.weight - verdict.weight for verdict in Verdict}


@dataclass(frozen=True, slots=True)
class _Mark:
    """One day of a lane.

    Attributes:
        rank: Its heaviest verdict, None where there is none.
    """

    day: date
    text: str
    told: str
    link: str = ""
    rank: int | None = None


def timeline(
    steps: Sequence[Step], shown: Sequence[Revision], judged: Judged, flags: Mapping[str, tuple[date | None, str]]
) -> str:
    """Both lanes on one axis as SVG, "" when fewer than two days are known; ``flags`` are days below the axis."""
    lanes = (("公表日", _published(steps, shown)), ("変更日", _changed(steps, judged)))
    days = [mark.day for _, marks in lanes for mark in marks]
    days += [day for day, _ in flags.values() if day]
    if not any(marks for _, marks in lanes) or len(set(days)) < 2:
        return ""
    axis, parts, base = _Axis(min(days), max(days)), list[str](), 0
    for name, marks in lanes:
        drawn, height = _lane(name, marks, axis, base)
        parts += drawn
        base += height
    parts += axis.ticks(base)
    for place, (kind, (day, words)) in enumerate(flags.items()):
        if day:
            parts.append(_flag(axis.at(day), kind, f"{words} {told_day(day)}", base, place))
    told = "。".join(f"{name}: {'、'.join(mark.told for mark in marks) or 'なし'}" for name, marks in lanes)
    box = f"0 0 {_WIDTH} {base + 72}"
    head = f'<svg class="timeline" role="group" viewBox="{box}" aria-label="年表。{escape(told)}">'
    return f"{head}{''.join(parts)}</svg>"


def _published(steps: Sequence[Step], shown: Sequence[Revision]) -> list[_Mark]:
    ranks = {revision.number: min((entry.rank for entry in revision.entries), default=None) for revision in shown}
    marks = []
    for number, step in enumerate(steps, 1):
        if day := step.version.published:
            link = f"v-{number}" if number > 1 else ""
            marks.append(_Mark(day, str(number), version_name(step.version, number), link, ranks.get(number)))
    return marks


def _changed(steps: Sequence[Step], judged: Judged) -> list[_Mark]:
    """One mark for each 変更日 of the newest table, with how many rows have it."""
    found: dict[date, list[ChangeRow]] = {}
    for row in steps[-1].version.form.changes:
        if row.date:
            found.setdefault(row.date, []).append(row)
    numbers = {step.version.since: number for number, step in enumerate(steps, 1) if step.version.form.reconstructed}
    marks = []
    for day, rows in sorted(found.items()):
        rank = min((_RANKS[told] for row in rows if (told := judged.get(cells(row), "")) in _RANKS), default=None)
        verdict = f"、最も重い判定 {list(Verdict)[rank]}" if rank is not None else ""
        link = f"v-{number}" if (number := numbers.get(day, 1)) > 1 else ""
        marks.append(_Mark(day, f"{len(rows)}行", f"{told_day(day)}の変更 {len(rows)}行{verdict}", link, rank))
    return marks


class _Axis:
    """Days → places from left to right."""

    def __init__(self, first: date, last: date) -> None:
        self._first, self._last = date(first.year, 1, 1).toordinal(), date(last.year, 12, 31).toordinal()
        self._years = range(first.year, last.year + 1)

    def at(self, day: date) -> float:
        share = (day.toordinal() - self._first) / (self._last - self._first)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def ticks(self, base: int) -> Iterator[str]:
        yield f'<line class="axis" x1="{_LEFT}" y1="{base}" x2="{_WIDTH - _RIGHT}" y2="{base}"/>'
        every = -(-len(self._years) // _TICKS)
        for year in self._years[::every]:
            x = self.at(date(year, 1, 1))
            yield f'<line class="axis" x1="{x:.1f}" y1="0" x2="{x:.1f}" y2="{base + 6}" opacity="0.25"/>'
            yield f'<text class="year" x="{x + 3:.1f}" y="{base + 17}">{told_year(year)}</text>'
            yield f'<text class="year" x="{x + 3:.1f}" y="{base + 32}">{year}</text>'


def _lane(name: str, marks: Sequence[_Mark], axis: _Axis, top: int) -> tuple[list[str], int]:
    """The marks of a lane, those that would touch above each other; and how high the lane is."""
    taken: list[float] = []
    placed: list[tuple[_Mark, float, int]] = []
    for mark in marks:
        x = axis.at(mark.day)
        free = (each for each, last in enumerate(taken) if x - last >= 2 * _DOT + 6)
        level = next(free, len(taken) if len(taken) < _LEVELS else len(placed) % _LEVELS)
        taken[level : level + 1] = [x]
        placed.append((mark, x, level))
    levels = max(1, len(taken))
    height = levels * _LEVEL + 16
    bottom = top + height
    drawn = [
        f'<line class="axis lane" x1="{_LEFT}" y1="{bottom}" x2="{_WIDTH - _RIGHT}" y2="{bottom}"/>',
        f'<text class="lane-name" x="0" y="{bottom - 14}">{name}</text>',
    ]
    drawn += [f'<line class="stem" x1="{x:.1f}" y1="{bottom}" x2="{x:.1f}" y2="{bottom - 22}"/>' for _, x, _ in placed]
    drawn += [_dot(mark, x, bottom - 18 - level * _LEVEL) for mark, x, level in placed]
    return drawn, height


def _dot(mark: _Mark, x: float, y: float) -> str:
    rank = "none" if mark.rank is None else str(mark.rank)
    place = f'x="{x - _DOT - 3:.1f}" y="{y - 11:.1f}" width="{2 * _DOT + 6}" height="22" rx="{11 if mark.link else 3}"'
    shape = (
        f'<g class="mark m-{rank}"><title>{escape(mark.told)}</title>'
        f"<rect {place}/>"
        f'<text class="number" x="{x:.1f}" y="{y + 4.5:.1f}">{mark.text}</text></g>'
    )
    return f'<a href="#{mark.link}" aria-label="{escape(mark.told)}">{shape}</a>' if mark.link else shape


def _flag(x: float, name: str, told: str, base: int, place: int) -> str:
    """A marked day below the axis; its words turn inwards at the right edge."""
    y = base + 50 + 16 * place
    anchor, shift = ("end", -9) if x > _WIDTH * 0.7 else ("start", 9)
    return (
        f'<line class="{name}" x1="{x:.1f}" y1="{base - 8}" x2="{x:.1f}" y2="{y}"/>'
        f'<text class="flag" x="{x + shift:.1f}" y="{y}" text-anchor="{anchor}">{told}</text>'
    )
