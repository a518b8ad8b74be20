"""What a change means: typed facts that together explain every letter that differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import starmap, zip_longest

from piadiff.diff.atoms import Script, script
from piadiff.diff.bodies import tell_bodies, tell_contact_rest, tell_contacts
from piadiff.diff.citations import tell_citations
from piadiff.diff.compare import Comparison, Passage
from piadiff.diff.lcs import common_prefix
from piadiff.diff.numbers import tell_circled, tell_dates, tell_item_numbers, tell_marks, tell_numbers
from piadiff.diff.scene import Scene, Span
from piadiff.diff.scope import cloud_facets, tell_abbreviations, tell_negation, tell_plan, tell_scope
from piadiff.diff.sentences import Relation
from piadiff.diff.subject import Subject
from piadiff.diff.vocabulary import any_of, compiled, vocabulary
from piadiff.model import Edit, Facet, FacetKind
from piadiff.text import key
from piadiff.text.segment import SegmentKind

_TERM = 24
"""A term is no longer than this; what is longer is a rewording."""

_LIGHT = 4
"""Particles and marks up to this length go with the fact beside them."""

_PUNCTUATION = frozenset("、。,.・:;「」『』()[]〔〕〈〉<>【】…‥!?※*'\"")

_EDGES = frozenset("、。・:;")

_LONGEST_NAMED = 600
"""A passage of names and citations alone is no longer than this."""

_NAMED = 0.8
"""Share of a new or dropped passage that names, dates or citations must fill to count as one."""


def _tell_named(scene: Scene) -> None:
    """Facts told by names and figures."""
    tell_item_numbers(scene)
    tell_citations(scene)
    tell_dates(scene)
    tell_contacts(scene)
    tell_bodies(scene)
    tell_contact_rest(scene)


def _noun(text: str) -> bool:
    inner = {Script.KANJI, Script.KATAKANA, Script.LATIN, Script.DIGIT}
    return 0 < len(text) <= _TERM and all(script(char) in inner or char in "・の/&" for char in text)


def _tell_terms(scene: Scene) -> None:
    """One term for another."""
    for hunk in list(scene.open_hunks()):
        old, new = scene.rests(hunk)
        if len(old) == len(new) == 1 and _noun(scene.old[slice(*old[0])]) and _noun(scene.new[slice(*new[0])]):
            scene.tell(FacetKind.TERM_REPLACED, old[0], new[0])


def _tell_marks_alone(scene: Scene) -> None:
    """Hunks of punctuation alone are spelling."""
    for hunk in list(scene.open_hunks()):
        if _PUNCTUATION.issuperset("".join(scene.texts(hunk))):
            scene.tell(FacetKind.NOTATION, _span(hunk.old_start, hunk.old_end), _span(hunk.new_start, hunk.new_end))


def _span(start: int, end: int) -> Span | None:
    return (start, end) if start < end else None


def _is_light(text: str) -> bool:
    """Whether a rest carries no meaning of its own: marks, brackets, a particle."""
    return len(text) <= _LIGHT and all(script(char) in {Script.HIRAGANA, Script.OTHER} for char in text)


def _tell_words(scene: Scene) -> None:
    """Whatever is still unexplained, as words added, removed or replaced; slight rests go with their neighbour."""
    for hunk in list(scene.open_hunks()):
        old, new = scene.rests(hunk)
        whole = hunk.old_end - hunk.old_start + hunk.new_end - hunk.new_start
        if sum(end - start for start, end in (*old, *new)) < whole:
            scene.explain(
                [span for span in old if _is_light(scene.old[slice(*span)])],
                [span for span in new if _is_light(scene.new[slice(*span)])],
            )
            old, new = scene.rests(hunk)
        for before, after in starmap(partial(_differing, scene), zip_longest(old, new)):
            kind = FacetKind.WORDS_REPLACED
            if not (before and after):
                kind = FacetKind.WORDS_REMOVED if before else FacetKind.WORDS_ADDED
            scene.add(kind, scene.quote_old(_bare(scene.old, before)), scene.quote_new(_bare(scene.new, after)))
            scene.explain([before] if before else [], [after] if after else [])


def _differing(scene: Scene, before: Span | None, after: Span | None) -> tuple[Span | None, Span | None]:
    """The spans without the letters both begin and end with: 「を」→「をまとめて」 adds 「まとめて」."""
    if not before or not after:
        return before, after
    old, new = scene.old[slice(*before)], scene.new[slice(*after)]
    shorter = min(len(old), len(new))
    head = common_prefix(old, new)
    tail = 0 if head == shorter else common_prefix(old[::-1], new[::-1])
    if shorter not in {head, tail}:
        return before, after
    scene.explain([before], [after])
    head = head if head == shorter else 0
    return _span(before[0] + head, before[1] - tail), _span(after[0] + head, after[1] - tail)


def _bare(text: str, span: Span | None) -> Span | None:
    """The span without the punctuation at its ends, unless there is nothing else."""
    if span is None:
        return None
    start, end = span
    while start < end and text[start] in _EDGES:
        start += 1
    while start < end and text[end - 1] in _EDGES:
        end -= 1
    return (start, end) if start < end else span


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
    tell_marks(scene)
    tell_plan(scene)
    tell_negation(scene)
    tell_abbreviations(scene)
    _tell_system(scene)
    tell_scope(scene)
    _tell_named(scene)
    tell_numbers(scene)
    tell_circled(scene)
    _tell_marks_alone(scene)
    _tell_terms(scene)
    _tell_words(scene)


def _replaced(scene: Scene) -> None:
    """Passages that stand in each other's place and have little in common."""
    if scene.subject.measures and _is_prose(scene.passage):
        _tell_whole(scene, FacetKind.MEASURE_REPLACED)
    else:
        _edited(scene)


def _is_prose(passage: Passage) -> bool:
    return len(passage.before.key) > 12 and len(passage.after.key) > 12


def _tell_whole(scene: Scene, kind: FacetKind) -> None:
    scene.add(kind, scene.passage.before.source.strip(), scene.passage.after.source.strip())
    scene.explain([(0, len(scene.old))], [(0, len(scene.new))])


def _lone(scene: Scene) -> None:
    """A passage that only one side has."""
    added = not scene.passage.old
    if scene.passage.elsewhere:
        _tell_whole(scene, FacetKind.REORDERED)
        return
    if scene.subject.systems and not _body(scene.passage, old=not added).endswith("。"):
        scene.add(
            FacetKind.SYSTEM_ADDED if added else FacetKind.SYSTEM_REMOVED,
            _body(scene.passage, old=True),
            _body(scene.passage, old=False),
        )
        scene.explain([(0, len(scene.old))], [(0, len(scene.new))])
        return
    if _fills(scene):
        _tell_named(scene)
        _tell_words(scene)
        return
    tell_scope_of_sentence(scene)
    kinds = {
        (True, True): FacetKind.MEASURE_ADDED,
        (True, False): FacetKind.MEASURE_REMOVED,
        (False, True): FacetKind.TEXT_ADDED,
        (False, False): FacetKind.TEXT_REMOVED,
    }
    _tell_whole(scene, kinds[scene.subject.measures, added])


def tell_scope_of_sentence(scene: Scene) -> None:
    """Limiting and widening words of a sentence that came or went beside others that stay."""
    if not scene.alone:
        tell_scope(scene)


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
        elif passage.hunks:
            yield passage
    if waiting is not None:
        yield waiting


def _is_heading(passage: Passage) -> bool:
    lone = passage.relation in {Relation.REMOVED, Relation.ADDED} and not passage.elsewhere
    return lone and all(piece.kind is SegmentKind.HEADING for piece in passage.old + passage.new)


def is_elided(text: str) -> bool:
    """Whether a text says that part of it is left out."""
    return "略" in text and bool(compiled(any_of(vocabulary().elision.marks)).search(key(text)))


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
    for passage in _stretches(_whole(comparison, subject)):
        scene = Scene(passage, subject, alone=not (before and after))
        if not scene.hunks:
            continue
        if passage.relation is Relation.EDITED:
            _edited(scene)
        elif passage.relation is Relation.REPLACED:
            _replaced(scene)
        else:
            _lone(scene)
        found.update(dict.fromkeys(scene.facets))
    found.update(dict.fromkeys(cloud_facets(before, after)))
    found.update((Facet(FacetKind.NOTATION, *pair), None) for pair in _respelt(comparison.edits))
    if is_elided(before) or is_elided(after):
        found[Facet(FacetKind.ELIDED)] = None
    return tuple(found)
