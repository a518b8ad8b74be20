"""What the law of the day makes of changed 項番: proof, the law's own doing, or a question."""

from datetime import date

import pytest

from piadiff.diff import change_of_row
from piadiff.guideline import Facts, classify
from piadiff.law import named, table
from piadiff.model import Form, FormKind, Header, Verdict, parse_path
from piadiff.templates import for_kind

OLD = table(named("番号法").id, "別表第二")
NEW = table(named("番号法第19条第8号に基づく主務省令").id, "第2条の表")
JUMIN = ("市町村長", "住民票関係情報")
RULED = "の第三欄が「市町村長」の項のうち、第四欄に「住民票関係情報」が含まれる項（{}の項）"
LINKAGE = "Ⅰ-6-②"


def judged(before, after, days=(None, None), item=LINKAGE, kind=FormKind.FULL):
    template = for_kind(kind)
    forms = [
        Form(Header(kind, template.name, template.revision, "1", "見本", "みほん市長", day), (), ()) if day else None
        for day in days
    ]
    facts = Facts(kind=kind, template=template, old=forms[0], new=forms[1])
    (finding,) = classify([change_of_row(parse_path(item), before, after, template)], facts)
    return finding


def ruled(text, numbers):
    return f"{'番号法別表第二' if text is OLD else '番号法第19条第8号に基づく主務省令第2条の表'}{RULED.format('、'.join(numbers))}"


def rows(text, day):
    return tuple(text.giving(*JUMIN, date.fromisoformat(day)))


def test_a_pure_renumbering_is_proven_with_the_rows_named():
    finding = judged("番号法別表第二の16、27の項", "番号法第19条第8号に基づく主務省令第2条の表の20、48の項")
    assert finding.verdict is Verdict.MINOR
    (note,) = finding.notes
    assert "16→20（照会者と事務の文言が同じ）" in note and "27→48" in note
    assert "506M60004008009" in note
    assert "令和6年デジタル庁・総務省令第9号、令和6年5月27日施行" in finding.explanation


def test_a_planted_wrong_number_is_found():
    finding = judged("番号法別表第二の16、27の項", "番号法第19条第8号に基づく主務省令第2条の表の20、49の項")
    assert finding.verdict is Verdict.UNDECIDED
    assert "numbers_unexplained" in finding.rules
    assert any("27（48の項になっています" in note for note in finding.notes)


def test_rows_the_law_added_and_dropped_are_the_laws_where_the_list_states_its_rule():
    finding = judged(ruled(OLD, rows(OLD, "2024-05-26")), ruled(NEW, rows(NEW, "2024-05-27")))
    assert finding.verdict is Verdict.MINOR
    assert any("法令が加えた項 8" in note for note in finding.notes)
    assert any("法令がなくした項 6" in note for note in finding.notes)
    assert any("決められない" in note for note in finding.notes)


def test_a_row_left_out_of_such_a_list_is_asked_about():
    without = tuple(number for number in rows(NEW, "2024-05-27") if number != "48")
    finding = judged(ruled(OLD, rows(OLD, "2024-05-26")), ruled(NEW, without))
    assert finding.verdict is Verdict.UNDECIDED


@pytest.mark.parametrize(("after", "verdict"), [("107", Verdict.MINOR), ("19", Verdict.UNDECIDED)])
def test_inside_one_table_the_days_of_the_versions_decide(after, verdict):
    old = tuple(number for number in rows(OLD, "2020-04-01"))
    new = tuple(sorted({*old, after}, key=lambda number: [int(part) for part in number.split("の")]))
    days = (date(2020, 4, 1), date(2021, 4, 1))
    assert judged(ruled(OLD, old), ruled(OLD, new), days).verdict is verdict


def test_a_number_more_of_what_a_body_asks_for_is_still_a_question():
    days = (date(2025, 4, 1), date(2025, 12, 1))
    table_ = "番号法第19条第8号に基づく主務省令第2条の表の"
    finding = judged(f"{table_}48の項", f"{table_}48、95の2の項", days)
    assert finding.verdict is Verdict.UNDECIDED
    assert any("法令が加えた項 1: 95の2（令和7年7月28日" in note for note in finding.notes)


def test_a_basic_form_stays_minor_and_says_what_differs():
    finding = judged(
        "番号法別表第二の27の項",
        "番号法第19条第8号に基づく主務省令第2条の表の49の項",
        item="Ⅰ-4-②",
        kind=FormKind.BASIC,
    )
    assert finding.verdict is Verdict.MINOR
    assert any("法令に理由の見つからない項" in note for note in finding.notes)


def test_where_the_data_end_it_is_said_and_asked():
    table_ = "番号法第19条第8号に基づく主務省令第2条の表の"
    finding = judged(f"{table_}48の項", f"{table_}48、95の2の項", (date(2035, 4, 1), date(2035, 12, 1)))
    (note,) = finding.notes
    assert "より後の改正は未収録" in note
    assert finding.verdict is Verdict.UNDECIDED


WAS, NOW = "番号法別表第二の", "番号法第19条第8号に基づく主務省令第2条の表の"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("16、17、及び27の項", "20、999、及び48の項"),
        ("第16項、第17項、第27項", "第20項、第999項、第48項"),
        ("十六の項", "二十及び四十九の項"),
        ("16の項から27の項まで", "20の項から48の項まで"),
        ("16、17（一部）、27の項", "20、999（一部）、48の項"),
        ("16 17 27の項", "20 999 48の項"),
        ("87の項", "124の項"),
        ("16、29の項", "20、154の項"),
        ("16の項\nみほん市番号条例別表の5の項", "49の項\nみほん市番号条例別表の5の項"),
        ("16の項\nみほん市番号条例別表の5の項", "20の項\nみほん市番号条例別表の6の項"),
    ],
)
def test_a_wrong_number_is_found_however_the_list_is_written(before, after):
    finding = judged(WAS + before, NOW + after)
    assert finding.verdict is Verdict.UNDECIDED
    assert "numbers_unexplained" in finding.rules


@pytest.mark.parametrize(("asks", "found"), [("42の項", False), ("42、48の項", True)])
def test_a_row_that_changed_from_one_list_to_another_is_found(asks, found):
    gives = "20の項" if found else "20、48の項"
    finding = judged(f"提供：{WAS}16、27の項\n照会：{WAS}26の項", f"提供：{NOW}{gives}\n照会：{NOW}{asks}")
    assert ("numbers_unexplained" in finding.rules) is found


def test_the_same_numbers_in_other_words_are_no_question():
    finding = judged(f"{NOW}42、43及び44の項", f"{NOW}42、43、44の項")
    assert finding.verdict is Verdict.MINOR


@pytest.mark.parametrize(
    ("before", "after", "days", "asked"),
    [
        ("番号法第9条第1項", "番号法第10条第1項", (None, None), True),
        ("番号法第19条第7号", "番号法第19条第9号", (None, None), True),
        ("番号法第19条第8号", "番号法第19条第7号", (None, None), True),
        ("番号法第19条第7号", "番号法第19条第8号", (date(2023, 4, 1), date(2025, 4, 1)), False),
        ("番号法第27条第1項", "番号法第28条第1項", (None, None), False),
        ("番号法第99条", "番号法第9条", (None, None), False),
        ("番号法第17条第1項", "番号法第16条の2第1項", (date(2021, 4, 1), date(2022, 4, 1)), False),
        ("番号法第9条第1項", "番号法第10条第1項", (date(2035, 4, 1), date(2036, 4, 1)), True),
    ],
)
def test_an_article_exchanged_without_the_laws_doing_is_asked_about(before, after, days, asked):
    finding = judged(before, after, days)
    assert ("numbers_unexplained" in finding.rules) is asked
    assert not asked or any("条・号" in note for note in finding.notes)


def test_numbers_that_stay_are_no_evidence_worth_a_note():
    days = (date(2021, 3, 31), date(2022, 3, 31))
    finding = judged("番号法第19条第7号　別表第二の17、18の項", "番号法第19条第8号　別表第二の17、18の項", days)
    assert finding.verdict is Verdict.MINOR
    assert not any("17→17" in note for note in finding.notes)
    assert "令和3年法律第37号、令和3年9月1日施行" in finding.explanation


def test_of_several_amendments_of_one_day_the_one_whose_rows_held_is_named():
    finding = judged("番号法第9条第1項　別表第一の16の項", "番号法第9条第1項　別表の24の項", item="Ⅰ-5")
    assert "令和5年法律第48号、令和6年5月27日施行" in finding.explanation
