"""Every clause that a rule, a procedure or a check rests on stands in the law, on the day it is said to hold from."""

import re
from datetime import date

import pytest

from piadiff import guideline
from piadiff.audit import catalogue
from piadiff.data import shipped
from piadiff.guideline.next_steps import _Procedures
from piadiff.law import Status, check, find_citations, law, named
from piadiff.model import Action, Change, Finding, Form, FormKind, Header, Item, ItemKind, Timing, Verdict, parse_path

RULES = named("規則").id
NOT_LAW = {"指針"}
"""The 指針 is no law text and not in the data."""


def citations(clause):
    return [one for one in find_citations(clause, {"規則": RULES}) if one.law]


def answers(clause, day):
    """Status of every citation of a clause on a day, or on the first day the data reach."""
    for one in citations(clause):
        text = law(one.law)
        yield from check(one, max(day, text.since))


BASES = {
    f"{rule.id}-{basis.clause}": basis
    for rule in guideline.rules()
    for basis in rule.basis
    if basis.instrument not in NOT_LAW
}


@pytest.mark.parametrize("basis", BASES.values(), ids=BASES)
def test_a_basis_stands_in_the_law_as_long_as_it_is_said_to_hold(basis):
    clause = f"{basis.instrument}{basis.clause}"
    days = [date.fromisoformat(basis.effective_from)]
    days.append(
        date.fromisoformat(basis.effective_to) if basis.effective_to else law(named(basis.instrument).id).checked
    )
    for day in days:
        found = list(answers(clause, day))
        assert len(found) == clause.count("条") + len(re.findall(r"・第\d+項", clause))
        assert {each.status for each in found} == {Status.EXISTS}, [each.message for each in found]


@pytest.mark.parametrize("basis", [basis for basis in BASES.values() if basis.instrument == "番号法"])
def test_the_article_of_the_act_is_the_one_on_the_assessment(basis):
    """Its number changed on 2017-05-30."""
    for day in (basis.effective_from, basis.effective_to or "2026-06-14"):
        (one,) = citations(f"番号法{basis.clause}")
        on = max(date.fromisoformat(day), law(one.law).since)
        assert law(one.law).version(one.article, on).caption == "特定個人情報保護評価"


def test_the_clauses_follow_the_day_and_the_kind_of_form():
    rule = guideline.catalogue.find("scope_widened")
    before, after = date(2017, 5, 29), date(2017, 5, 30)
    assert "番号法第27条第1項" in rule.clause_for("全項目", before)
    assert "番号法第28条第1項" in rule.clause_for("全項目", after)
    assert "規則第7条第1項後段・第4項後段" in rule.clause_for("全項目", None)
    assert "規則第6条第1項後段" in rule.clause_for("重点", None)
    assert "番号法" not in rule.clause_for("重点", None)
    assert all(rule.in_force(day) for day in (before, after, None))


def test_procedures_and_checks_cite_what_stands_in_the_law():
    procedures = shipped("piadiff.guideline", "procedures.yaml", _Procedures)
    steps = [*procedures.redo, *procedures.amend, *procedures.emergency, *procedures.ended, procedures.decide]
    clauses = [step.clause for step in steps] + [each.clause for each in catalogue()]
    checked = 0
    for clause in clauses:
        for answer in answers(clause, law(RULES).checked):
            assert answer.status is Status.EXISTS, answer.message
            checked += 1
        bare = re.sub(r"指針第[^、）]*", "", clause)
        assert not re.search(r"第\d+条", bare) or citations(clause), clause
    assert checked > 20


@pytest.mark.parametrize(
    ("verdicts", "asks"),
    [
        ((Verdict.UNDECIDED,), True),
        ((Verdict.MINOR, Verdict.UNDECIDED), True),
        ((Verdict.MINOR,), False),
        ((Verdict.MINOR, Verdict.SIGNIFICANT), False),
    ],
)
def test_an_open_question_is_the_first_step_and_none_is_where_nothing_is_open(verdicts, asks):
    change = Change(parse_path("Ⅱ-1"), Action.CHANGED, "甲", "乙")
    form = Form(Header(FormKind.BASIC, "様式2", "令和6年10月", "1", "見本の事務", "みほん市長", None), (), ())
    steps = guideline.next_steps(form, [Finding(change, verdict, Timing.UNKNOWN, "") for verdict in verdicts])
    assert [("要判断" in step.title) for step in steps] == [asks] + [False] * (len(steps) - 1)


def test_steps_of_an_emergency_follow_the_box_of_the_form():
    change = Change(parse_path("Ⅱ-1"), Action.CHANGED, "甲", "乙")
    heavy = Finding(change, Verdict.REDO, Timing.BEFORE, "")
    for ticked in (True, False):
        box = Item(
            parse_path("Ⅰ-9"), "規則第9条第2項の適用", ItemKind.CHECKS, ("適用した",) if ticked else (), ("適用した",)
        )
        form = Form(Header(FormKind.BASIC, "様式2", "令和6年10月", "1", "見本の事務", "みほん市長", None), (box,), ())
        clauses = [step.clause for step in guideline.next_steps(form, [heavy])]
        assert ("規則第9条第2項" in clauses) is ticked
