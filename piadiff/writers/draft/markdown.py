"""Draft → a Markdown table that says what it says: nothing in a cell is read as markup."""

from __future__ import annotations

from piadiff.model import Draft, DraftRow
from piadiff.model.draft_table import COLUMNS
from piadiff.writers.draft.table import PLAIN, Piece, TableOptions, decider, notes, official_cells, pieces
from piadiff.writers.markdown_text import escaped


def _marked(piece: Piece, tag: str) -> str:
    text = escaped(piece.text)
    return f"<{tag}>{text}</{tag}>" if piece.marked and piece.text.strip() else text


def _cells(row: DraftRow, *, marked: bool) -> list[str]:
    date, item, _, _, timing, explanation = official_cells(row)
    before = "".join(_marked(piece, "del") for piece in pieces(row, new=False, marked=marked))
    after = "".join(_marked(piece, "ins") for piece in pieces(row, new=True, marked=marked))
    return [escaped(date), escaped(item), before, after, escaped(timing), escaped(explanation)]


def draft_markdown(draft: Draft, options: TableOptions = PLAIN) -> str:
    """The rows as one table, with what is folded and decided below."""
    more = [] if options.official_only else ["判定", "決定者"]
    heads = [*COLUMNS, *more]
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    for row in draft.rows:
        own = [] if options.official_only else [escaped(str(row.verdict)), escaped(decider(row))]
        lines.append(f"| {' | '.join([*_cells(row, marked=not options.official_only), *own])} |")
    above = [f"## {escaped(options.heading)}", ""] if options.heading else []
    below = [] if options.official_only else [f"- {escaped(note)}" for note in notes(draft)]
    return "\n".join([*above, *lines, *([""] if below else []), *below]) + "\n"
