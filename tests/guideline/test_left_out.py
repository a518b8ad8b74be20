"""What one side of a row leaves out, （略）, is not read: it neither went nor stayed; what is quoted is judged."""

import pytest

from piadiff.model import Verdict
from tests.guideline.test_told_facts import said

MINOR, OPEN, HEAVY = Verdict.MINOR, Verdict.UNDECIDED, Verdict.SIGNIFICANT

LISTED = "１　名簿を提出させる。\n２　作業場所を年１回検査する。\n３　報告を求める。"


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (LISTED, "１　（略）\n２　（略）\n３　報告を求める。", OPEN),
        (LISTED, "１　（略）\n２　（略）", OPEN),
        (LISTED, "（略）\n２　作業場所を年２回検査する。\n（略）", OPEN),
        (LISTED, "（略）\n２　作業場所を検査する。\n（略）", HEAVY),
        (LISTED, "（略）\n２　作業場所を年１回検査する。\n４　名簿を支所に送付する。", HEAVY),
        ("（省略）\n年１回検査する。\n（省略）", "年１回検査する。", OPEN),
        ("（省略）\n年１回検査する。\n（省略）", "検査する。", HEAVY),
        ("年１回検査する。", "（省略）\n年１回検査する。", MINOR),
        ("（略）\n年１回検査する。\n（略）", "（略）\n年２回検査する。\n（略）", MINOR),
        ("（略）\n年２回検査する。\n（略）", "（略）\n年１回検査する。\n（略）", HEAVY),
        ("名簿を提出させる。\n年１回検査する。", "年１回検査する。", HEAVY),
    ],
)
def test_a_measure_that_one_side_leaves_out_is_unread(before, after, verdict):
    assert said("全項目", "Ⅲ（税ファイル）-4-再委託先の確保", before, after, {}).verdict is verdict
