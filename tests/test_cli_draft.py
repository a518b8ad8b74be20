"""What an officer does with a draft: decide, give back, put into the next version, tell residents."""

import csv
import io
import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from openpyxl import load_workbook

from piadiff import canonical

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
ZEI = sorted((CORPORA / "zenkoumoku-jumin-zei").glob("*.yaml"))
KISO = sorted((CORPORA / "kiso-jidou-teate").glob("*.yaml"))


@pytest.fixture
def pair(tmp_path):
    """Two versions in a folder of their own."""
    copies = []
    for source in ZEI[1:3]:
        copy = tmp_path / source.name
        copy.write_bytes(source.read_bytes())
        copies.append(copy)
    return copies


def rows(out):
    return json.loads(out)["rows"]


def row_of(out, item):
    return next(row for row in rows(out) if row["item"] == item)


def test_a_decision_is_kept_by_every_further_draft(piadiff, pair):
    status, told, _ = piadiff("decide", *pair, "Ⅰ－５", "--person", "見本 花子", "--explanation", "条文の移動のため")
    assert status == 0
    assert "「Ⅰ－５」の決定（見本 花子）" in told
    row = row_of(piadiff("draft", *pair, "--json")[1], "Ⅰ－５")
    assert (row["explanation"], row["decided_by"], row["decided"]) == ("条文の移動のため", "見本 花子", ["説明"])
    piadiff("decide", *pair, "Ⅰ－５", "--person", "見本 花子", "--timing", "事前")
    row = row_of(piadiff("draft", *pair, "--json")[1], "Ⅰ－５")
    assert (row["explanation"], row["timing"]) == ("条文の移動のため", "事前")


@pytest.mark.parametrize("name", ["2", "Ⅰ－５", "Ⅰ-5", "I-5"])
def test_a_row_is_named_by_what_the_officer_sees(piadiff, pair, name):
    second = rows(piadiff("draft", *pair, "--json")[1])[1]
    assert second["item"] == "Ⅰ－５"
    status, out, _ = piadiff("decide", *pair, name, "--person", "見本", "--reason", "確かめた", "--json")
    assert (status, json.loads(out)["fingerprint"]) == (0, second["fingerprint"])


@pytest.mark.parametrize(("args", "words"), [(("99", "--reason", "あ"), "ありません"), (("1",), "決める内容")])
def test_a_decision_about_nothing_is_refused(piadiff, pair, args, words):
    status, _, err = piadiff("decide", *pair, args[0], "--person", "見本", *args[1:])
    assert (status, words in err) == (2, True)
    assert not pair[1].with_suffix(".decisions.yaml").exists()


def test_a_workbook_given_back_is_recorded_once(piadiff, pair, tmp_path):
    table = tmp_path / "表.xlsx"
    piadiff("draft", *pair, "-o", table)
    book = load_workbook(table)
    sheet = book["変更箇所"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, columns["提出時期に係る説明"]).value = "庁内で決めた説明"
    book.save(table)
    refused = piadiff("draft", *pair, "--decisions-from", table)
    assert (refused[0], "決定者" in refused[2]) == (2, True)
    first = piadiff("draft", *pair, "--decisions-from", table, "--person", "確認 次郎")
    file = pair[1].with_suffix(".decisions.yaml")
    kept = file.read_bytes()
    again = piadiff("draft", *pair, "--decisions-from", table, "--person", "確認 次郎")
    assert (first[0], again[0], file.read_bytes()) == (0, 0, kept)
    assert "1件の決定を記録" in first[1] and "新しい決定はありません" in again[1]
    assert rows(piadiff("draft", *pair, "--json")[1])[0]["explanation"] == "庁内で決めた説明"


def test_a_decision_that_fits_no_change_any_more_is_said(piadiff, pair):
    piadiff("decide", *pair, "Ⅰ－５", "--person", "見本 花子", "--reason", "確かめた")
    pair[1].write_bytes(pair[0].read_bytes())
    status, out, err = piadiff("draft", *pair, "--json")
    assert (status, rows(out), len(json.loads(out)["unused_decisions"])) == (0, [], 1)
    assert "「Ⅰ－５」（見本 花子）" in err


def test_rows_go_into_the_next_version_once(piadiff, pair):
    before = len(json.loads(piadiff("read", pair[1], "--json")[1])["changes"])
    first = piadiff("draft", *pair, "--into", pair[1])
    written = pair[1].read_bytes()
    again = piadiff("draft", *pair, "--into", pair[1])
    assert (first[0], again[0], pair[1].read_bytes()) == (0, 0, written)
    assert "書き込みました" in first[1] and "すでにこの起案のとおり" in again[1]
    assert len(json.loads(piadiff("read", pair[1], "--json")[1])["changes"]) >= before
    published = json.loads(piadiff("read", pair[0], "--json")[1])["changes"]
    assert json.loads(piadiff("read", pair[1], "--json")[1])["changes"][: len(published)] == published


def test_a_whole_registry_is_drafted_at_once(piadiff, tmp_path):
    folder = tmp_path / "保管庫"
    piadiff("import", *ZEI[:2], *KISO[:2], "--registry", folder)
    first = piadiff("log", "--registry", folder, "--json")[1]
    since = json.loads(first)["versions"][0]["commit"]
    piadiff("import", ZEI[2], KISO[-1], "--registry", folder)
    status, out, _ = piadiff("draft", "--registry", folder, "--since", "HEAD~2", "--json")
    told = json.loads(out)
    assert (status, told["schema"], len(told["forms"])) == (0, "piadiff/review/1", 2)
    drafted = sum(len(form["rows"]) for form in told["forms"].values())
    assert drafted == sum(len(group["places"]) for group in (*told["common"], *told["own"]))
    assert "評価書をまたぐ" in piadiff("draft", "--registry", folder, "--since", "HEAD~2")[1]
    assert piadiff("draft", "--registry", folder, "--since", "HEAD~2", "--format", "csv")[0] == 2
    assert since


@pytest.mark.parametrize(
    ("suffix", "start"),
    [(".csv", b"\xef\xbb\xbf"), (".md", b""), (".html", b"<!DOCTYPE html>"), (".xlsx", b"PK"), (".docx", b"PK")],
)
def test_the_file_name_tells_the_format(piadiff, pair, tmp_path, suffix, start):
    target = tmp_path / f"表{suffix}"
    assert piadiff("draft", *pair, "-o", target)[0] == 0
    assert target.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("format_", "option"), [("csv", "--tracked"), ("json", "--official-only"), ("markdown", "--tracked")]
)
def test_an_option_a_format_cannot_honour_is_an_error(piadiff, pair, format_, option):
    status, _, err = piadiff("draft", *pair, "--format", format_, option)
    assert (status, "この指定ができる形式" in err) == (2, True)


def test_the_style_of_the_registry_words_the_rows(piadiff, pair, tmp_path):
    style = tmp_path / "書き方.yaml"
    style.write_text("none: 記載なし\n", encoding="utf-8")
    plain, styled = (rows(piadiff("draft", *pair, "--json", *more)[1]) for more in ((), ("--style", style)))
    assert {row["before"] for row in plain} & {"－"}
    assert [row["before"].replace("－", "記載なし") for row in plain if row["before"] == "－"] == [
        row["before"] for row in styled if row["before"] == "記載なし"
    ]


def test_a_dangerous_cell_reaches_csv_as_text(piadiff, pair):
    text = pair[1].read_text(encoding="utf-8")
    pair[1].write_text(text.replace("別表の24の項", "=HYPERLINK(1)", 1), encoding="utf-8")
    out = piadiff("draft", *pair, "--format", "csv")[1]
    cells = [cell for line in csv.reader(io.StringIO(out)) for cell in line if "HYPERLINK" in cell]
    assert cells
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("format_", ["text", "markdown", "html", "json"])
def test_residents_are_told_in_plain_words(piadiff, pair, format_):
    status, out, _ = piadiff("summary", *pair, "--format", format_)
    assert status == 0
    assert "ガバメントクラウド" in out and "取扱いに大きく関わる変更" in out


def test_undecided_rows_name_the_missing_fact(piadiff, pair):
    text = pair[1].read_text(encoding="utf-8")
    changed = text.replace("課長の許しがなければできない", "係長の許しがなければできない", 1)
    assert changed != text
    pair[1].write_text(changed, encoding="utf-8")
    _, out, err = piadiff("draft", *pair, "--json")
    undecided = [row for row in rows(out) if row["verdict"] == "要判断"]
    assert undecided and all(row["missing"] for row in undecided)
    assert all(f"{row['item']}: {row['missing'][0]}" in err for row in undecided)


PAIRS = [pair for folder in (KISO, ZEI) for pair in pairwise(folder)]


@pytest.mark.parametrize("published", PAIRS, ids=lambda pair: pair[1].stem)
def test_the_gate_lets_a_drafted_table_pass(piadiff, tmp_path, published):
    old, new = (canonical.load(path.read_text(encoding="utf-8"), str(path)) for path in published)
    target = tmp_path / "新.yaml"
    target.write_text(canonical.dump(replace(new, changes=old.changes)), encoding="utf-8")
    assert piadiff("check", published[0], target)[0] == 1
    assert piadiff("draft", published[0], target, "--into", target)[0] == 0
    assert piadiff("check", published[0], target)[:2] == (0, "気づいた点はありません。\n")


def test_rows_that_stand_beside_a_hand_written_one_of_the_same_item_are_named(piadiff, pair):
    status, out, _ = piadiff("draft", *pair, "--into", pair[1], "--granularity", "change")
    assert status == 0
    rows = json.loads(piadiff("read", pair[1], "--json")[1])["changes"]
    named = re.search(r"同じ項目の行がすでにあります.*: (\d+)（(\d+)", out)
    added, there = (set(rows[int(number) - 1]["items"]) for number in named.groups())
    assert any(one.startswith(other) or other.startswith(one) for one in added for other in there)
