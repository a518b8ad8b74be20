"""Draft → 新旧対照表 as one HTML file: offline, printable on A4 landscape, usable by keyboard."""

from __future__ import annotations

from collections import Counter
from typing import Any

from piadiff.model import Draft, DraftRow, Verdict
from piadiff.model.draft_table import COLUMNS
from piadiff.text import wareki
from piadiff.writers.characters import printable
from piadiff.writers.draft.table import PLAIN, Piece, TableOptions, decider, notes, official_cells, pieces, remarks
from piadiff.writers.pages import page, shipped


def _rank(verdict: Verdict) -> int:
    """Place of a verdict, the heaviest first; the style sheet colours by it."""
    return Verdict.REDO.weight - verdict.weight + 1


def _row(row: DraftRow) -> dict[str, Any]:
    date, item, _, _, timing, explanation = map(printable, official_cells(row))
    return {
        "date": date,
        "item": item,
        "label": printable(row.label),
        "before": [Piece(printable(piece.text), piece.marked) for piece in pieces(row, new=False)],
        "after": [Piece(printable(piece.text), piece.marked) for piece in pieces(row, new=True)],
        "timing": timing,
        "explanation": explanation,
        "explained_by_person": "説明" in row.decided,
        "remarks": remarks(row),
        "verdict": str(row.verdict),
        "rank": _rank(row.verdict),
        "by_person": row.decided_by != "rule",
        "decider": decider(row),
        "decided": "、".join(row.decided),
        "reason": row.reason,
        "until": wareki(row.until) if row.until else "",
        "effective": wareki(row.effective) if row.effective else "",
        "rules": "、".join(row.rule_names),
        "basis": "、".join(row.basis),
        "fingerprint": row.fingerprint,
    }


def draft_html(draft: Draft, options: TableOptions = PLAIN) -> str:
    """The page."""
    counts = Counter(row.verdict for row in draft.rows)
    return page(
        "draft.html.j2",
        title="変更箇所（新旧対照表）",
        heading=printable(options.heading),
        columns=COLUMNS,
        rows=[_row(row) for row in draft.rows],
        counts=[(str(verdict), counts[verdict], _rank(verdict)) for verdict in Verdict if counts[verdict]],
        notes=[printable(note) for note in notes(draft)],
        css=shipped("draft.css"),
        script=shipped("draft.js"),
    )
