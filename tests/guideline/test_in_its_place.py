"""What stands in the place of what went: a letter mended, a leave for a look, more people; a part in the place of all."""

import pytest

from piadiff.model import Verdict
from tests.guideline.test_told_facts import said

MINOR, OPEN, HEAVY = Verdict.MINOR, Verdict.UNDECIDED, Verdict.SIGNIFICANT


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("操作の履暦を点検する。", "操作の履歴を点検する。", OPEN),
        ("毎月、操作の履歴を点検する。", "毎年、操作の履歴を点検する。", HEAVY),
        ("全員が研修を受ける。", "委員が研修を受ける。", HEAVY),
        ("課長の確認を受ける。", "課長の決裁を受ける。", OPEN),
        ("所属長の点検を受ける。", "所属長の許可を得る。", OPEN),
        ("課長の承認を受ける。", "課長に報告する。", HEAVY),
        ("課長の確認を受ける。", "課長の指導を受ける。", HEAVY),
        ("課長の確認を受け、記録する。", "課長の決裁を受ける。", HEAVY),
        ("担当職員が開封する。", "職員２人で開封する。", OPEN),
        ("係長が開封する。", "職員２人で開封する。", HEAVY),
        ("職員３人で開封する。", "職員２人で開封する。", HEAVY),
        ("担当職員が毎日点検する。", "職員２人で点検する。", HEAVY),
        ("媒体の使用を制限する。", "媒体の使用を禁止する。", OPEN),
        ("媒体の使用を禁止する。", "媒体の使用を制限する。", HEAVY),
        ("媒体は、鍵のかかるケースで運ぶ。", "媒体は、施錠可能なケースにより運搬する。", OPEN),
        ("媒体は、鍵のかかるケースで運ぶ。", "媒体は、閲覧可能なケースにより運搬する。", HEAVY),
        ("全ての所属において、点検票により点検を行う。", "点検票を用いて、抽出した所属で点検を行う。", HEAVY),
        ("全ての端末を毎日点検する。", "毎日、窓口に置く端末を点検する。", HEAVY),
        ("点検の結果を本市に報告させている。", "点検の結果の報告を受けている。", OPEN),
        ("鍵は本市が管理する。", "鍵は委託先が管理する。", HEAVY),
        ("本市の職員が立ち会う。", "立ち会う。", HEAVY),
        ("窓口に置く全ての端末を毎日点検する。", "毎日、窓口に置く端末の全てを点検する。", MINOR),
    ],
)
def test_what_took_the_place_of_a_measure(before, after, verdict):
    found = said("全項目", "Ⅲ（税ファイル）-7-リスク1-⑤", before, after, {}).verdict
    assert found in (MINOR, OPEN) if verdict is MINOR else found is verdict


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("受給者及び転出した者（未納の者に限る。）", "受給者", OPEN),
        ("受給者、その配偶者（生計を一にする者に限る。）及び児童", "受給者及び児童", OPEN),
        ("受給者及び転出した者（未納の者に限る。）", "受給者及び転出した者", HEAVY),
        ("受給者（辞退した者を除く。）及び児童", "受給者及び児童", HEAVY),
    ],
)
def test_an_entry_goes_with_the_limit_that_was_its_own(before, after, verdict):
    assert said("全項目", "Ⅱ（税ファイル）-2-③", before, after, {}).verdict is verdict


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        ("照会の理由を入力させる。\n不正な照会を防ぐ措置は、情報取扱要綱（別紙）に定めるところによる。", OPEN),
        ("照会の理由を入力させる。\n不正な照会を防ぐ措置は、情報取扱要綱（令和８年制定）に従って行う。", OPEN),
        ("照会の理由を入力させる。", HEAVY),
    ],
)
def test_a_document_with_a_remark_behind_it_is_referred_to_all_the_same(after, verdict):
    before = "照会の理由を入力させる。\n違反の有無は、操作記録により月１回確認する。"
    assert said("全項目", "Ⅲ（税ファイル）-3-リスク3", before, after, {}).verdict is verdict
