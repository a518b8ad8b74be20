"""What became of one passage: edited in place, replaced by another, or only on one side."""

from __future__ import annotations

from piadiff.diff.atoms import Script, script
from piadiff.diff.bodies import detect_bodies, detect_contact_rest, detect_contacts
from piadiff.diff.citations import detect_citations, find_citations
from piadiff.diff.compare import Passage
from piadiff.diff.numbers import detect_circled, detect_dates, detect_item_numbers, detect_marks, detect_numbers
from piadiff.diff.passage_analysis import PassageAnalysis
from piadiff.diff.scope import detect_abbreviations, detect_negation, detect_plan, detect_scope, pass_elisions
from piadiff.diff.sentences import Relation
from piadiff.diff.subject import Subject
from piadiff.diff.wording import detect_punctuation, detect_terms, detect_words, pass_common
from piadiff.model import Facet, FacetKind

_PROSE = 12
"""Measures longer than this are replaced as a whole; shorter values are edited."""

_NAMED = 0.8
"""Share of a new or dropped passage that names, dates or citations must fill to count as one."""

_LONGEST_NAMED = 600
"""A passage of names and citations alone is no longer than this."""


def _detect_named(analysis: PassageAnalysis) -> None:
    """Facts recognised by names and figures."""
    detect_item_numbers(analysis)
    detect_citations(analysis)
    detect_dates(analysis)
    detect_contacts(analysis)
    detect_bodies(analysis)
    detect_contact_rest(analysis)


def _detect_system(analysis: PassageAnalysis) -> None:
    """A system whose name changed, in an item that names systems."""
    old, new = _body(analysis.passage, old=True), _body(analysis.passage, old=False)
    if not analysis.subject.systems or not any(analysis.open_hunks()) or old.endswith("。") or new.endswith("。"):
        return
    if all(analysis.hunks):
        analysis.add(FacetKind.SYSTEM_RENAMED, old, new)
        analysis.explain([(0, len(analysis.old))], [(0, len(analysis.new))])


def _body(passage: Passage, *, old: bool) -> str:
    pieces = passage.old if old else passage.new
    return "".join(piece.body if index == 0 else piece.text for index, piece in enumerate(pieces)).strip()


def _edited(analysis: PassageAnalysis) -> None:
    """A passage that stayed and changed."""
    pass_elisions(analysis)
    detect_marks(analysis)
    detect_plan(analysis)
    detect_negation(analysis)
    detect_abbreviations(analysis)
    _detect_system(analysis)
    detect_scope(analysis)
    _detect_named(analysis)
    detect_numbers(analysis)
    detect_circled(analysis)
    detect_punctuation(analysis)
    pass_common(analysis)
    detect_terms(analysis)
    detect_words(analysis)


def _replaced(analysis: PassageAnalysis) -> None:
    """Passages that stand in each other's place and have little in common."""
    if analysis.subject.measures and _is_prose(analysis.passage):
        _detect_whole(analysis, FacetKind.MEASURE_REPLACED)
    else:
        _edited(analysis)


def _is_prose(passage: Passage) -> bool:
    return len(passage.before.key) > _PROSE and len(passage.after.key) > _PROSE


def _detect_whole(analysis: PassageAnalysis, kind: FacetKind) -> None:
    analysis.add(kind, analysis.passage.before.source.strip(), analysis.passage.after.source.strip())
    analysis.explain([(0, len(analysis.old))], [(0, len(analysis.new))])


def _lone(analysis: PassageAnalysis) -> None:
    """A passage that only one side has."""
    added = not analysis.passage.old
    if analysis.passage.elsewhere:
        _detect_whole(analysis, FacetKind.REORDERED)
        return
    pass_elisions(analysis)
    if not any(analysis.open_hunks()):
        return
    if analysis.subject.systems and not _body(analysis.passage, old=not added).endswith("。"):
        analysis.add(
            FacetKind.SYSTEM_ADDED if added else FacetKind.SYSTEM_REMOVED,
            _body(analysis.passage, old=True),
            _body(analysis.passage, old=False),
        )
        analysis.explain([(0, len(analysis.old))], [(0, len(analysis.new))])
        return
    if _is_basis(analysis):
        _detect_whole(analysis, FacetKind.CITATION)
        return
    if _fills(analysis):
        _detect_named(analysis)
        detect_words(analysis)
        return
    if not analysis.alone:
        detect_scope(analysis)
    _detect_whole(analysis, _whole_kind(analysis.subject, added=added))


def _is_basis(analysis: PassageAnalysis) -> bool:
    """Whether a passage of an item on legal grounds cites law."""
    return analysis.subject.legal_basis and not analysis.alone and bool(find_citations(analysis.old or analysis.new))


def _fills(analysis: PassageAnalysis) -> bool:
    """Whether names, dates and citations make up nearly all of a passage."""
    text = analysis.old or analysis.new
    if len(text) > _LONGEST_NAMED or ("。" in text and not (analysis.subject.contact or analysis.subject.organisation)):
        return False
    probe = PassageAnalysis(analysis.passage, analysis.subject)
    _detect_named(probe)
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
    analysis = PassageAnalysis(passage, subject, alone=alone)
    if not analysis.hunks:
        return []
    if passage.relation is Relation.EDITED:
        _edited(analysis)
    elif passage.relation is Relation.REPLACED:
        _replaced(analysis)
    else:
        _lone(analysis)
    return list(analysis.facets)


def _is_long(passage: Passage) -> bool:
    """Whether a passage stands on one side only and is too long to be looked into."""
    lone = passage.relation in {Relation.REMOVED, Relation.ADDED} and not passage.elsewhere
    return lone and sum(len(piece.text) for piece in passage.old + passage.new) > _LONGEST_NAMED


def _whole_kind(subject: Subject, *, added: bool) -> FacetKind:
    if subject.measures:
        return FacetKind.MEASURE_ADDED if added else FacetKind.MEASURE_REMOVED
    return FacetKind.TEXT_ADDED if added else FacetKind.TEXT_REMOVED
