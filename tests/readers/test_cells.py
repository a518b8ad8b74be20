"""CellsForm forms that are laid out otherwise than ours: cells cut finer or coarser, tables over several sheets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff.errors import UnreadableSourceError
from piadiff.model import Form
from piadiff.readers import read
from piadiff.readers.cells_or_lines import read_grid_or_text
from piadiff.readers.from_cells import read_cells_form
from piadiff.readers.from_cells.values import pick_boxes
from piadiff.readers.grid import Cell, Grid, reading_order
from piadiff.readers.row_items import with_resolved_rows
from piadiff.readers.xlsx.workbook import xlsx_grid
from piadiff.templates import for_kind
from tests.effort import examples
from tests.readers.cell_rows import AUDIT, BODY, COVER, FOCUSED, FOCUSED_COVER, FOCUSED_REST, PEOPLE, WIDE
from tests.readers.relaid import Ways, relaid

HEADS = ("変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明")
TICKS = [[(0, 3, "実施の有無"), (3, 4, "[○]"), (4, 7, "自己点検"), (7, 8, "[　]"), (8, WIDE, "内部監査")]]


def grid(*sheets, flows: bool = False) -> Grid:
    """Rows of cells, a cell as (first column, column behind the last, text[, rows]) or as the text of a whole row."""
    cells, top = [], 0
    for number, rows in enumerate(sheets):
        for row in rows:
            for each in [(0, WIDE, row[0])] if isinstance(row[0], str) else row:
                left, right, text, *high = each
                place = f"{number + 1}枚目{top + 1}行"
                cells.append(Cell(top, left, top + (high[0] if high else 1), right, text, place, top + 1, sheet=number))
            top += 1
    return Grid(reading_order(cells), flows=flows)


def form_of(*sheets) -> Form:
    return read_grid_or_text(grid(*sheets), "見本.xlsx")


def value(form: Form, path: str):
    return next(item.value for item in form.items if str(item.path) == path)


def left(form: Form) -> str:
    return "\n".join(piece.text for piece in form.unassigned)


def test_labels_and_values_in_cells_of_their_own():
    form = form_of(COVER, BODY + PEOPLE + AUDIT + TICKS)
    assert (form.header.number, form.header.organ, str(form.header.published)) == ("7", "みほん市長", "2025-09-30")
    assert value(form, "Ⅰ-1-②") == "手当を支給する。"
    assert (value(form, "Ⅱ-1"), value(form, "Ⅱ-1-時点")) == ("1万人以上10万人未満", "令和7年4月1日")
    assert value(form, "Ⅳ-9") == ("自己点検",)
    assert (left(form), form.coverage) == ("", 1.0)


def test_a_value_that_names_another_form_does_not_say_which_form_this_is():
    quoted = "［平成31年1月　様式４］の特定個人情報保護評価書（全項目評価書）を別に公表している。"
    told = [(0, 3, "②事務の概要"), (3, WIDE, quoted)]
    body = [told if row[0] == told[0] else row for row in BODY]
    form = form_of([*COVER[:4], [quoted], *COVER[5:]], body + PEOPLE)
    assert (form.header.template, form.header.revision, value(form, "Ⅰ-1-②")) == ("様式2", "令和6年10月", quoted)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([[(0, 3, "②所属長の"), (3, WIDE, "福祉部長")], [(0, 3, "役職名")]], "福祉部長"),
        ([[(0, 3, "②所属長の")], [(0, 3, "役職名"), (3, WIDE, "福祉部長")]], "福祉部長"),
        ([[(0, 3, "②所属長の"), (3, WIDE, "福祉")], [(0, 3, "役職名"), (3, WIDE, "部長")]], "福祉\n部長"),
    ],
)
def test_a_label_that_a_page_break_cuts_is_one_label(rows, told):
    at = next(at for at, row in enumerate(BODY) if row[0] == (0, 3, "②所属長の役職名"))
    form = form_of(COVER, [*BODY[:at], *rows, *BODY[at + 1 :], *PEOPLE])
    assert (value(form, "Ⅰ-5-②"), value(form, "Ⅰ-5-①"), left(form)) == (told, "みほん市福祉部", "")


@pytest.mark.parametrize(
    "words",
    ["②事務の概要", "３．個人番号の利用", "公表日", "Ⅱ　しきい値判断項目", "[　]内部監査", "＜選択肢＞\n1）実施する"],
)
def test_a_value_may_say_what_the_form_prints(words):
    body = [[(0, 3, "①事務の名称"), (3, WIDE, words)] if "①事務の名称" in str(row) else row for row in BODY]
    form = form_of(COVER, body + PEOPLE)
    assert value(form, "Ⅰ-1-①") == words
    assert (value(form, "Ⅰ-1-②"), value(form, "Ⅰ-2")) == ("手当を支給する。", "見本手当ファイル")
    assert left(form) == ""


def test_a_value_below_its_label_may_be_the_next_label_only_when_that_comes_again():
    told = [["４．情報提供ネットワークシステムによる情報連携"] if row == ["見本手当ファイル"] else row for row in BODY]
    empty = [row for row in BODY if row != ["見本手当ファイル"]]
    assert value(form_of(COVER, told), "Ⅰ-2") == "４．情報提供ネットワークシステムによる情報連携"
    form = form_of(COVER, empty)
    assert (value(form, "Ⅰ-2"), value(form, "Ⅰ-3")) == ("", "番号法第9条第1項")


@pytest.mark.parametrize(
    "cells",
    [
        [(3, 4, "["), (4, 6, "1万人以上10万人未満"), (6, 7, "]"), (7, WIDE, "＜選択肢＞ 1) 1,000人未満（任意実施）")],
        [(3, 7, "［ 3）１万人以上１０万人未満 ］")],
        [(3, 7, "1万人以上10万人未満")],
        [(3, WIDE, "[1万人以上10万人未満]　＜選択肢＞　1) 1,000人未満（任意実施）　2) 1,000人以上1万人未満")],
    ],
)
def test_a_choice_may_be_cut_into_cells_in_any_way(cells):
    people = [PEOPLE[0], [(0, 3, "評価対象の事務の対象人数は何人か"), *cells], PEOPLE[2]]
    form = form_of(COVER, BODY + people)
    assert value(form, "Ⅱ-1") == "1万人以上10万人未満"
    assert left(form) == ""


def test_a_choice_is_not_made_where_its_bracket_or_all_but_its_list_is_empty():
    def reading(*cells):
        people = [PEOPLE[0], [(0, 3, "評価対象の事務の対象人数は何人か"), *cells], PEOPLE[2]]
        return next(item for item in form_of(COVER, BODY + people).items if str(item.path) == "Ⅱ-1")

    assert (reading((3, 4, "["), (6, 7, "]")).value, reading((3, 7, "[　　]")).undetermined) == ("", False)
    assert (reading((7, WIDE, "＜選択肢＞")).value, reading((7, WIDE, "＜選択肢＞")).undetermined) == ("", False)
    assert reading().undetermined
    assert reading((3, 7, "[判読不能]")).undetermined


@pytest.mark.parametrize(
    "cells",
    [
        [(3, 4, "["), (4, 5, "○"), (5, 6, "]"), (6, 8, "自己点検"), (8, 9, "["), (9, 10, "]"), (10, WIDE, "内部監査")],
        [(3, 4, "☑"), (4, 7, "自己点検"), (7, 8, "☐"), (8, WIDE, "内部監査")],
        [(3, WIDE, "[○]自己点検　[　]内部監査　[　]外部監査")],
        [(3, 6, "☑自己点検"), (6, WIDE, "□内部監査")],
        [(3, 4, "○"), (4, 7, "自己点検"), (8, WIDE, "内部監査")],
    ],
)
def test_boxes_may_be_cut_into_cells_in_any_way(cells):
    form = form_of(COVER, BODY + PEOPLE + AUDIT + [[(0, 3, "実施の有無"), *cells]])
    assert value(form, "Ⅳ-9") == ("自己点検",)
    assert left(form) == ""


@pytest.mark.parametrize(
    "cells",
    [
        [
            (4, 5, "["),
            (5, 6, "○"),
            (6, 7, "]"),
            (7, 8, "その他"),
            (8, 9, "（"),
            (9, 11, "中間サーバー"),
            (11, WIDE, "）"),
        ],
        [(4, 5, "[○]"), (5, 8, "その他　（"), (8, WIDE, "中間サーバー　）")],
        [(4, 7, "☑その他"), (7, WIDE, "（中間サーバー）")],
        [(4, WIDE, "[　]税務システム　[○]その他（中間サーバー）")],
    ],
)
def test_the_text_behind_a_box_may_stand_in_cells_of_its_own(cells):
    boxes = [(0, 4, "③他のシステムとの接続"), *cells]
    form = form_of(FOCUSED_COVER, [*FOCUSED, boxes, *FOCUSED_REST])
    assert value(form, "Ⅰ-2-システム1-③") == ("その他（中間サーバー）",)


@pytest.mark.parametrize(
    "cells",
    [[(7, 8, "（"), (8, 9, "2"), (9, 10, "）"), (10, 11, "件")], [(7, 9, "（ 2 ） 件")], [(7, 8, "2"), (8, 9, "件")]],
)
def test_a_number_of_cases_may_be_cut_into_cells_in_any_way(cells):
    files = [["Ⅱ　特定個人情報ファイルの概要"], ["４．特定個人情報ファイルの取扱いの委託"]]
    chosen = [(0, 3, "委託の有無"), (3, 4, "["), (4, 6, "委託する"), (6, 7, "]"), *cells]
    form = form_of(FOCUSED_COVER, [*FOCUSED, *FOCUSED_REST, *files, chosen])
    told = {item.path.parts[-1]: item.value for item in form.items if item.path.section == "Ⅱ"}
    assert told == {"委託の有無": "委託する", "件数": "2"}


def test_what_stands_left_of_the_values_belongs_to_no_value():
    form = form_of(COVER, [*BODY[:4], [(0, 3, "様式にない欄"), (3, WIDE, "その記載")], *BODY[4:]])
    assert value(form, "Ⅰ-1-②") == "手当を支給する。"
    assert "様式にない欄" in left(form) and "その記載" in left(form) and form.coverage < 1


def test_a_text_may_go_on_in_cells_beside_and_below():
    body = [*BODY[:4], [(3, 4, "・"), (4, WIDE, "続きを書く。")], *BODY[4:]]
    assert value(form_of(COVER, body), "Ⅰ-1-②") == "手当を支給する。\n・　続きを書く。"


def test_a_table_of_contents_names_no_item():
    contents = [["項目一覧"], ["Ⅰ　関連情報"], ["Ⅱ　しきい値判断項目"], ["Ⅲ　しきい値判断結果"], ["Ⅳ　リスク対策"]]
    form = form_of(COVER, contents, BODY + PEOPLE + AUDIT + TICKS)
    assert value(form, "Ⅰ-1-②") == "手当を支給する。"
    assert value(form, "Ⅳ-9") == ("自己点検",)


def row(*texts, date_rows: int = 1):
    """A row of the 変更箇所 table; an empty text has no cell."""
    spans = zip(range(0, WIDE, 2), texts, strict=True)
    return [(at, at + 2, text, date_rows if at == 0 else 1) for at, text in spans if text]


def test_a_table_over_several_sheets_is_one_table():
    first = [
        ["変更箇所"],
        row(*HEADS),
        row("令和4年4月1日", "Ⅰ-1-②", "旧", "①新\n②新", "事後", "文言の修正", date_rows=2),
        row("", "Ⅰ-1-③", "旧2", "", "事後", ""),
        row(*HEADS),
        row("令和5年4月1日", "Ⅰ-2", "", "新3", "事前", "重要"),
    ]
    second = [row(*HEADS), row("令和6年4月1日", "Ⅰ-3", "旧4", "新4", "事後", "説明")]
    third = [row("令和6年5月1日", "Ⅱ-1", "旧5", "新5", "事後", "見出しのない頁")]
    form = form_of(COVER, BODY + PEOPLE, first, second, third)
    assert [(each.date_raw, str(each.date), each.item_raw, each.before, each.after) for each in form.changes] == [
        ("令和4年4月1日", "2022-04-01", "Ⅰ-1-②", "旧", "①新\n②新"),
        ("", "2022-04-01", "Ⅰ-1-③", "旧2", ""),
        ("令和5年4月1日", "2023-04-01", "Ⅰ-2", "", "新3"),
        ("令和6年4月1日", "2024-04-01", "Ⅰ-3", "旧4", "新4"),
        ("令和6年5月1日", "2024-05-01", "Ⅱ-1", "旧5", "新5"),
    ]
    assert left(form) == ""


def test_a_quoted_cell_over_several_rows_of_cells_is_one_row():
    rows = [(0, 2, "令和4年4月1日", 2), (2, 4, "Ⅰ-1-②", 2), (4, 6, "旧", 2), (6, 8, "新の一"), (8, 10, "事後", 2)]
    form = form_of(COVER, BODY, [row(*HEADS), rows, [(6, 8, "新の二")], row("", "Ⅰ-2", "い", "ろ", "事後", "")])
    assert [(each.item_raw, each.after) for each in form.changes] == [("Ⅰ-1-②", "新の一\n新の二"), ("Ⅰ-2", "ろ")]


def test_a_source_whose_cells_hold_whole_lines_is_read_line_by_line():
    lines = [["　".join(cell[2] for cell in row) if not isinstance(row[0], str) else row[0]] for row in BODY + PEOPLE]
    form = form_of(COVER, lines)
    assert value(form, "Ⅰ-1-②") == "手当を支給する。"
    assert value(form, "Ⅱ-1") == "1万人以上10万人未満"


SAMPLES = sorted((Path(__file__).resolve().parents[2] / "corpora").glob("*/*.yaml"))
ways = st.builds(Ways, *[st.booleans()] * 5)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
@examples(5)
@given(liberties=ways, seed=st.integers(0, 999))
@pytest.mark.thinned(2)
def test_a_form_reads_the_same_however_its_cells_are_cut(sample, liberties, seed):
    form, drawn = read(sample), xlsx_grid(sample.with_suffix(".xlsx").read_bytes(), sample.name)
    found = with_resolved_rows(read_grid_or_text(relaid(drawn, liberties, seed), sample.name))
    assert {str(item.path): item.value for item in found.items} == {str(item.path): item.value for item in form.items}
    assert (found.header, found.changes, left(found)) == (form.header, form.changes, "")


words = st.sampled_from(
    [
        *[cell[2] for row in [*COVER, *BODY, *PEOPLE, *AUDIT] if not isinstance(row[0], str) for cell in row],
        *[row[0] for row in [*COVER, *BODY, *FOCUSED, *AUDIT] if isinstance(row[0], str)],
        *[
            "[",
            "○",
            "]",
            "（",
            "）件",
            "その他",
            "※",
            "①",
            "Ⅱ",
            "変更箇所",
            "（別紙1）図",
            "[判読不能]",
            "委託事項999",
            *HEADS,
        ],
        *[
            "Ⅱ　特定個人情報ファイルの概要（）",
            "（別添２）特定個人情報ファイル記録項目",
            "[令和6年10月　様式4]",
            "未配置",
            "行",
            "文",
        ],
    ]
)
spots = st.builds(
    lambda top, left, high, wide, sheet, text: Cell(top, left, top + high, left + wide, text, sheet=sheet),
    *[st.integers(0, 60), st.integers(0, WIDE), st.integers(1, 5), st.integers(1, WIDE), st.integers(0, 3), words],
)


@examples(60)
@given(pile=st.lists(spots, max_size=60), whole=st.booleans())
def test_any_pile_of_cells_is_read_or_refused(pile, whole):
    form = list(grid(COVER, BODY + PEOPLE + AUDIT + TICKS).cells) if whole else []
    try:
        found = read_grid_or_text(Grid(reading_order([*form, *pile])), "見本.xlsx")
    except UnreadableSourceError as error:
        assert "見本.xlsx" in str(error)
        return
    assert len({item.path for item in found.items}) == len(found.items)
    assert 0 <= found.coverage <= 1


def marked(draw, cells: list[Cell]) -> list[str]:
    """Words that no form has, put into cells and between them; gives the words."""
    marks = [f"⟪印{number}番⟫" for number in range(draw(st.integers(1, 8)))]
    for mark in marks:
        at, way = draw(st.integers(0, len(cells) - 1)), draw(st.sampled_from(["behind", "before", "between"]))
        cell = cells[at]
        if way == "between":
            left, top = draw(st.integers(0, 20)), cell.top + draw(st.integers(0, 2))
            cells.append(
                replace(cell, left=left, right=draw(st.integers(left + 1, 24)), top=top, bottom=top + 1, text=mark)
            )
        else:
            cells[at] = replace(cell, text=f"{cell.text}　{mark}" if way == "behind" else f"{mark}\n{cell.text}")
    return marks


@pytest.mark.parametrize("sample", [SAMPLES[0], SAMPLES[-1]], ids=lambda path: path.parent.name)
@examples(25)
@given(data=st.data())
def test_every_word_of_every_cell_is_in_an_item_a_row_or_told(sample, data):
    drawn = xlsx_grid(sample.with_suffix(".xlsx").read_bytes(), sample.name)
    cells = list(drawn.cells)
    marks = marked(data.draw, cells)
    form = read_cells_form(replace(drawn, cells=reading_order(cells))).form
    told = [str(item.value) for item in form.items] + [str(row) for row in form.changes]
    told += [piece.text for piece in form.unassigned] + list(form.files)
    assert [mark for mark in marks if not any(mark in text for text in told)] == []


FULL_COVER = [["特定個人情報保護評価書（全項目評価書）"], *COVER[1:-1], ["［令和6年10月　様式４］"]]
FULL_TASK = [
    ["Ⅰ　基本情報"],
    ["１．特定個人情報ファイルを取り扱う事務"],
    [(0, 4, "①事務の名称"), (4, WIDE, "見本手当の支給に関する事務")],
    ["３．特定個人情報ファイル名"],
]


def _file(name: str, kind: str, boxes: str, place: str):
    return [
        ["Ⅱ　特定個人情報ファイルの概要"],
        ["１．特定個人情報ファイル名"],
        *([[name]] if name else []),
        ["２．基本情報"],
        [(0, 4, "①ファイルの種類　※"), (4, WIDE, f"[　{kind}　]")],
        ["３．特定個人情報の入手・使用"],
        [(0, 4, "②入手方法"), (4, WIDE, boxes)],
        ["６．特定個人情報の保管・消去"],
        [(0, 4, "①保管場所　※"), (4, WIDE, place)],
    ]


def test_a_label_printed_again_behind_a_page_break_is_no_label_of_the_next_file():
    one = _file("台帳ファイル", "システム用ファイル", "[○]紙　[　]電子メール", "庁舎")
    two = _file("送付先ファイル", "その他の電子ファイル（表計算ファイル等）", "[　]紙　[○]電子メール", "別棟")
    again = [(0, 4, "②入手方法"), (4, WIDE, "[　]専用線　[○]庁内連携システム")]
    pages = [[*FULL_TASK, ["台帳ファイル\n送付先ファイル"], *one[:7]], [again, *one[7:], *two]]
    form = read_cells_form(grid(FULL_COVER, *pages, flows=True)).form
    found = {str(item.path): item.value for item in form.items if item.path.section == "Ⅱ"}
    assert found["Ⅱ(台帳ファイル)-3-②"] == ("紙", "庁内連携システム")
    assert found["Ⅱ(送付先ファイル)-3-②"] == ("電子メール",)
    assert (found["Ⅱ(台帳ファイル)-6-①"], found["Ⅱ(送付先ファイル)-6-①"]) == ("庁舎", "別棟")
    assert left(form) == ""


@pytest.mark.parametrize(
    ("listed", "names"),
    [("台帳ファイル\n送付先ファイル", "台帳ファイル 送付先ファイル"), ("台帳ファイル", "ファイル1 ファイル2")],
)
def test_a_file_without_a_name_is_named_by_a_complete_list_or_counted_and_flagged(listed, names):
    files = [row for kind in ("庁舎", "別棟") for row in _file("", "システム用ファイル", "[○]紙", kind)]
    form = form_of(FULL_COVER, [*FULL_TASK, [listed], *files])
    assert form.files == tuple(names.split())
    assert ("名が読めない" in left(form)) == ("ファイル1" in names)


@pytest.mark.parametrize(
    "heads", [("提供先6～10", "提供先2～5", "提供先2", "提供先1"), ("提供先2～5", "提供先6～10", "提供先1", "提供先2")]
)
def test_the_heading_of_an_empty_group_is_never_a_value(heads):
    rows = _file("台帳ファイル", "システム用ファイル", "[○]紙", "庁舎")
    shared = ["５．特定個人情報の提供・移転（委託に伴うものを除く。）"]
    form = form_of(
        FULL_COVER,
        [*FULL_TASK, ["台帳ファイル"], *rows[:7], shared, *[[(0, 4, head)] for head in heads], *rows[7:]],
    )
    assert not [item for item in form.items if "提供先" in str(item.value)]
    said = left(form)
    assert all(head in said or any(str(i.path).endswith(head.replace("～", "~")) for i in form.items) for head in heads)


def test_a_label_and_its_value_may_share_a_cell():
    fee = [(0, 4, "③手数料等"), (4, WIDE, "[　有料　]　＜選択肢＞　1)有料　2)無料")]
    asks = (
        ["Ⅴ　開示請求、問合せ"],
        ["１．特定個人情報の開示・訂正・利用停止請求"],
        [(0, 4, "①請求先"), (4, WIDE, "総務課")],
    )
    rows = [*asks, fee, [(4, WIDE, "（手数料額、納付方法：写しは１枚１０円、現金）")]]
    form = form_of(
        FULL_COVER, [*FULL_TASK, ["台帳ファイル"], *_file("台帳ファイル", "システム用ファイル", "[○]紙", "庁舎"), *rows]
    )
    assert (value(form, "Ⅴ-1-③"), value(form, "Ⅴ-1-③-手数料額、納付方法")) == ("有料", "写しは１枚１０円、現金")
    linked = [
        ["Ⅳ　リスク対策"],
        ["６．情報提供ネットワークシステムとの接続　　[○]接続しない（入手）　[　]接続しない（提供）"],
    ]
    assert value(form_of(COVER, BODY + PEOPLE + linked), "Ⅳ-6") == ("接続しない（入手）",)


def test_boxes_with_marks_left_over_are_not_determined():
    options = ("個人番号", "連絡先", "その他")
    headed = pick_boxes([_cell("・識別情報\n[ ○ ] 個人番号"), _cell("[ ] その他（　）", 1)], options, ("その他",))
    assert (headed.value, headed.determined) == (("個人番号",), True)
    loose = pick_boxes(
        [_cell("[　]連絡先（　）地方の機構、"), _cell("[○]その他（聞き取り）", 1)], options, ("連絡先", "その他")
    )
    assert not loose.determined
    torn = pick_boxes([_cell("識別情報 [ ○ ] 個人番号"), _cell("[ ] その他（　）", 1)], options, ("その他",))
    assert not torn.determined


def _cell(text: str, top: int = 0) -> Cell:
    return Cell(top, 0, top + 1, 1, text)


def test_an_attachment_with_the_name_of_an_official_one_stands_by_itself():
    form = form_of(COVER, BODY + PEOPLE + AUDIT + TICKS, [["（別添１）　事務の内容"], ["申請から支給まで"]])
    assert value(form, "Ⅳ-9") == ("自己点検",)
    assert value(form, "別添1").endswith("申請から支給まで")
    assert left(form) == ""


def test_a_number_of_cases_may_be_cut_from_its_brackets_in_any_way():
    heads = (
        ["５．特定個人情報の提供・移転（委託に伴うものを除く。）"],
        _file("台帳ファイル", "システム用ファイル", "[○]紙", "庁舎"),
    )
    for cells in (
        [
            (4, 5, "["),
            (5, 6, "○"),
            (6, 7, "]"),
            (7, 8, "提供を行っている"),
            (8, 9, "（"),
            (9, 10, "4"),
            (10, WIDE, "）件"),
        ],
        [(4, 6, "[○]"), (6, 8, "提供を行っている（"), (8, 9, "4"), (9, WIDE, "） 件")],
        [(4, WIDE, "[○]提供を行っている（4）件　[　]移転を行っている（　）件")],
    ):
        given = [heads[0], [(0, 4, "提供・移転の有無"), *cells]]
        rows = [*FULL_TASK, ["台帳ファイル"], *heads[1][:7], *given, *heads[1][7:]]
        form = read_cells_form(grid(FULL_COVER, rows)).form
        assert value(form, "Ⅱ(台帳ファイル)-5-提供・移転の有無") == ("提供を行っている（4件）",)


@pytest.mark.parametrize("printed", ["平成28年1月", "平成29年5月", "平成30年5月"])
def test_a_stamp_between_the_known_revisions_is_kept_and_read_by_the_one_before(printed):
    cover = [*COVER[:-1], [f"［{printed}　様式２］"]]
    header = form_of(cover, BODY + PEOPLE).header
    assert (header.revision, header.chosen, for_kind(header.kind, header.in_use).revision) == (
        printed,
        "",
        "平成26年4月",
    )


def test_no_revision_is_asserted_where_no_stamp_is_printed():
    header = form_of(COVER[:-1], BODY + PEOPLE + AUDIT + TICKS).header
    assert (header.revision, bool(header.chosen)) == ("", True)
