"""Chosen options that a narrow column wraps, their brackets on two lines and other columns between them.

``[ その他の電子（表計算 ／ ①ファイルの種類   1）… ／ ファイル等） ]`` becomes one option on the line of its ``[``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from piadiff.readers.from_lines.source import Line
from piadiff.readers.from_lines.vocabulary import Vocabulary
from piadiff.text import key

_OPEN = re.compile(r"[\[［〔](?=[^\]］〕]*$)[ \u3000]*(?P<piece>\S+(?:[ \u3000](?![0-9０-９]{1,2}[)）])\S+)*)?")
_CLOSE = re.compile(r"(?<![^ \u3000])(?P<piece>[^\s\[［〔]+(?:[ \u3000][^\s\[［〔]+)*)?[ \u3000]*[\]］〕]")
_PIECE = re.compile(r"\S+(?:[ \u3000]\S+)*")
_REACH = 3


def with_whole_options(page: Sequence[Line], words: Vocabulary) -> tuple[Line, ...]:
    """A page on which the wrapped options in brackets stand whole; it stays as it is without any."""
    texts = [line.text for line in page]
    if not any(map(_opening, texts)):
        return tuple(page)
    for at in range(len(texts)):
        start = _opening(texts[at])
        if start is None:
            continue
        for end in [*range(at + 1, min(at + 1 + _REACH, len(texts))), *range(max(0, at - _REACH), at)]:
            closing = _closing(texts[end])
            if closing is not None and _join(texts, (at, start), (end, closing), words):
                break
    changed = zip(page, texts, strict=True)
    return tuple(Line(line.number, text) for line, text in changed if text.strip() or line.blank)


def _opening(text: str) -> re.Match[str] | None:
    """The opening bracket of a line that none closes behind it, with the words behind it."""
    found = _OPEN.search(text)
    return found if found and found["piece"] else None


def _closing(text: str) -> re.Match[str] | None:
    """The closing bracket of a line that none opens before it, with the words before it."""
    found = _CLOSE.search(text) if any(sign in text for sign in "]］〕") else None
    return found if found and found["piece"] and not re.search(r"[\[［〔]", text[: found.end()]) else None


def _join(
    texts: list[str], opening: tuple[int, re.Match[str]], closing: tuple[int, re.Match[str]], words: Vocabulary
) -> bool:
    """Put an option together on the line of its opening bracket, where the pieces between two brackets are one."""
    (at, start), (end, stop) = opening, closing
    first, last = (start["piece"], stop["piece"])[:: 1 if at < end else -1]
    for row, between in [(end, None), *_between(texts, min(at, end), max(at, end))]:
        middle = between.group() if between else ""
        if key(first + middle + last) in words.options.texts:
            if between:
                texts[row] = texts[row][: between.start()] + texts[row][between.end() :]
            texts[at] = f"{texts[at][: start.start()]}[ {first}{middle}{last} ]{texts[at][start.end() :]}"
            texts[end] = texts[end][: stop.start()] + texts[end][stop.end() :]
            return True
    return False


def _between(texts: Sequence[str], first: int, last: int) -> Iterator[tuple[int, re.Match[str]]]:
    for row in range(first + 1, last):
        for match in _PIECE.finditer(texts[row]):
            yield row, match
