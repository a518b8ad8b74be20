"""Headings: those that name a place or a party for the first time, and those that say nothing of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from piadiff.guideline.language.clauses import clauses
from piadiff.guideline.language.nouns import named, new_names
from piadiff.guideline.language.reading import plainly, sentences, tokens
from piadiff.model import Action, Change, FormKind
from piadiff.templates import for_kind
from piadiff.text import key
from piadiff.text.segment import Segment, SegmentKind, segments

_WORD = re.compile(r"[一-龠々ァ-ヺーa-z0-9]+")
_GENERAL = frozenset({"対策", "措置", "概要", "方法", "管理", "内容"})
_PLACE = re.compile(r"[＜<【]\s*([^＞>】\n]{2,40}?)(?:における|の)?(?:措置|対策|場合)?\s*[＞>】]")
_Place = tuple[str, ...]
"""The headings that something stands below, from the highest to the lowest."""
_SIGNS = re.compile(r"[＜＞<>≪≫《》【】〔〕〈〉■□●◆◇○\[\]]")


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    """Words of the labels that the official forms print."""
    items = (item for kind in FormKind for item in for_kind(kind).items)
    return frozenset(word for item in items for label in item.labels for word in _WORD.findall(key(label)))


def says_nothing(heading: str, text: str) -> bool:
    """Whether a heading says nothing that what it heads, or the form, does not; a party or place only the former.

    ``text`` is the comparison key of what it heads.
    """
    if _announces(heading):
        return True
    bare = key(_SIGNS.sub("", heading))
    told = set(_WORD.findall(bare)) - _GENERAL
    if any(name not in text for name in named(bare)) or any(clause.doing for clause in clauses(bare)):
        return False
    return bool(bare) and all(word in text or word in _labels() for word in told)


def places(text: str) -> list[str]:
    """Places and parties that headings ＜…における措置＞ of a text name."""
    return _PLACE.findall(text)


def with_own_name(change: Change) -> Change:
    """A change whose one heading ＜本市における措置＞ bears the name that the other side calls that body by."""
    if _OWN.search(change.before) is None and _OWN.search(change.after) is None:
        return change
    named = [[name for name in places(text) if _BODY.search(name)] for text in (change.before, change.after)]
    if len(named[0]) != 1 or len(named[1]) != 1 or named[0][0][-1] != named[1][0][-1]:
        return change
    old, new = named[0][0], named[1][0]
    return replace(change, after=re.sub(rf"([＜<【]\s*){re.escape(new)}", rf"\g<1>{old}", change.after, count=1))


_OWN = re.compile(r"[＜<【]\s*[本当][都道府県市区町村]")
_BODY = re.compile(r"^[^、。・]{1,10}[都道府県市区町村]$")
"""Names of the bodies that a form is of, and 本市, 当町."""


@lru_cache(maxsize=256)
def new_blocks(change: Change) -> tuple[tuple[str, str], ...]:
    """(place or party, what stands below) of each heading ＜…における措置＞ that names it for the first time."""
    if not change.before and change.action is not Action.ADDED:
        return ()
    old = set(map(plainly, places(change.before)))
    heads = list(_PLACE.finditer(change.after))
    ends = [*(head.start() for head in heads[1:]), len(change.after)]
    blocks = [(head[1], change.after[head.end() : end]) for head, end in zip(heads, ends, strict=False)]
    return tuple(
        (name, below)
        for name, below in blocks
        if plainly(name) not in old
        and (new_names(change.before, name) or (old and not says_nothing(name, _besides(name, change.after))))
    )


def _besides(name: str, text: str) -> str:
    """The key of a text without a name; with all of it where the name stands in another spelling too."""
    whole, bare = key(text), key(name)
    return whole if whole.count(bare) > text.count(name) else whole.replace(bare, "")


def without_headings(before: str, after: str) -> tuple[str, str]:
    """Both texts without the headings that only one of them has and that say nothing."""
    sides = [list(_pieces(text)) for text in (before, after)]
    bodies = [{piece.body for piece, _, _ in side} for side in reversed(sides)]
    if all(piece.body in other for side, other in zip(sides, bodies, strict=True) for piece, name, _ in side if name):
        return before, after
    kept = [{_bare(piece.body) for piece, _, _ in side} for side in sides]
    left = [
        "".join(
            piece.text
            for piece, name, headed in side
            if not name or _bare(piece.body) in other or not says_nothing(name, key(headed))
        )
        for side, other in zip(sides, reversed(kept), strict=True)
    ]
    return left[0], left[1]


def moved_under(before: str, after: str) -> Iterator[tuple[str, str, str]]:
    """Each sentence of both texts that stands below another heading now, with both; headings that both texts have."""
    if "\n" not in before or "\n" not in after:
        return
    sides = [_headed(text) for text in (before, after)]
    both = set.intersection(*({head for at, _ in side for head in at} for side in sides))
    if not both:
        return
    old, new = (_places_of(side) for side in sides)
    for read in old.keys() & new.keys():
        (was, text), (now, _) = old[read][0], new[read][0]
        if was != now and len(old[read]) == len(new[read]) == 1 and {*was, *now} <= both:
            yield text, "".join(was), "".join(now)


@lru_cache(maxsize=256)
def heads(text: str) -> bool:
    """Whether any line of a text heads others."""
    return "\n" in text and any(name or piece.kind is SegmentKind.HEADING for piece, name, _ in _pieces(text))


def _headed(text: str) -> list[tuple[_Place, str]]:
    """What stands below each heading of a text, and each line below it that heads others in its turn."""
    found: list[tuple[_Place, str]] = []
    top = lower = ""
    counted = False
    pieces = list(_pieces(text))
    for at, (piece, name, _) in enumerate(pieces):
        lower = "" if _is_marked(piece) and (_is_counted(piece) or not counted) else lower
        place = tuple(filter(None, (top, lower)))
        if piece.kind is SegmentKind.HEADING:
            top, lower = _bare(piece.body), ""
        elif name and pieces[at + 1][0].kind is not SegmentKind.HEADING:
            lower, counted = _bare(piece.body), _is_counted(piece) and _is_marked(pieces[at + 1][0])
        elif found and found[-1][0] == place and not _is_marked(piece):
            found[-1] = (place, found[-1][1] + piece.text)
        else:
            found.append((place, piece.text))
    return found


def _places_of(headed: list[tuple[_Place, str]]) -> dict[tuple[str, ...], list[tuple[_Place, str]]]:
    """Below which headings each sentence stands, by its words."""
    found: dict[tuple[str, ...], list[tuple[_Place, str]]] = {}
    for at, text in headed:
        for each in sentences(text):
            found.setdefault(each.words, []).append((at, each.text))
    return found


def _bare(text: str) -> str:
    """A heading without the signs and numbers that only mark it as one."""
    return plainly(_SIGNS.sub("", text))


def _pieces(text: str) -> Iterator[tuple[Segment, str, str]]:
    """Each piece of a text, its words where it can be a heading, and what it would head."""
    found = list(segments(text))
    for at, piece in enumerate(found):
        below = found[at + 1] if at + 1 < len(found) else None
        heads = below is not None and (
            piece.kind is SegmentKind.HEADING
            or (_is_marked(piece) and not _is_marked(below) and piece.body.endswith("\n"))
            or (_is_counted(piece) and bool(below.mark) and not _is_counted(below) and piece.body.endswith("\n"))
        )
        listed = below is not None and bool(below.mark) and _announces(piece.body)
        name = _NUMBER.sub("", piece.body) if listed or (heads and "。" not in piece.body) else ""
        yield piece, name, below.text if below else ""


_NUMBER = re.compile(r"^[ 　]*[0-9０-９]{1,2}[ 　]+(?=\S)")


def _is_marked(piece: Segment) -> bool:
    return bool(piece.mark) or _NUMBER.match(piece.text) is not None


def _is_counted(piece: Segment) -> bool:
    return piece.numbered or _NUMBER.match(piece.text) is not None


_ANNOUNCING = frozenset("次以下記通講実施取組手順安全管理対策措置概要方法内容")
"""Letters of the words by which a list is announced."""
_POINTING = re.compile(r"\s*(?:次|以下|下記)")


def _announces(body: str) -> bool:
    """Whether a sentence says no more than that a list follows: 次の措置を講じている."""
    return bool(_POINTING.match(body)) and {token.text for token in tokens(body)} <= _ANNOUNCING

