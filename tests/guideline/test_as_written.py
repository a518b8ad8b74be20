"""Cells as officers write them: a label before a choice, the body's own name in a heading, a part that stays empty."""

import pytest

from piadiff.model import Verdict
from tests.guideline.test_told_facts import said

MINOR, OPEN, HEAVY = Verdict.MINOR, Verdict.UNDECIDED, Verdict.SIGNIFICANT
BELOW = "\nサーバは、施錠した部屋に置く。"
CLOUD = "データは、{}のデータセンターに保管する。"


@pytest.mark.parametrize(
    ("form", "item", "before", "after", "verdict"),
    [
        ("重点", "Ⅲ-7-①", "事故発生時手順の策定・周知：[特に力を入れて行っている]", "事故発生時手順の策定・周知：[十分に行っている]", OPEN),
        ("重点", "Ⅲ-7-①", "[十分に行っている]", "事故発生時手順の策定・周知：[ 特に力を入れて行っている ]", MINOR),
        ("基礎", "Ⅱ-1", "いつ時点の計数か　令和5年4月1日　時点", "いつ時点の計数か　令和7年4月1日　時点", MINOR),
        ("全項目", "Ⅲ-7-リスク1-⑤", f"＜みほん市における措置＞{BELOW}", f"＜本市における措置＞{BELOW}", MINOR),
        ("全項目", "Ⅲ-7-リスク1-⑤", f"＜当市における措置＞{BELOW}", f"＜みほん市における措置＞{BELOW}", MINOR),
        ("全項目", "Ⅲ-7-リスク1-⑤", f"＜みほん市における措置＞{BELOW}", f"＜隣の町における措置＞{BELOW}", HEAVY),
        ("全項目", "Ⅱ-6-①", CLOUD.format("日本国内"), CLOUD.format("国内外"), HEAVY),
        ("全項目", "Ⅱ-6-①", CLOUD.format("国内"), CLOUD.format("国内又は海外"), HEAVY),
    ],
)  # fmt: skip
def test_a_cell_is_judged_by_what_it_says(form, item, before, after, verdict):
    assert said(form, item, before, after, {}).verdict is verdict
