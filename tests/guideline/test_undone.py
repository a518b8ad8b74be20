"""What was done and is denied now, what was denied and is done now, and what waits longer: weaker, or not asserted."""

import pytest

from tests.guideline.judged import judged_edit

WEAKER = [
    ("対策", "不要な書類は、その場で返却する。", "不要な書類は、返却せずに保管する。"),
    ("対策", "郵送の場合は、写しの同封を求めます。", "郵送の場合は、氏名が台帳と一致すれば写しの同封を求めません。"),
    ("対策", "入力した内容は、別の職員が点検する。", "入力した内容は、別の職員が点検せず、翌月に一覧を見る。"),
    ("対策", "必要な項目以外の欄を設けない。", "必要な項目以外の欄を設けないが、相談の経過を残す欄を設ける。"),
    ("対策", "データは庁外へ持ち出さない。", "データは庁外へ持ち出さないが、訪問のときは端末で持ち出す。"),
    ("対策", "修正プログラムは、公開から１か月以内に適用する。", "修正プログラムは、四半期ごとの保守日に適用する。"),
    ("対策", "権限は、異動の当日に消す。", "権限は、年度当初の棚卸しの際に消す。"),
    ("対策", "事故は、３日以内に報告する。", "事故は、毎月の会議で報告する。"),
]
NOT_WEAKER = [
    ("対策", "点検し、誤りがある者は利用できない。", "点検し、誤りがないと確認できない者は利用できない。"),
    ("対策", "ログを確認する。", "ログを確認しなければ閉庁しない。"),
    ("対策", "私物の端末は接続しない。", "私物の端末は接続しないが、監視装置は接続する。"),
    ("対策", "照合しない申請は受け付けない。", "照合していない申請は受け付けない。"),
    ("対策", "不要な書類は受け取らず、返却する。", "不要な書類は、受け取らずに返却する。"),
    ("対策", "確認した者に限り入室する。", "確認していない者は入室しない。"),
]
WIDER = [
    ("突合", "住民票の世帯と突合する。", "住民票の世帯と突合する。\n国民年金の資格情報と突合し、届出が出ていない者を把握する。"),
    ("使用目的", "給付を行うため。", "給付を行うため。あわせて、申請をしていない世帯を訪問する対象を選ぶため。"),
]
NOT_WIDER = [
    ("突合", "住民票の世帯と突合する。", "住民票の世帯と突合する。所得の情報とは突合しない。"),
    ("使用目的", "給付を行うため。", "給付を行うため。給付以外のためには用いない。"),
]


@pytest.mark.parametrize(("item", "before", "after"), [*WEAKER, *WIDER])
def test_what_is_undone_or_used_for_more_is_grave(item, before, after):
    assert str(judged_edit(item, before, after).verdict) == "重要"


@pytest.mark.parametrize(("item", "before", "after"), [*NOT_WEAKER, *NOT_WIDER])
def test_what_only_looks_undone_is_not_asserted_to_be_grave(item, before, after):
    assert str(judged_edit(item, before, after).verdict) != "重要"


@pytest.mark.parametrize(("item", "before", "after"), [*WEAKER, *WIDER])
def test_what_is_done_again_does_not_make_the_way_back_light_unseen(item, before, after):
    assert str(judged_edit(item, before, after).verdict) != "軽微"
