"""What became of one passage: edited in place, replaced by another, or only on one side."""

from __future__ import annotations

from piadiff.diff.atoms import Script, script
from piadiff.diff.bodies import tell_bodies, tell_contact_rest, tell_contacts
from piadiff.diff.citations import find_citations, tell_citations
from piadiff.diff.compare import Passage
from piadiff.diff.numbers import tell_circled, tell_dates, tell_item_numbers, tell_marks, tell_numbers
from piadiff.diff.scene import Scene
from piadiff.diff.scope import pass_elisions, tell_abbreviations, tell_negation, tell_plan, tell_scope
from piadiff.diff.sentences import Relation
from piadiff.diff.subject import Subject
from piadiff.diff.wording import pass_common, tell_punctuation, tell_terms, tell_words
from piadiff.model import Facet, FacetKind

_PROSE = 12
"""Measures longer than this are replaced as a whole; shorter values are edited."""

_NAMED = 0.8
"""Share of a new or dropped passage that names, dates or citations must fill to count as one."""

_LONGEST_NAMED = 600
"""A passage of names and citations alone is no longer than this."""


def _tell_named(scene: Scene) -> None:
    """Facts told by names and figures."""
    tell_item_numbers(scene)
    tell_citations(scene)
    tell_dates(scene)
    tell_contacts(scene)
    tell_bodies(scene)
    tell_contact_rest(scene)


def _tell_system(scene: Scene) -> None:
    """A system whose name changed, in an item that names systems."""
    old, new = _body(scene.passage, old=True), _body(scene.passage, old=False)
    if not scene.subject.systems or not any(scene.open_hunks()) or old.endswith("。") or new.endswith("。"):
        return
    if all(scene.hunks):
        scene.add(FacetKind.SYSTEM_RENAMED, old, new)
        scene.explain([(0, len(scene.old))], [(0, len(scene.new))])


def _body(passage: Passage, *, old: bool) -> str:
    pieces = passage.old if old else passage.new
    return "".join(piece.body if index == 0 else piece.text for index, piece in enumerate(pieces)).strip()


def _edited(scene: Scene) -> None:
    """A passage that stayed and changed."""
    pass_elisions(scene)
    tell_marks(scene)
    tell_plan(scene)
    tell_negation(scene)
    tell_abbreviations(scene)
    _tell_system(scene)
    tell_scope(scene)
    _tell_named(scene)
    tell_numbers(scene)
    tell_circled(scene)
    tell_punctuation(scene)
    pass_common(scene)
    tell_terms(scene)
    tell_words(scene)


def _replaced(scene: Scene) -> None:
    """Passages that stand in each other's place and have little in common."""
    if scene.subject.measures and _is_prose(scene.passage):
        _tell_whole(scene, FacetKind.MEASURE_REPLACED)
    else:
        _edited(scene)


def _is_prose(passage: Passage) -> bool:
    return len(passage.before.key) > _PROSE and len(passage.after.key) > _PROSE


def _tell_whole(scene: Scene, kind: FacetKind) -> None:
    scene.add(kind, scene.passage.before.source.strip(), scene.passage.after.source.strip())
    scene.explain([(0, len(scene.old))], [(0, len(scene.new))])


def _lone(scene: Scene) -> None:
    """A passage that only one side has."""
    added = not scene.passage.old
    if scene.passage.elsewhere:
        _tell_whole(scene, FacetKind.REORDERED)
        return
    pass_elisions(scene)
    if not any(scene.open_hunks()):
        return
    if scene.subject.systems and not _body(scene.passage, old=not added).endswith("。"):
        scene.add(
            FacetKind.SYSTEM_ADDED if added else FacetKind.SYSTEM_REMOVED,
            _body(scene.passage, old=True),
            _body(scene.passage, old=False),
        )
        scene.explain([(0, len(scene.old))], [(0, len(scene.new))])
        return
    if _is_basis(scene):
        _tell_whole(scene, FacetKind.CITATION)
        return
    if _fills(scene):
        _tell_named(scene)
        tell_words(scene)
        return
    if not scene.alone:
        tell_scope(scene)
    _tell_whole(scene, _whole_kind(scene.subject, added=added))


def _is_basis(scene: Scene) -> bool:
    """Whether a passage of an item on legal grounds cites law."""
    return scene.subject.legal_basis and not scene.alone and bool(find_citations(scene.old or scene.new))


def _fills(scene: Scene) -> bool:
    """Whether names, dates and citations make up nearly all of a passage."""
    text = scene.old or scene.new
    if len(text) > _LONGEST_NAMED or ("。" in text and not (scene.subject.contact or scene.subject.organisation)):
        return False
    probe = Scene(scene.passage, scene.subject)
    _tell_named(probe)
    open_letters = sum(
        1
        for text, opened in ((probe.old, probe.old_open), (probe.new, probe.new_open))
        for at in opened
        if script(text[at]) is not Script.OTHER
    )
    return open_letters <= (1 - _NAMED) * len(probe.old or probe.new)


def passage_facets(passage: Passage, subject: Subject, *, alone: bool) -> list[Facet]:
    """Facts of a passage that changed; ``alone``: its item is all new or all gone."""
    if _is_long(passage) and not subject.systems:
        before, after = ("".join(piece.text for piece in side).strip() for side in (passage.old, passage.new))
        return [Facet(_whole_kind(subject, added=bool(after)), before, after)]
    scene = Scene(passage, subject, alone=alone)
    if not scene.hunks:
        return []
    if passage.relation is Relation.EDITED:
        _edited(scene)
    elif passage.relation is Relation.REPLACED:
        _replaced(scene)
    else:
        _lone(scene)
    return scene.facets


def _is_long(passage: Passage) -> bool:
    """Whether a passage stands on one side only and is too long to be looked into."""
    lone = passage.relation in {Relation.REMOVED, Relation.ADDED} and not passage.elsewhere
    return lone and sum(len(piece.text) for piece in passage.old + passage.new) > _LONGEST_NAMED


def _whole_kind(subject: Subject, *, added: bool) -> FacetKind:
    if subject.measures:
        return FacetKind.MEASURE_ADDED if added else FacetKind.MEASURE_REMOVED
    return FacetKind.TEXT_ADDED if added else FacetKind.TEXT_REMOVED
