"""Measures that are done less surely though a sentence still tells of them: no longer so often, on demand, by leave."""

import pytest

from piadiff.model import Verdict
from tests.guideline.test_told_facts import said

MINOR, OPEN, HEAVY = Verdict.MINOR, Verdict.UNDECIDED, Verdict.SIGNIFICANT


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("委託先は毎月、作業の状況を報告する。", "委託先は求めがあったとき、作業の状況を報告する。", HEAVY),
        ("監査を年２回、抜打ちで行う。", "監査を担当課が抜打ちで行う。", HEAVY),
        ("端末からの書出しは不可。", "端末からの書出しは課長の許可制。", HEAVY),
        ("私物の持込みを禁止する。", "私物の持込みは課長の承認を得る。", HEAVY),
        ("・全職員：年１回の研修。\n・会計年度任用職員も対象。", "・全職員：年１回の研修。\n・会計年度任用職員は希望者のみ。", HEAVY),
        ("記録は月ごとに出力し、申請書と突き合わせる。", "記録は週ごとに出力し、申請書と突き合わせる。", MINOR),
        ("記録は週ごとに出力し、申請書と突き合わせる。", "記録は月ごとに出力し、申請書と突き合わせる。", HEAVY),
        ("定義ファイルは毎日更新する。", "定義ファイルは１日に複数回更新する。", MINOR),
        ("必要に応じて立入検査を行う。", "年１回の立入検査を行う。", MINOR),
        ("監視カメラの映像を１か月残す。", "監視カメラの映像を３か月残す。", MINOR),
        ("監視カメラの映像を３か月残す。", "監視カメラの映像を１か月残す。", HEAVY),
        ("年１回の立入検査を行う。", "必要に応じて立入検査を行う。", HEAVY),
        ("必要に応じて立入検査を行う。", "年１回の書面検査を行う。", HEAVY),
        ("管理者権限は２名に限る。", "管理者権限は５名に限る。", HEAVY),
        ("管理者権限は５名に限る。", "管理者権限は２名に限る。", MINOR),
        ("作業は２名で行う。", "作業は３名で行う。", MINOR),
        ("係長と課長が確認する。", "係長が確認する。", HEAVY),
        ("監視カメラを設置している。", "監視カメラの設置を検討している。", HEAVY),
    ],
)
def test_how_often_on_whose_demand_and_by_whose_leave_weigh(before, after, verdict):
    assert said("全項目", "Ⅲ-3-リスク4", before, after, {}).verdict is verdict


def test_how_often_may_be_told_in_another_sentence():
    before, after = "監査を年２回行い、結果を報告する。", "監査を行い、結果を報告する。監査は年２回とする。"
    assert said("全項目", "Ⅲ-3-リスク4", before, after, {}).verdict is not HEAVY


KEPT = "８年を経過した申請書は、課長の立会いの下で溶解する。"


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (KEPT, KEPT.replace("８年", "所定の期間"), OPEN),
        (KEPT, KEPT.replace("８年", "管理規程に定める期間"), OPEN),
        (KEPT.replace("８年", "受付の日から８年"), KEPT.replace("８年", "保存期間"), OPEN),
        (KEPT, KEPT.replace("８年", "一定の期間"), HEAVY),
        (KEPT, KEPT.replace("８年", "必要な期間"), HEAVY),
        (KEPT, KEPT.replace("８年", "９年"), HEAVY),
        (KEPT, "申請書は、課長の立会いの下で溶解する。", HEAVY),
        (KEPT, "所定の期間を経過した申請書は溶解する。", HEAVY),
        ("端末は15分操作がないと画面を閉じる。", "端末は所定の時間操作がないと画面を閉じる。", OPEN),
        ("修正は４日以内に適用する。", "修正は速やかに適用する。", HEAVY),
    ],
)
def test_a_period_told_by_a_name_for_it_may_be_as_long_as_it_was(before, after, verdict):
    assert said("全項目", "Ⅲ-7-リスク3", before, after, {}).verdict is verdict
