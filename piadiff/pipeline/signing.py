"""What a person who signs a draft row by row asks of it, and the decisions file while several write to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from piadiff import guideline
from piadiff.data import text_of, write_whole
from piadiff.draft import Decision, drop_decision, write_decision
from piadiff.errors import DataError, reason
from piadiff.guideline import Settled
from piadiff.model import Draft, DraftRow, Finding, Form, Timing, Verdict
from piadiff.pipeline.days import Days
from piadiff.pipeline.row_facts import applies_emergency
from piadiff.pipeline.sides import registry_around
from piadiff.registry.lock import locked

_RANK = (Verdict.UNDECIDED, Verdict.REDO, Verdict.SIGNIFICANT, Verdict.MINOR)


def queue(drafted: Draft) -> tuple[DraftRow, ...]:
    """Rows in the order to decide them: what is open first, then the heaviest."""
    return tuple(sorted(drafted.rows, key=lambda row: _RANK.index(row.verdict)))


def harmless(drafted: Draft) -> tuple[DraftRow, ...]:
    """Rows that can be signed together: 軽微, proven for every change, nothing to look at, both sides read."""
    unread = {entry.path for entry in drafted.unread if entry.path}
    return tuple(
        row
        for row in drafted.rows
        if row.verdict is Verdict.MINOR
        and row.timing
        and row.proofs
        and not _doubted(row)
        and not unread & set(row.paths)
    )


def _doubted(row: DraftRow) -> bool:
    """Whether there is something to look at although the verdict stands."""
    return bool(row.notes or (row.opinion and row.opinion.heavier(row.verdict)))


def questions(row: DraftRow, findings: Iterable[Finding]) -> dict[str, str]:
    """Questions that settle a row, by the rule that asks."""
    return {rule: question.asks for rule, question in guideline.asked(_of(row, findings)).items()}


def settle(
    row: DraftRow, findings: Iterable[Finding], answers: Mapping[str, bool], days: Days, form: Form
) -> Settled | None:
    """What answers make of a row; None while it stays open."""
    return guideline.settle(
        _of(row, findings),
        answers,
        effective=days.effective,
        submitted=days.submitted or form.header.published,
        emergency=applies_emergency(form),
    )


def choices(row: DraftRow, days: Days, form: Form) -> dict[Verdict, tuple[Timing, str]]:
    """提出時期 and 説明 to begin with for each verdict a person may choose; the machine's own for its verdict."""
    found: dict[Verdict, tuple[Timing, str]] = {}
    for verdict in Verdict:
        known = guideline.chosen(verdict)
        if verdict is row.verdict and verdict is not Verdict.UNDECIDED:
            found[verdict] = (row.timing, row.explanation)
        elif known:
            submitted = days.submitted or form.header.published
            emergency = applies_emergency(form)
            timing = guideline.timing_of(known[0], effective=days.effective, submitted=submitted, emergency=emergency)
            found[verdict] = (timing, known[1])
        else:
            found[verdict] = (Timing.UNKNOWN, "")
    return found


def _of(row: DraftRow, findings: Iterable[Finding]) -> Sequence[Finding]:
    """Findings a row waits for; one place of an item may be light where the item as a whole is open."""
    paths = set(row.paths) if row.verdict is Verdict.UNDECIDED else set()
    return [found for found in findings if found.change.path in paths]


def wrong_order(row: DraftRow, effective: date | None, submitted: date | None) -> str:
    """What is wrong with the days of a row, "" where nothing is or a day is not known."""
    return guideline.late(row.verdict, row.timing, effective, submitted)


def changed(file: Path, change: Callable[[str], str]) -> str:
    """Change a decisions file while nobody else does: read, change, written whole; the new text.

    Raises:
        DataError: When it cannot be read or written.
        RegistryError: When another writer keeps it too long.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with locked(_lock_of(file)):
            before = text_of(file) if file.is_file() else ""
            after = change(before)
            if after != before:
                write_whole(after.encode(), file)
            return after
    except OSError as error:
        raise DataError(
            f"決定を書き込めません（{reason(error)}）", where=str(file), remedy="場所と権限、空き容量を確かめてください"
        ) from error


def _lock_of(file: Path) -> Path:
    """One lock for a folder's decisions; in a registry it lies where git lists nothing."""
    top = registry_around(file.parent)
    inside = top / ".git" if top else None
    return (inside if inside and inside.is_dir() else file.parent) / ".piadiff-decisions.lock"


def signed(text: str, decisions: Mapping[str, Decision | None], where: str) -> str:
    """The decisions file with these decisions in it, each in place of what was decided before; None takes it out."""
    for mark, decision in decisions.items():
        text = drop_decision(text, mark, where) if decision is None else write_decision(text, mark, decision, where)
    return text
