"""The item that a row means, by the options and lists its cells hold: what is judged is that item."""

import pytest

from piadiff.model import Verdict
from tests.guideline.test_told_facts import said

MINOR, OPEN, HEAVY = Verdict.MINOR, Verdict.UNDECIDED, Verdict.SIGNIFICANT

ITEMS = "委託事項１　システムの運用及び保守\n委託事項２　印字"


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (f"[　委託する　]　（２）件\n{ITEMS}", f"[　委託する　]　（３）件\n{ITEMS}\n委託事項３　窓口業務", HEAVY),
        (f"委託する　２件\n{ITEMS}", f"委託する　３件\n{ITEMS}\n委託事項３　電話の受付", HEAVY),
        ("[委託しない]", "[委託する]　（１）件\n委託事項１　印字", HEAVY),
        (
            f"[委託する]　（２）件\n{ITEMS}",
            "[委託する]　（３）件\n委託事項１　システムの運用\n委託事項２　システムの保守\n委託事項３　印字",
            OPEN,
        ),
        (f"[委託する]　（２）件\n{ITEMS}", "[委託する]　（１）件\n委託事項１　システムの運用及び保守", OPEN),
        (f"[委託する]　（２）件\n{ITEMS}", f"[委託する]　（２）件\n{ITEMS}する業務", OPEN),
    ],
)
def test_a_list_of_outsourced_work_is_judged_with_the_choice_over_it(before, after, verdict):
    assert said("全項目", "Ⅱ（税ファイル）-4", before, after, {}).verdict is verdict


@pytest.mark.parametrize("item", ["Ⅱ（税ファイル）-4-委託事項1-④", "Ⅱ（税ファイル）-4-委託事項1-⑤"])
def test_an_option_of_a_listed_choice_under_the_number_of_another_form_is_that_choice(item):
    assert said("全項目", item, "再委託しない", "再委託する", {}).verdict is HEAVY
    assert said("全項目", item, "再委託する", "再委託しない", {}).verdict is MINOR


def test_boxes_of_the_item_itself_stay_where_they_are():
    item = "Ⅱ（税ファイル）-4-委託事項1-④"
    assert said("全項目", item, "[○]専用線　[ ]紙", "[○]専用線　[○]紙", {}).verdict is MINOR


GUARDED = "私物の端末の持込みを禁止する。"
ASKED = "リスクへの対策は十分か"


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (f"{GUARDED}\n{ASKED}\n[ 特に力を入れている ]", f"{GUARDED}\n{ASKED}\n[ 十分である ]", OPEN),
        (f"{GUARDED}\n{ASKED}　[特に力を入れている]", f"{GUARDED}\n{ASKED}　[十分である]", OPEN),
        (f"{GUARDED}\n[特に力を入れている]", f"{GUARDED}\n[十分である]", OPEN),
        (f"{GUARDED}\n{ASKED}\n[ 十分である ]", f"{GUARDED}\n{ASKED}\n[ 特に力を入れている ]", MINOR),
        (f"{GUARDED}\n{ASKED}\n[ 十分である ]", f"{GUARDED}\n{ASKED}\n[ 課題が残されている ]", HEAVY),
        (
            f"巡回し、{GUARDED}\n{ASKED}\n[ 特に力を入れている ]",
            f"{GUARDED}\n{ASKED}\n[ 十分である ]",
            HEAVY,
        ),
    ],
)
def test_a_grade_behind_measures_that_stay_is_the_grade_alone(before, after, verdict):
    assert said("全項目", "Ⅲ（税ファイル）-3-リスク3", before, after, {}).verdict is verdict


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("再委託しない（禁止）", "再委託する（一部）", HEAVY),
        ("[再委託しない]", "[再委託する]　印字を再委託", HEAVY),
        ("再委託しない", "再委託する　再委託先：未定", OPEN),
    ],
)
def test_words_behind_an_option_of_another_item_do_not_hide_it(before, after, verdict):
    assert said("全項目", "Ⅱ（税ファイル）-4-委託事項1-④", before, after, {}).verdict is verdict


@pytest.mark.parametrize(
    ("before", "told", "verdict"),
    [
        ("（記述なし）", {}, OPEN),
        ("－", {"理由": "番号法の改正による"}, MINOR),
        ("番号法第9条第2項、条例第4条", {}, MINOR),
    ],
)
def test_the_first_item_of_a_recipient_that_came_is_the_recipient(before, told, verdict):
    after = "番号法第9条第2項、条例第5条（教育総務課への移転）"
    assert said("全項目", "Ⅱ（税ファイル）-5-移転先2-①", before, after, told).verdict is verdict


@pytest.mark.parametrize("cell", ["Ⅲ-9", "Ⅲ－９", "Ⅲ 9 教育"])
def test_a_number_that_no_item_of_the_form_has_makes_no_change_light(cell):
    found = said("全項目", cell, "全職員に年１回の研修を行う。", "新任の職員に年１回の研修を行う。", {})
    assert found.verdict is not Verdict.MINOR


def test_a_place_outside_the_house_is_no_place_that_stays():
    cause = {"理由": "保管場所に変更なし"}
    assert said("全項目", "Ⅱ-6-①", "庁舎の電算室に置く。", "県外の民間施設に置く。", cause).verdict is not Verdict.MINOR
