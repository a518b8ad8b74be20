"""Drafted tables as LibreOffice shows them: the official columns on every page, nothing cut, changed words marked."""

import csv
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest

from piadiff import canonical
from piadiff.cli.commands import cli
from piadiff.cli.japanese import run

pytestmark = pytest.mark.ci
CORPORA = Path(__file__).resolve().parents[2] / "corpora"
FORMS = ["kiso-jidou-teate", "juuten-yobou-sesshu", "zenkoumoku-jumin-zei"]
COLUMNS = ("変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明")


def drafted(name, target, capfd):
    """Write the draft between the two newest versions of a form; gives its rows."""
    old, new = sorted((CORPORA / name).glob("*.yaml"))[-2:]
    assert run(cli, ["draft", str(old), str(new), "-o", str(target), "--heading", "みほん市"]) == 0
    capfd.readouterr()
    assert run(cli, ["draft", str(old), str(new), "--json"]) == 0
    return json.loads(capfd.readouterr().out)["rows"]


@pytest.mark.parametrize("suffix", ["xlsx", "docx"])
@pytest.mark.parametrize("name", FORMS)
def test_it_looks_like_the_official_table(name, suffix, tmp_path, capfd, converted, text_of):
    target = tmp_path / f"変更箇所.{suffix}"
    rows = drafted(name, target, capfd)
    pdf = converted(target, "pdf")
    shown = Counter("".join(text_of(pdf)))
    with pdfplumber.open(pdf) as document:
        assert {(round(page.width), round(page.height)) for page in document.pages} == {(842, 595)}
        tables = [table for page in document.pages for table in page.extract_tables() if len(table[0]) == len(COLUMNS)]
    assert tables
    assert all(tuple("".join(cell.split()) for cell in table[0]) == COLUMNS for table in tables)
    for row in rows:
        for cell in (row["item"], row["before"], row["after"], row["explanation"]):
            assert not Counter("".join(cell.split())) - shown


@pytest.mark.parametrize("danger", ["=1+1", "+1", "-1+2", "@SUM(1)", '=HYPERLINK("x")'])
def test_a_dangerous_cell_stays_text_in_a_spreadsheet(danger, tmp_path, capfd, converted):
    old, new = sorted((CORPORA / "kiso-jidou-teate").glob("*.yaml"))[-2:]
    form = canonical.load(new.read_text(encoding="utf-8"), new.name)
    items = [replace(item, value=danger) if str(item.path) == "Ⅰ-5-②" else item for item in form.items]
    edited = tmp_path / "新.yaml"
    edited.write_text(canonical.dump(replace(form, items=tuple(items))), encoding="utf-8")
    for suffix in ("xlsx", "csv"):
        target = tmp_path / f"表.{suffix}"
        assert run(cli, ["draft", str(old), str(edited), "-o", str(target)]) == 0
        capfd.readouterr()
        out = converted(
            target, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false", folder=tmp_path / f"out-{suffix}"
        )
        cells = [
            cell.strip("'\t ") for line in csv.reader(out.read_text(encoding="utf-8").splitlines()) for cell in line
        ]
        assert danger in cells


def test_a_tracked_document_keeps_both_texts(tmp_path, capfd, converted, text_of):
    old, new = sorted((CORPORA / "zenkoumoku-jumin-zei").glob("*.yaml"))[-2:]
    target = tmp_path / "変更履歴.docx"
    assert run(cli, ["draft", str(old), str(new), "-o", str(target), "--tracked"]) == 0
    capfd.readouterr()
    assert run(cli, ["draft", str(old), str(new), "--json"]) == 0
    rows = json.loads(capfd.readouterr().out)["rows"]
    shown = Counter("".join(text_of(converted(target, "pdf"))))
    deleted = Counter("".join("".join(text for op, text in row["edits"] if op == "-") for row in rows))
    assert not Counter({char: count for char, count in deleted.items() if not char.isspace()}) - shown


def test_the_samples_are_pictures_of_these_drafts():
    for name in FORMS:
        picture = CORPORA.parent / "reports" / "drafts" / f"{name}.png"
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.stat().st_size < 300_000
