"""Sections, posts and bodies by name; addresses, telephone and mail."""

from __future__ import annotations

import re
from functools import lru_cache

from piadiff.diff.atoms import Script, script
from piadiff.diff.lcs import Hunk
from piadiff.diff.passage_analysis import PassageAnalysis, Span
from piadiff.diff.vocabulary import any_of, vocabulary
from piadiff.model import FacetKind

_DIRECT = (
    r"〒?\d{3}-\d{4}(?!\d)|\(?0\d{1,4}\)?-?\d{1,4}-\d{3,4}(?:\(?内線\d+(?:[-~、]\d+)*\)?)?|内線\d+(?:[-~、]\d+)*"
    r"|[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+|https?://[A-Za-z0-9_./?=&%~#+-]+|(?:電話(?:番号)?|TEL|FAX|ファクス|ファックス)(?:番号)?:?(?=\(?0\d)"
)

_LONGEST_NAME = 14
_LONGEST_LINE = 80
_LONGEST_TOWN, _LONGEST_HOUSE = 16, 8
_PLACE_LETTER = re.compile(r"[一-鿿々ヶケァ-ヺーぁ-ん](?<![課係室局])")
_MUNICIPAL = frozenset("市区町村県")
_KANA_NAME = re.compile(r"[ぁ-ん]{1,5}[^るのはがをにでとてやもなりたし\W\d一-鿿ァ-ヺ]$")
_BRACKETS = re.compile(r"\((?P<inside>[^()]{1,24})\)")
_HINT = re.compile(r"[局部課室係所署庁省班長院構関館校口当会社人団合学役査幹事]|センタ|コ[ーナ]|チ[ーム]")
_DIRECT_HINT = re.compile(r"\d-?\d{3}|@|http|内線|電話|TEL|FAX|ファ")


@lru_cache(maxsize=1)
def _anchors() -> re.Pattern[str]:
    """What makes an address: a lot number, or a building or floor."""
    words = vocabulary().contact
    lot = rf"\d{{1,5}}(?:(?:{any_of(words.street)}|-)(?:東|西|南|北)?(?:\d{{1,5}})?){{1,8}}"
    return re.compile(
        rf"(?P<direct>{_DIRECT})|(?P<lot>{lot})|(?P<house>{any_of(words.buildings)}\d{{0,3}}階?|\d{{1,3}}階)"
    )


@lru_cache(maxsize=1)
def _direct() -> re.Pattern[str]:
    return re.compile(_DIRECT)


@lru_cache(maxsize=1)
def _endings() -> re.Pattern[str]:
    """Endings of names of bodies, and words that only end like one and are passed over."""
    words = vocabulary().organisations
    never = any_of(words.not_names)
    return re.compile(rf"{never}|(?P<body>(?<!第){any_of([*words.titles, *words.endings])})")


def _name_start(text: str, end: int, floor: int) -> int:
    """Where the name before an ending begins."""
    at = end
    while at > floor and end - at < _LONGEST_NAME:
        word = next((word for word in vocabulary().organisations.kana_words if text.endswith(word, floor, at)), "")
        if word:
            at -= len(word)
        elif script(text[at - 1]) in {Script.KANJI, Script.KATAKANA, Script.LATIN}:
            at -= 1
        else:
            break
    if text[at : at + 1] in _MUNICIPAL:
        town = _KANA_NAME.search(text, floor, at)
        at -= len(town.group()) if town else 0
    return at


@lru_cache(maxsize=512)
def find_bodies(text: str) -> tuple[Span, ...]:
    """Spans of names of sections, posts and bodies; what follows each other is one."""
    spans: list[Span] = []
    floor = 0
    for match in _endings().finditer(text):
        start = _name_start(text, match.start(), floor)
        floor = match.end()
        if not match["body"]:
            continue
        if spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], match.end())
        elif start < match.start():
            spans.append((start, match.end()))
    named = [_with_brackets(text, span) for span in spans]
    return tuple(span for place, span in enumerate(named) if not place or span[0] >= named[place - 1][1])


def _with_brackets(text: str, span: Span) -> Span:
    """The name with a body named in brackets behind it: 「…係（情報コーナー）」."""
    match = _BRACKETS.match(text, span[1])
    return (span[0], match.end()) if match and _ends_body(match["inside"]) else span


def _ends_body(text: str) -> bool:
    found = list(_endings().finditer(text))
    return bool(found) and found[-1]["body"] is not None and found[-1].end() == len(text)


@lru_cache(maxsize=512)
def find_direct(text: str) -> tuple[Span, ...]:
    """Spans of postal codes, telephone numbers, mail and web addresses."""
    return tuple(match.span() for match in _direct().finditer(text))


@lru_cache(maxsize=512)
def find_addresses(text: str) -> tuple[Span, ...]:
    """Spans of everything that says where to turn to: a lot with its town, a building with its name and floor."""
    spans: list[Span] = []
    floor = 0
    for match in _anchors().finditer(text):
        start, end = match.span()
        if not match["direct"]:
            reach = _LONGEST_TOWN if match["lot"] else _LONGEST_HOUSE
            while start > floor and match.start() - start < reach and _PLACE_LETTER.match(text[start - 1]):
                start -= 1
            if match["house"]:
                start -= text[start - 1 : start] == "(" and start > floor
                end += text[end : end + 1] == ")"
        spans.append((start, end))
        floor = end
    return tuple(spans)


def detect_contacts(analysis: PassageAnalysis) -> None:
    """Notes where to turn to: telephone and mail anywhere, street and building where the item is about it."""
    if analysis.near(_DIRECT_HINT, 16):
        analysis.detect_spans(find_direct, lambda _old, _new: FacetKind.CONTACT)
    if analysis.subject.contact:
        analysis.detect_spans(find_addresses, lambda _old, _new: FacetKind.CONTACT)


def detect_bodies(analysis: PassageAnalysis) -> None:
    """Notes sections, posts and bodies renamed; an item that holds nothing else is quoted whole."""
    if analysis.subject.organisation and not analysis.subject.contact:
        _detect_whole_name(analysis)
    if analysis.near(_HINT, 24):
        analysis.detect_spans(find_bodies, lambda _old, _new: FacetKind.ORGANISATION, beside=True)


def detect_contact_rest(analysis: PassageAnalysis) -> None:
    """What else changed in an item that says where to turn to."""
    if analysis.subject.contact:
        _detect_rest(analysis)


def _detect_rest(analysis: PassageAnalysis) -> None:
    """Contact details without a pattern of their own; what ends like a body is one."""
    for hunk in list(analysis.open_hunks()):
        old, new = analysis.texts(hunk)
        if "。" not in old + new:
            kind = FacetKind.ORGANISATION if _ends_body(old) or _ends_body(new) else FacetKind.CONTACT
            analysis.tell(kind, _side(hunk, old=True), _side(hunk, old=False))


def _detect_whole_name(analysis: PassageAnalysis) -> None:
    """The whole passage, where it is nothing but a name."""
    if "。" not in analysis.old + analysis.new and max(len(analysis.old), len(analysis.new)) <= _LONGEST_LINE:
        spans = [(0, len(text)) if text else None for text in (analysis.old, analysis.new)]
        if any(analysis.open_hunks()):
            analysis.tell(FacetKind.ORGANISATION, *spans)


def _side(hunk: Hunk, *, old: bool) -> Span | None:
    start, end = (hunk.old_start, hunk.old_end) if old else (hunk.new_start, hunk.new_end)
    return (start, end) if start < end else None
