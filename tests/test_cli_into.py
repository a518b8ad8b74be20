"""Rows go into the officer's own file; everything else in it stays, byte for byte."""

import io
import json
import zipfile
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from piadiff import read
from piadiff.writers.form.xlsx import form_xlsx
from tests import layouts
from tests.layouts import DOCX, NEW, OLD, SHEET, XLSX

CASES = [*((".xlsx", made) for made in XLSX.values()), *((".docx", made) for made in DOCX.values())]


def parts(file):
    with zipfile.ZipFile(file) as archive:
        return [(info.filename, info.date_time, archive.read(info)) for info in archive.infolist()]


def touched(before, after):
    """Names of the parts that differ; the others are equal and stand in the same order."""
    one, two = parts(before), parts(after)
    assert [part[:2] for part in one] == [part[:2] for part in two]
    return [name for (name, _, content), (_, _, other) in zip(one, two, strict=True) if content != other]


def cells(row):
    return row.date, row.item_raw, row.before, row.after, row.timing, row.explanation


def rows_of(piadiff, old, new):
    return json.loads(piadiff("draft", old, new, "--json")[1])["rows"]


def assert_kept(piadiff, source, target):
    """The file with the rows is the file before and the rows; a second run changes nothing."""
    drafted = rows_of(piadiff, OLD, source)
    status, _, err = piadiff("draft", OLD, source, "--into", source, "-o", target)
    before, after, published = read(source), read(target), read(OLD).changes
    unread = 4 if before.unassigned else 0
    assert (status, err) == (unread, "")
    assert (after.header, after.items) == (before.header, before.items)
    assert sorted(piece.text for piece in after.unassigned) == sorted(piece.text for piece in before.unassigned)
    assert list(map(cells, after.changes[: len(published)])) == list(map(cells, published))
    added = [(row.item_raw, row.before, row.after) for row in after.changes[len(published) :]]
    assert added == [(row["item"], row["before"], row["after"]) for row in drafted]
    assert all(row.date == before.header.published for row in after.changes[len(published) :])
    first = target.read_bytes()
    status, out, _ = piadiff("draft", OLD, target, "--into", target)
    assert (status, "すでにこの起案のとおり" in out, target.read_bytes()) == (unread, True, first)


@pytest.mark.long
@pytest.mark.parametrize(("suffix", "made"), CASES, ids=[made.__name__ for _, made in CASES])
def test_rows_go_in_and_nothing_else_is_touched(piadiff, tmp_path, suffix, made):
    source, target = tmp_path / f"次{suffix}", tmp_path / f"書込み済{suffix}"
    source.write_bytes(made())
    kept = source.read_bytes()
    assert_kept(piadiff, source, target)
    assert source.read_bytes() == kept
    (changed,) = touched(source, target)
    assert changed == "word/document.xml" if suffix == ".docx" else changed.startswith("xl/worksheets/sheet")


def test_only_the_rows_are_new_in_the_part_that_is_touched(piadiff, tmp_path):
    source, target = tmp_path / "次.xlsx", tmp_path / "書込み済.xlsx"
    source.write_bytes(layouts.with_helpers())
    piadiff("draft", OLD, source, "--into", source, "-o", target)
    (changed,) = touched(source, target)
    one, two = ({name: content for name, _, content in parts(file)}[changed].decode() for file in (source, target))
    head, tail = one.split("</sheetData>")
    start = head.index("<sheetData>")
    assert two.split("<sheetData>")[1].startswith(head[start + len("<sheetData>") :])
    assert two.endswith(tail)


def test_rows_below_a_print_area_are_said(piadiff, tmp_path):
    source, target = tmp_path / "次.xlsx", tmp_path / "書込み済.xlsx"
    source.write_bytes(layouts.with_helpers())
    out = piadiff("draft", OLD, source, "--into", source, "-o", target)[1]
    assert "印刷範囲を広げてください" in out


@pytest.mark.long
def test_new_rows_look_like_those_above(piadiff, tmp_path):
    source, target = tmp_path / "次.xlsx", tmp_path / "書込み済.xlsx"
    for made in (layouts.plain, layouts.on_narrow_columns, layouts.with_merged_days):
        source.write_bytes(made())
        piadiff("draft", OLD, source, "--into", source, "-o", target)
        before, after = load_workbook(source)[SHEET], load_workbook(target)[SHEET]
        filled = max(cell.row for row in before.iter_rows() for cell in row if cell.value)
        grown = max(cell.row for row in after.iter_rows() for cell in row if cell.value)
        styles = [[cell._style for cell in row[1:]] for row in after.iter_rows(min_row=filled, max_row=grown)]
        assert all(row == styles[0] for row in styles[1:])
    assert any(area.min_row > filled and area.size["rows"] > 1 for area in after.merged_cells.ranges)


def test_what_the_officer_wrote_in_a_row_stays_until_a_decision_says_otherwise(piadiff, tmp_path):
    source = tmp_path / "次.xlsx"
    source.write_bytes(layouts.plain())
    piadiff("draft", OLD, source, "--into", source)
    number = len(read(OLD).changes) + 1
    workbook = load_workbook(source)
    workbook[SHEET].cell(number + 2, 6).value = "手で書いた説明"
    workbook.save(source)
    out = piadiff("draft", OLD, source, "--into", source)[1]
    assert f"{number}行目の説明は起案と違います" in out
    assert read(source).changes[number - 1].explanation == "手で書いた説明"
    piadiff("decide", OLD, source, "1", "--person", "見本", "--explanation", "課で決めた説明")
    assert piadiff("draft", OLD, source, "--into", source)[0] == 0
    assert read(source).changes[number - 1].explanation == "課で決めた説明"


def without_table():
    workbook = layouts.book()
    workbook.remove(workbook[SHEET])
    return layouts.saved(workbook)


def below_the_table(put):
    workbook = layouts.book()
    sheet = workbook[SHEET]
    put(sheet, sheet.max_row + 1)
    return layouts.saved(workbook)


def without_room():
    return below_the_table(lambda sheet, row: sheet.cell(row, 8, "表の外の記載"))


def under_a_picture():
    return below_the_table(lambda sheet, row: sheet.add_image(layouts.Image(layouts.picture()), f"B{row + 1}"))


def lacking_a_row():
    return form_xlsx(replace(read(NEW), changes=read(OLD).changes[1:]))


def signed():
    data = io.BytesIO(layouts.plain())
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("_xmlsignatures/sig1.xml", "<a/>")
    return data.getvalue()


def calculated():
    """A cell that a decision rewrites holds a formula."""
    workbook = load_workbook(io.BytesIO(form_xlsx(read(NEW))))
    sheet = workbook[SHEET]
    for row in range(3, sheet.max_row + 1):
        sheet.cell(row, 6).value = None
        sheet.cell(row, 5).value = '=""'
    return layouts.saved(workbook)


def with_a_note_below():
    return below_the_table(lambda sheet, row: sheet.cell(row, 1, "※　行ではない注"))


def with_a_day_alone():
    return below_the_table(lambda sheet, row: sheet.cell(row, 1, "令和7年4月1日"))


REFUSED = {
    "note": (with_a_note_below, "挿入して"),
    "day": (with_a_day_alone, "項目も記載もない行"),
    "no table": (without_table, "変更箇所の表が見つかりません"),
    "no room": (without_room, "挿入して"),
    "picture": (under_a_picture, "挿入して"),
    "row lost": (lacking_a_row, "前の版で公表した行がありません"),
    "signature": (signed, "署名"),
    "formula": (calculated, "式の入ったセル"),
}


@pytest.mark.long
@pytest.mark.parametrize(("made", "words"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_kept_is_refused_with_what_to_do(piadiff, tmp_path, made, words):
    source, target = tmp_path / "次.xlsx", tmp_path / "書込み済.xlsx"
    source.write_bytes(made())
    status, _, err = piadiff("draft", OLD, source, "--into", source, "-o", target)
    assert (status, words in err, "対処" in err, target.exists()) == (2, True, True, False)


@pytest.mark.parametrize(("target", "words"), [("次.docx", "体裁を保った"), ("次.xlsm", "体裁を保った")])
def test_one_layout_is_not_turned_into_another(piadiff, tmp_path, target, words):
    source = tmp_path / "次.xlsx"
    source.write_bytes(layouts.plain())
    status, _, err = piadiff("draft", OLD, source, "--into", source, "-o", tmp_path / target)
    assert (status, words in err) == (2, True)


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "ods"])
def test_what_is_no_open_document_is_refused_with_what_to_do(piadiff, tmp_path, data):
    if data == "ods":
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            archive.writestr("content.xml", "<a/>")
        data = stream.getvalue()
    source = tmp_path / "次.xls"
    source.write_bytes(data)
    status, _, err = piadiff("draft", OLD, NEW, "--into", source, "-o", tmp_path / "次.xlsx")
    assert (status, "保存し直してください" in err) == (3, True)


def test_a_laid_out_file_can_still_become_a_canonical_one(piadiff, tmp_path):
    source, target = tmp_path / "次.xlsx", tmp_path / "次.yaml"
    source.write_bytes(layouts.plain())
    assert piadiff("draft", OLD, source, "--into", source, "-o", target)[0] == 0
    assert len(read(target).changes) > len(read(source).changes)


def test_a_print_is_written_anew_as_a_canonical_form_only(piadiff, tmp_path):
    newer = NEW.with_suffix(".pdf")
    status, _, err = piadiff("draft", OLD, NEW, "--into", newer, "-o", tmp_path / "次.xlsx")
    assert (status, "xlsx・docx" in err) == (2, True)
    assert piadiff("draft", OLD, NEW, "--into", newer, "-o", tmp_path / "次.yaml")[0] == 0
