"""Text of a value ⇄ lines of the file: one sentence per line, our own breaks distinguished from the published ones.

A line that begins with ``↪`` goes on with the published line above it. A published line that itself
begins with ``↪`` is written with the mark doubled.
"""

from __future__ import annotations

import re
import unicodedata

MARK = "↪"
_SENTENCE_END = re.compile(rf"(?<=。)(?=[^。、，,）)」』】〕〉》\]］{MARK}])")
_SURROGATE = re.compile("[\ud800-\udfff]")


def canonical_text(text: str) -> str:
    """Text as the registry keeps it: NFC, plain line ends, no trailing blanks."""
    composed = unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text))
    return "\n".join(line.rstrip() for line in composed.splitlines()).rstrip("\n")


def to_lines(text: str) -> str:
    """Canonical text with a break of ours behind every sentence."""
    lines: list[str] = []
    for published in text.split("\n"):
        first, *rest = _SENTENCE_END.split(published)
        lines.append(MARK + first if first.startswith(MARK) else first)
        lines.extend(MARK + sentence for sentence in rest)
    return "\n".join(lines)


def from_lines(text: str) -> str:
    """The published lines back.

    Raises:
        ValueError: When the first line claims to go on with a line above it.
    """
    published: list[str] = []
    for line in text.split("\n"):
        if line.startswith(MARK * 2) or not line.startswith(MARK):
            published.append(line.removeprefix(MARK))
        elif published:
            published[-1] += line.removeprefix(MARK)
        else:
            raise ValueError(f"the first line begins with {MARK}")
    return "\n".join(published)
