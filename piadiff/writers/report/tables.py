"""Findings of a form → CSV and Excel tables with columns for the department to fill in."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Mapping, Sequence

from xlsxwriter import Workbook

from piadiff.model.answer import COLUMNS, FILLED, RESPONSES, SHEET
from piadiff.writers.characters import printable
from piadiff.writers.draft.csv import neutral
from piadiff.writers.packed import repacked
from piadiff.writers.report.findings import LEVELS, OPEN, Seen
from piadiff.writers.report.history import About

_WIDTHS = (5, 22, 8, 7, 26, 22, 8, 6, 44, 40, 32, 11, 13, 13, 14)
_FIXED = datetime.datetime(2024, 10, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
_BOXED = {"font_name": "ＭＳ ゴシック", "font_size": 9, "border": 1, "text_wrap": True, "valign": "top"}
_HOW = "「対応」に「受容」と書いた行は、所見（受容する理由）・担当者・期限も書いてください。"


def lines(form: str, found: Sequence[Seen], checks: Mapping[str, About]) -> list[tuple[str, ...]]:
    """The cells of the table; what people already said stands in the columns to fill in."""
    return [(str(number), form, *_cells(each, checks)) for number, each in enumerate(found, 1)]


def _cells(each: Seen, checks: Mapping[str, About]) -> tuple[str, ...]:
    seen, entry = each.observation, each.noted.acceptance
    until = str(entry.until) if entry and entry.until else ""
    return (
        LEVELS[seen.level],
        seen.check,
        checks[seen.check].title if seen.check in checks else "",
        str(seen.path or ""),
        str(seen.row or ""),
        f"第{each.version}版",
        seen.message,
        "\n".join(seen.evidence),
        each.said.reason if each.said else "",
        each.state if each.state != OPEN else "",
        each.said.person if each.said else "",
        until,
        seen.fingerprint,
    )


def findings_csv(told: Sequence[Sequence[str]]) -> bytes:
    """UTF-8 with a byte order mark and CRLF; no cell is taken for a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([neutral(cell) for cell in line] for line in told)
    return stream.getvalue().encode("utf-8-sig", errors="replace")


def findings_xlsx(told: Sequence[Sequence[str]]) -> bytes:
    """A workbook with a list of responses to choose from; the same bytes for the same findings."""
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": SHEET, "author": "piadiff", "created": _FIXED})
    head = book.add_format({**_BOXED, "bold": True, "bg_color": "#E7E6E6"})
    cell = book.add_format(_BOXED)
    own = book.add_format({**_BOXED, "bg_color": "#FFF9E5"})
    sheet = book.add_worksheet(SHEET)
    for column, (name, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    for at, line in enumerate(told, 1):
        for column, text in enumerate(line):
            sheet.write_string(at, column, printable(text)[:32_000], own if COLUMNS[column] in FILLED else cell)
    column = COLUMNS.index("対応")
    sheet.data_validation(
        1,
        column,
        max(len(told), 1),
        column,
        {"validate": "list", "source": list(RESPONSES), "input_title": "対応", "input_message": _HOW},
    )
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(told), 1), len(COLUMNS) - 1)
    book.close()
    return repacked(stream.getvalue())
