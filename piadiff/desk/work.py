"""One pair of versions on the desk: read, judged and drafted once for its days, with the decisions as they stand."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from threading import RLock

from piadiff.data import text_of
from piadiff.desk.folder import Session, change_session, session_in
from piadiff.draft import Decision, drop_decision, read_decisions, refusal, with_decisions
from piadiff.errors import WrongCallError
from piadiff.guideline import Policy, Settled
from piadiff.model import Draft, DraftRow, Finding, Form, Mismatch, Timing, Verdict
from piadiff.model.amendment import Summary
from piadiff.pipeline import deciding, drafting, judging, pairing, signing
from piadiff.pipeline.days import Days
from piadiff.pipeline.lateness import late_rows


@dataclass(frozen=True, slots=True)
class Side:
    """One version: how a person calls it, what was read, and the file it was read from (None: a registry's)."""

    name: str
    form: Form
    file: Path | None = None


class TakenError(Exception):
    """Somebody else decided a row meanwhile."""


@dataclass(frozen=True)
class Judged:
    """What the machine says of the pair on some days."""

    findings: tuple[Finding, ...]
    draft: Draft

    @cached_property
    def rows(self) -> Mapping[str, DraftRow]:
        """Rows by fingerprint."""
        return {row.fingerprint: row for row in self.draft.rows}


@dataclass(slots=True)
class Work:
    """A pair of versions and the files in which decisions about it are kept.

    Attributes:
        file: The decisions file.
        said: The file with what a person said beside the decisions.
        read_only: Nothing may be written.
        confirmed: A person said that the pair is right although something speaks against it.
    """

    old: Side
    new: Side
    file: Path
    said: Path
    how: drafting.Drafting
    read_only: bool = False
    confirmed: bool = False
    id: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    _judged: dict[tuple[Days, date | None], Judged] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    @property
    def policy(self) -> Policy | None:
        """The policy of the registry the pair is from."""
        return self.how.policy

    @property
    def mismatches(self) -> tuple[Mismatch, ...]:
        """What speaks against the pair."""
        return pairing.mismatches(self.old.form, self.new.form)

    @property
    def session(self) -> Session:
        """What a person said beside the decisions."""
        return session_in(self.said)

    def days(self) -> Days:
        """The days as a person gave them."""
        said = self.session
        return Days(effective=said.effective, submitted=said.submitted)

    def submitted(self) -> date | None:
        """提出日: what a person said, else the 公表日 of the newer version."""
        return self.session.submitted or self.new.form.header.published

    def judged(self) -> Judged:
        """What the machine says on the days given."""
        days, day = self.days(), self.session.day
        with self._lock:
            if (days, day) not in self._judged:
                old, new = self.old.form, self.new.form
                found = judging.judge(old, new, days, policy=self.policy, sister=self.how.sister)
                how = replace(self.how, day=day or self.how.day, decisions={})
                drafted = drafting.draft(old, new, days, how, found)
                self._judged = {(days, day): Judged(found, drafted)}
            return self._judged[days, day]

    def decisions(self) -> dict[str, Decision]:
        """Decisions as they stand in the file."""
        return drafting.decisions_in(self.file)

    def draft(self) -> Draft:
        """The rows with the decisions as they stand."""
        made = with_decisions(self.judged().draft, self.decisions())
        return replace(made, late=late_rows(made.rows, self.new.form, self.days()))

    def row(self, mark: str) -> DraftRow:
        """A row by its fingerprint, as the machine drafted it.

        Raises:
            WrongCallError: When there is none.
        """
        row = self.judged().rows.get(mark)
        if row is None:
            raise WrongCallError("その行はありません", remedy="画面を開き直してください")
        return row

    def say(self, **said: object) -> Session:
        """Keep what a person says."""
        return self._say(lambda stands: stands.model_copy(update=said))

    def _say(self, change: Callable[[Session], Session]) -> Session:
        self._writable()
        title = f"{self.new.form.header.title}（{self.new.form.header.kind}）"
        return change_session(self.said, lambda stands: change(stands).model_copy(update={"title": title}))

    def sign(self, decisions: Mapping[str, Decision | None], seen: Mapping[str, str]) -> None:
        """Record decisions, each on top of the one its person saw.

        Raises:
            TakenError: When one of the rows was decided otherwise meanwhile; then nothing is recorded.
        """
        self._writable()

        def change(text: str) -> str:
            stands = read_decisions(text, str(self.file))
            for mark, decision in decisions.items():
                there = stands.get(mark)
                if there != decision and stamp(there) != seen.get(mark, ""):
                    raise TakenError(there.person if there else "")
            return signing.signed(text, decisions, str(self.file))

        signing.changed(self.file, change)

    def answer(self, mark: str, rule: str, yes: bool) -> Settled | None:
        """Keep an answer; what all answers of the row make of it, None while it is open."""
        row = self.row(mark)

        def change(stands: Session) -> Session:
            answers = {**stands.answers, mark: {**stands.answers.get(mark, {}), rule: yes}}
            return stands.model_copy(update={"answers": answers})

        return self.settled(row, self._say(change).answers[mark])

    def settled(self, row: DraftRow, answers: Mapping[str, bool]) -> Settled | None:
        """What answers make of a row; None while it is open."""
        return signing.settle(row, self.judged().findings, answers, self.days(), self.new.form)

    def accept(self, content: bytes, name: str, person: str) -> tuple[int, tuple[str, ...]]:
        """Record the decisions of a table that came back; how many are new, and what was not taken over."""
        self._writable()
        fresh, notes = 0, tuple[str, ...]()

        def change(text: str) -> str:
            nonlocal fresh, notes
            stands = read_decisions(text, str(self.file))
            drafted = with_decisions(self.judged().draft, stands)
            taken = drafting.accept(content, name, drafted, replace(self.how, decisions=stands), person)
            fresh = sum(stands.get(mark) != decision for mark, decision in taken.decisions.items())
            notes = taken.notes
            return drafting.recorded(text, taken.decisions, str(self.file))

        signing.changed(self.file, change)
        return fresh, notes

    def decisions_text(self) -> str:
        """The decisions file as it stands."""
        return text_of(self.file) if self.file.is_file() else drop_decision("", "")

    def next_steps(self, drafted: Draft) -> list[tuple[str, str]]:
        """The procedure that follows from the verdicts as decided: steps with their clauses."""
        told = deciding.with_rows(deciding.Decided(tuple(self.judged().findings)), drafted.rows)
        steps = judging.next_steps(self.new.form, told.findings)
        return [(step["title"], step["clause"]) for step in steps]

    def summary(self) -> Summary:
        """The draft put for residents."""
        return drafting.summary(self.new.form, self.draft(), self.how.style)

    def _writable(self) -> None:
        if self.read_only:
            raise WrongCallError("読み取り専用で開いています", remedy="決めるには --read-only を付けずに始めてください")


def stamp(decision: Decision | None) -> str:
    """What names a decision, so that a page can say which one it showed; "" for none."""
    return hashlib.sha256(decision.model_dump_json().encode()).hexdigest()[:12] if decision else ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a person signs of a row."""

    verdict: Verdict
    timing: Timing
    explanation: str = ""
    effective: date | None = None
    reason: str = ""
    until: date | None = None


def decision_for(row: DraftRow, person: str, words: Words) -> Decision:
    """A signature: the verdict, timing and words that stood on the page, whatever a later draft would say.

    Raises:
        WrongCallError: When nobody signs, or what is signed is open.
    """
    if not person.strip():
        raise WrongCallError("決める人の名前がありません", remedy="「担当者」に名前を書いてください")
    if words.verdict is Verdict.UNDECIDED:
        raise WrongCallError("要判断のままでは決められません", remedy="質問に答えるか、判定を選んでください")
    if words.timing is Timing.UNKNOWN and words.verdict is not Verdict.REDO:
        raise WrongCallError("提出時期が決まっていません", remedy="事前か事後を選んでください")
    if words.verdict is not row.verdict and words.explanation.strip() in ("", row.explanation):
        raise WrongCallError("説明が、元の判定のままです", remedy="選んだ判定に合わせて、説明を書いてください")
    made = Decision(
        item=row.item,
        person=person.strip(),
        verdict=words.verdict,
        timing=words.timing or None,
        explanation=words.explanation.strip() or row.explanation,
        effective=words.effective,
        until=words.until,
        reason=words.reason.strip(),
    )
    refused = refusal(row, made)
    if refused:
        raise WrongCallError(
            refused,
            remedy="「決めた理由」と「いつの変更日までの決定か」を書くか、重要な変更として手続を進めてください",
        )
    return made


def together(rows: Sequence[DraftRow], person: str, effective: date | None) -> dict[str, Decision | None]:
    """Signatures of rows that are proven harmless, as they are drafted."""
    return {
        row.fingerprint: decision_for(
            row,
            person,
            Words(row.verdict, row.timing, row.explanation, effective, f"証明: {'、'.join(row.proofs)}"),
        )
        for row in rows
    }
