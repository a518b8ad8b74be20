"""What proves that a row taken out of a text is one row: the six columns have a grammar of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from piadiff.addresses.resolver import resolve
from piadiff.readers.change_table.rows import RawRow, in_doubt
from piadiff.readers.change_table.words import bare, is_ditto, words
from piadiff.readers.wraps import CANNOT_END, CANNOT_START
from piadiff.templates import Template
from piadiff.text import find_dates, key
from piadiff.text.cell import elided, is_dash
from piadiff.text.signs import HYPHENS

_LONGEST_ITEM = 90
_MOST_DOUBTED = 0.5
_UNPROVEN = "表の多くの行で欄の境目を確かめられず、この行の欄も推定です"
_BRACKETS = ("（(", "）)"), ("「", "」"), ("＜<", "＞>")
_ADDRESS = re.compile(rf"\s*(?:[ⅠⅡⅢⅣⅤⅥ]\s*[{HYPHENS}（(]|別添)")
_LIST = re.compile(r"^[ 　]*[0-9０-９a-zア-ンｱ-ﾝ一-十ⅰ-ⅹ]{1,2}[)）]", re.MULTILINE)


def proven(rows: Sequence[RawRow], template: Template, days: int | None = None) -> list[RawRow]:
    """The rows, each in doubt whose cells are not proven, and all of them where most are not.

    ``days`` counts the days that stand on a line of their own in a table whose columns are run together: where
    rows have taken fewer, a row without a 変更日 may have lost its own, and one without a 説明 too.
    """
    told = [in_doubt(row, *_reasons(row, template)) for row in rows]
    if days is not None and any(row.explanation for row in rows):
        told = [row if row.explanation else in_doubt(row, "説明の欄に文字がありません") for row in told]
    if days is not None and days > sum(bool(row.date) for row in rows):
        told = [row if row.date else in_doubt(row, "どの行のものか決められない変更日があります") for row in told]
    for number, row in enumerate(told[1:], start=1):
        if swallows(told[number - 1]):
            told[number] = in_doubt(row, "前の行の説明に、この行の記載が続いているおそれがあります")
    if sum(bool(row.doubts) for row in told) > _MOST_DOUBTED * len(told):
        told = [row if row.doubts else in_doubt(row, _UNPROVEN) for row in told]
    return told


def swallows(row: RawRow) -> bool:
    """Whether the explanation goes on behind its end: there the next row may have been taken in."""
    text = row.explanation.rstrip()
    return "。" in text[:-1] and not text.endswith(("。", "）", ")"))


def _reasons(row: RawRow, template: Template) -> list[str]:
    reasons = list[str]()
    if row.date and not (is_ditto(row.date) or _is_day(row.date)):
        reasons.append("変更日の欄に日付でない文字があります")
    if not _is_item(row.item, template):
        reasons.append("項目の欄から項目を一つに決められません")
    if bare(row.timing) not in {bare(word) for word in words().timings}:
        reasons.append("提出時期の欄を確かめられません")
    if not (row.before.strip() and row.after.strip()):
        reasons.append("変更前か変更後の欄に文字がありません")
    if any(map(_is_cut, (row.before, row.after, row.explanation))):
        reasons.append("欄の文章が途中で切れています")
    if any(_is_item_line(line, template) for text in (row.before, row.after) for line in text.split("\n")):
        reasons.append("記載の欄に、ほかの行の項目と見える文字があります")
    if _holds_label(row, template):
        reasons.append("項目の名前の続きが、変更前の欄に入っているおそれがあります")
    if swallows(row) or elided(row.explanation):
        reasons.append("説明の欄に、次の行の記載が続いているおそれがあります")
    return reasons


def _holds_label(row: RawRow, template: Template) -> bool:
    """Whether 変更前 begins with the name of the item that 項目 gives by number, or with its end that 項目 lacks."""
    labels = [
        key(item.label) for path in resolve(row.item, template).paths if (item := template.item(path)) is not None
    ]
    before, after, named = key(row.before), key(row.after), key(row.item)
    cuts = ((label[:cut], label[cut:]) for label in labels for cut in range(2, len(label)))
    if any(named.endswith(begun) and before.startswith(rest) for begun, rest in cuts):
        return True
    return any(label and before.startswith(label) and not after.startswith(label) for label in labels)


def _is_day(text: str) -> bool:
    squeezed = bare(text)
    spans = list(find_dates(squeezed))
    return len(spans) == 1 and spans[0].day is not None and (spans[0].start, spans[0].end) == (0, len(squeezed))


def _is_item(text: str, template: Template) -> bool:
    if bare(text) in words().whole:
        return True
    if len(text) > _LONGEST_ITEM or "。" in text:
        return False
    found = resolve(text, template)
    return bool(found.paths) and not found.reason


def _is_item_line(line: str, template: Template) -> bool:
    return bool(_ADDRESS.match(line)) and _is_item(line, template)


def _is_cut(text: str) -> bool:
    if not text.strip() or is_dash(text):
        return False
    plain = _LIST.sub("", text)
    uneven = any(sum(map(plain.count, opening)) != sum(map(plain.count, closing)) for opening, closing in _BRACKETS)
    return uneven or bool(CANNOT_START.match(text.strip()) or CANNOT_END.search(text.strip()))
