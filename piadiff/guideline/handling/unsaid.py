"""A figure or a way that gave way to a word which still claims a regime, but does not say it: 毎月, 定期的に."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piadiff.guideline.handling.measures import says, step
from piadiff.guideline.language.amounts import frequencies, plain_figures
from piadiff.guideline.language.contents import Edit
from piadiff.guideline.language.reading import CAN, NOT, OR, Sentence, tokens
from piadiff.guideline.language.said_again import same_said
from piadiff.guideline.vocabulary import Signal

_Span = tuple[int, int]


def no_longer_said(edit: Edit) -> str:
    """How often, by how many or in what way a thing was done, where only a regime is claimed now; "" elsewhere.

    All else in the sentence stays; a word that leaves it to someone (随時, 適宜, 適切に) claims none.
    """
    if edit.before is None or edit.after is None:
        return ""
    old, new = (plain_figures(side.text) for side in (edit.before, edit.after))
    for now, of_time in _claims(new):
        for was in _told(old, of_time=of_time):
            gone, come = old[slice(*was)], new[slice(*now)]
            if _claims_more(gone, come) and _same(_without(old, was), _without(new, now)):
                return gone.strip("、")
    return ""


def says_how_often(edit: Edit) -> bool:
    """Whether how often a thing is done stands where 定期的に stood, which may be more or less often than that."""
    if edit.before is None or edit.after is None:
        return False
    old, new = (plain_figures(side.text) for side in (edit.before, edit.after))
    places = [(found.span(), now) for found in _REGULARLY.finditer(old) for now in _told(new, of_time=True)]
    return any(_same(_without(old, was), _without(new, now)) for was, now in places)


_REGULARLY = re.compile(r"(?<![不無非一-龠])定期(?:的)?(?:に|な|の)、?")
_FIXED = r"(?:所定|既定|規定|定められた|定めた|定める)の?"
_FIXED_KIND = r"体制|方法|方式|手順|手続|頻度|間隔|周期|回数|人数|時期|要件|条件|基準|様式"
_DOCUMENT = (
    r"手順書?|規程|規則|要領|要綱|基準書?|マニュアル|計画書?|ポリシー|細則|仕様書?|指針|ガイドライン|手引書?"
    r"|チェック(?:リスト|シート|表)|点検[表票]"
)
_PLATFORM = r"基盤|システム|装置|サービス|プラットフォーム"
_WITH = (
    r"(?:に(?:より|よって|よる|従(?:って|い)|沿(?:って|い)|基づ(?:いて|き)|準じて|準拠して)"
    r"|で(?![きあはもの])|を(?:用い|使[っい]))て?、?"
)
_HEAD = r"[^、。をはがに]"
_CLAIMS = re.compile(
    rf"{_HEAD}*?(?:{_FIXED}(?:{_FIXED_KIND})|{_DOCUMENT}|{_PLATFORM})(?:\([^()]{{1,16}}\))?{_WITH}"
)
_BY = re.compile(rf"{_HEAD}+?{_WITH}")
_BY_HOW_MANY = re.compile(rf"{_HEAD}*\d+[名人](?:で|が)、?")
_TERM = re.compile(r"(?:[^、。をはが]{1,8}(?:から|後))?\d+(?:年|か月|週間?|日|時間)以内に、?")
_BEHIND_TURN = re.compile(r"(?:以上)?(?:に|の|は)?、?")


def _claims(new: str) -> Iterator[tuple[_Span, bool]]:
    """Where a sentence claims a regime, and whether that says no more than that a thing is done time and again."""
    for found in _REGULARLY.finditer(new):
        yield found.span(), True
    for found in _CLAIMS.finditer(new):
        yield found.span(), False


def _told(old: str, *, of_time: bool) -> Iterator[_Span]:
    """Where a sentence says how often, by how many or in what way something is done."""
    for found in _TERM.finditer(old) if of_time else ():
        yield found.span()
    for (start, end), _ in frequencies(old):
        behind = _BEHIND_TURN.match(old, end)
        yield start, behind.end() if behind else end
    for pattern in () if of_time else (_BY_HOW_MANY, _BY):
        yield from (found.span() for found in pattern.finditer(old))


def _claims_more(gone: str, come: str) -> bool:
    """Whether what came leaves nothing to anyone, denies and counts nothing, and is no weaker way with a name."""
    words = {token.text for token in tokens(come)}
    free = {NOT, CAN, OR}.isdisjoint(words) and not (says("opens", come) or says("hedges", come))
    named = _EVERYONES.search(come) or _COUNT.search(come) or (_OF_PLATFORM.search(gone) and _OF_PLATFORM.search(come))
    return free and not named and step(gone, come) is not Signal.WEAKENED


_EVERYONES = re.compile(r"共用|共有|共通|私物")
_OF_PLATFORM = re.compile(rf"(?:{_PLATFORM})(?:\([^()]*\))?{_WITH}$")
"""One name for another, by which neither says how."""
_COUNT = re.compile(r"\d(?!\d*年度?)")


def _without(text: str, span: _Span) -> str:
    return f"{text[: span[0]]}{text[span[1] :]}"


def _same(old: str, new: str) -> bool:
    sides = [Sentence(text, tokens(text)) for text in (old, new)]
    return sides[0].words == sides[1].words or same_said(sides[:1], sides[1:])
