"""A missing fact as a question: what its answer makes of a row, and that every 要判断 that can be asked is."""

from __future__ import annotations

from datetime import date

import pytest

from piadiff.guideline import asked, chosen, rules, settle
from piadiff.model import Action, Change, Finding, ItemPath, Reason, Timing, Verdict
from tests.guideline.judged import judged_edit

RULES = {rule.id: rule for rule in rules()}
OPEN = [rule for rule in rules() if rule.verdict is Verdict.UNDECIDED]
ASKING = [rule for rule in rules() if rule.question]
NO_YES_OR_NO = {"unread", "scope_left_out", "threshold_lowered"}
"""Whatever is answered leaves the row as light as it is, or the text has to be read first."""


def finding(*open_rules: str, verdict: Verdict = Verdict.UNDECIDED) -> Finding:
    change = Change(ItemPath("Ⅰ", parts=("1", "②")), Action.CHANGED, "a", "b")
    reasons = tuple(Reason(rule, "", verdict, Timing.UNKNOWN) for rule in open_rules)
    return Finding(change, verdict, Timing.UNKNOWN, "", reasons)


def test_every_open_rule_asks_unless_no_yes_or_no_settles_it():
    assert {rule.id for rule in OPEN} - {rule.id for rule in ASKING} == NO_YES_OR_NO
    assert all(rule in OPEN for rule in ASKING)


@pytest.mark.parametrize("rule", ASKING, ids=lambda rule: rule.id)
def test_answers_name_rules_for_the_same_forms_and_differ(rule):
    answers = [RULES[answer.rule] for answer in (rule.question.if_yes, rule.question.if_no)]
    for answer in answers:
        assert set(rule.forms) <= set(answer.forms)
        assert answer.verdict is not Verdict.UNDECIDED
    assert answers[0].verdict is not answers[1].verdict


@pytest.mark.parametrize("rule", ASKING, ids=lambda rule: rule.id)
def test_the_words_of_an_answer_say_its_verdict(rule):
    for answer in (rule.question.if_yes, rule.question.if_no):
        light = "重要な変更に当たらない" in answer.explanation
        assert light is (RULES[answer.rule].verdict is Verdict.MINOR)


def test_one_answer_settles_one_question():
    found = [finding("rewritten")]
    assert list(asked(found)) == ["rewritten"]
    assert settle(found, {}) is None
    assert settle(found, {"rewritten": True}).verdict is Verdict.SIGNIFICANT
    settled = settle(found, {"rewritten": False})
    assert (settled.verdict, settled.timing) == (Verdict.MINOR, Timing.AFTER)
    assert settled.reason.endswith("いいえ")
    assert settle(found, {"rewritten": True}).reason.endswith("はい")


def test_a_question_names_what_the_rule_saw():
    found = judged_edit("対策", "記録を毎月点検する。", "記録を定期的に点検する。")
    (question,) = asked([found]).values()
    assert question.asks == "引き続き「毎月」と同等以上に行いますか。"


def test_light_needs_every_answer_and_heavy_one():
    found = [finding("rewritten", "measure_replaced")]
    assert settle(found, {"rewritten": False}) is None
    assert settle(found, {"rewritten": False, "measure_replaced": False}).verdict is Verdict.MINOR
    assert settle(found, {"rewritten": False, "measure_replaced": True}).verdict is Verdict.SIGNIFICANT
    assert settle(found, {"rewritten": True}).verdict is Verdict.SIGNIFICANT


@pytest.mark.parametrize("silent", ["unread", "no_rule_claims"])
def test_a_fact_nobody_is_asked_for_stays_open(silent):
    found = [finding("rewritten", silent)]
    assert settle(found, {"rewritten": False}) is None
    assert settle(found, {"rewritten": True}).verdict is Verdict.SIGNIFICANT


def test_what_is_settled_already_asks_nothing():
    assert not asked([finding("rewritten", verdict=Verdict.SIGNIFICANT)])


@pytest.mark.parametrize(
    ("effective", "submitted", "timing"),
    [("2026-04-01", "2026-03-31", "事前"), ("2026-04-01", "2026-04-01", "事後"), (None, "2026-03-31", "事後")],
)
def test_a_light_answer_is_timed_by_the_days(effective, submitted, timing):
    days = {"effective": effective and date.fromisoformat(effective), "submitted": date.fromisoformat(submitted)}
    assert settle([finding("rewritten")], {"rewritten": False}, **days).timing == timing


def test_an_emergency_lets_the_submission_follow():
    assert settle([finding("rewritten")], {"rewritten": True}, emergency=True).timing is Timing.AFTER


def test_a_verdict_a_person_chooses_has_its_rule():
    for verdict in (Verdict.MINOR, Verdict.SIGNIFICANT, Verdict.REDO):
        assert chosen(verdict)[0].verdict is verdict
    assert chosen(Verdict.UNDECIDED) is None
