"""Rows into the 変更箇所 sheet of an officer's own workbook: its other cells, styles and parts stay as they were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from piadiff.model.draft_table import COLUMNS
from piadiff.model.table_place import CellText, NewRow, TableStretch
from piadiff.writers.kept.parts import entry, refused, with_parts
from piadiff.writers.kept.sheet import CELL_CHARACTERS, SheetPart

_NAMES = dict(zip(("date", "item", "before", "after", "timing", "explanation"), COLUMNS, strict=True))
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_ROOM = "Excelで開き、表の下に空の行を {count}行挿入して保存してから、もう一度実行してください"


def with_rows(
    data: bytes, name: str, place: Sequence[TableStretch], edits: Sequence[CellText], rows: Sequence[NewRow]
) -> tuple[bytes, tuple[str, ...]]:
    """The workbook with texts written over and rows below the last one, and what a person should look at.

    Raises:
        WrongCallError: When it cannot be done without touching anything else; the message says why.
    """
    sheets = {each.part: SheetPart(entry(data, each.part), f"{name}（{each.title}）") for each in place}
    numbers = [(each, own) for each in place for own in each.rows]
    for edit in edits:
        stretch, own = numbers[edit.number]
        sheets[stretch.part].write_over(_column(stretch, edit.column, name), own, _held(edit.text, name))
    last = place[-1]
    notes = _added(sheets[last.part], last, rows, name) if rows else ()
    changed = {part: sheet.written() for part, sheet in sheets.items() if sheet.touched}
    return with_parts(data, changed, name), notes


def _column(stretch: TableStretch, column: str, name: str) -> int:
    if column not in stretch.columns:
        raise refused(
            f"シート「{stretch.title}」の表に、「{_NAMES[column]}」の列がありません",
            name,
            "表の見出しを確かめてください",
        )
    return stretch.columns[column][0]


def _held(text: str, name: str) -> str:
    """Text as a cell holds it."""
    if len(text) > CELL_CHARACTERS:
        raise refused(
            f"1つのセルに入らない長さの記載があります（{len(text):,}文字）", name, "その行を手で分けて書いてください"
        )
    return _ESCAPE.sub("_x005F_", text)


def _added(sheet: SheetPart, stretch: TableStretch, rows: Sequence[NewRow], name: str) -> tuple[str, ...]:
    """Put rows below a table."""
    columns = {column: left for column, (left, _) in stretch.columns.items()}
    span = min(left for left, _ in stretch.columns.values()), max(right for _, right in stretch.columns.values())
    model = next((own for own in reversed(stretch.rows)), None)
    free = sheet.free_rows(stretch.end, len(rows), sorted(columns.values()), stretch.covered)
    if len(free) < len(rows):
        raise refused(
            f"シート「{stretch.title}」の表の下に、{len(rows)}行を書く空きがありません"
            f"（{stretch.end + len(free) + 1}行目に、ほかの記載か図、隠れた行があります）",
            name,
            _ROOM.format(count=len(rows)),
        )
    for own, row in zip(free, rows, strict=True):
        texts = {_column(stretch, column, name): _held(text, name) for column, text in row.cells.items() if text}
        sheet.write_row(own, texts, span, model or (stretch.head - 1, stretch.head))
    for begin, end in _same_days(rows) if "date" in columns else ():
        sheet.merge((free[begin][0], columns["date"]), (free[end][1] - 1, stretch.columns["date"][1] - 1))
    return tuple(_notes(sheet, stretch, free))


def _same_days(rows: Sequence[NewRow]) -> Iterable[tuple[int, int]]:
    """(first, last) of rows that share one date cell."""
    starts = [number for number, row in enumerate(rows) if not row.same_day]
    for begin, behind in zip(starts, [*starts[1:], len(rows)], strict=True):
        if behind - begin > 1:
            yield begin, behind - 1


def _notes(sheet: SheetPart, stretch: TableStretch, free: Sequence[tuple[int, int]]) -> Iterable[str]:
    if stretch.printed is not None and free[-1][1] > stretch.printed:
        yield (
            f"シート「{stretch.title}」の印刷範囲は {stretch.printed}行目までです。"
            f"書いた行（{free[-1][1]}行目まで）が印刷されるように、印刷範囲を広げてください"
        )
    if sheet.cut:
        listed = "、".join(str(row + 1) for row, _ in groupby(sorted(sheet.cut)))
        yield f"シート「{stretch.title}」の {listed}行目は、Excelの行の高さの上限では全部は見えません"
