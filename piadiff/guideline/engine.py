"""Changes + rules + facts → Findings: several rules may speak, the heaviest decides, all are reported."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from piadiff.guideline.batch import Batch
from piadiff.guideline.burden.proofs import DETAILED, Proof
from piadiff.guideline.context import context_of, owner_of
from piadiff.guideline.facts import Facts
from piadiff.guideline.language.headings import with_own_name
from piadiff.guideline.language.references import references
from piadiff.guideline.language.synonyms import STATEMENT, told_of
from piadiff.guideline.law_evidence import LawEvidence, evidence_of
from piadiff.guideline.moved_away import moved_away
from piadiff.guideline.order import late
from piadiff.guideline.policy import Override
from piadiff.guideline.roles import is_listed, role_of
from piadiff.guideline.rule import Rule, rules_naming
from piadiff.guideline.signals import Known, Told, signals_of
from piadiff.guideline.statements.carried_out import without_its_day
from piadiff.guideline.statements.names_only import names_only
from piadiff.guideline.statements.stated import done_before, unchanged
from piadiff.guideline.vocabulary import Context, Role, Signal
from piadiff.model import Change, FacetKind, Finding, FormKind, ItemPath, Reason, Timing, Verdict

UNCLAIMED = "no_rule_claims"
_UNLISTED = "別表に挙げる記載項目ではない"
_UNCLAIMED_CLAUSE = "指針第6の2(2)"
_ANYWHERE = frozenset({Signal.FORM, Signal.UNREAD})
"""What does not depend on the item it stands in, so that rules judge it in an attachment nobody knows too."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Case:
    """One change with everything the rules ask of it."""

    change: Change
    role: Role
    listed: bool
    told: Told
    context: frozenset[Context]
    law: LawEvidence
    stricter: Mapping[str, Override]


def classify(changes: Sequence[Change], facts: Facts) -> tuple[Finding, ...]:
    """Verdicts for the changes of one revision, in their order.

    A change that shares a name with a 重要 change of the same form is judged again with that in mind.
    """
    cases = [_case(change, facts, changes) for change in changes]
    first = [_judge(case, facts) for case in cases]
    batch = Batch(first)
    numbers: dict[ItemPath, list[int]] = {}
    for number, change in enumerate(changes):
        numbers.setdefault(change.path, []).append(number)
    second = []
    anew = any(finding.verdict in (Verdict.SIGNIFICANT, Verdict.REDO) for finding in first)
    for case, finding in zip(cases, first, strict=True):
        if anew and Context.LONG_AFTER in case.context:
            second.append(_noted(_judge(_without(case, Context.LONG_AFTER), facts), _WITH_OTHERS))
            continue
        link = batch.link(finding)
        owner = owner_of(case.change, numbers) if finding.verdict is Verdict.UNDECIDED else None
        if link is not None:
            linked = dataclasses.replace(case, context=case.context | {Context.LINKED})
            second.append(_noted(_judge(linked, facts), link))
        elif owner is not None:
            second.append(_owned(case, finding, first[owner], facts))
        elif (weaker := _weaker_beside(case, first)) is not None:
            told = case.told.also(Signal.WEAKENED, weaker.reasons[0].words)
            note = f"{weaker.change.path} の変更と併せて判断しました"
            second.append(_noted(_judge(dataclasses.replace(case, told=told), facts), note))
        else:
            second.append(finding)
    return tuple(second)


def _weaker_beside(case: _Case, findings: Sequence[Finding]) -> Finding | None:
    """The weaker measure under the risk whose grade was lowered."""
    above = case.change.path.parent
    if case.role is not Role.ADEQUACY or Signal.GRADE_LOWERED not in case.told.signals or above is None:
        return None
    beside = (each for each in findings if above.contains(each.change.path) and each.change is not case.change)
    return next((each for each in beside if each.reasons[0].rule == "measure_weakened"), None)


def _owned(case: _Case, finding: Finding, owner: Finding, facts: Facts) -> Finding:
    """Details filled in follow the choice, or the group, they belong to."""
    note = f"{owner.change.path} の変更と併せて判断しました"
    if owner.verdict is Verdict.SIGNIFICANT:
        part = dataclasses.replace(case, context=case.context | {Context.PART_OF_SIGNIFICANT})
        return _noted(_judge(part, facts), note)
    if owner.verdict is Verdict.MINOR and set(owner.rules) <= {"measure_strengthened", "restated"} and case.listed:
        told = Told({Signal.MEASURE_ADDED: (case.change.after[:30],)}, (Proof(DETAILED, Signal.MEASURE_ADDED),))
        return _noted(_judge(dataclasses.replace(case, told=told), facts), note)
    return finding


def _without(case: _Case, context: Context) -> _Case:
    return dataclasses.replace(case, context=case.context - {context})


_WITH_OTHERS = "同じ版に評価を改めて行う変更があり、その評価の日付と見られます"


def _noted(finding: Finding, link: str) -> Finding:
    return dataclasses.replace(finding, notes=(*finding.notes, link))


def _case(change: Change, facts: Facts, batch: Sequence[Change]) -> _Case:
    role = role_of(change.path, facts.template)
    listed = is_listed(change, facts.template)
    law = evidence_of(change, facts)
    weighs = listed and facts.kind is not FormKind.BASIC
    names = (*told_of(change, facts.synonyms), *names_only(change, facts.statements, role)) if weighs else ()
    found = references(change, facts.template, facts.stands) if weighs else ()
    dated = without_its_day(with_own_name(change), facts.statements, role)
    stays, carried = moved_away(dated, role, facts.statements, facts.stands) if weighs else (dated, ())
    told = signals_of(stays, role, listed=weighs, known=Known(law.proven, names, found)).proven_by(carried)
    if law.unexplained and weighs:
        told = told.also(Signal.NUMBERS_UNEXPLAINED, law.unexplained)
    return _Case(
        change=change,
        role=role,
        listed=listed,
        told=told,
        context=context_of(change, role, facts, batch, listed=weighs),
        law=law,
        stricter=facts.policy.overrides if facts.policy else {},
    )


def _fits(rule: Rule, case: _Case, facts: Facts) -> bool:
    when = rule.when
    return (
        (not rule.forms or facts.kind in rule.forms)
        and (not when.roles or case.role in when.roles)
        and case.role not in when.not_roles
        and (when.listed is None or when.listed == case.listed)
        and (not when.context or not case.context.isdisjoint(when.context))
        and case.context.isdisjoint(when.unless)
    )


def _judge(case: _Case, facts: Facts) -> Finding:
    """Every signal must be claimed by a rule; one that none claims leaves the change 要判断."""
    spoken: dict[str, tuple[Rule, list[str]]] = {}
    unclaimed: list[str] = []
    known = (
        case.role is Role.WHOLE_FORM
        or facts.template.nearest(case.change.path) is not None
        or case.told.signals.keys() <= _ANYWHERE
    )
    for signal, words in case.told.signals.items():
        named = rules_naming(signal, facts.as_of) if known else ()
        speaking = [rule for rule in named if _fits(rule, case, facts)]
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
    clause, verdict, timing = rule.clause_for(facts.kind, facts.as_of), rule.verdict, rule.timing
    missing = rule.missing.replace("{words}", "、".join(dict.fromkeys(words)))
    if override:
        clause = f"{clause}（方針による上書き: {override.reason}）"
        verdict, missing = override.verdict, ""
        timing = Timing.BEFORE if verdict is Verdict.SIGNIFICANT else Timing.UNKNOWN
        if verdict is Verdict.UNDECIDED:
            missing = f"方針により人が判断する事柄（{override.reason}）"
    if facts.emergency and verdict is Verdict.SIGNIFICANT:
        clause, timing = f"{clause}、規則第9条第2項", Timing.AFTER
    return Reason(rule.id, clause, verdict, timing, tuple(dict.fromkeys(words)), missing, rule.name)


def _unclaimed(words: list[str]) -> Reason:
    return Reason(
        UNCLAIMED,
        _UNCLAIMED_CLAUSE,
        Verdict.UNDECIDED,
        Timing.UNKNOWN,
        tuple(dict.fromkeys(words)),
        "特定個人情報の取扱いやリスクがこの変更で変わるかどうか",
        "当たる規則がない",
    )


def _finding(case: _Case, reasons: list[Reason], spoken: dict[str, Rule], facts: Facts) -> Finding:
    deciding = reasons[0]
    timing, note = _timing(deciding, case, facts)
    same = [reason for reason in reasons if reason.verdict is deciding.verdict]
    said = (spoken[reason.rule].note for reason in same if reason.rule in spoken)
    return Finding(
        change=case.change,
        verdict=deciding.verdict,
        timing=timing,
        explanation=_naming(_explained(same, spoken, case), case.law.amendments),
        reasons=tuple(reasons),
        missing=tuple(dict.fromkeys(reason.missing for reason in same if reason.missing)),
        cause="、".join(dict.fromkeys(spoken[r.rule].cause for r in same if r.rule in spoken)),
        notes=tuple(filter(None, (note, *said, *_open(case, facts), *case.law.notes))),
        proofs=_proofs(deciding, case, facts),
    )


_SETTLED = {Signal.REWRITTEN, Signal.SUPPLEMENTED, Signal.MEASURE_EXCHANGED}
"""What is light only by what a person says."""


def _proofs(deciding: Reason, case: _Case, facts: Facts) -> tuple[str, ...]:
    """What proves that a change is harmless: its place outside the 別表, or the proofs of its words."""
    if deciding.verdict is not Verdict.MINOR:
        return ()
    if facts.kind is FormKind.BASIC or not case.listed:
        return (_UNLISTED,)
    settled = not case.told.signals.keys().isdisjoint(_SETTLED)
    told = facts.statements if settled else ()
    said = unchanged(case.change, case.role, told) or done_before(case.change, told)
    stated = (f"{STATEMENT}に「{said[:40]}」とある",) if said else ()
    return tuple(dict.fromkeys((*(proof.name for proof in case.told.proofs), *stated)))


_AMENDED = "法令の改正"


def _naming(explanation: str, amendments: Sequence[str]) -> str:
    """The explanation with the amending laws and their 施行日, where the law's data decide them."""
    return explanation.replace(_AMENDED, f"{_AMENDED}（{'、'.join(amendments)}）", 1) if amendments else explanation


def _explanation(same: list[Reason], spoken: dict[str, Rule]) -> str:
    """Cause first, then the reason; rules that give the same reason are given in one sentence."""
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
    stricter = case.stricter.get(same[0].rule)
    if stricter and same[0].rule in spoken:
        return f"{spoken[same[0].rule].cause}であり、方針により{stricter.verdict}として扱う（{stricter.reason}）。"
    explanation = _explanation(same, spoken)
    light = same[0].verdict is Verdict.MINOR
    told = "、".join(dict.fromkeys(proof.name for proof in case.told.proofs)) if light else ""
    return f"{explanation.removesuffix('。')}（{told}）。" if told and explanation else explanation


def _listed(causes: list[str]) -> str:
    """A及びB; A、B及びC."""
    return "及び".join(filter(None, ("、".join(causes[:-1]), causes[-1])))


_SHARED = frozenset({Role.TASK, Role.SYSTEM, Role.NUMBER_USE, Role.LINKAGE, Role.MEASURE, Role.FILE_NAME})
"""Items of a 基礎項目評価書 that say what ※ items of the sister form say."""


def _is_shared(case: _Case, facts: Facts) -> bool:
    return facts.kind is FormKind.BASIC and case.role in _SHARED


def _open(case: _Case, facts: Facts) -> tuple[str, ...]:
    """The fact that decides when a 基礎項目評価書 is due, where the sister form is not known."""
    return (_NO_SISTER,) if facts.sister is None and _is_shared(case, facts) else ()


_EMERGENCY = "規則第9条第2項が適用されているため、実施の後に速やかに行えば足ります"
_SISTER = "同じ事務の重点・全項目評価書に重要な変更があるため、変更の前に提出します（規則第5条第1項後段）"
_NO_SISTER = "同じ事務の重点・全項目評価書に重要な変更があれば、変更の前に提出します（規則第5条第1項後段）"


def _timing(deciding: Reason, case: _Case, facts: Facts) -> tuple[Timing, str]:
    """事前 when 提出・公表 comes before the change takes effect; a plan in the text says as much."""
    if deciding.verdict is not Verdict.MINOR:
        excused = deciding.verdict is Verdict.SIGNIFICANT and facts.emergency
        days = late(deciding.verdict, deciding.timing, facts.effective, facts.submitted)
        return deciding.timing, _EMERGENCY if excused else days
    if facts.sister and _is_shared(case, facts):
        return Timing.BEFORE, f"{_SISTER}{late(deciding.verdict, Timing.BEFORE, facts.effective, facts.submitted)}"
    if facts.effective and facts.submitted:
        early = facts.submitted < facts.effective
        note = f"{facts.effective} の実施より前の提出であり、任意の事前です"
        return (Timing.BEFORE, note) if early else (Timing.AFTER, "")
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
