"""What the writer of a row says another item was and is, 「（変更前）甲（変更後）乙」, is a change of that item."""

import pytest

from piadiff.model import Verdict
from tests.guideline.test_told_facts import said

MINOR, OPEN, HEAVY = Verdict.MINOR, Verdict.UNDECIDED, Verdict.SIGNIFICANT

MEASURE = "Ⅲ-6-リスク1-リスクに対する措置の内容"
GUARDED = "照会の都度、係長が承認し、結果を複数の職員で確認する。"


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ({MEASURE: f"変更前：{GUARDED}／変更後：結果を担当者が確認する。"}, HEAVY),
        ({MEASURE: f"（変更前）{GUARDED}　（変更後）結果を担当者が確認する。"}, HEAVY),
        ({MEASURE: f"（変更前）{GUARDED}（変更後）{GUARDED}照会の記録を点検する。"}, OPEN),
        ({MEASURE: f"（変更前）{GUARDED}（変更後）（変更なし）"}, OPEN),
        ({MEASURE: "（変更なし）"}, OPEN),
        ({MEASURE: "結果を担当者が確認する。"}, OPEN),
        ({MEASURE.replace("リスク1", "リスク2"): f"（変更前）{GUARDED}（変更後）結果を担当者が確認する。"}, OPEN),
        ({"備考": f"（変更前）{GUARDED}（変更後）結果を担当者が確認する。"}, OPEN),
    ],
)
def test_a_lowered_grade_goes_with_the_measure_that_is_weaker(told, verdict):
    grade = ("重点", "Ⅲ-6-リスク1-リスクへの対策は十分か", "特に力を入れている", "十分である")
    assert said(*grade, told).verdict is verdict


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ({"Ⅱ-6-①": "（変更前）電算室のサーバ（変更後）電算室のサーバ及び北データセンター"}, HEAVY),
        ({"Ⅱ-6-①": "（変更前）電算室のサーバ（変更後）電算室のサーバー"}, OPEN),
        ({"Ⅱ-6-①": "電算室のサーバ及び北データセンター"}, OPEN),
        ({"Ⅱ-6-①": "（変更なし）"}, OPEN),
    ],
)
def test_a_system_goes_with_the_place_that_changes_for_it(told, verdict):
    system = ("全項目", "Ⅰ-2-システム5-①", "－", "税総合システム（北データセンター）")
    assert said(*system, told).verdict is verdict
