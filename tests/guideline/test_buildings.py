"""A building by another name: a question; with a cause that tells of a new name alone, the same building."""

import pytest

from piadiff.model import Verdict
from tests.guideline.test_told_facts import said

MINOR, OPEN, HEAVY = Verdict.MINOR, Verdict.UNDECIDED, Verdict.SIGNIFICANT

PLACE = ("全項目", "Ⅱ（税ファイル）-6-①")


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("中央データセンターのサーバ室", "港南データセンターのサーバ室", OPEN),
        ("市役所西棟３階の電算室", "市役所ひかりセンター３階の電算室", OPEN),
        ("ひばり会館２階の電算室", "文化交流プラザ２階の電算室", OPEN),
        ("みほん市電算センター内のサーバ", "みほん市ＩＣＴセンター内のサーバ", OPEN),
        ("本庁舎２階の電算室", "分庁舎２階の電算室", HEAVY),
        ("南部市民センターの書庫", "北部市民センターの書庫", HEAVY),
        ("北館１階のサーバ室", "情報センター２階のサーバ室", HEAVY),
        ("北館１階のサーバ室", "情報センター１階の倉庫", HEAVY),
        ("北館１階のサーバ室", "北館１階のサーバ室及び情報センター", HEAVY),
        ("市役所北館", "東海データセンター", HEAVY),
        ("市役所北館１階のサーバ室", "事業者のデータセンター", HEAVY),
        ("港南データセンターのサーバ室", "県外データセンターのサーバ室", HEAVY),
        ("港南データセンターのサーバ室", "港南データセンター及び中央データセンターのサーバ室", HEAVY),
    ],
)
def test_one_building_for_another_in_a_sentence_that_stays_is_a_question(before, after, verdict):
    assert said(*PLACE, f"サーバは、{before}に設置する。", f"サーバは、{after}に設置する。", {}).verdict is verdict


SAME_FLOOR = (*PLACE, "サーバは、市役所西棟３階の電算室に設置する。", "サーバは、市役所デジタル棟３階の電算室に設置する。")


@pytest.mark.parametrize(
    ("cause", "verdict"),
    [
        ("庁舎の改称（西棟→デジタル棟）によるもので、電算室の場所に変更はない", MINOR),
        ("西棟の名称変更（設置場所に変更なし）", MINOR),
        ("施設名の変更。サーバの設置場所は変わらない。", MINOR),
        ("令和８年４月１日に西棟をデジタル棟に改称した。", MINOR),
        ("デジタル棟の完成に伴う移設。入退室管理に変更なし", OPEN),
        ("東棟の名称変更（設置場所に変更なし）", OPEN),
        ("西棟の名称変更。サーバはデジタル棟に移した。設備に変更はない。", OPEN),
        ("西棟からデジタル棟へ移転したため。設備に変更はない", OPEN),
        ("組織改正（電算課→デジタル課）に伴うもので、担当する事務に変更はない", OPEN),
    ],
)
def test_a_cause_makes_one_building_of_two_only_where_it_tells_of_its_name(cause, verdict):
    assert said(*SAME_FLOOR, {"理由": cause}).verdict is verdict


def test_no_cause_makes_a_place_of_others_the_own_one():
    texts = (f"サーバは、{name}のサーバ室に設置する。" for name in ("電算センター", "民間データセンター"))
    assert said(*PLACE, *texts, {"理由": "電算センターの名称変更（設置場所に変更なし）"}).verdict is not MINOR


@pytest.mark.parametrize(
    ("cause", "verdict"),
    [
        ("実態に合わせた記載の修正", OPEN),
        ("現行の設置場所に即した修正", OPEN),
        ("記載の整理", HEAVY),
        ("庁舎から移設したため、実態に合わせて修正", HEAVY),
        ("新たに契約した施設であり、実態に合わせた", HEAVY),
    ],
)
def test_a_place_that_is_written_as_it_is_may_not_have_changed(cause, verdict):
    texts = (f"データは、施錠した{place}に置くサーバに保管する。" for place in ("部屋", "データセンター"))
    assert said(*PLACE, *texts, {"理由": cause}).verdict is verdict


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("北館１階の端末を施錠している。", "情報センター１階の端末を施錠している。", OPEN),
        ("宛名システムと既存住民基本台帳システムの記録を照合する。", "宛名システムと住民記録システムの記録を照合する。", OPEN),
        ("収納システムのログを毎月点検する。", "税総合システムのログを毎月点検する。", OPEN),
        ("収納システムのログを毎月点検する。", "税総合システムのログを点検する。", HEAVY),
        ("住記システム及び税システムのログを点検する。", "税システムのログを点検する。", HEAVY),
        ("データセンターの入館は生体認証による。", "庁舎の入館は生体認証による。", HEAVY),
    ],
)
def test_a_measure_told_of_a_thing_by_another_name_is_not_known_to_be_weaker(before, after, verdict):
    assert said("全項目", "Ⅲ（税ファイル）-7-リスク1-⑤", before, after, {}).verdict is verdict
