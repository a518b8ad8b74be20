"""What no name, number or date explains: terms replaced, punctuation, words added and removed."""

from __future__ import annotations

from itertools import zip_longest

from piadiff.diff.atoms import Script, script
from piadiff.diff.passage_analysis import PassageAnalysis, Span
from piadiff.model import FacetKind

_TERM = 24
"""A term is no longer than this; what is longer is a rewording."""

_LIGHT = 4
"""Particles and marks up to this length go with the fact beside them."""

_PUNCTUATION = frozenset("、。,.・:;「」『』()[]〔〕〈〉<>【】…‥!?※*'\"")
_EDGES = frozenset("、。・:;")


def _noun(text: str) -> bool:
    inner = {Script.KANJI, Script.KATAKANA, Script.LATIN, Script.DIGIT}
    return 0 < len(text) <= _TERM and all(script(char) in inner or char in "・の/&" for char in text)


def detect_terms(analysis: PassageAnalysis) -> None:
    """One term for another."""
    for hunk in list(analysis.open_hunks()):
        old, new = analysis.rests(hunk)
        if len(old) == len(new) == 1 and _noun(analysis.old[slice(*old[0])]) and _noun(analysis.new[slice(*new[0])]):
            analysis.tell(FacetKind.TERM_REPLACED, old[0], new[0])


def detect_punctuation(analysis: PassageAnalysis) -> None:
    """Hunks of punctuation alone are spelling."""
    for hunk in list(analysis.open_hunks()):
        if _PUNCTUATION.issuperset("".join(analysis.texts(hunk))):
            analysis.tell(FacetKind.NOTATION, _span(hunk.old_start, hunk.old_end), _span(hunk.new_start, hunk.new_end))


def _span(start: int, end: int) -> Span | None:
    return (start, end) if start < end else None


def _is_light(text: str) -> bool:
    """Whether a rest carries no meaning of its own: marks, brackets, a particle."""
    return len(text) <= _LIGHT and all(script(char) is Script.HIRAGANA or char in _PUNCTUATION for char in text)


def detect_words(analysis: PassageAnalysis) -> None:
    """Whatever is still unexplained, as words added, removed or replaced; slight rests go with their neighbour."""
    for hunk in list(analysis.open_hunks()):
        old, new = analysis.rests(hunk)
        whole = hunk.old_end - hunk.old_start + hunk.new_end - hunk.new_start
        if sum(end - start for start, end in (*old, *new)) < whole:
            analysis.explain(
                [span for span in old if _is_light(analysis.old[slice(*span)])],
                [span for span in new if _is_light(analysis.new[slice(*span)])],
            )
            old, new = analysis.rests(hunk)
        for before, after in zip_longest(old, new):
            kind = _kind(analysis.old[slice(*before)] if before else "", analysis.new[slice(*after)] if after else "")
            analysis.add(
                kind, analysis.quote_old(_bare(analysis.old, before)), analysis.quote_new(_bare(analysis.new, after))
            )
            analysis.explain([before] if before else [], [after] if after else [])


def pass_common(analysis: PassageAnalysis) -> None:
    """Takes out what is left over the same on both sides of a hunk: it only stands between the facts."""
    for hunk in list(analysis.open_hunks()):
        old, new = analysis.rests(hunk)
        if [analysis.old[slice(*span)] for span in old] == [analysis.new[slice(*span)] for span in new]:
            analysis.explain(old, new)


def _kind(before: str, after: str) -> FacetKind:
    """Whether words came, went, or others stand there; what begins or ends with all of the other only adds to it."""
    if not before or (len(before) < len(after) and _extends(after, before)):
        return FacetKind.WORDS_ADDED
    if not after or (len(after) < len(before) and _extends(before, after)):
        return FacetKind.WORDS_REMOVED
    return FacetKind.WORDS_REPLACED


def _extends(longer: str, shorter: str) -> bool:
    return longer.startswith(shorter) or longer.endswith(shorter)


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
