"""Draft → plain text for a terminal."""

from __future__ import annotations

from tabulate import tabulate
from wcwidth import wcswidth

from piadiff.model import Draft
from piadiff.model.draft_table import COLUMNS
from piadiff.writers.draft.table import PLAIN, TableOptions, decider, notes, official_cells

_WIDTHS = (12, 16, 36, 36, 8, 30, 12)


def wrapped(text: str, width: int) -> str:
    """Lines no wider than ``width`` columns, full-width characters counted as two."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for char in paragraph.replace("\t", " "):
            if line and max(wcswidth(line + char), 0) > width:
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return "\n".join(lines)


def draft_text(draft: Draft, options: TableOptions = PLAIN) -> str:
    """The rows as a grid, with what is folded and decided below."""
    more = () if options.official_only else ("判定（決定者）",)
    rows = []
    for row in draft.rows:
        own = () if options.official_only else (f"{row.verdict}（{decider(row)}）",)
        cells = (*official_cells(row), *own)
        rows.append([wrapped(cell, width) for cell, width in zip(cells, _WIDTHS, strict=False)])
    heads = [wrapped(head, width) for head, width in zip((*COLUMNS, *more), _WIDTHS, strict=False)]
    table = tabulate(rows, headers=heads, tablefmt="grid", disable_numparse=True, preserve_whitespace=True)
    below = [] if options.official_only else [f"・{note}" for note in notes(draft)]
    above = [options.heading] if options.heading else []
    return "\n".join([*above, table, *below]) + "\n"
