"""The 変更箇所 table of a text that keeps its cells apart by tabs or pipes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from piadiff.readers.change_table.cell_text import lay_out, restore_paragraphs, strip_markup
from piadiff.readers.change_table.rows import ChangeTable, RawRow, in_doubt, number_rows
from piadiff.readers.change_table.words import Column, heading_columns, is_title

REMARK = re.compile(r"^\s*[（(【＜<※]?\s*(?:備\s*考|注\s*[記釈]?|参\s*考)\s*[)）】＞>：:\s]?\s*$")
"""A line that heads the notes below a table."""


def read_marked_table(lines: Sequence[tuple[int, str]]) -> ChangeTable | None:
    """Rows of a table whose cells are kept apart, None when the text has no such table."""
    columns: tuple[Column | None, ...] | None = None
    rows: list[RawRow] = []
    used: set[int] = set()
    behind: list[tuple[int, str]] = []
    page, begun, blank = 0, False, False
    for number, text in lines:
        cells = _split(text)
        named = heading_columns([strip_markup(cell) for cell in cells]) if cells else None
        if named:
            columns, begun, page, behind = named, True, page + 1, []
            used.add(number)
        elif is_title(text):
            used.add(number)
        elif not text.strip():
            blank = True
            continue
        elif columns and cells and not _is_rule(cells) and len(cells) >= len(columns) - 1:
            for line in behind:
                rows[-1] = in_doubt(
                    _continued(rows[-1], line[1], columns, line[0]), "空行の後の文を最後の欄の続きと読みました"
                )
            rows.append(_row(cells, columns, page, number))
            behind = []
        elif columns and cells and _is_rule(cells):
            used.add(number)
        elif columns and rows and not cells and (blank or behind or REMARK.match(text)):
            behind.append((number, text))
        elif columns and rows and not cells:
            rows[-1] = _continued(rows[-1], text, columns, number)
        else:
            columns = None
        blank = False
    return number_rows(rows, used) if begun else None


def _split(text: str) -> list[str] | None:
    """Cells of a line that keeps them apart by tabs or pipes."""
    if "\t" in text.strip():
        return text.split("\t")
    stripped = text.strip()
    if stripped.startswith("|") and stripped.endswith("|") and stripped.count("|") >= 4:
        return [cell.strip().replace("<br>", "\n") for cell in re.split(r"(?<!\\)\|", stripped[1:-1])]
    return None


def _is_rule(cells: list[str]) -> bool:
    return all(re.fullmatch(r"\s*:?-{2,}:?\s*", cell) for cell in cells)


def _clean(cell: str) -> str:
    return restore_paragraphs(lay_out(strip_markup(cell)))


def _row(cells: list[str], columns: tuple[Column | None, ...], page: int, number: int) -> RawRow:
    named = {column: _clean(cell) for column, cell in zip(columns, cells, strict=False) if column}
    row = RawRow(page=page, lines=(number,), **named)  # type: ignore[arg-type]
    beside = [_clean(cell) for column, cell in zip(columns, cells, strict=False) if not column]
    beside += [_clean(cell) for cell in cells[len(columns) :]]
    told = "、".join(text for text in beside if text and not text.isdigit())
    if told:
        row = in_doubt(row, f"見出しの分からない列に記載があります: {told}")
    return row if len(cells) >= len(columns) else in_doubt(row, "列の数が見出しより少ない行です")


def _continued(row: RawRow, text: str, columns: tuple[Column | None, ...], number: int) -> RawRow:
    """A row whose last cell goes on in the next line of the source."""
    last = next(column for column in reversed(columns) if column)
    grown = f"{getattr(row, last)}\n{_clean(text)}".strip()
    return replace(row, lines=(*row.lines, number), **{last: grown})  # type: ignore[arg-type]
