"""Two versions of a text → the cells 変更前 and 変更後: changed paragraphs in full, （省略） for the rest.

Both cells are cut at the same unchanged places, so the n-th （省略） of one stands for the same text as
the n-th of the other, and every quoted piece has one place only in its version.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from piadiff.draft.outline import headings_above, titles
from piadiff.draft.style import Style
from piadiff.text import find_all
from piadiff.text.alignment import opcodes

_TITLES_SHOWN = 8
_ANCHOR_LENGTH = 200


@dataclass(frozen=True, slots=True)
class _Unit:
    """One unchanged paragraph, or one changed run of paragraphs.

    Attributes:
        shown: The unit is quoted; changed units always are.
        at: Index of its first paragraph in the old and in the new text.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    at: tuple[int, int]
    shown: bool = False

    @property
    def same(self) -> bool:
        return self.old == self.new

    @property
    def one_sided(self) -> bool:
        return not self.old or not self.new


@dataclass(frozen=True, slots=True)
class Quote:
    """The two cells; ``whole`` when nothing was left out."""

    before: str
    after: str
    whole: bool


def _units(old: Sequence[str], new: Sequence[str]) -> list[_Unit]:
    units: list[_Unit] = []
    for same, old_from, old_to, new_from, new_to in opcodes(old, new):
        if same:
            units.extend(
                _Unit((line,), (line,), (old_from + offset, new_from + offset))
                for offset, line in enumerate(old[old_from:old_to])
            )
        else:
            units.append(_Unit(tuple(old[old_from:old_to]), tuple(new[new_from:new_to]), (old_from, new_from), True))
    return units


def _show(units: list[_Unit], index: int) -> None:
    units[index] = replace(units[index], shown=True)


def _show_headings(units: list[_Unit], old: Sequence[str], new: Sequence[str]) -> None:
    """The headings above each change, and all ＜…＞ titles so that the frame of the text is seen."""
    of_old = {unit.at[0]: index for index, unit in enumerate(units) if unit.same}
    of_new = {unit.at[1]: index for index, unit in enumerate(units) if unit.same}
    above_old, above_new = list(headings_above(old)), list(headings_above(new))
    for unit in list(units):
        if unit.same:
            continue
        old_at, new_at = unit.at
        above = [of_new[at] for at in above_new[new_at] if at in of_new] if unit.new else []
        above += [of_old[at] for at in above_old[old_at] if at in of_old] if unit.old else []
        for index in above:
            _show(units, index)
    frame = titles(new)
    framing = [index for index, unit in enumerate(units) if unit.same and unit.old[0] in frame]
    if len(framing) <= _TITLES_SHOWN:
        for index in framing:
            _show(units, index)


def _show_anchors(units: list[_Unit]) -> None:
    """A neighbour beside each insertion or deletion: its place must be determined, and the same in both cells."""
    for index, unit in enumerate(units):
        if not unit.one_sided:
            continue
        neighbours = [at for at in (index - 1, index + 1) if 0 <= at < len(units)]
        at_edge = len(neighbours) < 2
        if any(units[at].shown for at in neighbours) or not neighbours:
            continue
        framed = at_edge and any(other.shown and other.same for other in units)
        if framed or (at_edge and len(units[neighbours[0]].old[0]) > _ANCHOR_LENGTH):
            continue
        _show(units, min(neighbours, key=lambda at: len(units[at].old[0]) > _ANCHOR_LENGTH))


def _runs(units: Sequence[_Unit]) -> Iterator[tuple[bool, list[int]]]:
    """Runs of quoted and of elided units, as indices."""
    for shown, members in groupby(range(len(units)), key=lambda index: units[index].shown):
        yield shown, list(members)


def _show_short_gaps(units: list[_Unit], least: int) -> None:
    for shown, members in list(_runs(units)):
        if not shown and sum(len(line) for index in members for line in units[index].old) < least:
            for index in members:
                _show(units, index)


def _placed_once(text: str, lines: Sequence[str]) -> bool:
    """Whether a quoted piece has one place only; a piece without words has its place beside a （省略）."""
    return not lines or len(find_all(text, "\n".join(lines))) == 1


def _widen(units: list[_Unit], old: str, new: str, step: int) -> bool:
    """Quote more paragraphs beside every piece that has several places; False when there is none."""
    grown = False
    for shown, members in list(_runs(units)):
        if not shown:
            continue
        before = [line for index in members for line in units[index].old]
        after = [line for index in members for line in units[index].new]
        if _placed_once(old, before) and _placed_once(new, after):
            continue
        first, last = members[0], members[-1]
        wider = range(max(first - step, 0), first) or range(last + 1, min(last + 1 + step, len(units)))
        for at in wider:
            _show(units, at)
            grown = True
    return grown


def _side(units: Sequence[_Unit], elision: str, *, new: bool) -> str:
    lines: list[str] = []
    for shown, members in _runs(units):
        if not shown:
            lines.append(elision)
            continue
        for index in members:
            lines.extend(units[index].new if new else units[index].old)
    return "\n".join(lines)


def quote(old: str, new: str, style: Style) -> Quote:
    """Cells for a text that changed; texts as published, never described."""
    whole = Quote(old or style.none, new or style.none, whole=True)
    old_lines, new_lines = old.split("\n"), new.split("\n")
    if not old or not new or max(len(old), len(new)) <= style.whole_limit:
        return whole
    if style.elision in old_lines or style.elision in new_lines:
        return whole
    units = _units(old_lines, new_lines)
    _show_headings(units, old_lines, new_lines)
    _show_anchors(units)
    _show_short_gaps(units, style.least_elision)
    step = 1
    while _widen(units, old, new, step):
        _show_short_gaps(units, style.least_elision)
        step *= 2  # a text that repeats itself needs few rounds
    if all(unit.shown for unit in units):
        return whole
    return Quote(_side(units, style.elision, new=False), _side(units, style.elision, new=True), whole=False)


def pieces(text: str, elision: str) -> tuple[tuple[str, ...], ...]:
    """The lines between the （省略） of a cell, the empty runs at its edges included."""
    parts: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line == elision:
            parts.append([])
        else:
            parts[-1].append(line)
    return tuple(tuple(part) for part in parts)


def hidden(text: str, cell: str, elision: str) -> tuple[tuple[str, ...], ...] | None:
    """What each （省略） of a cell stands for in the text it quotes; None when the cell does not quote it."""
    wanted, lines = pieces(cell, elision), text.split("\n")
    first, last = len(wanted[0]), len(wanted[-1])
    if len(wanted) == 1:
        return () if tuple(lines) == wanted[0] else None
    if tuple(lines[:first]) != wanted[0] or (last and tuple(lines[-last:]) != wanted[-1]):
        return None
    gaps: list[tuple[str, ...]] = []
    at, stop = first, len(lines) - last
    for piece in wanted[1:-1]:
        start = next((i for i in range(at, stop - len(piece) + 1) if tuple(lines[i : i + len(piece)]) == piece), None)
        if start is None:
            return None
        gaps.append(tuple(lines[at:start]))
        at = start + len(piece)
    return (*gaps, tuple(lines[at:stop])) if at <= stop else None
