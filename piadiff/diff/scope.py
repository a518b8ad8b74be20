"""Words that turn a sentence: negation, exception and inclusion, plan and fact, abbreviations, clouds."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from piadiff.diff.lcs import Hunk
from piadiff.diff.passage_analysis import PassageAnalysis, Span
from piadiff.diff.vocabulary import any_of, vocabulary
from piadiff.model import Facet, FacetKind
from piadiff.text.cell import elisions

_BESIDE = 4
"""Letters beside a hunk that may belong to the word that turned."""

_LONGEST_WORD = 24
"""Words of scope reach no further than this."""

_ABBREVIATION = re.compile(
    r"\((?:以下|以降)(?:[^()]|\([^()]*\)){0,40}?(?:「[^」]+」|『[^』]+』|[^()「」。]{2,20})(?:という|と称する|と略す|とする|と表記する|と記載する)。?\)"
    r"|(?:以下|以降)[^()。]{0,30}?「[^」]+」(?:という|と称する|と略す|とする)。?"
)


@lru_cache(maxsize=1)
def _negation() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = vocabulary().negation
    return re.compile(any_of(words.words)), re.compile(any_of(words.not_negation))


@lru_cache(maxsize=1)
def _exception() -> re.Pattern[str]:
    return re.compile(any_of(vocabulary().scope.exception))


@lru_cache(maxsize=1)
def _inclusion() -> re.Pattern[str]:
    return re.compile(any_of(vocabulary().scope.inclusion))


@lru_cache(maxsize=1)
def _et_cetera() -> re.Pattern[str]:
    return re.compile(any_of(vocabulary().scope.et_cetera))


@lru_cache(maxsize=1)
def _plan() -> re.Pattern[str]:
    return re.compile(any_of(vocabulary().plan.words))


@lru_cache(maxsize=1)
def _cloud() -> re.Pattern[str]:
    return re.compile(any_of(sorted(vocabulary().cloud.words, key=len, reverse=True)), re.IGNORECASE)


def _window(text: str, start: int, end: int) -> tuple[int, int]:
    return max(0, start - _BESIDE), min(len(text), end + _BESIDE)


def _negations(text: str, start: int, end: int) -> int:
    """Words of negation that a stretch touches."""
    word, harmless = _negation()
    low, high = max(0, start - _LONGEST_WORD), end + _LONGEST_WORD
    harmless_spans = [match.span() for match in harmless.finditer(text, low, high)]
    return sum(
        1
        for match in word.finditer(text, low, high)
        if match.start() < end + 1
        and start - 1 < match.end()
        and not any(first <= match.start() and match.end() <= last for first, last in harmless_spans)
    )


def detect_negation(analysis: PassageAnalysis) -> None:
    """Notes where している became していない or the other way round."""
    for hunk in analysis.hunks:
        old, new = analysis.texts(hunk)
        if not analysis.old or not analysis.new or max(len(old), len(new)) > 60:
            continue
        before = _negations(analysis.old, hunk.old_start, hunk.old_end)
        after = _negations(analysis.new, hunk.new_start, hunk.new_end)
        if (before == 0) != (after == 0):
            old_span, new_span = (
                _window(analysis.old, hunk.old_start, hunk.old_end),
                _window(analysis.new, hunk.new_start, hunk.new_end),
            )
            analysis.add(FacetKind.NEGATION, analysis.quote_old(old_span), analysis.quote_new(new_span))
            analysis.explain([(hunk.old_start, hunk.old_end)], [(hunk.new_start, hunk.new_end)])


def _clause(text: str, at: int, hunk: Span) -> Span:
    """The bracket or clause around a place, no wider than the hunk."""
    start, end = hunk
    opened = text.rfind("(", start, at + 1)
    if opened >= 0 and text.find(")", opened, at) < 0:
        closed = text.find(")", at, end)
        return opened, closed + 1 if closed >= 0 else end
    left = max(text.rfind(mark, start, at) for mark in "、。")
    rights = [place for mark in "、。" if (place := text.find(mark, at, end)) >= 0]
    return max(left + 1, start), min(rights, default=end - 1) + 1


def _scope_words(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Span]:
    near = pattern.finditer(text, max(0, start - _LONGEST_WORD), end + _LONGEST_WORD)
    return [match.span() for match in near if match.start() < end and start < match.end()]


def detect_scope(analysis: PassageAnalysis) -> None:
    """Notes words that narrow or widen what is meant."""
    _detect_scope(analysis, _exception(), FacetKind.EXCEPTION_ADDED, FacetKind.EXCEPTION_REMOVED)
    _detect_scope(analysis, _inclusion(), FacetKind.INCLUSION_ADDED, FacetKind.INCLUSION_REMOVED)
    for hunk in list(analysis.open_hunks()):
        old, new = analysis.texts(hunk)
        if not old and _et_cetera().fullmatch(new):
            analysis.tell(FacetKind.INCLUSION_ADDED, None, (hunk.new_start, hunk.new_end))
        elif not new and _et_cetera().fullmatch(old):
            analysis.tell(FacetKind.INCLUSION_REMOVED, (hunk.old_start, hunk.old_end), None)


def _detect_scope(analysis: PassageAnalysis, pattern: re.Pattern[str], added: FacetKind, removed: FacetKind) -> None:
    for hunk in analysis.hunks:
        old = _scope_words(pattern, analysis.old, hunk.old_start, hunk.old_end)
        new = _scope_words(pattern, analysis.new, hunk.new_start, hunk.new_end)
        for start, _ in new[len(old) :]:
            place = max(start, hunk.new_start)
            analysis.tell(added, None, _clause(analysis.new, place, (hunk.new_start, hunk.new_end)))
        for start, _ in old[len(new) :]:
            place = max(start, hunk.old_start)
            analysis.tell(removed, _clause(analysis.old, place, (hunk.old_start, hunk.old_end)), None)


def detect_plan(analysis: PassageAnalysis) -> None:
    """Notes where a plan became fact or a fact a plan."""
    for hunk in analysis.hunks:
        old = _scope_words(_plan(), analysis.old, hunk.old_start, hunk.old_end)
        new = _scope_words(_plan(), analysis.new, hunk.new_start, hunk.new_end)
        if bool(old) == bool(new) or not (analysis.old and analysis.new):
            continue
        kind = FacetKind.PLAN_TO_FACT if old else FacetKind.FACT_TO_PLAN
        spans = _plan_spans(hunk, old, new)
        analysis.add(kind, analysis.quote_old(spans[0]), analysis.quote_new(spans[1]))
        analysis.explain([spans[0]] if spans[0] else [], [spans[1]] if spans[1] else [])


def _plan_spans(hunk: Hunk, old: list[Span], new: list[Span]) -> tuple[Span | None, Span | None]:
    """The whole hunk when it is about nothing else, else the word alone."""
    length = max(hunk.old_end - hunk.old_start, hunk.new_end - hunk.new_start)
    if length <= 16:
        return (
            (hunk.old_start, hunk.old_end) if hunk.old_start < hunk.old_end else None,
            (hunk.new_start, hunk.new_end) if hunk.new_start < hunk.new_end else None,
        )
    return (old[0] if old else None), (new[0] if new else None)


def find_abbreviations(text: str) -> tuple[Span, ...]:
    """Spans of 「（以下「…」という。）」."""
    return tuple(match.span() for match in _ABBREVIATION.finditer(text))


def detect_abbreviations(analysis: PassageAnalysis) -> None:
    """Notes abbreviations that were introduced, dropped or reworded."""
    analysis.detect_spans(find_abbreviations, lambda _old, _new: FacetKind.ABBREVIATION)


def pass_elisions(analysis: PassageAnalysis) -> None:
    """Takes 「（省略）」 out of what is to be explained: it stands for words that are not quoted."""
    analysis.explain(list(elisions(analysis.old)), list(elisions(analysis.new)))


def names_cloud(text: str) -> bool:
    """Whether a text names any cloud."""
    return bool(_cloud().search(unicodedata.normalize("NFKC", text)))


def cloud_facets(before: str, after: str) -> list[Facet]:
    """Clouds that one text names and the other does not."""
    old, new = _clouds(before), _clouds(after)
    return [
        *(Facet(FacetKind.CLOUD_ADDED, "", word) for word in _longest(new, but=old)),
        *(Facet(FacetKind.CLOUD_REMOVED, word, "") for word in _longest(old, but=new)),
    ]


def _clouds(text: str) -> frozenset[str]:
    return frozenset(match.group() for match in _cloud().finditer(unicodedata.normalize("NFKC", text)))


def _longest(words: frozenset[str], *, but: frozenset[str]) -> list[str]:
    """Words that are not part of another one, nor of any that was there before."""
    others = words | but
    return sorted(word for word in words - but if not any(word != other and word in other for other in others))
