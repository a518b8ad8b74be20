"""Every limit of an archive or a PDF by itself: the refusal names what is too much, and none of the others would come."""

import dataclasses
import io
import tracemalloc
import zipfile

import pytest

from piadiff.errors import UnreadableSourceError
from piadiff.readers import read_bytes
from piadiff.readers.limits import LIMITS
from piadiff.readers.pdf.pages import read_pages
from tests.fuzz.samples import small_form
from tests.fuzz.targets import NAME, TARGETS
from tests.readers.pdf_files import Page, pdf
from tests.readers.xlsx_files import SheetXml, text, xlsx

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def lowered():
    """Sets limits lower for one test."""
    real = dataclasses.asdict(LIMITS)

    def lower(**limits):
        for name, most in limits.items():
            object.__setattr__(LIMITS, name, most)

    yield lower
    lower(**real)


def refusal(data, name="xlsx"):
    with pytest.raises(UnreadableSourceError) as error:
        TARGETS[name].read(data)
    assert NAME in error.value.where
    return error.value


def form(name="xlsx", **more):
    """A good office file with more parts."""
    made = io.BytesIO(TARGETS[name].seeds()[0])
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        for part, content in more.items():
            archive.writestr(f"x/{part}", content)
    return made.getvalue()


def repacked(data, part, change):
    """An archive with one of its parts changed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as good, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in good.namelist():
            archive.writestr(each, change(good.read(each)) if each == part else good.read(each))
    return made.getvalue()


def with_sheet(change):
    """A workbook of rows with its sheet written otherwise."""
    head = [text(f"{letter}1", word) for letter, word in zip("ABCD", ("form", "item", "before", "after"), strict=True)]
    whole = xlsx(SheetXml("表", [*head, text("A2", "基礎")]))
    return repacked(whole, SHEET, lambda sheet: change(sheet.decode()))


@pytest.mark.parametrize(("name", "part"), [("xlsx", "xl/workbook.xml"), ("docx", "word/document.xml")])
def test_a_document_type_without_entities_is_refused_too(name, part):
    head = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://localhost:9/x.dtd">'
    data = repacked(TARGETS[name].seeds()[0], part, lambda content: head + content.partition(b"?>")[2])
    assert "実体" in refusal(data, name).message


@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_an_archive_that_unpacks_to_more_than_any_form_is_refused(name, lowered):
    lowered(archive_bytes=1_000_000)
    told = refusal(form(name, more=bytes(1_000_001)), name)
    assert "展開した大きさ" in told.message and "（1,000,000バイト）" in told.message


def test_an_archive_of_nothing_but_repetition_is_refused_only_where_it_is_large(lowered):
    lowered(ratio_from=3_000_000, archive_ratio=50)
    assert "展開の倍率" in refusal(form(more=bytes(20_000_000))).message
    assert read_bytes(form(more=bytes(2_500_000)), NAME).items == small_form().items


def test_parts_that_lie_over_each_other_are_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(SHEET, b"<worksheet/>" * 1_000)
        archive.filelist += [archive.filelist[0]] * 20
    assert "重なり合った" in refusal(made.getvalue()).message


def test_an_archive_with_a_password_is_refused_in_words():
    data = bytearray(form())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    told = refusal(bytes(data))
    assert "パスワードの付いた" in told.message and "パスワードを外して" in told.remedy


def test_a_large_sheet_is_refused_before_it_is_looked_over(lowered):
    data = with_sheet(lambda sheet: sheet.replace('r="A2"', 'r="XFD1048576"').replace("基礎", "基" * 20_000))
    assert "使われているセルの範囲" in refusal(data).message
    lowered(part_bytes=10_000)
    told = refusal(data)
    assert "展開した大きさ" in told.message and SHEET in told.where


@pytest.mark.parametrize(
    ("name", "part"), [("xlsx", "xl/workbook.xml"), ("rows-xlsx", "xl/workbook.xml"), ("docx", "word/document.xml")]
)
def test_a_large_part_is_refused_before_it_becomes_a_tree(name, part, lowered):
    data = repacked(TARGETS[name].seeds()[0], part, lambda content: content + b" " * 1_000_000)
    lowered(part_bytes=999_999)
    told = refusal(data, name)
    assert "展開した大きさ" in told.message and part in told.where


@pytest.mark.parametrize("name", ["xlsx", "rows-xlsx", "signed-xlsx"])
def test_a_cell_far_away_is_refused_by_its_place(name):
    data = with_sheet(lambda sheet: sheet.replace('r="A2"', 'r="XFD1048576"'))
    assert "使われているセルの範囲" in refusal(data, name).message


def test_a_row_far_away_counts_where_its_cells_have_no_place():
    data = with_sheet(lambda sheet: sheet.replace('<c r="A2"', "<c").replace("<row", '<row r="9999999"'))
    assert "使われているセルの範囲" in refusal(data, "rows-xlsx").message


def test_far_cells_spelled_in_entities_are_counted_when_the_sheet_is_read():
    rows = "".join(
        f'<row><c r="&#88;FD{number}" t="inlineStr"><is><t>遠</t></is></c></row>'.replace('r="&#88;FD', 'r="&#88;F&#68;')
        for number in range(3, 313)
    )
    data = with_sheet(lambda sheet: sheet.replace("</sheetData>", f"{rows}</sheetData>"))
    assert "使われているセルの範囲" in refusal(data, "rows-xlsx").message


@pytest.mark.parametrize(("limit", "most", "words"), [("text_characters", 60, "文字数"), ("document_rules", 30, "罫線の数")])
def test_pages_of_a_pdf_are_read_until_they_hold_more_than_any_form(limit, most, words, lowered):
    page = Page().text(50, 50, "文字" * 20)
    for step in range(20):
        page.line(20, 20 * step, 200, 20 * step)
    lowered(**{limit: most})
    pages = read_pages(pdf([page, page]), NAME)
    assert next(pages).number == 1
    with pytest.raises(UnreadableSourceError, match=words):
        next(pages)


def test_a_stream_of_a_pdf_is_unpacked_no_further_than_its_limit(lowered):
    data = pdf([Page().raw("q Q\n" * 5_000_000)])
    TARGETS["pdf"].read(TARGETS["pdf"].seeds()[0])
    lowered(stream_bytes=100_000)
    tracemalloc.start()
    try:
        assert "展開した大きさ" in refusal(data, "pdf").message
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
