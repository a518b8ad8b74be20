"""A few broken inputs of every kind at every run, and those that once did harm; ``make fuzz`` tries thousands."""

import dataclasses
import io
import sys
import zipfile

import pytest

from piadiff.cli.commands import cli
from piadiff.cli.japanese import run
from piadiff.errors import PiadiffError
from tests.fuzz.running import READ, REFUSED, outcome
from tests.fuzz.samples import ACCEPTED, DECISIONS, POLICY, STYLE, TEXT, small_pdf
from tests.fuzz.targets import NAME, TARGETS
from tests.readers.xlsx_files import SheetXml, text, xlsx

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the time of an input is limited by a POSIX signal")
FEW = 25


@pytest.mark.parametrize("name", TARGETS)
def test_good_inputs_are_read(name):
    for seed in TARGETS[name].seeds():
        TARGETS[name].read(seed)


@pytest.mark.long
@pytest.mark.parametrize("name", TARGETS)
def test_broken_inputs_are_read_or_refused_by_name_and_reason(name):
    faults = [told for number in range(FEW) if (told := outcome(TARGETS[name], number))[0] not in (READ, REFUSED)]
    assert not faults


def bomb() -> bytes:
    """1.5 MB that unpack to more than a form of any size."""
    made = io.BytesIO(xlsx(SheetXml("表", [text("A1", "form")])))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.png", bytes(1_500_000_000 // 8))
    return made.getvalue()


def far(place: str) -> bytes:
    head = [text(f"{letter}1", word) for letter, word in zip("ABCD", ("form", "item", "before", "after"), strict=True)]
    return xlsx(SheetXml("変更箇所", [*head, text("A2", "基礎"), text(place, "遠い")]))


@pytest.mark.parametrize("name", ["xlsx", "rows-xlsx", "signed-xlsx"])
@pytest.mark.parametrize(
    "made",
    [lambda: far("XFD1048576"), bomb, lambda: far("A1")[:-40]],
    ids=["a cell far away", "a bomb", "a broken end"],
)
def test_archives_are_looked_over_whoever_reads_them(name, made):
    with pytest.raises(PiadiffError) as refused:
        TARGETS[name].read(made())
    assert NAME in refused.value.where


def packed(name, part="", head=b"", more=0):
    """A good office file with another head of one part, and empty parts besides."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(TARGETS[name].seeds()[0])) as archive, zipfile.ZipFile(made, "w") as target:
        for each in archive.namelist():
            content = archive.read(each)
            target.writestr(each, head + content.partition(b"?>")[2] if each == part else content)
        for number in range(more):
            target.writestr(f"x/{number}", b"")
    return made.getvalue()


@pytest.mark.parametrize(("name", "part"), [("xlsx", "xl/workbook.xml"), ("docx", "word/document.xml")])
def test_xml_that_declares_entities_is_refused(name, part):
    head = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(PiadiffError, match="実体"):
        TARGETS[name].read(packed(name, part, head))


@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_an_archive_of_very_many_parts_is_refused(name):
    with pytest.raises(PiadiffError, match="部品の数"):
        TARGETS[name].read(packed(name, more=5_001))


@pytest.mark.parametrize(
    ("text", "words"), [("a" * 200_001, "1行の長さ"), ("a\n" * 200_001, "行数"), (("a" * 1_000 + "\n") * 2_001, "文字数")]
)
def test_a_text_larger_than_any_form_is_refused(text, words):
    with pytest.raises(PiadiffError, match=words):
        TARGETS["text"].read(text.encode())


@pytest.mark.long
def test_a_far_cell_spelled_in_entities_fills_no_memory():
    data = far("A3")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b'r="A3"', b'r="&#88;FD&#49;048576"')
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in {**parts, "xl/worksheets/sheet1.xml": sheet}.items():
            archive.writestr(name, content)
    assert outcome_of("rows-xlsx", made.getvalue()) in (READ, REFUSED)


def outcome_of(name, data):
    try:
        TARGETS[name].read(data)
    except PiadiffError:
        return REFUSED
    return READ


@pytest.mark.long
@pytest.mark.parametrize("widths", [b"[1 2147483648 500]", b"[1 9999999 500 1 9999999 500]"])
def test_a_font_of_two_billion_characters_is_refused_at_once(widths):
    data = small_pdf().replace(b"[1 94 500 231 632 500]", widths)
    assert data != small_pdf()
    with pytest.raises(PiadiffError, match="数え上げる"):
        TARGETS["pdf"].read(data)


@pytest.mark.parametrize("line", ["a " * 500_000, "a/甲 b/甲" * 20_000])
def test_a_heading_of_nothing_but_names_is_passed_at_once(line):
    assert outcome_within("patch", f"diff --git {line}\n".encode()) in (READ, REFUSED)


def outcome_within(name, data):
    return outcome(dataclasses.replace(TARGETS[name], seeds=lambda: [data], mutate=lambda good, _: good), 0)[0]


@pytest.mark.parametrize("name", ["style", "policy", "decisions", "accepted"])
@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig", "utf-16"])
def test_settings_may_be_in_the_encodings_of_an_office(name, encoding):
    good = {"style": STYLE.replace("－", "なし"), "policy": POLICY, "decisions": DECISIONS, "accepted": ACCEPTED}[name]
    assert TARGETS[name].read(good.encode(encoding)) == TARGETS[name].read(good.encode())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("decisions", DECISIONS.replace("date: 2025-12-01", "date: 2025-02-31")),
        ("accepted", ACCEPTED.replace("2027-03-31", "2027-02-31")),
        ("style", STYLE.replace("whole_limit: 120", f"whole_limit: {'[' * 5000}")),
        ("policy", "overrides: " + "{a: " * 5000),
        ("decisions", "a: &a [x]\nb: *a\n"),
        ("rows-json", '{"rows": ' + "[" * 100_000),
        (
            "rows-json",
            '[{"form": "基礎", "item": "Ⅰ", "before": 1e999, "after": "", "context": {"基準日": "2025-02-31"}}]',
        ),
        ("yaml", "schema: piadiff/form/1\n公表日: 2025-02-31\n"),
    ],
)
def test_settings_and_rows_that_no_one_can_mean_are_refused(name, text):
    with pytest.raises(PiadiffError) as refused:
        TARGETS[name].read(text.encode())
    assert NAME in refused.value.where


def test_a_text_that_ends_within_a_numbered_label_is_read_or_refused():
    cut = TEXT.partition("情報提供ネットワークシステムによる情")
    assert outcome_of("text", (cut[0] + cut[1]).encode()) in (READ, REFUSED)


def test_a_line_of_thousands_of_headings_is_read_or_refused():
    assert outcome_of("text", f"{TEXT}\n{'変更日項目' * 2_000}\n".encode()) in (READ, REFUSED)


def test_a_damaged_table_given_back_is_refused_by_the_command(tmp_path, capfd):
    damaged = tmp_path / "起案.xlsx"
    damaged.write_bytes(far("A3")[:300])
    old, new = (f"corpora/kiso-jidou-teate/{day}.yaml" for day in ("2023-04-28", "2025-03-31"))
    assert run(cli, ["draft", old, new, "--decisions-from", str(damaged)]) == 3
    assert "起案.xlsx" in capfd.readouterr().err
