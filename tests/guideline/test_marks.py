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
