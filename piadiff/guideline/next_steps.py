"""The procedure that follows from the verdicts, as a checklist with clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import Field

from piadiff.guideline.strict import Strict, load
from piadiff.model import Finding, FormKind, Verdict


class _Step(Strict):
    title: str
    clause: str
    forms: list[str] = Field(default_factory=list)


class _Procedures(Strict):
    redo: list[_Step]
    amend: list[_Step]
    decide: _Step


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a procedure."""

    title: str
    clause: str


def next_steps(kind: FormKind, findings: Sequence[Finding]) -> tuple[Step, ...]:
    """Steps after these verdicts: the open questions first, then 再実施 or 修正; none when nothing changed."""
    if not findings:
        return ()
    data = load("procedures.yaml", _Procedures)
    steps = [data.decide] if any(finding.verdict is Verdict.UNDECIDED for finding in findings) else []
    heavy = any(finding.verdict in (Verdict.SIGNIFICANT, Verdict.REDO) for finding in findings)
    steps += data.redo if heavy else data.amend
    return tuple(Step(step.title, step.clause) for step in steps if not step.forms or kind in step.forms)
