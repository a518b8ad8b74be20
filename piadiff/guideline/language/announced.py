"""A list that a sentence announces, written into the sentence: 次の事項を定める。①甲 ②乙; 甲及び乙を定める."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from piadiff.text.segment import Segment, segments

_ANNOUNCES = re.compile(
    r"(?:次|以下|下記)(?:の|に(?:掲げる|示す|定める|記載する))(?:事項|もの|項目|各号|(?P<noun>[一-龠]{2,6}))(?=を)"
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
    return (_written_in(before), after) if announce[0] else (before, _written_in(after))


def _without_next(text: str, other: str) -> str:
    """A text that lists what it announces, with what the other announces without a word of it: 次の事務を, 事務を."""
    found = _ANNOUNCES.search(text)
    plain = found is not None and found["noun"] and f"{found['noun']}を" in other
    return text.replace(found[0], found["noun"], 1) if found and plain else text


def _written_in(text: str) -> str:
    return "".join(_pieces(list(segments(text))))


def _pieces(pieces: Sequence[Segment]) -> Iterator[str]:
    at = 0
    while at < len(pieces):
        piece, found = pieces[at], _ANNOUNCES.search(pieces[at].body)
        entries = list(_entries(pieces[at + 1 :])) if found and not piece.mark else []
        if found is None or len(entries) < _ENTRIES:
            yield piece.text
            at += 1
            continue
        noun = f"の{found['noun']}" if found["noun"] else ""
        named = [entry if not noun or entry.endswith(noun) else f"{entry}{noun}" for entry in entries]
        listed = f"{'、'.join(named[:-1])}及び{named[-1]}"
        yield piece.text.replace(found[0], listed, 1)
        at += 1 + len(entries)


def _entries(pieces: Sequence[Segment]) -> Iterator[str]:
    """The marked bare names that follow, as far as they do."""
    for piece in pieces:
        entry = piece.body.strip()
        if not piece.mark or not entry or _PREDICATE.search(entry):
            return
        yield entry
