"""Three versions of a form → one: items by key, 変更箇所 by date; what both sides changed is left to a person."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from piadiff.model import ChangeRow, Form, Item, ItemPath, Uncertain, compare_tables

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Conflict(Generic[V]):
    """What both sides changed, each in its own way; None where a side took it away."""

    ours: V | None
    theirs: V | None


@dataclass(frozen=True, slots=True)
class Joined(Generic[K, V]):
    """Values by key; where there is a conflict, the value that marks its place."""

    values: dict[K, V] = field(default_factory=dict)
    conflicts: dict[K, Conflict[V]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JoinedForm:
    """A form with our side in the place of each conflict, and the conflicts.

    Attributes:
        rows: By place in the table, from 0.
    """

    form: Form
    header: Mapping[str, Conflict[Any]]
    items: Mapping[ItemPath, Conflict[Item]]
    rows: Mapping[int, Conflict[ChangeRow]]

    @property
    def conflicts(self) -> int:
        """How many there are."""
        return len(self.header) + len(self.items) + len(self.rows)


def _itself(value: object) -> object:
    return value


def join(
    base: Mapping[K, V], ours: Mapping[K, V], theirs: Mapping[K, V], *, said: Callable[[V], object] = _itself
) -> Joined[K, V]:
    """Each key from the side that changed it; ``said`` is what counts of a value."""
    joined: Joined[K, V] = Joined()
    for key in _order(list(ours), list(theirs)):
        was, here, there = (None if (v := side.get(key)) is None else (v,) for side in (base, ours, theirs))
        told = [side and said(side[0]) for side in (was, here, there)]
        chosen = here
        if told[1] == told[0]:
            chosen = there
        elif told[2] not in (told[0], told[1]):
            joined.conflicts[key] = Conflict(here and here[0], there and there[0])
            chosen = here or there
        if chosen is not None:
            joined.values[key] = chosen[0]
    return joined


def _order(ours: Sequence[K], theirs: Sequence[K]) -> list[K]:
    """Our order; what only they have stands behind what it follows on their side."""
    behind: dict[K | None, list[K]] = {}
    known = set(ours)
    last: K | None = None
    for key in theirs:
        if key in known:
            last = key
        else:
            behind.setdefault(last, []).append(key)
    return [*behind.get(None, ()), *(each for key in ours for each in (key, *behind.get(key, ())))]


def join_forms(base: Form | None, ours: Form, theirs: Form) -> JoinedForm:
    """One form of three; ``base`` is None where both sides made the form anew."""
    rows, row_conflicts = _rows(base.changes if base else (), ours.changes, theirs.changes)
    numbered, places = _numbered(rows, ours)
    sides = [_renumbered(side, _places(side.changes, rows, places)) for side in (base or _empty(ours), ours, theirs)]
    was, here, there = sides
    header = join(*(_header(side, known=base is not None or side is not was) for side in sides))
    items = join(*(side.by_path for side in sides), said=_said)
    values = [_certain(item, *(side.by_path.get(item.path) for side in sides)) for item in items.values.values()]
    unproven = join(*(dict(side.unproven) for side in sides)).values
    pieces = join(*({piece.text: piece for piece in side.unassigned} for side in sides), said=lambda piece: piece.text)
    form = Form(
        header=dataclasses.replace(here.header, **{name: value[0] for name, value in header.values.items()}),
        items=tuple(values),
        changes=numbered,
        unassigned=tuple(pieces.values.values()),
        coverage=min(here.coverage, there.coverage),
        reconstructed=here.reconstructed if there.reconstructed == was.reconstructed else there.reconstructed,
        unproven=tuple((path, told) for path, told in unproven.items() if path not in items.values),
    )
    return JoinedForm(form, header.conflicts, items.conflicts, row_conflicts)


def _empty(form: Form) -> Form:
    return Form(form.header)


def _header(form: Form, *, known: bool) -> dict[str, tuple[Any]]:
    """Its fields; a field without a value is one, so that it can be emptied."""
    fields = dataclasses.fields(form.header) if known else ()
    return {one.name: (getattr(form.header, one.name),) for one in fields}


def _said(item: Item) -> object:
    return item.kind, item.value, item.undetermined


def _certain(item: Item, was: Item | None, here: Item | None, there: Item | None) -> Item:
    """The item; where both sides say the same, either side's doubt about it, unless that side took it back."""
    if here is None or there is None or _said(here) != _said(there):
        return item
    before = was.uncertain if was and _said(was) == _said(item) else None
    told: Uncertain | None = here.uncertain if there.uncertain == before else there.uncertain
    return dataclasses.replace(item, uncertain=told if before else here.uncertain or there.uncertain)


def _cells(row: ChangeRow) -> ChangeRow:
    return dataclasses.replace(row, row=0)


def _rows(
    base: Sequence[ChangeRow], ours: Sequence[ChangeRow], theirs: Sequence[ChangeRow]
) -> tuple[list[ChangeRow], dict[int, Conflict[ChangeRow]]]:
    """Our table with what they did to theirs: rows of both sides are kept, in the order of their days."""
    mine, other = compare_tables(base, ours), compare_tables(base, theirs)
    rewritten = {_cells(was): now for was, now in mine.altered}
    taken_away = {_cells(was) for was in mine.removed}
    rows = list(ours)
    clashes: list[tuple[ChangeRow, Conflict[ChangeRow]]] = []
    for was, now in [*other.altered, *((row, None) for row in other.removed)]:
        here = None if _cells(was) in taken_away else rewritten.get(_cells(was), was)
        at = next((at for at, row in enumerate(rows) if here and _cells(row) == _cells(here)), None)
        untouched = here is not None and _cells(here) == _cells(was)
        if at is not None and untouched:
            rows[at : at + 1] = [now] if now else []
        elif (here and _cells(here)) != (now and _cells(now)):
            if at is None and now is not None:
                rows.insert(_place(rows, now), now)
            stands = rows[at] if at is not None else now
            if stands is not None:
                clashes.append((stands, Conflict(here, now)))
    known = {_cells(row) for row in mine.added}
    for row in other.added:
        if _cells(row) not in known:
            rows.insert(_place(rows, row), row)
    return rows, {next(at for at, row in enumerate(rows) if row is stands): told for stands, told in clashes}


def _place(rows: Sequence[ChangeRow], row: ChangeRow) -> int:
    """Where a row belongs by its day, behind those of the same day; without a day at the newer end."""
    days = [each.date for each in rows if each.date]
    newest_first = len(days) > 1 and days[0] > days[-1]
    if newest_first:
        older = (at for at, each in enumerate(rows) if row.date and each.date and each.date < row.date)
        return next(older, len(rows) if row.date else 0)
    newer = (at for at, each in enumerate(rows) if row.date and each.date and each.date > row.date)
    return next(newer, len(rows))


def _numbered(rows: Sequence[ChangeRow], ours: Form) -> tuple[tuple[ChangeRow, ...], list[int]]:
    """Rows with their numbers: counted anew where ours are counted from 1, else as they are and none twice."""
    counted = [row.row for row in ours.changes] == list(range(1, len(ours.changes) + 1))
    numbers = list(range(1, len(rows) + 1)) if counted else list(_distinct(row.row for row in rows))
    return tuple(dataclasses.replace(row, row=number) for row, number in zip(rows, numbers, strict=True)), numbers


def _distinct(numbers: Iterable[int]) -> Iterator[int]:
    given: set[int] = set()
    for number in numbers:
        free = number if number not in given else max(given) + 1
        given.add(free)
        yield free


def _places(side: Sequence[ChangeRow], rows: Sequence[ChangeRow], numbers: Sequence[int]) -> dict[int, int]:
    """The number each row of a side has in the joined table."""
    left: dict[ChangeRow, list[int]] = {}
    for row, number in zip(rows, numbers, strict=True):
        left.setdefault(_cells(row), []).append(number)
    found = ((row.row, left.get(_cells(row))) for row in side)
    return {number: places.pop(0) if len(places) > 1 else places[0] for number, places in found if places}


def _renumbered(form: Form, numbers: Mapping[int, int]) -> Form:
    """The form with the rows its doubts name under their numbers in the joined table."""

    def told(doubt: Uncertain) -> Uncertain:
        return dataclasses.replace(doubt, row=numbers.get(doubt.row, doubt.row)) if doubt.row else doubt

    return dataclasses.replace(
        form,
        items=tuple(
            dataclasses.replace(item, uncertain=told(item.uncertain)) if item.uncertain else item for item in form.items
        ),
        unproven=tuple((path, told(doubt)) for path, doubt in form.unproven),
    )
