"""A registry → the pages of its offline report, one form in memory at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

from piadiff import guideline
from piadiff.audit import acceptance
from piadiff.audit.catalogue import catalogue
from piadiff.audit.history import needs_row
from piadiff.errors import PiadiffError
from piadiff.guideline import Policy
from piadiff.model import Version, compare_tables
from piadiff.pipeline import accepting
from piadiff.pipeline.auditing import audit_history
from piadiff.pipeline.days import Days
from piadiff.pipeline.judging import judge
from piadiff.pipeline.sides import policy_of, template_of
from piadiff.pipeline.storing import histories
from piadiff.writers.report.changes import Step
from piadiff.writers.report.site import INDEX, Deadlines, Footing, FormHistory, Summary, form_page, index_page, summary


def report(folder: Path | None, footing: Footing) -> Iterator[tuple[str, str]]:
    """(file name, page) of the offline report on a registry; the list of the forms comes last."""
    days, policy = Days(as_of=footing.as_of), policy_of(folder)
    register = accepting.register(None, folder)
    names = _Names()
    listed: list[Summary] = []
    faults: list[PiadiffError] = []
    remarks: list[str] = []
    for path, versions in histories(folder, faults):
        remarks += [f"{fault.where}: {fault.message}" for fault in faults]
        if not versions:
            continue
        history = _history(path, names.of(path), versions, days, policy)
        start = footing.as_of or footing.made
        terms = acceptance.Terms(
            footing.as_of or versions[-1].form.header.published, start + acceptance.LONGEST if start else None
        )
        seen = audit_history(versions, days, policy, faults)
        history = replace(history, noted=register.note(path, seen, terms))
        listed.append(summary(history))
        yield history.page, form_page(history, footing)
    unused = register.unused(accepting.checks(), whole=True)
    yield INDEX, index_page(listed, footing, remarks, unused)


class _Names:
    """File names of pages; two that a file system might take for one get numbers."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def of(self, path: str) -> str:
        stem = path.replace("/", "_").removesuffix(".yaml")
        self._given[stem.casefold()] += 1
        again = self._given[stem.casefold()]
        return f"{stem}.html" if again == 1 else f"{stem}~{again}.html"


def _history(path: str, page: str, versions: Sequence[Version], days: Days, policy: Policy | None) -> FormHistory:
    newest = versions[-1].form
    steps = [Step(versions[0])]
    for old, new in pairwise(versions):
        added = compare_tables(old.form.changes, new.form.changes).added
        findings = judge(old.form, new.form, days, policy=policy)
        exempt = frozenset(each.change.path for each in findings if not needs_row(each.change))
        steps.append(Step(new, findings, added, exempt))
    return FormHistory(
        path=path,
        page=page,
        template=template_of(newest),
        steps=tuple(steps),
        deadlines=_deadlines([version.published for version in versions if version.published]),
        checks={check.id: (check.title, check.clause) for check in catalogue()},
        rules={rule.id: rule.name for rule in guideline.rules()},
    )


def _deadlines(published: Sequence[date]) -> Deadlines:
    if not published:
        return Deadlines()
    threshold = guideline.threshold
    return Deadlines(
        assessment=_if_any(threshold.next_assessment, max(published)),
        earliest=_if_any(threshold.next_assessment, min(published)),
        review=_if_any(threshold.next_review, max(published)),
    )


def _if_any(rule: Callable[[date], date], day: date) -> date | None:
    """The day a rule leads to, None past the end of the calendar."""
    try:
        return rule(day)
    except (OverflowError, ValueError):
        return None
