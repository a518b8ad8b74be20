"""One amendment across a registry of twenty forms of one body: the real one of 2025-07-28."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff import canonical
from piadiff.law import apply, find_citations, named, order, rewrites, table
from piadiff.law.citation_words import spelt
from piadiff.law.shelf import moves
from piadiff.model import Form, Version, parse_path
from piadiff.readers import read
from piadiff.registry import Registry

BASE = Path(__file__).parents[2] / "corpora" / "zenkoumoku-jumin-zei" / "2022-04-28.yaml"
LINKAGE = parse_path("Ⅰ-6-②")
ORDER = table(named("番号法第19条第8号に基づく主務省令").id, "第2条の表")
SPAN = ("--from", "2025-07-27", "--to", "2025-07-28")
RULED = (
    "番号法第19条第8号に基づく主務省令第2条の表の第三欄が「市町村長」の項のうち、"
    "第四欄に「地方税関係情報」が含まれる項（{}の項）"
)
EXTRA, RANGED, FORMS = 7, 13, 20


Call = Callable[..., tuple[int, str, str]]
Said = Callable[..., tuple[int, dict]]


def numbers() -> list[str]:
    return list(ORDER.giving("市町村長", "地方税関係情報", date(2025, 7, 27)))


def made(at: int, base: Form) -> Form:
    listed = numbers()
    if at == EXTRA:
        listed.remove("48")
    text = RULED.format("、".join(listed) if at != RANGED else "1から4")
    items = tuple(replace(item, value=text) if item.path == LINKAGE else item for item in base.items)
    header = replace(base.header, number=str(at), title=f"見本の事務{at}　全項目評価書", published=date(2025, 4, 1))
    return replace(base, header=header, items=items)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("registry")
    base = read(BASE)
    with Registry.open(folder, create=True) as store:
        store.store_many([Version(made(at, base), published=date(2025, 4, 1)) for at in range(1, FORMS + 1)])
    return folder


@pytest.fixture
def impact(piadiff: Call) -> Call:
    return partial(piadiff, "law", "impact", *SPAN)


@pytest.fixture
def said(impact: Call) -> Said:
    def call(*args: object) -> tuple[int, dict]:
        status, out, err = impact(*args, "--json")
        assert out, err
        return status, json.loads(out)

    return call


def test_one_decision_for_what_is_the_same_and_the_exceptions_planted(stored: Path, tmp_path: Path, said: Said) -> None:
    where = ("--registry", stored, "--into", tmp_path / "review")
    status, found = said(*where)
    assert status == 1
    first, *others = found["questions"]
    assert len(first["forms"]) == FORMS - 2
    assert first["pile"] == "applied"
    assert "55の2" in first["after"] and "112" in first["after"]
    assert sorted((len(each["forms"]), each["pile"]) for each in others) == [
        (1, "applied, please check"),
        (1, "could not be applied"),
    ]
    assert len(found["proposed"]) == FORMS - 1
    assert all(each["written"] for each in found["proposed"])
    assert {touch["amendments"][0] for touch in found["touches"] if touch["pile"] == "applied"} == {
        "令和7年デジタル庁令・総務省令第8号、令和7年7月28日施行"
    }
    status, found = said(*where)
    assert not any(each["written"] for each in found["proposed"])
    status, found = said(*where, "--decide", f"{first['id']}=採用", "--person", "税務課　担当")
    assert found["questions"][0]["answer"] == "採用"
    assert [each["id"] for each in found["questions"] if not each["answer"]] == [each["id"] for each in others]


def test_a_review_is_over_when_every_question_has_its_answer(
    stored: Path, tmp_path: Path, impact: Call, said: Said
) -> None:
    where = ("--registry", stored, "--into", tmp_path, "--person", "税務課　担当")
    ids = {each["pile"]: each["id"] for each in said(*where)[1]["questions"]}
    for pile, (status, left) in {
        "applied": (1, 1),
        "applied, please check": (1, 0),
        "could not be applied": (0, 0),
    }.items():
        got, shown, _ = impact(*where, "--decide", f"{ids[pile]}=採用")
        assert (got, f"決めること {len(ids)}件（うち未決定 {left}件）" in shown) == (status, True), pile


def test_proposals_pass_the_gate(stored: Path, tmp_path: Path, said: Said, piadiff: Call) -> None:
    _, found = said("--registry", stored, "--into", tmp_path)
    for proposal in found["proposed"]:
        new = Path(proposal["file"])
        old = stored / new.relative_to(tmp_path)
        if "/7-" not in str(new):
            status, out, _ = piadiff("check", old, new)
            assert status == 0, out
        form = canonical.load(new.read_text(encoding="utf-8"), str(new))
        assert form.changes[-1].explanation.count("令和7年デジタル庁令・総務省令第8号、令和7年7月28日施行") == 1
        assert form.header.published == date(2025, 7, 28)


def test_what_an_officer_edited_survives(stored: Path, tmp_path: Path, said: Said) -> None:
    where = ("--registry", stored, "--into", tmp_path)
    _, found = said(*where)
    file = Path(found["proposed"][0]["file"])
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("28日施行）に伴う", "28日施行。税務課で確認済み）に伴う"), encoding="utf-8")
    other = Path(found["proposed"][1]["file"])
    other.write_text(other.read_text(encoding="utf-8").replace("55の2、57", "55の2（新設）、57"), encoding="utf-8")
    mine = {path: path.read_bytes() for path in (file, other)}
    _, found = said(*where)
    assert "税務課で確認済み" in file.read_text(encoding="utf-8")
    assert file.read_bytes() == mine[file]
    assert "55の2（新設）、57" in other.read_text(encoding="utf-8")
    kept = {each["file"]: each["kept"] for each in found["proposed"] if each["kept"]}
    assert set(kept) == {str(file), str(other)}
    _, found = said(*where)
    assert not any(each["written"] for each in found["proposed"])


@pytest.mark.long
@pytest.mark.parametrize(("encoding", "status"), [("utf-16", 1), ("cp932", 1), ("utf-8-sig", 1), (None, 3)])
def test_a_proposal_may_be_saved_in_another_encoding_but_not_as_anything(
    stored: Path, tmp_path: Path, impact: Call, said: Said, encoding: str | None, status: int
) -> None:
    where = ("--registry", stored, "--into", tmp_path)
    _, found = said(*where)
    file = Path(found["proposed"][0]["file"])
    text = file.read_text(encoding="utf-8").replace("28日施行）に伴う", "28日施行。税務課で確認済み）に伴う")
    file.write_bytes(text.encode(encoding) if encoding else b"schema: piadiff/form/1\n\x81\xff\xfe\x00")
    got, _, err = impact(*where)
    assert got == status, err
    assert file.name in err if status == 3 else "税務課で確認済み" in file.read_bytes().decode(str(encoding))


@pytest.mark.long
def test_a_rejected_rewriting_is_taken_back_and_an_exception_stays_with_its_form(
    stored: Path, tmp_path: Path, said: Said
) -> None:
    where = ("--registry", stored, "--into", tmp_path)
    _, found = said(*where)
    question = found["questions"][0]
    form = question["forms"][3]
    answer = ("--decide", f"{question['id']}=不採用", "--form", form, "--person", "税務課　担当")
    _, found = said(*where, *answer)
    assert found["questions"][0]["exceptions"] == {form: "不採用"}
    assert "55の2" not in (tmp_path / form).read_text(encoding="utf-8")
    assert all("55の2" in (tmp_path / each).read_text(encoding="utf-8") for each in question["forms"] if each != form)
    _, found = said(*where)
    assert not any(each["written"] for each in found["proposed"])


@pytest.mark.parametrize(
    "args",
    [
        ["--decide", "000000000000=採用", "--person", "甲"],
        ["--date", "昨日"],
        ["--format", "xlsx"],
    ],
)
def test_wrong_calls_are_refused(stored: Path, impact: Call, args: list[str]) -> None:
    status, _, err = impact("--registry", stored, *args)
    assert status == 2
    assert "対処" in err


@pytest.mark.long
def test_every_format_shows_the_decisions_and_the_three_piles(stored: Path, tmp_path: Path, impact: Call) -> None:
    for suffix in ("txt", "md", "html"):
        target = tmp_path / f"impact.{suffix}"
        impact("--registry", stored, "-o", target)
        text = target.read_text(encoding="utf-8")
        for words in ("決めること", "反映した", "確かめてほしい", "反映できなかった", "範囲で書かれた項番", "55の2"):
            assert words in text, (suffix, words)
    for name in ("one.xlsx", "two.xlsx"):
        impact("--registry", stored, "-o", tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "one.xlsx")
    assert book.sheetnames == ["決めること", "反映した", "反映したが、確かめてほしい", "反映できなかった"]
    assert book["反映した"].max_row == 3 + FORMS - 2


def test_an_amendment_that_touches_nothing_says_so_once(stored: Path, tmp_path: Path, piadiff: Call) -> None:
    where = ("law", "impact", "--from", "2025-04-02", "--to", "2025-04-03", "--registry", stored)
    status, shown, _ = piadiff(*where)
    assert (status, shown.count("該当なし"), "■" in shown) == (0, 1, False)
    for suffix in ("md", "html"):
        target = tmp_path / f"impact.{suffix}"
        piadiff(*where, "-o", target)
        text = target.read_text(encoding="utf-8")
        assert (text.count("該当なし"), "決めること（" in text) == (1, False)
    document = json.loads(piadiff(*where, "--json")[1])
    assert [document[key] for key in ("questions", "touches", "proposed")] == [[], [], []]


@pytest.mark.parametrize(
    ("text", "since", "until", "after"),
    [
        (
            "番号法第19条第8号（特定個人情報の提供の制限）及び別表第二の16、27の項",
            "2024-05-01",
            "2024-06-01",
            "番号法第19条第8号（特定個人情報の提供の制限）及び同号に基づく主務省令第2条の表の20、48の項",
        ),
        (
            "番号法第１９条第８号　別表第二の１６、２７の項",
            "2024-05-01",
            "2024-06-01",
            "番号法第１９条第８号に基づく主務省令第2条の表の２０、４８の項",
        ),
        ("番号法第19条第7号及び別表第二の16の項", "2021-08-01", "2021-10-01", "番号法第19条第8号及び別表第二の16の項"),
        ("番号法別表第二の117、119の項", "2019-09-01", "2019-10-01", "番号法別表第二の118、120の項"),
        ("番号法第22条（特定個人情報の提供）", "2024-05-01", "2024-06-01", "番号法第22条（利用特定個人情報の提供）"),
        ("番号法第27条（特定個人情報保護評価）", "2017-05-01", "2017-06-01", "番号法第28条（特定個人情報保護評価）"),
        (
            "番号法別表第二の1\n6、2\n7の項",
            "2024-05-01",
            "2024-06-01",
            "番号法第19条第8号に基づく主務省令第2条の表の20、48の項",
        ),
        (
            "番号法別表第二の十六及び二十七の項",
            "2024-05-01",
            "2024-06-01",
            "番号法第19条第8号に基づく主務省令第2条の表の二十及び四十八の項",
        ),
        ("番号法第9条第1項（別表第一の16の項）", "2024-05-01", "2024-06-01", "番号法第9条第1項（別表の24の項）"),
        ("番号法第19条第7号、第8号、同条第七号", "2021-08-01", "2021-10-01", "番号法第19条第8号、第9号、同条第八号"),
        ("番号法第十九条第七号", "2021-08-01", "2021-10-01", "番号法第十九条第八号"),
        ("番号法19条7号", "2021-08-01", "2021-10-01", "番号法19条8号"),
        ("番号法別表第二の16の項から27の項まで", "2024-05-01", "2024-06-01", "番号法別表第二の16の項から27の項まで"),
        (
            "番号法別表第二の16、18（一部）、27の項",
            "2024-05-01",
            "2024-06-01",
            "番号法別表第二の16、18（一部）、27の項",
        ),
        ("番号法第19条第7号　別表第二の16の項", "2024-05-01", "2024-06-01", "番号法第19条第7号　別表第二の16の項"),
        ("番号法別表第二の30の項", "2024-05-01", "2024-06-01", "番号法別表第二の30の項"),
        ("番号法第9条", "2014-01-01", "2014-06-01", "番号法第9条"),
    ],
)
def test_words_after_an_amendment(text: str, since: str, until: str, after: str) -> None:
    found = rewrites(text, {}, date.fromisoformat(since), date.fromisoformat(until))
    assert apply(text, found) == after


CERTAIN = [
    (old, new)
    for entry in moves()
    if entry["from"][1] == "別表第二" and entry["to"][1] == "第2条の表"
    for old, new, sure, _ in entry["pairs"]
    if sure == "certain"
]


@given(
    st.lists(st.sampled_from(CERTAIN), min_size=1, max_size=6, unique=True),
    st.sampled_from(["、", "，", "・", "及び", "、及び", "/", "の項、", "の項及び", "\n・"]),
    st.sampled_from(["narrow", "wide", "kanji"]),
    st.sampled_from(["", "\n"]),
)
def test_a_list_names_after_an_amendment_the_rows_it_named(
    pairs: list[tuple[str, str]], sign: str, digits: str, torn: str
) -> None:
    pairs = sorted(pairs, key=lambda pair: order(pair[0]))
    like = {"narrow": "1", "wide": "１", "kanji": "一"}[digits]
    said = sign.join(spelt(old, like) for old, _ in pairs)
    said = f"{said[:1]}{torn}{said[1:]}" if said[:2].isdigit() else said
    text = f"番号法別表第二の{said}の項"
    found = rewrites(text, {}, date(2024, 5, 1), date(2024, 6, 1))
    after = apply(text, found)
    if any(str(each.sure) == "could not be applied" for each in found):
        assert torn and after == text
    else:
        listed = [number for one in find_citations(after) for number in one.numbers]
        assert listed == [new for _, new in pairs]


def test_a_repealed_order_is_shown() -> None:
    text = "番号法別表第二の主務省令で定める事務及び情報を定める命令第20条"
    (found,) = rewrites(text, {}, date(2024, 5, 1), date(2024, 6, 1))
    assert str(found.sure) == "could not be applied"
    assert "令和6年5月27日 に廃止された" in found.because


def test_a_row_that_got_another_number_is_not_said_to_have_changed() -> None:
    found = rewrites("番号法別表第二の117、118、119の項", {}, date(2019, 9, 30), date(2019, 10, 1))
    assert [each.after for each in found] == ["118、119、120の項"]


def test_a_cited_row_that_says_something_else_is_shown_and_its_words_stay() -> None:
    text = "番号法第19条第8号に基づく主務省令第2条の表の28、48の項、1から3の項"
    (found,) = rewrites(text, {}, date(2025, 7, 27), date(2025, 7, 28))
    assert found.before == found.after
    assert str(found.sure) == "applied, please check"
    assert "28の項の中身が改まった" in found.because and "外国人生活保護関係情報が加わる" in found.because
    assert apply(text, [found]) == text


def test_what_the_amendment_does_not_touch_is_left_alone() -> None:
    listed = "、".join(ORDER.giving("市町村長", "住民票関係情報", date(2025, 7, 27)))
    text = RULED.format(listed).replace("地方税関係情報", "住民票関係情報")
    for words in (text, text.replace("（1、", "（"), "番号法第9条第1項、別表の16の項", "主務省令第2条の表の1から9の項"):
        assert not rewrites(words, {}, date(2025, 7, 27), date(2025, 7, 28)), words
