"""Tables copied out of a spreadsheet: cells with line breaks in quotes, brackets torn over cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_QUOTED = re.compile(r'(?:^|(?<=\t))"((?:[^"]|"")*)"(?=\t|$)', re.MULTILINE)
_TABBED_FROM = 5
_BLANK = r"[ 　\t]{0,20}"
_RULED = re.compile(rf"[\[［〔]{_BLANK}(?P<mark>[^\t\[\]［］〔〕]{{0,60}}?){_BLANK}[\]］〕](?P<behind>\t*)")
_ROUND = re.compile(rf"(?P<before>\t*)[（(]{_BLANK}(?P<text>[^\t()（）]{{0,200}}?){_BLANK}[)）](?P<count>\t*件)?")
_MARK = 1
_BREAK = "\x00"


def rows(lines: Sequence[str], paragraph: str) -> Iterator[tuple[int, str]]:
    """Lines with their numbers; a quoted cell with line breaks makes one line of all its lines.

    Args:
        lines: The source lines.
        paragraph: What stands for a line break inside a cell.
    """
    if sum("\t" in line for line in lines) < _TABBED_FROM:
        yield from enumerate(lines, start=1)
        return
    text, number = "\n".join(lines).replace(_BREAK, ""), 1
    for row in _QUOTED.sub(_plain, text).split("\n"):
        yield number, row.replace(_BREAK, paragraph)
        number += 1 + row.count(_BREAK)


def _plain(cell: re.Match[str]) -> str:
    text = cell[1]
    if "\n" not in text and '""' not in text:
        return cell[0]
    return text.replace('""', '"').replace("\n", _BREAK)


def with_whole_brackets(line: str) -> str:
    """A line of cells in which brackets that have cells of their own stand with what is in them."""
    if "\t" not in line:
        return line
    return _ROUND.sub(_round, _RULED.sub(_ruled, line))


def _ruled(bracket: re.Match[str]) -> str:
    """``[ ○ ] 紙`` is a box with its option; a chosen value stays a cell."""
    behind = " " if bracket["behind"] and len(bracket["mark"]) <= _MARK else bracket["behind"]
    whole = bracket[0][: len(bracket[0]) - len(bracket["behind"])]
    return (f"[ {bracket['mark']} ]" if "\t" in whole else whole) + behind


def _round(bracket: re.Match[str]) -> str:
    if "\t" not in bracket[0][len(bracket["before"]) :]:
        return bracket[0]
    return f" （ {bracket['text']} ）" + (" 件" if bracket["count"] else "")
