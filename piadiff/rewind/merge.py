"""Undo an edit inside published text: A → B where A is what a row says is written now, P what really is.

All work is done on comparison keys; the white space and spelling of what does not change stay as published.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from diff_match_patch.diff_match_patch import diff_match_patch

from piadiff.text.fold import Folded

_ALIKE_ENOUGH = 0.35


@dataclass(frozen=True, slots=True)
class Hunk:
    """Where two keys differ: ``old[i1:i2]`` became ``new[j1:j2]``."""

    i1: int
    i2: int
    j1: int
    j2: int


def likeness(left: str, right: str) -> float:
    """Share of common character pairs, 0 to 1; a cheap bound before a costly alignment."""
    if left == right:
        return 1.0
    one, other = (_pairs(text) for text in (left, right))
    if not one or not other:
        return 0.0
    common = sum(min(count, other.get(pair, 0)) for pair, count in one.items())
    return 2 * common / (sum(one.values()) + sum(other.values()))


def _pairs(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for at in range(len(text) - 1):
        pair = text[at : at + 2]
        counts[pair] = counts.get(pair, 0) + 1
    return counts


def hunks(old: str, new: str) -> list[Hunk]:
    """Differences of two keys; texts with little in common are one difference, for time's sake."""
    if likeness(old, new) < _ALIKE_ENOUGH:
        return _rim(old, new)
    differ: Any = diff_match_patch()  # type: ignore[no-untyped-call]
    differ.Diff_Timeout = 0
    script = differ.diff_main(old, new, False)
    differ.diff_cleanupSemantic(script)
    return list(_hunks_of(script))


def common_start(one: str, other: str) -> int:
    """Length of what both texts begin with."""
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )


def _rim(old: str, new: str) -> list[Hunk]:
    """One hunk between the common start and the common end."""
    start = common_start(old, new)
    end = common_start(old[start:][::-1], new[start:][::-1])
    whole = Hunk(start, len(old) - end, start, len(new) - end)
    return [] if whole.i1 == whole.i2 and whole.j1 == whole.j2 else [whole]


def _hunks_of(script: list[tuple[int, str]]) -> Iterator[Hunk]:
    i = j = i1 = j1 = 0
    for op, text in [*script, (0, "")]:
        if op == 0:
            if i > i1 or j > j1:
                yield Hunk(i1, i, j1, j)
            i, j = i + len(text), j + len(text)
            i1, j1 = i, j
        elif op < 0:
            i += len(text)
        else:
            j += len(text)


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of a row: ``P[i1:i2]`` → ``B[j1:j2]``, with ``A[a1:a2]`` where the row has it.

    ``override`` says that P differs from A right there.
    """

    hunk: Hunk
    a1: int
    a2: int
    override: bool = False

    def moved(self, by: int) -> Edit:
        """The edit with P counted from another start."""
        hunk = self.hunk
        return replace(self, hunk=Hunk(hunk.i1 + by, hunk.i2 + by, hunk.j1, hunk.j2))


def _through(at: int, between: list[Hunk], *, end: bool) -> int:
    """Index in the other text of an index that lies in no hunk; at an insertion ``end`` says which side."""
    shift = 0
    for hunk in between:
        if hunk.i2 < at or (hunk.i2 == at and (end or hunk.i1 < at)):
            shift = hunk.j2 - hunk.i2
        else:
            break
    return at + shift


def row_hunks(a: Folded, b: Folded) -> list[Hunk]:
    """What a row changes; a ー that the key drops beside one word and keeps beside another is no change."""
    return [hunk for hunk in hunks(a.key, b.key) if not _dropped_on_one_side(a, b, hunk)]


def _dropped_on_one_side(a: Folded, b: Folded, hunk: Hunk) -> bool:
    words = a.key[hunk.i1 : hunk.i2], b.key[hunk.j1 : hunk.j2]
    if words == ("", "ー"):
        return "ー" in a.source[a.ends[hunk.i1 - 1] : _end(a, hunk.i1)] if hunk.i1 else False
    if words == ("ー", ""):
        return "ー" in b.source[b.ends[hunk.j1 - 1] : _end(b, hunk.j1)] if hunk.j1 else False
    return False


def _beside(own: Hunk, hunk: Hunk, p: str) -> bool:
    """Whether words that P alone has stand right before or behind what a row changes: the row is not about them."""
    words = p[own.j1 : own.j2]
    at_rim = own.i1 == own.i2 and hunk.i1 < hunk.i2 and own.i1 in (hunk.i1, hunk.i2)
    return at_rim and any(char.isalnum() for char in words)


def merge(a: Folded, b: Folded, p: str) -> list[Edit]:
    """Three-way merge with base A, the row's B, and P as published."""
    wanted, differing = row_hunks(a, b), hunks(a.key, p) if a.key != p else []
    done: list[Edit] = []
    rest = list(wanted)
    while rest:
        first = rest.pop(0)
        kept = [other for other in differing if _beside(other, first, p)]
        start, end, clashes = first.i1, first.i2, False
        grew = True
        while grew:
            grew = False
            for other in differing:
                if other.i1 <= end and other.i2 >= start and other not in kept:
                    clashes = True
                    if other.i1 < start or other.i2 > end:
                        start, end, grew = min(start, other.i1), max(end, other.i2), True
            while rest and rest[0].i1 <= end:
                end, grew = max(end, rest.pop(0).i2), True
        hunk = Hunk(
            _through(start, differing, end=any(other.i1 == start for other in kept)),
            _through(end, differing, end=all(other.i1 != end for other in kept)),
            _through(start, wanted, end=False),
            _through(end, wanted, end=True),
        )
        if p[hunk.i1 : hunk.i2] == b.key[hunk.j1 : hunk.j2]:
            continue
        done.append(Edit(hunk, start, end, clashes))
    return done


def _end(text: Folded, at: int) -> int:
    """End in the source of what stands before key index ``at``, with signs the key drops (サーバー)."""
    end = text.ends[at - 1] if at else 0
    stop = text.starts[at] if at < len(text.key) else len(text.source)
    while at and end < stop and not text.source[end].isspace():
        end += 1
    return end


def _gap(text: Folded, at: int) -> str:
    """White space before key index ``at``."""
    return text.source[_end(text, at) : text.starts[at] if at < len(text.key) else len(text.source)]


def _kind(gap: str) -> int:
    """No white space, some, or a line end."""
    return 2 if "\n" in gap else 1 if gap else 0


@dataclass(frozen=True, slots=True)
class _Seam:
    """One edit with what stands around it."""

    p: Folded
    a: Folded
    b: Folded
    edit: Edit

    def replacement(self) -> tuple[int, int, str]:
        """(start, end, text) in the published source, outer white space included."""
        hunk = self.edit.hunk
        start = _end(self.p, hunk.i1)
        end = self.p.starts[hunk.i2] if hunk.i2 < len(self.p.key) else len(self.p.source)
        return start, end, self._text()

    def _text(self) -> str:
        hunk = self.edit.hunk
        before, after = _gap(self.p, hunk.i1), _gap(self.p, hunk.i2)
        if hunk.j1 == hunk.j2:
            return self._closed(before, after)
        words = self.b.source[self.b.starts[hunk.j1] : _end(self.b, hunk.j2)]
        if hunk.i1 == hunk.i2:
            before, after = self._opened(before)
        else:
            before = self._kept(before, hunk.i1, self.edit.a1, hunk.j1)
            after = self._kept(after, hunk.i2, self.edit.a2, hunk.j2)
        return before + words + after

    def _inside_b(self, j: int) -> bool:
        return 0 < j < len(self.b.key)

    def _kept(self, gap: str, i: int, a: int, j: int) -> str:
        """White space beside replaced text: as published unless the row changes it."""
        if not self._inside_b(j) or i in {0, len(self.p.key)}:
            return gap
        was = _gap(self.b, j)
        return gap if _kind(was) == _kind(_gap(self.a, a)) else was

    def _closed(self, before: str, after: str) -> str:
        """What stays between the neighbours of text that goes."""
        edit, j = self.edit, self.edit.hunk.j1
        if edit.hunk.i1 == 0:
            return before
        if edit.hunk.i2 == len(self.p.key):
            return ""
        if not self._inside_b(j):
            return max((before, after) if j == 0 else (after, before), key=_kind)
        was = _gap(self.b, j)
        for gap, a in ((before, edit.a1), (after, edit.a2)):
            if _kind(was) == _kind(_gap(self.a, a)):
                return gap
        return was

    def _opened(self, gap: str) -> tuple[str, str]:
        """White space on both sides of text that comes."""
        hunk = self.edit.hunk
        first, last = hunk.i1 == 0, hunk.i1 == len(self.p.key)
        left = _gap(self.b, hunk.j1) if hunk.j1 else None
        right = _gap(self.b, hunk.j2) if hunk.j2 < len(self.b.key) else None
        if first and last:
            return "", ""
        if first:
            return gap, right if right is not None else "\n"
        if last:
            return left if left is not None else "\n", ""
        if left is None:
            return gap, right if right is not None else gap
        return left, right if right is not None else gap


def apply(p: Folded, edits: Sequence[tuple[Edit, Folded, Folded]]) -> str:
    """The published text with every edit made; each comes with the A and B it is from."""
    text = p.source
    for edit, a, b in sorted(edits, key=lambda made: (made[0].hunk.i1, made[0].hunk.i2), reverse=True):
        start, end, words = _Seam(p, a, b, edit).replacement()
        text = text[:start] + words + text[end:]
    return text
