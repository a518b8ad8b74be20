"""Small edits of ※ items: what is heavy is never called 軽微, what is harmless is, with a proof that names itself."""

import pytest

from tests.guideline.judged import edits, judged_edit

HARD = list(edits("hard.yaml"))
HARMLESS = list(edits("harmless.yaml"))
REWORDED = [*edits("reworded.yaml"), *edits("reworded_again.yaml"), *edits("reworded_third.yaml")]
RESTATED = [*edits("restated.yaml"), *REWORDED]
NOT_RESTATED = [*edits("restated_not.yaml"), *edits("reworded_not.yaml")]
ROLES = [*edits("roles.yaml"), *edits("roles_again.yaml"), *edits("roles_third.yaml")]
WORDS = list(edits("officers_words.yaml"))
WIDENED = [*edits("widened.yaml"), *edits("members.yaml"), *edits("office_work.yaml")]
ASKED = 10
"""Percent of the edits of all roles that may ask a person although one verdict is right."""
ALLOWED = len(HARMLESS) // 10
"""Harmless edits that may ask a person: a false alarm costs less than a change called harmless."""


@pytest.mark.parametrize(("sort", "item", "before", "after", "right"), HARD)
def test_an_edit_that_changes_a_handling_is_not_called_harmless(sort, item, before, after, right):
    assert str(judged_edit(item, before, after).verdict) in right, sort


@pytest.mark.parametrize(("sort", "item", "before", "after"), [row[:4] for row in HARD])
def test_nor_is_the_same_edit_among_other_sentences(sort, item, before, after):
    around = ("書類は窓口に置く。\n", "\n通知は郵便で送る。")
    if item not in ("使用部署", "本人の範囲", "突合", "重点本人", "重点目的", "使用目的"):
        before, after = (f"{around[0]}{text}{around[1]}" for text in (before, after))
    assert str(judged_edit(item, before, after).verdict) != "軽微", sort


def test_office_edits_stay_harmless():
    asked = [row for row in HARMLESS if str(judged_edit(*row[1:4]).verdict) != "軽微"]
    assert len(HARMLESS) >= 60
    assert len(asked) <= ALLOWED, asked


def test_what_is_harmless_names_its_proof():
    for _, item, before, after, _ in HARMLESS:
        found = judged_edit(item, before, after)
        if str(found.verdict) == "軽微":
            assert found.explanation.endswith("）。"), (before, after, found.explanation)


@pytest.mark.parametrize(("sort", "item", "before", "after"), [row[:4] for row in HARMLESS])
def test_no_harmless_edit_is_called_significant(sort, item, before, after):
    assert str(judged_edit(item, before, after).verdict) != "重要", sort


@pytest.mark.parametrize(("sort", "item", "before", "after", "right"), WORDS)
def test_everyday_edits_are_judged_as_they_are_meant(sort, item, before, after, right):
    assert str(judged_edit(item, before, after).verdict) in right, sort


@pytest.mark.parametrize(("sort", "item", "before", "after", "right"), ROLES)
def test_what_is_heavy_is_not_called_light_in_any_role(sort, item, before, after, right):
    assert "軽微" in right or str(judged_edit(item, before, after).verdict) != "軽微", sort


@pytest.mark.parametrize(("sort", "item", "before", "after", "right"), WIDENED)
def test_a_direction_that_the_words_show_is_asserted(sort, item, before, after, right):
    assert str(judged_edit(item, before, after).verdict) in right, sort


@pytest.mark.parametrize(("item", "before", "after", "right"), [row[1:] for row in ROLES if row[0].startswith("印刷")])
def test_what_a_printed_box_says_is_its_mark(item, before, after, right):
    assert str(judged_edit(item, before, after).verdict) in right


def test_most_edits_of_all_roles_are_judged_without_a_question_and_none_too_heavily():
    found = [(row, str(judged_edit(*row[1:4]).verdict)) for row in ROLES]
    asked = [row for row, verdict in found if verdict == "要判断" and verdict not in row[4]]
    assert len(ROLES) >= 180
    assert 100 * len(asked) <= ASKED * len(ROLES), asked
    assert [row for row, verdict in found if verdict == "重要" and verdict not in row[4]] == []


@pytest.mark.parametrize(("sort", "item", "before", "after"), [row[:4] for row in NOT_RESTATED])
def test_what_only_looks_like_other_words_is_not_called_light(sort, item, before, after):
    assert str(judged_edit(item, before, after).verdict) != "軽微", sort


def test_what_is_said_in_other_words_is_mostly_proven_in_both_directions():
    both = [
        (item, *texts, right)
        for _, item, before, after, right in RESTATED
        for texts in ((before, after), (after, before))
    ]
    found = [(row, str(judged_edit(*row[:3]).verdict)) for row in both]
    wrong = [(row, verdict) for row, verdict in found if verdict not in row[3]]
    assert len(both) >= 200
    assert 8 * len(wrong) <= len(both), wrong


def test_what_an_entry_or_a_word_of_joining_adds_is_judged_without_a_question():
    found = [(row, str(judged_edit(*row[1:4]).verdict)) for row in NOT_RESTATED if row[4] == ["重要"]]
    assert len(found) >= 12
    assert len([row for row, verdict in found if verdict != "重要"]) <= 1
