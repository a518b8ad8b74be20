"""Where a text cites law: names, articles, tables, numbers of promulgation, chained by their connectors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from piadiff.diff.passage_analysis import PassageAnalysis, Span
from piadiff.diff.vocabulary import any_of, vocabulary
from piadiff.model import FacetKind
from piadiff.text.signs import ERA

_N = r"(?:\d+|[一二三四五六七八九十百千]+)"
_CAPTION = r"(?:\((?:[^()「」]|\([^()]*\)|「[^「」]*」){1,120}\))?"
_RUN = r"[一-鿿々ァ-ヺーA-Za-z0-9]"
_LONG_NAME = re.compile(
    r"に関する(?:[一-鿿]{0,10}?)(?:法律|施行令|施行規則|省令|府令|政令|命令|条例|規則|規程|要綱|要領|法|令)(?!人|的|務|定|規|制|外|例|和)"
)
_LONGEST_NAME = 160
_LONGEST_PREFIX = 24
_NAME_LETTER = re.compile(_RUN)
_CAPTION_BEHIND = re.compile(_CAPTION)
_HINT = re.compile("[法令条項号表欄則領綱針示程達]|ガイドライン")


@dataclass(frozen=True)
class _Patterns:
    """What citations are made of.

    Attributes:
        ending: The end of a law's name, or a word that only ends like one.
        place: An article, a table, a number of promulgation, a reference back; 表 or 項 of what stands before.
        connector: What may stand between two citations of one chain.
        tail: What may trail the last.
    """

    ending: re.Pattern[str]
    place: re.Pattern[str]
    connector: re.Pattern[str]
    tail: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    laws = vocabulary().laws
    not_word = r"(?!人|的|務|定|規|制|外|例|和)"
    number = rf"第{_N}[条項号欄表章節款](?:の{_N}(?![人件日年月]))*"
    day = rf"(?:{ERA})(?:元|{_N})年(?:{_N}月{_N}日)?"
    promulgated = rf"{day}{_RUN}{{0,12}}?(?:{any_of(laws.endings)}|令)第{_N}号(?:施行時点)?"
    table = rf"別表(?:第?{_N})?(?:の{_N})*"
    place = rf"(?:{promulgated}|{number}|{table}|{any_of(laws.references)}){_CAPTION}"
    return _Patterns(
        re.compile(rf"{any_of(laws.not_laws)}|(?P<law>(?:{any_of([*laws.generic, *laws.endings])}|法|令){not_word})"),
        re.compile(rf"{place}|の?[表項](?=[のにを(、。]|$)"),
        re.compile(any_of(sorted(laws.connectors, key=len, reverse=True))),
        re.compile(any_of(sorted(laws.tails, key=len, reverse=True))),
    )


def _names(text: str) -> Iterator[Span]:
    """Names such as 番号法 and 住民基本台帳法施行令, and 省令 alone."""
    floor = 0
    for match in _patterns().ending.finditer(text):
        start = match.start()
        while start > floor and match.start() - start < _LONGEST_PREFIX and _NAME_LETTER.match(text[start - 1]):
            start -= 1
        floor = match.end()
        alone = match["law"] in {"法", "令"} and start == match.start() and text[start - 1 : start] not in {"法", "律"}
        if match["law"] and not alone:
            yield start, _behind(text, match.end())


def _long_names(text: str) -> list[Span]:
    """Names such as 「…に関する法律」, back to where their clause begins."""
    found = []
    for match in _LONG_NAME.finditer(text):
        start = _clause_start(text, match.start())
        found.append((start, match.end()))
    return found


def _clause_start(text: str, at: int) -> int:
    """Walks left over nouns: a comma behind a particle ends the name, one behind a noun does not."""
    depth = 0
    floor = max(0, at - _LONGEST_NAME)
    while at > floor:
        char = text[at - 1]
        if char == ")":
            depth += 1
        elif char == "(":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0 and (char in "。「」『』・:→>〉" or (char in "、" and "ぁ" <= text[at - 2 : at - 1] <= "ん")):
            break
        at -= 1
    return at


def _behind(text: str, end: int) -> int:
    """End of a caption directly behind a name."""
    match = _CAPTION_BEHIND.match(text, end)
    return match.end() if match else end


@lru_cache(maxsize=512)
def find_citations(text: str) -> tuple[Span, ...]:
    """Spans of citations under the key; neighbours that are chained are one."""
    patterns = _patterns()
    long_names = [(start, _behind(text, end)) for start, end in _long_names(text)]
    places = [match.span() for match in patterns.place.finditer(text)]
    chained: list[Span] = []
    for start, end in _joined(sorted([*long_names, *_names(text), *places])):
        if chained and (chained[-1][1] >= start or patterns.connector.fullmatch(text, chained[-1][1], start)):
            chained[-1] = (chained[-1][0], max(end, chained[-1][1]))
        elif text[start:end].lstrip("の")[:1] not in {"表", "項"}:
            chained.append((start, end))
    return tuple((start, _with_tail(patterns.tail, text, end)) for start, end in chained)


def _with_tail(tail: re.Pattern[str], text: str, end: int) -> int:
    match = tail.match(text, end)
    return match.end() if match else end


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def detect_citations(analysis: PassageAnalysis) -> None:
    """Notes citations that changed."""
    if analysis.near(_HINT, _LONGEST_NAME):
        analysis.detect_spans(find_citations, lambda _old, _new: FacetKind.CITATION, beside=True)
