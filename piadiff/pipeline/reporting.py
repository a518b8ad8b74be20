"""A registry → the pages of its offline report, one form in memory at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

from piadiff import guideline
from piadiff.audit import acceptance, audit, catalogue
from piadiff.audit.history import needs_row
from piadiff.audit.points import Fact, first, order, points, shared
from piadiff.errors import PiadiffError
from piadiff.guideline import Policy
from piadiff.guideline.catalogue import explain
from piadiff.model import Form, ItemPath, Noted, Version, compare_tables
from piadiff.model.point import Point
from piadiff.pipeline import accepting
from piadiff.pipeline.across import Gathering
from piadiff.pipeline.auditing import Grounds, subject_of
from piadiff.pipeline.days import Days
from piadiff.pipeline.deciding import Decided, decided
from piadiff.pipeline.drafting import DECISIONS, Drafting, decisions_in, style_of
from piadiff.pipeline.judging import judge
from piadiff.pipeline.sides import open_registry, own_file, policy_of, template_of
from piadiff.pipeline.storing import histories
from piadiff.writers.report.changes import Said, Step
from piadiff.writers.report.days import told_day
from piadiff.writers.report.findings import DECISION, LEVELS
from piadiff.writers.report.form_page import form_files
from piadiff.writers.report.frame import Footing
from piadiff.writers.report.history import About, Deadlines, FormHistory, Summary, summary
from piadiff.writers.report.listing import Told, list_files

File = tuple[str, str | bytes]
"""Name and content: a page as text, a table as bytes."""


def report(folder: Path | None, footing: Footing) -> Iterator[File]:
    """The pages and tables of the offline report on a registry; the list of the forms comes last."""
    making = _Making.of(folder, footing)
    names = _Names()
    listed: list[Summary] = []
    faults: list[PiadiffError] = []
    remarks: list[str] = []
    for path, versions in histories(folder, faults):
        remarks += [f"{fault.where}: {fault.message}" for fault in faults]
        if not versions:
            continue
        history = making.history(path, names.of(path), versions, faults)
        listed.append(summary(history))
        making.across.add(path, versions[-1].form)
        yield from form_files(history, footing)
    unused = making.register.unused(accepting.checks(), whole=True)
    yield from list_files(listed, footing, Told(remarks, unused, shared(making.found), making.across.told()))


class _Names:
    """File names of pages; two that a file system might take for one get numbers."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def of(self, path: str) -> str:
        stem = path.replace("/", "_").removesuffix(".yaml")
        self._given[stem.casefold()] += 1
        again = self._given[stem.casefold()]
        return f"{stem}.html" if again == 1 else f"{stem}~{again}.html"


@dataclass(frozen=True, slots=True)
class _Making:
    """What all forms of a report are judged by.

    Attributes:
        found: What could be raised of each form that has been made.
    """

    folder: Path
    days: Days
    policy: Policy | None
    register: accepting.Register
    footing: Footing
    across: Gathering
    found: dict[str, tuple[Point, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path | None, footing: Footing) -> _Making:
        with open_registry(folder) as store:
            place = Path(store.folder)
        days = Days(as_of=footing.as_of)
        return cls(place, days, policy_of(folder), accepting.register(None, folder), footing, Gathering(footing.as_of))

    def history(
        self, path: str, page: str, versions: Sequence[Version], faults: Sequence[PiadiffError]
    ) -> FormHistory:
        newest = versions[-1].form
        how = self._how(path)
        grounds = Grounds(self.days, self.policy, lambda old, new, found: decided(old, new, found, self.days, how))
        subject = subject_of(newest, versions, grounds, faults)
        noted = self.register.note(path, audit(subject), self._terms(newest))
        running = [] if guideline.has_ended(newest) else versions
        deadlines = _deadlines([version.published for version in running if version.published])
        found = _points(noted, versions, deadlines, self.days.as_of)
        self.found[path] = found
        return FormHistory(
            path=path,
            page=page,
            template=template_of(newest),
            steps=tuple(self._steps(versions, how)),
            noted=noted,
            deadlines=deadlines,
            checks=_checks(),
            rules=_rules(),
            points=first(found),
            verdicts={row: finding.verdict for row, finding in subject.row_findings.items()},
        )

    def _terms(self, newest: Form) -> acceptance.Terms:
        start = self.footing.as_of or self.footing.made
        latest = start + acceptance.LONGEST if start else None
        return acceptance.Terms(self.footing.as_of or newest.header.published, latest)

    def _how(self, path: str) -> Drafting:
        """What is laid down for a form: decisions beside it, style and policy."""
        decisions = decisions_in(own_file((self.folder / path).with_suffix(DECISIONS), self.folder))
        return Drafting(style=style_of(self.folder, None), policy=self.policy, decisions=decisions)

    def _steps(self, versions: Sequence[Version], how: Drafting) -> Iterator[Step]:
        yield Step(versions[0])
        for old, new in pairwise(versions):
            added = compare_tables(old.form.changes, new.form.changes).added
            own = judge(old.form, new.form, self.days, policy=self.policy)
            made = decided(old.form, new.form, own, self.days, how)
            exempt = frozenset(each.change.path for each in made.findings if not needs_row(each.change))
            yield Step(new, made.findings, added, exempt, _said(made))


def _said(made: Decided) -> dict[ItemPath, Said]:
    """What people decided, by item."""
    return {
        path: Said(row.decided_by, f"{row.verdict}{f'・{row.timing}' if row.timing else ''}", row.reason)
        for row in made.rows.values()
        for path in row.paths
    }


@cache
def _checks() -> Mapping[str, About]:
    table = order()
    decision = About("担当者の決定", "起案の行について、人が理由とともに決めたことです（piadiff decide、机、起案の表）")
    return {DECISION: decision} | {
        each.id: About(
            each.title, f"段階: {LEVELS[each.level]}\n根拠: {each.clause}\nなぜ見るか: {table.of(each.id).why}"
        )
        for each in catalogue()
    }


@cache
def _rules() -> Mapping[str, About]:
    told = {rule.id: (rule.name, explain(rule)) for rule in guideline.rules()}
    return {id_: About(name, text.partition("\n")[2]) for id_, (name, text) in told.items()}


def _points(
    noted: Sequence[Noted], versions: Sequence[Version], deadlines: Deadlines, as_of: date | None
) -> tuple[Point, ...]:
    """What to raise of a form, of the observations nobody stands for."""
    newest = versions[-1].form
    significant = [item.path for item in newest.items if item.significant]
    unsure = len({path for version in versions for path in version.form.uncertain})
    seen = [each.observation for each in noted if not each.accepted]
    facts = dict(_facts(newest, unsure, deadlines, as_of))
    if any(each.check == "A14B" for each in seen):
        facts.pop("overdue", None)
    return points(seen, facts, lambda path: any(item.contains(path) for item in significant))


def _facts(newest: Form, unsure: int, deadlines: Deadlines, as_of: date | None) -> Iterator[tuple[str, Fact]]:
    """What no check reports: a day that has passed, what was not read, what is not proven."""
    due = deadlines.assessment
    if due and as_of and due < as_of:
        late = (as_of - due).days
        yield "overdue", Fact(f"再実施の期限 {told_day(due)}（最後の公表から5年）を {late}日過ぎています")
    blank = sum(item.undetermined for item in newest.items)
    if blank or newest.unassigned:
        stray = len(newest.unassigned)
        sentence = f"値の読み取れない項目が {blank}件、どの項目にも置けない文字が {stray}か所あります"
        yield "unread", Fact(sentence, blank + stray)
    if unsure:
        yield "unsure", Fact(f"公表された行からは記載が決まらない項目が、どれかの版に {unsure}件あります", unsure)


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
