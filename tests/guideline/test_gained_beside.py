"""Something new that comes beside what is light: a place beside a measure, an authority beside a renumbering."""

import pytest

from piadiff.law import gained
from tests.guideline.judged import judged_edit

KEPT = "市役所２階のサーバ室に設置したサーバ内に保管する。"
GUARDED = "サーバ室への入室は、あらかじめ登録された職員に限り、静脈認証により管理している。"
PLACES = ["保管場所", "重点保管"]


@pytest.mark.parametrize("item", PLACES)
@pytest.mark.parametrize(
    "came",
    [
        "バックアップを記録した磁気テープは、委託先の事業者が所有する市外の倉庫に預ける。",
        "バックアップは暗号化し、市外の書庫に預ける。",
        "バックアップは暗号化した上で、隣町の庁舎へ送る。",
        "バックアップを記録した媒体は、市外の書庫で管理する。",
        "操作の記録は、事業者のサーバに記録する。",
        "媒体は、警備会社が所有する建物に運び、施錠する。",
        "写しは支所が管理する。",
        "支所の書庫を施錠する。",
        "市外の書庫にある写しは施錠する。",
        "紙の台帳は、委託先が管理する。",
        "鍵は受託者が施錠し管理する。",
        "データセンターへの入館は、生体認証により管理する。",
        "媒体は暗号化して預ける。",
        "写しは暗号化し、市外の書庫にも預け、施錠する。",
        "写しは市外の書庫でも管理する。",
        "写しは支所まで運び、施錠する。",
        "支所から運んだ媒体は施錠する。",
        "支所の職員が確認する。",
        "写しは、他市と相互に預かり、施錠して管理する。",
    ],
)
def test_a_place_or_party_that_comes_among_measures_is_not_called_light(item, came):
    for before, after in ((KEPT + GUARDED, KEPT + came + GUARDED), (KEPT, KEPT + came), (GUARDED, came + GUARDED)):
        assert str(judged_edit(item, before, after).verdict) != "軽微", after


@pytest.mark.parametrize("item", PLACES)
def test_nor_is_one_that_comes_into_a_sentence_of_measures(item):
    came = GUARDED.replace("管理している。", "管理し、写しは暗号化して市外の書庫に預ける。")
    assert str(judged_edit(item, KEPT + GUARDED, KEPT + came).verdict) != "軽微"


@pytest.mark.parametrize("item", PLACES)
@pytest.mark.parametrize(
    "came",
    [
        "入退室は監視カメラで記録する。",
        "入退室を管理簿に記録する。",
        "サーバ室は常時施錠する。",
        "サーバ室の扉を施錠する。",
        "入退室を記録し、課長が毎月点検する。",
        "入退室を記録し、課長に報告する。",
        "入室はＩＣカードにより認証する。",
        "警備員が入退室を監視する。",
        "入退室の記録は、定期的に点検する。",
        "サーバは外部から遮断する。",
        "端末は、インターネットから遮断する。",
        "サーバは、インターネットから分離し、監視する。",
    ],
)
def test_a_measure_that_puts_nothing_anywhere_stays_light(item, came):
    assert str(judged_edit(item, KEPT + GUARDED, KEPT + came + GUARDED).verdict) == "軽微"


@pytest.mark.parametrize(
    ("came", "light"),
    [
        ("個人番号を記録した媒体は、郵便で送る。", False),
        ("氏名が記録されている帳票を窓口に並べる。", False),
        ("個人番号を記録した媒体は施錠する。", True),
        ("記録した内容を毎月点検する。", True),
    ],
)
def test_what_a_medium_holds_is_no_measure(came, light):
    assert (str(judged_edit("対策", "扉を閉じる。", f"扉を閉じる。{came}").verdict) == "軽微") is light


@pytest.mark.parametrize("item", ["対策", "重点対策"])
@pytest.mark.parametrize(
    ("came", "before", "light"),
    [
        ("{}する相手に誓約書を提出させる。", "扉を施錠する。", False),
        ("{}する相手に誓約書を提出させる。", "扉を施錠する。\n名簿を{}する。", True),
        ("相手に誓約書を提出させる。", "扉を施錠する。", True),
    ],
)
@pytest.mark.parametrize("handling", ["提供", "共有"])
def test_a_handling_that_a_measure_is_the_first_to_tell_of_is_not_called_light(item, came, before, light, handling):
    before = before.format(handling)
    verdict = str(judged_edit(item, before, f"{before}{came.format(handling)}").verdict)
    assert (verdict == "軽微") is light


OLD = "・番号法第９条第１項　別表第一の３０の項\n・番号法別表第一の主務省令で定める事務を定める命令第２４条"
NEW = "・番号法第９条第１項　別表の４４の項\n・番号法別表の主務省令で定める事務を定める命令第２４条"
BASES = [
    "・番号法第９条第２項　みほん市番号条例別表第１の６の項（医療費の助成に関する事務）",
    "・みほん市番号条例別表第１の６の項（医療費の助成に関する事務）",
    "・番号法第９条第２項",
    "・みほん市個人番号利用条例",
    "・地方税法第２０条の１１",
]


@pytest.mark.parametrize("item", ["個人番号の利用", "重点利用"])
@pytest.mark.parametrize("came", BASES)
def test_an_authority_that_comes_beside_a_renumbering_is_significant(item, came):
    first, second = NEW.split("\n")
    for after in (f"{NEW}\n{came}", f"{came}\n{NEW}", f"{first}\n{came}\n{second}"):
        assert str(judged_edit(item, OLD, after).verdict) == "重要", after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (OLD, f"{NEW}、第３０条"),
        ("番号法第９条第１項　別表第一の３０の項", "番号法第９条第１項及び第２項　別表の４４の項"),
        ("番号法第９条第１項　別表第一の３０の項", "番号法第９条第２項　別表の４４の項"),
        (
            "番号法第９条第１項　別表第一の３０の項\n手当条例第３条",
            "番号法第９条第１項　別表の４４の項\n医療条例第３条",
        ),
    ],
)
def test_one_that_comes_into_a_citation_or_takes_the_place_of_another_is_not_called_light(before, after):
    assert str(judged_edit("個人番号の利用", before, after).verdict) != "軽微"


@pytest.mark.parametrize("item", ["個人番号の利用", "重点利用"])
def test_a_renumbering_alone_stays_light(item):
    assert str(judged_edit(item, OLD, NEW).verdict) == "軽微"


@pytest.mark.parametrize("item", ["情報連携根拠", "重点連携根拠"])
@pytest.mark.parametrize(
    ("came", "light"),
    [
        ("{}", True),
        ("{}\nみほん市個人番号条例第５条", False),
        ("みほん市個人番号条例第５条\n{}", False),
        ("{}及び番号法第19条第11号", False),
        ("{}\n番号法第19条第9号に基づく条例", False),
    ],
)
def test_nor_is_an_authority_of_a_linkage(item, came, light):
    before = "番号法第19条第7号　別表第二の16、27の項"
    after = came.format("番号法第19条第8号に基づく主務省令第2条の表の20、48の項")
    assert (str(judged_edit(item, before, after).verdict) == "軽微") is light


@pytest.mark.parametrize(
    ("before", "after", "came"),
    [
        ("番号法第19条第7号", "番号法第19条第8号", ()),
        ("番号法第19条第7号", "番号法第19条第11号", ("第19条第11号",)),
        ("番号法第9条", "番号法第9条第1項", ()),
        ("番号法第27条第1項", "番号法第28条第1項", ()),
        ("番号法第27条第1項", "番号法第28条第2項", ("第28条第2項",)),
        ("番号法別表第一の16の項", "番号法別表の24の項", ()),
        ("番号法第9条第1項", "番号法第9条第1項　別表の24の項", ("別表",)),
        ("手当条例第3条", "手当条例第4条", ()),
        ("手当条例第3条", "医療条例第3条", ("第3条",)),
        ("手当条例第3条", "手当条例第3条、医療条例第3条", ("第3条",)),
    ],
)
def test_a_provision_stands_in_the_place_of_one_that_can_have_become_it(before, after, came):
    assert gained(before, after, {}) == came


LOCKED = "申請書は鍵のかかる書庫に保管する。端末の操作は記録し、係長が毎月点検する。"


@pytest.mark.parametrize(
    ("added", "light"),
    [
        ("書庫の鍵は、課長が管理する。", True),
        ("入退室を記録する。", True),
        ("操作の記録は、課長が確認する。", True),
        ("端末の操作の記録を毎月監査する。", True),
        ("申請者の国籍を確認する。", False),
        ("未納者の財産を確認する。", False),
        ("受給者の通院の履歴を管理する。", False),
        ("保護者の就労先を審査する。", False),
        ("滞納者の氏名を庁内に周知する。", False),
        ("申請者の位置情報を監視する。", False),
        ("申請者の顔写真により本人を確認する。", False),
        ("保護者の税額を照合し、確認する。", False),
        ("滞納者の通信を監視する。", False),
        ("受給者の入退院を記録する。", False),
        ("操作者の端末の操作を記録する。", True),
        ("未納者の預金を検査する。", False),
        ("パスワードは、付箋に記録する。", False),
        ("点検は、職員から申出があったときに行う。", False),
        ("記録は、年度の終わりに消去する。", False),
    ],
)
def test_what_looks_at_persons_affairs_is_a_handling_and_no_measure(added, light):
    assert (str(judged_edit("対策", LOCKED, f"{LOCKED}{added}").verdict) == "軽微") is light


def test_citations_are_exchanged_beside_a_term_that_is_defined_alike():
    text = (
        "次の事務を行う。\n①番号法{}に定める情報の提供\n"
        "なお、交付等に関する{}（平成26年総務省令第85号。以下「交付省令」という。）第35条により、委任が認められている。"
    )
    old, new = text.format("別表第二", "省令"), text.format("第19条第8号に基づく主務省令第2条の表", "命令")
    assert str(judged_edit("事務の内容", old, new).verdict) != "重要"
