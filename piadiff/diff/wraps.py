"""Passages that a line end cuts although the sentence goes on: what is quoted of them is quoted whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from piadiff.diff.compare import Passage
from piadiff.diff.sentences import Relation
from piadiff.text.segment import Segment, SegmentKind

_ENDED = re.compile(r"[。：:]\s*$")
_WAITS = re.compile(r"[のをがはにでとへもやて、]$")
_FOLLOWS = re.compile(r"(?!なお|また|ただし|その|この)[ぁ-ゖ]")
_NUMBER = re.compile(r"第[0-9０-９]|[0-9０-９][条項号]")
_EDITED = frozenset({Relation.EDITED, Relation.REPLACED})
_AROUND = 2
"""Letters on either side of a line end by which the other side shows that a word goes on over it."""


def unwrapped(passages: Sequence[Passage]) -> list[Passage]:
    """Passages, those that changed joined with what the same sentence says on the line before and behind."""
    found: list[Passage] = []
    for passage in passages:
        if found and _is_one(found[-1], passage):
            found[-1] = _joined(found[-1], passage)
        else:
            found.append(passage)
    return found


def _is_one(first: Passage, second: Passage) -> bool:
    if first.elsewhere or second.elsewhere or not {first.relation, second.relation} & _EDITED:
        return False
    sides = (first.old, second.old, first.new + second.new), (first.new, second.new, first.old + second.old)
    return any(ahead and behind and _goes_on(ahead[-1], behind[0], other) for ahead, behind, other in sides)


def _goes_on(first: Segment, second: Segment, other: Sequence[Segment]) -> bool:
    """Whether a sentence goes on over a line end: a particle stands there, or the other side has the word whole."""
    kinds = {first.kind, second.kind}
    if second.mark or SegmentKind.HEADING in kinds or not first.text.endswith("\n") or _ENDED.search(first.text):
        return False
    ahead, behind = first.body.strip(), second.body.strip()
    if not ahead or not behind:
        return False
    whole = ahead[-_AROUND:] + behind[:_AROUND]
    kana = _WAITS.search(ahead) or _FOLLOWS.match(behind)
    return bool(kana or _NUMBER.fullmatch(ahead[-1] + behind[0])) or any(whole in piece.text for piece in other)


def _joined(first: Passage, second: Passage) -> Passage:
    old, new = first.old + second.old, first.new + second.new
    relations = {first.relation, second.relation}
    alone = len(relations) == 1 and not (old and new)
    return Passage(first.relation if alone else Relation.EDITED, old, new)
