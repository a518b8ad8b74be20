"""Draft → an Excel workbook that looks like the official table and can be given back with an officer's words."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from wcwidth import wcswidth
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from piadiff.model import Draft, DraftRow, Timing, Verdict
from piadiff.model.draft_table import COLUMNS, CONTINUED, MORE_COLUMNS, SHEET
from piadiff.writers.characters import printable
from piadiff.writers.draft.table import PLAIN, Piece, TableOptions, more_cells, notes, official_cells, pieces
from piadiff.writers.packed import repacked

NOTES_SHEET = "まとめと決定"
_NOTES_WIDTH = 105

_WIDTHS = (13, 19, 46, 46, 7, 27, 9, 30, 26, 30, 14, 16, 13, 24, 14, 30, 14, 14)
_BY_PERSON = ("決定者", "人が決めた欄", "決定の理由", "決定の期限")
_HIDDEN = frozenset(MORE_COLUMNS[-2:])
_FONT = {"font_name": "ＭＳ ゴシック", "font_size": 9}
_DELETED = {"font_color": "#C00000", "font_strikeout": True}
_INSERTED = {"font_color": "#C00000", "underline": 1}
_HEAVY = {
    Verdict.REDO: {"bold": True, "bg_color": "#F4B6B6"},
    Verdict.SIGNIFICANT: {"bold": True, "bg_color": "#F8CBAD"},
    Verdict.UNDECIDED: {"bold": True, "italic": True, "bg_color": "#FFE699"},
}
_FIXED = datetime.datetime(2024, 10, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
# Excel shows no row higher than 409 points and no cell longer than 32,767 characters.
_LINES, _LINE_LENGTH, _LINE_HEIGHT = 30, 25, 12


@dataclass(frozen=True)
class _Formats:
    head: Any
    more_head: Any
    cell: Any
    centre: Any
    more: Any
    person: Any
    plain: Any
    marked: tuple[Any, ...]
    marked_cell: tuple[Any, ...]
    title: Any
    heavy: dict[Verdict, Any]

    @classmethod
    def of(cls, book: Workbook) -> _Formats:
        boxed = {**_FONT, "border": 1, "text_wrap": True, "valign": "top"}
        grey = {**boxed, "font_color": "#555555"}
        return cls(
            head=book.add_format(
                {**boxed, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E7E6E6"}
            ),
            more_head=book.add_format({**grey, "align": "center", "valign": "vcenter", "bg_color": "#F5F5F5"}),
            cell=book.add_format(boxed),
            centre=book.add_format({**boxed, "align": "center"}),
            more=book.add_format(grey),
            person=book.add_format({**boxed, "bold": True, "bg_color": "#FFF2CC"}),
            plain=book.add_format(_FONT),
            marked=tuple(book.add_format({**_FONT, **mark}) for mark in (_DELETED, _INSERTED)),
            marked_cell=tuple(book.add_format({**boxed, **mark}) for mark in (_DELETED, _INSERTED)),
            heavy={verdict: book.add_format({**boxed, **look}) for verdict, look in _HEAVY.items()},
            title=book.add_format({"font_name": "ＭＳ ゴシック", "font_size": 11, "bold": True}),
        )


def _height(cells: Sequence[str], widths: Sequence[int] = _WIDTHS) -> float:
    """Row height in points that shows the official cells in full: not every spreadsheet fits rows by itself."""
    lines = 1
    for text, width in zip(cells, widths, strict=False):
        fit = width * 7 // 6 - 1  # half-width characters of 9 points in a column of so many default characters
        lines = max(lines, sum(-(-max(wcswidth(line), 1) // fit) for line in text.split("\n")))
    return min((lines + lines // 10) * _LINE_HEIGHT + 4, 409)


def _lines(piece: Piece) -> Iterator[Piece]:
    """A piece cut at line breaks, each break kept at the end of its line."""
    for line in printable(piece.text).splitlines(keepends=True):
        for start in range(0, len(line), _LINES * _LINE_LENGTH):
            yield Piece(line[start : start + _LINES * _LINE_LENGTH], piece.marked)


def chunks(cell: Sequence[Piece]) -> list[list[Piece]]:
    """A cell cut into what Excel can show in one row each."""
    parts: list[list[Piece]] = [[]]
    height = width = 0
    for piece in (line for whole in cell for line in _lines(whole)):
        wide = width + len(piece.text.rstrip("\n"))
        if height + wide // _LINE_LENGTH >= _LINES and parts[-1]:
            parts.append([])
            height, wide = 0, len(piece.text)
        parts[-1].append(piece)
        if piece.text.endswith("\n"):
            height, width = height + 1 + max(wide - 1, 0) // _LINE_LENGTH, 0
        else:
            width = wide
    return parts


class _Table:
    """Writes the rows of a draft below the header."""

    def __init__(self, sheet: Worksheet, formats: _Formats, options: TableOptions, top: int) -> None:
        self.sheet, self.formats, self.options, self.at = sheet, formats, options, top

    def row(self, row: DraftRow) -> None:
        """One row, and as many continued rows as Excel needs to show it."""
        marked = not self.options.official_only
        before, after = (chunks(pieces(row, new=new, marked=marked)) for new in (False, True))
        for part in range(max(len(before), len(after))):
            old, new = before[part : part + 1], after[part : part + 1]
            self._official(row, old[0] if old else [], new[0] if new else [], continued=part > 0)
            if not self.options.official_only:
                self._more(row, continued=part > 0)
            self.at += 1

    def _official(self, row: DraftRow, old: list[Piece], new: list[Piece], *, continued: bool) -> None:
        formats, sheet = self.formats, self.sheet
        date, item, _, _, timing, explanation = official_cells(row)
        item = f"{item}{CONTINUED}" if continued else item
        own = formats.person if "説明" in row.decided and not self.options.official_only else formats.cell
        sheet.write_string(self.at, 0, "" if continued else date, formats.centre)
        sheet.write_string(self.at, 1, printable(item), formats.cell)
        self._pieces(2, old, new=False)
        self._pieces(3, new, new=True)
        sheet.write_string(self.at, 4, "" if continued else timing, formats.centre)
        sheet.write_string(self.at, 5, "" if continued else printable(explanation), own)
        shown = [date, item, *("".join(piece.text for piece in side) for side in (old, new)), timing, explanation]
        sheet.set_row(self.at, _height(shown[:4] if continued else shown))
        if not continued:
            sheet.data_validation(self.at, 4, self.at, 4, _choice(tuple(filter(None, Timing)), "提出時期"))

    def _pieces(self, column: int, parts: Sequence[Piece], *, new: bool) -> None:
        """A cell with its changed words as rich text."""
        told, formats = [piece for piece in parts if piece.text], self.formats
        if len({piece.marked for piece in told}) < 2:
            whole = formats.marked_cell[new] if told and told[0].marked else formats.cell
            self.sheet.write_string(self.at, column, "".join(piece.text for piece in told), whole)
            return
        fragments = [
            part for piece in told for part in (formats.marked[new] if piece.marked else formats.plain, piece.text)
        ]
        self.sheet.write_rich_string(self.at, column, *fragments, formats.cell)

    def _more(self, row: DraftRow, *, continued: bool) -> None:
        cells = more_cells(row)
        for offset, text in enumerate(cells):
            kept = text if not continued or MORE_COLUMNS[offset] in _HIDDEN else ""
            by_person = row.decided_by != "rule" and MORE_COLUMNS[offset] in _BY_PERSON
            heavy = (
                self.formats.heavy.get(row.verdict) if MORE_COLUMNS[offset] in ("判定", "足りない事実・注") else None
            )
            style = self.formats.person if by_person else heavy or self.formats.more
            self.sheet.write_string(self.at, len(COLUMNS) + offset, printable(kept), style)
        if not continued:
            column = len(COLUMNS)
            self.sheet.data_validation(self.at, column, self.at, column, _choice(tuple(Verdict), "判定"))


def _choice(values: Sequence[str], name: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": [str(value) for value in values],
        "error_title": name,
        "error_message": f"{'、'.join(values)} から選んでください。",
    }


def _page(sheet: Worksheet, head: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.repeat_rows(head)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P／&N")
    sheet.freeze_panes(head + 1, 2)


def _notes(book: Workbook, draft: Draft, formats: _Formats) -> None:
    told = list(notes(draft))
    if not told:
        return
    sheet = book.add_worksheet(NOTES_SHEET)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C&P／&N")
    sheet.set_column(0, 0, _NOTES_WIDTH)
    sheet.write_string(0, 0, "まとめた変更の箇所と、人の決定", formats.head)
    for at, note in enumerate(told, start=1):
        sheet.write_string(at, 0, printable(note), formats.cell)
        sheet.set_row(at, _height((note,), (_NOTES_WIDTH,)))


def draft_xlsx(draft: Draft, options: TableOptions = PLAIN) -> bytes:
    """A workbook: six official columns in the print area, the rest to the right, the fingerprint hidden."""
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": options.heading or SHEET, "author": "piadiff", "created": _FIXED})
    formats = _Formats.of(book)
    sheet = book.add_worksheet(SHEET)
    head = 1 if options.heading else 0
    if options.heading:
        sheet.write_string(0, 0, printable(options.heading), formats.title)
    columns = COLUMNS if options.official_only else (*COLUMNS, *MORE_COLUMNS)
    for index, name in enumerate(columns):
        hidden = {"hidden": True} if name in _HIDDEN else {}
        sheet.set_column(index, index, _WIDTHS[index], None, hidden)
        sheet.write_string(head, index, name, formats.head if index < len(COLUMNS) else formats.more_head)
    table = _Table(sheet, formats, options, head + 1)
    for row in draft.rows:
        table.row(row)
    _page(sheet, head)
    sheet.print_area(0, 0, max(table.at - 1, head), len(COLUMNS) - 1)
    if not options.official_only:
        _notes(book, draft, formats)
    book.close()
    return repacked(stream.getvalue())
