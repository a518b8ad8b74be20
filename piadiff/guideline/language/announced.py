"""A list that a sentence announces, written into the sentence: 次の事項を定める。①甲 ②乙; 甲及び乙を定める."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from piadiff.text import key
from piadiff.text.segment import Segment, segments

_ANNOUNCES = re.compile(
    r"(?:次|以下|下記)(?:の|に(?:掲げる|示す|定める|記載する))(?:事項|もの|項目|各号|(?P<noun>[一-龠]{2,6}))"
    r"(?=を|に(?:使用|利用|用い))"
)
_PREDICATE = re.compile(r"。|[うくぐすつぬぶむるた]$|[いきしちにみりえけせてねべめれ]、")
_ENTRIES = 2


def written_in(before: str, after: str) -> tuple[str, str]:
    """Both texts, where only one of them announces a list with its entries in the sentence that announces them."""
    announce = [("次" in text or "下" in text) and bool(_ANNOUNCES.search(text)) for text in (before, after)]
    if announce[0] == announce[1]:
        return before, after
    if all(sum(bool(piece.mark) for piece in segments(text)) >= _ENTRIES for text in (before, after)):
        return _without_next(before, after), _without_next(after, before)
    return (_written_in(before, after), after) if announce[0] else (before, _written_in(after, before))


def _without_next(text: str, other: str) -> str:
    """A text that lists what it announces, with what the other announces without a word of it: 次の事務を, 事務を."""
    found = _ANNOUNCES.search(text)
    plain = found is not None and found["noun"] and f"{found['noun']}を" in other
    return text.replace(found[0], found["noun"], 1) if found and plain else text


def _written_in(text: str, other: str) -> str:
    return "".join(_pieces(list(segments(text)), other))


def _pieces(pieces: Sequence[Segment], other: str) -> Iterator[str]:
    at = 0
    while at < len(pieces):
        piece, found = pieces[at], _ANNOUNCES.search(pieces[at].body)
        entries = list(_entries(pieces[at + 1 :])) if found and not piece.mark else []
        if found is None or len(entries) < _ENTRIES:
            yield piece.text
            at += 1
            continue
        noun = f"の{found['noun']}" if found["noun"] else ""
        times = other.count(noun) if noun and _FORMAL.fullmatch(noun) else len(entries)
        named = [entry if not noun or entry.endswith(noun) else f"{entry}{noun}" for entry in entries]
        named = [*entries[: max(0, len(entries) - times)], *named[max(0, len(entries) - times) :]]
        listed = f"{'、'.join(named[:-1])}及び{named[-1]}"
        yield piece.text.replace(found[0], listed, 1)
        at += 1 + len(entries)


_FORMAL = re.compile(r"の(?:事務|業務|作業|処理|手続|措置|対策|取組)")
"""Nouns that say no more than that the entries before them are done: said of each, of the last, or not at all."""


def _entries(pieces: Sequence[Segment]) -> Iterator[str]:
    """The marked bare names that follow, as far as they do."""
    for piece in pieces:
        entry = piece.body.strip()
        if not piece.mark or not entry or _PREDICATE.search(entry):
            return
        yield entry


_CONTRACT = r"(?:業務)?(?:委託)?契約書?"
_BINDS = (
    r"(?:定め|規定し|明記し|記載し|盛り込[みん])(?:る|[てで](?:いる|います|おり|おります))?"
    r"|(?:規定|明記|記載)(?:する|します)|盛り込む|定めます"
)
_NEXT = r"(?:次|以下|下記)の(?:事項|内容|項目|規定|条項)"
_IN = rf"{_CONTRACT}(?:に(?:は|おいて(?:は)?)?|で(?:は)?)"
_LEAD = re.compile(rf"(?:{_IN}、?{_NEXT}を|{_NEXT}を{_IN}、?)(?:{_BINDS})。?\s*")
_WITHIN = re.compile(rf"{_IN}、(?P<listed>.+)を(?:{_BINDS})。?\s*", re.DOTALL)
_TAIL = re.compile(rf"(?P<listed>.+)を(?:{_IN}、?)?(?:{_BINDS})。?\s*", re.DOTALL)
_BEHIND = re.compile(rf"以上(?:の(?:事項|内容|規定))?を{_IN}、?(?:{_BINDS})。?\s*")


def clauses_alike(before: str, after: str) -> tuple[str, str]:
    """The clauses of a contract on both sides, each by itself where only one side lists them by marks."""
    bare = _bare_clauses(before), _bare_clauses(after)
    marked = [sum(bool(piece.mark) for piece in segments(text)) >= _ENTRIES for text in bare]
    if marked[0] == marked[1] or any("。" in text or "(" in key(text) for text in bare):
        return bare
    old, new = (text if listed else _ENTRY_ENDS.sub("\n・", text) for text, listed in zip(bare, marked, strict=True))
    return old, new


_ENTRY_ENDS = re.compile("、(?:及び|並びに)?|並びに")


def _bare_clauses(text: str) -> str:
    """The clauses of a contract, without what only says that it has them; a text that says more stays as it is."""
    chosen = _CHOSEN.match(text)
    if chosen is not None:
        return f"{chosen[0]}{_bare_clauses(text[chosen.end() :])}"
    pieces = list(segments(text))
    marked = [bool(piece.mark) for piece in pieces]
    rest = pieces
    if len(pieces) > _ENTRIES and any(marked):
        if _LEAD.fullmatch(pieces[0].text):
            rest = pieces[1:]
        elif _BEHIND.fullmatch(pieces[-1].text):
            rest = pieces[:-1]
        bare = "".join(piece.text for piece in rest)
    else:
        found = _WITHIN.fullmatch(text) or _TAIL.fullmatch(text)
        bare = found["listed"] if found else text
        rest = list(segments(bare))
    plain = all(not _PREDICATE.search(piece.body.strip()) and not _BOUND.search(piece.body) for piece in rest)
    return bare if plain else text


_CHOSEN = re.compile(r"\s*[\[［〔][^\[\]［］〔〕]{1,30}[\]］〕]\s*(?=\S)")
"""The option that is printed ahead of what is told in words."""
_BOUND = re.compile(r"契約書|仕様書|協定|覚書|誓約書に|原則|必要に応じ")
