"""The 変更箇所 table comes back from every dress a text extraction gives it."""

import re
from pathlib import Path

import pytest

from piadiff import canonical
from piadiff.readers.change_table.cell_text import width
from piadiff.readers.change_table.lines import read_change_table
from piadiff.readers.text import read_text
from piadiff.templates import load
from piadiff.text import key
from tests.readers import dresses

CORPORA = Path(__file__).resolve().parents[2] / "corpora"

HEADS = ("変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明")
ROWS = (
    (
        "令和3年9月1日",
        "Ⅰ－４－②",
        "番号法第19条第7号の別表第二による。",
        "番号法第19条第8号の別表第二による。",
        "事後",
        "法改正による修正である。",
    ),
    ("令和3年9月1日", "Ⅰ－５－②", "住民課長見本太郎", "住民課長", "事後", "重要な変更に当たらない。"),
    ("令和5年6月30日", "Ⅰ－１－③", "－", "窓口支援システム", "事前", "システムの追加である。"),
)


def tabs(rows):
    return ["変更箇所", "\t".join(HEADS), *("\t".join(row) for row in rows)]


def markdown(rows):
    lines = ["変更箇所", "| " + " | ".join(HEADS) + " |", "|" + "---|" * 6]
    return [*lines, *("| " + " | ".join(row) + " |" for row in rows)]


def one_line(rows):
    return ["変更箇所", " ".join(HEADS), *(" ".join(row) for row in rows)]


def wrapped(text, width=8):
    return [text[at : at + width] for at in range(0, len(text), width)]


def scattered(rows):
    lines = ["変更箇所", " ".join(HEADS)]
    for date, item, before, after, timing, why in rows:
        lines += ["", date, "", item, "", *wrapped(before), "", *wrapped(after), "", timing, *wrapped(why)]
    return lines


@pytest.mark.parametrize("dress", [tabs, markdown, one_line, scattered])
def test_rows_come_back_from_every_dress(dress):
    table = read_change_table(list(enumerate(dress(ROWS), 1)), load("様式2"))
    cells = [
        tuple(re.sub(r"\s", "", cell) for cell in (r.date_raw, r.item_raw, r.before, r.after, r.timing, r.explanation))
        for r in table.rows
    ]
    assert cells == [tuple(re.sub(r"\s", "", cell) for cell in row) for row in ROWS]
    assert [r.date.isoformat() for r in table.rows] == ["2021-09-01", "2021-09-01", "2023-06-30"]


@pytest.mark.parametrize("dress", [tabs, markdown, one_line, scattered])
def test_the_form_before_the_table_is_left_to_others(dress):
    before = ["Ⅰ　関連情報", "①事務の名称 住民の事務", "", "８．監査", "[○]自己点検", ""]
    lines = list(enumerate([*before, *dress(ROWS)], 1))
    table = read_change_table(lines, load("様式2"))
    assert len(table.rows) == len(ROWS)
    assert not set(range(1, len(before) + 1)) & table.used


def test_what_stands_in_a_column_of_no_known_heading_is_told():
    lines = ["変更箇所", "\t".join((*HEADS, "担当")), "\t".join((*ROWS[0], "見本課"))]
    table = read_change_table(list(enumerate(lines, 1)), load("様式2"))
    assert [row for row, _ in table.doubts] == [1]
    assert "見本課" in table.doubts[0][1]


def test_a_text_without_a_table_has_no_rows():
    table = read_change_table([(1, "Ⅰ　関連情報"), (2, "①事務の名称 住民の事務")], load("様式2"))
    assert (table.rows, table.used) == ((), frozenset())


FORMS = [sorted(folder.glob("*.yaml"))[-1] for folder in sorted(CORPORA.iterdir()) if "-" in folder.name]


def tabs_of_lines(rows):
    return ["変更箇所", "\t".join(HEADS), *("\t".join(cell.replace("\n", "<br>") for cell in row) for row in rows)]


def words_in_a_line(rows):
    return ["変更箇所", " ".join(HEADS), *(" ".join(cell.replace("\n", " ") for cell in row).strip() for row in rows)]


WIDTHS = (18, 24, 44, 44, 10, 36)


def _columns(cells, raised):
    lines = [
        [part for line in cell.split("\n") for part in _fitted(line, wide)]
        for cell, wide in zip(cells, WIDTHS, strict=True)
    ]
    height = max(map(len, lines))
    lines = [[""] * (0 if raised else (height - len(cell)) // 2) + cell for cell in lines]
    for at in range(height):
        row = [cell[at] if at < len(cell) else "" for cell in lines]
        yield "  ".join(text + " " * (wide - width(text)) for text, wide in zip(row, WIDTHS, strict=True)).rstrip()


def _fitted(line, wide):
    parts = [""]
    for char in line:
        if width(parts[-1] + char) > wide:
            parts.append("")
        parts[-1] += char
    return parts


def side_by_side(rows):
    return ["変更箇所", "", *(line for row in (HEADS, *rows) for line in _columns(row, raised=True))]


def side_by_side_at_half_height(rows):
    return ["変更箇所", "", *(line for row in (HEADS, *rows) for line in _columns(row, raised=False))]


def in_pages(rows):
    head = "\n".join(["（別添３）変更箇所", *HEADS])
    pages = [rows[at : at + 4] for at in range(0, len(rows), 4)]
    return "\n\f".join(
        "\n".join([head, *("\n".join(cell for cell in row if cell) for row in page)]) for page in pages
    ).split("\n")


def whole_cells(rows):
    return ["（別添３）変更箇所", *HEADS, *(line for row in rows for cell in row if cell for line in cell.split("\n"))]


def cells_apart(rows):
    lines = ["（別添３）変更箇所", "", *HEADS, ""]
    return lines + [line for row in rows for cell in row if cell for line in [*cell.split("\n"), ""]]


WHOLE_TABLES = [
    tabs_of_lines,
    whole_cells,
    cells_apart,
    in_pages,
    words_in_a_line,
    side_by_side,
    side_by_side_at_half_height,
]


@pytest.mark.parametrize("dress", WHOLE_TABLES)
@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.parent.name)
@pytest.mark.thinned(2)
def test_the_rows_of_whole_forms_come_back(path, dress):
    form = canonical.load(path.read_text(encoding="utf-8"), str(path))
    rows = [(r.date_raw, r.item_raw, r.before, r.after, r.timing, r.explanation) for r in form.changes]
    read = read_text("\n".join([dresses.clean(form), "", "\f", *dress(rows)]), "みほん.txt")
    doubtful = {row for row, _ in read.doubts}
    found = [(r.date_raw, r.item_raw, r.before, r.after, r.timing, r.explanation) for r in read.changes]
    differ = [
        at for at, pair in enumerate(zip(found, rows, strict=True), 1) if [*map(key, pair[0])] != [*map(key, pair[1])]
    ]
    assert set(differ) <= doubtful
    assert len(differ) <= len(rows) // 8
    assert [row.date for row in read.changes] == [row.date for row in form.changes]


def test_rows_without_a_header_are_left_over_and_not_lost():
    form = canonical.load(FORMS[0].read_text(encoding="utf-8"), "x")
    lines = [line for line in whole_cells(ROWS) if line not in HEADS]
    read = read_text("\n".join([dresses.clean(form), "", "\f", *lines]), "みほん.txt")
    assert not read.changes
    left = "".join(piece.text for piece in read.unassigned)
    assert all(cell in left for row in ROWS for cell in row)
    assert read.coverage < 1


NOTES = ["", "(備考)", "- 1-①.届出を受け付ける。", "- 1-②.台帳に記録する。"]


@pytest.mark.parametrize("dress", [tabs, markdown, scattered, side_by_side])
def test_notes_below_the_table_join_none_of_its_cells(dress):
    lines = [*dress(ROWS), *NOTES]
    table = read_change_table(list(enumerate(lines, 1)), load("様式2"))
    assert [key(row.explanation) for row in table.rows] == [key(row[5]) for row in ROWS]
    assert not table.used & set(range(len(lines) - 2, len(lines) + 1))


SWALLOWED = [
    "（別添３）変更箇所",
    " ".join(HEADS),
    "令和3年9月1日",
    "Ⅰ－３",
    "番号法第9条",
    "番号法第9条第1項",
    "事後",
    "軽微な変更である。",
    "令和4年4月1日",
    "Ⅰ－１－②事務",
    "の概要",
    "（略）・見本を作る。",
    "（略）・見本を作り、配る。",
    "軽微な変更である。",
    "令和4年5月1日",
    "Ⅰ－５－②所属",
    "長の役職名",
    "課長　見本課長",
]


def test_a_row_that_took_in_the_next_one_is_in_doubt():
    table = read_change_table(list(enumerate(SWALLOWED, 1)), load("様式2"))
    doubtful = {row for row, _ in table.doubts}
    taken = [row.row for row in table.rows if row.date_raw == "令和4年4月1日" or "見本課長" in row.before + row.after]
    assert taken
    assert set(taken) <= doubtful


def day_at_top(rows):
    """Every row begins with its day; the other cells stand at half the height of the row."""
    lines = ["変更箇所", "", *_columns(HEADS, raised=True)]
    for day, *cells in rows:
        lines += [day, *(line for line in _columns(("", *cells), raised=False))]
    return lines


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.parent.name)
def test_rows_whose_day_stands_above_their_other_cells(path):
    form = canonical.load(path.read_text(encoding="utf-8"), str(path))
    rows = [(r.date_raw, r.item_raw, r.before, r.after, r.timing, r.explanation) for r in form.changes if r.date_raw]
    table = read_change_table(list(enumerate(day_at_top(rows), 1)), load(form.header.template))
    doubtful = {row for row, _ in table.doubts}
    found = [(r.date_raw, r.item_raw, r.before, r.after, r.timing, r.explanation) for r in table.rows]
    wrong = [at for at, (a, b) in enumerate(zip(found, rows, strict=True), 1) if [*map(key, a)] != [*map(key, b)]]
    assert set(wrong) <= doubtful
    assert len(wrong) <= len(rows) // 8
