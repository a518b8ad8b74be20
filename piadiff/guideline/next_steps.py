"""The procedure that follows from the verdicts, as a checklist with clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import Field

from piadiff.data import Strict, shipped
from piadiff.model import Finding, Form, ItemKind, Verdict


class _Step(Strict):
    title: str
    clause: str
    forms: list[str] = Field(default_factory=list)


class _Procedures(Strict):
    redo: list[_Step]
    emergency: list[_Step]
    amend: list[_Step]
    ended: list[_Step]
    decide: _Step


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a procedure."""

    title: str
    clause: str


def next_steps(form: Form, findings: Sequence[Finding]) -> tuple[Step, ...]:
    """Steps after these verdicts: the open questions first, then 再実施 or 修正; none when nothing changed.

    規則第9条第2項 is added where the form says that it applies, 第16条 where its title says that the business ended.
    """
    if not findings:
        return ()
    data = shipped("piadiff.guideline", "procedures.yaml", _Procedures)
    steps = [data.decide] if any(finding.verdict is Verdict.UNDECIDED for finding in findings) else []
    heavy = any(finding.verdict in (Verdict.SIGNIFICANT, Verdict.REDO) for finding in findings)
    steps += data.redo if heavy else data.amend
    steps += data.emergency if heavy and _emergency(form) else []
    steps += data.ended if has_ended(form) else []
    return tuple(Step(step.title, step.clause) for step in steps if not step.forms or form.header.kind in step.forms)


ENDED = re.compile(r"【[^】]*終了[^】]*】")
"""What the title of a form says when its business has ended (規則第16条, 記載要領)."""


def has_ended(form: Form) -> bool:
    """Whether the title of a form says that its business has ended: no further look at it is due."""
    return bool(ENDED.search(form.header.title))


def _emergency(form: Form) -> bool:
    """Whether the box 「適用した」 of 規則第9条第2項 is ticked."""
    return any("適用した" in item.value for item in form.items if item.kind is ItemKind.CHECKS)
