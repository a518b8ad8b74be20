"""Edits that look harmless and are none, each beside the twin that is."""

import pytest

from piadiff.model import Verdict
from tests.guideline.test_told_facts import said

MEASURE, PLACE, PERSONS = "Ⅲ-3-リスク2", "Ⅱ-6-①", "Ⅱ-2-③"
NAMED = "組織改正に伴う名称の変更"

TIME_BEFORE_A_NAME = [
    ("記録は毎月情報課が点検する。", "記録は毎年情報課が点検する。", ""),
    ("記録は毎月情報課が点検する。", "記録は情報課が点検する。", ""),
    ("記録は毎日情報課職員が点検する。", "記録は毎月情報課職員が点検する。", NAMED),
    ("その都度税務課長が判断する。", "毎年度税務課長が判断する。", NAMED),
    ("権限は都度情報課長が承認する。", "権限は年度末情報課長が承認する。", ""),
    ("常時施設管理課が監視する。", "夜間施設管理課が監視する。", ""),
    ("承認を受けた後情報管理課が登録する。", "承認を受ける前情報管理課が登録する。", ""),
]
NAME_BEHIND_A_TIME = [
    ("記録は毎月情報政策課が点検する。", "記録は毎月情報管理課が点検する。", ""),
    ("都度税務課長が判断する。", "都度市民税課長が判断する。", NAMED),
    ("青少年課が監視する。", "青少年育成課が監視する。", NAMED),
]


@pytest.mark.parametrize(("before", "after", "cause"), TIME_BEFORE_A_NAME)
def test_a_word_of_time_is_no_part_of_the_name_behind_it(before, after, cause):
    assert said("全項目", MEASURE, before, after, {"理由": cause} if cause else {}).verdict is not Verdict.MINOR


@pytest.mark.parametrize(("before", "after", "cause"), NAME_BEHIND_A_TIME)
def test_a_new_name_behind_the_same_word_of_time_is_a_name(before, after, cause):
    assert said("全項目", MEASURE, before, after, {"理由": cause} if cause else {}).verdict is Verdict.MINOR
