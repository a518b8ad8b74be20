"""Measures that come into a sentence that says all it said, what is none of them, and the same edits the other way."""

import pytest

from tests.guideline.judged import edits, judged_edit

ROWS = [*edits("added.yaml"), *edits("gained.yaml")]
SENTENCES = [
    ("対策", "保守業者が作業するときは、職員が立ち会", "い、", "う。"),
    ("対策", "申請書の記載内容は、受け付けた職員が確認", "し、", "する。"),
    ("研修箱", "全職員に対し、年１回、研修を実施", "し、", "する。"),
    ("対策", "操作ログを取得し、毎月点検", "し、", "する。"),
    ("対策", "保存期間を過ぎた申請書は、裁断して廃棄", "し、", "する。"),
    ("保管場所", "申請書は、書庫に保管する。書庫の鍵は、課長が管理", "し、", "する。"),
]
NO_MEASURE = """申請者の顔を撮影する。来庁者の様子を録画する。申請書を写真で記録する。申請書の写しを保管する。
申請者の病歴を記録する。申請者の所得を確認する。世帯員の勤務先を照合する。届出書と本籍を照合する。個人番号を照合する。
受給者の通院の状況を確認する。滞納者の預金を検査する。受給者の利用の状況を分析する。住民の家屋を実地に調査する。
受講者の健康状態を記録する。結果を委託先に送付する。写しを支所に送る。鍵を受付に預ける。市外の書庫で管理する。
写しを支所の施錠できる書庫に保管する。媒体を警備会社の施錠できる倉庫に保管する。テレワークで確認する。
私物の端末で確認する。ＡＩにより点検する。ボランティアが点検する。作業の状況を委託先が録画する。
監視カメラにより来庁者を識別する。来庁者の映像を保存する。申請書の画像を５年間保存する。本人確認書類の写しを保存する。
所得証明書を５年間保存する。申請者に証明書を提出させる。住民に改善を求める。市民に対して試験を行う。
パスワードを台帳に記録する。来庁者の氏名を管理簿に記録する。人事情報を委託先と照合する。必要に応じて点検する。
繁忙期は点検を省略する。記録を１か月で消去する。点検の記録を廃棄する。閲覧できる者を委託先の職員に限る。
支所から閲覧できる者を係長に限る。権限を臨時の職員にも付与する。通話の内容を録音する。""".replace("\n", "")


@pytest.mark.parametrize(("sort", "item", "before", "after", "right"), ROWS)
def test_what_is_added_is_judged_as_it_is_meant(sort, item, before, after, right):
    assert str(judged_edit(item, before, after).verdict) in right, sort


@pytest.mark.parametrize(("sort", "item", "before", "after"), [row[:4] for row in ROWS if row[4] == ["軽微"]])
def test_what_was_added_does_not_go_lightly(sort, item, before, after):
    assert str(judged_edit(item, after, before).verdict) != "軽微", sort


@pytest.mark.parametrize(("item", "sentence", "goes_on", "ends"), SENTENCES)
@pytest.mark.parametrize("came", [f"{each}。" for each in NO_MEASURE.split("。") if each])
def test_what_is_no_measure_is_none_behind_one(item, sentence, goes_on, ends, came):
    for after in (f"{sentence}{goes_on}{came}", f"{sentence}{ends}{came}"):
        assert str(judged_edit(item, f"{sentence}{ends}", after).verdict) != "軽微", after
