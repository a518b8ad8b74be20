"""What officers read: names instead of ids, Japanese messages, a table for submission without marks."""

import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from piadiff import canonical, read
from piadiff.guideline import rules

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
ZEI = sorted((CORPORA / "zenkoumoku-jumin-zei").glob("*.yaml"))[1:3]
KISO = sorted((CORPORA / "kiso-jidou-teate").glob("*.yaml"))


@pytest.mark.parametrize("args", [("diff", *ZEI), ("draft", *ZEI, "--format", "html"), ("check", *ZEI), ("next", *ZEI)])
def test_rules_are_called_by_their_names(piadiff, args):
    _, out, err = piadiff(*args)
    assert not [rule.id for rule in rules() if rule.id in out + err]
    told = json.loads(piadiff("diff", *ZEI, "--json")[1])["changes"]
    assert {reason["rule"] for each in told for reason in each["reasons"]} <= {rule.id for rule in rules()}


@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".md"])
def test_a_table_for_submission_has_no_marks(piadiff, tmp_path, suffix):
    target = tmp_path / f"表{suffix}"
    assert piadiff("draft", *ZEI, "--official-only", "-o", target)[0] == 0
    if suffix == ".xlsx":
        content = b"".join(zipfile.ZipFile(target).read(n) for n in ("xl/sharedStrings.xml",))
        assert b"<r>" not in content
        assert load_workbook(target).sheetnames == ["変更箇所"]
    elif suffix == ".docx":
        body = zipfile.ZipFile(target).read("word/document.xml")
        assert b"<w:color " not in body and b"<w:strike" not in body and b"<w:u " not in body
    else:
        assert not re.search(r"<(?:ins|del)>", target.read_text(encoding="utf-8"))


def test_a_clause_is_told_once(piadiff):
    for row in json.loads(piadiff("draft", *ZEI, "--json")[1])["rows"]:
        assert len(set(row["basis"])) == len(row["basis"])
        assert not any("、" in clause for clause in row["basis"])


def test_items_bear_their_labels_where_the_house_writes_them(piadiff, tmp_path):
    style = tmp_path / "書き方.yaml"
    style.write_text("item_labels: true\n", encoding="utf-8")
    plain, labelled = (json.loads(piadiff("draft", *KISO[-2:], "--json", *m)[1])["rows"] for m in ((), ("--style", style)))
    assert [row["paths"] for row in plain] == [row["paths"] for row in labelled]
    assert any("　" in row["item"] and row["item"].startswith(old["item"]) for old, row in zip(plain, labelled, strict=True))
    assert [row["fingerprint"] for row in plain] == [row["fingerprint"] for row in labelled]


def test_notes_print_on_their_page(piadiff, tmp_path):
    target = tmp_path / "表.xlsx"
    piadiff("draft", *ZEI, "-o", target)
    sheet = load_workbook(target).worksheets[-1]
    assert sheet.title != "変更箇所"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("read", "ない.xlsx"), "「ない.xlsx」という名前のファイルもフォルダもありません"),
        (("read", "."), "「.」はフォルダです"),
        (("draft", "a", "b", "c"), "余分な引数があります: c"),
        (("draft", "--date"), "--date に値がありません"),
        (("draft", *ZEI, "--date", "99"), "「--date」の値が正しくありません"),
        (("draft", *ZEI, "--granularity", "x"), "「--granularity」は"),
        (("draft", "--json=1"), "--json に値は付けられません"),
        (("law", "diff", "--from", "x"), "「--from」の値が正しくありません"),
        (("pr", "--patch", "ない"), "「--patch」に指定した「ない」"),
    ],
)
def test_messages_are_japanese_and_name_options(piadiff, args, words):
    status, _, err = piadiff(*args)
    assert (status, words in err) == (2, True)
    assert not re.search(r"[a-z]{3,} [a-z]{3,}", re.sub(r"`[^`]*`|「[^」]*」", "", err))


def test_a_conflict_is_called_one(piadiff, tmp_path):
    file = tmp_path / "競合.yaml"
    text = KISO[-1].read_text(encoding="utf-8")
    file.write_text(text.replace("項目:\n", "<<<<<<< 甲\n項目:\n=======\n項目:\n>>>>>>> 乙\n", 1), encoding="utf-8")
    assert "マージの競合が" in piadiff("read", file)[2] and "残っています" in piadiff("read", file)[2]


def test_a_figure_that_grows_does_not_go_down(piadiff, tmp_path):
    old, new = tmp_path / "旧.yaml", tmp_path / "新.yaml"
    form = read(KISO[-1])
    choice = next(item for item in form.items if str(item.path) == "Ⅱ-1")
    at = choice.options.index(choice.value)
    other = choice.options[at + 1 if at + 1 < len(choice.options) else at - 1]
    grown = tuple(replace(item, value=other) if item is choice else item for item in form.items)
    old.write_text(canonical.dump(form), encoding="utf-8")
    new.write_text(canonical.dump(replace(form, items=grown)), encoding="utf-8")
    there, back = piadiff("diff", old, new)[1], piadiff("diff", new, old)[1]
    assert "下位へ" not in there + back and "上位へ" not in there + back
    grows = there if choice.options.index(other) > at else back
    assert "数の区分（増）" in grows


def test_residents_are_not_told_in_the_words_of_the_law(piadiff):
    out = piadiff("summary", *ZEI)[1]
    reasons = [line for line in out.splitlines() if line.strip().startswith("理由")]
    assert reasons and not any("重要な変更" in line or "当たらない" in line for line in reasons)


def test_a_reason_says_what_changed_where_its_rule_does_not(piadiff):
    told = [row["explanation"] for row in json.loads(piadiff("draft", *KISO[-2:], "--json")[1])["rows"]]
    assert any("ものであり、" in each for each in told)


def test_an_explanation_in_summary_by_a_person_stays_that_persons(piadiff, tmp_path):
    old, new = (tmp_path / name for name in ("旧.yaml", "新.yaml"))
    for target, source in zip((old, new), ZEI, strict=True):
        target.write_bytes(source.read_bytes())
    piadiff("decide", old, new, "1", "--person", "見本", "--explanation", "課で決めた言い方")
    assert "課で決めた言い方" in piadiff("summary", old, new)[1]
