"""Two texts → what became of each passage, and the edit script that rebuilds both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from piadiff.diff.lcs import Hunk, common_prefix
from piadiff.diff.sentences import Block, Relation, blocks
from piadiff.diff.similar import rough_key, share_phrases
from piadiff.diff.words import changed_words
from piadiff.model import Edit
from piadiff.text import Folded, fold, key
from piadiff.text.segment import Segment, SegmentKind, segments

_LONG = 800
"""Below this, looking for common sentences is as quick as asking whether there are any."""

_FEW = 40
"""Runs of invisible characters are no longer than this; what is longer is text."""


@dataclass(frozen=True)
class Passage:
    """Pieces of both texts that belong together, as published.

    Attributes:
        elsewhere: The piece stands word for word elsewhere on the other side.
    """

    relation: Relation
    old: tuple[Segment, ...]
    new: tuple[Segment, ...]
    elsewhere: bool = False

    @cached_property
    def before(self) -> Folded:
        """The old side with its key."""
        return fold("".join(piece.text for piece in self.old))

    @cached_property
    def after(self) -> Folded:
        """The new side with its key."""
        return fold("".join(piece.text for piece in self.new))

    @cached_property
    def hunks(self) -> tuple[Hunk, ...]:
        """Stretches of the keys that differ; whole sides where nothing corresponds."""
        if self.relation is Relation.SAME:
            return ()
        if self.old and self.new:
            return tuple(changed_words(self.before, self.after))
        return (Hunk(0, len(self.before.key), 0, len(self.after.key)),)


@dataclass(frozen=True)
class Comparison:
    """Everything known of two texts; ``passages`` in the order of both."""

    passages: tuple[Passage, ...]

    @cached_property
    def edits(self) -> tuple[Edit, ...]:
        """Edit script over the published texts; of every change the old text comes first."""
        runs = [run for passage in self.passages for run in [*_fused(list(_runs(passage))), _END]]
        return tuple(_script(_apart(_spaced(_with_white_space(runs)))))

    @property
    def changed(self) -> tuple[Passage, ...]:
        """Passages whose sides differ in more than spelling, or may."""
        return tuple(passage for passage in self.passages if passage.relation is not Relation.SAME)


class _Run(NamedTuple):
    """A stretch of both published texts."""

    old: str
    new: str
    notation: bool = False


_END = _Run("", "")
"""Stands between the runs of two passages."""


def _cut(folded: Folded, index: int) -> int:
    """Published place before a key character; white space goes with what it follows."""
    return folded.starts[index] if index < len(folded.starts) else len(folded.source)


def _respelt(before: Folded, after: Folded, at: int, row: int, length: int) -> Iterator[_Run]:
    """Runs of a stretch with the same key: equal letters and those that are spelt another way."""
    for offset in range(length):
        old = before.source[_cut(before, at + offset) : _cut(before, at + offset + 1)]
        new = after.source[_cut(after, row + offset) : _cut(after, row + offset + 1)]
        if old == new:
            yield _Run(old, new)
        else:
            yield from _spelt(old, new)


def _spelt(old: str, new: str) -> Iterator[_Run]:
    """One letter with what trails it; a letter that stays stays."""
    head = common_prefix(old, new)
    yield _Run(old[:head], new[:head])
    yield _Run(old[head:], new[head:], notation=True)


def _same(before: Folded, after: Folded, at: int, row: int, length: int) -> Iterator[_Run]:
    old = before.source[_cut(before, at) : _cut(before, at + length)]
    new = after.source[_cut(after, row) : _cut(after, row + length)]
    if old == new:
        yield _Run(old, new)
    else:
        yield from _respelt(before, after, at, row, length)


def _runs(passage: Passage) -> Iterator[_Run]:
    """The passage as runs; a key of no letters at all is spelling too."""
    if passage.relation is Relation.SAME and [p.text for p in passage.old] == [p.text for p in passage.new]:
        text = "".join(piece.text for piece in passage.old)
        yield _Run(text, text)
        return
    if not passage.old or not passage.new:
        old, new = ("".join(piece.text for piece in side) for side in (passage.old, passage.new))
        yield _Run(old, new, notation=len(old + new) < _FEW and not key(old + new))
        return
    before, after = passage.before, passage.after
    if not before.key or not after.key:
        yield _Run(before.source, after.source, notation=before.key == after.key)
        return
    at = row = 0
    lead, new_lead = before.source[: before.starts[0]], after.source[: after.starts[0]]
    yield _Run(lead, new_lead, notation=lead != new_lead)
    for hunk in passage.hunks:
        yield from _same(before, after, at, row, hunk.old_start - at)
        at, row = hunk.old_end, hunk.new_end
        yield _Run(
            before.source[_cut(before, hunk.old_start) : _cut(before, at)],
            after.source[_cut(after, hunk.new_start) : _cut(after, row)],
        )
    yield from _same(before, after, at, row, len(before.key) - at)


def _fused(runs: list[_Run]) -> Iterator[_Run]:
    """Neighbouring runs of the same sort joined."""
    for sort, stretch in groupby((run for run in runs if run.old or run.new), key=_sort):
        several = list(stretch)
        yield _Run(
            "".join(run.old for run in several), "".join(run.new for run in several), notation=sort == "notation"
        )


def _with_white_space(runs: list[_Run]) -> list[_Run]:
    """White space beside changed words changes with them, across the end of a passage too."""
    joined: list[_Run] = []
    waiting = False
    for run in runs:
        if run is _END:
            waiting = True
            continue
        last = joined[-1] if joined else None
        if last is not None and _is_space_beside(last, run, apart=waiting):
            joined[-1] = _Run(last.old + run.old, last.new + run.new)
        else:
            joined.append(run)
        waiting = False
    return joined


def _is_space_beside(last: _Run, run: _Run, *, apart: bool) -> bool:
    sorts = (_sort(last), _sort(run))
    if sorts == ("changed", "changed"):
        return not apart
    if sorts not in {("notation", "changed"), ("changed", "notation")}:
        return False
    space = last if sorts[0] == "notation" else run
    return not (space.old + space.new).strip()


def _spaced(runs: list[_Run]) -> Iterator[_Run]:
    """White space that both sides of a change begin or end with stays."""
    for run in runs:
        if _sort(run) != "changed":
            yield run
            continue
        tail = _common_space(run.old[::-1], run.new[::-1])
        end_old, end_new = len(run.old) - tail, len(run.new) - tail
        head = _common_space(run.old[:end_old], run.new[:end_new])
        yield _Run(run.old[:head], run.new[:head])
        yield _Run(run.old[head:end_old], run.new[head:end_new])
        yield _Run(run.old[end_old:], run.new[end_new:])


def _apart(runs: Iterator[_Run]) -> list[_Run]:
    """Neighbours kept apart unless one only takes away and the other only puts in: those are one replacement."""
    kept: list[_Run] = []
    for run in runs:
        if not (run.old or run.new):
            continue
        last = kept[-1] if kept else None
        if last is not None and _sort(last) == _sort(run) and _joins(last, run):
            kept[-1] = _Run(last.old + run.old, last.new + run.new, run.notation)
        else:
            kept.append(run)
    return kept


def _joins(last: _Run, run: _Run) -> bool:
    if _sort(run) != "changed":
        return True
    both = (bool(last.old), bool(last.new)), (bool(run.old), bool(run.new))
    return both[0] != (True, True) and both[1] != (True, True)


def _script(runs: list[_Run]) -> Iterator[Edit]:
    for run in runs:
        if _sort(run) == "same":
            yield Edit("=", run.old)
            continue
        if run.old:
            yield Edit("-", run.old, notation=run.notation)
        if run.new:
            yield Edit("+", run.new, notation=run.notation)


def _common_space(old: str, new: str) -> int:
    limit = min(len(old), len(new))
    return next((at for at in range(limit) if old[at] != new[at] or not old[at].isspace()), limit)


def _sort(run: _Run) -> str:
    if run.notation:
        return "notation"
    return "same" if run.old == run.new else "changed"


def _passage(block: Block, old: tuple[Segment, ...], new: tuple[Segment, ...]) -> Passage:
    return Passage(
        block.relation,
        old[block.old_start : block.old_end],
        new[block.new_start : block.new_end],
        block.elsewhere,
    )


def _whole(text: str) -> Segment:
    return Segment(0, len(text), text, "", SegmentKind.SENTENCE, 0)


def compare(before: str, after: str) -> Comparison:
    """Compare two published texts; long ones that share next to nothing are one whole for another."""
    if min(len(before), len(after)) > _LONG and not share_phrases(rough_key(before), rough_key(after)):
        return Comparison(
            (Passage(Relation.REMOVED, (_whole(before),), ()), Passage(Relation.ADDED, (), (_whole(after),)))
        )
    old_lines, new_lines = before.splitlines(keepends=True), after.splitlines(keepends=True)
    head = common_prefix(old_lines, new_lines)
    tail = common_prefix(old_lines[head:][::-1], new_lines[head:][::-1])
    old = segments("".join(old_lines[head : len(old_lines) - tail]))
    new = segments("".join(new_lines[head : len(new_lines) - tail]))
    changed = (_passage(block, old, new) for block in blocks(old, new))
    return Comparison((*_kept(old_lines[:head]), *changed, *_kept(old_lines[len(old_lines) - tail :])))


def _kept(lines: list[str]) -> tuple[Passage, ...]:
    """Lines both texts begin or end with, unread."""
    same = (_whole("".join(lines)),) if lines else ()
    return (Passage(Relation.SAME, same, same),) if same else ()
