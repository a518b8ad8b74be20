"""Bare signs beside options and before words: one that goes takes what it chose with it, bullets take nothing."""

import pytest

from piadiff.model import Verdict
from tests.guideline.test_told_facts import said

AUDIT, OTHER = ("重点", "Ⅲ-8"), ("重点", "Ⅲ-10")
THREE = "○自己点検　○内部監査　○外部監査"


@pytest.mark.parametrize(
    ("item", "before", "after", "verdict"),
    [
        (AUDIT, THREE, "○自己点検　○内部監査　－外部監査", Verdict.SIGNIFICANT),
        (AUDIT, THREE, "○自己点検　○内部監査　　外部監査", Verdict.SIGNIFICANT),
        (AUDIT, THREE, "○自己点検\n○内部監査\n×外部監査", Verdict.SIGNIFICANT),
        (AUDIT, "自己点検○　内部監査○", "自己点検○　内部監査　－", Verdict.SIGNIFICANT),
        (AUDIT, "レ自己点検　レ内部監査", "レ自己点検　内部監査", Verdict.SIGNIFICANT),
        (AUDIT, "●自己点検　●内部監査", "○自己点検　●内部監査", Verdict.SIGNIFICANT),
        (AUDIT, "○自己点検　内部監査", "○自己点検　○内部監査", Verdict.MINOR),
        (AUDIT, "○自己点検、○内部監査", "○内部監査、○自己点検", Verdict.MINOR),
        (AUDIT, "○自己点検　○内部監査", "✓自己点検　✓内部監査", Verdict.MINOR),
        (OTHER, "○端末の施錠　○監視カメラ", "○端末の施錠　－監視カメラ", Verdict.UNDECIDED),
        (OTHER, "●端末の施錠　○監視カメラ", "○端末の施錠　○監視カメラ", Verdict.UNDECIDED),
        (OTHER, "○端末の施錠\n○監視カメラ", "・端末の施錠\n・監視カメラ", Verdict.MINOR),
        (OTHER, "・端末の施錠\n・監視カメラ", "・監視カメラ\n・端末の施錠", Verdict.MINOR),
    ],
)
def test_a_sign_that_goes_is_no_notation_unless_all_change_alike(item, before, after, verdict):
    assert said(*item, before, after, {}).verdict is verdict


KEPT = ("重点", "Ⅱ（市税ファイル）-2-④")
NOTED = "[○]個人番号　[○]4情報（氏名、性別、生年月日、住所）　[○]連絡先（電話番号等）　[　]年金関係情報"


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (NOTED.replace("（電話番号等）", ""), NOTED, Verdict.MINOR),
        (NOTED, NOTED.replace("4情報（氏名、性別、生年月日、住所）", "４情報"), Verdict.MINOR),
        (NOTED, "[○]連絡先　[○]個人番号　[　]年金関係情報　[○]4情報", Verdict.MINOR),
        (NOTED.replace("[○]連絡先（電話番号等）", "[　]連絡先"), NOTED, Verdict.SIGNIFICANT),
        (NOTED, NOTED.replace("[　]年金", "[○]年金").replace("（電話番号等）", ""), Verdict.SIGNIFICANT),
        (NOTED.replace("[○]連絡先（電話番号等）", "[○]その他（連絡先）"), NOTED, Verdict.SIGNIFICANT),
    ],
)
def test_an_option_is_the_same_with_and_without_the_note_that_the_form_prints_behind_it(before, after, verdict):
    assert said(*KEPT, before, after, {}).verdict is verdict
