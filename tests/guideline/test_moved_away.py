"""Measures that a person says were moved: light only where the other item is known and says all of it."""

import pytest

from piadiff.model import Verdict
from tests.guideline.test_told_facts import said

MINOR, OPEN, HEAVY = Verdict.MINOR, Verdict.UNDECIDED, Verdict.SIGNIFICANT
ITEM = "Ⅲ-3-リスク2-その他の措置の内容"
THERE = "Ⅲ-3-リスク2-特定個人情報の使用の記録-具体的な方法"
STAYS = "・席を離れる時は画面を消す。"
BEFORE = f"{STAYS}\n・閲覧の記録を月２回点検する。"
CAUSE = "閲覧の記録の点検は「使用の記録」欄へ移した。"


@pytest.mark.parametrize(
    ("there", "verdict"),
    [
        ("閲覧の記録を月２回点検する。", MINOR),
        ("権限を設定する。閲覧の記録は月２回点検する。", MINOR),
        ("閲覧の記録を月１回点検する。", OPEN),
        ("閲覧の記録を点検する。", OPEN),
        ("閲覧の記録を必要に応じて月２回点検する。", OPEN),
        ("閲覧の記録の月２回の点検は行わない。", OPEN),
        ("主な閲覧の記録を月２回点検する。", OPEN),
        ("閲覧の記録を抽出し、月２回点検する。", OPEN),
        ("閲覧の記録を出力し、入室の記録を月２回点検する。", OPEN),
        ("事故の時は、閲覧の記録を月２回点検する。", OPEN),
        ("閲覧の記録を委託先が月２回点検する。", OPEN),
    ],
)
def test_a_measure_moved_is_light_where_one_sentence_there_says_all_of_it(there, verdict):
    assert said("全項目", ITEM, BEFORE, STAYS, {"理由": CAUSE, THERE: there}).verdict is verdict


@pytest.mark.parametrize(
    ("cause", "where", "verdict"),
    [
        ("点検は使用の記録の欄に移した。", THERE, MINOR),
        ("点検はⅢ-3-リスク2の欄へ移記した。", THERE, MINOR),
        ("点検はほかの項目へ移した。", THERE, MINOR),
        ("点検は「使用の記録」欄へ移した。", "Ⅳ-1-②", OPEN),
        ("点検は「自己点検」欄へ移した。", THERE, OPEN),
        ("点検はⅢ-7へ移した。", THERE, OPEN),
        ("文言を整理した。", THERE, HEAVY),
        ("点検を行う端末を「別館」へ移した。", THERE, HEAVY),
    ],
)
def test_a_cause_says_where_a_measure_was_moved(cause, where, verdict):
    context = {"理由": cause, where: "閲覧の記録を月２回点検する。"}
    assert said("全項目", ITEM, BEFORE, STAYS, context).verdict is verdict


@pytest.mark.parametrize("after", ["・席を離れる時は画面を閉じる。", f"{STAYS}\n・記録の点検を怠ることがある。"])
def test_a_measure_moved_proves_nothing_of_what_else_changed(after):
    context = {"理由": CAUSE, THERE: "閲覧の記録を月２回点検する。"}
    assert said("全項目", ITEM, BEFORE, after, context).verdict is not MINOR


def test_a_measure_of_another_file_is_not_where_it_was_moved():
    items = [item.replace("Ⅲ", f"Ⅲ（{file}ファイル）", 1) for item, file in ((ITEM, "税"), (THERE, "年金"))]
    context = {"理由": CAUSE, items[1]: "閲覧の記録を月２回点検する。"}
    assert said("全項目", items[0], BEFORE, STAYS, context).verdict is OPEN


def test_the_proof_quotes_what_stands_there():
    found = said("全項目", ITEM, BEFORE, STAYS, {"理由": CAUSE, THERE: "閲覧の記録は月２回点検する。"})
    assert any("閲覧の記録は月２回点検する。" in proof for proof in found.proofs)
