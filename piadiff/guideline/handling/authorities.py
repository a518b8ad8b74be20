"""Authorities that an item names: one more use of the 個人番号, one more way for information, one law for another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from piadiff.guideline.handling.citing import LAW_NAMED, statutes
from piadiff.guideline.language.reading import plainly
from piadiff.model import Change
from piadiff.text import key

_ARTICLE = re.compile(
    r"(?<!条例第)(?<!規則第)(?<!令第)(?<!条例)(?<!規則)(?<!令)(?<!\d)9条"
    r"(?P<paragraphs>(?:(?:、|及び|並びに|又は)?(?:同条)?第\d+項)+)"
)
_PARAGRAPH = re.compile(r"第(\d+)項")
_ORDINANCE = "2"
"""The paragraph of 番号法第9条 that lets an ordinance say what else the number is used for."""
_DENIES = re.compile(r"除[くきい]|ない|なし|ませ|[わさ]ず|予定")


def adds_authority(change: Change) -> bool:
    """Whether a paragraph of 番号法第9条, or an ordinance, is cited beside all those that were."""
    old, new = (unicodedata.normalize("NFKC", key(text)) for text in (change.before, change.after))
    was, now = _paragraphs(old), _paragraphs(new)
    return bool(was) and was < now and len(_DENIES.findall(new)) <= len(_DENIES.findall(old))


def _paragraphs(text: str) -> set[str]:
    """Paragraphs of 番号法第9条 that a text cites, that of ordinances where it names one."""
    cited = {number for article in _ARTICLE.finditer(text) for number in _PARAGRAPH.findall(article["paragraphs"])}
    return cited | {_ORDINANCE} if _OWN.search(text) else cited


_OWN = re.compile(r"(?<!基づく)条例")
"""An ordinance, but where a table tells of a levy by one: これらの法律に基づく条例による地方税の賦課徴収."""


_TASK = re.compile(r"(?<!基づく)条例[^()。]{0,30}\((?P<task>[^()]*事務[^()]*)\)")
"""What an ordinance is cited for."""


def adds_task(change: Change) -> bool:
    """Whether an ordinance is cited for something else than it was, as its brackets tell."""
    was, now = ({plainly(task) for task in _TASK.findall(key(text))} for text in (change.before, change.after))
    return bool(was) and not now <= was


_WAY = re.compile(
    r"(?:^|[(【<\[・、。⏎\n])\s*(?:情報)?の?(?P<way>照会|提供)(?:の?(?:法令上の)?根拠|側|分|関係)?[)】>\]:：]?[\s、]*"
    r"(?P<told>[^()【<。\n]*)"
)
_ROW = re.compile(r"\d+(?:の\d+)?(?:、\d+(?:の\d+)?)*[^。\n]{0,6}項|項番?\d+")


def adds_way(change: Change) -> bool:
    """Whether 項番 of 照会 alone, or of 提供 alone, are now listed beside those of the other."""
    was, now = (_ways(text) for text in (change.before, change.after))
    return len(was) == 1 and was < now


def _ways(text: str) -> set[str]:
    """Ways that a text puts at the head of 項番."""
    if "照会" not in text and "提供" not in text:
        return set()
    lines = (unicodedata.normalize("NFKC", key(line)) for line in text.split("\n"))
    return {way for line in lines for way in _ways_of(line)}


def _ways_of(line: str) -> Iterator[str]:
    """Ways at the head of 項番 of a line, or, where it begins with 項番, behind them in brackets."""
    row = _ROW.search(line)
    if row is not None and (behind := list(_WAY_BEHIND.finditer(line))) and row.start() < behind[0].start("way"):
        yield from (match["way"] for match in behind if _ROW.search(match["told"]))
    else:
        yield from (match["way"] for match in _WAY.finditer(line) if _ROW.search(match["told"]))


_WAY_BEHIND = re.compile(r"(?P<told>[^()]*)\((?:情報)?の?(?P<way>照会|提供)(?:の?根拠|側|分|関係)?\)")


_LAW_AHEAD = re.compile(r"(?P<name>[^。()]{0,80}?(?<![方手用同本技])(?:法律|法(?!律)|条例))(?=[にの]|第\d|$)")
_IN_WORDS = re.compile(r"及び|並びに|[、をはが]")
_TITLED = re.compile(r"(?:に関する|(?:の|ための))(?:法律|条例)$")


def another_law(change: Change) -> bool:
    """Whether all that changed is the name of one law for that of another, as a law that has a new title is cited.

    Two laws that the law's data know are told apart by them.
    """
    return _another_law(change.before, change.after)


@lru_cache(maxsize=16)
def _another_law(before: str, after: str) -> bool:
    old, new = key(before), key(after)
    if not (LAW_NAMED.search(old) and LAW_NAMED.search(new)):
        return False
    ahead = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), 0)
    was, now = (_LAW_AHEAD.match(text, ahead) for text in (old, new))
    if not (was and now) or old[was.end() :] != new[now.end() :] or _IN_WORDS.search(was["name"]):
        return False
    listed = len(LAW_NAMED.findall(old)) != len(LAW_NAMED.findall(new))
    titled = not _IN_WORDS.search(now["name"]) or _TITLED.search(now["name"])
    return bool(titled) and not listed and not (statutes(old) and statutes(new))
