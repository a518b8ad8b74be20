"""The forms of a registry → the page that lists them; nothing is fetched from outside."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from piadiff.model import Acceptance, FormKind, Level
from piadiff.model.point import Shared
from piadiff.writers.report.frame import KEYS, Footing, framed
from piadiff.writers.report.history import Summary

INDEX = "index.html"
"""File name of the page that lists the forms."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be said of a registry as a whole.

    Attributes:
        remarks: What could not be read.
        unused: Entries of the register that nothing needed.
        points: What to raise first.
    """

    remarks: Sequence[str] = ()
    unused: Sequence[Acceptance] = ()
    points: Sequence[Shared] = ()


def index_page(forms: Sequence[Summary], footing: Footing, told: Told) -> str:
    """The page that lists the forms."""
    dues = sorted(day for form in forms if (day := form.deadlines.assessment))
    return framed(
        "report_index.html.j2",
        ("report_index.js",),
        footing,
        forms=sorted(forms, key=_in_list),
        remarks=told.remarks,
        unused=told.unused,
        points=told.points,
        by_path={form.path: form for form in forms},
        has={form.path: [each.point.id for each in told.points if form.path in each.forms] for form in forms},
        keys=KEYS,
        kinds=[kind for kind in FormKind if any(form.kind is kind for form in forms)],
        totals=[sum(form.levels[place] for form in forms) for place in range(len(Level))],
        undated=sum(form.published is None for form in forms),
        next_due=next((day for day in dues if footing.as_of is None or day >= footing.as_of), None),
        overdue=sum(day < footing.as_of for day in dues) if footing.as_of else 0,
    )


def _in_list(form: Summary) -> tuple[str, list[str | int], str]:
    """Place in the list: by organ and number, 2 before 10."""
    parts = re.split(r"(\d+)", form.number)
    return form.organ, [int(part) if place % 2 else part for place, part in enumerate(parts)], form.path
