"""Which lines of a text stand above others: ＜…＞ headings, list numbers, bullets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from piadiff.text.signs import BULLETS, CIRCLED

_MARKERS = (
    ("<", re.compile(r"^\s*[＜<≪《〈].{1,60}[＞>≫》〉]\s*$")),
    ("【", re.compile(r"^\s*【.{1,60}】\s*$")),
    ("(1)", re.compile(r"^\s*[（(][0-9０-９]{1,2}[）)]")),
    ("1.", re.compile(r"^\s*[0-9０-９]{1,2}(?:[．.、）)\s　]|(?=[－―-]))")),
    ("①", re.compile(rf"^\s*[{CIRCLED}]")),
    ("ア", re.compile(r"^\s*(?:[（(]?[ア-ンa-zａ-ｚ][）)．.、\s　]|[ア-ン]\s)")),
    ("・", re.compile(rf"^\s*[{BULLETS}※*＊]")),
)
_TITLES = ("<", "【")
_HEADING_LENGTH = 40


@lru_cache(maxsize=4096)
def marker(line: str) -> str:
    """Kind of list mark a line opens with, "" for running text."""
    return next((kind for kind, pattern in _MARKERS if pattern.match(line)), "")


def titles(lines: Sequence[str]) -> frozenset[str]:
    """The lines that frame a text: ＜…＞, or 【…】 where those are the outermost."""
    kinds = [(marker(line), line) for line in lines]
    frame = next((kind for kind, _ in kinds if kind in _TITLES), "")
    return frozenset(line for kind, line in kinds if kind and kind == frame)


def _is_heading(line: str) -> bool:
    """Short enough to be a heading and no sentence."""
    return 0 < len(line.strip()) <= _HEADING_LENGTH and not line.rstrip().endswith(("。", "、", "，"))


def headings_above(lines: Sequence[str]) -> Iterator[tuple[int, ...]]:
    """For each line the lines that it stands under, outermost first; the first mark met is the outermost."""
    open_marks: list[tuple[str, int, bool]] = []
    for at, line in enumerate(lines):
        kind = marker(line)
        if kind:
            known = next((level for level, (seen, _, _) in enumerate(open_marks) if seen == kind), len(open_marks))
            open_marks = open_marks[: 0 if kind == "<" else known]
        yield tuple(above for _, above, heads in open_marks if heads)
        if kind:
            open_marks.append((kind, at, _is_heading(line)))
