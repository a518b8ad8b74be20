"""A registry → the pages of its offline report."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from piadiff.pipeline.auditing import audit_form
from piadiff.pipeline.days import Days
from piadiff.pipeline.judging import judge
from piadiff.pipeline.storing import histories
from piadiff.writers.report import FormHistory
from piadiff.writers.report import render as render_report


def report(folder: Path | None, days: Days) -> dict[str, str]:
    """Pages of the offline report on a registry, by file name."""
    found = []
    for path, history in histories(folder):
        steps = tuple(judge(old.form, new.form, Days()) for old, new in pairwise(history))
        seen = audit_form(history[-1].form, history, days)
        found.append(FormHistory(path, history, steps, seen))
    return render_report(found)
