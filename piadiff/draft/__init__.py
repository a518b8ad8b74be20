"""Findings → 変更箇所 rows that an officer only has to sign, and what officers decided about them."""

from piadiff.draft.coverage import Coverage, coverage
from piadiff.draft.decisions import (
    Accepted,
    Decision,
    accept,
    decision_for,
    fingerprint,
    load_decisions,
    read_decisions,
    save_decision,
    write_decision,
)
from piadiff.draft.drafting import Granularity, draft
from piadiff.draft.style import Style, default_style, load_style, read_style

__all__ = [
    "Accepted",
    "Coverage",
    "Decision",
    "Granularity",
    "Style",
    "accept",
    "coverage",
    "decision_for",
    "default_style",
    "draft",
    "fingerprint",
    "load_decisions",
    "load_style",
    "read_decisions",
    "read_style",
    "save_decision",
    "write_decision",
]
