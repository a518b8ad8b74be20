"""Draft → CSV that Excel opens as text: no cell is taken for a formula, and every cell reads back equal."""

from __future__ import annotations

import csv
import io
import re

from piadiff.model import Draft
from piadiff.model.draft_table import COLUMNS, MORE_COLUMNS
from piadiff.writers.draft.table import PLAIN, TableOptions, more_cells, official_cells

# Japanese Excel takes full-width signs for formulas too; a lone 「－」 is no formula.
_FORMULA = re.compile(r"'*(?:[=+\-@\t\r\n]|[＝＋－＠](?=.))", re.DOTALL)


def neutral(cell: str) -> str:
    """A cell that a spreadsheet takes for text."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def original(cell: str) -> str:
    """The cell behind ``neutral``."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def draft_csv(draft: Draft, options: TableOptions = PLAIN) -> bytes:
    """UTF-8 with a byte order mark and CRLF, the six official columns first."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS if options.official_only else (*COLUMNS, *MORE_COLUMNS))
    for row in draft.rows:
        cells = official_cells(row) if options.official_only else (*official_cells(row), *more_cells(row))
        writer.writerow([neutral(cell) for cell in cells])
    return stream.getvalue().encode("utf-8-sig", errors="replace")


def read_csv(data: bytes) -> list[dict[str, str]]:
    """Rows of such a file by column, as they were before they were made safe."""
    stream = io.StringIO(data.decode("utf-8-sig"), newline="")
    return [{head: original(cell) for head, cell in row.items()} for row in csv.DictReader(stream)]
