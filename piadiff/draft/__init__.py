"""Findings → 変更箇所 rows that an officer only has to sign, and what officers decided about them."""

from piadiff.draft.coverage import Coverage, coverage
from piadiff.draft.decisions import (
    Accepted,
    Decision,
    accept,
    decision_for,
    fingerprint,
    load_decisions,
    on_top,
    read_decisions,
    save_decision,
    write_decision,
)
from piadiff.draft.drafting import Granularity, draft
from piadiff.draft.into import Placed, into
from piadiff.draft.multi import review
from piadiff.draft.style import Style, default_style, load_style, read_style
from piadiff.draft.summary import summary

__all__ = [
    "Accepted",
    "Coverage",
    "Decision",
    "Granularity",
    "Placed",
    "Style",
    "accept",
    "coverage",
    "decision_for",
    "default_style",
    "draft",
    "fingerprint",
    "into",
    "load_decisions",
    "load_style",
    "on_top",
    "read_decisions",
    "read_style",
    "review",
    "save_decision",
    "summary",
    "write_decision",
]
