"""Ages that say whose data are meant: more persons is a wider scope, fewer is asked, another spelling is none."""

import pytest

from piadiff.model import Verdict
from tests.guideline.test_told_facts import said

MINOR, OPEN, HEAVY = Verdict.MINOR, Verdict.UNDECIDED, Verdict.SIGNIFICANT


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("12歳到達後の最初の3月31日までの児童", "15歳到達後の最初の3月31日までの児童", HEAVY),
        ("15歳到達後の最初の3月31日までの児童", "12歳到達後の最初の3月31日までの児童", OPEN),
        ("12歳到達後の最初の3月31日までの児童", "15歳に達する日以後の最初の3月31日までの児童", HEAVY),
        ("12歳到達後の最初の3月31日までの児童", "12歳に達する日以後の最初の3月31日までの児童", MINOR),
        ("12歳に達した日以降の最初の3月31日までの児童", "12歳到達後の最初の3月31日までの児童", MINOR),
        ("12歳到達後の最初の3月31日までの児童", "12歳に達する日以後の最初の9月30日までの児童", OPEN),
        ("12歳到達後の最初の3月31日までの児童", "12歳に達した日前の最初の3月31日までの児童", OPEN),
        ("12歳に達する日の属する年度の末日までの者", "20歳に達する日の属する年度の末日までの者", HEAVY),
        ("20歳に達する日の属する年度の末日までの者", "12歳に達する日の属する年度の末日までの者", OPEN),
        ("12歳に達した日以後の最初の3月31日を経過した者", "15歳に達した日以後の最初の3月31日を経過した者", OPEN),
        ("40歳から64歳までの者", "35歳から64歳までの者", HEAVY),
        ("35歳から64歳までの者", "40歳から64歳までの者", OPEN),
        ("40歳から64歳までの者", "40歳から69歳までの者", HEAVY),
        ("住民（12歳到達後の最初の3月31日までの者を除く。）", "住民（15歳到達後の最初の3月31日までの者を除く。）", OPEN),
    ],
)
def test_an_age_that_takes_in_more_persons_is_a_wider_scope(before, after, verdict):
    assert said("全項目", "Ⅱ（手当ファイル）-2-③", before, after, {}).verdict is verdict
