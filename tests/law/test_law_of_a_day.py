"""What the law says to a citation on a day; every expectation is a fact of the e-Gov revisions."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff.law import (
    Cause,
    Citation,
    Criterion,
    Listed,
    Status,
    changes,
    check,
    compare_list,
    criterion,
    definitions,
    entries,
    find_citations,
    law,
    named,
    order,
    prove,
    table,
    weigh,
)
from piadiff.law.citation_words import spelt
from piadiff.readers import read

BANGO = named("番号法").id
ORDER = named("番号法第19条第8号に基づく主務省令").id
JUMIN = Criterion("市町村長", "住民票関係情報")


def day(text: str) -> date:
    return date.fromisoformat(text)


def asked(text: str, on: str) -> list[tuple[str, Status]]:
    return [(each.number, each.status) for one in find_citations(text) for each in check(one, day(on))]


def said(text: str, on: str) -> str:
    return "\n".join(each.message for one in find_citations(text) for each in check(one, day(on)))


def short(one: Citation) -> str:
    place = one.article or one.table
    deeper = f"/{one.paragraph}" * bool(one.paragraph) + f"#{one.item}" * bool(one.item) + one.part
    name = next((entry.short for entry in entries() if entry.id == one.law), "?")
    return f"{name} {place}{deeper}{'(' + ' '.join(one.numbers) + ')' if one.numbers else ''}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("番号法第９条第１項", ["番号法 9/1"]),
        ("行政手続における特定の個人を識別するための番号の利用等に関する法律第十九条第八号", ["番号法 19#8"]),
        ("番号法第9条第1項、別表第一の16の項", ["番号法 9/1", "番号法 別表第一", "番号法 別表第一(16)"]),
        ("番号法別表第二の八十五の二の項", ["番号法 別表第二", "番号法 別表第二(85の2)"]),
        ("番号法別表第二（1、2、85－2の項）", ["番号法 別表第二", "番号法 別表第二(1 2 85の2)"]),
        (
            "主務省令第２条の表４８、53の項",
            ["番号法第19条第8号に基づく主務省令 第2条の表", "番号法第19条第8号に基づく主務省令 第2条の表(48 53)"],
        ),
        ("番号法別表第一 項番16", ["番号法 別表第一", "番号法 別表第一(16)"]),
        (
            "住民基本台帳法（昭和42年法律第81号）\n・第5条（住民基本台帳の備付け）\n・第12条の4",
            ["住基法 5", "住基法 12の4"],
        ),
        ("番号法施行令第3条", ["番号法施行令 3"]),
        ("住民基本台帳法施行令第34条", ["? 34"]),
        ("旧番号法第5条", ["? 5"]),
        (
            "番号法第9条第2項に基づくみほん市条例第4条別表第二の3の項",
            ["番号法 9/2", "? 4", "? 別表第二", "? 別表第二(3)"],
        ),
        ("みほん市個人番号利用条例別表2の5の項", ["? 別表", "? 別表(2の5)"]),
        ("番号法別表1の16の項", ["? 別表", "? 別表(1の16)"]),
        (
            "カード命令（平成26年11月20日総務省令第85号）第35条",
            ["番号法に規定する個人番号、個人番号カード、特定個人情報の提供等に関する命令 35"],
        ),
        (
            "主務省令第2条の表139の項\n番号法第19条",
            [
                "番号法第19条第8号に基づく主務省令 第2条の表",
                "番号法第19条第8号に基づく主務省令 第2条の表(139)",
                "番号法 19",
            ],
        ),
        ("番号法（第9条第1項）及び住基法第7条", ["番号法 9/1", "住基法 7"]),
        ("評価規則第7条第1項後段", ["評価規則 7/1後段"]),
        ("評価規則第7条第1項後段・第4項後段、第9条", ["評価規則 7/1後段", "評価規則 7/4後段", "評価規則 9"]),
        ("評価規則第7条による。第4項は別に定める", ["評価規則 7"]),
        ("提供先は12件、第3項のとおり、令和6年10月に16名", []),
        ("番号法9条2項", ["番号法 9/2"]),
        ("番号法第19条第8号及び同法別表第二の21の項", ["番号法 19#8", "番号法 別表第二", "番号法 別表第二(21)"]),
        ("番号法第9条、地方税法第3条、同法第5条、同法施行令第2条", ["番号法 9", "? 3", "? 5", "? 2"]),
        ("番号法別表第二　項番三の九、二十五の項", ["番号法 別表第二", "番号法 別表第二(3の9 25)"]),
        ("番号法第19条第7号、第8号及び同条第9号", ["番号法 19#7", "番号法 19#8", "番号法 19#9"]),
        (
            "主務省令第2条の表の第二十の項",
            ["番号法第19条第8号に基づく主務省令 第2条の表", "番号法第19条第8号に基づく主務省令 第2条の表(20)"],
        ),
        ("番号法第19条8号", ["番号法 19#8"]),
        ("番号法第9条第1項（別表第一の16の項）", ["番号法 9/1", "番号法 別表第一", "番号法 別表第一(16)"]),
        ("番号法別表第二の1、2、及び3の項", ["番号法 別表第二", "番号法 別表第二(1 2 3)"]),
        ("番号法別表第二の二十及び二十一の項", ["番号法 別表第二", "番号法 別表第二(20 21)"]),
        (
            "番号法別表第二の第20項、第21項",
            ["番号法 別表第二", "番号法 別表第二(20)", "番号法 別表第二(21)"],
        ),
        ("番号法別表第二の16 17\n27の項", ["番号法 別表第二", "番号法 別表第二(16 17 27)"]),
        ("番号法別表第二の1\n6、2 7の項", ["番号法 別表第二", "番号法 別表第二(16 27)"]),
        (
            "番号法別表第一の16の項\n番号法第9条第2項\nみほん市個人番号利用条例\n・別表第1の3の項",
            ["番号法 別表第一", "番号法 別表第一(16)", "番号法 9/2", "? 別表第一", "? 別表第一(3)"],
        ),
        ("番号法別表第二の27の項。様式3の9の項、同一の項", ["番号法 別表第二", "番号法 別表第二(27)"]),
        ("（旧）番号法別表第二", ["? 別表第二"]),
        ("番号法（令和6年5月27日改正前）別表第二", ["? 別表第二"]),
        ("令和6年5月26日までは番号法別表第二", ["? 別表第二"]),
        ("番号法（改正前のもの。以下「旧番号法」という。）第9条、旧番号法第9条", ["? 9", "? 9"]),
    ],
)
def test_citations(text: str, found: list[str]) -> None:
    assert [short(one) for one in find_citations(text)] == found


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("16、27の項", True),
        ("16の項、27の項及び30の項", True),
        ("16の項、27件", True),
        ("16の項、2システム", True),
        ("16から27の項", False),
        ("16から27までの項", False),
        ("16の項から27の項まで", False),
        ("16、18（一部）、27の項", False),
        ("16．27の項", False),
        ("1\n6の項", False),
        ("2\n1の項", True),
        ("68\n72の2の項", True),
        ("16の項、27", False),
    ],
)
def test_a_list_says_whether_all_its_numbers_were_read(text: str, whole: bool) -> None:
    found = find_citations(f"番号法別表第二の{text}")[1:]
    assert found
    assert all(one.whole for one in found) is whole


@given(
    st.dates(day("2017-06-01"), day("2026-06-14")),
    st.randoms(use_true_random=False),
    st.sampled_from(["、", "，", "・", "、及び", "及び", "並びに", "の項、", "の項及び"]),
    st.sampled_from("1１一"),
    st.sampled_from(["", "999", "3の9"]),
)
def test_a_list_in_any_writing_is_right_when_it_is_and_one_wrong_row_is_found(
    on: date, random: Random, sign: str, like: str, planted: str
) -> None:
    old = table(BANGO, "別表第二")
    text = old if old is not None and old.stands(on) else table(ORDER, "第2条の表")
    assert text is not None
    rows = random.sample(list(text.on(on)), random.randrange(1, 9))
    listed = sorted({*rows, planted} - {""}, key=order)
    name = random.choice(["同法別表第2の", "番号法別表第二　項番"] if text is old else ["主務省令第２条の表の"])
    said = f"番号法（平成25年5月31日法律第27号）\n・{name}{sign.join(spelt(each, like) for each in listed)}の項"
    answers = {each.number: each.status for one in find_citations(said)[1:] for each in check(one, on)}
    wrong = [number for number, status in answers.items() if status is not Status.EXISTS]
    assert wrong == [planted] * bool(planted)
    assert set(answers) == set(listed)


def test_names_that_a_form_defines() -> None:
    first = "番号法（平成25年法律第27号。以下「法」という。）及びみほん市番号条例（以下「規則」という。）"
    known = definitions(first)
    assert [short(one) for one in find_citations("法第9条、規則第3条、個人法第5条", known)] == [
        "番号法 9",
        "? 3",
        "? 5",
    ]


def test_places_are_those_of_the_published_text() -> None:
    text = "根拠は　番 号 法\n第１９条 第８号（特定個人情報の提供の制限）です"
    (one,) = find_citations(text)
    assert text[one.start : one.end] == one.text == "第１９条 第８号"
    assert one.caption == "特定個人情報の提供の制限"


@given(
    st.lists(
        st.sampled_from(
            ["番号法", "（", "）", "第9条", "別表第二", "の項", "1、", "12", "以下「法」という。", "法", "及び"]
        )
    )
)
def test_no_text_breaks_it_and_places_do_not_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    spans = [(one.start, one.end) for one in find_citations(text)]
    assert spans == sorted(spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[one.start : one.end] == one.text for one in find_citations(text))


@pytest.mark.parametrize(
    ("text", "on", "status"),
    [
        ("番号法第16条の2", "2021-08-31", [("16の2", Status.NOT_YET)]),
        ("番号法第16条の2", "2021-09-01", [("16の2", Status.EXISTS)]),
        ("番号法第99条", "2025-12-01", [("99", Status.NEVER)]),
        ("番号法別表第二の21の項", "2021-05-18", [("", Status.EXISTS), ("21", Status.EXISTS)]),
        ("番号法別表第二の21の項", "2021-05-19", [("", Status.EXISTS), ("21", Status.GONE)]),
        ("番号法別表第二の999の項", "2023-12-29", [("", Status.EXISTS), ("999", Status.NEVER)]),
        ("番号法別表第二", "2024-05-27", [("", Status.GONE)]),
        ("番号法別表第一の16の項", "2025-01-01", [("", Status.GONE), ("16", Status.GONE)]),
        ("主務省令第2条の表の1の項", "2024-05-26", [("", Status.NOT_YET), ("1", Status.NOT_YET)]),
        ("主務省令第2条の表の12の2の項", "2025-09-30", [("", Status.EXISTS), ("12の2", Status.NOT_YET)]),
        ("主務省令第2条の表の157の項", "2025-10-01", [("", Status.EXISTS), ("157", Status.GONE)]),
        ("番号法第9条", "2016-01-01", [("9", Status.NOT_HELD)]),
        ("番号法第9条", "2035-01-01", [("9", Status.NOT_HELD)]),
        ("番号法別表", "2035-01-01", [("", Status.NOT_HELD)]),
        ("別表第二の主務省令で定める事務及び情報を定める命令第7条", "2023-01-01", [("", Status.NOT_HELD)]),
        ("別表第二の主務省令で定める事務及び情報を定める命令第7条", "2024-05-27", [("", Status.GONE)]),
        ("評価規則第7条第1項後段", "2019-01-01", [("7", Status.EXISTS)]),
        ("評価規則第5条第3項", "2019-01-01", [("5", Status.NEVER)]),
        ("評価規則第2条第4号", "2019-01-01", [("2", Status.NEVER)]),
        ("評価規則第5条第2項後段", "2019-01-01", [("5", Status.EXISTS)]),
        ("評価規則第6条第2項後段", "2019-01-01", [("6", Status.NEVER)]),
        ("評価規則第9条第1項後段", "2024-06-01", [("9", Status.EXISTS)]),
        ("評価規則第9条の2第2項", "2024-06-01", [("9の2", Status.NEVER)]),
    ],
)
def test_a_citation_on_a_day(text: str, on: str, status: list[tuple[str, Status]]) -> None:
    assert asked(text, on) == status


def test_where_the_data_end_they_say_so() -> None:
    assert "より前の版はありません" in said("番号法第9条", "2016-01-01")
    assert "より後の改正は未収録です" in said("番号法第9条", "2035-01-01")
    assert "999の項はありません" in said("主務省令第2条の表の999の項", "2035-01-01")


@pytest.mark.parametrize(
    ("text", "on", "told"),
    [
        ("番号法第6条（国の責務）", "2025-12-01", "第4条の見出し"),
        ("番号法第17条（個人番号カードの発行等）", "2025-12-01", "第16条の2の見出し"),
        ("番号法第22条（特定個人情報の提供）", "2025-12-01", "令和6年5月27日 より前の見出し"),
        ("番号法第22条（利用特定個人情報の提供）", "2024-05-26", "令和6年5月27日 からの見出し"),
        ("番号法第28条（特定個人情報保護評価）", "2017-05-29", "平成29年5月30日 からの見出し"),
        ("住民基本台帳法第12条（本人等の請求に係る住民票の写し等の交付）", "2025-12-01", "による住民票"),
        (
            "・住民基本台帳法（昭和42年法律第81号）\n・第7条（住民票の記載事項）\n・第12条（本人等の請求に係る住民票の写し等の交付）",
            "2025-12-01",
            "による住民票",
        ),
    ],
)
def test_captions_that_do_not_fit(text: str, on: str, told: str) -> None:
    assert told in said(text, on)


@pytest.mark.parametrize(
    "text",
    [
        "番号法第6条（事業者の努力）、第17条（個人番号カードの交付等）、第22条（利用特定個人情報の提供）",
        "番号法第28条（特定個人情報保護評価）",
        "番号法第19条第8号（提供する場合に限る）",
        "番号法第9条（以下「利用規定」という。）",
        "住基法第12条（窓口で受け付ける）",
    ],
)
def test_captions_that_fit_and_words_that_are_none(text: str) -> None:
    assert {status for _, status in asked(text, "2025-12-01")} == {Status.EXISTS}


def test_every_caption_of_every_revision_fits_its_own_day() -> None:
    checked = 0
    for entry in entries():
        text = law(entry.id)
        for number in text.lines if text else ():
            for version in text.versions(number) if text else ():
                if version.caption and version.caption != "（削除）":
                    cited = Citation(0, 0, "", entry.id, article=number, caption=version.caption)
                    (answer,) = check(cited, version.since.day)
                    assert answer.status is Status.EXISTS, answer.message
                    checked += 1
    assert checked > 1000


def test_a_list_against_the_rows_its_own_criterion_calls_for() -> None:
    old = table(BANGO, "別表第二")
    assert old is not None
    right = tuple(old.giving(JUMIN.by, JUMIN.kind, day("2023-12-29")))
    assert len(right) == 58
    fine = compare_list(old, right, JUMIN, day("2023-12-29"))
    assert fine is not None and not (fine.too_many or fine.lacking or fine.ahead)
    assert fine.wanted == right
    wrong = compare_list(old, (*(n for n in right if n != "107"), "21", "119", "999"), JUMIN, day("2023-12-29"))
    assert wrong is not None
    assert [(row.number, row.day, row.became) for row in wrong.too_many] == [
        ("21", day("2021-05-19"), ""),
        ("119", day("2019-10-01"), "120"),
        ("999", None, ""),
    ]
    assert [(row.number, row.day) for row in wrong.lacking] == [("107", day("2020-06-05"))]


def test_a_list_ahead_of_the_law_is_no_list_of_errors() -> None:
    old = table(BANGO, "別表第二")
    assert old is not None
    now = tuple(old.giving(JUMIN.by, JUMIN.kind, day("2019-06-24")))
    ahead = compare_list(old, (*(n for n in now if n != "119"), "117", "120"), JUMIN, day("2019-06-24"))
    assert ahead is not None
    assert [(row.number, row.day) for row in ahead.ahead] == [("117", day("2019-10-01")), ("120", day("2019-10-01"))]
    assert not ahead.too_many
    assert not ahead.lacking


def test_a_list_on_a_day_the_data_do_not_reach() -> None:
    old = table(BANGO, "別表第二")
    assert old is not None
    assert compare_list(old, ("1",), JUMIN, day("2016-01-01")) is None
    assert compare_list(old, ("1",), JUMIN, day("2024-05-27")) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "第三欄（情報提供者）が「市町村長」の項のうち、第四欄（利用特定個人情報）に「住民票関係情報」が含まれる項",
            JUMIN,
        ),
        (
            "第３欄が「都道府県知事」の項のうち、第４欄に「障害者関係情報」を含む項",
            Criterion("都道府県知事", "障害者関係情報"),
        ),
        ("市町村長は住民票関係情報を提供する", None),
        ("第三欄が「市町村長」の項のうち、第四欄に「住民票関係情報」が含まれる項のうち、本市の事務に当たるもの", None),
    ],
)
def test_the_criterion_a_text_states(text: str, found: Criterion | None) -> None:
    assert criterion(text) == found


def test_renumbering_is_proven_row_by_row() -> None:
    old, new = table(BANGO, "別表第二"), table(ORDER, "第2条の表")
    assert old is not None and new is not None
    proof = prove(Listed(old, ("16", "27"), day("2024-05-26")), Listed(new, ("20", "48"), day("2025-01-01")))
    assert proof is not None and proof.pure
    assert [(pair.old, pair.new) for pair in proof.pairs] == [("16", "20"), ("27", "48")]
    assert all("同じ" in pair.because and pair.row for pair in proof.pairs)
    wrong = prove(Listed(old, ("16", "27"), day("2024-05-26")), Listed(new, ("20", "49"), day("2025-01-01")))
    assert wrong is not None and not wrong.pure and not wrong.by_law
    assert {(pair.old, pair.new) for pair in wrong.of(Cause.NONE)} >= {("27", "")}


def test_what_the_law_added_and_dropped_is_told_from_what_nobody_explains() -> None:
    old, new = table(BANGO, "別表第二"), table(ORDER, "第2条の表")
    assert old is not None and new is not None
    before = tuple(old.giving(JUMIN.by, JUMIN.kind, day("2024-05-26")))
    after = tuple(new.giving(JUMIN.by, JUMIN.kind, day("2024-05-27")))
    proof = prove(Listed(old, before, day("2024-05-26")), Listed(new, after, day("2024-05-27")), JUMIN)
    assert proof is not None and not proof.pure
    assert {pair.new for pair in proof.of(Cause.LAW_ADDED)} == {"108", "112", "129", "160", "163", "164", "165", "166"}
    assert {pair.old for pair in proof.of(Cause.LAW_DROPPED)} == {"30", "89", "91", "102", "103", "105"}
    assert [(pair.old, pair.new) for pair in proof.of(Cause.UNDECIDED)] == [("1", "1")]
    assert not proof.of(Cause.NONE)


def test_nearly_all_of_the_old_table_is_certain_or_said_to_have_no_row() -> None:
    old, new = table(BANGO, "別表第二"), table(ORDER, "第2条の表")
    assert old is not None and new is not None
    rows, now = tuple(old.on(day("2024-05-26"))), tuple(new.on(day("2024-05-27")))
    proof = prove(Listed(old, rows, day("2024-05-26")), Listed(new, now, day("2024-05-27")))
    assert proof is not None
    of_old = [pair for pair in proof.pairs if pair.old]
    assert len(of_old) == len(rows) == 131
    assert sum(pair.cause is Cause.RENUMBERED for pair in of_old) == 103
    assert sum(pair.cause is Cause.UNDECIDED for pair in of_old) == 3
    assert all(pair.because for pair in of_old)


def test_numbers_that_moved_inside_their_table() -> None:
    old = table(BANGO, "別表第二")
    assert old is not None
    proof = prove(Listed(old, ("117", "119"), day("2019-09-30")), Listed(old, ("118", "120"), day("2019-10-01")))
    assert proof is not None and proof.pure
    moved = {each.number: each.to for each in changes(old, day("2019-09-30"), day("2019-10-01")) if each.to}
    assert moved == {"117": "118", "118": "119", "119": "120"}


def test_rows_the_amendment_of_2025_07_28_added() -> None:
    new = table(ORDER, "第2条の表")
    assert new is not None
    touched = changes(new, day("2025-07-27"), day("2025-07-28"))
    assert [each.number for each in touched if each.old is None] == [
        "20の2",
        "34の2",
        "51の2",
        "55の2",
        "95の2",
        "173の2",
    ]
    assert {each.revision.by for each in touched} == {"令和7年デジタル庁令・総務省令第8号"}


def listed_in(text: str, name: str) -> list[Citation]:
    return [one for one in find_citations(text) if one.table == name and len(one.numbers) > 20]


@pytest.mark.seeds
@pytest.mark.parametrize("on", ["2024-05-27", "2025-04-01", "2025-12-01"])
def test_the_sixty_numbers_of_the_published_form_are_the_rows_of_the_table(seed, on: str) -> None:
    text = seed("000").read_text(encoding="utf-8")
    new = table(ORDER, "第2条の表")
    assert new is not None
    first = listed_in(text, "第2条の表")[0]
    found = compare_list(new, first.numbers, JUMIN, day(on))
    assert found is not None
    assert len(first.numbers) == len(found.wanted) == 60
    assert not (found.too_many or found.lacking or found.ahead)


@pytest.mark.seeds
def test_the_law_accounts_for_every_number_of_a_published_renumbering(seed) -> None:
    row = next(row for row in read(seed("003")).changes if row.row == 10)
    weighed = weigh(row.before, row.after, (None, None), {})
    (found,) = weighed.evidence
    assert not weighed.unread and found.rule == JUMIN
    assert not found.proof.of(Cause.NONE)
    assert len(found.proof.of(Cause.RENUMBERED)) == 51
    assert len(found.proof.of(Cause.LAW_ADDED)) == 8
    assert [pair.old for pair in found.proof.of(Cause.UNDECIDED)] == ["1"]
    assert found.amendments == ("令和6年デジタル庁・総務省令第9号、令和6年5月27日施行",)
