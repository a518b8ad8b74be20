"""PDFs: every character of a page is in a cell or told, cells are what the rules close off, hostile files are refused."""

from __future__ import annotations

import io
import math
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from piadiff import canonical
from piadiff.cli import progress
from piadiff.cli.commands import cli
from piadiff.cli.japanese import run
from piadiff.errors import PiadiffError, UnreadableSourceError
from piadiff.model import Form
from piadiff.readers import read_bytes
from piadiff.readers.grid import Cell, Grid
from piadiff.readers.limits import LIMITS
from piadiff.readers.pdf import pdf_grid
from piadiff.text import key
from tests.effort import examples
from tests.readers.pdf_files import Page, pdf
from tests.readers.pdf_forms import Print, printed, turned

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "corpora").glob("*/*.yaml"))
WAYS = {
    "ruled": Print(),
    "open": Print(inner=False, close=False),
    "small": Print(size=7.5, double=True),
    "apart": Print(inner=False, apart=True),
    "turned": Print(sideways=True, numbers=False),
}


def grid(*pages: Page) -> Grid:
    return pdf_grid(pdf(pages), "見本.pdf")


def texts(*pages: Page) -> list[str]:
    return [cell.text for cell in grid(*pages).cells]


def notes(*pages: Page) -> str:
    return "\n".join(note.text for note in grid(*pages).notes)


def cell(cells: Grid, text: str) -> Cell:
    return next(each for each in cells.cells if each.text == text)


def ruled(page: Page, xs: list[float], ys: list[float]) -> Page:
    for x in xs:
        page.line(x, ys[0], x, ys[-1])
    for y in ys:
        page.line(xs[0], y, xs[-1], y)
    return page


@cache
def sample(path: Path) -> Form:
    return canonical.load(path.read_text(encoding="utf-8"), path.name)


@pytest.mark.long
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
@pytest.mark.parametrize("way", WAYS)
def test_a_printed_form_reads_back_as_it_was(path, way):
    form = sample(path)
    found = read_bytes(printed(form, WAYS[way]), "見本.pdf")
    assert found.header == form.header
    assert [(item.path, _folded(item.value)) for item in found.items] == [
        (item.path, _folded(item.value)) for item in form.items
    ]
    assert [_row(row) for row in found.changes] == [_row(row) for row in form.changes]
    assert (found.unassigned, found.coverage) == ((), 1.0)


@pytest.mark.long
@pytest.mark.parametrize("file", sorted(SAMPLES[0].parents[1].glob("*/*.pdf")), ids=lambda path: path.stem)
def test_a_form_that_an_office_program_printed_reads_back_as_it_was(file):
    form, found = sample(file.with_suffix(".yaml")), read_bytes(file.read_bytes(), file.name)
    assert found.header == form.header
    assert found.items == form.items
    assert found.changes == form.changes
    assert (found.unassigned, found.coverage) == ((), 1.0)


def _folded(value):
    return key(value) if isinstance(value, str) else tuple(map(key, value))


def _row(row):
    told = (row.date_raw, row.item_raw, row.before, row.after, row.timing, row.explanation)
    return (row.items, *map(key, told))


def test_merged_cells_cover_the_rows_and_columns_they_are_merged_over():
    page = Page().box(50, 50, 450, 130).line(150, 50, 150, 110).line(150, 80, 450, 80).line(50, 110, 450, 110)
    page.line(300, 80, 300, 110)
    for x, y, text in [(55, 65, "ラベル"), (155, 65, "上"), (155, 95, "左"), (305, 95, "右"), (55, 125, "下")]:
        page.text(x, y, text)
    found = grid(page)
    label, above, left, right, below = (cell(found, text) for text in ("ラベル", "上", "左", "右", "下"))
    assert (label.top, label.bottom) == (above.top, left.bottom)
    assert (above.left, above.right) == (left.left, right.right)
    assert (below.left, below.right) == (label.left, right.right)
    assert label.right == left.left < left.right == right.left
    assert label.beside(left) and not label.beside(below) and len({each.block for each in found.cells}) == 1


def test_rules_of_dashes_thin_boxes_and_doubled_strokes_close_cells():
    page = Page().box(50, 50, 250, 51, "f").box(50, 99, 250, 100, "f").line(50, 50, 50, 100).line(250, 50, 250, 100)
    for y in range(50, 100, 6):
        page.line(150, y, 150, y + 4)
    page.line(250, 52, 250, 100).line(50, 101.5, 250, 101.5)
    assert texts(page.text(60, 75, "左").text(155, 75, "右")) == ["左", "右"]
    left, right = (cell(grid(page), text) for text in ("左", "右"))
    assert left.right == right.left


def test_a_box_in_a_cell_parts_what_stands_above_and_below_it():
    page = ruled(Page(), [50, 150, 450], [50, 200])
    page.text(60, 65, "ラベル").text(160, 65, "まえがき").text(160, 190, "あとがき")
    ruled(page, [170, 250, 400], [80, 110, 140]).text(175, 95, "種類").text(255, 95, "紙").text(175, 125, "件数")
    found = grid(page)
    label = cell(found, "ラベル")
    inner = [cell(found, text) for text in ("まえがき", "種類", "紙", "件数", "あとがき")]
    assert all(label.beside(each) for each in inner)
    assert [each.top for each in inner] == sorted(each.top for each in inner)
    assert inner[1].beside(inner[2]) and not inner[1].beside(inner[3])


def test_a_tick_box_divides_no_line():
    page = ruled(Page(), [50, 450], [50, 100]).box(60, 60, 69, 69).text(75, 68, "紙を使う")
    assert texts(page) == ["紙を使う"]


def test_an_answer_in_the_middle_stands_beside_its_choices():
    page = ruled(Page(), [50, 150, 450], [50, 110]).text(60, 80, "③対策は十分か").text(160, 83, "［　十分である　］")
    for number, text in enumerate(["＜選択肢＞", "1）特に力を入れている", "2）十分である", "3）課題が残されている"]):
        page.text(280, 62 + number * 13, text)
    assert texts(page) == [
        "③対策は十分か",
        "［　十分である　］",
        "＜選択肢＞\n1）特に力を入れている\n2）十分である\n3）課題が残されている",
    ]


@pytest.mark.parametrize("shift", [0, 6], ids=["beside the first line", "beside the middle"])
def test_tick_boxes_without_rules_keep_their_words(shift):
    page = ruled(Page(), [50, 150, 450], [50, 130]).text(60, 65, "②入手方法")
    for x, y, mark, words in [
        (160, 66, "[○]", ["紙"]),
        (300, 66, "[　]", ["電子メール"]),
        (160, 84, "[　]", ["情報提供ネットワーク", "システム"]),
        (300, 84, "[○]", ["専用線"]),
        (160, 114, "[　]", ["その他（一行を占める長い説明のある選択肢）"]),
    ]:
        two = len(words) > 1 or (x, y) == (300, 84)
        page.text(x, y + (shift if two else 0), mark)
        for number, line in enumerate(words):
            page.text(x + 30, y + number * 12 + (shift if two and len(words) == 1 else 0), line)
    found = grid(page)
    assert [each.text for each in found.cells] == [
        *["②入手方法", "[○]", "紙", "[　]", "電子メール", "[　]", "情報提供ネットワークシステム", "[○]", "専用線"],
        *["[　]", "その他（一行を占める長い説明のある選択肢）"],
    ]
    label = cell(found, "②入手方法")
    assert all(label.beside(each) for each in found.cells)


WRAPS = {
    "a full line goes on": (
        ["個人番号を用いて、住民", "票の記載を確かめる。"],
        "個人番号を用いて、住民票の記載を確かめる。",
    ),
    "a short line ends": (["名寄せをする。", "照会をする。"], "名寄せをする。\n照会をする。"),
    "a list item begins": (
        ["①申請の受付と、その審", "②台帳の作成と、その更"],
        "①申請の受付と、その審\n②台帳の作成と、その更",
    ),
    "a bracket is closed": (
        ["事務の取扱い（税ファイ", "ル）のとおりとする"],
        "事務の取扱い（税ファイル）のとおりとする",
    ),
    "a dot between words": (["あらかじめ、提出と公開", "・公表をする"], "あらかじめ、提出と公開・公表をする"),
    "dots as bullets": (["・受付", "・申請書の入力と、その", "・審査"], "・受付\n・申請書の入力と、その\n・審査"),
    "a full stop hangs over": (["個人番号を用いて検索し", "た。"], "個人番号を用いて検索した。"),
    "a number is cut": (["日、１３．個人番号、１", "４．住民となった日"], "日、１３．個人番号、１４．住民となった日"),
    "numbers listed on": (["提供先１から６０－①、", "②、③"], "提供先１から６０－①、②、③"),
    "numbers with a blank": (
        ["１　異動の連携をする。", "２　権限の管理をする。"],
        "１　異動の連携をする。\n２　権限の管理をする。",
    ),
    "words keep a blank": (["The quick brown fox is", "here"], "The quick brown fox is here"),
}


@pytest.mark.parametrize("case", WRAPS)
def test_line_breaks_are_paragraphs_or_wraps(case):
    lines, told = WRAPS[case]
    page = ruled(Page(), [50, 155], [50, 120])
    for number, line in enumerate(lines):
        page.text(53, 63 + number * 12, line)
    assert texts(page) == [told]


def test_a_spread_label_has_no_blanks_and_parts_of_a_line_have():
    page = ruled(Page(), [50, 250, 450], [50, 80])
    for number, char in enumerate("評価書名"):
        page.text(60 + number * 45, 65, char)
    assert texts(page.text(255, 65, "令和7年").text(305, 65, "時点").text(400, 65, "12")) == [
        *["評価書名", "令和7年　時点", "12"]
    ]


def test_text_written_down_or_turned_is_one_word():
    page = ruled(Page(), [50, 66, 200, 220, 400], [50, 200])
    for number, char in enumerate("特定個人情報"):
        page.text(53, 80 + number * 11, char)
    page.text(70, 65, "値").text(214, 150, "保護評価", turn=1).text(230, 65, "終")
    assert texts(page) == ["特定個人情報", "値", "保護評価", "終"]


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_page_drawn_sideways_reads_like_one_drawn_upright(turn):
    page = Page(600, 600)
    cells = [(100, 100, "項目"), (300, 100, "変更前"), (100, 140, "Ⅰ－１"), (300, 140, "値")]

    def at(x: float, y: float) -> tuple[float, float]:
        for _ in range(turn):
            x, y = y, 600 - x
        return x, y

    for x in (90, 290, 490):
        page.line(*at(x, 80), *at(x, 160))
    for y in (80, 120, 160):
        page.line(*at(90, y), *at(490, y))
    for x, y, text in cells:
        page.text(*at(x, y), text, turn=turn)
    assert texts(page) == [text for _, _, text in cells]


def test_a_turned_page_is_read_as_it_is_shown():
    page = ruled(Page(842, 595), [50, 400, 800], [50, 100]).text(60, 75, "変更前の記載").text(410, 75, "変更後の記載")
    assert texts(turned(page)) == texts(page) == ["変更前の記載", "変更後の記載"]


def test_bold_that_is_painted_twice_counts_once():
    page = ruled(Page(), [50, 300], [50, 80])
    for shift in (0, 0.25, 0.5):
        page.text(60 + shift, 65, "人々と々")
    assert texts(page) == ["人々と々"]


def test_print_around_the_pages_is_left_out():
    pages = []
    for number in range(1, 5):
        page = ruled(Page(), [50, 300, 500], [100, 130]).text(60, 115, f"ラベル{number}").text(310, 115, f"{number}")
        pages.append(page.text(60, 40, "みほん市　重点項目評価書").text(290, 820, f"{number}"))
    assert texts(*pages) == [
        "みほん市　重点項目評価書",
        *(text for number in range(1, 5) for text in (f"ラベル{number}", f"{number}")),
    ]


def test_a_table_header_is_kept_once():
    head = ["変更日", "項目", "変更前"]
    pages = []
    for number in (1, 2, 3):
        page = ruled(Page(), [50, 150, 250, 550], [50, 80, 110])
        for place, text in enumerate(head):
            page.text(60 + place * 100, 65, text).text(60 + place * 100, 95, f"{text}{number}")
        pages.append(page)
    found = grid(*pages)
    assert [each.text for each in found.cells] == [*head, *(f"{text}{number}" for number in (1, 2, 3) for text in head)]
    assert len({each.block for each in found.cells}) == 1 and len({each.left for each in found.cells}) == 3


def test_rows_of_the_same_name_on_two_pages_are_no_headers():
    pages = []
    for _ in range(2):
        page = ruled(Page(), [50, 200, 350, 500], [50, 80, 110])
        for y, label in ((65, "リスクへの対策は十分か"), (95, "再発防止策")):
            page.text(60, y, label).text(210, y, "［　十分である　］").text(360, y, "＜選択肢＞")
        pages.append(page)
    assert texts(*pages).count("［　十分である　］") == 4


def test_a_row_below_a_repeated_header_without_day_and_item_goes_on():
    head = ["変更日", "項目", "変更前", "変更後"]
    first, second = (ruled(Page(), [50, 150, 250, 400, 550], ys) for ys in ([50, 80, 790], [50, 80, 110]))
    for page in (first, second):
        for place, text in enumerate(head):
            page.text([53, 153, 253, 403][place], 65, text)
    for x, text in ((53, "令和7年"), (153, "Ⅱ－７"), (253, "・受付。"), (403, "・受付。")):
        first.text(x, 95, text)
    second.text(253, 95, "・審査。").text(403, 95, "・交付。")
    assert texts(first, second) == [*head, "令和7年", "Ⅱ－７", "・受付。\n・審査。", "・受付。\n・交付。"]


def test_a_row_that_a_page_break_cuts_is_one_row():
    first = ruled(Page(), [50, 150, 250], [700, 790]).text(60, 715, "②概要").text(153, 785, "個人番号を用いて名寄")
    second = ruled(Page(), [50, 150, 250], [50, 80]).text(153, 65, "せをする。")
    assert texts(first, second) == ["②概要", "個人番号を用いて名寄せをする。"]
    again = ruled(Page(), [50, 150, 250], [50, 80]).text(60, 65, "③次").text(153, 65, "せをする。")
    assert texts(first, again) == ["②概要", "個人番号を用いて名寄", "③次", "せをする。"]


def test_a_cell_without_a_rule_at_the_page_break_goes_on():
    first = Page().line(50, 700, 250, 700).text(53, 715, "一行目。")
    second = Page().line(50, 90, 250, 90).text(53, 65, "二行目。")
    for x in (50, 250):
        first.line(x, 700, x, 790)
        second.line(x, 50, x, 90)
    assert texts(first, second) == ["一行目。\n二行目。"]


def test_text_written_from_top_to_bottom_is_read_column_by_column_from_the_right():
    page = ruled(Page(), [50, 74, 250], [50, 200]).text(100, 65, "受付。")
    for x, column in ((62, "特定個人情報"), (51, "の保管")):
        for at, letter in enumerate(column):
            page.text(x, 70 + 12 * at, letter)
    assert texts(page) == ["特定個人情報の保管", "受付。"]


def test_text_centred_beyond_the_open_end_of_its_cell_stands_in_it():
    page = Page().line(50, 700, 250, 700).text(53, 800, "②概要").text(153, 715, "受付。")
    for x in (50, 150, 250):
        page.line(x, 700, x, 780)
    assert texts(page) == ["②概要", "受付。"]
    assert texts(page.text(260, 800, "外の注")) == ["②概要", "受付。", "外の注"]


def test_text_that_runs_on_over_a_page_without_a_label_is_marked():
    long, rest, other = "個人番号を用いて名寄せをし、住民票の記載を確", "かめる。", "①次の事務を行う。"
    beside = Page().text(50, 60, long).text(50, 790, long)
    assert [each.cut for each in grid(beside, Page().text(50, 60, rest)).cells] == [False, True, False]
    assert [each.cut for each in grid(beside, Page().text(50, 60, other)).cells] == [False, False, False]
    boxed = ruled(Page(), [50, 250], [700, 790]).text(52, 785, long)
    assert [each.cut for each in grid(boxed, ruled(Page(), [50, 250], [50, 80]).text(52, 65, rest)).cells] == [
        True,
        False,
    ]


PLACES = st.integers(0, 60).map(lambda step: step * 10.0)
RULES = st.lists(st.tuples(PLACES, PLACES, PLACES, PLACES), max_size=25)
WORDS = st.lists(
    st.tuples(
        PLACES, PLACES, st.text("個人番号ガぱ、。（）①Ⅰ1aＡ※・[]［］○□　 ", min_size=1, max_size=12), st.integers(0, 3)
    ),
    max_size=12,
)


@examples(120, suppress_health_check=[HealthCheck.too_slow])
@given(RULES, WORDS, st.sampled_from([0, 90, 180, 270]))
def test_every_character_of_a_page_is_in_a_cell(rules, words, rotate):
    page = Page(600, 600, rotate)
    for x0, y0, x1, y1 in rules:
        page.line(x0, y0, x1, y1)
    placed = {(x, y): (text, turn) for x, y, text, turn in words}
    for number, ((x, y), (text, turn)) in enumerate(placed.items()):
        # sizes differ so that no character lies on its like
        page.text(x, y, text, size=6 + number, turn=turn)
    shown = Counter(char for text, _ in placed.values() for char in text if not char.isspace())
    found = grid(page)
    assert Counter(char for each in found.cells for char in each.text if not char.isspace()) == shown
    assert found.notes == ()


TABLES = st.tuples(
    st.lists(st.integers(0, 9).map(lambda step: step * 60.0 + 10), min_size=2, max_size=6, unique=True).map(sorted),
    st.lists(st.integers(4, 78).map(lambda step: step * 10.0), min_size=2, max_size=8, unique=True).map(sorted),
    st.sets(st.integers(0, 40), max_size=20),
    st.sampled_from([(0, 0), (0, -1), (1, 0)]),
)
WORD = st.text("住民票台帳①②・（）[]○、。1", min_size=1, max_size=5)


@examples(120, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(TABLES, min_size=2, max_size=4), st.data())
def test_nothing_is_lost_where_tables_go_on_over_pages(tables, data):
    pages, shown = [], Counter()
    for number, (xs, ys, left_empty, (above, below)) in enumerate(tables):
        page = Page()
        for x in xs:
            page.line(x, ys[0], x, ys[-1])
        for y in ys[above : below or None]:
            page.line(xs[0], y, xs[-1], y)
        fields = [(x, y) for y in ys[:-1] for x in xs[:-1]]
        for place, (x, y) in enumerate(fields):
            if place not in left_empty:
                # every text is of its own, so that none is print that comes again
                text = f"{'甲乙丙丁'[number]}{place:02}{data.draw(WORD)}"
                page.text(x + 1, y + 8, text, size=7)
                shown.update(text)
        pages.append(page)
    if shown:
        found = grid(*pages)
        assert Counter(char for each in found.cells for char in each.text if not char.isspace()) == shown


def test_characters_without_a_code_are_marked_and_told():
    page = ruled(Page(), [50, 300], [50, 80]).text(60, 65, "記号", font="F2").text(78, 65, "のとおり")
    assert texts(page) == ["〓〓のとおり"]
    assert notes(page) == "1頁: 文字に直せない字が2字あります（〓で示します）"
    with pytest.raises(UnreadableSourceError, match="文字に直せない字ばかり"):
        grid(Page().text(60, 65, "すべて記号", font="F2"))


def test_scanned_pages_are_told_or_refused():
    text = ruled(Page(), [50, 300], [50, 80]).text(60, 65, "文字のある頁")
    scan = Page().image(0, 0, 595, 842)
    stamped = Page().image(0, 0, 595, 842).text(290, 820, "- 3 -")
    assert notes(text, text, scan) == "3頁: 文字の入っていない（画像だけの）頁です"
    assert notes(text, text, stamped) == "3頁: 文字の入っていない（画像だけの）頁です"
    assert notes(text.image(300, 300, 500, 500)) == "1頁: 図・画像があり、その中の文字は読めません"
    with pytest.raises(UnreadableSourceError, match="2、3 頁"):
        grid(text, scan, stamped)


def test_letters_that_became_drawings_are_told():
    text = ruled(Page(), [50, 300], [50, 80]).text(60, 65, "文字のある頁")
    drawn = Page().raw("\n".join(f"{x} 700 m {x + 3} 705 l {x + 5} 698 l {x} 700 l f" for x in range(50, 500, 10)))
    assert notes(text, drawn) == "2頁: 文字が図形として描かれた、読めない頁です"


def test_a_page_without_rules_is_read_line_by_line():
    form = sample(next(path for path in SAMPLES if path.parent.name == "kiso-jidou-teate"))
    page, y = Page(600, 4000), 40
    for sheet_line in _plain(form):
        page.text(40, y, sheet_line)
        y += 14
    found = read_bytes(pdf([page]), "見本.pdf")
    assert found.header.kind == form.header.kind
    assert key(str(found.by_path[form.items[6].path].value)) == key(str(form.items[6].value))


def _plain(form: Form) -> list[str]:
    from tests.readers.dresses import clean

    return [line for line in clean(form).split("\n") if line]


def _figures() -> bytes:
    """A page that draws a figure ten times, which draws another one ten times, and so on."""
    figures = [
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 8000 /Resources << /XObject << /X %d 0 R >> >> >>\n"
        b"stream\n%s\nendstream" % (8 + depth, (b"/X Do " * 10).ljust(8_000))
        for depth in range(1, 9)
    ]
    return pdf([Page().raw("/X8 Do")], more=figures)


BROKEN = {
    "no pages": (lambda: pdf([]), "頁のないPDF"),
    "locked": (lambda: pdf([Page().text(50, 50, "字")], locked=True), "パスワードが付いた"),
    "cut": (lambda: pdf([Page().text(50, 50, "字")])[:60], "PDF"),
    "no PDF": (lambda: b"%PDF-1.7\nnothing", "PDF"),
}
TOO_MUCH = {
    "many pages": (lambda low: pdf([Page() for _ in range(2_000 // low + 1)]), "pages"),
    "many shapes": (lambda low: pdf([Page().raw("0 0 m 9 9 l S\n" * (50_000 // low + 1))]), "page_objects"),
    "many rules": (
        lambda low: pdf([_mesh(Page(14_000, 14_000), math.isqrt(360_000 // low)).text(50, 50, "字")]),
        "page_crossings",
    ),
    "figures in figures": (lambda low: _figures(), "drawing_bytes"),  # noqa: ARG005 - one file is too much for any limit
    "a bomb": (lambda low: pdf([Page().raw("q Q\n" * (5_000_000 // low))]), "stream_bytes"),
    "a bomb in a bomb": (lambda low: pdf([Page().raw("q Q\n" * (5_000_000 // low))], rounds=2), "stream_bytes"),
}
LOWERED = ("pages", "page_objects", "page_crossings", "drawing_bytes", "stream_bytes")


def _mesh(page: Page, count: int) -> Page:
    for step in range(count):
        page.line(20 * step, 0, 20 * step, 20 * count).line(0, 20 * step, 20 * count, 20 * step)
    return page


@pytest.fixture(params=[20, pytest.param(1, marks=pytest.mark.ci)], ids=["lowered", "real"])
def low(request) -> Iterator[int]:
    """How much lower the limits are than those that ship; CI holds files against the real ones."""
    real = {name: getattr(LIMITS, name) for name in LOWERED}
    for name, most in real.items():
        object.__setattr__(LIMITS, name, most // request.param)
    yield request.param
    for name, most in real.items():
        object.__setattr__(LIMITS, name, most)


def refused(file: Path, content: bytes, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    file.write_bytes(content)
    assert run(cli, ["read", str(file)]) == 3
    told = capsys.readouterr()
    assert words in told.err and "見本.pdf" in told.err and "対処" in told.err
    assert "Traceback" not in told.err and told.out == ""


@pytest.mark.parametrize("case", BROKEN)
def test_broken_files_are_refused_in_words(case, tmp_path, capsys):
    make, words = BROKEN[case]
    refused(tmp_path / "見本.pdf", make(), words, capsys)


@pytest.mark.parametrize("case", TOO_MUCH)
def test_hostile_files_are_refused_in_words(case, low, tmp_path, capsys):
    make, limit = TOO_MUCH[case]
    refused(tmp_path / "見本.pdf", make(low), f"上限（{getattr(LIMITS, limit):,}", capsys)


@examples(150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_files_end_in_cells_or_in_words(data):
    whole = pdf([ruled(Page(), [50, 300], [50, 80]).text(60, 65, "文字"), Page().text(60, 65, "外")], rounds=0)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    damaged = whole[:start] + data.draw(st.binary(max_size=40)) + whole[end:]
    try:
        found = pdf_grid(damaged, "見本.pdf")
    except PiadiffError as error:
        assert "見本.pdf" in str(error)
    else:
        assert isinstance(found, Grid)


def test_a_broken_page_among_others_is_told():
    good = ruled(Page(), [50, 300], [50, 80]).text(60, 65, "文字")
    whole = pdf([good, good, Page().raw("BT /F9 9 Tf <00> Tj ET (")], rounds=0)
    assert [each.text for each in pdf_grid(whole, "見本.pdf").cells].count("文字") == 2


def test_a_listener_hears_of_every_page():
    told: list[tuple[int, int]] = []
    pdf_grid(
        pdf([Page().text(50, 50, "字") for _ in range(3)]), "見本.pdf", lambda done, total: told.append((done, total))
    )
    assert told == [(1, 3), (2, 3), (3, 3)]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "shown"), [(Terminal, True), (io.StringIO, False)])
def test_progress_is_shown_on_a_terminal_only_and_goes_away(stream, shown, tmp_path, monkeypatch):
    file = tmp_path / "見本.pdf"
    file.write_bytes(printed(sample(SAMPLES[0])))
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setattr(sys, "stderr", stream())
    assert run(cli, ["read", str(file), "-o", str(tmp_path / "見本.yaml")]) == 0
    told = sys.stderr.getvalue()
    assert ("見本.pdf: 2/" in told) is shown
    assert ("\x1b" in told) is shown and "頁を読みました" not in told.rpartition("\x1b[K")[2]
