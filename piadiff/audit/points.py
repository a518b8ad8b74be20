"""Observations on a form → what an auditor would raise first; the order is data (``points.yaml``), not phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from piadiff.data import Strict, read
from piadiff.errors import DataError
from piadiff.model import ItemPath, Level, Observation
from piadiff.model.point import Point, Shared

_EVIDENCE = 90


class Concern(Strict):
    """Checks, and facts that no check reports, that touch one thing."""

    id: str
    title: str
    why: str
    weight: int
    most: int = 1
    checks: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Checks, then facts."""
        return (*self.checks, *self.facts)


class Order(Strict):
    """The table that says what comes first."""

    most: int
    level: dict[Level, int]
    listed: int
    again: int
    again_most: int
    facts_most: int
    forms: int
    concerns: tuple[Concern, ...]

    def of(self, id_: str) -> Concern:
        """The concern of a check or a fact.

        Raises:
            DataError: When it is in none.
        """
        found = next((each for each in self.concerns if id_ in each.ids), None)
        if found is None:
            raise DataError(f"「{id_}」がどの関心にもありません", where="points.yaml")
        return found

    def place(self, id_: str) -> int:
        """Place of a check or a fact in the table."""
        return [each for concern in self.concerns for each in concern.ids].index(id_)


@lru_cache(maxsize=1)
def order() -> Order:
    """The shipped table."""
    return read(resources.files("piadiff.audit") / "points.yaml", Order)


Asked = Callable[[ItemPath], bool]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something no check reports: one sentence, and how often it is so."""

    sentence: str
    count: int = 1


def points(observations: Iterable[Observation], facts: Mapping[str, Fact], listed: Asked) -> tuple[Point, ...]:
    """Everything that could be raised, first things first, one entry a check or fact; ``listed`` asks for ※."""
    groups: dict[str, list[Observation]] = {}
    for seen in observations:
        groups.setdefault(seen.check, []).append(seen)
    table = order()
    score = _scores(table, listed)
    found = [_point(*_led(group, score)) for group in groups.values()]
    for id_, fact in facts.items():
        concern = table.of(id_)
        own = concern.weight + min(fact.count, table.facts_most)
        found.append(Point(id_, concern.title, concern.why, own, fact.sentence))
    return tuple(sorted(found, key=lambda point: (-point.score, table.place(point.id))))


def first(found: Sequence[Point]) -> tuple[Point, ...]:
    """The few to raise first: not twice the same row or item, and not all of one concern."""
    table, told, taken, kept = order(), set[object](), Counter[str](), list[Point]()
    for point in found:
        fresh = [seen for seen in point.seen if _place(seen) not in told]
        if len(kept) == table.most or taken[point.concern] == table.of(point.id).most or (point.seen and not fresh):
            continue
        told |= {_place(seen) for seen in fresh}
        taken[point.concern] += 1
        kept.append(_point(fresh, point.score) if fresh else point)
    return tuple(kept)


def shared(found: Mapping[str, Sequence[Point]]) -> tuple[Shared, ...]:
    """What to raise first of a registry; ``found`` are the points of each form, by its path."""
    table = order()
    groups: dict[str, list[tuple[Point, str]]] = {}
    for path, of_form in found.items():
        for point in of_form:
            groups.setdefault(point.id, []).append((point, path))
    made = []
    for group in groups.values():
        ranked = sorted(group, key=lambda pair: (-pair[0].score, pair[1]))
        made.append(Shared(ranked[0][0], tuple(path for _, path in ranked)))

    def score(each: Shared) -> int:
        return each.point.score + table.forms * (len(each.forms).bit_length() - 1)

    made.sort(key=lambda each: (-score(each), table.place(each.point.id)))
    taken, kept = Counter[str](), list[Shared]()
    for each in made:
        concern = table.of(each.point.id)
        if taken[concern.id] < concern.most and len(kept) < table.most:
            taken[concern.id] += 1
            kept.append(each)
    return tuple(_led_apart(kept, found))


def _led_apart(kept: Sequence[Shared], found: Mapping[str, Sequence[Point]]) -> Iterator[Shared]:
    """The same points, each for a form that no other names, where it has one that weighs as much."""
    leading = set[str]()
    for each in kept:
        own = {path: next(point for point in found[path] if point.id == each.point.id) for path in each.forms}
        same = [path for path in each.forms if own[path].score == each.point.score]
        lead = next((path for path in same if path not in leading), each.forms[0])
        leading.add(lead)
        yield Shared(own[lead], (lead, *(path for path in each.forms if path != lead)))


def _place(seen: Observation) -> object:
    """What two observations on one spot share: the row, else the item."""
    return seen.row or seen.path or (seen.check, seen.message)


def _scores(table: Order, listed: Asked) -> Callable[[Observation], int]:
    def score(seen: Observation) -> int:
        own = table.of(seen.check).weight + table.level[seen.level]
        return own + (table.listed if seen.path and listed(seen.path) else 0)

    return score


def _led(group: Sequence[Observation], score: Callable[[Observation], int]) -> tuple[list[Observation], int]:
    """Observations of one check, the heaviest first, and their score."""
    table, ranked = order(), sorted(group, key=lambda seen: -score(seen))
    return ranked, score(ranked[0]) + min((len(ranked) - 1) * table.again, table.again_most)


def _point(seen: Sequence[Observation], score: int) -> Point:
    """One point of observations of one check, the first of which leads."""
    lead = seen[0]
    concern = order().of(lead.check)
    told = "、".join(filter(None, (f"{lead.row}行目" if lead.row else "", str(lead.path or ""))))
    others = f"（同じ点がほかに {len(seen) - 1}件）" if len(seen) > 1 else ""
    sentence = f"{f'{told}: ' if told else ''}{lead.message}{others}"
    evidence = lead.evidence[0] if lead.evidence else ""
    cut = evidence if len(evidence) <= _EVIDENCE else f"{evidence[:_EVIDENCE]}…"
    return Point(lead.check, concern.title, concern.why, score, sentence, cut, tuple(seen))
