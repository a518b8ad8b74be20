"""The program that makes the law data, on small documents of e-Gov's schema written here."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from piadiff.law import Version, law, table
from tools.law_facts import arabic
from tools.law_update import update

LAW = "999AC0000000001"
ORDER = "999M60000000002"


def article(number: str, caption: str, *paragraphs: tuple[int, int], gone: bool = False) -> str:
    body = "".join(
        f'<Paragraph Num="{at}"><ParagraphNum/><ParagraphSentence>{"<Sentence>文。</Sentence>" * sentences}</ParagraphSentence>'
        + "".join(f'<Item Num="{item + 1}"><ItemTitle/></Item>' for item in range(items))
        + "</Paragraph>"
        for at, (items, sentences) in enumerate(paragraphs, 1)
    )
    if gone:
        body = '<Paragraph Num="1"><ParagraphSentence><Sentence>削除</Sentence></ParagraphSentence></Paragraph>'
    return f'<Article Num="{number}"><ArticleCaption>{caption}</ArticleCaption><ArticleTitle/>{body}</Article>'


def cell(text: str, span: int = 1) -> str:
    return f'<TableColumn rowspan="{span}"><Sentence>{text}</Sentence></TableColumn>'


def rows(*lines: str) -> str:
    return "<TableStruct><Table>" + "".join(f"<TableRow>{line}</TableRow>" for line in lines) + "</Table></TableStruct>"


def document(title: str, articles: str, table: str = "", number: str = "令和九年法律第一号") -> str:
    appendix = (
        f"<AppdxTable><AppdxTableTitle>別表第二（第五条関係）</AppdxTableTitle>{table}</AppdxTable>" if table else ""
    )
    return (
        f"<Law><LawNum>{number}</LawNum><LawBody><LawTitle>{title}</LawTitle>"
        f"<MainProvision>{articles}</MainProvision>"
        f'<SupplProvision><Article Num="1"><ArticleCaption>（施行期日）</ArticleCaption></Article></SupplProvision>'
        f"{appendix}</LawBody></Law>"
    )


FIRST = document(
    "見本法",
    article("1", "（目的）", (0, 1)) + article("2", "（手続）", (2, 2), (0, 1)) + article("3:4", "", gone=True),
    rows(
        cell("一　みほん大臣", 2)
        + cell("見本給付法による給付の支給に関する事務であって主務省令で定めるもの", 2)
        + cell("市町村長")
        + cell("地方税関係情報又は住民票関係情報であって主務省令で定めるもの"),
        cell("都道府県知事") + cell("見本保険法による保険に関する情報（以下「見本保険関係情報」という。）"),
        cell("二　市町村長")
        + cell("見本保育法による保育の実施に関する事務")
        + cell("市町村長")
        + cell("住民票関係情報"),
        cell("三　削除"),
    ),
)
MIDDLE = document("見本法", article("1", "（趣旨）", (0, 1)))
LAST = document(
    "見本法",
    article("1", "（目的）", (0, 1)) + article("2_2", "（手続）", (2, 2), (0, 1)),
    rows(
        cell("一　みほん大臣")
        + cell("見本給付法による給付の支給に関する事務であって主務省令で定めるもの")
        + cell("市町村長")
        + cell("住民票関係情報"),
        cell("二　みほん大臣") + cell("新しい見本法による事務") + cell("市町村長") + cell("住民票関係情報"),
        cell("三　市町村長")
        + cell("見本保育法による保育の実施に関する事務")
        + cell("市町村長")
        + cell("住民票関係情報"),
    ),
)
ORDERED = document(
    "見本命令",
    '<Article Num="2"><ArticleCaption/>'
    + rows(
        cell("項") + cell("情報照会者") + cell("事務") + cell("情報提供者") + cell("利用特定個人情報"),
        cell("一", 2)
        + cell("みほん大臣", 2)
        + cell("見本給付法による給付の支給に関する事務であって主務省令で定めるもの", 2)
        + cell("市町村長")
        + cell("住民票関係情報"),
        cell("都道府県知事") + cell("見本保険関係情報"),
        cell("二の二")
        + cell("市町村長")
        + cell("見本保育法による保育の実施に関する事務等")
        + cell("市町村長")
        + cell("住民票関係情報"),
    )
    + "</Article>",
    number="令和九年見本省令第二号",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {
        f"{LAW}_20270401_000000000000000": FIRST,
        f"{LAW}_20280401_509AC0000000009": LAST,
        f"{LAW}_20280401_508AC0000000044": MIDDLE,
        f"{ORDER}_20290401_000000000000000": ORDERED,
    }
    for name, text in texts.items():
        path = tmp_path / "documents" / name / f"{name}.xml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "documents"


def test_articles_captions_and_what_lies_below_them(folder: Path, tmp_path: Path) -> None:
    update(folder, "2029-12-31", tmp_path / "data")
    said = json.loads((tmp_path / "data" / f"{LAW}.json").read_text(encoding="utf-8"))
    assert said["title"] == "見本法"
    assert said["checked"] == "2029-12-31"
    assert f"{LAW}_20280401_509AC0000000009" in said["source"] and "sha256:" in said["source"]
    assert [revision[:2] for revision in said["revisions"]] == [
        ["2027-04-01", f"{LAW}_20270401_000000000000000"],
        ["2028-04-01", f"{LAW}_20280401_508AC0000000044"],
        ["2028-04-01", f"{LAW}_20280401_509AC0000000009"],
    ]
    assert said["revisions"][2][2] == "令和9年法律第9号"
    assert said["articles"]["2"] == [[1, 2, "手続", {"1": [2, 2], "2": [0, 1]}]]
    assert said["articles"]["2の2"] == [[3, 0, "手続", {"1": [2, 2], "2": [0, 1]}]]
    assert said["articles"]["3"] == said["articles"]["4"] == [[1, 2, "（削除）"]]


def test_rows_with_spans_and_deleted_ones(folder: Path, tmp_path: Path) -> None:
    update(folder, "2029-12-31", tmp_path / "data")
    said = json.loads((tmp_path / "data" / f"{LAW}_table2.json").read_text(encoding="utf-8"))
    assert said["rows"]["1"][0] == [
        1,
        2,
        {
            "who": "みほん大臣",
            "law": "見本給付法",
            "give": [["市町村長", ["地方税関係情報", "住民票関係情報"]], ["都道府県知事", ["見本保険関係情報"]]],
        },
    ]
    assert said["rows"]["3"][0][2] == {"deleted": True}
    order = json.loads((tmp_path / "data" / f"{ORDER}_article2.json").read_text(encoding="utf-8"))
    assert list(order["rows"]) == ["1", "2の2"]
    assert [given[0] for given in order["rows"]["1"][0][2]["give"]] == ["市町村長", "都道府県知事"]


def test_the_words_of_tasks_stay_out(folder: Path, tmp_path: Path) -> None:
    update(folder, "2029-12-31", tmp_path / "data")
    for path in (tmp_path / "data").iterdir():
        assert "支給に関する事務" not in path.read_text(encoding="utf-8")


def test_numbers_that_a_day_gave_to_others_and_what_held_inside_a_day_only(folder: Path, tmp_path: Path) -> None:
    update(folder, "2029-12-31", tmp_path / "data")
    moves = json.loads((tmp_path / "data" / "moves.json").read_text(encoding="utf-8"))
    found = {(entry["from"][1], entry["day"]): entry["pairs"] for entry in moves}
    assert found["別表第二", "2028-04-01"] == [["2", "3", "certain", "照会者と事務の文言が同じ"]]
    assert found["", "2028-04-01"] == [["2", "2の2", "likely", "見出しが同じ"]]


def test_a_table_that_moved_into_an_order(folder: Path, tmp_path: Path) -> None:
    moved = (f"{LAW}:別表第二", f"{ORDER}:第2条の表", "2029-04-01")
    update(folder, "2029-12-31", tmp_path / "data", [moved])
    moves = json.loads((tmp_path / "data" / "moves.json").read_text(encoding="utf-8"))
    (entry,) = (each for each in moves if each["to"][0] == ORDER)
    assert [(old, new, sure) for old, new, sure, _ in entry["pairs"]] == [
        ("1", "1", "certain"),
        ("3", "2の2", "certain"),
        ("2", None, "none"),
    ]


def test_rows_of_the_same_words_follow_their_order(tmp_path: Path) -> None:
    def twin(number: str) -> str:
        return (
            cell(f"{number}　みほん市長")
            + cell("見本予防法による給付の支給に関する事務")
            + cell("市町村長")
            + cell("住民票関係情報")
        )

    old = document("見本法", "", rows(twin("一"), twin("三")))
    new = "".join(
        cell(number)
        + cell("みほん市長")
        + cell("見本予防法による給付の支給に関する事務")
        + cell("市町村長")
        + cell("住民票関係情報")
        for number in ("四",)
    )
    lines = [new, new.replace("四", "六")]
    order = document(
        "見本命令", f'<Article Num="2"><ArticleCaption/>{rows(*lines)}</Article>', number="令和九年見本省令第二号"
    )
    for name, text in ((f"{LAW}_20270401_000000000000000", old), (f"{ORDER}_20290401_000000000000000", order)):
        (tmp_path / f"{name}.xml").write_text(text, encoding="utf-8")
    moved = (f"{LAW}:別表第二", f"{ORDER}:第2条の表", "2029-04-01")
    update(tmp_path, "2029-12-31", tmp_path / "data", [moved])
    (entry,) = json.loads((tmp_path / "data" / "moves.json").read_text(encoding="utf-8"))
    assert [pair[:3] for pair in entry["pairs"]] == [["1", "4", "certain"], ["3", "6", "certain"]]
    assert all("順による" in pair[3] for pair in entry["pairs"])


def test_what_changed_is_told_and_a_second_run_changes_nothing(folder: Path, tmp_path: Path) -> None:
    assert any("新しく作りました" in line for line in update(folder, "2029-12-31", tmp_path / "data"))
    assert update(folder, "2029-12-31", tmp_path / "data") == []
    name = f"{LAW}_20300401_510AC0000000003"
    (folder / f"{name}.xml").write_text(LAST.replace("（目的）", "（目的等）"), encoding="utf-8")
    told = update(folder, "2030-12-31", tmp_path / "data")
    assert any("目的等" in line and " + " in line for line in told)
    assert any('目的"]' in line or "目的" in line for line in told if " - " in line)


@pytest.mark.seeds
def test_the_shipped_data_say_on_every_day_what_the_source_says(shared: Path) -> None:
    tables = {
        "bango_beppyo1": "別表第一",
        "bango_beppyo2": "別表第二",
        "bango_beppyo": "別表",
        "order_table": "第2条の表",
    }
    checked = 0
    for path in sorted((shared / "law").glob("*.json")):
        said = json.loads(path.read_text(encoding="utf-8"))
        if "items" not in said:
            continue
        held = table(said["id"], tables[path.stem]) if path.stem in tables else law(said["id"])
        assert held is not None
        assert set(held.lines) <= set(said["items"])
        for day in sorted({each["from"] for each in said["revisions"]} | {said["last_known"]}):
            for number, lines in said["items"].items():
                now = [each for each in lines if each["from"] <= day < each.get("until", "9")]
                version = held.version(number, date.fromisoformat(day))
                assert [_facts(each) for each in now] == ([_said(version)] if version else []), (path.name, number, day)
                checked += 1
    assert checked > 100_000


def _facts(line: dict) -> tuple:
    if "caption" in line or line.get("deleted"):
        return line.get("caption", ""), line.get("deleted", False)
    give = tuple((each["by"], tuple(each.get("kinds", ()))) for each in line.get("give", ()))
    return line.get("who", ""), line.get("law", ""), give


def _said(version: Version) -> tuple:
    if not version.who:
        return version.caption, version.deleted
    return version.who, version.law, tuple((each.by, each.kinds) for each in version.give)


@pytest.mark.seeds
def test_the_shape_of_the_rules_is_that_of_their_text(shared: Path) -> None:
    held = law("426M60020000001")
    assert held is not None
    for path in sorted((shared / "law" / "kisoku").glob("*.md")):
        numbers = re.findall(
            r"^\*\*第([一二三四五六七八九十]+条(?:の[一二三四五六七八九十]+)*)（",
            path.read_text(encoding="utf-8"),
            re.M,
        )
        standing = held.on(date.fromisoformat(path.stem[-10:]))
        assert {arabic(each.replace("条", "")) for each in numbers} >= set(standing)
        assert all(version.paragraphs for version in standing.values()), path.name


@pytest.mark.seeds
def test_the_shipped_data_are_what_the_program_makes(shared: Path, tmp_path: Path) -> None:
    from tools.law_update import DATA

    update(shared / "law", "2026-06-14", tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (DATA / path.name).read_bytes(), path.name
    assert sum(path.stat().st_size for path in DATA.iterdir()) < 2_000_000
