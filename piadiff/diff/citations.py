"""Where a text cites law: names, articles, tables, numbers of promulgation, chained by their connectors."""

from __future__ import annotations

import re
from functools import lru_cache

from piadiff.diff.scene import Scene, Span
from piadiff.diff.vocabulary import any_of, vocabulary
from piadiff.model import FacetKind

_N = r"(?:\d+|[一二三四五六七八九十百千]+)"
_CAPTION = r"(?:\((?:[^()「」]|\([^()]*\)|「[^「」]*」){1,120}\))?"
_RUN = r"[一-鿿々ァ-ヺーA-Za-z0-9]"
_LONG_NAME = re.compile(
    r"に関する(?:[一-鿿]{0,10}?)(?:法律|施行令|施行規則|省令|府令|政令|命令|条例|規則|規程|要綱|要領|法|令)(?!人|的|務|定|規|制|外|例|和)"
)
_LONGEST_NAME = 160


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """One citation; what may stand between two; what may trail the last."""
    laws = vocabulary().laws
    name = (
        rf"(?:(?!{any_of(laws.not_laws)}){_RUN}){{0,24}}?(?:{any_of(laws.endings)}|(?<={_RUN})(?:法|令)(?<![方手用指辞]法))"
        r"(?!人|的|務|定|規|制|外|例|和)"
    )
    number = rf"第{_N}[条項号欄表章節款](?:の{_N}(?![人件日年月]))*"
    day = rf"(?:明治|大正|昭和|平成|令和)(?:元|{_N})年(?:{_N}月{_N}日)?"
    promulgated = rf"(?:{day})?{_RUN}{{0,12}}?(?:{any_of(laws.endings)}|令)第{_N}号(?:施行時点)?"
    table = rf"別表(?:第?{_N})?(?:の{_N})*"
    found = rf"(?:{promulgated}|{name}|{number}|{table}|{any_of(laws.references)}){_CAPTION}"
    one = rf"{any_of(laws.not_laws)}|(?P<law>{found}|の?[表項](?=[のにを(、。]|$))"
    return (
        re.compile(one),
        re.compile(any_of(sorted(laws.connectors, key=len, reverse=True))),
        re.compile(any_of(sorted(laws.tails, key=len, reverse=True))),
    )


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
    match = re.compile(_CAPTION).match(text, end)
    return match.end() if match else end


@lru_cache(maxsize=512)
def find_citations(text: str) -> tuple[Span, ...]:
    """Spans of citations under the key; neighbours that are chained are one."""
    one, connector, tail = _patterns()
    pieces = [match.span() for match in one.finditer(text) if match["law"]]
    pieces = _joined(sorted([*pieces, *((start, _behind(text, end)) for start, end in _long_names(text))]))
    chained: list[Span] = []
    for start, end in pieces:
        if chained and (chained[-1][1] >= start or connector.fullmatch(text, chained[-1][1], start)):
            chained[-1] = (chained[-1][0], max(end, chained[-1][1]))
        elif not re.match(r"の?[表項](?![ァ-ヺ])", text[start:end]) or text[start:end][0] in "別":
            chained.append((start, end))
    return tuple((start, _with_tail(tail, text, end)) for start, end in chained)


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


def tell_citations(scene: Scene) -> None:
    """Notes citations that changed."""
    scene.tell_spans(find_citations, lambda _old, _new: FacetKind.CITATION, beside=True)
