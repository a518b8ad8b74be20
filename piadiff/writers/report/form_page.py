"""Versions, changes and observations of one form → its offline HTML page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from piadiff.model import ItemPath
from piadiff.templates import Template
from piadiff.writers.report.changes import (
    TIMINGS,
    Entry,
    Judged,
    Revision,
    cells,
    judged_rows,
    loose_row,
    revisions,
    version_name,
)
from piadiff.writers.report.charts import bar, bars_width, heat
from piadiff.writers.report.cited import Cited, cited, names_of
from piadiff.writers.report.findings import STATES, Seen, findings, linked
from piadiff.writers.report.form_items import in_sections, section_name
from piadiff.writers.report.frame import KEYS, Footing, framed
from piadiff.writers.report.history import About, FormHistory, summary
from piadiff.writers.report.lives import lives
from piadiff.writers.report.matrix import JUDGED, matrix
from piadiff.writers.report.past import day_of, past
from piadiff.writers.report.tables import findings_csv, findings_xlsx, lines
from piadiff.writers.report.timeline import timeline


def form_files(history: FormHistory, footing: Footing) -> Iterator[tuple[str, str | bytes]]:
    """The page of one form, and beside it the values of all its versions and the tables of its findings."""
    seen = findings(history.noted, history.steps)
    judged = judged_rows(history.steps[-1].version.form.changes, history.verdicts)
    shown = revisions(history.steps, _anchors(history), judged)
    yield history.page, _page(history, shown, seen, footing)
    yield _beside(history, "-版.js"), past(history.steps, shown, history.template)
    if seen:
        told = lines(history.path, seen, history.checks)
        yield _beside(history, "-所見.xlsx"), findings_xlsx(told)
        yield _beside(history, "-所見.csv"), findings_csv(told)


def _beside(history: FormHistory, end: str) -> str:
    return f"{history.page.removesuffix('.html')}{end}"


def _page(history: FormHistory, shown: Sequence[Revision], seen: Sequence[Seen], footing: Footing) -> str:
    newest = history.steps[-1].version.form
    judged = judged_rows(newest.changes, history.verdicts)
    first = history.steps[0].version
    names = names_of(newest)
    return framed(
        "report_form.html.j2",
        ("report_findings.js", "report_past.js", "report_form.js"),
        footing,
        form=summary(history),
        steps=history.steps,
        revisions=shown,
        sections=_sections(shown, history.template),
        targets=_targets(shown),
        earlier_rows=[loose_row(row, judged) for row in first.form.changes],
        first=version_name(first, 1),
        points=linked(history.points, seen),
        findings=seen,
        states=STATES,
        matrix=matrix(newest.changes, judged),
        judged=JUDGED,
        timings=TIMINGS,
        checks={id_: history.checks[id_] for id_ in _checks(seen) if id_ in history.checks},
        rules=_spoken(shown, history),
        row_anchors=_row_anchors(shown, history),
        keys=KEYS,
        tables=[(_beside(history, f"-所見.{kind}"), kind) for kind in ("xlsx", "csv")],
        anchors=_anchors(history),
        items=in_sections([(item.path, item) for item in newest.items], history.template),
        unassigned=newest.unassigned,
        cited={item.path: cited(item, names, history.steps[-1].version) for item in newest.items},
        cited_then=_cited_then(shown, names),
        **_time(history, shown, judged, footing),
    )


def _time(history: FormHistory, shown: Sequence[Revision], judged: Judged, footing: Footing) -> dict[str, Any]:
    """What the page shows along the versions."""
    flags = {"due": (history.deadlines.assessment, "再実施の期限"), "as-of": (footing.as_of, "基準日")}
    return {
        "bar": bar,
        "bars_width": bars_width(shown),
        "timeline": Markup(timeline(history.steps, shown, judged, flags)),  # noqa: S704 - ours
        "heat": in_sections(heat(shown, history.steps[-1].version.form), history.template),
        "lives": lives(history.steps, shown),
        "past": _beside(history, "-版.js"),
        "days": [day_of(step.version) for step in history.steps],
        "names": [version_name(step.version, number) for number, step in enumerate(history.steps, 1)],
    }


def _checks(seen: Sequence[Seen]) -> list[str]:
    """The checks that observed something, in the order of their names."""
    return sorted({each.observation.check for each in seen})


def _spoken(shown: Sequence[Revision], history: FormHistory) -> dict[str, About]:
    """The rules that spoke."""
    ids = {reason.rule for entry in _entries(shown) for reason in entry.reasons}
    return {id_: history.rules[id_] for id_ in sorted(ids) if id_ in history.rules}


def _row_anchors(shown: Sequence[Revision], history: FormHistory) -> dict[int, str]:
    """Number of a row in the newest table → where on the page it stands in full."""
    told = [row for revision in shown for entry in revision.entries for row in entry.rows if row.first]
    told += [row for revision in shown for row in revision.loose]
    places = {cells(row): loose_row(row, {}).anchor for row in history.steps[0].version.form.changes}
    places |= {cells(row.row): row.anchor for row in told}
    newest = history.steps[-1].version.form.changes
    return {row.row: places[cells(row)] for row in newest if cells(row) in places}


def _cited_then(shown: Sequence[Revision], names: Mapping[str, str]) -> dict[str, tuple[Cited, ...]]:
    """Anchor of a change → what the law said on the day of its version to what stands there since."""
    return {
        entry.anchor: cited(revision.version.form.by_path.get(entry.path), names, revision.version)
        for revision in shown
        for entry in revision.entries
    }


def _anchors(history: FormHistory) -> dict[ItemPath, str]:
    """Where on the page each item of the newest form stands."""
    return {item.path: f"i-{place}" for place, item in enumerate(history.steps[-1].version.form.items, 1)}


def _entries(shown: Sequence[Revision]) -> Iterator[Entry]:
    return (entry for revision in shown for entry in revision.entries)


def _sections(shown: Sequence[Revision], template: Template) -> list[tuple[str, str]]:
    """(key, name) of the sections that changed, for the filter."""
    found = {entry.section: section_name(entry.path, template) for entry in _entries(shown)}
    order = {
        item.pattern.partition("(")[0].partition("-")[0]: place
        for place, item in reversed(list(enumerate(template.items)))
    }
    return sorted(found.items(), key=lambda pair: (order.get(pair[0].partition("(")[0], len(order)), pair[0]))


def _targets(shown: Sequence[Revision]) -> list[tuple[str, str, str]]:
    """(address, section, label) of the items that changed, for the filter."""
    found = {str(entry.path): (entry.section, entry.label) for entry in _entries(shown)}
    return [(path, section, label) for path, (section, label) in found.items()]
