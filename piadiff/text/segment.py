"""Text → sentences, list items and headings, each with its list mark; joined they give the text again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from piadiff.text.signs import BULLETS, CIRCLED, CIRCLES

_CIRCLED = f"[{CIRCLED}]"
_KANJI_NUMBER = r"[一二三四五六七八九十]"
_COUNTED = r"[)）][ 　]*(?:件|人|名|回|[箇かヶケ]所)[ 　]*(?:[、。(（\n]|$)"
"""A figure that the form prints in brackets before its unit: 委託する⏎（2）件."""
_MARK = re.compile(
    rf"""
    {_CIRCLED}(?:[.．、]|[ 　]+)?
    | [(（](?:[0-9０-９]{{1,2}}(?!{_COUNTED})|[ア-ンa-zａ-ｚ]|{_KANJI_NUMBER}|[ⅰ-ⅻ])[)）]
    | (?:[0-9０-９]{{1,2}}[.．]){{1,3}}(?![0-9０-９])
    | [0-9０-９]{{1,2}}(?:[-－‐](?:{_CIRCLED}|[0-9０-９]{{1,2}}))(?:[.．、)）]|[ 　]+)(?![0-9０-９])
    | [0-9０-９]{{1,2}}[)）、](?![0-9０-９])
    | [アイウエオカキクケコサシスセソa-zａ-ｚⅰ-ⅻ][.．)）、](?![a-zａ-ｚ])
    | (?![{CIRCLES}])[{BULLETS}]
    | [{CIRCLES}](?=[ 　]*[^\s\]］{CIRCLES}])
    | [※＊*]+[0-9０-９]{{0,2}}
    | [-－‐―](?=[ 　]+\S)
    """,
    re.VERBOSE,
)
_HEADING = re.compile(r"[＜<≪《【〔〈](?P<name>[^＜＞<>≪≫《》【】〔〕〈〉\n]{1,60})[＞>≫》】〕〉]")
_INLINE_MARK = re.compile(
    rf"[{CIRCLED}・0-9０-９]"
    rf"(?:(?<=[ 　。]{_CIRCLED})|(?<=[ 　]・)(?=\S)|(?<=[ 　][0-9０-９])[0-9０-９]?[.．](?=[ 　]\S))"
)
_BRACKETED_MARK = re.compile(rf"(?<=[ 　])[(（][2-9２-９](?!{_COUNTED})[)）](?=\S)")
_FIRST_MARK = re.compile(r"(?:^|[ 　])[(（][1１][)）]")
_STOP = re.compile(r"[。(（「『\[［〔【)）」』\]］〕】]")
_OPEN = frozenset("(（「『[［〔【")
_BULLET = re.compile(rf"[^0-9０-９{CIRCLED}ア-ンa-zａ-ｚⅰ-ⅻ一二三四五六七八九十]*")


class SegmentKind(StrEnum):
    """What a segment is."""

    HEADING = "heading"
    ITEM = "item"
    SENTENCE = "sentence"


class Segment(NamedTuple):
    """One piece of a text.

    Attributes:
        text: The piece with its mark and the white space around it.
        mark: White space and list mark the piece begins with: ``⑫``, ``1. ``, ``・``; "" without a mark.
        line: Number of the line the piece begins in.
    """

    start: int
    end: int
    text: str
    mark: str
    kind: SegmentKind
    line: int

    @property
    def body(self) -> str:
        """The piece without its mark."""
        return self.text[len(self.mark) :]

    @property
    def numbered(self) -> bool:
        """Whether the mark counts, unlike a bullet."""
        return bool(self.mark) and not _BULLET.fullmatch(self.mark)


def _sentence_ends(line: str, *, nesting: bool) -> Iterator[int]:
    """Places behind a 。 that ends a sentence; inside brackets it does not, unless they never close."""
    depth = 0
    for match in _STOP.finditer(line):
        char = match.group()
        if char == "。":
            if depth == 0 or not nesting:
                yield match.end()
        else:
            depth = depth + 1 if char in _OPEN else max(0, depth - 1)
    if depth and nesting:
        raise _UnclosedError


class _UnclosedError(Exception):
    """A bracket of the line stays open."""


def _cuts(line: str) -> list[int]:
    """Places inside one line at which a new piece begins."""
    try:
        ends = list(_sentence_ends(line, nesting=True)) if "。" in line else []
    except _UnclosedError:
        ends = list(_sentence_ends(line, nesting=False))
    cuts = set(ends) | {match.start() for match in _INLINE_MARK.finditer(line)}
    if _FIRST_MARK.search(line):
        cuts |= {match.start() for match in _BRACKETED_MARK.finditer(line)}
    lead = len(line) - len(line.lstrip())
    if heading := _HEADING.match(line, lead):
        cuts = {cut for cut in cuts if cut > heading.end()} | {heading.end()}
    return sorted(cuts)


@lru_cache(maxsize=16384)
def _pieces(line: str) -> tuple[tuple[str, str, SegmentKind], ...]:
    """The line cut up, each piece with its mark; one of white space alone goes to the piece before it."""
    found = []
    start = 0
    for cut in [*_cuts(line), len(line)]:
        while cut < len(line) and line[cut].isspace():
            cut += 1
        if cut > start:
            piece = line[start:cut]
            mark = _mark(piece)
            found.append((piece, mark, _kind(piece, mark)))
            start = cut
    return tuple(found)


def _mark(piece: str) -> str:
    lead = len(piece) - len(piece.lstrip())
    match = _MARK.match(piece, lead)
    if match is None or not piece[match.end() :].strip():
        return ""
    return piece[: match.end() + len(piece[match.end() :]) - len(piece[match.end() :].lstrip(" 　"))]


def _kind(piece: str, mark: str) -> SegmentKind:
    if mark:
        return SegmentKind.ITEM
    return SegmentKind.HEADING if _HEADING.fullmatch(piece.strip()) else SegmentKind.SENTENCE


def _with_space(segment: Segment, space: str) -> Segment:
    return segment._replace(end=segment.end + len(space), text=segment.text + space)


@lru_cache(maxsize=2048)
def segments(text: str) -> tuple[Segment, ...]:
    """Pieces of a text in its order; lines, 。, list marks and ＜headings＞ begin a new one."""
    found: list[Segment] = []
    at = 0
    for number, line in enumerate(text.splitlines(keepends=True)):
        for piece, mark, kind in _pieces(line):
            if found and piece.isspace():
                found[-1] = _with_space(found[-1], piece)
            else:
                found.append(Segment(at, at + len(piece), piece, mark, kind, number))
            at += len(piece)
    return tuple(found)
