"""One entry more in a frame of measures, a record or a contract: of the work it is light, of persons it never is."""

import pytest

from tests.guideline.judged import judged_edit

DUTIES = """秘密保持に関する研修の実施|従事者名簿の提出及び変更の届出|作業責任者の選任|事故発生時の対応手順書の作成|市による立入検査への協力
従業者に対する教育の実施及びその記録の提出|安全管理体制の整備|契約終了後のデータ消去証明書の提出|従業者に対する監督及び教育の実施|作業場所の明示|違反時の契約解除|従業者の誓約書の提出"""
NO_DUTIES = """受給者の調査の実施|滞納者の対策の実施|本人の証明書の提出|世帯員の名簿の整備|個人番号の記録の作成|所得の証明書の提出|民間の調査への協力
住民の名簿の提出|申請者の結果の報告|口座情報の報告|データの利用及び報告書の提出|再委託先の選任|自宅での作業場所の指定|保有データの提出
本人確認書類の記録の作成|生徒の点検の実施|調査研究の実施|台帳の写しの提出|市場調査への協力|世論調査への協力|データベースの整備"""
RECORDED = """操作端末|端末の番号|使用した端末|接続元|処理の結果|印刷の件数|承認者|承認の有無|媒体の管理番号|操作の成否|件数|持出しの理由
返却者の氏名|送信先|アクセスの結果|検索の条件|画面の名称"""
NOT_RECORDED = """世帯の所得|申請者の職業|来庁者の映像|パスワード|暗証番号の内容|個人番号|対象者の続柄|画面の写し|通話の内容|病名|家族構成|国籍
相談の内容|生年月日|滞納の状況|勤務先|利用者の家族|同居の有無|婚姻の有無|閲覧者の思想|申請の理由|受診の結果|検査の結果|位置情報|顔写真
職員の健康状態|犯歴の有無|生活の状況|本人確認書類の番号|課税の区分|管理者以外の者の閲覧"""
LISTS = [
    ("契約書に次の事項を定めている。\n・秘密の保持\n・再委託の制限", "\n・{}"),
    ("契約書に、秘密の保持、目的外利用の禁止及び再委託の制限を定めている。", "、{}を定めている。"),
]
RECORDS = [
    ("操作した日時、操作者及び処理の内容を記録し、５年間保存する。", "操作した日時、操作者、{}及び処理の内容を記録し、５年間保存する。"),
    ("媒体を持ち出すときは、日時及び持出者を管理簿に記入する。", "媒体を持ち出すときは、日時、持出者及び{}を管理簿に記入する。"),
    ("提供の日時、提供先を自動で記録する。", "提供の日時、提供先、{}を自動で記録する。"),
]


def _each(words):
    return [word for line in words.split("\n") for word in line.split("|")]


@pytest.mark.parametrize(("before", "more"), LISTS)
@pytest.mark.parametrize(
    ("entry", "light"), [(e, True) for e in _each(DUTIES)] + [(e, False) for e in _each(NO_DUTIES)]
)
def test_one_more_duty_of_a_contract_guards_or_is_open(before, more, entry, light):
    after = before.removesuffix("を定めている。") + more.format(entry)
    assert (str(judged_edit("委託箱", before, after).verdict) == "軽微") is light


@pytest.mark.parametrize(("before", "after"), RECORDS)
@pytest.mark.parametrize(
    ("entry", "light"), [(e, True) for e in _each(RECORDED)] + [(e, False) for e in _each(NOT_RECORDED)]
)
def test_one_more_thing_recorded_tells_of_the_work_or_is_open(before, after, entry, light):
    assert (str(judged_edit("対策", before, after.format(entry)).verdict) == "軽微") is light
