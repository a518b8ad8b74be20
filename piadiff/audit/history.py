"""Checks that need two versions: published rows against the computed changes."""

from __future__ import annotations

from collections.abc import Iterator

from piadiff.audit.catalogue import Step, Subject, check, note
from piadiff.model import (
    WHOLE_FORM,
    Action,
    Change,
    ChangeRow,
    Finding,
    ItemPath,
    Level,
    Observation,
    Timing,
    Verdict,
)

_ENTRY = "規則第14条、記載要領「変更箇所」"
_NEVER_A_ROW = frozenset({ItemPath("表紙", parts=("公表日",))})


def _new_rows(step: Step) -> list[ChangeRow]:
    """Rows that the newer version adds to the table."""
    return list(step.new.changes[len(step.old.changes) :])


def needs_row(change: Change) -> bool:
    """Whether a change is one that the table is to tell; 公表日 never is, nor are spelling and mere moves."""
    return change.path not in _NEVER_A_ROW and not change.notation and change.action is not Action.MOVED


def _told(step: Step, finding: Finding) -> list[ChangeRow]:
    paths = [path for path in (finding.change.path, finding.change.old_path) if path]
    return [row for row in _new_rows(step) if any(row.covers(path) for path in paths)]


@check("A01", Level.ERROR, "記載が変わっていますが、変更箇所に行がありません", _ENTRY)
def change_without_row(subject: Subject) -> Iterator[Observation]:
    """Every computed change needs a row of the newer version."""
    for step in subject.steps:
        for finding in step.findings:
            change = finding.change
            if needs_row(change) and not _told(step, finding):
                message = f"{step.new.header.published or '新しい版'}で記載が変わっていますが、行がありません"
                yield note("A01", message, change.before[:60], change.after[:60], path=change.path)


@check("A01B", Level.WARNING, "行がありますが、記載は変わっていません", _ENTRY)
def row_without_change(subject: Subject) -> Iterator[Observation]:
    """A row whose items are equal in both versions."""
    for step in subject.steps:
        told = {row for finding in step.findings for row in _told(step, finding)}
        for row in _new_rows(step):
            whole = any(path.section in WHOLE_FORM for path in row.items)
            new = any(path in step.new.by_path and path not in step.old.by_path for path in row.items)
            if row.items and not whole and not new and row not in told:
                yield note("A01B", "この行の項目は、前の版と比べて変わっていません", row=row)


@check("A04B", Level.WARNING, "提出時期が規則による判定と違います", "番号法第28条第1項、指針第6の2(2)、第7")
def timing_by_rules(subject: Subject) -> Iterator[Observation]:
    """Published 提出時期 against the guideline's own."""
    for row in subject.form.changes:
        finding = subject.row_findings.get(row.row)
        if finding is None or not row.timing or finding.timing is Timing.UNKNOWN:
            continue
        must_be_before = finding.verdict in (Verdict.SIGNIFICANT, Verdict.REDO)
        if must_be_before and row.timing == "事後":
            rule = finding.rules[0] if finding.rules else ""
            yield note("A04B", f"規則では{finding.verdict}・事前です（{rule}）", row.explanation, row=row)


@check("A38", Level.WARNING, "判断の決まっていない変更があります", "指針第6の2(2)")
def undecided(subject: Subject) -> Iterator[Observation]:
    """A change the rules cannot decide needs a person's word: a row that says 重要 or 軽微."""
    for step in subject.steps:
        for finding in step.findings:
            told = any(row.explanation.strip() and row.timing for row in _told(step, finding))
            if finding.verdict is Verdict.UNDECIDED and not told:
                yield note("A38", "要判断です", *finding.missing, path=finding.change.path)
