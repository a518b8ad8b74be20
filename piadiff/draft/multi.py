"""Drafts of several forms → one review: what is the same everywhere is judged once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from piadiff.draft.substitution import Pair, word_pairs
from piadiff.model import Draft, DraftRow, FacetKind
from piadiff.model.amendment import Group, Place, Review
from piadiff.text import key

_UNTELLING = frozenset({FacetKind.NOTATION, FacetKind.ELIDED})


def _changes(row: DraftRow) -> tuple[Pair, ...]:
    """What a row replaces: its facets where both sides are known, else the words that changed."""
    told = [facet for facet in row.facets if facet.kind not in _UNTELLING]
    facets = tuple(dict.fromkeys((facet.before, facet.after) for facet in told if facet.before and facet.after))
    if facets and len(facets) == len({(facet.before, facet.after) for facet in told}):
        return facets
    return word_pairs(row.edits)


def _meaning(row: DraftRow) -> frozenset[Pair]:
    return frozenset((key(before), key(after)) for before, after in _changes(row))


def review(drafts: Mapping[str, Draft]) -> Review:
    """Group the rows of several drafts, most widespread first; every row is in exactly one group."""
    groups: defaultdict[frozenset[Pair], list[Place]] = defaultdict(list)
    for form, draft in drafts.items():
        for number, row in enumerate(draft.rows, start=1):
            groups[_meaning(row)].append(Place(form, number, row))
    made = [Group(_changes(places[0].row), tuple(places)) for places in groups.values()]
    return Review(
        drafts=drafts,
        common=tuple(sorted((group for group in made if len(group.forms) > 1), key=lambda group: -len(group.forms))),
        own=tuple(group for group in made if len(group.forms) == 1),
    )
