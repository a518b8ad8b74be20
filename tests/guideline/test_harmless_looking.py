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


OTHER_PLACES = [
    ("＜本市の措置＞\n・通信を暗号化する。\n＜受託者の措置＞\n・侵入を検知する。",
     "＜本市の措置＞\n・侵入を検知する。\n＜受託者の措置＞\n・通信を暗号化する。"),
    ("【禁止】\n・複写\n・持出し\n【許可制】\n・印刷", "【禁止】\n・複写\n【許可制】\n・持出し\n・印刷"),
    ("禁止事項\n・複写\n・持出し\n許可を要する事項\n・印刷", "禁止事項\n・複写\n許可を要する事項\n・持出し\n・印刷"),
    ("サーバ室：施錠、監視カメラ\n書庫：施錠", "サーバ室：施錠\n書庫：施錠、監視カメラ"),
    ("サーバ室（施錠、監視カメラ）、書庫（施錠）", "サーバ室（施錠）、書庫（施錠、監視カメラ）"),
    ("サーバ室（施錠）、書庫", "サーバ室、書庫（施錠）"),
]  # fmt: skip
OTHER_ORDER = [
    ("＜端末＞\n・接続を禁止する。\n＜書庫＞\n・施錠する。", "＜書庫＞\n・施錠する。\n＜端末＞\n・接続を禁止する。"),
    ("＜端末＞\n・接続を禁止する。\n・画面を消す。\n＜書庫＞\n・施錠する。",
     "＜端末＞\n・画面を消す。\n・接続を禁止する。\n＜書庫＞\n・施錠する。"),
    ("サーバ室（施錠、監視カメラ）、書庫（施錠）", "サーバ室（監視カメラ、施錠）、書庫（施錠）"),
    ("点検項目：施錠、監視カメラ", "点検項目：監視カメラ、施錠"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), OTHER_PLACES)
def test_what_stands_below_another_heading_label_or_word_is_said_of_another(before, after):
    assert said("全項目", MEASURE, before, after, {}).verdict is not Verdict.MINOR


@pytest.mark.parametrize(("before", "after"), OTHER_ORDER)
def test_another_order_below_the_same_heading_is_light(before, after):
    assert said("全項目", MEASURE, before, after, {}).verdict is Verdict.MINOR


def test_persons_left_out_of_another_group_are_others():
    before, after = "受給者（転出者を除く。）及び申請者", "受給者及び申請者（転出者を除く。）"
    assert said("全項目", PERSONS, before, after, {}).verdict is not Verdict.MINOR
    assert said("全項目", PERSONS, before, "申請者及び受給者（転出者を除く。）", {}).verdict is Verdict.MINOR


APART = [
    (PERSONS, "受給者の配偶者", "受給者と配偶者"),
    (PERSONS, "援助を受ける児童の保護者", "援助を受ける児童及びその保護者"),
    (PERSONS, "納税義務者の被扶養者", "納税義務者、被扶養者"),
    ("Ⅱ-3-①", "転出元の市町村の長", "転出元の市町村及び長"),
    ("Ⅱ-3-⑥", "手当の支給の審査のため", "手当の支給及び審査のため"),
    (PLACE, "庁舎のサーバ室の金庫に保管する。", "庁舎のサーバ室、金庫に保管する。"),
    (MEASURE, "IDの登録の申請を記録する。", "IDの登録、申請を記録する。"),
]
TOGETHER = [
    (PERSONS, "受給者及びその配偶者", "受給者及び配偶者"),
    (PERSONS, "手当の受給者", "手当受給者"),
    (PERSONS, "児童、保護者", "保護者、児童"),
    (PLACE, "庁舎のサーバ室の金庫に保管する。", "庁舎サーバ室の金庫に保管する。"),
    (MEASURE, "IDの共用を禁止する。", "IDは共用を禁止する。"),
    (MEASURE, "システムの利用者の登録を行う。", "システム利用者の登録を行う。"),
]


@pytest.mark.parametrize(("item", "before", "after"), APART)
def test_a_word_beside_another_is_not_what_belongs_to_it(item, before, after):
    for old, new in ((before, after), (after, before)):
        assert said("全項目", item, old, new, {}).verdict is not Verdict.MINOR


@pytest.mark.parametrize(("item", "before", "after"), TOGETHER)
def test_a_word_that_goes_on_belonging_to_another_is_light(item, before, after):
    assert said("全項目", item, before, after, {}).verdict is Verdict.MINOR


LIMITS = [
    ("窓口又は郵送で受け付け、番号及び身元を確認する。", "窓口又は郵送で受け付け、番号又は身元を確認する。"),
    ("カード及び合言葉又は静脈により認証する。", "カード又は合言葉及び静脈により認証する。"),
    ("持出しは、災害時に限り許可する。", "持出しは、災害時に許可する。"),
    ("複製は、次の場合に限り認める。\n・控えの作成", "複製は、次の場合に認める。\n・控えの作成"),
    ("連携する項目を限定している。", "連携する項目を規定している。"),
]
NO_LIMITS = [
    ("持出しは、災害時に限り許可する。", "持出しは、災害時のみ許可する。"),
    ("連携の手続を定めている。", "連携の手続を規定している。"),
    ("申請者は、カード又は旅券を窓口で示す。", "申請者は、窓口でカード又は旅券を示す。"),
]


@pytest.mark.parametrize(("before", "after"), LIMITS)
def test_an_or_or_a_limit_is_not_said_again_by_what_stands_elsewhere(before, after):
    assert said("全項目", MEASURE, before, after, {}).verdict is not Verdict.MINOR


@pytest.mark.parametrize(("before", "after"), NO_LIMITS)
def test_the_same_or_and_the_same_limit_are_light(before, after):
    assert said("全項目", MEASURE, before, after, {}).verdict is Verdict.MINOR


def test_others_beside_those_are_others():
    before, after = "被保険者並びにこれらの者であった者", "被保険者並びにこれらの者等であった者"
    assert said("全項目", PERSONS, before, after, {}).verdict is not Verdict.MINOR


TASK = "みほん市個人番号利用条例第4条（こども医療費の助成に関する事務）"
OTHER_TASKS = [
    ("みほん市個人番号利用条例第4条（こども医療費の助成等に関する事務）", ""),
    ("みほん市個人番号利用条例第4条（こども医療費及び障害者医療費の助成に関する事務）", ""),
    ("みほん市個人番号利用条例第5条（障害者医療費の助成に関する事務）", "法改正に伴う条ずれ"),
]
SAME_TASK = [
    "みほん市個人番号利用条例第5条（こども医療費の助成に関する事務）",
    "みほん市個人番号利用条例第4条（子供医療費の助成に関する事務）",
    "みほん市個人番号利用条例第4条",
]


@pytest.mark.parametrize(("after", "cause"), OTHER_TASKS)
def test_an_ordinance_cited_for_another_task_is_no_renumbering(after, cause):
    assert said("全項目", "Ⅰ-5", TASK, after, {"理由": cause} if cause else {}).verdict is not Verdict.MINOR


@pytest.mark.parametrize("after", SAME_TASK)
def test_an_ordinance_cited_for_the_same_task_is_light(after):
    assert said("全項目", "Ⅰ-5", TASK, after, {}).verdict is Verdict.MINOR


MORE_ALLOWED = [
    ("IDは1人に1つとする。", "IDは5人に1つとする。"),
    ("職員20人につき1人の指導者を置く。", "職員40人につき1人の指導者を置く。"),
    ("点検は4分野について行う。", "点検は3分野について行う。"),
    ("特権IDを持つ者は2名とする。", "特権IDを持つ者は4名とする。"),
    ("特権IDは2名に付与する。", "特権IDは6名に付与する。"),
    ("鍵は2名が所持する。", "鍵は5名が所持する。"),
    ("持出しは月2回許可する。", "持出しは月5回許可する。"),
]
MORE_DONE = [
    ("2名で点検する。", "3名で点検する。"),
    ("立会者を2名とする。", "立会者を3名とする。"),
    ("離席時は5分で画面をロックする。", "離席時は3分で画面をロックする。"),
    ("権限は2名で確認した上で付与する。", "権限は3名で確認した上で付与する。"),
    ("月2回点検し、承認した者に利用を認める。", "月4回点検し、承認した者に利用を認める。"),
]


@pytest.mark.parametrize(("before", "after"), MORE_ALLOWED)
def test_more_of_what_is_allowed_is_no_stronger_measure(before, after):
    assert said("全項目", MEASURE, before, after, {}).verdict is not Verdict.MINOR


@pytest.mark.parametrize(("before", "after"), MORE_DONE)
def test_more_of_what_guards_is_a_stronger_measure(before, after):
    assert said("全項目", MEASURE, before, after, {}).verdict is Verdict.MINOR
