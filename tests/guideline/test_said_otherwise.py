"""What a measure is told of in other words, and what only comes beside it: nothing that did not go is called weaker."""

import pytest

from tests.guideline.judged import judged_edit

STANDS = "端末の操作は、所属ごとに定めた担当者が行う。"
DUTIES = "契約書には、①秘密の保持、②再委託の制限、③目的外の利用の禁止を定めている。"


def verdict(item, before, after):
    return str(judged_edit(item, before, after).verdict)


@pytest.mark.parametrize("item", ["対策", "重点対策"])
@pytest.mark.parametrize(
    "came",
    [
        "不要な帳票は、溶解する。",
        "年度末に名簿を調べ、不要な権限が残っていないかを確かめる。",
        "異動した者の権限は速やかに停止する。",
        "必要に応じて、操作の記録を点検する。",
        "端末の自宅への持ち帰りを禁止する。",
        "担当者への声掛けに努める。",
    ],
)
def test_a_sentence_that_only_comes_beside_measures_weakens_none(item, came):
    assert verdict(item, STANDS, STANDS + came) != "重要"


@pytest.mark.parametrize(
    "came",
    [
        "ただし、急を要するときは承認を省略する。",
        "操作の記録の点検は、当分の間停止する。",
        "不要な点検は行わない。",
        "出先では認証を不要とする。",
        "課長の認める者は、自宅で操作することができる。",
        "夜間は記録を廃止する。",
        "ただし、持ち帰りを除き禁止する。",
    ],
)
def test_one_that_takes_a_measure_out_does(came):
    assert verdict("対策", STANDS, STANDS + came) == "重要"


def test_a_hedge_that_takes_the_place_of_a_measure_weakens_it():
    assert verdict("対策", f"{STANDS}記録を毎月点検する。", f"{STANDS}必要に応じて記録を点検する。") == "重要"


@pytest.mark.parametrize(
    ("came", "light"),
    [
        ("加えて、執務室の扉を施錠する。", True),
        ("これに加えて、離席時には画面をロックする。", True),
        ("加えて、申請書をスマートフォンで撮影し、画像を暗号化する。", False),
        ("加えて、写しを支所に送り、施錠する。", False),
    ],
)
def test_a_sentence_may_begin_with_what_joins_it(came, light):
    assert (verdict("対策", STANDS, STANDS + came) == "軽微") is light


WATCHED = "操作の記録は３年間保存し、係長がいつでも閲覧できるようにしている。"
WARDED = "受給者でない人の書類を取らないように気を付けている。"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (WATCHED, "操作の記録は７年間保存し、係長が毎月１回、夜間の操作を調べている。", "要判断"),
        (WATCHED, "操作の記録は１年間保存し、係長が毎月１回、夜間の操作を調べている。", "重要"),
        (WATCHED, "操作の記録は７年間保存する。", "重要"),
        (WATCHED.replace("保存し、", "保存し、書庫を施錠し、"), "操作の記録は７年間保存し、係長が毎月１回調べている。", "重要"),
        ("操作の記録は３年間保存し、係長が毎月点検する。", "操作の記録は７年間保存し、係長が閲覧できる。", "重要"),
        (WARDED, "受給者以外の者の書類を取得しないようにしている。", "要判断"),
        (WARDED.replace("気を付けて", "十分に注意して"), "受給者以外の者の書類を取得しないようにしている。", "要判断"),
        (WARDED.replace("気を付けて", "努めて"), "受給者以外の者の書類を取得しないようにしている。", "要判断"),
        ("窓口では、取り違えないように注意し、書庫を施錠する。", "窓口では、取り違えないようにする。", "重要"),
        (WARDED, "受給者以外の者の書類を取るようにしている。", "重要"),
        (WARDED, "受給者である人の書類を取るように気を付けている。", "重要"),
    ],
)
def test_what_is_said_otherwise_is_asked_and_what_went_is_not(before, after, told):
    assert verdict("対策", before, after) == told


@pytest.mark.parametrize(
    "came",
    ["④事故の報告義務", "④従事する者の監督及び教育、⑤立入りの検査", "④資料の返還、⑤漏えい時の賠償、⑥市による監査"],
)
def test_a_list_of_duties_that_only_grows_is_light(came):
    assert verdict("委託箱", DUTIES, DUTIES.replace("禁止を", f"禁止、{came}を")) == "軽微"


@pytest.mark.parametrize(
    "came",
    [
        "④写しの保持",
        "④名簿の作成及び報告",
        "④私物の端末の利用",
        "④他市への通知",
        "④住民への報告",
        "④スマートフォンでの撮影",
        "④監督又は教育",
        "④原則として廃棄",
        "④市への個人番号の提供",
        "④再委託の許諾、⑤監査",
    ],
)
def test_one_that_gains_a_handling_is_not(came):
    assert verdict("委託箱", DUTIES, DUTIES.replace("禁止を", f"禁止、{came}を")) != "軽微"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (DUTIES, DUTIES.replace("③目的外の利用の禁止を", "③監査、④検査を")),
        (DUTIES, DUTIES.replace("禁止を定めている", "禁止、④監査を定めるよう努めている")),
        (DUTIES.replace("定めている", "定めていない"), DUTIES.replace("禁止を定めている", "禁止、④監査を定めていない")),
        (DUTIES.replace("を定めている", "を規定から削除した"), DUTIES.replace("禁止を定めている", "禁止、④監査を規定から削除した")),
        (DUTIES.replace("を定めている", "を免除する規定である"), DUTIES.replace("禁止を定めている", "禁止、④監査を免除する規定である")),
    ],
)
def test_nor_is_one_that_loses_an_entry_or_binds_to_nothing(before, after):
    assert verdict("委託箱", before, after) != "軽微"


@pytest.mark.parametrize("item", ["対策", "委託箱"])
@pytest.mark.parametrize("ends", ["を手順から削除した。", "を禁止する。", "を廃棄する。"])
def test_a_measure_that_comes_among_what_is_ended_is_no_measure_more(item, ends):
    before = f"所定の様式による届出{ends}"
    assert verdict(item, before, before.replace("届出", "届出及び監査")) != "軽微"
