"""The plainest edits an officer makes, and their neighbours that are none."""

import pytest

from piadiff.model import Verdict
from tests.guideline.test_told_facts import said

MEASURE, PLACE, PERSONS = "Ⅲ-3-リスク2", "Ⅱ-6-①", "Ⅱ-2-③"


@pytest.mark.parametrize(
    ("item", "before", "after", "cause"),
    [
        (MEASURE, "合言葉は12文字以上とする。", "合言葉は12桁以上とする。", ""),
        (MEASURE, "権限は最小限とする。", "権限は必要最小限とする。", ""),
        (MEASURE, "退職者のIDは速やかに削除する。", "退職者のIDは直ちに削除する。", ""),
        (MEASURE, "私物の使用を禁止している。", "私物等の外部媒体の使用を禁止している。", ""),
        (MEASURE, "研修を年1回実施する。", "研修を年１回以上実施する。", ""),
        (MEASURE, "電算課が監査を行う。", "情報課が監査を行う。", "機構改革に伴い所管課の名称が変わったため"),
        (MEASURE, "（住民記録システム）権限を点検する。", "（住民情報システム）権限を点検する。", "システムの名称変更"),
        (PLACE, "サーバ室（3階）のサーバに保管", "３階サーバ室のサーバに保管している。", ""),
        (PLACE, "住民記録システムのサーバに保管", "住民情報システムのサーバに保管", "システムの名称変更。設置場所に変更なし"),
        (PERSONS, "本市に住所を有する者", "市内に住所を有する者", ""),
        (MEASURE, "人事異動の際に権限を見直す。", "人事異動及び退職の際に権限を見直す。", ""),
        (MEASURE, "入退室管理を行っている。", "静脈による入退室管理を行っている。", ""),
        (MEASURE, "無停電電源装置を設置している。", "無停電電源装置（UPS）を設置している。", ""),
        (MEASURE, "権限のない職員は閲覧できない。", "権限を有する職員のみが閲覧できる。", ""),
    ],
)
def test_plain_edits_are_light(item, before, after, cause):
    assert said("全項目", item, before, after, {"理由": cause} if cause else {}).verdict is Verdict.MINOR


@pytest.mark.parametrize(
    ("item", "before", "after", "cause"),
    [
        (MEASURE, "合言葉は12文字以上とする。", "合言葉は8桁以上とする。", ""),
        (MEASURE, "退職者のIDは直ちに削除する。", "退職者のIDは速やかに削除する。", ""),
        (MEASURE, "外部媒体の使用を禁止している。", "私物の外部媒体の使用を禁止している。", ""),
        (MEASURE, "5件の照会を点検する。", "5件以上の照会を点検する。", ""),
        (MEASURE, "研修を年2回以上実施する。", "研修を年１回以上実施する。", ""),
        (MEASURE, "電算課が監査を行う。", "情報課が監査を行う。", "機構改革に伴い所管課が変わったため"),
        (MEASURE, "（住民記録システム）権限を点検する。", "（住民情報システム）権限を点検する。", "システムの更新に伴う名称変更"),
        (PLACE, "サーバ室（3階）のサーバに保管", "２階サーバ室のサーバに保管している。", ""),
        (PLACE, "住民記録システムのサーバに保管", "クラウドシステムのサーバに保管", "システムの名称変更"),
        (PERSONS, "本市に住所を有する者", "県内に住所を有する者", ""),
        (PERSONS, "本市に住所を有する者", "本市に勤務する者", ""),
        (MEASURE, "人事異動及び退職の際に権限を見直す。", "人事異動の際に権限を見直す。", ""),
        (MEASURE, "転入の際に提供する。", "転入及び転居の際に提供する。", ""),
        (MEASURE, "権限のない職員は閲覧できない。", "権限のない職員は更新できない。", ""),
        (MEASURE, "権限のない職員は閲覧できない。", "権限を有する職員は閲覧できる。", ""),
        (MEASURE, "入力者とは別の職員が照合する。", "入力者又は別の職員が照合する。", ""),
    ],
)
def test_their_neighbours_are_not(item, before, after, cause):
    assert said("全項目", item, before, after, {"理由": cause} if cause else {}).verdict is not Verdict.MINOR
