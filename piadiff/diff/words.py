"""Two sentences → the stretches that changed, with edges a reader accepts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from piadiff.diff.atoms import Script, atoms, one_word, script
from piadiff.diff.lcs import Hunk, hunks
from piadiff.text import Folded

_NEAR = 2
"""An edge inside a word moves outwards when the end of the word is no further than this."""

_ACCIDENT = 5
"""Common text up to this length between two longer changes agrees by accident."""

_SPACE = re.compile(r"\s")
_OPENING, _CLOSING = frozenset("(「『[【〔<"), frozenset(")」』]】〕>")


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both sentences as atoms, and the atoms that white space stands before."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    old_spaced: frozenset[int]
    new_spaced: frozenset[int]

    def texts(self, hunk: Hunk) -> tuple[str, str]:
        return (
            "".join(self.old[hunk.old_start : hunk.old_end]),
            "".join(self.new[hunk.new_start : hunk.new_end]),
        )

    def parted_old(self, at: int) -> bool:
        """Whether a cut before an atom of the old sentence stands between words."""
        return at in self.old_spaced or not one_word(_at(self.old, at - 1), _at(self.old, at))

    def parted_new(self, at: int) -> bool:
        """Whether a cut before an atom of the new sentence stands between words."""
        return at in self.new_spaced or not one_word(_at(self.new, at - 1), _at(self.new, at))


def _at(line: Sequence[str], place: int) -> str:
    return line[place] if 0 <= place < len(line) else ""


def _spaced(folded: Folded, starts: Sequence[int]) -> frozenset[int]:
    """Atoms with white space before them in the published text."""
    if not _SPACE.search(folded.source):
        return frozenset()
    return frozenset(
        number
        for number, at in enumerate(starts)
        if 0 < at < len(folded.starts) and folded.source[folded.starts[at] - 1].isspace()
    )


def _joined(first: Hunk, second: Hunk) -> Hunk:
    return Hunk(first.old_start, second.old_end, first.new_start, second.new_end)


def _merged(found: Sequence[Hunk]) -> list[Hunk]:
    """Hunks that touch or overlap become one."""
    merged: list[Hunk] = []
    for hunk in found:
        if merged and hunk.old_start <= merged[-1].old_end and hunk.new_start <= merged[-1].new_end:
            merged[-1] = _joined(merged[-1], hunk)
        else:
            merged.append(hunk)
    return merged


def _weight(sides: _Sides, hunk: Hunk) -> int:
    return max(len(text) for text in sides.texts(hunk))


def _is_glue(text: str) -> bool:
    """Whether a text is too slight to stand between two changes: a particle or a comma."""
    return len(text) <= _NEAR and all(script(char) in {Script.HIRAGANA, Script.OTHER} for char in text)


def _bridged(sides: _Sides, found: list[Hunk]) -> list[Hunk]:
    """Joins hunks whose common text between them is shorter than both: it agrees by accident."""
    while True:
        for index, (first, second) in enumerate(pairwise(found)):  # noqa: B007 - used behind the loop
            between = "".join(sides.old[first.old_end : second.old_start])
            if len(between) <= _limit(sides, first, second) or _glued(sides, between, first, second):
                break
        else:
            return found
        found = [*found[:index], _joined(first, second), *found[index + 2 :]]


def _trimmed(sides: _Sides, hunk: Hunk) -> Hunk:
    """The hunk without what both sides begin and end with."""
    old, new = sides.old[hunk.old_start : hunk.old_end], sides.new[hunk.new_start : hunk.new_end]
    limit = min(len(old), len(new))
    head = next((index for index in range(limit) if old[index] != new[index]), limit)
    limit -= head
    tail = next((index for index in range(limit) if old[-1 - index] != new[-1 - index]), limit)
    return Hunk(hunk.old_start + head, hunk.old_end - tail, hunk.new_start + head, hunk.new_end - tail)


def _limit(sides: _Sides, first: Hunk, second: Hunk) -> int:
    """Length up to which common text between two hunks agrees by accident.

    Words put in on both sides of a stretch leave it standing sooner than words replaced.
    """
    texts = sides.texts(first), sides.texts(second)
    one_way = not any(old for old, _ in texts) or not any(new for _, new in texts)
    return min(_weight(sides, first), _weight(sides, second), _NEAR if one_way else _ACCIDENT)


def _glued(sides: _Sides, between: str, first: Hunk, second: Hunk) -> bool:
    return all(all(sides.texts(hunk)) for hunk in (first, second)) and _is_glue(between)


def _boundary(before: str, behind: str) -> int:
    """How good a cut between two characters is."""
    if not before or not behind:
        return 4
    if before[-1] in "。、・)」』】>" or behind[0] in "(「『【<・":
        return 3
    return 0 if one_word(before, behind) else 2


def _balance(text: str) -> int:
    """0 when brackets pair up, less for every one that does not."""
    depth, missing = 0, 0
    for char in text:
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth, missing = (depth - 1, missing) if depth else (0, missing + 1)
    return -(depth + missing)


def _cut_quality(line: Sequence[str], start: int, end: int) -> int:
    before = line[start - 1] if start else ""
    behind = line[end] if end < len(line) else ""
    edges = _boundary(before, line[start]) + _boundary(line[end - 1], behind)
    return edges + 4 * _balance("".join(line[start:end]))


def _slid(line: Sequence[str], start: int, end: int, room: tuple[int, int]) -> int:
    """By how much an inserted or deleted stretch should move to begin and end well, without changing the text."""
    steps, step = [0], 0
    while end + step < len(line) and step < room[1] and line[start + step] == line[end + step]:
        step += 1
        steps.append(step)
    step = 0
    while start + step > 0 and -step < room[0] and line[start + step - 1] == line[end + step - 1]:
        step -= 1
        steps.append(step)
    return max(steps, key=lambda by: (_cut_quality(line, start + by, end + by), by))


def _aligned(sides: _Sides, found: list[Hunk]) -> list[Hunk]:
    """Slides pure insertions and deletions to the best place among those that mean the same."""
    placed: list[Hunk] = []
    for index, hunk in enumerate(found):
        before = hunk.old_start - (placed[-1].old_end if placed else 0)
        behind = (found[index + 1].old_start if index + 1 < len(found) else len(sides.old)) - hunk.old_end
        by = 0
        if hunk.old_start == hunk.old_end:
            by = _slid(sides.new, hunk.new_start, hunk.new_end, (before, behind))
        elif hunk.new_start == hunk.new_end:
            by = _slid(sides.old, hunk.old_start, hunk.old_end, (before, behind))
        placed.append(Hunk(hunk.old_start + by, hunk.old_end + by, hunk.new_start + by, hunk.new_end + by))
    return placed


def _step_left(sides: _Sides, hunk: Hunk) -> int:
    """Atoms to take in on the left so that the edge leaves a word; 0 when it stands well or the end is far."""
    at, row = hunk.old_start, hunk.new_start
    cuts_old = hunk.old_end > at and not sides.parted_old(at)
    cuts_new = hunk.new_end > row and not sides.parted_new(row)
    if not (cuts_old or cuts_new):
        return 0
    length = 0
    for step in range(1, min(at, row) + 1):
        length += len(sides.old[at - step])
        if length > _NEAR:
            return 0
        if sides.parted_old(at - step) or sides.parted_new(row - step):
            return step
    return 0


def _step_right(sides: _Sides, hunk: Hunk) -> int:
    at, row = hunk.old_end, hunk.new_end
    cuts_old = hunk.old_start < at and not sides.parted_old(at)
    cuts_new = hunk.new_start < row and not sides.parted_new(row)
    if not (cuts_old or cuts_new):
        return 0
    length = 0
    for step in range(1, min(len(sides.old) - at, len(sides.new) - row) + 1):
        length += len(sides.old[at + step - 1])
        if length > _NEAR:
            return 0
        if sides.parted_old(at + step) or sides.parted_new(row + step):
            return step
    return 0


def _grown(sides: _Sides, found: list[Hunk]) -> list[Hunk]:
    """Moves edges out of words; what then touches is joined, until nothing moves."""
    while True:
        grown = []
        for hunk in found:
            left, right = _step_left(sides, hunk), _step_right(sides, hunk)
            grown.append(Hunk(hunk.old_start - left, hunk.old_end + right, hunk.new_start - left, hunk.new_end + right))
        grown = _merged(grown)
        if grown == found:
            return found
        found = grown


def changed_words(old: Folded, new: Folded) -> list[Hunk]:
    """Stretches of the two keys that differ, in order; numbers, dates, articles and foreign words stay whole."""
    old_atoms, new_atoms = atoms(old), atoms(new)
    old_at, new_at = [0, *accumulate(map(len, old_atoms))], [0, *accumulate(map(len, new_atoms))]
    sides = _Sides(old_atoms, new_atoms, _spaced(old, old_at), _spaced(new, new_at))
    found = [_trimmed(sides, hunk) for hunk in _bridged(sides, hunks(sides.old, sides.new))]
    found = _grown(sides, _merged(_aligned(sides, found)))
    return [
        Hunk(old_at[hunk.old_start], old_at[hunk.old_end], new_at[hunk.new_start], new_at[hunk.new_end])
        for hunk in found
    ]
