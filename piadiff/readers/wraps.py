"""Where a printed line may end: what begins a paragraph, what holds two lines together, how wide a text is printed."""

from __future__ import annotations

import re
import unicodedata

from piadiff.text.signs import BARE_EMPTY, BARE_TICKED, BULLETS, CIRCLED

_LIST_MARK = re.compile(
    rf"""[ 　]*(?:
        [{CIRCLED}]
        | [（(][0-9０-９ア-ンa-zａ-ｚ一二三四五六七八九十]{{1,2}}[)）]
        | [0-9０-９]{{1,2}}[-－‐][{CIRCLED}]
        | [0-9０-９]{{1,2}}(?:[.．、)）](?![0-9０-９])|[ 　]+(?![0-9０-９年月日]))
        | [{BULLETS}{BARE_TICKED}{BARE_EMPTY}※＊＜<≪《【〔〒]
        | [ア-ン][.．、)）]
    )""",
    re.VERBOSE,
)
CANNOT_START = re.compile(
    r"[、。，．,.)）\]］」』〉》】ゝ々ーぁぃぅぇぉっゃゅょァィゥェォッャュョのをにがはとでもへやし]"
)
"""A letter that no paragraph begins with: a closing sign, a small letter, a particle."""
CANNOT_END = re.compile(r"(?:[、，,(（「『〈《【\[［をにがはもへや]|(?<!こ)と|(?<!も)の)$")
"""A letter that no paragraph ends with: a comma, an opening sign, a particle."""
NO_HEAD = "、。，．,.）)」』】〕］]｝}ー・：；:;？！?!々ぁぃぅぇぉっゃゅょァィゥェォッャュョ％%"
"""Signs that a print puts at the head of no line."""
_NO_TAIL = "（(「『【〔［[｛{〒"


class _Widths(dict[str, int]):
    """Columns that each letter takes; filled on first use, since a text repeats its letters."""

    def __missing__(self, char: str) -> int:
        self[char] = columns = 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        return columns


_WIDTHS = _Widths()


def width(text: str) -> int:
    """Printed width in half-width columns."""
    return sum(map(_WIDTHS.__getitem__, text))


def list_mark(line: str) -> str:
    """The mark with which a line begins an item of a list, "" without one."""
    mark = _LIST_MARK.match(line)
    return mark.group() if mark else ""


def head_width(text: str) -> int:
    """Width of what must stay together at the beginning of a text, of one letter where nothing is known of it."""
    text, end = text.lstrip(" 　") or "字", 1
    while end < len(text) and (
        text[end] in NO_HEAD or text[end - 1] in _NO_TAIL or (_is_latin(text[end]) and _is_latin(text[end - 1]))
    ):
        end += 1
    return width(text[:end])


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
