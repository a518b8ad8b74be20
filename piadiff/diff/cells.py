"""What a cell of a 変更箇所 row says: words of the form, nothing, or a description of what was done."""

from __future__ import annotations

import re

from piadiff.diff.scope import cloud_facets
from piadiff.diff.subject import Subject
from piadiff.diff.vocabulary import any_of, compiled, vocabulary
from piadiff.model import Facet, FacetKind
from piadiff.text import key
from piadiff.text.segment import segments

_SUBSTITUTION = re.compile(r"「(?P<before>[^「」]*)」\s*(?:を|から|→|⇒|->)\s*「(?P<after>[^「」]*)」")
_LONGEST_DESCRIPTION = 80


def says_nothing(cell: str) -> bool:
    """Whether a cell stands for no text at all: －, 「記述無し」, 「（追加）」, or empty."""
    text = key(cell).strip("()「」[]〔〕。※")
    return not text or bool(compiled(any_of(vocabulary().nothing.words)).fullmatch(text))


def describes(cell: str) -> bool:
    """Whether a cell tells what was done instead of quoting the words."""
    text = key(cell)
    bare = text.strip("()")
    pieces = segments(cell)
    if len(text) > _LONGEST_DESCRIPTION or not pieces or pieces[0].numbered:
        return False
    return any(
        compiled(pattern).search(candidate) for pattern in vocabulary().describing.sure for candidate in (text, bare)
    )


def substitution(cell: str) -> Facet | None:
    """The replacement a description names: 「, 」→「、」."""
    match = _SUBSTITUTION.search(cell)
    if match is None:
        return None
    same = key(match["before"]) == key(match["after"])
    return Facet(FacetKind.NOTATION if same else FacetKind.TERM_REPLACED, match["before"], match["after"])


def described_facets(cell: str, subject: Subject) -> tuple[Facet, ...]:
    """What a description lets us know; ``elided`` says that the words themselves are not quoted."""
    text, words = key(cell), vocabulary()
    named = substitution(cell)
    facets = [Facet(FacetKind.ELIDED, "", cell)]
    if named:
        return (named, *facets)
    if re.search(r"予定の削除|予定を削除", text):
        return (Facet(FacetKind.PLAN_TO_FACT, "予定", ""), *facets)
    if any(word in text for word in words.describing.added):
        kind = FacetKind.MEASURE_ADDED if subject.measures else FacetKind.TEXT_ADDED
        facets.insert(0, Facet(kind, "", cell))
    elif any(word in text for word in words.describing.removed):
        kind = FacetKind.MEASURE_REMOVED if subject.measures else FacetKind.TEXT_REMOVED
        facets.insert(0, Facet(kind, cell, ""))
    facets += cloud_facets("", cell)
    return tuple(facets)
