"""The forms of a registry → the page that lists them; nothing is fetched from outside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from piadiff.model import Acceptance, FormKind, Level
from piadiff.model.across import Across
from piadiff.model.point import Shared
from piadiff.writers.report.dues import year
from piadiff.writers.report.frame import KEYS, Footing, framed, row
from piadiff.writers.report.history import Summary
from piadiff.writers.report.scripts import script_value

INDEX = "index.html"
"""File name of the page that lists the forms."""
ACROSS = "across.html"
_LIST = "index-list.js"
_PART = 100
"""Forms on one page of the list."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be said of a registry as a whole.

    Attributes:
        remarks: What could not be read.
        unused: Entries of the register that nothing needed.
        points: What to raise first.
        across: What only shows across the forms.
    """

    remarks: Sequence[str] = ()
    unused: Sequence[Acceptance] = ()
    points: Sequence[Shared] = ()
    across: Across = field(default_factory=Across)


def list_files(forms: Sequence[Summary], footing: Footing, told: Told) -> Iterator[tuple[str, str]]:
    """The pages that list the forms, the first one last; a long list is cut, and lies whole in a script beside them."""
    listing = _Listing(sorted(forms, key=_in_list), footing, told)
    yield ACROSS, listing.across()
    count = max(1, -(-len(forms) // _PART))
    if count > 1:
        yield _LIST, listing.whole()
    for number in range(count, 0, -1):
        yield _name(number), listing.part(number, count)


@dataclass(frozen=True, slots=True)
class _Listing:
    """The forms in their order, with what is said of all of them."""

    forms: Sequence[Summary]
    footing: Footing
    told: Told

    @property
    def _has(self) -> dict[str, list[str]]:
        """Which of the points to raise first each form has."""
        having = {form.path: list[str]() for form in self.forms}
        for each in self.told.points:
            for path in each.forms:
                having[path].append(each.point.id)
        return having

    def whole(self) -> str:
        """All rows as a script."""
        has = self._has
        rows = [row("report_row.html.j2", self.footing, form=form, has=has) for form in self.forms]
        return f"report.list({script_value(''.join(rows))});\n"

    def part(self, number: int, count: int) -> str:
        """One page of the list."""
        forms, day = self.forms, self.footing.as_of
        dues = sorted(due for form in forms if (due := form.deadlines.assessment))
        return framed(
            "report_index.html.j2",
            ("report_index.js",),
            self.footing,
            forms=forms[(number - 1) * _PART : number * _PART],
            part=number,
            parts=count,
            part_name=_name,
            list_name=_LIST,
            total=len(forms),
            told=self.told,
            by_path={form.path: form for form in forms},
            has=self._has,
            keys=KEYS,
            kinds=[kind for kind in FormKind if any(form.kind is kind for form in forms)],
            totals=[sum(form.levels[place] for form in forms) for place in range(len(Level))],
            undated=sum(form.published is None for form in forms),
            next_due=next((due for due in dues if day is None or due >= day), None),
            overdue=sum(due < day for due in dues) if day else 0,
        )

    def across(self) -> str:
        """What only shows across the forms."""
        return framed(
            "report_across.html.j2",
            ("report_across.js",),
            self.footing,
            across=self.told.across,
            by_path={form.path: form for form in self.forms},
            keys=KEYS[-1:],
            year=year(self.forms, self.footing.as_of or self.footing.made),
        )


def _name(part: int) -> str:
    return INDEX if part == 1 else f"index-{part}.html"


def _in_list(form: Summary) -> tuple[str, list[str | int], str]:
    """Place in the list: by organ and number, 2 before 10."""
    parts = re.split(r"(\d+)", form.number)
    return form.organ, [int(part) if place % 2 else part for place, part in enumerate(parts)], form.path
