"""What a change means: typed facts that together explain every letter that differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from piadiff.diff.compare import Comparison, Passage
from piadiff.diff.passages import passage_facets
from piadiff.diff.scope import cloud_facets, names_cloud
from piadiff.diff.sentences import Relation
from piadiff.diff.subject import Subject
from piadiff.diff.wraps import unwrapped
from piadiff.model import Edit, Facet, FacetKind
from piadiff.text.cell import elided
from piadiff.text.segment import SegmentKind


def _whole(comparison: Comparison, subject: Subject) -> Sequence[Passage]:
    """The passages; an item that is all new or all gone is one passage, unless it lists systems."""
    passages = comparison.passages
    relations = {passage.relation for passage in passages}
    if subject.systems or relations not in ({Relation.ADDED}, {Relation.REMOVED}):
        return passages
    old = tuple(piece for passage in passages for piece in passage.old)
    new = tuple(piece for passage in passages for piece in passage.new)
    return [Passage(passages[0].relation, old, new)]


def _stretches(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Changed passages; a heading that came or went takes the passage below it along."""
    waiting: Passage | None = None
    for passage in passages:
        if waiting is not None:
            if passage.relation is waiting.relation and not passage.elsewhere and not _is_heading(passage):
                yield Passage(passage.relation, waiting.old + passage.old, waiting.new + passage.new)
                waiting = None
                continue
            yield waiting
            waiting = None
        if _is_heading(passage):
            waiting = passage
        elif passage.relation is not Relation.SAME:
            yield passage
    if waiting is not None:
        yield waiting


def _is_heading(passage: Passage) -> bool:
    lone = passage.relation in {Relation.REMOVED, Relation.ADDED} and not passage.elsewhere
    return lone and all(piece.kind is SegmentKind.HEADING for piece in passage.old + passage.new)


def _respelt(edits: Sequence[Edit]) -> Iterator[tuple[str, str]]:
    """Spellings that differ under the same key, each with its other side."""
    for place, edit in enumerate(edits):
        behind = edits[place + 1] if place + 1 < len(edits) else None
        before = edits[place - 1] if place else None
        if edit.notation and edit.op == "-":
            paired = behind is not None and behind.notation and behind.op == "+"
            yield edit.text, behind.text if behind is not None and paired else ""
        elif edit.notation and not (before is not None and before.notation and before.op == "-"):
            yield "", edit.text


def facets_of(comparison: Comparison, before: str, after: str, subject: Subject) -> tuple[Facet, ...]:
    """All facts of a text that changed, in its order."""
    found: dict[Facet, None] = {}
    for passage in _stretches(unwrapped(_whole(comparison, subject))):
        found.update(dict.fromkeys(passage_facets(passage, subject, alone=not (before and after))))
    if any(names_cloud(piece.text) for passage in comparison.changed for piece in (*passage.old, *passage.new)):
        found.update(dict.fromkeys(cloud_facets(before, after)))
    found.update((Facet(FacetKind.NOTATION, *pair), None) for pair in _respelt(comparison.edits))
    if elided(before) or elided(after):
        found[Facet(FacetKind.ELIDED)] = None
    return tuple(found)
