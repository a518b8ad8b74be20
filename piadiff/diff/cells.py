"""What a cell lets us know that describes what was done instead of quoting the form."""

from __future__ import annotations

import re

from piadiff.diff.scope import cloud_facets
from piadiff.diff.subject import Subject
from piadiff.diff.vocabulary import vocabulary
from piadiff.model import Facet, FacetKind
from piadiff.text import key

_SUBSTITUTION = re.compile(r"「(?P<before>[^「」]*)」\s*(?:を|から|→|⇒|->)\s*「(?P<after>[^「」]*)」")


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
