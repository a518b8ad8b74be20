"""Changes + rules + facts → Findings: several rules may speak, the heaviest decides, all are reported."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from piadiff.guideline import threshold
from piadiff.guideline.batch import Batch
from piadiff.guideline.facts import Facts
from piadiff.guideline.law_evidence import LawEvidence, evidence_of
from piadiff.guideline.roles import is_listed, role_of
from piadiff.guideline.rule import Rule, rules
from piadiff.guideline.signals import Told, signals_of
from piadiff.guideline.vocabulary import Context, Role, Signal
from piadiff.model import Action, Change, FacetKind, Finding, FormKind, Reason, Timing, Verdict

UNCLAIMED = "no_rule_claims"
_UNCLAIMED_CLAUSE = "指針第6の2(2)"
_OUTCOMES = {
    "raised": Context.THRESHOLD_RAISED,
    "lowered": Context.THRESHOLD_LOWERED,
    "same": Context.THRESHOLD_SAME,
    "": Context.THRESHOLD_UNKNOWN,
}


@dataclasses.dataclass(frozen=True, slots=True)
class _Case:
    """One change with everything the rules ask of it."""

    change: Change
    role: Role
    listed: bool
    told: Told
    context: frozenset[Context]
    law: LawEvidence


def classify(changes: Sequence[Change], facts: Facts) -> tuple[Finding, ...]:
    """Verdicts for the changes of one revision, in their order.

    A change that shares a name with a 重要 change of the same form is judged again with that in mind.
    """
    cases = [_case(change, facts) for change in changes]
    first = [_judge(case, facts) for case in cases]
    batch = Batch(first)
    second = []
    for case, finding in zip(cases, first, strict=True):
        link = batch.link(finding)
        if link is None:
            second.append(finding)
        else:
            linked = dataclasses.replace(case, context=case.context | {Context.LINKED})
            second.append(_noted(_judge(linked, facts), link))
    return tuple(second)


def _noted(finding: Finding, link: str) -> Finding:
    return dataclasses.replace(finding, notes=(*finding.notes, link))


def _case(change: Change, facts: Facts) -> _Case:
    role = role_of(change.path, facts.template)
    listed = is_listed(change, facts.template)
    law = evidence_of(change, facts)
    told = signals_of(change, role, listed=listed and facts.kind is not FormKind.BASIC, by_law=law.proven)
    if law.unexplained and listed and facts.kind is not FormKind.BASIC:
        told = told.also(Signal.NUMBERS_UNEXPLAINED, law.unexplained)
    return _Case(
        change=change,
        role=role,
        listed=listed,
        told=told,
        context=frozenset(_threshold(change, role, facts) | _outsourcing(change)),
        law=law,
    )


def _outsourcing(change: Change) -> set[Context]:
    """Whether the change brings in, or takes out, a whole 委託事項."""
    if not (change.path.parts and change.path.parts[-1].startswith("委託事項")):
        return set()
    if change.action is Action.ADDED:
        return {Context.NEW_OUTSOURCING_ITEM}
    return {Context.OUTSOURCING_ITEM_REMOVED} if change.action is Action.REMOVED else set()


def _threshold(change: Change, role: Role, facts: Facts) -> set[Context]:
    """What a change of a しきい値 choice, or of the printed result, does to the assessment that is due."""
    if role is Role.THRESHOLD_RESULT:
        return {_OUTCOMES[threshold.stated_outcome(change.before, change.after)]}
    if role not in (Role.HEADCOUNT, Role.HANDLERS, Role.ACCIDENT_YEAR) or change.path.section != "Ⅱ":
        return set()
    sides = [threshold.of_form(form) if form else None for form in (facts.old, facts.new)]
    if sides[0] and sides[1]:
        gap = sides[1].weight - sides[0].weight
        told = {"raised" if gap > 0 else "lowered" if gap < 0 else "same"}
    else:
        told = threshold.outcomes({change.path: change.before}, {change.path: change.after})
    if told == {"same", "lowered"}:
        told = {"lowered"}
    return {_OUTCOMES[told.pop() if len(told) == 1 else ""]}


def _fits(rule: Rule, signal: Signal, case: _Case, facts: Facts) -> bool:
    when = rule.when
    return (
        when.names(signal)
        and (not rule.forms or facts.kind in rule.forms)
        and (not when.roles or case.role in when.roles)
        and case.role not in when.not_roles
        and (when.listed is None or when.listed == case.listed)
        and (not when.context or bool(case.context & set(when.context)))
        and not case.context & set(when.unless)
    )


def _judge(case: _Case, facts: Facts) -> Finding:
    """Every signal must be claimed by a rule; one that none claims leaves the change 要判断."""
    spoken: dict[str, tuple[Rule, list[str]]] = {}
    unclaimed: list[str] = []
    known = case.role is Role.WHOLE_FORM or facts.template.nearest(case.change.path) is not None
    applicable = [rule for rule in rules() if known and rule.in_force(facts.as_of)]
    for signal, words in case.told.signals.items():
        speaking = [rule for rule in applicable if _fits(rule, signal, case, facts)]
        speaking = [rule for rule in speaking if rule.when.signals != "other"] or speaking
        for rule in speaking:
            spoken.setdefault(rule.id, (rule, []))[1].extend(words)
        if not speaking:
            unclaimed.extend(words or (signal.value,))
    reasons = [_reason(rule, words, facts) for rule, words in spoken.values()]
    if unclaimed:
        reasons.append(_unclaimed(unclaimed))
    reasons.sort(key=lambda reason: -reason.verdict.weight)
    return _finding(case, reasons, {id_: rule for id_, (rule, _) in spoken.items()}, facts)


def _reason(rule: Rule, words: list[str], facts: Facts) -> Reason:
    override = facts.policy.overrides.get(rule.id) if facts.policy else None
    verdict = override.verdict if override else rule.verdict
    timing = Timing.BEFORE if verdict in (Verdict.SIGNIFICANT, Verdict.REDO) else rule.timing
    clause = rule.clause_for(facts.kind, facts.as_of)
    clause = f"{clause}（方針による上書き: {override.reason}）" if override else clause
    return Reason(rule.id, clause, verdict, timing, tuple(dict.fromkeys(words)), rule.missing)


def _unclaimed(words: list[str]) -> Reason:
    return Reason(
        UNCLAIMED,
        _UNCLAIMED_CLAUSE,
        Verdict.UNDECIDED,
        Timing.UNKNOWN,
        tuple(dict.fromkeys(words)),
        "特定個人情報の取扱いやリスクがこの変更で変わるかどうか",
    )


def _finding(case: _Case, reasons: list[Reason], spoken: dict[str, Rule], facts: Facts) -> Finding:
    deciding = reasons[0]
    rule = spoken.get(deciding.rule)
    timing, note = _timing(deciding, case, facts)
    same = [reason for reason in reasons if reason.verdict is deciding.verdict]
    said = (spoken[reason.rule].note for reason in same if reason.rule in spoken)
    return Finding(
        change=case.change,
        verdict=deciding.verdict,
        timing=timing,
        explanation=_naming(_explained(same, spoken, case), case.law.amendments),
        reasons=tuple(reasons),
        missing=tuple(dict.fromkeys(r.missing for r in same if r.missing)) if rule is None or rule.missing else (),
        cause="、".join(dict.fromkeys(spoken[r.rule].cause for r in same if r.rule in spoken)),
        notes=tuple(filter(None, (note, *said, *case.law.notes))),
    )


_AMENDED = "法令の改正"


def _naming(explanation: str, amendments: Sequence[str]) -> str:
    """The explanation with the amending laws and their 施行日, where the law's data decide them."""
    return explanation.replace(_AMENDED, f"{_AMENDED}（{'、'.join(amendments)}）", 1) if amendments else explanation


def _explanation(same: list[Reason], spoken: dict[str, Rule]) -> str:
    """Cause first, then the reason; rules that give the same reason are told in one sentence."""
    told = [spoken[reason.rule] for reason in same if reason.rule in spoken]
    if not told:
        return ""
    by_text: dict[str, list[str]] = {}
    for rule in told:
        by_text.setdefault(rule.explanation, []).append(rule.cause)
    text, causes = next(iter(by_text.items()))
    return text.replace("{cause}", _listed(list(dict.fromkeys(causes))))


def _explained(same: list[Reason], spoken: dict[str, Rule], case: _Case) -> str:
    """The explanation with the proofs that a 軽微 on a ※ item rests on."""
    explanation = _explanation(same, spoken)
    light = same[0].verdict is Verdict.MINOR
    told = "、".join(dict.fromkeys(proof.name for proof in case.told.proofs)) if light else ""
    return f"{explanation.removesuffix('。')}（{told}）。" if told and explanation else explanation


def _listed(causes: list[str]) -> str:
    """A及びB; A、B及びC."""
    return "及び".join(filter(None, ("、".join(causes[:-1]), causes[-1])))


def _timing(deciding: Reason, case: _Case, facts: Facts) -> tuple[Timing, str]:
    """事前 when 提出・公表 comes before the change takes effect; a plan in the text says as much."""
    if deciding.verdict is not Verdict.MINOR:
        return deciding.timing, ""
    if facts.effective and facts.submitted:
        if facts.submitted < facts.effective:
            return Timing.BEFORE, f"{facts.effective} の実施より前の提出であり、任意の事前です"
        return Timing.AFTER, ""
    planned = Signal.FACT_TO_PLAN in case.told.signals or (
        Signal.PLAN_TO_FACT not in case.told.signals
        and any(
            "予定" in facet.after and "予定" not in facet.before
            for facet in case.change.facets
            if facet.kind is not FacetKind.ELIDED
        )
    )
    if planned:
        return Timing.BEFORE, "記載に「予定」とあり、実施前の提出と見られます（任意の事前）"
    return deciding.timing, ""
