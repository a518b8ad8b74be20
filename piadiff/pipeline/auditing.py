"""Forms and histories → observations; the gate."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from piadiff import guideline, readers
from piadiff.audit import Step, Subject, acceptance, catalogue
from piadiff.audit import audit as observe
from piadiff.audit.history import lost_versions, needs_row
from piadiff.errors import PiadiffError, WrongCallError
from piadiff.guideline import Policy
from piadiff.model import Audited, ChangeRow, Finding, Form, FormKind, Noted, Observation, Version, compare_tables
from piadiff.pipeline import accepting
from piadiff.pipeline.days import Days
from piadiff.pipeline.deciding import Decide, Decided, undecided
from piadiff.pipeline.judging import heaviest, judge, judge_rows
from piadiff.pipeline.sides import open_registry, policy_of, registry_around
from piadiff.pipeline.spread import Workers
from piadiff.registry.names import form_path, names_form


@dataclasses.dataclass(frozen=True, slots=True)
class Selection:
    """Which checks an audit runs; every check left out carries its reason."""

    only: frozenset[str] = frozenset()
    ignored: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @classmethod
    def of(cls, select: Sequence[str], ignore: Sequence[str]) -> Selection:
        """Read ``--select`` and ``--ignore A02=理由``.

        Raises:
            WrongCallError: When a check is unknown or left out without a reason.
        """
        known = {check.id for check in catalogue()}
        ignored = dict(entry.partition("=")[::2] for entry in ignore)
        unknown = sorted({*select, *ignored} - known)
        if unknown:
            raise WrongCallError(
                f"検査「{'、'.join(unknown)}」はありません", remedy=f"次から選んでください: {'、'.join(sorted(known))}"
            )
        bare = [check for check, reason in ignored.items() if not reason.strip()]
        if bare:
            raise WrongCallError(
                f"検査 {'、'.join(bare)} を除く理由がありません", remedy="--ignore A33=理由 のように書いてください"
            )
        return cls(frozenset(select), ignored)

    @property
    def checks(self) -> frozenset[str]:
        """Checks whose observations are shown."""
        return (self.only or accepting.checks()) - set(self.ignored)


@dataclasses.dataclass(frozen=True, slots=True)
class Grounds:
    """What a form is judged by: the days, the house's policy, and what officers decided."""

    days: Days
    policy: Policy | None = None
    decide: Decide = undecided


@dataclasses.dataclass(frozen=True, slots=True)
class Basis:
    """What an audit goes by.

    Attributes:
        accepted: The register a person names; None takes the one of the registry.
        workers: Who audits the forms of a registry.
        today: Day from which the longest term of an acceptance is counted, None where no day is known.
    """

    days: Days = dataclasses.field(default_factory=Days)
    chosen: Selection = dataclasses.field(default_factory=Selection)
    accepted: Path | None = None
    today: date | None = None
    workers: Workers = dataclasses.field(default_factory=Workers)

    @property
    def latest(self) -> date | None:
        """Last day up to which an acceptance may run."""
        start = self.days.as_of or self.today
        return start + acceptance.LONGEST if start else None


def audit(source: Path | None, folder: Path | None, basis: Basis) -> Audited:
    """Observations on one form, or on every form of a registry with its whole history."""
    register = accepting.register(basis.accepted, folder)
    noted: Iterable[Noted]
    if source is not None:
        form = readers.read(source)
        seen = audit_form(form, (), basis.days, policy_of(folder))
        noted = _noted(register, form_path(form.header), form.header.published, seen, basis)
    else:
        noted = (each for of_form in audit_each(folder, basis, register) for each in of_form)
    return Audited(noted, lambda: register.unused(basis.chosen.checks, whole=source is None))


def audit_each(
    folder: Path | None, basis: Basis, register: accepting.Register | None = None
) -> Iterator[tuple[Noted, ...]]:
    """Observations on every form of a registry, one form in memory at a time."""
    known = register or accepting.register(basis.accepted, folder)
    policy = policy_of(folder)
    # its tasks are made of the functions below
    from piadiff.pipeline.whole_registry import observed

    with open_registry(folder) as store:
        known.refuse_vague(store.forms())
        for path, seen in observed(store, basis.days, policy, basis.workers):
            yield _noted(known, path, seen.published, seen.observations, basis)


def _noted(
    register: accepting.Register, path: str, published: date | None, found: Sequence[Observation], basis: Basis
) -> tuple[Noted, ...]:
    """The observations that are shown, with their entries as of the day asked for, else the 公表日."""
    checks = basis.chosen.checks
    shown = [seen for seen in found if seen.check in checks]
    return register.note(path, shown, acceptance.Terms(basis.days.as_of or published, basis.latest))


def accept(name: str, wish: accepting.Wish, file: Path, folder: Path | None, days: Days) -> tuple[str, int]:
    """The register with the observations of one form accepted, and how many they are.

    The form is one of the registry by its path or number, or a file.
    """
    path, form, history = form_named(name, folder)
    found = audit_form(form, history, days, policy_of(folder))
    entries = accepting.entries_for(wish, path, found)
    return accepting.written(file, entries), len(entries)


def form_named(name: str, folder: Path | None) -> tuple[str, Form, Sequence[Version]]:
    """Path, newest version and history of the form a person names."""
    if folder is None and registry_around(Path.cwd()) is None and Path(name).is_file():
        form = readers.read(Path(name))
        return form_path(form.header), form, ()
    with open_registry(folder) as store:
        named = [path for path in store.forms() if names_form(name, path)]
        if not named and Path(name).is_file():
            form = readers.read(Path(name))
            return form_path(form.header), form, ()
        if len(named) > 1:
            raise WrongCallError(
                f"評価書「{name}」がいくつもあり、どれか決められません",
                remedy=f"保管庫でのパスを指定してください（{'、'.join(named[:5])}）",
            )
        path = named[0] if named else store.form_path(name)
        history = store.versions(path)
        return path, history[-1].form, history


def _row_findings(
    form: Form, steps: Sequence[Step], by_itself: Mapping[int, Finding], told: Sequence[Decided]
) -> dict[int, Finding]:
    """The verdict on each row: as decided, else as its draft judges the item, else by its own words."""
    found = {**by_itself, **_as_drafted(form, steps)}
    for row in form.changes:
        for each in told:
            if row.row in found:
                found[row.row] = each.of_row(row, found[row.row])
    return found


def _as_drafted(form: Form, steps: Sequence[Step]) -> dict[int, Finding]:
    """The verdict on the whole item, as a draft judges it, for rows that alone speak of all its changes."""
    numbers = {_cells(row): row.row for row in form.changes}
    found: dict[int, Finding] = {}
    for step in steps:
        for row in step.rows.added:
            told = [finding for finding in step.findings if needs_row(finding.change)]
            mine = [finding for finding in told if row.covers(finding.change.path)]
            alone = all(other is row or not other.covers(f.change.path) for other in step.rows.added for f in mine)
            if mine and alone and _cells(row) in numbers:
                found[numbers[_cells(row)]] = heaviest(mine)
    return found


def _cells(row: ChangeRow) -> tuple[str, ...]:
    return row.date_raw, row.item_raw, row.before, row.after


def _named(version: Version) -> str:
    """How a command names a version of a registry, "" for one that is in none."""
    day = version.form.header.published
    return f"{day or version.commit[:10]}:{form_path(version.form.header)}" if version.commit else ""


GATE = frozenset({"A01", "A01C", "A02C", "A04", "A04B", "A38"})
"""Checks of the gate: every change recorded by a row, 重要 marked 事前, nothing left undecided."""


def check(
    old: Form, new: Form, grounds: Grounds, told: Decided, *, item_by_item: bool = True
) -> tuple[Observation, ...]:
    """What keeps the newer version from passing the gate.

    ``told`` are the changes as they have been judged and decided. Where no row records any of them, that is one fact
    unless they are to be named item by item.
    """
    fresh = {row.row for row in compare_tables(old.changes, new.changes).added}
    step = Step(old, new, told.findings)
    judged = _row_findings(new, (step,), judge_rows(new, grounds.days, grounds.policy), (told,))
    rows = {number: finding for number, finding in judged.items() if number in fresh}
    subject = Subject(new, (step,), row_findings=rows, as_of=grounds.days.as_of, item_by_item=item_by_item)
    seen = observe(subject)
    return tuple(o for o in seen if o.check in GATE and (o.row is None or o.row in fresh))


def audit_history(
    history: Sequence[Version], grounds: Grounds, faults: Sequence[PiadiffError] = ()
) -> tuple[Observation, ...]:
    """Observations on the newest version that can be read, and on those that cannot."""
    if not history:
        return tuple(lost_versions(faults))
    return observe(subject_of(history[-1].form, history, grounds, faults))


def audit_form(
    form: Form,
    history: Sequence[Version],
    days: Days,
    policy: Policy | None = None,
    faults: Sequence[PiadiffError] = (),
) -> tuple[Observation, ...]:
    """Observations on a form; ``history`` holds its versions, oldest first and the form last, where known.

    Versions that were rebuilt from rows are no steps of the history: they would only be held against those rows.
    """
    return observe(subject_of(form, history, Grounds(days, policy), faults))


def subject_of(
    form: Form, history: Sequence[Version], grounds: Grounds, faults: Sequence[PiadiffError] = ()
) -> Subject:
    """What ``audit_form`` looks at, with the verdict on each row, as decided."""
    days, policy = grounds.days, grounds.policy
    # What a person said of one submission is not said of all earlier ones.
    then = Days(as_of=days.as_of)
    pairs = list(pairwise(version for version in history if not version.form.reconstructed))
    told = [grounds.decide(old.form, new.form, judge(old.form, new.form, then, policy=policy)) for old, new in pairs]
    steps = tuple(
        Step(old.form, new.form, each.findings, (_named(old), _named(new)))
        for (old, new), each in zip(pairs, told, strict=True)
    )
    due = guideline.threshold.of_form(form) if form.header.kind is FormKind.BASIC else None
    return Subject(
        form=form,
        steps=steps,
        row_findings=_row_findings(form, steps, judge_rows(form, days, policy), told),
        as_of=days.as_of,
        assessment=due.sentence if due else "",
        faults=tuple(faults),
    )
