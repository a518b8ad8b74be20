"""Two forms, or rows → changes with their verdicts."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from piadiff import guideline
from piadiff.addresses.resolver import Resolution
from piadiff.diff import changes_of_row, find_replacements
from piadiff.diff import diff as compare
from piadiff.errors import WrongCallError
from piadiff.guideline import Facts, Policy, threshold
from piadiff.model import Change, Finding, Form, FormKind, ItemPath, Replacement
from piadiff.model.path import COVER_DAY
from piadiff.pipeline.days import Days
from piadiff.pipeline.row_facts import applies_emergency, choices_of, located, said_of, told_changes, values_of
from piadiff.pipeline.sides import template_of
from piadiff.readers.rows_file import RowInput
from piadiff.templates import for_kind


def changes(old: Form, new: Form) -> tuple[Change, ...]:
    """The changes between two forms.

    Raises:
        WrongCallError: When the two are forms of different kinds.
    """
    if old.header.kind != new.header.kind:
        raise WrongCallError(
            f"評価書の種類が違います（{old.header.kind} と {new.header.kind}）",
            remedy="同じ評価書の2つの版を指定してください",
        )
    return tuple(change for change in compare(old, new) if change.path != COVER_DAY or not _lacks_day(old, new))


def _lacks_day(*forms: Form) -> bool:
    """Whether the 公表日 of a rebuilt version is not known; that is no change of the form."""
    days = (form.by_path.get(COVER_DAY) for form in forms if form.reconstructed)
    return any(day is None or day.undetermined or not day.value for day in days)


def judge(  # noqa: PLR0913 - the facts of a judgement are named one by one
    old: Form,
    new: Form,
    days: Days,
    *,
    policy: Policy | None = None,
    found: Sequence[Change] | None = None,
    sister: bool | None = None,
) -> tuple[Finding, ...]:
    """The changes between two forms with their verdicts; ``found`` are the changes, where they are known.

    ``sister``: whether the 重点・全項目評価書 of the same file has a 重要な変更 beside them, None when not known.

    Raises:
        WrongCallError: When the two are forms of different kinds.
    """
    facts = Facts(
        kind=new.header.kind,
        template=template_of(new),
        as_of=days.as_of,
        effective=days.effective,
        submitted=days.submitted or new.header.published,
        old=old,
        new=new,
        policy=policy,
        emergency=applies_emergency(new),
        sister=sister,
    )
    return guideline.classify(changes(old, new) if found is None else found, facts)


def replacements(findings: Sequence[Finding]) -> tuple[Replacement, ...]:
    """Substitutions that several of the changes share."""
    return find_replacements([finding.change for finding in findings])


def classify_rows(rows: Sequence[RowInput], days: Days, form: Form | None = None) -> list[tuple[int, Finding]]:
    """Verdicts for rows, in their order; rows of one form share their batch context.

    ``form``: the form the rows belong to; what stands in its other items is taken for known.
    """
    found: dict[int, Finding] = {}
    numbered = sorted(enumerate(rows, 1), key=lambda pair: (_batch(pair[1]), pair[0]))
    for _, group in groupby(numbered, key=lambda pair: _batch(pair[1])):
        found.update(_classify_batch(list(group), days, form))
    return sorted(found.items())


def _batch(row: RowInput) -> tuple[str, str]:
    return (str(row.form), repr(row.context))


def _classify_batch(rows: list[tuple[int, RowInput]], days: Days, form: Form | None) -> dict[int, Finding]:
    """Findings by row number; a row with several targets takes the heaviest of their verdicts."""
    kind = FormKind(rows[0][1].form)
    context = rows[0][1].context
    form = form if form and form.header.kind is kind else None
    template = template_of(form) if form else for_kind(kind)
    changes: list[Change] = []
    owners: list[tuple[int, Resolution]] = []
    for number, row in rows:
        resolution = located(row, template, form)
        for path in resolution.paths or (ItemPath(row.item or "項目不明"),):
            parts = changes_of_row(path, row.before, row.after, template, threshold.CHOICES)
            changes += parts
            owners += [(number, resolution)] * len(parts)
    known = {change.path for change in changes}
    for path, was, now in told_changes(context, template):
        changes += changes_of_row(path, was, now, template) if path not in known else ()
    earlier, values = values_of(context, form, template)
    facts = Facts(
        kind=kind,
        template=template,
        as_of=context.as_of or days.as_of,
        effective=context.effective or days.effective,
        submitted=context.submitted or days.submitted,
        statements=said_of(context, template),
        values=values,
        earlier=earlier,
        choices=choices_of(context),
        rows=form.changes if form else (),
        emergency=context.emergency or applies_emergency(form),
    )
    by_row: dict[int, list[Finding]] = {}
    findings = guideline.classify(changes, facts)[: len(owners)]
    for (number, resolution), finding in zip(owners, findings, strict=True):
        by_row.setdefault(number, []).append(_with_reading(finding, resolution))
    return {number: heaviest(findings) for number, findings in by_row.items()}


def _with_reading(finding: Finding, resolution: Resolution) -> Finding:
    """The finding; where the 項目 cell could not be read, the reason stands with what is missing."""
    if resolution.paths:
        return finding
    return dataclasses.replace(finding, missing=(*finding.missing, resolution.reason))


def heaviest(findings: Iterable[Finding]) -> Finding:
    """The finding with the heaviest verdict, the first of several."""
    return max(findings, key=lambda finding: finding.verdict.weight)


def judge_rows(form: Form, days: Days, policy: Policy | None = None) -> dict[int, Finding]:
    """The guideline's own verdict on each published row whose items are known."""
    template = template_of(form)
    owners: list[int] = []
    changes: list[Change] = []
    for row in form.changes:
        for path in row.items:
            parts = changes_of_row(path, row.before, row.after, template, threshold.CHOICES)
            changes += parts
            owners += [row.row] * len(parts)
    facts = Facts(
        kind=form.header.kind,
        template=template,
        as_of=days.as_of,
        policy=policy,
        rows=form.changes,
        emergency=applies_emergency(form),
    )
    by_row: dict[int, list[Finding]] = {}
    for number, finding in zip(owners, guideline.classify(changes, facts), strict=True):
        by_row.setdefault(number, []).append(finding)
    return {number: heaviest(findings) for number, findings in by_row.items()}


def next_steps(form: Form, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The procedure that follows from the verdicts, as a checklist."""
    return [dataclasses.asdict(step) for step in guideline.next_steps(form, findings)]
