"""What only names the subject that a file has anyway changes nothing; another name, law or term does."""

import pytest

from piadiff.model import Verdict
from tests.guideline.test_told_facts import said

LIGHT, OTHER = True, False
ALLOWANCE, CARE, HEALTH = (f"Ⅱ（{name}ファイル）" for name in ("特別児童扶養手当", "介護保険", "国民健康保険"))


@pytest.mark.parametrize(
    ("item", "before", "after", "light"),
    [
        (f"{ALLOWANCE}-2-③", "手当の受給者", "特別児童扶養手当の受給者", LIGHT),
        (f"{ALLOWANCE}-2-③", "支給対象となる児童", "特別児童扶養手当の支給対象となる児童", LIGHT),
        (f"{ALLOWANCE}-2-③", "手当の受給者", "児童扶養手当の受給者", OTHER),
        (f"{ALLOWANCE}-2-③", "手当の受給者", "特別児童扶養手当の受給者及びその配偶者", OTHER),
        (f"{ALLOWANCE}-2-③", "特別児童扶養手当の受給者、対象児童", "特別児童扶養手当の受給者、特別児童扶養手当の対象児童", LIGHT),
        (f"{ALLOWANCE}-2-③", "特別児童扶養手当の受給者", "特別児童扶養手当の受給者、特別児童扶養手当の対象児童", OTHER),
        (f"{ALLOWANCE}-2-③", "特別児童扶養手当の受給者", "特別児童扶養手当の支給に関する法律に基づく受給者", OTHER),
        (f"{CARE}-2-③", "介護保険の被保険者", "介護保険法に基づく介護保険の被保険者", LIGHT),
        (f"{CARE}-2-③", "介護保険の被保険者", "健康保険法に基づく介護保険の被保険者", OTHER),
        (f"{HEALTH}-2-③", "被保険者", "国民健康保険の被保険者", LIGHT),
        (f"{HEALTH}-2-③", "被保険者", "国民健康保険税の納税義務者", OTHER),
        (f"{HEALTH}-2-③", "被保険者", "後期高齢者医療の被保険者", OTHER),
        (f"{CARE}-2-③", "第1号被保険者", "介護保険法第9条第1号に規定する第1号被保険者", LIGHT),
        (
            f"{CARE}-2-③",
            "第1号被保険者及び認定を申請した第2号被保険者",
            "介護保険法第9条第1号に規定する第1号被保険者及び認定を申請した同条第2号に規定する第2号被保険者",
            LIGHT,
        ),
        (f"{CARE}-2-③", "第1号被保険者", "介護保険法第9条第2号に規定する第2号被保険者", OTHER),
        (f"{CARE}-2-③", "第1号被保険者", "健康保険法第3条に規定する第1号被保険者", OTHER),
        (f"{CARE}-2-③", "第1号被保険者", "第1号被保険者及び介護保険法第9条第2号に規定する第2号被保険者", OTHER),
    ],
)
def test_the_name_and_the_law_of_the_own_subject_change_nothing(item, before, after, light):
    assert (said("全項目", item, before, after, {}).verdict is Verdict.MINOR) is light
