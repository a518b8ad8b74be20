"""Numbers: lists of 項番, dates, numbers with their units, list numbers."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest

from piadiff.diff.passage_analysis import PassageAnalysis, Span, Spans
from piadiff.diff.vocabulary import any_of, vocabulary
from piadiff.model import FacetKind
from piadiff.text import key
from piadiff.text.segment import Segment
from piadiff.text.signs import CIRCLED, ERA

_ITEM = r"\d+(?:(?:の|-)\d+)*"
_ITEMS = rf"{_ITEM}(?:(?:[、,・]|及び|並びに){_ITEM})*"
_LIST = re.compile(_ITEMS)
_NO_LIST = frozenset("第.-")
_OF_ITEMS = re.compile(r"の?項(?![目番])|の項番")
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_DATE = re.compile(
    rf"(?:(?:{ERA})(?:元|{_SMALL})年(?:度|{_SMALL}月(?:{_SMALL}日)?)?"
    r"|\d{4}年(?:度|\d{1,2}月(?:\d{1,2}日)?)?|\d{4}[/.-]\d{1,2}[/.-]\d{1,2}(?!\d)"
    r"|(?<![A-Za-z])[MTSHR]\d{1,2}[./]\d{1,2}[./]\d{1,2}|(?<!\d)\d{1,2}月\d{1,2}日)(?:\([月火水木金土日](?:曜日?)?\))?(?:時点|現在)?"
)
_CIRCLED = re.compile(f"[{CIRCLED}]+")


@lru_cache(maxsize=1)
def _number() -> re.Pattern[str]:
    words = vocabulary().numbers
    unit, bound, rate = (
        any_of(sorted(part, key=len, reverse=True)) for part in (words.units, words.bounds, words.rates)
    )
    value = r"(?:\d+(?:[.,]\d+)*(?:[-~/]\d+)*[万億千百]?)"
    kanji = rf"(?:[一二三四五六七八九十百千万]+(?={unit}))"
    return re.compile(rf"(?:{rate}に?)?(?:{value}|{kanji})(?:{unit})?(?:{bound})?")


def find_numbers(text: str) -> tuple[Span, ...]:
    """Spans of numbers with what belongs to them."""
    return tuple(match.span() for match in _number().finditer(text))


def find_dates(text: str) -> tuple[Span, ...]:
    """Spans of dates, with the 時点 or 現在 behind them."""
    return tuple(match.span() for match in _DATE.finditer(text))


def _lists(text: str) -> list[Span]:
    """Lists of 項番: numbers that 「の項」 follows or 「項番」 leads."""
    return [
        match.span()
        for match in _LIST.finditer(text)
        if text.endswith("項番", 0, match.start())
        or (_OF_ITEMS.match(text, match.end()) and text[match.start() - 1 : match.start()] not in _NO_LIST)
    ]


def _members(text: str, span: Span) -> list[tuple[int, ...]]:
    """Numbers of a list, ``85の2`` as (85, 2)."""
    return [tuple(int(part) for part in re.split(r"[の-]", item)) for item in re.findall(_ITEM, text[slice(*span)])]


def _spelt(members: set[tuple[int, ...]]) -> str:
    return "、".join("の".join(map(str, member)) for member in sorted(members))


def detect_item_numbers(analysis: PassageAnalysis) -> None:
    """Notes which 項番 came and which went, as sets."""
    old, new = _lists(analysis.old), _lists(analysis.new)
    pairs = list(zip(old, new, strict=True)) if len(old) == len(new) else [(None, None)]
    for before, after in pairs:
        olds = [before] if before else old
        news = [after] if after else new
        if not analysis.has_open(olds, news):
            continue
        gone = {member for span in olds for member in _members(analysis.old, span)}
        come = {member for span in news for member in _members(analysis.new, span)}
        if gone - come:
            analysis.add(FacetKind.ITEM_NUMBER_REMOVED, _spelt(gone - come), "")
        if come - gone:
            analysis.add(FacetKind.ITEM_NUMBER_ADDED, "", _spelt(come - gone))
        if gone != come:
            analysis.explain(olds, news)


def detect_dates(analysis: PassageAnalysis) -> None:
    """Notes dates that moved."""

    def kind(old: Span | None, new: Span | None) -> FacetKind:
        words = analysis.quote_old(old) + analysis.quote_new(new)
        counted = analysis.subject.reference_date or "時点" in words or "現在" in words
        return FacetKind.REFERENCE_DATE if counted else FacetKind.DATE

    analysis.detect_spans(find_dates, kind)


def detect_numbers(analysis: PassageAnalysis) -> None:
    """Notes numbers that changed, each with its unit; one that came or went amid other words is one of the words."""
    hunks = list(analysis.open_hunks())
    numbers = [Spans(find_numbers(text) if hunks else ()) for text in (analysis.old, analysis.new)]
    for hunk in hunks:
        old = [n for n in numbers[0].touching(hunk.old_start, hunk.old_end) if analysis.has_open([n], [])]
        new = [n for n in numbers[1].touching(hunk.new_start, hunk.new_end) if analysis.has_open([], [n])]
        if bool(old) != bool(new) and not _fill(old or new, analysis.rests(hunk)):
            continue
        for before, after in zip_longest(old, new):
            if not (before and after and analysis.old[slice(*before)] == analysis.new[slice(*after)]):
                analysis.tell(FacetKind.NUMBER, before, after)


def _fill(spans: list[Span], rests: tuple[list[Span], list[Span]]) -> bool:
    """Whether numbers make up most of what is unexplained."""
    length = sum(end - start for start, end in (*rests[0], *rests[1]))
    return 2 * sum(end - start for start, end in spans) > length


def detect_marks(analysis: PassageAnalysis) -> None:
    """Notes list numbers that moved on; a bullet that came or went is spelling."""
    old, new = _first(analysis.passage.old), _first(analysis.passage.new)
    if old is None or new is None:
        return
    spans = _mark_span(old, analysis.old), _mark_span(new, analysis.new)
    if spans[0] != spans[1] or analysis.old[slice(*spans[0])] != analysis.new[slice(*spans[1])]:
        counts = old.numbered and new.numbered
        kind = FacetKind.RENUMBERED if counts else FacetKind.NOTATION
        if analysis.has_open([spans[0]], [spans[1]]) and (counts or not (old.numbered or new.numbered)):
            analysis.add(kind, old.mark.strip(), new.mark.strip())
            analysis.explain([spans[0]], [spans[1]])


def _first(pieces: tuple[Segment, ...]) -> Segment | None:
    return pieces[0] if pieces else None


def _mark_span(piece: Segment, key_text: str) -> Span:
    length = len(key(piece.mark))
    return (0, min(length, len(key_text)))


def detect_circled(analysis: PassageAnalysis) -> None:
    """Notes references to list items, ⑨ in a sentence, that moved on."""
    for hunk in list(analysis.open_hunks()):
        old, new = analysis.texts(hunk)
        if _CIRCLED.fullmatch(old) and _CIRCLED.fullmatch(new):
            analysis.tell(FacetKind.RENUMBERED, (hunk.old_start, hunk.old_end), (hunk.new_start, hunk.new_end))
