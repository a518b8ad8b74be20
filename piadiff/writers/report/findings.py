"""Observations with what people said of them → the list of findings on a form's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from piadiff.model import Level, Noted, Observation, answer
from piadiff.model.point import Point
from piadiff.writers.report.changes import Said, Step, cells
from piadiff.writers.report.cited import Cited, cited_in, names_of

OPEN, ACCEPTED, DECIDED = "未対応", answer.ACCEPT, answer.DECIDED
STATES = (OPEN, ACCEPTED, DECIDED)
DECISION = answer.DECIDED
"""Stands where a check stands, for a decision that answers no observation."""
_ON_VERDICTS = frozenset({"A04", "A04B", "A25", "A38", "A40"})
"""Checks about the verdict of a change, which a decision on that change answers."""
LEVELS = {Level.ERROR: "要確認", Level.WARNING: "注意", Level.INFO: "参考"}


@dataclass(frozen=True, slots=True)
class Seen:
    """One finding.

    Attributes:
        version: Number of the version it stands in: the one that brought the row, else the newest.
        said: What a person said of it, None where nobody has.
        law: What the law of that version's day says to the citations in its evidence.
    """

    anchor: str
    noted: Noted
    version: int
    state: str
    said: Said | None = None
    law: tuple[Cited, ...] = ()

    @property
    def observation(self) -> Observation:
        """What was seen."""
        return self.noted.observation

    @property
    def section(self) -> str:
        """Section of its item, "" where it is of the form as a whole."""
        return self.observation.path.section if self.observation.path else ""


def findings(noted: Sequence[Noted], steps: Sequence[Step]) -> list[Seen]:
    """Every observation, those that ask most first, then the decisions that no observation shows."""
    order, numbers, newest = list(Level), _versions(steps), steps[-1].version
    rows = {row.row: numbers.get(cells(row), len(steps)) for row in newest.form.changes}
    names = names_of(newest.form)
    ranked = sorted(noted, key=lambda each: (each.accepted, order.index(each.observation.level)))
    found = []
    for place, each in enumerate(ranked, 1):
        seen = each.observation
        version = rows.get(seen.row or 0, len(steps))
        said = _accepted(each) or _decided(seen, steps[version - 1])
        state = ACCEPTED if each.accepted else OPEN if each.acceptance or not said else DECIDED
        law = cited_in("\n".join(seen.evidence), names, steps[version - 1].version)
        found.append(Seen(f"o-{place}", each, version, state, said, law))
    shown = {(each.version, each.observation.path) for each in found if each.state == DECIDED}
    for number, step in enumerate(steps, 1):
        for path, said in step.said.items():
            if (number, path) not in shown:
                seen = Observation(DECISION, Level.INFO, f"担当者が{said.what}と決めています", path)
                found.append(Seen(f"o-{len(found) + 1}", Noted(seen), number, DECIDED, said))
    return found


def _versions(steps: Sequence[Step]) -> dict[tuple[str, ...], int]:
    """What a row says → number of the version that brought it."""
    found = {cells(row): 1 for row in steps[0].version.form.changes}
    return found | {cells(row): number for number, step in enumerate(steps[1:], 2) for row in step.rows}


def _accepted(noted: Noted) -> Said | None:
    entry = noted.acceptance
    return Said(entry.person, noted.over or ACCEPTED, entry.reason) if entry else None


def _decided(seen: Observation, step: Step) -> Said | None:
    """What a person decided of the change that an observation is about."""
    return step.said.get(seen.path) if seen.path and seen.check in _ON_VERDICTS else None


def linked(points: Sequence[Point], found: Sequence[Seen]) -> list[tuple[Point, str]]:
    """Each point with the place on the page that shows it; "" for a fact that no check reports."""
    places: dict[Observation, str] = {}
    for each in found:
        places.setdefault(each.observation, each.anchor)
    return [(point, places[point.seen[0]] if point.seen else "") for point in points]
