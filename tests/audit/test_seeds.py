"""What a careful person marked in the real published forms as certain (level A) is observed."""

import pytest

from piadiff.pipeline.auditing import audit_form
from piadiff.pipeline.days import Days
from piadiff.readers import read

pytestmark = pytest.mark.seeds

LEVEL_A = {
    "000": [
        ("A02", "Ⅰ-1-②", 16),
        ("A03", "Ⅱ-1-時点", 21),
        ("A03", "Ⅱ-2-時点", 22),
        ("A03", "Ⅰ-1-②", 16),
        ("A09", "Ⅰ-1-③-2", 12),
        ("A09", "Ⅰ-1-③-2", 13),
        ("A11", None, None),
        ("A12", "Ⅱ-1-時点", 8),
        ("A17B", "Ⅰ-4-②", 11),
        ("A20", "Ⅰ-9", None),
        ("A20", None, None),
        ("A23", "Ⅰ-1-③-2", 13),
        ("A24", "Ⅳ", 7),
        ("A24", "Ⅰ-1-③-2", 13),
        ("A24", "全体", 27),
        ("A25", "Ⅰ-7", 19),
        ("A29", "Ⅰ-4-②", 11),
        ("A33B", None, None),
        ("A34", "Ⅰ-3", None),
    ],
    "003": [
        ("A02", "Ⅰ-6-②", 10),
        ("A02", "Ⅱ(住民基本台帳ファイル)-5-提供先1~60-①", 12),
        ("A02B", "Ⅲ(本人確認情報ファイル)-5-リスク2-リスクに対する措置の内容", 27),
        ("A07", None, None),
        ("A10B", None, None),
        ("A14", "Ⅵ-1-①", None),
        ("A23", "Ⅱ(住民基本台帳ファイル)-5-移転先2-②", 13),
        ("A23", "Ⅲ(本人確認情報ファイル)-7-リスク2-消去手順", 32),
        ("A24", "別添1", 8),
        ("A25", "Ⅱ(送付先情報ファイル)-3-⑧-使用方法", 19),
        ("A26", "Ⅱ(送付先情報ファイル)-3-⑧-使用方法", None),
        ("A27", "Ⅱ(送付先情報ファイル)-6-③", None),
        ("A27B", "Ⅰ-1-②", None),
        ("A28", "Ⅱ(住民基本台帳ファイル)-6-①", None),
        ("A29", "Ⅰ-2-システム7-②", None),
        ("A30", "Ⅲ(住民基本台帳ファイル)-5-リスク2-リスクに対する措置の内容", None),
        ("A31", "Ⅲ(住民基本台帳ファイル)-7-リスク1-⑥-具体的な対策の内容", None),
        ("A31B", "Ⅱ(送付先情報ファイル)-5-提供先1-⑦", None),
        ("A32", "Ⅰ-2-システム5-②", None),
        ("A32", "Ⅳ-1-①-具体的なチェック方法", None),
        ("A32B", "Ⅲ(住民基本台帳ファイル)-7-リスク1-⑥-具体的な対策の内容", None),
        ("A32B", "Ⅳ-1-①-具体的なチェック方法", None),
        ("A32B", "Ⅱ(住民基本台帳ファイル)-7", None),
        ("A33", None, None),
        ("A33B", "Ⅰ-2-システム3-②", None),
        ("A33B", None, None),
        ("A34", "Ⅰ-5", None),
        ("A37", None, None),
    ],
}


def made(path):
    form = read(path)
    return form, audit_form(form, (), Days())


@pytest.mark.parametrize("number", sorted(LEVEL_A))
def test_what_is_certain_is_observed(number, seed):
    _, observations = made(seed(number))
    seen = {(each.check, str(each.path) if each.path else None, each.row) for each in observations}
    assert {each for each in LEVEL_A[number] if each not in seen} == set()


@pytest.mark.parametrize("number", sorted(LEVEL_A))
def test_no_error_but_the_certain_ones(number, seed):
    """Errors beyond the list were looked at one by one: each is a row that the form does not bear out."""
    _, observations = made(seed(number))
    listed = {(check, row) for check, _, row in LEVEL_A[number]}
    errors = {(each.check, each.row) for each in observations if each.level == "error"}
    assert errors - listed <= {("A02", 18)}


def test_what_the_law_of_the_day_says_to_the_lists_of_numbers(seed):
    form, observations = made(seed("000"))
    (wrong,) = (each for each in observations if each.check == "A17B")
    assert wrong.row == 11
    assert wrong.evidence == (
        "21の項は 令和3年5月19日 からなくなっています",
        "119の項は 令和元年10月1日 から120の項になっています",
        "107の項がありません（令和2年6月5日 から）",
    )
    (ahead,) = (each for each in observations if each.check == "A17C")
    assert ahead.level == "info"
    assert next(row for row in form.changes if row.row == ahead.row).date.isoformat() == "2019-06-24"


@pytest.mark.parametrize("number", sorted(LEVEL_A))
def test_no_citation_is_accused_that_a_person_did_not_find(number, seed):
    _, observations = made(seed(number))
    seen = {(each.check, each.row) for each in observations if each.check in {"A17B", "A29B", "A29C", "A29D", "A34"}}
    assert seen == {(check, row) for check, _, row in LEVEL_A[number] if check in {"A17B", "A34"}}
