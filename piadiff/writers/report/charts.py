"""Changes per revision as bars, and items by revisions as a map."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from piadiff.model import Form, ItemPath, Verdict
from piadiff.writers.report.changes import Entry, Revision

SYMBOLS = ("◆", "●", "？", "○")
"""Marks of the verdicts, heaviest first, that distinguish them without colour."""

_BAR, _BAR_HEIGHT, _UNIT = 420, 20, 16


def bars_width(shown: Sequence[Revision]) -> float:
    """How wide one change is drawn, so that the longest bar fits."""
    most = max((len(revision.entries) for revision in shown), default=1) or 1
    return min(_UNIT, _BAR / most)


def bar(revision: Revision, width: float) -> Markup:
    """Changes of one revision by verdict, as one bar; the numbers stand in the table around it."""
    told = "、".join(f"{verdict} {count}" for verdict, count in zip(Verdict, revision.counts, strict=True) if count)
    at, parts = 1.0, []
    for rank, count in enumerate(revision.counts):
        long = count * width
        if count:
            parts.append(f'<rect class="f-{rank}" x="{at:.1f}" y="1" width="{long:.1f}" height="{_BAR_HEIGHT - 2}"/>')
        at += long
    head = f'<svg class="bar" role="img" width="{at + 1:.0f}" height="{_BAR_HEIGHT}" aria-label="{escape(told)}">'
    return Markup(f"{head}{''.join(parts)}</svg>")  # noqa: S704 - numbers and escaped text


def heat(shown: Sequence[Revision], newest: Form) -> list[tuple[ItemPath, tuple[str, list[Entry | None]]]]:
    """Items × revisions: each item that ever changed or is not certain, with its label and its changes."""
    rows: dict[ItemPath, list[Entry | None]] = {}
    labels: dict[ItemPath, str] = {}
    for place, revision in enumerate(shown):
        known = revision.version.form.by_path
        for path in revision.version.form.uncertain:
            rows.setdefault(path, [None] * len(shown))
            labels.setdefault(path, known[path].label if path in known else "")
        for entry in revision.entries:
            rows.setdefault(entry.path, [None] * len(shown))[place] = entry
            labels[entry.path] = entry.label
    order = {item.path: place for place, item in enumerate(newest.items)}
    ordered = sorted(rows, key=lambda path: (order.get(path, len(order)), str(path)))
    return [(path, (labels[path], rows[path])) for path in ordered]
