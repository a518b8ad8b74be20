"""Hard-wrapped lines → paragraphs."""

from __future__ import annotations

import re
import unicodedata

_NEW_PARAGRAPH = re.compile(
    r"^[ 　]*(?:[①-⑳㉑-㉟]|・|※|＜|<|【|≪|[(（][0-9０-９ア-ンa-z]{1,2}[)）]|[0-9０-９]{1,2}[.．、][^0-9０-９]|[0-9０-９]{1,2}[　 ]|"
    r"[0-9０-９]{1,2}-[①-⑳0-9]|なお、|また、|そのため、|〒|　)"
)
_CLOSED = re.compile(r"[。」）)】＞>≫]$")
_SLACK = 5
_NARROW = 50


def width(text: str) -> int:
    """Display width in half-width columns."""
    return sum(2 if unicodedata.east_asian_width(char) in "FWA" else 1 for char in text)


def _runs_on(line: str, full: int) -> bool:
    """Whether a line that stops a little short of the edge is still in the middle of a sentence."""
    return width(line) * 20 >= full * 17 and not re.search(r"[。．」）)＞>】]$", line.strip())


def unwrap(lines: list[str], column: int | None = None) -> str:
    """Join lines that a layout broke; ``column`` is the width at which it breaks, estimated when None."""
    kept = [line.rstrip() for line in lines]
    full = column or max((width(line) for line in kept), default=0)
    paragraphs: list[str] = []
    open_ = False
    for line in kept:
        if not line.strip():
            open_ = False
            continue
        starts = bool(_NEW_PARAGRAPH.match(line))
        if open_ and not (starts and _CLOSED.search(paragraphs[-1])) and not (starts and width(paragraphs[-1]) < full):
            paragraphs[-1] += line.strip()
        else:
            paragraphs.append(line.strip(" \t\r") if line.startswith("　") else line.strip())
        open_ = full >= _NARROW and (width(line) >= full - _SLACK or _runs_on(line, full))
    return "\n".join(paragraphs)
