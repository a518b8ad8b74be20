"""``piadiff law`` as a person meets it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

import pytest

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def law(piadiff: Call) -> Call:
    return partial(piadiff, "law")


def test_a_number_on_a_day(law: Call) -> None:
    status, out, _ = law("別表第二の21の項", "--on", "2023-12-29")
    assert status == 0
    assert "番号法別表第二" in out
    assert "令和3年5月19日" in out
    assert "削除" in out
    assert "425AC0000000027_2023" in out


def test_where_a_number_went(law: Call) -> None:
    _, out, _ = law("番号法別表第二16", "--on", "2024-01-01")
    assert "第2条の表の20の項になりました" in out
    assert "文言が同じ" in out


@pytest.mark.parametrize(
    "name",
    [
        "法",
        "施行令",
        "ない法律",
        "別表第九",
        "別表第百",
        "別表第二十六の項",
        "番号法第99条",
        "主務省令第2条の表の999の項",
        "番号法附則第1条",
        "番号法28",
        "別表第二の16、27の項",
        "別表第二の1から5の項",
    ],
)
def test_unknown_and_ambiguous_names_are_refused(law: Call, name: str) -> None:
    status, out, err = law(name)
    assert status == 2
    assert not out
    assert "対処" in err


def test_candidates_are_named(law: Call) -> None:
    _, _, err = law("国民")
    assert "国保法" in err
    assert "住基法" not in err


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("評価規則7条1項後段", "1項後段: あります"),
        ("評価規則第5条第3項", "第3項: ありません"),
        ("番号法第9条第99項", "第99項: 項・号は収録していません"),
        ("番号法別表", "番号法別表は 令和6年5月27日 からです"),
        ("主務省令", "令和6年5月27日 からです"),
        ("番号法第28条の2", "番号法第29条の2になりました"),
    ],
)
def test_what_is_not_there_on_the_day_is_said(law: Call, name: str, words: str) -> None:
    status, out, _ = law(name, "--on", "2023-12-29")
    assert status == 0
    assert words in out


def test_json_calls_nothing_there_beyond_the_data(law: Call) -> None:
    for day, exists in (("2025-12-01", True), ("2035-01-01", None), ("2016-01-01", None)):
        _, out, _ = law("番号法28条1項", "--on", day, "--json")
        said = json.loads(out)
        assert said["exists"] is exists
        assert said["deeper"] == {"said": "1項", "exists": None}


def test_json_answers_with_law_and_revision(law: Call) -> None:
    _, out, _ = law("番号法28条", "--on", "令和7年12月1日", "--json")
    said = json.loads(out)
    assert said["schema"] == "piadiff/law/1"
    assert said["law"] == "425AC0000000027"
    assert said["revision"]["id"].startswith("425AC0000000027_20251001")
    assert said["version"]["caption"] == "特定個人情報保護評価"
    assert said["version"]["from"] == "2017-05-30"


@pytest.mark.parametrize(
    ("day", "words"), [("2016-01-01", "より前の版はありません"), ("2035-01-01", "より後の改正は未収録")]
)
def test_a_day_outside_the_data(law: Call, day: str, words: str) -> None:
    _, out, _ = law("番号法第9条", "--on", day)
    assert words in out


def test_what_changed_between_two_days(law: Call) -> None:
    span = ("--from", "2025-07-01", "--to", "2025-10-01")
    _, out, _ = law("diff", "主務省令第2条の表", *span)
    assert "20の2の項 加わりました" in out
    assert "157の項 なくなりました" in out
    _, out, _ = law("diff", "主務省令第2条の表", *span, "--json")
    said = json.loads(out)
    assert said["schema"] == "piadiff/law-diff/1"
    assert {each["revision"]["from"] for each in said["changes"]} == {"2025-07-28", "2025-10-01"}


def test_what_the_data_do_not_hold_of_articles_is_said(law: Call) -> None:
    _, out, _ = law("diff", "番号法", "--from", "2017-05-29", "--to", "2017-05-30")
    assert "第27条 第28条になりました" in out
    assert "文言だけの改正は分かりません" in out


@pytest.mark.parametrize(
    ("name", "days", "words"),
    [
        (
            "別表第二",
            ("2024-05-26", "2024-05-27"),
            "16の項 番号法第19条第8号に基づく主務省令第2条の表の20の項になりました",
        ),
        ("別表第二", ("2024-05-26", "2024-05-27"), "30の項 なくなりました"),
        ("別表第一", ("2024-05-26", "2024-05-27"), "16の項 番号法別表の24の項になりました"),
        ("別表第二", ("2019-09-30", "2019-10-01"), "117の項 118の項になりました"),
        ("別表第二", ("2025-01-01", "2025-12-01"), "番号法別表第二は 令和6年5月27日 からありません"),
    ],
)
def test_where_rows_went_and_that_a_table_is_no_more(law: Call, name: str, days: tuple[str, str], words: str) -> None:
    _, out, _ = law("diff", name, "--from", days[0], "--to", days[1])
    assert words in out


def test_what_changed_of_a_number_that_never_was_is_refused(law: Call) -> None:
    status, _, err = law("diff", "番号法第999条", "--from", "2024-01-01", "--to", "2025-01-01")
    assert status == 2
    assert "第999条を収録した版はありません" in err


def test_days_the_wrong_way_round(law: Call) -> None:
    status, _, err = law("diff", "番号法", "--from", "2025-01-01", "--to", "2024-01-01")
    assert status == 2
    assert "--from" in err


def test_the_shelf(law: Call) -> None:
    _, out, _ = law()
    assert "番号法、別表第一・別表第二・別表" in out
    _, out, _ = law("--json")
    assert len(json.loads(out)["laws"]) >= 13
