"""Every proof on edits it holds for, and on edits that just miss it."""

import pytest

from piadiff.guideline import proofs
from piadiff.guideline.roles import role_of
from piadiff.model import FormKind
from piadiff.templates import for_kind
from tests.guideline.judged import ITEMS, change

CASES = {
    proofs.SAME_KEY: (
        [("対策", "サーバーを点検する。", "サーバを点検する。")],
        [("対策", "サーバーを点検する。", "サービスを点検する。"), ("本人の範囲", "納税者", "納税者等")],
    ),
    proofs.SAME_READING: (
        [
            ("使用方法", "申請の審査を行う。", "申請を審査する。"),
            ("対策", "記録を\n残すこととする。", "記録を残す。"),
            ("使用方法", "平成31年度から審査する。", "令和元年度から審査する。"),
        ],
        [
            ("使用方法", "申請を審査する。", "申請を審査しない。"),
            ("使用方法", "窓口及び郵送で受け付ける。", "窓口又は郵送で受け付ける。"),
            ("使用方法", "税務課から福祉課へ渡す。", "福祉課から税務課へ渡す。"),
            ("使用方法", "令和元年度から審査する。", "令和2年度から審査する。"),
        ],
    ),
    proofs.CITED: (
        [("使用方法", "住基法第7条の事項を記録する。", "住基法第8条の事項を記録する。")],
        [
            ("使用方法", "住基法第7条の事項を記録する。", "地方税法第7条の事項を記録する。"),
            ("使用方法", "住基法第7条の事項を記録する。", "住基法第8条の事項と病歴を記録する。"),
        ],
    ),
    proofs.BY_LAW: (
        [("情報連携根拠", "番号法別表第二の16、27の項", "番号法第19条第8号に基づく主務省令第2条の表の20、48の項")],
        [
            (
                "情報連携根拠",
                "番号法第19条第8号に基づく主務省令第2条の表の48の項",
                "番号法第19条第8号に基づく主務省令第2条の表の69の項",
            )
        ],
    ),
    proofs.NAMED: (
        [
            ("使用部署", "財務部市民税課", "税務部市民税課"),
            ("使用部署", "子育て支援課", "こども支援課"),
            ("使用方法", "税システムに入力する。", "税務システムに入力する。"),
        ],
        [
            ("使用部署", "税務課", "学務課"),
            ("使用部署", "市民税課", "市民税課、納税課"),
            ("使用部署", "市民税課、納税課", "市民税課、福祉課"),
            ("保管場所", "本庁舎3階電算室", "本庁舎5階電算室"),
            ("突合", "課税台帳", "医療台帳"),
        ],
    ),
    proofs.DEFINED: (
        [("本人の範囲", "消除者を記録する。", "住民票が消除された者（以下「消除者」という。）を記録する。")],
        [
            (
                "本人の範囲",
                "消除者を記録する。",
                "住民票が消除された者及びその家族で届け出た者（以下「消除者」という。）を記録する。",
            )
        ],
    ),
    proofs.DOUBLED: (
        [("使用方法", "申請書申請書を審査する。", "申請書を審査する。")],
        [
            ("使用方法", "申請書を審査する。", "申請書と届出書を審査する。"),
            ("使用方法", "本人及び本人の家族に送る。", "本人の家族に送る。"),
        ],
    ),
    proofs.REPEATED: (
        [("突合", "機構において、機構が台帳と照合する。", "機構が台帳と照合する。")],
        [
            ("使用方法", "本人及び本人の家族に送る。", "本人の家族に送る。"),
            ("突合", "機構において、職員が台帳と照合する。", "職員が台帳と照合する。"),
        ],
    ),
    proofs.KIND: (
        [("対策", "DVDを用いるときは権限を確かめる。", "媒体を用いるときは権限を確かめる。")],
        [
            ("対策", "媒体を用いるときは権限を確かめる。", "DVDを用いるときは権限を確かめる。"),
            ("使用方法", "DVDで渡す。", "媒体で渡す。"),
        ],
    ),
    proofs.STEPPED: (
        [("対策", "パスワードにより認証する。", "静脈認証により認証する。")],
        [("対策", "静脈認証により認証する。", "パスワードにより認証する。")],
    ),
    proofs.FIGURE: (
        [
            ("対策", "記録を毎年点検する。", "記録を毎月点検する。"),
            ("対策", "修正プログラムは30日以内に当てる。", "修正プログラムは3日以内に当てる。"),
            ("対策", "操作の記録は1年間保存する。", "操作の記録は3年間保存する。"),
        ],
        [
            (
                "対策",
                "修正プログラムは3日以内に当てる。操作の記録は保存する。",
                "修正プログラムは30日以内に当てる。操作の記録は保存する。",
            ),
            ("対策", "令和9年度から暗号化する。", "令和6年度から暗号化する。"),
            ("使用方法", "記録を毎年照会する。", "記録を毎月照会する。"),
        ],
    ),
    proofs.GUARDED: (
        [
            ("対策", "扉を閉じる。", "扉を閉じ、入退室を記録する。"),
            ("対策", "扉を閉じる。", "扉を閉じる。外部に接続しない。"),
        ],
        [
            ("対策", "扉を閉じる。", "扉を閉じる。窓口の端末は対象外とする。"),
            ("対策", "扉を閉じる。", "扉を閉じる。休日は記録しない。"),
            ("対策", "扉を閉じる。", "扉を閉じる。必要に応じて記録する。"),
            ("対策", "扉を閉じる。", "扉を閉じる。記録は外部へ送付する。"),
            ("使用方法", "扉を閉じる。", "扉を閉じ、入退室を記録する。"),
        ],
    ),
    proofs.FEWER: (
        [("本人の範囲", "納税者、扶養親族", "納税者"), ("使用部署", "市民税課\n納税課", "市民税課")],
        [
            ("本人の範囲", "納税者（市内に住む者に限る。）", "納税者"),
            ("使用方法", "氏名及び住所が一致する者を調べる。", "氏名が一致する者を調べる。"),
        ],
    ),
    proofs.LESS: (
        [("委託の有無", "委託する（３件）", "委託する（２件）")],
        [
            ("委託の有無", "委託する（２件）", "委託する（３件）"),
            ("使用方法", "２件まで照会する。", "１件まで照会する。"),
        ],
    ),
    proofs.EXCLUDED: (
        [("本人の範囲", "消除者を含む。", "消除者を除く。")],
        [("本人の範囲", "消除者を除く。", "消除者を含む。")],
    ),
}


def weighed(item, before, after):
    kind, address = ITEMS[item]
    made = change(kind, address, before, after)
    by_law = "別表第二の16" in before
    return proofs.weigh(made, role_of(made.path, for_kind(FormKind(kind))), by_law=by_law)


HITS = [(name, *row) for name, (hits, _) in CASES.items() for row in hits]
MISSES = [(name, *row) for name, (_, misses) in CASES.items() for row in misses]


@pytest.mark.parametrize(("name", "item", "before", "after"), HITS)
def test_a_proof_holds_and_names_itself(name, item, before, after):
    found = weighed(item, before, after)
    assert found.open == ()
    assert name in {proof.name for proof in found.proofs}


@pytest.mark.parametrize(("name", "item", "before", "after"), MISSES)
def test_what_just_misses_a_proof_stays_open(name, item, before, after):
    found = weighed(item, before, after)
    assert found.open, (name, found.proofs)


def test_every_proof_of_words_has_cases():
    told = {value for key, value in vars(proofs).items() if key.isupper() and isinstance(value, str) and len(value) > 1}
    chosen = {proofs.TURNED, proofs.CHOSEN, proofs.DETAILED, proofs.COUNTED}
    assert told - chosen == set(CASES)
