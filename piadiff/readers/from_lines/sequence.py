"""Which printed label each label found on a page is.

Many labels recur (リスクへの対策は十分か), and a PDF gives the pieces of a page in any order. But the pieces
come in runs, each in the order of the form, and together they cover one stretch of the form. So the reading
with the fewest breaks between runs and the fewest holes in the stretch is the right one; where several
readings are equally good, the labels they disagree on stay undecided.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf
from operator import itemgetter
from typing import NamedTuple

from piadiff.readers.from_lines.reached import Progress, Reading
from piadiff.readers.from_lines.tokens import Kind, Token
from piadiff.readers.from_lines.units import NO_PREFIX, Layout, Unit, spellings
from piadiff.text import key
from piadiff.text.signs import circled_value

_LINK = 1.0
_LINK_OVER_SEAM = 0.4
_SKIP = -2.5
_SKIP_WEAK = -1.0
_DOUBLED = -0.3
_AGAIN = -1.5
_CONTINUED = -0.3
_HOLE = -0.6
_FAR = -0.03
_FARTHEST = 30
_OTHER_FILE = -1.5
_OTHER_CLUSTER = -0.25
_BACK = -0.6
_KEEP = 60
_WAYS = 4
_WORSE_BY = 3.2
_TIE = 0.9
_SPARE = 3
_SPANNED = -1.0
_AT_ONCE = 70
_SCORE = itemgetter(0)


class _State(NamedTuple):
    score: float
    last: int
    taken: int
    before: _State | None
    choice: int


class _Option(NamedTuple):
    """A unit that a label may be; ``again`` is what it costs that an earlier page has it already."""

    unit: int
    bit: int
    fit: float
    again: float


_Move = tuple[float, float, float]
"""What the way, another group and another file add to the score."""
_STAY: _Move = (0.0, 0.0, 0.0)

_Step = tuple[float, int, int, int]
"""Score, last unit, units taken and choice of a state to come."""


def _number(value: str) -> str:
    """A circled digit as a plain one."""
    return str(circled_value(value) or value)


def _fit(token: Token, unit: Unit) -> float:
    """How well the number before a label agrees with the one the form prints."""
    found, printed = token.prefix, unit.prefix
    if found == printed:
        return 0.5 if printed != NO_PREFIX else 0.3
    if printed.sort == "risk" and token.text == key(unit.item.key):
        return 0.5
    if found == NO_PREFIX:
        return -0.3
    if printed == NO_PREFIX:
        return -0.4
    if {found.sort, printed.sort} == {"number", "circled"} and _number(found.value) == _number(printed.value):
        return 0.2
    return -1.5 if found.sort == printed.sort else -1.0


def _choices(
    token: Token, layout: Layout, progress: Progress, occurrences: int, headed: frozenset[int]
) -> list[tuple[int, float]]:
    """(unit index, fit) of the units a label may be: those near the place reached, and below what is headed here."""
    units = layout.by_text.get(token.text, ())
    if token.prefix.sort == "repeat":
        units = tuple(unit for unit in units if unit.prefix.value == token.prefix.value)

    def distance(unit: Unit) -> int:
        ahead = unit.index - progress.last
        return ahead if ahead >= 0 else 1000 - 3 * ahead

    fresh = [unit for unit in units if unit.index not in progress.used]
    nearest = sorted(fresh, key=lambda unit: (distance(unit) - 40 * _fit(token, unit), unit.index))
    again = [unit for unit in units if unit.index in progress.open] or ([] if fresh else list(units[-1:]))
    most = occurrences + _SPARE
    below = dict[int, list[Unit]]()
    for unit in nearest[most:]:
        for head in dict.fromkeys((unit.group, layout.root(unit))):
            if head in headed and len(below.setdefault(head, [])) < most:
                below[head].append(unit)
    found = (*again, *nearest[:most], *(unit for each in below.values() for unit in each))
    return [(unit.index, _fit(token, unit) + (_SPANNED if layout.spanned(unit) else 0.0)) for unit in found]


def _headed(tokens: Iterable[Token], layout: Layout) -> frozenset[int]:
    """Indexes of the headings of sections and repeated groups that are among the labels."""
    return frozenset(
        unit.index
        for token in tokens
        for unit in layout.by_text.get(token.text, ())
        if not unit.path.parts or (unit.group == unit.index and unit.prefix.value == token.prefix.value)
    )


def _files_begun(tokens: Iterable[Token], layout: Layout, progress: Progress) -> Counter[str]:
    """Section → how many of its files have their heading on this page or an earlier one; the first needs none."""
    roots = layout.file_roots
    begun = Counter(unit.path.section for unit in roots if unit.index in progress.used)
    section = {text: unit.path.section for unit in roots for text in spellings(unit.item)}
    begun.update(section[token.text] for token in tokens if token.text in section)
    return Counter({unit.path.section: max(1, begun[unit.path.section]) for unit in roots})


def _number_of_file(unit: Unit) -> int:
    """Which of the files of a form a unit belongs to, counted from 1."""
    return int(unit.path.file.removeprefix("#"))


def _seams(tokens: Sequence[Token], layout: Layout) -> list[bool]:
    """For each label whether option lists that are not its predecessor's stand before it.

    They belong to some other place of the page, so two runs of pieces meet here.
    """
    seams, between, chosen = list[bool](), list[str](), False
    for token in tokens:
        if token.kind is Kind.OPTION:
            between.append(token.text)
        elif token.kind is Kind.LABEL:
            seams.append(len(set(between)) < len(between) or (bool(between) and not chosen))
            units = layout.by_text.get(token.text, ())
            between, chosen = [], any(unit.item.options for unit in units)
    return seams


def _filled(tokens: Sequence[Token]) -> list[bool]:
    """For each label whether running text stands between it and the label before it."""
    filled, text, end = list[bool](), False, 0
    for token in tokens:
        text = text or token.start > end
        end = token.end
        if token.kind is Kind.LABEL:
            filled.append(text)
            text = False
    return filled


class _Search:
    """Beam search over the labels of one page."""

    def __init__(self, all_tokens: Sequence[Token], layout: Layout, progress: Progress) -> None:
        tokens = [token for token in all_tokens if token.kind is Kind.LABEL]
        by_text = Counter(token.text for token in tokens)
        self.progress = progress
        self.seams = _seams(all_tokens, layout)
        self.filled = _filled(all_tokens)
        self.skips = [
            _SKIP_WEAK if token.bare or (len(token.text) <= 2 and token.prefix == NO_PREFIX) else _SKIP
            for token in tokens
        ]
        headed = _headed(tokens, layout)
        files = _files_begun(tokens, layout, progress)
        headings = {(token.text, token.prefix.value) for token in tokens if token.prefix.sort == "repeat"}

        def opened(index: int) -> bool:
            """Whether the heading of the repeated group is on this page or an earlier one."""
            unit = layout.units[index]
            if unit.path.file and _number_of_file(unit) > files[unit.path.section]:
                return False
            head = unit.group
            if head < 0 or head in progress.used:
                return True
            return (key(layout.units[head].item.label), layout.units[head].prefix.value) in headings

        self.options = [
            [pair for pair in _choices(token, layout, progress, by_text[token.text], headed) if opened(pair[0])]
            for token in tokens
        ]
        self.files, self.clusters = layout.file_of, layout.clusters
        self.present = sorted({index for options in self.options for index, _ in options})
        self.place = {index: place for place, index in enumerate(self.present)}
        self.spanned = sum(1 << self.place[index] for index in self.present if layout.spanned(layout.units[index]))
        self.following = {index: self._follows(index) for index in (-1, *self.present)}

    def _follows(self, index: int) -> int:
        """The unit that would stand next among those that may be on the page."""
        place = bisect_right(self.present, index)
        while self.spanned >> place & 1:
            place += 1
        return self.present[place] if place < len(self.present) else -1

    def _weighed(self, options: Sequence[tuple[int, float]]) -> list[_Option]:
        """The units a label may be with what does not depend on the labels before it."""
        used, begun = self.progress.used, self.progress.open
        again = {index: _CONTINUED if index in begun else _AGAIN for index, _ in options if index in used}
        return [_Option(index, 1 << self.place[index], fit, again.get(index, 0.0)) for index, fit in options]

    def _moves(self, last: int, options: Sequence[_Option], *, seam: bool) -> list[_Move]:
        """What it adds to the score to go from one unit to each of those that the next label may be."""
        if last < 0:
            return [_STAY] * len(options)
        file, following = self.files[last], (self.following[last], last + 1)
        moves = list[_Move]()
        for index, *_ in options:
            way, cluster = _LINK_OVER_SEAM if seam else _LINK, 0.0
            if index not in following:
                way = _FAR * min(_FARTHEST, abs(index - last))
                if self.clusters[index] != self.clusters[last]:
                    cluster = _OTHER_CLUSTER + (_BACK if index < last else 0.0)
            other = file and self.files[index] and self.files[index] != file
            moves.append((way, cluster, _OTHER_FILE if other else 0.0))
        return moves

    @staticmethod
    def _steps(state: _State, options: Sequence[_Option], moves: Sequence[_Move], *, filled: bool) -> Iterator[_Step]:
        """Where a state leads with each of the units that a label may be."""
        before, last, taken = state.score, state.last, state.taken
        for (index, bit, fit, again), (way, cluster, file) in zip(options, moves, strict=True):
            if taken & bit:
                doubled = index == last and not filled
                yield before + (_DOUBLED if doubled else _AGAIN), last, taken, index
            else:
                yield before + fit + again + way + cluster + file, index, taken | bit, index

    def _final(self, state: _State) -> float:
        """Score with the holes in the stretch that the page covers."""
        if not state.taken:
            return state.score
        top = state.taken.bit_length() - 1
        floor = bisect_right(self.present, self.progress.last)
        low, taken = (state.taken & -state.taken).bit_length() - 1, state.taken | self.spanned
        first = min(low, max(floor, 0)) if floor <= top else low
        holes = sum(1 for place in range(first, top) if not taken >> place & 1)
        used = sum(
            1 for place in range(low, top) if self.present[place] in self.progress.used and not taken >> place & 1
        )
        return state.score + _HOLE * max(0, holes - used)

    def run(self) -> list[_State]:
        """Final states, the best first; their scores include the holes."""
        states = [_State(0.0, -1, 0, None, -1)]
        for options, seam, filled, skip in zip(self.options, self.seams, self.filled, self.skips, strict=True):
            grown, top, weighed = dict[tuple[int, int], list[_State]](), -inf, self._weighed(options)
            reached = dict.fromkeys(state.last for state in states)
            moves = {last: self._moves(last, weighed, seam=seam) for last in reached}
            for state in states:
                skipped = (state.score + skip, state.last, state.taken, -1)
                steps = self._steps(state, weighed, moves[state.last], filled=filled)
                for score, last, taken, choice in (*steps, skipped):
                    group = grown.setdefault((last, taken), [])
                    top = max(top, score)
                    if score >= top - _WORSE_BY:
                        group.append(_State(score, last, taken, state, choice))
            states = _best(grown.values())
        final = (_State(self._final(state), state.last, state.taken, state.before, state.choice) for state in states)
        return sorted(final, key=_SCORE, reverse=True)


def _best(grown: Iterable[list[_State]]) -> list[_State]:
    """The states worth following; of those that went different ways to one place, the nearly equal ones."""
    ranked = list[_State]()
    for states in grown:
        if len(states) > 1:
            states.sort(key=_SCORE, reverse=True)
            ranked += [state for state in states[:_WAYS] if state.score >= states[0].score - _TIE]
        else:
            ranked += states
    ranked.sort(key=_SCORE, reverse=True)
    return [state for state in ranked[:_KEEP] if state.score >= ranked[0].score - _WORSE_BY]


def _path(state: _State) -> list[int]:
    chosen = list[int]()
    here: _State | None = state
    while here is not None and here.before is not None:
        chosen.append(here.choice)
        here = here.before
    return chosen[::-1]


def identify(tokens: Sequence[Token], layout: Layout, progress: Progress) -> Reading:
    """The units of the label tokens of one page, and ``progress`` taken past it.

    A page with more labels than a printed page can hold is read piece by piece.
    """
    units, doubtful, breaks, start = list[Unit | None](), dict[int, tuple[Unit, ...]](), 0, 0
    labels = [place for place, token in enumerate(tokens) if token.kind is Kind.LABEL]
    for first in range(0, len(labels), _AT_ONCE):
        end = labels[first + _AT_ONCE] if first + _AT_ONCE < len(labels) else len(tokens)
        piece = _identify(tokens[start:end], layout, progress)
        progress.advance(piece, layout)
        doubtful |= {place + first: others for place, others in piece.doubtful.items()}
        units += piece.units
        breaks += piece.breaks
        start = end
    return Reading(tuple(units), doubtful, breaks)


def _identify(tokens: Sequence[Token], layout: Layout, progress: Progress) -> Reading:
    states = _Search(tokens, layout, progress).run()
    best = _path(states[0])
    others: dict[int, set[int]] = {}
    for state in states[1:]:
        if state.score < states[0].score - _TIE:
            break
        for place, choice in enumerate(_path(state)):
            if choice != best[place]:
                others.setdefault(place, set()).add(choice)
    found = [index for index in best if index >= 0]
    breaks = sum(1 for here, there in pairwise(found) if there < here)
    units = tuple(layout.units[index] if index >= 0 else None for index in best)
    doubtful = {
        place: tuple(layout.units[index] for index in sorted(chosen) if index >= 0) for place, chosen in others.items()
    }
    return Reading(units, doubtful, breaks)
