"""Versions, changes and observations of a registry → offline HTML pages; nothing is fetched from outside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from jinja2 import Environment, PackageLoader, StrictUndefined

from piadiff.model import Finding, Observation, Verdict, Version
from piadiff.text import wareki

_BAR = 220


@dataclass(frozen=True, slots=True)
class FormHistory:
    """What the report says of one form: its versions, the changes into each of them, what an audit noted."""

    path: str
    versions: tuple[Version, ...]
    changes: tuple[tuple[Finding, ...], ...]
    observations: tuple[Observation, ...]

    @property
    def page(self) -> str:
        """File name of the form's page."""
        return self.path.replace("/", "_").removesuffix(".yaml") + ".html"

    @property
    def published(self) -> date | None:
        """公表日 of the newest version."""
        return self.versions[-1].form.header.published

    @property
    def due(self) -> date | None:
        """Day before which the assessment is to be made anew (規則第15条, 5年)."""
        return self.published + relativedelta(years=5) if self.published else None


@dataclass(frozen=True, slots=True)
class _Step:
    title: str
    reconstructed: bool
    counts: Mapping[str, int]
    findings: tuple[Finding, ...]
    widths: Mapping[str, int] = field(default_factory=dict)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("piadiff.writers", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["wareki"] = lambda day: wareki(day) if day else "なし"
    return environment


def _steps(history: FormHistory) -> list[_Step]:
    most = max([len(findings) for findings in history.changes] or [1]) or 1
    steps = []
    for version, findings in zip(history.versions[1:], history.changes, strict=True):
        counts = Counter(str(finding.verdict) for finding in findings)
        day = version.published or version.date
        steps.append(
            _Step(
                title=wareki(day) if day else "日付なし",
                reconstructed=version.form.reconstructed,
                counts={str(v): counts[str(v)] for v in Verdict if counts[str(v)]},
                findings=findings,
                widths={name: round(_BAR * count / most) for name, count in counts.items()},
            )
        )
    return steps


def _heat(history: FormHistory) -> list[tuple[str, list[str]]]:
    """Items × revisions: the heaviest verdict of each change, one row an item that ever changed."""
    rows: dict[str, list[str]] = {}
    for place, findings in enumerate(history.changes):
        for finding in findings:
            row = rows.setdefault(str(finding.change.path), [""] * len(history.changes))
            row[place] = str(finding.verdict)
    order = {str(item.path): place for place, item in enumerate(history.versions[-1].form.items)}
    return sorted(rows.items(), key=lambda pair: order.get(pair[0], len(order)))


def render(histories: Sequence[FormHistory]) -> dict[str, str]:
    """Pages of the report by file name; ``index.html`` lists the forms."""
    environment = _environment()
    pages: dict[str, str] = {}
    for history in histories:
        pages[history.page] = _form_page(environment, history)
    pages["index.html"] = environment.get_template("index.html.j2").render(forms=[_summary(h) for h in histories])
    return pages


def _summary(history: FormHistory) -> dict[str, Any]:
    form = history.versions[-1].form
    levels = Counter(str(seen.level) for seen in history.observations)
    return {
        "title": form.header.title,
        "organ": form.header.organ,
        "kind": str(form.header.kind),
        "page": history.page,
        "versions": len(history.versions),
        "published": history.published,
        "due": history.due,
        "errors": levels["error"],
        "warnings": levels["warning"],
        "infos": levels["info"],
    }


def _form_page(environment: Environment, history: FormHistory) -> str:
    return environment.get_template("form.html.j2").render(
        summary=_summary(history),
        steps=_steps(history),
        heat=_heat(history),
        observations=history.observations,
        verdicts=[str(verdict) for verdict in Verdict],
    )
