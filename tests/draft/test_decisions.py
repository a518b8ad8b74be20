"""The decisions file: kept by fingerprint, readable, and written without touching what others wrote."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff.draft import Decision, draft, drop_decision, fingerprint, read_decisions, refusal, write_decision
from piadiff.draft.decisions import accept, decided
from piadiff.draft.style import default_style, read_style
from piadiff.errors import DataError
from piadiff.model import DraftRow, SignedRow, Timing, Verdict, parse_path
from piadiff.pipeline.drafting import decisions_in
from piadiff.templates import load
from piadiff.writers.draft.table import remarks
from tests.draft.mihon import finding
from tests.effort import examples

WORDS = Decision(
    item="Ⅰ－３",
    explanation="条例の改正によるもの: 第2条\n（令和8年）",
    verdict=Verdict.MINOR,
    timing=Timing.AFTER,
    date=date(2026, 4, 1),
    effective=date(2026, 7, 1),
    person="みほん 花子",
    reason="#1 所管課に確認 'はい'",
)


def test_a_file_with_comments_keeps_them():
    head = "# 市民課で管理\nschema: piadiff/decisions/1\ndecisions:\n"
    text = f"{head}  # 4月の会議\n  'aaaaaaaaaaaa':\n    person: 甲\n  # 次の会議\n"
    first = write_decision(text, "bbbbbbbbbbbb", WORDS)
    assert first.startswith(text)
    second = write_decision(first, "aaaaaaaaaaaa", WORDS)
    assert "# 4月の会議" in second
    assert "# 次の会議" in second
    assert read_decisions(second) == {"aaaaaaaaaaaa": WORDS, "bbbbbbbbbbbb": WORDS}


def test_the_same_decision_twice_changes_nothing():
    once = write_decision("", "bbbbbbbbbbbb", WORDS)
    assert write_decision(once, "bbbbbbbbbbbb", WORDS) == once
    assert once.startswith("schema: piadiff/decisions/1\n")


def test_a_decision_begins_with_what_it_is_about_and_ends_with_who_took_it_and_why():
    told = [line.split(":")[0].strip() for line in write_decision("", "b" * 12, WORDS).splitlines() if ":" in line]
    assert (told[3], told[-2:]) == ("item", ["person", "reason"])


@pytest.mark.parametrize(
    ("paths", "before", "after"),
    [(["Ⅰ-4"], "甲", "乙"), (["Ⅰ-3"], "丙", "乙"), (["Ⅰ-3"], "甲", "丙"), (["Ⅰ-3"], "乙", "甲")],
)
def test_a_fingerprint_is_of_place_before_and_after(paths, before, after):
    one = fingerprint([parse_path("Ⅰ-3")], "甲", "乙")
    assert fingerprint([parse_path(path) for path in paths], before, after) != one
    assert fingerprint([parse_path("Ⅰ-3")], "甲 ", "乙\n") == one


MARKS = st.text(alphabet="0123456789abcdef", min_size=12, max_size=12)
TEXTS = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)
DECISIONS = st.builds(
    Decision,
    item=TEXTS,
    explanation=st.none() | TEXTS.filter(bool),
    verdict=st.none() | st.sampled_from(list(Verdict)),
    timing=st.sampled_from([None, Timing.BEFORE, Timing.AFTER]),
    date=st.none() | st.dates(),
    person=TEXTS.filter(bool),
    reason=TEXTS,
)


@given(st.lists(st.tuples(MARKS, DECISIONS), max_size=5))
@examples(150)
def test_whatever_is_recorded_is_read_back(entries):
    text = ""
    for mark, decision in entries:
        text = write_decision(text, mark, decision)
    assert read_decisions(text) == dict(entries)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_file_beside_a_form(tmp_path, encoding):
    path = tmp_path / "1-基礎.decisions.yaml"
    assert decisions_in(path) == {}
    path.write_bytes(write_decision("", "bbbbbbbbbbbb", WORDS).encode(encoding))
    assert decisions_in(path) == {"bbbbbbbbbbbb": WORDS}


def test_a_decision_that_a_merge_wrote_twice_is_not_dropped_in_silence():
    text = write_decision("", "bbbbbbbbbbbb", WORDS)
    twice = text + text.split("decisions:\n")[1]
    with pytest.raises(DataError, match="「bbbbbbbbbbbb」が2回") as told:
        read_decisions(twice, "1-基礎.decisions.yaml")
    assert "行目" in told.value.where


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("decisions: {}", "schema"),
        ("schema: piadiff/decisions/1\ndecisions:\n  a:\n    reason: x\n", "person"),
        ("schema: piadiff/decisions/1\ndecisions:\n  a:\n    person: x\n    row: 1\n", "row"),
        ("schema: piadiff/decisions/1\ndecisions:\n  a:\n    person: x\n    verdict: たぶん\n", "verdict"),
        ("schema: [", "YAML"),
    ],
)
def test_a_broken_file_is_named_with_its_fault(text, words):
    with pytest.raises(DataError, match=words) as told:
        read_decisions(text, "1-基礎.decisions.yaml")
    assert "1-基礎.decisions.yaml" in str(told.value)


def test_a_house_style_stands_on_the_shipped_one():
    style = read_style(
        "none: '-'\nclaims:\n  moves: 様式改正\nphrases:\n  - {cause: 文言整理, text: '{cause}による軽微な修正'}\n",
        "style.yaml",
    )
    assert (style.none, style.elision, style.claims.moves) == ("-", "（省略）", "様式改正")
    assert style.claims.notation == default_style().claims.notation
    assert style.explanation(finding("Ⅰ-3", "甲", "乙")) == "文言整理による軽微な修正"
    assert style.explanation(finding("Ⅰ-3", "甲", "乙", cause="法改正", explanation="そのまま")) == "そのまま"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("nones: x", "nones"),
        ("whole_limit: 'たくさん'", "whole_limit"),
        ("phrases: [{verdict: 中くらい, text: x}]", "判定"),
        ("phrases: [{text: '{row}'}]", "差し込み"),
        ("- a", "キー"),
        ("a: [", "YAML"),
    ],
)
def test_a_broken_style_is_named_with_its_fault(text, words):
    with pytest.raises(DataError, match=words):
        read_style(text, "style.yaml")


HEAVY = DraftRow(
    date=date(2027, 4, 1),
    item="Ⅱ（税ファイル）－６－①",
    paths=(parse_path("Ⅱ(税ファイル)-6-①"),),
    before="庁舎",
    after="倉庫",
    timing=Timing.BEFORE,
    explanation="重要な変更に当たるため。",
    verdict=Verdict.SIGNIFICANT,
    rules=("storage_place_changed",),
)
LIGHTER = Decision(person="見本 花子", reason="委員会で確認", verdict=Verdict.MINOR, timing=Timing.AFTER)


@pytest.mark.parametrize(
    ("rules", "reason", "until", "taken"),
    [
        (("storage_place_changed",), "委員会で確認", None, False),
        (("storage_place_changed",), "", date(2027, 4, 1), False),
        (("storage_place_changed",), "委員会で確認", date(2027, 4, 1), True),
        (("storage_place_changed",), "委員会で確認", date(2027, 3, 31), False),
        (("outsourcing_started",), "委員会で確認", date(2030, 3, 31), False),
        (("scope_widened", "linkage_started"), "委員会で確認", date(2030, 3, 31), False),
    ],
)
def test_what_begins_is_never_made_light_nor_anything_without_a_reason_and_a_last_day(rules, reason, until, taken):
    row = replace(HEAVY, rules=rules)
    decision = LIGHTER.model_copy(update={"reason": reason, "until": until})
    made = decided(row, decision)
    assert (made.verdict is Verdict.MINOR) is taken
    assert bool(refusal(row, decision)) is not taken
    assert (made.decided_by, made.signed) == ("見本 花子", taken)
    assert taken or (made.timing is Timing.BEFORE and made.refused and "見本 花子" in remarks(made)[0])


def test_an_open_question_is_answered_without_a_last_day():
    row = replace(HEAVY, verdict=Verdict.UNDECIDED, rules=("outsourcing_started",))
    assert decided(row, LIGHTER).verdict is Verdict.MINOR


def test_a_last_day_is_kept_in_the_file():
    until = LIGHTER.model_copy(update={"until": date(2030, 3, 31)})
    assert read_decisions(write_decision("", "0" * 12, until))["0" * 12] == until


def test_a_decision_is_taken_out_and_every_other_line_stays():
    kept = write_decision("", "a" * 12, LIGHTER).replace("decisions:\n", "decisions:\n  # 委員会の記録は別にある\n")
    both = write_decision(kept, "b" * 12, LIGHTER)
    assert drop_decision(both, "b" * 12) == kept
    assert read_decisions(drop_decision(kept, "a" * 12)) == {}


@pytest.mark.parametrize(
    ("cells", "decision"),
    [
        ({}, None),
        ({"verdict": "軽微", "timing": "事後"}, None),
        ({"verdict": "", "timing": ""}, None),
        ({"verdict": "重要", "untouched": frozenset({"verdict"})}, None),
        ({"verdict": "重要", "timing": "事後"}, (Verdict.SIGNIFICANT, None)),
        ({"verdict": "軽微", "timing": "事前"}, (None, Timing.BEFORE)),
        ({"decided_by": "rule"}, None),
        ({"decided_by": ""}, None),
        ({"decided_by": "見本 太郎"}, (None, None)),
        ({"decided_by": "見本 太郎", "untouched": frozenset({"decided_by"})}, None),
    ],
)
def test_a_signed_table_decides_only_what_was_changed_in_it(cells, decision):
    made = draft([finding("Ⅰ-3", "条例第1条", "条例第2条")], template=load("様式2"))
    as_drafted = made.rows[0].explanation
    signed = SignedRow(made.rows[0].fingerprint, "起案.xlsx 2行目", explanation=as_drafted, **cells)
    taken = accept([signed], made, kept={}, person="見本 花子").decisions
    found = taken.get(made.rows[0].fingerprint)
    assert (found and (found.verdict, found.timing)) == decision
