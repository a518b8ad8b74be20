"""Headings that say nothing of their own: their words stand in what they head, or in the labels of the forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from piadiff.guideline.clauses import clauses
from piadiff.guideline.nouns import named
from piadiff.model import FormKind
from piadiff.templates import for_kind
from piadiff.text import key
from piadiff.text.segment import SegmentKind, segments

_WORD = re.compile(r"[一-龠々ァ-ヺーa-z0-9]+")
_GENERAL = frozenset({"対策", "措置", "概要", "方法", "管理", "内容"})
_SIGNS = re.compile(r"[＜＞<>≪≫《》【】〔〕〈〉■□●◆◇○\[\]]")


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    """Words of the labels that the official forms print."""
    items = (item for kind in FormKind for item in for_kind(kind).items)
    return frozenset(word for item in items for label in item.labels for word in _WORD.findall(key(label)))


def says_nothing(heading: str, headed: str) -> bool:
    """Whether a heading says nothing that what it heads, or the form, does not; a party or place only the former."""
    bare, text = key(_SIGNS.sub("", heading)), key(headed)
    told = set(_WORD.findall(bare)) - _GENERAL
    if any(name not in text for name in named(bare)) or any(clause.doing for clause in clauses(bare)):
        return False
    return bool(bare) and all(word in text or word in _labels() for word in told)


def without_headings(before: str, after: str) -> tuple[str, str]:
    """Both texts without the headings that only one of them has and that say nothing."""
    sides = [list(_pieces(text)) for text in (before, after)]
    kept = [{key(text) for text, _, _ in side} for side in sides]
    left = [
        "".join(text for text, name, headed in side if not name or key(text) in other or not says_nothing(name, headed))
        for side, other in zip(sides, reversed(kept), strict=True)
    ]
    return left[0], left[1]


def _pieces(text: str) -> Iterator[tuple[str, str, str]]:
    """Each piece of a text, its words where it can be a heading, and what it would head."""
    found = list(segments(text))
    for at, piece in enumerate(found):
        below = found[at + 1] if at + 1 < len(found) else None
        heads = below is not None and (
            piece.kind is SegmentKind.HEADING or (bool(piece.mark) and not below.mark and piece.body.endswith("\n"))
        )
        yield piece.text, piece.body if heads and "。" not in piece.body else "", below.text if below else ""
