"""Authorities listed: one more use of the 個人番号, one more way in which information goes, or only other numbers."""

import pytest

from piadiff.model import Verdict
from tests.guideline.test_told_facts import said

MINOR, OPEN, HEAVY = Verdict.MINOR, Verdict.UNDECIDED, Verdict.SIGNIFICANT
OLD = "番号法第9条第1項　別表第一の30の項"
NEW = "番号法第9条第1項　別表の44の項"


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (OLD, NEW, MINOR),
        (OLD, f"{NEW}\nみほん市個人番号の利用に関する条例", HEAVY),
        (OLD, f"{NEW}、番号法第9条第2項に基づく条例（入浴券の交付の事務）", HEAVY),
        (OLD, f"{NEW}、番号法第9条第4項", HEAVY),
        (OLD, "番号法第９条第１項及び第２項　別表の44の項", HEAVY),
        (OLD, f"{NEW}（条例に基づく利用は行わない。）", OPEN),
        (OLD, "番号法第9条第2項　みほん市個人番号の利用に関する条例", OPEN),
        (f"{OLD}、番号法第9条第3項", f"{NEW}、番号法第9条第4項", OPEN),
        (f"{OLD}、みほん市番号条例第3条", "番号法第9条第1項及び第2項　別表の44の項、みほん市番号条例第3条", OPEN),
        (f"{OLD}、みほん市番号条例第3条", f"{NEW}、みほん市番号条例第3条", MINOR),
    ],
)
def test_one_more_authority_beside_a_renumbering_is_one_more_use(before, after, verdict):
    assert said("全項目", "Ⅰ-5", before, after, {}).verdict is verdict


ASKS = "番号法第19条第8号に基づく主務省令第2条の表\n（照会）53の項"


@pytest.mark.parametrize(
    ("before", "after", "context", "verdict"),
    [
        (ASKS, f"{ASKS}\n（提供）4、9の項", {}, HEAVY),
        (ASKS, f"{ASKS}\n（提供）4、9の項", {"理由": "前から行っている提供の根拠の記載漏れを補う。"}, OPEN),
        (ASKS, f"{ASKS}\n（提供）なし", {}, OPEN),
        (ASKS, f"{ASKS}、54の項", {}, OPEN),
        (ASKS, f"{ASKS}、54の項", {"理由": "転入者の照会を開始し、審査に用いることとしたため"}, HEAVY),
        (ASKS, f"{ASKS}、54の項", {"理由": "税務課を始め、各課の記載に合わせることとしたため"}, OPEN),
        (ASKS, ASKS.replace("照会", "提供"), {}, OPEN),
        ("情報提供の根拠：4、9の項", "情報提供の根拠：4、9の項\n情報照会の根拠：53の項", {}, HEAVY),
        ("主務省令第2条の表4、53の項", "主務省令第2条の表\n（照会）53の項\n（提供）4の項", {}, OPEN),
    ],
)
def test_information_that_goes_one_way_and_now_the_other_too(before, after, context, verdict):
    assert said("全項目", "Ⅰ-6-②", before, after, context).verdict is verdict


@pytest.mark.parametrize("item", ["Ⅱ（給付ファイル）-2-③", "Ⅱ（給付ファイル）-3-⑥", "Ⅰ-1-②", "Ⅱ（給付ファイル）-3-⑧-使用方法"])
@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("児童福祉法", "児童福祉法及び母子保健法", HEAVY),
        ("児童福祉法第6条", "児童福祉法第6条及び児童手当法第4条", HEAVY),
        ("児童福祉法", "児童福祉法及びみほん市医療費助成条例", HEAVY),
        ("児童福祉法", "児童福祉法（昭和22年法律第164号）", MINOR),
        ("番号法", "行政手続における特定の個人を識別するための番号の利用等に関する法律（番号法）", MINOR),
    ],
)
def test_a_law_cited_beside_another_is_no_other_citation_of_it(item, before, after, verdict):
    sides = (f"{law}に基づく支給の対象となる者" for law in (before, after))
    assert said("全項目", item, *sides, {}).verdict is verdict


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("精神衛生法", "精神保健及び精神障害者福祉に関する法律", OPEN),
        ("児童手当法", "児童扶養手当法", OPEN),
        ("老人保健法", "老人福祉法", OPEN),
        ("福祉手当法", "みほん市福祉手当条例", OPEN),
        ("高齢者医療確保法", "高齢者の医療の確保に関する法律", MINOR),
        ("薬事法", "医薬品、医療機器等の品質、有効性及び安全性の確保等に関する法律", OPEN),
        ("児童福祉法", "児童福祉法及び母子保健法", HEAVY),
        ("精神衛生法", "精神保健及び精神障害者福祉に関する法律又は児童福祉法", HEAVY),
        ("精神衛生法", "生活の困窮の相談及び精神保健福祉法", HEAVY),
    ],
)
def test_the_words_of_a_laws_title_are_no_wider_purpose(before, after, verdict):
    sides = (f"{law}に基づく医療費の支給を行うため" for law in (before, after))
    assert said("全項目", "Ⅱ（給付ファイル）-3-⑥", *sides, {}).verdict is verdict


def test_what_changed_beside_a_laws_name_is_weighed():
    old = "精神衛生法に基づく医療費の支給を行うため"
    new = "精神保健及び精神障害者福祉に関する法律に基づく医療費の支給及び滞納者の財産の調査を行うため"
    assert said("全項目", "Ⅱ（給付ファイル）-3-⑥", old, new, {}).verdict is HEAVY
