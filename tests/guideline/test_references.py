"""A text that gave way to a reference is judged by what stands there, and asks where that is not known."""

import pytest

from piadiff.guideline.burden import proofs
from tests.guideline.judged import ITEMS, change, judge, path_of

ITEM = "Ⅲ（税ファイル）－７－リスク１－⑤"
OTHER = "Ⅲ（健康ファイル）－７－リスク１－⑤"
BESIDE = "Ⅲ（税ファイル）－７－リスク１－④"
TOLD = "サーバ室の扉を施錠し、鍵は課長が管理する。入退室の記録を１年間保存する。"
LESS = "サーバ室の扉を施錠する。入退室の記録を１年間保存する。"


def verdict(after, *, item=ITEM, before=TOLD, **stands):
    values = {path_of("全項目", {"other": OTHER, "beside": BESIDE}[name]): text for name, text in stands.items()}
    return judge("全項目", change("全項目", item, before, after), values=values)[0]


SAYS = [
    "Ⅲ（健康ファイル）－７－リスク１－⑤に記載のとおり。",
    "Ⅲ（健康ファイル）－７－リスク１－⑤と同じ。",
    "物理的対策は、Ⅲ（健康ファイル）－７－リスク１－⑤と同様である。",
    "（Ⅲ（健康ファイル）－７－リスク１－⑤を参照）",
    "Ⅲ（健康ファイル）－７－リスク１－⑤のとおりとする。",
]


@pytest.mark.parametrize("after", SAYS)
def test_the_same_text_behind_a_reference_is_no_change(after):
    found = verdict(after, other=TOLD)
    assert str(found.verdict) == "軽微"
    assert found.proofs == (f"{proofs.QUOTED}（{path_of('全項目', OTHER)}）",)


@pytest.mark.parametrize("after", SAYS)
def test_other_words_there_are_judged_as_if_they_stood_here(after):
    assert str(verdict(after, other=LESS).verdict) == "重要"
    assert str(verdict(after, other="書庫を施錠する。").verdict) != "軽微"


@pytest.mark.parametrize(
    "after", [*SAYS, "上記④と同じ。", "みほん市情報セキュリティ実施手順に従って講じている。", "別紙２のとおり。"]
)
def test_an_unknown_text_asks_and_is_named(after):
    found = verdict(after)
    assert str(found.verdict) == "要判断"
    assert any("参照先（" in fact for fact in found.missing)


def test_a_number_beside_the_item_is_found():
    assert str(verdict("上記④と同じ。", beside=TOLD).verdict) == "軽微"
    assert str(verdict("上記④と同じ。", beside=LESS).verdict) == "重要"


@pytest.mark.parametrize("after", ["「２．③対象となる本人の範囲」と同じ。", "２－③と同じ"])
def test_a_number_of_the_same_section_is_found(after):
    persons = path_of("全項目", "Ⅱ（税ファイル）－２－③")
    made = change("全項目", "Ⅱ（税ファイル）－４－委託事項１－②対象となる本人の範囲", "納税義務者", after)
    found = {told: judge("全項目", made, values={persons: told})[0] for told in ("納税義務者", "全住民")}
    assert [str(each.verdict) == "軽微" for each in found.values()] == [True, False]
    assert found["納税義務者"].proofs == (f"{proofs.QUOTED}（{persons}）",)


@pytest.mark.parametrize("told", ["上記④と同じ。", "Ⅲ（税ファイル）－７－リスク１－⑤に記載のとおり。"])
def test_a_reference_to_a_reference_is_not_known(told):
    assert str(verdict("Ⅲ（健康ファイル）－７－リスク１－⑤に記載のとおり。", other=told).verdict) == "要判断"


@pytest.mark.parametrize(
    "after",
    [
        "個人番号を記録した媒体は、郵送で委託先に送る。Ⅲ（健康ファイル）－７－リスク１－⑤に記載のとおり。",
        "Ⅲ（健康ファイル）－７－リスク１－⑤に記載のとおり。ただし、繁忙期を除く。",
        "Ⅲ（健康ファイル）－７－リスク１－⑤に記載のとおりではない。",
    ],
)
def test_what_stands_beside_the_reference_is_weighed(after):
    assert str(verdict(after, other=TOLD).verdict) != "軽微"


@pytest.mark.parametrize(
    ("more", "light"),
    [
        ("詳細は、みほん市情報セキュリティ実施手順のとおり。", True),
        ("運用の細目は、実施要領に定める。", True),
        ("例外は、実施要領に定める。", False),
        ("委託先における取扱いは、実施要領に定める。", False),
    ],
)
def test_a_sentence_that_only_points_elsewhere_adds_nothing_to_measures(more, light):
    assert (str(verdict(TOLD + more).verdict) == "軽微") is light


def test_in_an_item_of_scope_it_asks():
    kind, address = ITEMS["本人の範囲"]
    made = change(kind, address, "納税義務者", "納税義務者\n別紙のとおり")
    assert str(judge(kind, made)[0].verdict) == "要判断"
