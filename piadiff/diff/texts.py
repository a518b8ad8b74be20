"""One item's two texts → edit script and facts; the same from both sides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from piadiff.diff.compare import compare
from piadiff.diff.facets import facets_of
from piadiff.diff.invert import inverted_edits, inverted_facets
from piadiff.diff.subject import Subject
from piadiff.model import Edit, Facet, FacetKind
from piadiff.text import key

_LONGEST_DASH = 12


@dataclass(frozen=True, slots=True)
class TextChange:
    """How one text became another; ``notation`` when only the spelling differs."""

    edits: tuple[Edit, ...]
    facets: tuple[Facet, ...]
    notation: bool


@lru_cache(maxsize=512)
def compare_texts(before: str, after: str, subject: Subject) -> TextChange:
    """Edits and facts between two texts.

    Always worked out from the same side, so that the way back is exactly the inverted way there.
    """
    if is_blank(before) != is_blank(after):
        return _filled(before, after, subject)
    swapped = before > after
    old, new = (after, before) if swapped else (before, after)
    comparison = compare(old, new)
    edits, facets = comparison.edits, facets_of(comparison, old, new, subject)
    if swapped:
        edits, facets = inverted_edits(edits), inverted_facets(facets)
    notation = any(edit.op != "=" for edit in edits) and all(edit.notation for edit in edits if edit.op != "=")
    return TextChange(edits, facets, notation)


def is_blank(text: str) -> bool:
    """Whether a text is a dash that stands for nothing."""
    return bool(text) and len(text) < _LONGEST_DASH and set(key(text)) == {"-"}


def _filled(before: str, after: str, subject: Subject) -> TextChange:
    """A dash that gave way to words, or words to a dash: nothing stood there."""
    old, new = "" if is_blank(before) else before, "" if is_blank(after) else after
    facets = compare_texts(old, new, subject).facets or (Facet(FacetKind.NOTATION, before, after),)
    edits = tuple(edit for edit in (Edit("-", before), Edit("+", after)) if edit.text)
    return TextChange(edits, facets, notation=False)
