"""Published lines → paragraphs: hard wraps undone, list items and indented lines kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wcwidth import wcswidth

from piadiff.readers.from_lines.source import PARAGRAPH
from piadiff.text.signs import BULLETS, CIRCLED, circled_value

_LIST_MARK = re.compile(
    rf"""[ 　]*(?:
        [{CIRCLED}]
        | [（(][0-9０-９ア-ンa-zａ-ｚ一二三四五六七八九十]{{1,2}}[)）]
        | [0-9０-９]{{1,2}}[-－‐][{CIRCLED}]
        | [0-9０-９]{{1,2}}[.．、)）](?![0-9０-９])
        | [0-9０-９]{{1,2}}[\ 　]+(?![0-9０-９年月日])
        | [{BULLETS}※＊＜<≪《【〔〒]
        | [ア-ン][.．、)）]
    )""",
    re.VERBOSE,
)
_NEW_SENTENCE = re.compile(r"[ 　]*(?:なお|また|ただし|そのため|さらに|一方|おって)[、，,]?")
_FULLSTOP = ("。", "．", "）。", "」")
_PROSE = re.compile(r"[、。，]|を|[はがのに]")
_TOLERANCE = 2
_NEARLY = 0.85
_HALF = 0.6
_LOOKED_BACK = 20
_COUNT = re.compile(r"[ 　]*(\d{1,2})([.．)）])")
_INLINE_MARK = re.compile(f"(?<=[ 　])(?=[{CIRCLED}])")


def width(line: str) -> int:
    """Columns a line takes, full-width characters counting two."""
    return max(0, wcswidth(line.rstrip()))


def usual_width(blocks: Sequence[Sequence[str]]) -> int:
    """Width at which most lines of a source are wrapped, 0 when nothing is wrapped."""
    counts: dict[int, int] = {}
    for block in blocks:
        for line in block[:-1]:
            if not line.rstrip().endswith("。") and _PROSE.search(line):
                counts[width(line)] = counts.get(width(line), 0) + 1
    best, most = 0, 1
    for columns in counts:
        near = sum(counts.get(columns + offset, 0) for offset in range(-_TOLERANCE, 1))
        if near > most and columns > 16:
            best, most = columns, near
    return best


def join_lines(lines: Sequence[str], column: int = 0) -> str:
    r"""Lines of one block with ``\n`` between paragraphs only.

    Args:
        lines: The published lines.
        column: Width at which the source usually wraps.
    """
    paragraphs = list[list[str]]()
    wrap, end = _wrap_width(lines, column), ""
    for place, line in enumerate(lines):
        if place and _goes_on(paragraphs[-1], lines[place - 1], line, wrap):
            text = line.strip()
            paragraphs[-1] += [" ", text] if _parted(end, text[:1], paragraphs[-1]) else [text]
            end = text[-1:] or end
        else:
            paragraphs.append([line.rstrip()])
            end = line.rstrip()[-1:]
    return "\n".join(piece for paragraph in paragraphs for piece in _cells("".join(paragraph)))


def _cells(paragraph: str) -> list[str]:
    """Paragraphs that stand in one line of the source."""
    pieces = [piece.strip(" \t") for piece in paragraph.split(PARAGRAPH)]
    return [part for piece in pieces if piece for part in _numbered_items(piece.replace("\t", " "))]


def _numbered_items(text: str) -> list[str]:
    """List items ①, ②, … that lost their line breaks to single spaces."""
    parts = _INLINE_MARK.split(text)
    starts = [value for part in parts if (value := circled_value(part[0]))]
    if len(starts) < 2 or starts != list(range(starts[0], starts[0] + len(starts))):
        return [text]
    return [part.strip() for part in parts]


def _wrap_width(lines: Sequence[str], column: int) -> int:
    """Width at which the lines of a block are wrapped, 0 when they are not."""
    if len(lines) < 2:
        return 0
    widths = [width(line) for line in lines]
    widest = max(widths)
    if column and widest >= _NEARLY * column:
        return min(widest, column) if widest <= column + _TOLERANCE else widest
    full = sum(1 for columns in widths[:-1] if columns >= widest - _TOLERANCE)
    if full >= 2 and widest > 12:
        return widest
    prose = widths[0] == widest and "、" in lines[0] + lines[-1] and _PROSE.search(lines[0])
    return widest if prose and (not column or widest >= _HALF * column) else 0


def begins_item(line: str) -> bool:
    """Whether a line begins an item of a list."""
    return _LIST_MARK.match(line) is not None


def _amid(paragraph: Sequence[str], line: str) -> bool:
    """Whether a number that a line begins with is no mark: it ends a bracket, or counts on within a line."""
    number = _COUNT.match(line)
    if number is None:
        return False
    folded = "".join(paragraph[-_LOOKED_BACK:]).replace("（", "(").replace("）", ")").rstrip()
    if number[2] in ")）" and folded.count("(") > folded.count(")"):
        return True
    before = rf"、[ 　]*{int(number[1]) - 1}[{re.escape(number[2])}]"
    return folded.endswith("、") and re.search(before, folded) is not None


def _goes_on(paragraph: Sequence[str], before: str, line: str, wrap: int) -> bool:
    """Whether a line continues the one before it, with which ``paragraph`` ends."""
    if not before.strip() or (_LIST_MARK.match(line) and not _amid(paragraph, line)):
        return False
    indent = len(line) - len(line.lstrip(" 　"))
    ended = before.rstrip().endswith(_FULLSTOP)
    if ended and width(before) < wrap:
        # the next sentence had room to begin on this line
        return False
    if indent >= 2 and before.rstrip().endswith("、"):
        return True
    if not wrap or width(before) < wrap - _TOLERANCE - 1:
        return False
    if ended and (_NEW_SENTENCE.match(line) or indent):
        return False
    return indent == 0 or indent > 2


def _parted(end: str, begin: str, before: Sequence[str]) -> bool:
    """Whether two letters are of Latin words, which keep a space between them where their paragraph has spaces."""
    latin = all(char.isascii() and char.isalpha() for char in (end, begin))
    return latin and any(" " in piece for piece in before)
