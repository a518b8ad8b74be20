"""Findings → 変更箇所 rows that an officer only has to sign, and what officers decided about them."""

from piadiff.draft.coverage import Coverage, coverage
from piadiff.draft.decisions import (
    Accepted,
    Decision,
    accept,
    drop_decision,
    fingerprint,
    on_top,
    read_decisions,
    refusal,
    write_decision,
)
from piadiff.draft.drafting import Granularity, draft, with_decisions
from piadiff.draft.into import Placed, into
from piadiff.draft.multi import review
from piadiff.draft.style import Style, default_style, read_style
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
    "default_style",
    "draft",
    "drop_decision",
    "fingerprint",
    "into",
    "on_top",
    "read_decisions",
    "read_style",
    "refusal",
    "review",
    "summary",
    "with_decisions",
    "write_decision",
]
