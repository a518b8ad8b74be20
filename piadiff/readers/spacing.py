"""Blanks of a print or its extraction: letters set apart (「住 民 票」), blanks of other widths than were typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from piadiff.model import ChangeRow, Form, Item, ItemKind
from piadiff.readers.wraps import width
from piadiff.text import parse_date
from piadiff.text.signs import CIRCLED

_LETTER = rf"[぀-ヿ一-龠々〆〇ー０-９、。「」（）{CIRCLED}Ⅰ-Ⅻ\d]"
_APART = re.compile(rf"(?<={_LETTER}) (?={_LETTER})")
_TOGETHER = re.compile(rf"(?<={_LETTER})(?={_LETTER})")
_BLANKS = re.compile(r"(?<=\S)[ \t\xa0　]+(?=\S)")
_EARLY = re.compile(r"(?m)(?:^|(?<=\S) )　(\S) (?=\S)")
"""A full-width blank that an extractor set one letter early, as where the letter overlaps it."""
_SHARE = 3
"""Times as many letters must stand apart as together."""


def is_spaced(lines: Sequence[str]) -> bool:
    """Whether a whole source sets its letters apart."""
    text = "\n".join(lines)
    apart = len(_APART.findall(text))
    enough = -(-apart // _SHARE)
    return sum(1 for _ in islice(_TOGETHER.finditer(text), enough)) < enough


_DIGITS = r"(?: ?[0-9０-９元]){1,4}"
_DATE = re.compile(rf"(?:令 和|平 成|昭 和|大 正|明 治){_DIGITS} 年(?:{_DIGITS} 月(?:{_DIGITS} 日)?)?(?: 時 点)?")


def with_dates_together(lines: Sequence[str]) -> list[str]:
    """The lines with the letters of their dates together, so that a date is found as one."""
    return [_DATE.sub(lambda match: match[0].replace(" ", ""), line) for line in lines]


def closed_up(text: str) -> str:
    """A text without the blanks between its letters."""
    return _APART.sub("", text)


def with_plain_blanks(form: Form) -> Form:
    """The form with its texts' blanks in one width.

    A print spreads a line and an extraction rounds what it leaves, so that neither says which blank was typed:
    one between full-width letters is full-width, one beside half-width letters half-width.
    """
    header = replace(form.header, title=_plain(form.header.title), organ=_plain(form.header.organ))
    return replace(form, header=header, items=tuple(map(_with_plain_blanks, form.items)))


def _with_plain_blanks(item: Item) -> Item:
    if item.kind is not ItemKind.TEXT or not isinstance(item.value, str):
        return item
    return replace(item, value=_plain(item.value))


def _plain(text: str) -> str:
    plain = _BLANKS.sub(_blank, _EARLY.sub(r"\1　", text))
    return "\n".join(line.strip(" \t\xa0").rstrip("　") for line in plain.split("\n"))


def _blank(run: re.Match[str]) -> str:
    before, behind = run.string[run.start() - 1], run.string[run.end()]
    return "　" if width(behind) > 1 and (width(before) > 1 or before.isdecimal()) else " "


def closed_up_form(form: Form) -> Form:
    """The form with the letters of every value, name and row together."""
    header = form.header
    published = next((item.text for item in form.items if item.path.parts == ("公表日",)), "")
    return replace(
        form,
        header=replace(
            header,
            number=closed_up(header.number),
            title=closed_up(header.title),
            organ=closed_up(header.organ),
            published=header.published or parse_date(closed_up(published)),
        ),
        items=tuple(map(_item, form.items)),
        changes=tuple(map(_row, form.changes)),
    )


def _item(item: Item) -> Item:
    value = closed_up(item.value) if isinstance(item.value, str) else tuple(map(closed_up, item.value))
    return replace(item, path=replace(item.path, file=closed_up(item.path.file)), value=value)


def _row(row: ChangeRow) -> ChangeRow:
    day = closed_up(row.date_raw)
    return replace(
        row,
        date_raw=day,
        item_raw=closed_up(row.item_raw),
        before=closed_up(row.before),
        after=closed_up(row.after),
        timing=closed_up(row.timing),
        explanation=closed_up(row.explanation),
        date=row.date or parse_date(day),
    )
