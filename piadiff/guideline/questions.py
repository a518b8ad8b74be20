"""Missing facts as questions, and what their answers make of a 要判断."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from piadiff.guideline.catalogue import find
from piadiff.guideline.rule import Question, Rule, rules
from piadiff.model import Finding, Timing, Verdict


@dataclass(frozen=True, slots=True)
class Settled:
    """What answers make of a row: its verdict and timing in the words of an answer, and the answers given."""

    verdict: Verdict
    timing: Timing
    explanation: str
    reason: str


def asked(findings: Sequence[Finding]) -> dict[str, Question]:
    """Questions that settle these findings, by the rule that asks; those without a yes or no are left out."""
    known = {rule.id: rule.question for rule in rules() if rule.question}
    return {rule: _naming(known[rule], rule, findings) for rule in _open(findings) if rule in known}


def _naming(question: Question, rule: str, findings: Sequence[Finding]) -> Question:
    """A question with the words that the rule saw."""
    words = (word for found in findings for reason in found.reasons if reason.rule == rule for word in reason.words)
    return question.model_copy(update={"asks": question.asks.replace("{words}", "、".join(dict.fromkeys(words)))})


def _open(findings: Sequence[Finding]) -> list[str]:
    """Rules for which findings wait, the first word of each first."""
    waiting = (found for found in findings if found.verdict is Verdict.UNDECIDED)
    told = (reason.rule for found in waiting for reason in found.reasons if reason.verdict is Verdict.UNDECIDED)
    return list(dict.fromkeys(told))


def settle(
    findings: Sequence[Finding],
    answers: Mapping[str, bool],
    *,
    effective: date | None = None,
    submitted: date | None = None,
    emergency: bool = False,
) -> Settled | None:
    """The verdict that follows from the answers; None while a fact that could make it heavier is open."""
    questions = asked(findings)
    given = {rule: answers[rule] for rule in questions if rule in answers}
    outcomes = []
    for rule, yes in given.items():
        answer = questions[rule].if_yes if yes else questions[rule].if_no
        outcomes.append((find(answer.rule), answer.explanation))
    heaviest = max(outcomes, key=lambda each: each[0].verdict.weight, default=None)
    if heaviest is None:
        return None
    verdict = heaviest[0].verdict
    if verdict is Verdict.MINOR and set(given) != set(_open(findings)):
        return None
    timing = timing_of(heaviest[0], effective=effective, submitted=submitted, emergency=emergency)
    told = "、".join(f"「{questions[rule].asks}」{'はい' if yes else 'いいえ'}" for rule, yes in given.items())
    return Settled(verdict, timing, heaviest[1], told)


def timing_of(rule: Rule, *, effective: date | None, submitted: date | None, emergency: bool) -> Timing:
    """提出時期 under a rule on these days; 規則第9条第2項 lets a 重要な変更 be submitted after it."""
    if rule.verdict is Verdict.MINOR and effective and submitted:
        return Timing.BEFORE if submitted < effective else Timing.AFTER
    return Timing.AFTER if rule.verdict is Verdict.SIGNIFICANT and emergency else rule.timing


def chosen(verdict: Verdict) -> tuple[Rule, str] | None:
    """The rule and the words for a verdict that a person chooses against the machine; None for 要判断."""
    plain = find("rewritten").question
    if verdict is Verdict.UNDECIDED or plain is None:
        return None
    if verdict is Verdict.REDO:
        return find("threshold_raised"), find("threshold_raised").explanation
    answer = plain.if_yes if verdict is Verdict.SIGNIFICANT else plain.if_no
    return find(answer.rule), answer.explanation
