"""Outputs of a draft: what each must hold whatever the cells contain."""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from wcwidth import wcswidth

from piadiff.draft import Decision, accept, draft
from piadiff.errors import DataError, UnreadableSourceError, WrongCallError
from piadiff.model import Draft, ItemKind, Timing, Verdict
from piadiff.model.draft_table import COLUMNS
from piadiff.readers.signed_draft import read_draft_xlsx
from piadiff.templates import load
from piadiff.writers.draft.csv import neutral, original, read_csv
from piadiff.writers.draft.formats import FORMATS, write_draft
from piadiff.writers.draft.table import TableOptions
from piadiff.writers.markdown_text import escaped
from tests.draft.mihon import TEXT, finding, law
from tests.effort import examples

FULL = load("様式4")
HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "-",
    "'=1",
    "＝1+1",
    "<script>alert(1)</script>",
    "a|b\nc",
    "\x07鐘",
    "1e5",
    "007",
]
OPTIONS = TableOptions(heading="みほん市　住民基本台帳に関する事務")


@pytest.fixture(scope="module")
def made() -> Draft:
    findings = [
        *[
            finding(f"Ⅱ(税)-5-提供先{n}-②", "番号法第19条第7号", "番号法第19条第8号", facets=law("第7号", "第8号"))
            for n in range(3)
        ],
        finding(
            "Ⅰ-1-②", "①受付\n②記載", "①受付\n②記載及び通知\n③交付", verdict=Verdict.SIGNIFICANT, timing=Timing.BEFORE
        ),
        finding(
            "Ⅲ(税)-7-リスク1-⑤",
            TEXT,
            TEXT + "\n＜クラウドにおける措置＞\n・監査報告を確かめる。",
            verdict=Verdict.UNDECIDED,
            missing=("利用開始日",),
        ),
        finding("Ⅳ-1-②", after="・長い対策を続けて書く。\n" * 60),
        finding("Ⅳ-9", "[○]自己点検　[　]内部監査", "[○]自己点検　[○]内部監査", kind=ItemKind.CHECKS),
        finding("Ⅰ-4-①", "甲 乙", "甲乙"),
        *[finding(f"Ⅰ-2-システム{n}-②", f"もとの文{n}", text) for n, text in enumerate(HOSTILE, start=1)],
    ]
    first = draft(findings, template=FULL, day=date(2025, 12, 1))
    kept = {
        first.rows[1].fingerprint: Decision(
            person="みほん 花子", explanation="窓口の求めによる", effective=date(2026, 4, 1)
        )
    }
    return draft(findings, template=FULL, day=date(2025, 12, 1), decisions={**kept, "0" * 12: kept.popitem()[1]})


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_draft_gives_the_same_bytes(made, name):
    assert write_draft(made, name) == write_draft(made, name)


@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_an_office_file_holds_no_time_of_writing(made, name):
    with zipfile.ZipFile(io.BytesIO(write_draft(made, name))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert set(re.findall(r">(\d{4}-\d\d-\d\dT[^<]*)<", core)) == {"2024-10-01T00:00:00Z"}


@pytest.mark.parametrize("name", FORMATS)
def test_machine_and_person_are_told_apart(made, name):
    data = write_draft(made, name)
    if name in ("xlsx", "docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"".join(archive.read(entry) for entry in archive.namelist() if entry.endswith(".xml"))
    assert "みほん 花子" in data.decode().replace("\n", "").replace("みほん |", "みほん ") or name == "text"
    if name == "text":
        assert "第2行（説明、施行日）はみほん 花子の決定です。" in data.decode()


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_draft_is_written_too(name):
    assert write_draft(Draft(), name)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        (name, option)
        for option in ("tracked", "official_only")
        for name, known in FORMATS.items()
        if option not in known.honours
    ],
)
def test_an_option_that_cannot_be_honoured_is_refused(made, name, options):
    with pytest.raises(WrongCallError, match="できません"):
        write_draft(made, name, TableOptions(**{options: True}))


def test_an_unknown_format_is_refused(made):
    with pytest.raises(WrongCallError, match="pptx"):
        write_draft(made, "pptx")


def test_json_keeps_the_contract(made):
    told = json.loads(write_draft(made, "json"))
    assert told["schema"] == "piadiff/draft/1"
    assert {
        "date",
        "item",
        "paths",
        "before",
        "after",
        "timing",
        "explanation",
        "verdict",
        "rules",
        "decided_by",
    } <= set(told["rows"][0])
    assert told["rows"][0]["date"] == "2025-12-01"
    assert told["folded"][0]["row"] == 1
    assert told["folded"][0]["paths"] == [f"Ⅱ(税)-5-提供先{n}-②" for n in range(3)]
    assert told["rows"][1]["decided_by"] == "みほん 花子"
    assert told["rows"][0]["decided_by"] == "rule"


def test_csv_reaches_a_spreadsheet_as_text_and_reads_back_equal(made):
    data = write_draft(made, "csv")
    assert data.startswith("\ufeff".encode())
    raw = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert not [cell for row in raw for cell in row if re.match(r"[=+\-@\t\r]", cell)]
    assert data.decode("utf-8-sig").split("\r\n")[0].split(",")[:6] == list(COLUMNS)
    back = read_csv(data)
    assert [(row["変更前の記載"], row["変更後の記載"]) for row in back] == [
        (row.before, row.after) for row in made.rows
    ]


@given(st.text(alphabet="'=+-@\t\r\n＝－a", max_size=6))
def test_every_cell_survives_being_made_safe(cell):
    assert original(neutral(cell)) == cell
    assert not re.match(r"[=+\-@\t\r]", neutral(cell))


@pytest.mark.parametrize(
    ("cell", "made_safe"),
    [("－", "－"), ("－１", "'－１"), ("＝", "＝"), ("＝Ａ１", "'＝Ａ１"), ("-", "'-"), ("'-", "''-")],
)
def test_a_lone_full_width_sign_is_no_formula(cell, made_safe):
    assert neutral(cell) == made_safe


def _table(markdown):
    return [line for line in markdown.split("\n") if line.startswith("|")]


def test_markdown_keeps_its_columns_and_reads_nothing_as_markup(made):
    text = write_draft(made, "markdown", OPTIONS).decode()
    rows = _table(text)
    assert len(rows) == len(made.rows) + 2
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {9}
    assert "<script>" not in text
    assert "a&#124;b<br>c" in text
    assert "第1行（同じ語句の置換え" in text


@given(st.text(max_size=30))
def test_an_escaped_cell_stays_on_its_line_and_in_its_column(text):
    told = escaped(text)
    assert "\n" not in told
    assert "\r" not in told
    assert not re.search(r"(?<!\\)(?:\\\\)*\|", told)


def test_text_columns_line_up_on_a_terminal(made):
    lines = (
        write_draft(replace(made, folded=()), "text", TableOptions(official_only=True))
        .decode()
        .rstrip("\n")
        .split("\n")
    )
    widths = {wcswidth(line) for line in lines if "\x07" not in line}
    assert len(widths) == 1
    assert "1e5" in "".join(lines)


def _sheet(data):
    return load_workbook(io.BytesIO(data), rich_text=True)["変更箇所"]


def test_xlsx_cells_are_text_never_formulas(made):
    sheet = _sheet(write_draft(made, "xlsx"))
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
    assert "=1+1" in {str(cell.value) for cell in sheet["D"]}


def test_xlsx_looks_like_the_official_table(made):
    sheet = _sheet(write_draft(made, "xlsx", OPTIONS))
    assert tuple(cell.value for cell in sheet[2][:6]) == COLUMNS
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.print_area.startswith("'変更箇所'!$A$1:$F$")
    assert all(cell.alignment.wrap_text for cell in sheet[3])
    hidden = {column for column, seen in sheet.column_dimensions.items() if seen.hidden}
    assert {cell.value for cell in sheet[2] if cell.column_letter in hidden} == {"起案時の印"}
    assert sheet.column_dimensions["Q"].max == 18
    kinds = {str(rule.sqref).rstrip("0123456789 "): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert '"事前,事後"' in kinds.values()


def test_xlsx_marks_the_changed_words(made):
    sheet = _sheet(write_draft(made, "xlsx"))
    before, after = sheet["C2"].value, sheet["D2"].value
    assert [run.text for run in before if run.font.strike] == ["7"]
    assert [run.text for run in after if run.font.u] == ["8"]


def test_a_long_cell_goes_on_in_a_further_row(made):
    sheet = _sheet(write_draft(made, "xlsx"))
    heights = [row.height for row in sheet.row_dimensions.values() if row.height]
    assert max(heights) <= 409
    parts = [str(row[3].value) for row in sheet.iter_rows(min_row=2) if str(row[1].value).startswith("Ⅳ－１－②")]
    assert len(parts) > 1
    assert "".join(parts) == "・長い対策を続けて書く。\n" * 60


def _edited(data, edits):
    book = load_workbook(io.BytesIO(data), rich_text=True)
    for place, value in edits.items():
        book["変更箇所"][place] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_an_untouched_table_given_back_decides_nothing_new(made):
    signed = read_draft_xlsx(write_draft(made, "xlsx", OPTIONS), "表.xlsx")
    assert [row.before for row in signed] == [row.before.replace("\x07", "\ufffd") for row in made.rows]
    accepted = accept(signed, made, kept={}, person="みほん 太郎")
    assert not accepted.decisions
    assert not accepted.notes


def test_an_officers_words_come_back_as_decisions(made):
    edits = {
        "E2": "事前",
        "F2": "課で決めた説明",
        "G2": "重要",
        "K2": "みほん 次郎",
        "M2": "令和8年4月1日",
        "N2": "協議済み",
        "D3": "別の文",
    }
    signed = read_draft_xlsx(_edited(write_draft(made, "xlsx"), edits), "表.xlsx")
    accepted = accept(signed, made, kept={}, person="みほん 太郎")
    decision = accepted.decisions[made.rows[0].fingerprint]
    assert (decision.timing, decision.verdict, decision.person) == (Timing.BEFORE, Verdict.SIGNIFICANT, "みほん 次郎")
    assert (decision.explanation, decision.effective, decision.reason) == (
        "課で決めた説明",
        date(2026, 4, 1),
        "協議済み",
    )
    assert len(accepted.decisions) == 1
    assert accepted.notes == ("表.xlsx 3行目: 「変更後の記載」の書換えは評価書から起案し直されるため記録しません",)


def test_a_cell_nobody_touched_does_not_take_a_newer_decision_back(made):
    mark = made.rows[0].fingerprint
    given_out = write_draft(made, "xlsx")
    decided = replace(
        made.rows[0], timing=Timing.BEFORE, explanation="課で決めた", decided_by="みほん 花子", decided=("提出時期",)
    )
    signed = read_draft_xlsx(_edited(given_out, {"N2": "協議済み", "K2": "みほん 次郎"}), "表.xlsx")
    accepted = accept(signed, replace(made, rows=(decided, *made.rows[1:])), kept={}, person="")
    decision = accepted.decisions[mark]
    assert (decision.timing, decision.explanation) == (None, None)
    assert (decision.person, decision.reason) == ("みほん 次郎", "協議済み")


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [("E2", "そのうち", "事前、事後"), ("G2", "たぶん", "軽微"), ("A2", "春ごろ", "日付")],
)
def test_a_cell_that_cannot_be_understood_is_named(made, place, value, words):
    signed = read_draft_xlsx(_edited(write_draft(made, "xlsx"), {place: value}), "表.xlsx")
    with pytest.raises(DataError, match=words) as told:
        accept(signed, made, kept={}, person="みほん 太郎")
    assert "表.xlsx 2行目" in str(told.value)


def test_an_edit_needs_a_person(made):
    signed = read_draft_xlsx(_edited(write_draft(made, "xlsx"), {"F2": "別の説明"}), "表.xlsx")
    with pytest.raises(DataError, match="名前"):
        accept(signed, made, kept={})


def test_rows_gone_and_rows_unknown_are_said(made):
    signed = read_draft_xlsx(write_draft(made, "xlsx"), "表.xlsx")
    strange = replace(signed[0], fingerprint="abc", place="表.xlsx 2行目")
    notes = accept([strange, *signed[1:]], made, kept={}).notes
    assert "今の起案に対応する行がありません" in notes[0]
    assert "戻された表にありません" in notes[1]


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_no_table_is_refused(data):
    with pytest.raises(UnreadableSourceError, match="表"):
        read_draft_xlsx(data, "表.xlsx")


def _docx(made, **options):
    return Document(io.BytesIO(write_draft(made, "docx", TableOptions(**options))))


def test_docx_looks_like_the_official_table(made):
    document = _docx(made, heading="みほん市")
    section, table = document.sections[0], document.tables[0]
    assert section.page_width > section.page_height
    assert [cell.text for cell in table.rows[0].cells] == list(COLUMNS)
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(table.rows) == len(made.rows) + 1
    cells = table.rows[1].cells
    assert [run.text for p in cells[2].paragraphs for run in p.runs if run.font.strike] == ["7"]
    assert [run.text for p in cells[3].paragraphs for run in p.runs if run.font.underline] == ["8"]


def _tracked_text(cell, skip):
    told = []
    for element in cell._tc.iter(qn("w:t"), qn("w:delText"), qn("w:br")):
        if any(parent.tag == qn(skip) for parent in element.iterancestors()):
            continue
        told.append("\n" if element.tag == qn("w:br") else element.text or "")
    return "".join(told)


def test_tracked_changes_accepted_give_the_new_text_and_refused_the_old(made):
    table = _docx(made, tracked=True).tables[0]
    for row, cells in zip(made.rows, table.rows[1:], strict=True):
        cell = cells.cells[3]
        assert _tracked_text(cell, "w:del") == row.after.replace("\x07", "\ufffd")
        refused = _tracked_text(cell, "w:ins")
        assert refused == ("" if row.before == "－" else row.before)
    dates = {element.get(qn("w:date")) for element in table._tbl.iter(qn("w:ins"), qn("w:del"))}
    assert dates == {"2025-12-01T00:00:00Z"}


def test_html_is_one_offline_page_with_everything_escaped(made):
    page = write_draft(made, "html", OPTIONS).decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:|//)", page)
    assert "default-src 'none'" in page
    assert "A4 landscape" in page
    assert page.count("<tr id=") == len(made.rows)
    assert "<del>7</del>" in page
    assert "<ins>8</ins>" in page


@given(st.text(max_size=40), st.text(max_size=40))
@examples(25)
def test_no_text_of_a_form_breaks_an_output(before, after):
    told = draft([finding("Ⅰ-3", before, after)], template=FULL)
    for name in FORMATS:
        assert write_draft(told, name, TableOptions(heading=after if name not in ("json", "csv") else ""))


@pytest.mark.ci
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice がないため省きます")
@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_an_office_program_opens_the_table(made, name, tmp_path):
    source = tmp_path / f"draft.{name}"
    source.write_bytes(write_draft(made, name, OPTIONS))
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, source],
        check=True,
        capture_output=True,
    )
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "draft.pdf", "-"], check=True, capture_output=True
    ).stdout.decode()
    assert text.count("変更前の記載") > 1
