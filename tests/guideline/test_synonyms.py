"""Names that the form says stand for one thing, and statements that say something else of nearly the same names."""

import pytest

from tests.guideline.judged import ITEMS, change, judge, path_of

PLACE = ("保管場所", "{0}２階のサーバ室に設置したサーバ内に保管する。")
USERS = ("使用部署", "財務部{0}、東支所窓口係")
MEASURE = ("対策", "操作の記録は、毎月、{0}が点検する。")
SAID = [
    (PLACE, "みほん市役所第二庁舎", "みほん市役所東庁舎（旧称：第二庁舎）", ""),
    (PLACE, "第二庁舎", "東庁舎（旧第二庁舎）", ""),
    (PLACE, "第二庁舎", "東庁舎（旧：第二庁舎、令和７年４月改称）", ""),
    (PLACE, "第二庁舎", "東庁舎", "東庁舎（令和7年4月に第二庁舎から改称）に置く。"),
    (PLACE, "みほんＢＰＯ株式会社のデータセンター", "株式会社みほん未来のデータセンター", "株式会社みほん未来（みほんＢＰＯ株式会社から商号変更）"),
    (PLACE, "みほん県共同データセンター", "共同センター", "みほん県共同データセンター（以下「共同センター」という。）で計算する。"),
    (USERS, "税務課", "債権管理課", "税務課は、令和7年4月1日に債権管理課に名称を変更した。"),
    (USERS, "税務課", "債権管理課", "債権管理課は、令和7年4月に税務課から名称を改めた。"),
    (USERS, "税務課", "債権管理課", "財務部債権管理課（令和7年4月1日、税務課から改称。配置に変更なし。）"),
    (MEASURE, "情報政策課", "デジタル推進室", "情報政策課を令和7年4月にデジタル推進室に改称した。"),
    (MEASURE, "情報政策課", "デジタル戦略課（旧情報政策課）", ""),
    (MEASURE, "情報セキュリティ統括責任者", "統括責任者", "情報セキュリティ統括責任者（以下「統括責任者」という。）を置く。"),
]  # fmt: skip
OTHERWISE = [
    (PLACE, "第二庁舎", "東庁舎（旧第三庁舎）", ""),
    (PLACE, "第二庁舎", "民間データセンター（旧第二庁舎）", ""),
    (PLACE, "第二庁舎", "東庁舎（旧第二庁舎から移転）", ""),
    (PLACE, "第二庁舎", "東庁舎（旧称：第二庁舎）及び民間倉庫", ""),
    (PLACE, "第二庁舎", "東庁舎（旧称：第二庁舎、及び民間倉庫）", ""),
    (PLACE, "第二庁舎", "東庁舎", "西庁舎（令和7年4月に第二庁舎から改称）に置く。"),
    (PLACE, "第二庁舎", "東庁舎", "東庁舎（第二庁舎から移転）に置く。"),
    (PLACE, "第二庁舎", "東庁舎", "東庁舎（第二庁舎から変更）に置く。"),
    (PLACE, "第二庁舎", "東庁舎", "東庁舎は、第二庁舎から名称を変更する予定である。"),
    (PLACE, "みほんＢＰＯ株式会社のデータセンター", "株式会社みほん未来のデータセンター", "株式会社みほん未来（みほんＢＰＯ株式会社から事業を承継し商号変更）"),
    (PLACE, "みほん県共同データセンター", "共同センター", "みほん市計算センター（以下「共同センター」という。）で計算する。"),
    (PLACE, "みほん県共同データセンター", "共同センター", "みほん県共同データセンター（以下「共同センター」という。）又は民間センター（以下「共同センター」という。）で計算する。"),
    (USERS, "税務課", "債権管理課", "税務課は、令和7年4月1日に納税課に名称を変更した。"),
    (USERS, "税務課", "債権管理課", "債権管理課は、税務課から事務を移管し、名称を改めた。"),
    (USERS, "税務課", "債権管理課", "債権管理課は、税務課及び納税課から名称を改めた。"),
    (USERS, "税務課", "債権管理課", "債権管理課（税務課を分割して新設）"),
    (USERS, "税務課", "債権管理課", "債権管理課（名称は税務課からの変更ではない。）"),
    (USERS, "税務課", "債権管理課、福祉課", "債権管理課（税務課から名称を変更）"),
    (USERS, "民税課", "債権管理課", "債権管理課（市民税課から名称を変更）"),
    (MEASURE, "情報政策課", "委託先", "委託先（情報政策課から名称を変更）"),
    (MEASURE, "情報セキュリティ統括責任者", "担当者", "情報セキュリティ統括責任者（以下「統括責任者」という。）を置く。"),
]  # fmt: skip


def verdict(told, old, new, said):
    text, (kind, address) = told[1], ITEMS[told[0]]
    values = {path_of(kind, "Ⅰ－７－①"): said} if said else {}
    return judge(kind, change(kind, address, text.format(old), text.format(new)), values=values)[0]


@pytest.mark.parametrize(("told", "old", "new", "said"), SAID)
def test_a_name_that_the_form_says_is_the_old_one_is_no_change(told, old, new, said):
    found = verdict(told, old, new, said)
    assert str(found.verdict) == "軽微"
    assert any("名称であると評価書が述べている" in proof and ("Ⅰ-7-①" in proof) is bool(said) for proof in found.proofs)


@pytest.mark.parametrize(("told", "old", "new"), [row[:3] for row in SAID if row[3]])
def test_without_the_statement_it_asks_or_is_heavy(told, old, new):
    assert str(verdict(told, old, new, "").verdict) != "軽微"


@pytest.mark.parametrize(("told", "old", "new", "said"), OTHERWISE)
def test_a_statement_that_says_something_else_proves_nothing(told, old, new, said):
    assert str(verdict(told, old, new, said).verdict) != "軽微"
