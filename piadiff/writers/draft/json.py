"""Draft → the JSON object of the contract ``piadiff/draft/1``."""

from __future__ import annotations

from typing import Any

from piadiff.model import Draft, DraftRow, Fold
from piadiff.writers.beside_json import late, opinion, pair, unread
from piadiff.writers.draft.table import PLAIN, TableOptions
from piadiff.writers.json_contract import dumps


def draft_row(row: DraftRow) -> dict[str, Any]:
    """One row as ``piadiff draft --json`` gives it."""
    return {
        "date": row.date.isoformat() if row.date else None,
        "item": row.item,
        "paths": [str(path) for path in row.paths],
        "before": row.before,
        "after": row.after,
        "timing": str(row.timing),
        "explanation": row.explanation,
        "verdict": str(row.verdict),
        "rules": list(row.rules),
        "decided_by": row.decided_by,
        "decided": list(row.decided),
        "reason": row.reason,
        "until": row.until.isoformat() if row.until else None,
        "effective": row.effective.isoformat() if row.effective else None,
        "basis": list(row.basis),
        "cause": row.cause,
        "missing": list(row.missing),
        "notes": list(row.notes),
        "edits": [[edit.op, edit.text] for edit in row.edits],
        "fingerprint": row.fingerprint,
        **({"opinion": opinion(row.opinion, row.verdict)} if row.opinion else {}),
    }


def _fold(fold: Fold) -> dict[str, Any]:
    return {
        "reason": fold.reason,
        "paths": [str(path) for path in fold.paths],
        "before": fold.before,
        "after": fold.after,
        "verdict": str(fold.verdict),
        "timing": str(fold.timing),
        "row": fold.row,
    }


def draft_json(draft: Draft, options: TableOptions = PLAIN) -> str:  # noqa: ARG001 - same shape as the other writers
    """The object as text."""
    return dumps(draft_object(draft))


def draft_object(draft: Draft) -> dict[str, Any]:
    """``piadiff draft``."""
    return {
        "schema": "piadiff/draft/1",
        "rows": [draft_row(row) for row in draft.rows],
        "folded": [_fold(fold) for fold in draft.folded],
        "unused_decisions": list(draft.unused_decisions),
        "pair": pair(draft.pair),
        "late": late(draft.late),
        "unread": unread(draft.unread),
    }
