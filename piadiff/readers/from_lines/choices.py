"""Chosen options: which of the options standing by themselves on a page is the value of which item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from piadiff.model import ItemKind, ItemPath
from piadiff.readers.from_lines.reading import PRINT, SIGNS, PageReading
from piadiff.readers.from_lines.tokens import EMPTY_BOXES, Kind
from piadiff.readers.from_lines.units import Unit
from piadiff.text import key


@dataclass(frozen=True, slots=True)
class Chosen:
    """A value read from print: one option or ticked options; ``determined`` is False when the page does not show it.

    ``places`` are those of the options and ticks among the tokens of ``page``; ``bare`` says that nothing but the list
    of options is printed.
    """

    value: str | tuple[str, ...]
    determined: bool = True
    lines: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    page: PageReading | None = field(default=None, compare=False, repr=False)
    bare: bool = False


def better(old: Chosen | None, new: Chosen) -> Chosen:
    """The fuller of two readings of one item whose label is printed twice."""
    return new if old is None or (not old.value and (new.value or new.determined)) else old


@dataclass(slots=True)
class _Asking:
    """One choice on the page, with the options it may take and the places of its labels."""

    unit: Unit
    places: list[int]
    names: list[int]

    def accepts(self, text: str) -> bool:
        return text in {key(option) for option in self.unit.item.options}


def _is_box(reading: PageReading, place: int, boxed: set[str]) -> bool:
    """Whether an option is what a check box says: a closing bracket or a box stands right before it."""
    token = reading.tokens[place]
    if place == 0 or token.text not in boxed:
        return False
    before = reading.tokens[place - 1]
    return before.end == token.start and before.kind in {Kind.CLOSE, Kind.BOX} and not _closed_behind(reading, place)


def _closed_behind(reading: PageReading, place: int) -> bool:
    """Whether the bracket of a value closes right behind an option: ``特に力を入れている ]``."""
    token = reading.tokens[place]
    behind = reading.tokens[place + 1] if place + 1 < len(reading.tokens) else None
    before = reading.tokens[place - 1]
    opened = place >= 2 and before.kind is Kind.CLOSE and reading.tokens[place - 2].kind in {Kind.OPEN, Kind.MARK}
    return behind is not None and behind.kind is Kind.CLOSE and behind.start == token.end and not opened


def _ticked(reading: PageReading, place: int) -> bool:
    """Whether an option is no box that is left empty: some forms print the options of a choice as boxes."""
    tokens, at = reading.tokens, place
    while (
        at
        and tokens[at - 1].kind in SIGNS
        and tokens[at - 1].end == tokens[at].start
        and tokens[at].kind is not Kind.OPEN
    ):
        at -= 1
    signs = tokens[at:place]
    kinds = [token.kind for token in signs]
    if kinds[-1:] == [Kind.BOX]:
        ticked = signs[-1].text not in EMPTY_BOXES
    elif kinds[:1] == [Kind.OPEN] and kinds[-1] is Kind.CLOSE:
        ticked = Kind.MARK in kinds
    else:
        return True
    reading.used |= dict.fromkeys(range(at, place if ticked else place + 1), PRINT)
    return ticked


def _asking(reading: PageReading) -> list[_Asking]:
    found: dict[ItemPath, _Asking] = {}
    for place, unit in reading.labels():
        if unit.item.kind is ItemKind.CHOICE:
            found.setdefault(unit.path, _Asking(unit, [], [])).places.append(place)
    return list(found.values())


def solve_choices(reading: PageReading, *, jumbled: bool) -> dict[ItemPath, Chosen]:
    """Values of all choices whose label is on the page."""
    asking = _asking(reading)
    boxed = {
        key(option)
        for unit in reading.units.values()
        if unit.item.kind is ItemKind.CHECKS
        for option in unit.item.options
    }
    pool = [
        place
        for place, token in enumerate(reading.tokens)
        if token.kind is Kind.NAME
        and any(ask.accepts(token.text) for ask in asking)
        and (_ticked(reading, place) if not jumbled and _asked(reading, place) else not _is_box(reading, place, boxed))
    ]
    _bind_neighbours(reading, asking, pool)
    if not jumbled:
        _bind_numbered(reading, [ask for ask in asking if not ask.names])
    free = [place for place in pool if not any(place in ask.names for ask in asking)]
    hungry = [ask for ask in asking if not ask.names and (jumbled or not _empty(reading, ask, free))]
    _bind_by_elimination(reading, hungry, free)
    bare = not jumbled and not any(_shows(reading, ask, Kind.OPEN) for ask in asking)
    shown = any(ask.names for ask in asking)
    return {
        ask.unit.path: _value(
            reading,
            ask,
            [] if not jumbled and _empty(reading, ask, free) else free,
            bare=bare and (shown or _shows(reading, ask, Kind.HEAD)),
        )
        for ask in asking
    }


def _shows(reading: PageReading, ask: _Asking, kind: Kind) -> bool:
    """Whether a token of some kind stands behind a label of a choice."""
    return any(reading.tokens[place].kind is kind for label in ask.places for place in reading.window(label))


def _asked(reading: PageReading, place: int) -> bool:
    """Whether a choice asks for what stands here."""
    unit = None if reading.values_first else reading.units.get(reading.label_before(place))
    return unit is not None and unit.item.kind is ItemKind.CHOICE


def _empty(reading: PageReading, ask: _Asking, free: list[int]) -> bool:
    """Whether an empty bracket stands behind the label, and no option."""
    tokens, windows = reading.tokens, [reading.window(label) for label in ask.places]
    if any(place in window for window in windows for place in free):
        return False
    return any(
        tokens[place].kind is Kind.OPEN and place + 1 in window and tokens[place + 1].kind is Kind.CLOSE
        for window in windows
        for place in window
    )


def _bind_neighbours(reading: PageReading, asking: list[_Asking], pool: list[int]) -> None:
    """An option right behind the label of the one choice that takes it is its value."""
    tokens = reading.tokens
    for ask in asking:
        behind = [
            place
            for label in ask.places
            for place in reading.window(label)
            if place in pool and ask.accepts(tokens[place].text)
        ]
        on_line = [place for place in behind if any(reading.same_line(label, place) for label in ask.places)]
        for candidates in (on_line, behind):
            alike = len({tokens[place].text for place in candidates}) == 1
            if len(candidates) == 1 or (alike and len(candidates) == len(ask.places)):
                ask.names = candidates
                break


def _bind_numbered(reading: PageReading, hungry: Iterable[_Asking]) -> None:
    """「2) 十分である」 typed as a value: its number stands once more than the printed list has it."""
    for ask in hungry:
        places = [at for label in ask.places for at in reading.window(label) if _lists(reading, ask, at)]
        said = Counter(reading.tokens[at].text for at in places)
        listed = min((said[key(option)] for option in ask.unit.item.options), default=0)
        more = [text for text, count in said.items() if count > listed]
        if listed and len(more) == 1 and said[more[0]] == listed + 1:
            ask.names = [next(at for at in places if reading.tokens[at].text == more[0])]


def _lists(reading: PageReading, ask: _Asking, place: int) -> bool:
    """Whether a token is a numbered option of a choice."""
    return reading.tokens[place].kind is Kind.OPTION and ask.accepts(reading.tokens[place].text)


def _bind_by_elimination(reading: PageReading, hungry: list[_Asking], free: list[int]) -> None:
    """Options left over go to the choices left over where numbers and values leave no doubt."""
    for group, places in _components(reading, hungry, free):
        values = {reading.tokens[place].text for place in places}
        alike = len(values) == 1 and all(ask.accepts(next(iter(values))) for ask in group)
        if len(group) == len(places) and (alike or len(group) == 1):
            for ask, place in zip(group, places, strict=True):
                ask.names = [place]
            free[:] = [place for place in free if place not in places]


def _components(
    reading: PageReading, hungry: Iterable[_Asking], free: list[int]
) -> list[tuple[list[_Asking], list[int]]]:
    """Choices and options that can go together, cut into independent groups."""
    groups: list[tuple[list[_Asking], list[int]]] = []
    for ask in hungry:
        mine = ([ask], [place for place in free if ask.accepts(reading.tokens[place].text)])
        rest = []
        for group in groups:
            if set(group[1]) & set(mine[1]):
                mine = (group[0] + mine[0], sorted({*group[1], *mine[1]}))
            else:
                rest.append(group)
        groups = [*rest, mine]
    return [group for group in groups if group[1]]


def _value(reading: PageReading, ask: _Asking, free: list[int], *, bare: bool) -> Chosen:
    """The value bound to a choice; without one, empty where the page shows an empty bracket.

    Where no choice is printed with brackets (``bare``), options with nothing beside them say the same, if the form's
    own heading stands over them or other choices show that an option alone is a value.
    """
    lines = tuple(line for place in (*ask.places, *ask.names) for line in reading.lines(place))
    if ask.names:
        token = reading.tokens[ask.names[0]]
        reading.used |= dict.fromkeys(ask.names, ask.unit)
        option = next(option for option in ask.unit.item.options if key(option) == token.text)
        return Chosen(option, lines=lines, places=tuple(ask.names), page=reading)
    contested = any(ask.accepts(reading.tokens[place].text) for place in free)
    printed = _shows(reading, ask, Kind.OPTION if bare else Kind.OPEN)
    contested = contested or (bare and any(_shows(reading, ask, kind) for kind in (Kind.MARK, Kind.BOX)))
    return Chosen("", determined=printed and not contested, lines=lines, bare=bare)


def mark_print(reading: PageReading) -> None:
    """Labels, option lists with their headings and fixed text belong to the form itself."""
    for place, token in enumerate(reading.tokens):
        if place in reading.units:
            reading.used.setdefault(place, reading.units[place])
        elif token.kind in {Kind.OPTION, Kind.HEAD, Kind.PRINT}:
            reading.used.setdefault(place, PRINT)


def mark_brackets(reading: PageReading) -> None:
    """Brackets are print on a page with choices or boxes."""
    if any(unit.item.options for unit in reading.units.values()):
        for place, token in enumerate(reading.tokens):
            if token.kind in {Kind.OPEN, Kind.CLOSE}:
                reading.used.setdefault(place, PRINT)
