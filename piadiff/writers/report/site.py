"""Versions, changes and observations of a registry → offline HTML pages; nothing is fetched from outside."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import groupby
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from piadiff.model import Acceptance, FormKind, ItemPath, Level, Noted, Verdict
from piadiff.templates import Template
from piadiff.writers.pages import page, shipped
from piadiff.writers.report.changes import Entry, Revision, Step, loose_row, revisions, version_name
from piadiff.writers.report.charts import SYMBOLS, bar, bars_width, heat, timeline
from piadiff.writers.report.cited import Cited, cited, names_of
from piadiff.writers.report.days import told_day

INDEX = "index.html"
"""File name of the page that lists the forms."""

_LEVELS = {Level.ERROR: "要確認", Level.WARNING: "注意", Level.INFO: "参考"}


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Days by which law asks for something; None where no 公表日 is known to count from.

    Attributes:
        assessment: The assessment made anew, counted from the last 公表日.
        earliest: The same counted from the first 公表日 of the registry, should all later ones be mere 修正.
        review: The yearly look at the form, counted from the last 公表日.
    """

    assessment: date | None = None
    earliest: date | None = None
    review: date | None = None


@dataclass(frozen=True, slots=True)
class FormHistory:
    """What the report says of one form.

    Attributes:
        page: File name of its page.
        steps: The changes into each version but the first, oldest first.
        checks: Title and clause of each check, by its id.
        rules: Name of each rule, by its id.
    """

    path: str
    page: str
    template: Template
    steps: tuple[Step, ...]
    noted: tuple[Noted, ...] = ()
    deadlines: Deadlines = Deadlines()
    checks: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Footing:
    """What stands below every page.

    Attributes:
        as_of: Day that deadlines are measured from, None to measure none.
        made: Day the pages were made, None to leave it out.
    """

    as_of: date | None = None
    made: date | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """One form in the list of forms."""

    title: str
    organ: str
    number: str
    kind: FormKind
    revision: str
    page: str
    path: str
    versions: int
    rebuilt: int
    published: date | None
    deadlines: Deadlines
    levels: tuple[int, ...]
    verdicts: tuple[int, ...]


def summary(history: FormHistory) -> Summary:
    """The line of a form in the list."""
    newest = history.steps[-1].version.form
    header = newest.header
    levels = Counter(noted.observation.level for noted in history.noted if not noted.accepted)
    verdicts = Counter(finding.verdict for finding in history.steps[-1].findings)
    return Summary(
        title=header.title or "（評価書名なし）",
        organ=header.organ or "（評価実施機関名なし）",
        number=header.number,
        kind=header.kind,
        revision=header.revision or (f"{header.chosen}（推定）" if header.chosen else ""),
        page=history.page,
        path=history.path,
        versions=len(history.steps),
        rebuilt=sum(step.version.form.reconstructed for step in history.steps),
        published=last_published(history.steps),
        deadlines=history.deadlines,
        levels=tuple(levels[level] for level in Level),
        verdicts=tuple(verdicts[verdict] for verdict in Verdict),
    )


def last_published(steps: Sequence[Step]) -> date | None:
    """The last 公表日 that is known."""
    return max((day for step in steps if (day := step.version.published)), default=None)


def form_page(history: FormHistory, footing: Footing) -> str:
    """The page of one form."""
    shown = revisions(history.steps, _anchors(history))
    newest = history.steps[-1].version.form
    first = history.steps[0].version
    names = names_of(newest)
    return _page(
        "report_form.html.j2",
        footing,
        form=summary(history),
        steps=history.steps,
        revisions=shown,
        bar=bar,
        bars_width=bars_width(shown),
        timeline=Markup(timeline(history.steps, history.deadlines.assessment, footing.as_of)),  # noqa: S704 - ours
        heat=_in_sections(heat(shown, newest), history.template),
        sections=_sections(shown, history.template),
        targets=_targets(shown),
        earlier_rows=[loose_row(row) for row in first.form.changes],
        first=version_name(first, 1),
        noted=sorted(history.noted, key=lambda noted: (noted.accepted, list(Level).index(noted.observation.level))),
        checks=history.checks,
        rules=history.rules,
        anchors=_anchors(history),
        items=_in_sections([(item.path, item) for item in newest.items], history.template),
        unassigned=newest.unassigned,
        cited={item.path: cited(item, names, history.steps[-1].version) for item in newest.items},
        cited_then=_cited_then(shown, names),
    )


def _cited_then(shown: Sequence[Revision], names: Mapping[str, str]) -> dict[str, tuple[Cited, ...]]:
    """Anchor of a change → what the law said on the day of its version to what stands there since."""
    return {
        entry.anchor: cited(revision.version.form.by_path.get(entry.path), names, revision.version)
        for revision in shown
        for entry in revision.entries
    }


def index_page(
    forms: Sequence[Summary], footing: Footing, remarks: Sequence[str] = (), unused: Sequence[Acceptance] = ()
) -> str:
    """The page that lists the forms; ``remarks`` tell what could not be read, ``unused`` are entries nothing needed."""
    dues = sorted(day for form in forms if (day := form.deadlines.assessment))
    return _page(
        "report_index.html.j2",
        footing,
        forms=sorted(forms, key=_in_list),
        remarks=remarks,
        unused=unused,
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


def _page(name: str, footing: Footing, **values: Any) -> str:  # noqa: ANN401 - whatever the page shows
    css, script = shipped("report.css"), shipped(name.replace(".html.j2", ".js"))
    return page(
        name,
        css=css,
        script=script,
        style_hash=_hash(css),
        script_hash=_hash(script),
        footing=footing,
        levels=_LEVELS,
        verdicts=list(Verdict),
        symbols=SYMBOLS,
        wareki=told_day,
        quote=quote,
        **values,
    )


def _hash(text: str) -> str:
    """Source expression that lets just this inline text in; a browser reads it between its tags."""
    inner = f"\n{text}\n"
    return f"sha256-{b64encode(sha256(inner.encode()).digest()).decode()}"


def _anchors(history: FormHistory) -> dict[ItemPath, str]:
    """Where on the page each item of the newest form stands."""
    return {item.path: f"i-{place}" for place, item in enumerate(history.steps[-1].version.form.items, 1)}


def _section_name(path: ItemPath, template: Template) -> str:
    found = template.item(ItemPath(path.section, path.file))
    label = found.label if found else ""
    name = f"{path.section}（{path.file}）" if path.file else path.section
    return f"{name} {label}" if label and label != path.section else name


def _in_sections(
    pairs: Sequence[tuple[ItemPath, Any]], template: Template
) -> list[tuple[str, list[tuple[ItemPath, Any]]]]:
    """Neighbours of one section together, under its name."""
    grouped = groupby(pairs, key=lambda pair: (pair[0].section, pair[0].file))
    return [(_section_name(members[0][0], template), members) for members in (list(group) for _, group in grouped)]


def _entries(shown: Sequence[Revision]) -> Iterator[Entry]:
    return (entry for revision in shown for entry in revision.entries)


def _sections(shown: Sequence[Revision], template: Template) -> list[tuple[str, str]]:
    """(key, name) of the sections that changed, for the filter."""
    found = {entry.section: _section_name(entry.path, template) for entry in _entries(shown)}
    order = {
        item.pattern.partition("(")[0].partition("-")[0]: place
        for place, item in reversed(list(enumerate(template.items)))
    }
    return sorted(found.items(), key=lambda pair: (order.get(pair[0].partition("(")[0], len(order)), pair[0]))


def _targets(shown: Sequence[Revision]) -> list[tuple[str, str, str]]:
    """(address, section, label) of the items that changed, for the filter."""
    found = {str(entry.path): (entry.section, entry.label) for entry in _entries(shown)}
    return [(path, section, label) for path, (section, label) in found.items()]
