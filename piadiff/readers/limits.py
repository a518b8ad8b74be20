"""How much a source may hold; every limit that readers enforce is named here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from piadiff.errors import UnreadableSourceError

_REMEDY = "評価書1件だけのファイルを渡してください"


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds of one source; a form of 100 pages needs about a tenth of each."""

    source_bytes: int = 64_000_000
    text_characters: int = 2_000_000
    line_characters: int = 200_000
    lines: int = 200_000


LIMITS = Limits()


def check_size(size: int, name: str) -> None:
    """Refuse a file that is larger than any form.

    Raises:
        UnreadableSourceError: When the limit is exceeded.
    """
    if size > LIMITS.source_bytes:
        raise UnreadableSourceError(
            f"ファイルの大きさ（{size:,}バイト）が上限（{LIMITS.source_bytes:,}バイト）を超えています",
            where=name,
            remedy=_REMEDY,
        )


def check_lines(lines: Sequence[str], name: str) -> None:
    """Refuse a text with more characters, lines or characters in a line than any form.

    Raises:
        UnreadableSourceError: When a limit is exceeded.
    """
    if len(lines) > LIMITS.lines:
        raise UnreadableSourceError(
            f"行数（{len(lines):,}行）が上限（{LIMITS.lines:,}行）を超えています", where=name, remedy=_REMEDY
        )
    total = 0
    for number, line in enumerate(lines, start=1):
        total += len(line)
        if len(line) > LIMITS.line_characters:
            raise UnreadableSourceError(
                f"1行の長さ（{len(line):,}字）が上限（{LIMITS.line_characters:,}字）を超えています",
                where=f"{name} {number}行目",
                remedy=_REMEDY,
            )
    if total > LIMITS.text_characters:
        raise UnreadableSourceError(
            f"文字数（{total:,}字）が上限（{LIMITS.text_characters:,}字）を超えています", where=name, remedy=_REMEDY
        )
