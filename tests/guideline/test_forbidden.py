"""What is forbidden beside a measure is one more measure; a measure that is denied, or an exception, is none."""

import pytest

from piadiff.model import Verdict
from tests.guideline.test_told_facts import said

ITEM = ("全項目", "Ⅲ（市税ファイル）-7-リスク1-⑥")
MEASURE = "作業場所は庁舎内に限る。"
FORBIDDEN = [
    "自宅での作業は行わない。",
    "自宅での作業を禁止する。",
    "再委託は認めない。",
    "外部からの接続は許可しない。",
    "テレワークでの利用は認めない。",
    "電子メールによる送信は行わない。",
    "自宅への持ち帰りは認めない。",
    "管理者以外の利用は認めない。",
]
LET_OUT = [
    "ただし、自宅での作業は禁止しない。",
    "自宅での作業は行わないが、出張先では行う。",
    "自宅での利用は妨げない。",
    "委託先の端末の利用は制限しない。",
    "接続時の届出は要しない。",
    "業務の終了時のログオフは行わない。",
    "利用者の登録は行わない。",
    "送付前の宛名の読合せは行わない。",
    "提供の際の承認は不要とする。",
    "使用後の返却は求めない。",
    "閲覧の理由の入力は求めない。",
    "職員による確認作業は行わない。",
    "書類の裁断は行わない。",
    "媒体の破壊は認めない。",
]


@pytest.mark.parametrize("sentence", FORBIDDEN)
def test_a_handling_that_is_forbidden_is_one_more_measure_in_a_sentence_or_in_brackets(sentence):
    assert said(*ITEM, MEASURE, MEASURE + sentence, {}).verdict is Verdict.MINOR
    assert said(*ITEM, MEASURE, f"{MEASURE[:-1]}（{sentence}）。", {}).verdict is Verdict.MINOR
    assert said(*ITEM, MEASURE + sentence, f"{MEASURE[:-1]}（{sentence}）。", {}).verdict is Verdict.MINOR
    assert said(*ITEM, MEASURE + sentence, MEASURE, {}).verdict is not Verdict.MINOR


@pytest.mark.parametrize("sentence", LET_OUT)
def test_what_guards_and_is_denied_or_an_exception_is_no_measure(sentence):
    assert said(*ITEM, MEASURE, MEASURE + sentence, {}).verdict is not Verdict.MINOR
    assert said(*ITEM, MEASURE, f"{MEASURE[:-1]}（{sentence}）。", {}).verdict is not Verdict.MINOR


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("毎年、立入検査を行う。", "毎年、報告書の提出を受ける（立入検査は行わない。）。", Verdict.SIGNIFICANT),
        ("毎年、立入検査を行う。", "毎年、立入検査を行う（委託先を除く。）。", Verdict.SIGNIFICANT),
        ("毎年、立入検査を行う（夜間を除く。）。", "毎年、立入検査を行う。", Verdict.MINOR),
    ],
)
def test_a_sentence_in_brackets_says_what_it_says_without_them(before, after, verdict):
    assert said(*ITEM, before, after, {}).verdict is verdict
