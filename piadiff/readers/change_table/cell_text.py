"""Cell text: markup dropped, hard wraps undone, paragraphs kept."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

from piadiff.readers.wraps import CANNOT_END, CANNOT_START, width
from piadiff.text.cell import bracketed_elision
from piadiff.text.signs import BULLETS, CIRCLED

_TAGS = (
    "p|ul|ol|li|dl|dt|dd|div|span|br|b|i|u|s|em|strong|font|sup|sub|del|ins|a|img|small|table|thead|tbody|tr|t[dh]"
    "|h[1-6]"
)
_TAG = re.compile(rf"</?({_TAGS})\b[^<>]{{0,400}}>", re.IGNORECASE)
_BREAKING = frozenset(["p", "ul", "ol", "li", "dl", "dt", "dd", "div", "br", "tr", "h1", "h2", "h3", "h4", "h5", "h6"])
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_BLANKS = re.compile(r"[ \t\r\f\v]+")

_MARK = (
    rf"[{CIRCLED}{BULLETS}※〒]"
    r"|[(（]?[0-9０-９]{1,2}[)）.．、](?![0-9０-９])"
    r"|[(（][0-9０-９a-zA-Zア-ンｱ-ﾝ一二三四五六七八九十]{1,2}[)）]"
    r"|[＜<【〈《][^＞>】〉》]{1,60}[＞>】〉》]"
    rf"|{bracketed_elision()}"
    r"|なお[、，,]|また[、，,]|ただし[、，,]|そのため[、，,]|[：:]"
)
STARTS_PARAGRAPH = re.compile(rf"[ 　]*(?:{_MARK})")
"""How a list item, a heading or a paragraph of its own begins."""
_LOST_BREAK = re.compile(rf"[ 　]+(?=(?:{_MARK})|0[0-9０-９]{{1,4}}[-－―ー(（][0-9０-９]{{1,4}}[-－―ー)）])")
_ENDS_SENTENCE = re.compile(r"[。．.!?！？：:＞>】〉》」』)）\]］]$")
_WORD = re.compile(r"[ァ-ヺー]+|[ｦ-ﾟ]+|[A-Za-z0-9.]+|.", re.DOTALL)
_TRAILING = re.compile(r"[、。，．,.)）\]］」』〉》】ー]*")


def strip_markup(text: str) -> str:
    """A cell without the tags and entities that text extraction left in it; block tags break the line."""
    if "<" in text:
        text = _TAG.sub(lambda tag: "\n" if tag[1].lower() in _BREAKING else "", text)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text).replace("\xa0", " ")
    return text


def lay_out(text: str) -> str:
    """Lines trimmed (ideographic indents kept), runs of blanks made one, empty lines dropped."""
    lines = (_BLANKS.sub(" ", line).strip(" ").rstrip("　") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def restore_paragraphs(text: str) -> str:
    """Break a text again where a blank before a list mark shows that a line break was lost."""
    return _LOST_BREAK.sub("\n", text)


def _breaks_word(line: str, following: str, limit: int) -> bool:
    """Whether ``line`` is so full that the first word of ``following`` had no room left in it."""
    word = _WORD.match(following)
    if not word:
        return False
    hanging = _TRAILING.match(following, word.end())
    return width(line) + width(word[0]) + width(hanging[0] if hanging else "") > limit


def continues(line: str, following: str, limit: int) -> bool:
    """Whether ``following`` is the rest of the paragraph that ``line`` is part of, in a column ``limit`` wide."""
    if not line or not following:
        return False
    full = _breaks_word(line, following.lstrip(" "), limit - 2)
    if STARTS_PARAGRAPH.match(following) or following.startswith("　"):
        return full and not _ENDS_SENTENCE.search(line) and not following.startswith("　")
    if CANNOT_START.match(following) or CANNOT_END.search(line):
        return True
    return full


def join_wrapped(blocks: Iterable[Sequence[str]], limit: int) -> str:
    """Paragraphs of a cell from its printed lines; a blank line (a new block) always ends a paragraph."""
    paragraphs: list[str] = []
    for block in blocks:
        above = ""
        for line in block:
            text = line.rstrip()
            if above and continues(above, text, limit):
                paragraphs[-1] += text.lstrip(" ")
            elif text:
                paragraphs.append(text.lstrip(" "))
            above = text
    return "\n".join(paragraphs)


def column_width(lines: Iterable[str]) -> int:
    """Width of a column from the lines printed in it: the commonest width among the long ones."""
    widths = sorted(width(line.rstrip()) for line in lines)
    if not widths:
        return 0
    top = widths[-1 - len(widths) // 50]
    long = [each for each in widths if each >= top * 0.7]
    common = max(set(long), key=lambda each: (long.count(each), each))
    return max(common, top - 6)
