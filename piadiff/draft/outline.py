"""Which lines of a text stand above others: ＜…＞ headings, list numbers, bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence

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


def headings_above(lines: Sequence[str], index: int) -> tuple[int, ...]:
    """Lines that ``lines[index]`` stands under, outermost first; the first mark met is the outermost."""
    open_marks: list[tuple[str, int]] = []
    for at in range(index + 1):
        kind = marker(lines[at])
        if kind:
            known = next((level for level, (seen, _) in enumerate(open_marks) if seen == kind), None)
            if kind == "<":
                known = 0
            open_marks = open_marks[: known if known is not None else len(open_marks)]
            if at < index:
                open_marks.append((kind, at))
    return tuple(at for _, at in open_marks if _is_heading(lines[at]))
