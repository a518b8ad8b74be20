"""The cheapest reading of a 項目 cell, and the ones that cost about as much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import heappop, heappush
from itertools import count

from piadiff.addresses.files import file_names
from piadiff.addresses.letters import letters
from piadiff.addresses.lists import begun, continued, joins, merged
from piadiff.addresses.state import Context, Head, State, Step, Target
from piadiff.addresses.steps import down, edges_after, gap_cost, own_label, tails
from piadiff.addresses.template_nodes import TemplateNode
from piadiff.addresses.words import words
from piadiff.model import ItemKind

_MARGIN = 0.45
_MOST_STEPS = 400
_NESTED = 0.5
_UNEXPLAINED = 1.5
_UNEXPLAINED_NUMBER = 3.0
_NUMBER_IN_TEXT = 0.8
_PER_LETTER = 0.12


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a cell."""

    cost: float
    targets: tuple[Target, ...]
    notes: tuple[str, ...]
    conflict: tuple[str, ...]


@lru_cache(maxsize=1)
def _saying_nothing() -> dict[str, list[tuple[float, str]]]:
    """Words that say nothing about the place, with what they cost, by their first letter."""
    found: dict[str, list[tuple[float, str]]] = {}
    for spellings, cost in ((words().silent, 0.5), (words().leads, 0.05)):
        for word in filter(None, map(letters, spellings)):
            found.setdefault(word[0], []).append((cost, word))
    return found


def _silent(context: Context, state: State) -> Iterator[Step]:
    text, at = context.cell.lower, state.at
    for cost, word in _saying_nothing().get(text[at : at + 1], ()):
        if text.startswith(word, at):
            yield cost, state.past(at + len(word))


def _plain(spot: TemplateNode) -> str:
    """The address of a spot as a message names it."""
    return spot.pattern.replace("(*)", "")


def _unexplained(context: Context, state: State) -> Iterator[Step]:
    """Leave words out; where they are the label of the item beside, the cell contradicts itself."""
    head = state.head
    if head is None:
        return
    cell, at = context.cell, state.at
    for edge in sorted({*edges_after(context, at), len(cell.core)}):
        text = cell.lower[at:edge]
        if not any(char.isalpha() for char in text) or (cell.core[at].isdigit() and cell.core[at - 1].isdigit()):
            continue
        beside = head.spot.sibling(text) if head.spot and not head.tail else None
        in_text = cell.core[at].isalpha() and (head.spot is None or head.spot.value is ItemKind.TEXT)
        per_number = _NUMBER_IN_TEXT if in_text else _UNEXPLAINED_NUMBER
        cost = _UNEXPLAINED + _PER_LETTER * len(text) + per_number * sum(not char.isalpha() for char in text)
        conflict = (*state.conflict, _plain(beside)) if beside else state.conflict
        notes = (*state.notes, f"「{cell.text(at, edge)}」は項目名と照合できません")
        yield cost, state._replace(at=edge, notes=notes, conflict=conflict, fresh=False)


def _misplaced(context: Context, state: State) -> Iterator[Step]:
    """The label of an item that stands under a sibling: what the row says is kept, though no form has it."""
    state = state.alone() if state.listed else state
    head = state.head
    if head is None or head.spot is None or head.tail or gap_cost(context.cell.gaps[state.at]) is None:
        return
    siblings = head.spot.parent.children if head.spot.parent and head.spot.name else []
    for sibling in siblings:
        for child in sibling.children if sibling is not head.spot and sibling.name == head.spot.name else ():
            for label in child.labels:
                if child.kind is None and context.cell.lower.startswith(label, state.at):
                    heads = tuple(Head(None, h.section, (*h.parts, child.key)) for h in state.heads)
                    note = f"「{child.key}」は様式では{sibling.pattern.replace('(*)', '')}の下にあります"
                    end = state.at + len(label)
                    yield 1.2, state._replace(at=end, heads=heads, fresh=False, notes=(*state.notes, note))


_STEPS = (begun, continued, down, own_label, tails, file_names, joins, _misplaced, _silent, _unexplained)


def _reading(cost: float, state: State) -> Reading | None:
    targets = merged(state.finished())
    if not state.heads or targets is None:
        return None
    if any(target.files and not (target.head.spot is None or target.head.spot.per_file) for target in targets):
        return None
    cost += _NESTED * any(one.head is not other.head and _holds(one, other) for one in targets for other in targets)
    return Reading(cost, tuple(dict.fromkeys(targets)), state.notes, state.conflict)


def _holds(one: Target, other: Target) -> bool:
    """Whether one target of a list stands above another: as likely a level as a list."""
    above, below = one.head, other.head
    return above.section == below.section and below.parts[: len(above.parts)] == above.parts and above != below


def readings(context: Context) -> list[Reading]:
    """The best reading and those within the margin, the best first; none when nothing fits.

    Targets that each begin with a section are read one by one, so that a long list stays cheap.
    """
    whole: list[Reading] = []
    for cell in context.cell.parts():
        found = _readings(replace(context, cell=cell))
        if not found:
            return []
        whole = _appended(whole, found) if whole else found
    return whole


def _appended(before: list[Reading], found: list[Reading]) -> list[Reading]:
    """Readings of a list whose next target is read as ``found``; one doubt at a time."""
    pairs = [(before[0], reading) for reading in found] + [(reading, found[0]) for reading in before[1:]]
    return [
        Reading(
            one.cost + other.cost,
            (*one.targets, *_with_files_of(one.targets[-1], other.targets)),
            (*one.notes, *other.notes),
            (*one.conflict, *other.conflict),
        )
        for one, other in pairs
    ]


def _with_files_of(last: Target, targets: tuple[Target, ...]) -> tuple[Target, ...]:
    """Targets of the same section without a file name belong to the file named before."""
    same = [target.head.section == last.head.section and not target.files for target in targets]
    return tuple(t._replace(files=last.files) if alike else t for t, alike in zip(targets, same, strict=True))


def _readings(context: Context) -> list[Reading]:
    order = count()
    queue: list[tuple[float, int, State]] = [(0.0, next(order), State())]
    best: dict[State, float] = {}
    found: list[Reading] = []
    for _ in range(_MOST_STEPS):
        if not queue or (found and queue[0][0] > found[0].cost + _MARGIN):
            break
        cost, _, state = heappop(queue)
        if state in best:
            continue
        best[state] = cost
        if state.at >= len(context.cell.core):
            reading = _reading(cost, state)
            if reading:
                found.append(reading)
            continue
        for step in _STEPS:
            for extra, following in step(context, state):
                if following not in best:
                    heappush(queue, (cost + extra, next(order), following))
    found.sort(key=lambda reading: reading.cost)
    return [reading for reading in found if reading.cost <= found[0].cost + _MARGIN]
