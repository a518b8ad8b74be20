"""Forms and histories → observations; the gate."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from piadiff import audit as audit_room
from piadiff import guideline, readers
from piadiff.errors import WrongCallError
from piadiff.guideline import Policy
from piadiff.model import Form, FormKind, Observation, Version
from piadiff.pipeline.days import Days
from piadiff.pipeline.judging import judge, judge_rows
from piadiff.pipeline.storing import histories


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
        known = {check.id for check in audit_room.catalogue()}
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

    def keeps(self, seen: Observation) -> bool:
        """Whether an observation is to be shown."""
        return seen.check not in self.ignored and (not self.only or seen.check in self.only)


def audit(source: Path | None, folder: Path | None, days: Days, chosen: Selection) -> tuple[Observation, ...]:
    """Observations on one form, or on every form of a registry with its whole history."""
    if source is not None:
        found: Iterable[Observation] = audit_form(readers.read(source), (), days)
    else:
        found = [seen for path, history in histories(folder) for seen in _of_registry(path, history, days)]
    return tuple(seen for seen in found if chosen.keeps(seen))


def _of_registry(path: str, history: Sequence[Version], days: Days) -> list[Observation]:
    return [dataclasses.replace(seen, form=path) for seen in audit_form(history[-1].form, history, days)]


GATE = frozenset({"A01", "A04", "A04B", "A38"})
"""Checks of the gate: every change told by a row, 重要 marked 事前, nothing left undecided."""


def check(old: Form, new: Form, days: Days, policy: Policy | None = None) -> tuple[Observation, ...]:
    """What keeps the newer version from passing the gate."""
    findings = judge(old, new, days, policy=policy)
    fresh = {row.row for row in new.changes[len(old.changes) :]}
    rows = {number: finding for number, finding in judge_rows(new, days).items() if number in fresh}
    step = audit_room.Step(old, new, findings)
    seen = audit_room.audit(audit_room.Subject(form=new, steps=(step,), row_findings=rows, as_of=days.as_of))
    return tuple(o for o in seen if o.check in GATE and (o.row is None or o.row in fresh))


def audit_form(form: Form, history: Sequence[Version], days: Days) -> tuple[Observation, ...]:
    """Observations on a form; ``history`` holds its versions, oldest first and the form last, where known."""
    steps = tuple(
        audit_room.Step(old.form, new.form, judge(old.form, new.form, Days())) for old, new in pairwise(history)
    )
    due = guideline.threshold.of_form(form) if form.header.kind is FormKind.BASIC else None
    return audit_room.audit(
        audit_room.Subject(
            form=form,
            steps=steps,
            row_findings=judge_rows(form, days),
            as_of=days.as_of,
            assessment=due.sentence if due else "",
        )
    )
