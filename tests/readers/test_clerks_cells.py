"""Cells as clerks fill them: options marked or typed with their number, labels torn, notes and page numbers around."""

from __future__ import annotations

import pytest

from piadiff.readers.from_cells.choices import pick_choice
from piadiff.readers.from_cells.values import Signs, pick_boxes
from piadiff.readers.grid import Cell
from tests.readers.cell_rows import BODY, COVER, FOCUSED, FOCUSED_COVER, FOCUSED_REST, PEOPLE, WIDE
from tests.readers.test_cells import form_of, left, value

OPTIONS = ("特に力を入れている", "十分である", "課題が残されている")
LIST = [f"{number}) {option}" for number, option in enumerate(OPTIONS, start=1)]


def cells(*rows: str) -> list[Cell]:
    """Cells in rows; those of one row are parted by ``|``."""
    return [
        Cell(top, at, top + 1, at + 1, text)
        for top, row in enumerate(rows)
        for at, text in enumerate(row.split("|"))
        if text
    ]


@pytest.mark.parametrize(
    ("rows", "chosen"),
    [
        (("2) 十分である", "＜選択肢＞", *LIST), "十分である"),
        (("2）　十分である", "＜選択肢＞\n" + "\n".join(LIST)), "十分である"),
        (("3) 課題が残されている",), "課題が残されている"),
        (("|1) 特に力を入れている", "レ|2) 十分である", "|3) 課題が残されている"), "十分である"),
        (("○|特に力を入れている", "|十分である", "|課題が残されている"), "特に力を入れている"),
        (("特に力を入れている|", "十分である|レ", "課題が残されている|"), "十分である"),
        (("1) 特に力を入れている|[|]", "2) 十分である|[|○|]", "3) 課題が残されている|[|]"), "十分である"),
        (("□特に力を入れている　■十分である　□課題が残されている",), "十分である"),
        (("□1) 特に力を入れている\n☑2) 十分である\n□3) 課題が残されている\n（　2　）件",), "十分である"),
        (("・特に力を入れている　○十分である　・課題が残されている",), "十分である"),
        (("[十分である]", *OPTIONS), "十分である"),
        (("十分である", "＜選択肢＞ " + " ".join(OPTIONS)), "十分である"),
        (("[　]特に力を入れている　[○]十分である　[　]課題が残されている",), "十分である"),
    ],
)
def test_a_choice_may_be_typed_with_its_number_or_marked_in_its_list(rows, chosen):
    picked = pick_choice(cells(*rows), OPTIONS)
    assert (picked.value, picked.determined, [text for _, text in picked.rest]) == (chosen, True, [])


@pytest.mark.parametrize(
    "rows",
    [
        ("レ|特に力を入れている", "レ|十分である", "|課題が残されている"),
        ("レ", *LIST),
        ("○特に力を入れている　○十分である　・課題が残されている",),
        ("・特に力を入れている　○十分である",),
        (*LIST, "2) 十分である", "3) 課題が残されている"),
        ("|特に力を入れている", "見本|十分である", "レ|そのほか"),
        ("1) 特に力を入れている", "＊2) 十分である", "＊3) 課題が残されている"),
    ],
)
def test_marks_that_do_not_say_which_option_leave_it_open(rows):
    picked = pick_choice(cells(*rows), OPTIONS)
    assert (picked.value, picked.determined) == ("", False)


def test_a_list_that_breaks_off_chooses_nothing():
    assert pick_choice(cells("＜選択肢＞ " + LIST[0]), OPTIONS).value == ""


def test_an_option_list_of_empty_boxes_is_a_choice_not_made():
    picked = pick_choice(cells("□特に力を入れている　□十分である　□課題が残されている"), OPTIONS)
    assert (picked.value, picked.determined) == ("", True)


@pytest.mark.parametrize("rows", [("済|紙", "電子メール", "専用線"), ("þ|紙", "¨|電子メール", "¨|専用線"), ("紙", "専用線")])
def test_boxes_with_marks_nobody_knows_or_without_any_are_left_open(rows):
    picked = pick_boxes(cells(*rows), ("紙", "電子メール", "専用線"), ())
    assert (picked.value, picked.determined, len(picked.rest) > 0) == ((), False, True)


def test_all_options_without_a_mark_are_boxes_not_ticked():
    options = ("紙", "電子メール", "専用線")
    bare = cells(*options)
    picked = pick_boxes(bare, options, (), Signs.of([bare, cells("レ|自己点検", "|内部監査")]))
    assert (picked.value, picked.determined, picked.rest) == ((), True, [])
    assert not pick_boxes(bare, options, (), Signs.of([bare])).determined
    assert not pick_boxes(cells("委託しない"), ("委託しない",), ()).determined


def test_a_number_of_cases_below_marked_options_is_counted():
    picked = pick_choice(cells("■委託する\n□委託しない\n（　3　）件"), ("委託する", "委託しない"))
    assert (picked.value, [number for number, _ in picked.counts]) == ("委託する", ["3"])


def test_marks_may_stand_right_of_their_boxes():
    options = ("紙", "電子メール", "専用線")
    assert pick_boxes(cells("紙|レ", "電子メール", "専用線|レ"), options, ()).value == ("紙", "専用線")
    assert pick_boxes(cells("紙|[○]|電子メール|[　]", "専用線|[○]"), options, ()).value == ("紙", "専用線")
    assert not pick_boxes(cells("レ|紙", "電子メール|レ"), options, ()).determined
    assert pick_boxes(cells("紙|電子メール|○", "専用線|○"), options, ()).value == ("電子メール", "専用線")


def test_a_row_that_does_not_show_where_its_mark_belongs_is_read_as_the_others():
    options, row = ("紙", "電子メール"), cells("紙|○|電子メール")
    assert pick_boxes(row, options, (), Signs.of([cells("○|自己点検"), row])).value == ("電子メール",)
    assert pick_boxes(row, options, (), Signs.of([cells("自己点検|○"), row])).value == ("紙",)


def test_beside_filled_circles_a_hollow_one_is_an_empty_box():
    options = ("紙", "電子メール", "専用線")
    marked = cells("●|紙", "○|電子メール", "●|専用線")
    assert pick_boxes(marked, options, (), Signs.of([marked])).value == ("紙", "専用線")
    whole = cells("●紙　○電子メール　●専用線")
    assert pick_boxes(whole, options, (), Signs.of([whole])).value == ("紙", "専用線")
    hollow = cells("○|紙", "|電子メール", "○|専用線")
    assert pick_boxes(hollow, options, (), Signs.of([hollow])).value == ("紙", "専用線")


def _torn(*parts: str):
    return [[(0, 3, parts[0]), (3, WIDE, "手当を支給する。", len(parts))], *([(0, 3, part)] for part in parts[1:])]


@pytest.mark.parametrize("parts", [("②事務", "の概要"), ("②", "事務の", "概要")])
def test_a_label_typed_over_cells_beside_one_merged_value_is_one_label(parts):
    at = next(place for place, row in enumerate(BODY) if "②事務の概要" in str(row))
    form = form_of(COVER, BODY[:at] + _torn(*parts) + BODY[at + 1 :] + PEOPLE)
    assert (value(form, "Ⅰ-1-②"), left(form)) == ("手当を支給する。", "")


def test_lines_of_one_value_beside_a_label_are_not_part_of_it():
    at = next(place for place, row in enumerate(BODY) if "②事務の概要" in str(row))
    rows = [[(0, 3, "②事務の概要", 2), (3, WIDE, "手当を")], [(3, WIDE, "支給する。")]]
    form = form_of(COVER, BODY[:at] + rows + BODY[at + 1 :] + PEOPLE)
    assert value(form, "Ⅰ-1-②") == "手当を\n支給する。"


def _paged(rows, numbers, title=""):
    found = []
    for number, row in zip(numbers, rows, strict=False):
        found += [row, [(8, 9, number)], *([[(0, WIDE, title)]] if title else [])]
    return [*found, *rows[len(numbers) :]]


def test_page_numbers_typed_into_cells_are_no_part_of_a_value():
    form = form_of(COVER, _paged(BODY, [f"- {number} -" for number in range(1, 6)]) + PEOPLE)
    plain = form_of(COVER, BODY + PEOPLE)
    assert (form.items, left(form)) == (plain.items, "")


def test_titles_repeated_beside_page_numbers_are_named_once():
    form = form_of(COVER, _paged(BODY, ["1／9頁", "2／9頁", "3／9頁"], "【見本手当の支給】") + PEOPLE)
    plain = form_of(COVER, BODY + PEOPLE)
    assert [item.value for item in form.items] == [item.value for item in plain.items]
    assert left(form).count("【見本手当の支給】") == 1


def test_a_page_number_that_proves_nothing_is_shown():
    form = form_of(COVER, _paged(BODY, ["- 7 -"]) + PEOPLE)
    plain = form_of(COVER, BODY + PEOPLE)
    assert [item.value for item in form.items] == [item.value for item in plain.items]
    assert "- 7 -" in left(form)


def test_a_note_right_of_the_frame_is_no_part_of_a_value():
    noted = [[*([(0, WIDE, row[0])] if isinstance(row[0], str) else row)] for row in BODY]
    at = next(place for place, row in enumerate(noted) if "②事務の概要" in str(row))
    noted[at].append((WIDE + 2, WIDE + 3, "※前の年と比べること"))
    form, plain = form_of(COVER, noted + PEOPLE), form_of(COVER, BODY + PEOPLE)
    assert [item.value for item in form.items] == [item.value for item in plain.items]
    assert "※前の年と比べること" in left(form)


def test_marks_left_of_the_frame_choose_nothing():
    def moved(rows):
        return [[(0, WIDE, row[0])] if isinstance(row[0], str) else row for row in rows]

    shifted = [[(left + 2, right + 2, *rest) for left, right, *rest in row] for row in moved(BODY + PEOPLE)]
    noted = [[(0, 1, "●"), *row] if at % 9 == 7 else row for at, row in enumerate(shifted)]
    form, plain = form_of(COVER, noted), form_of(COVER, shifted)
    assert [item.value for item in form.items] == [item.value for item in plain.items]
    assert "●" in left(form)


def test_a_mark_that_contradicts_the_bracket_leaves_the_choice_open():
    rows = ("[課題が残されている]", "●|1) 特に力を入れている", "|2) 十分である", "|3) 課題が残されている")
    picked = pick_choice(cells(*rows), OPTIONS)
    assert (picked.value, picked.determined, len(picked.rest)) == ("", False, 5)
    agreed = pick_choice(cells(rows[0].replace("課題が残されている", "特に力を入れている"), *rows[1:]), OPTIONS)
    assert (agreed.value, agreed.determined) == ("特に力を入れている", True)


def test_what_stands_behind_a_row_of_nobody_is_not_the_last_value():
    end = [["（以下余白）"], [(8, WIDE, "みほん市")]]
    form, plain = form_of(COVER, BODY[:-4] + end, [BODY[-1], *PEOPLE]), form_of(COVER, BODY[:-4], [BODY[-1], *PEOPLE])
    assert [item.value for item in form.items] == [item.value for item in plain.items]
    assert all(words in left(form) for words in ("（以下余白）", "みほん市"))


def test_a_text_with_the_date_is_not_part_of_the_date():
    dated = list(COVER)
    at = next(place for place, row in enumerate(dated) if "令和7年9月30日" in str(row))
    form = form_of([*dated[: at + 1], ["（案）"], *dated[at + 1 :]], BODY + PEOPLE)
    assert (value(form, "表紙-公表日"), left(form)) == ("令和7年9月30日", "1枚目" + left(form)[3:])
    assert "（案）" in left(form)


FILES = [
    row
    for name in ("受給者ファイル", "口座ファイル")
    for row in (["Ⅱ　特定個人情報ファイルの概要"], ["１．特定個人情報ファイル名"], [name])
]
RECORDS = [
    row
    for name, items in (("受給者ファイル", "1．氏名"), ("口座ファイル", "1．口座番号"))
    for row in (["（別添１）特定個人情報ファイル記録項目"], [name], [items])
]


@pytest.mark.parametrize("sheets", [[RECORDS], [RECORDS[:3], RECORDS[3:]]])
def test_an_attachment_printed_once_for_each_file_keeps_each(sheets):
    form = form_of(FOCUSED_COVER, FOCUSED + FOCUSED_REST, FILES, *sheets)
    assert value(form, "別添1(受給者ファイル)") == "1．氏名"
    assert (value(form, "別添1(口座ファイル)"), left(form)) == ("1．口座番号", "")


def test_a_choice_may_stand_with_its_label_in_one_cell():
    asked = "評価対象の事務の対象人数は何人か　[　1万人以上10万人未満　]"
    form = form_of(COVER, [*BODY, PEOPLE[0], [asked], ["＜選択肢＞"], ["1) 1,000人未満（任意実施）"], PEOPLE[2]])
    assert (value(form, "Ⅱ-1"), value(form, "Ⅱ-1-時点")) == ("1万人以上10万人未満", "令和7年4月1日")


def test_a_label_and_its_value_may_be_parted_by_a_colon():
    told = [[f"{row[0][2]}：{row[1][2]}"] if len(row) == 2 and "①②③".count(row[0][2][0]) else row for row in BODY]
    form, plain = form_of(COVER, told + PEOPLE), form_of(COVER, BODY + PEOPLE)
    assert told != BODY
    assert [item.value for item in form.items] == [item.value for item in plain.items]


def test_a_line_of_a_value_that_begins_as_a_later_label_stays_with_it():
    rest = [
        ["７．特定個人情報の開示・訂正・利用停止請求"],
        [(0, 3, "請求先", 2), (3, WIDE, "みほん市総務部")],
        [(3, WIDE, "連絡先：見本係")],
        ["８．特定個人情報ファイルの取扱いに関する問合せ"],
        [(0, 3, "連絡先"), (3, WIDE, "みほん市福祉部")],
    ]
    form = form_of(COVER, [*BODY[:-1], *rest, BODY[-1], *PEOPLE])
    assert (value(form, "Ⅰ-7"), value(form, "Ⅰ-8")) == ("みほん市総務部\n連絡先：見本係", "みほん市福祉部")


def test_where_no_choice_is_to_be_seen_none_is_said_to_be_empty():
    listed = [*PEOPLE[1][:1], (7, WIDE, "＜選択肢＞\n1) 1,000人未満（任意実施）")]
    network = [[(0, 3, "①実施の有無"), (3, 7, "実施する"), (7, WIDE, "＜選択肢＞")]]
    heading = ["４．情報提供ネットワークシステムによる情報連携"]
    at = next(place for place, row in enumerate(BODY) if "５．" in str(row))

    def people(*rows):
        form = form_of(COVER, [*BODY[:at], *rows, *BODY[at:], PEOPLE[0], listed, PEOPLE[2]])
        return next((item.value, item.undetermined) for item in form.items if str(item.path) == "Ⅱ-1")

    assert people(heading, [network[0][0], network[0][2]]) == ("", True)
    assert people(heading, *network) == ("", False)


def test_addresses_in_a_column_beside_the_labels_are_no_part_of_a_value():
    addresses = {"①事務の名称": "Ⅰ－１－①", "②事務の概要": "Ⅰ-1-②", "③システムの名称": "Ⅰ－１－③"}
    told = [
        [(0, 1, addresses[row[0][2]]), (1, 3, row[0][2].lstrip("①②③")), row[1]] if not isinstance(row[0], str) and row[0][2] in addresses else row
        for row in BODY
    ]
    form, plain = form_of(COVER, told + PEOPLE), form_of(COVER, BODY + PEOPLE)
    assert told != BODY
    assert ([item.value for item in form.items], left(form)) == ([item.value for item in plain.items], "")


def test_two_items_may_stand_on_one_row_with_the_first_left_empty():
    rows = [[(0, 2, "①部署"), (5, 7, "②所属長の役職名"), (7, WIDE, "福祉部長")]]
    at = BODY.index([(0, 3, "①部署"), (3, WIDE, "みほん市福祉部")])
    form = form_of(COVER, BODY[:at] + rows + BODY[at + 2 :] + PEOPLE)
    assert (value(form, "Ⅰ-5-①"), value(form, "Ⅰ-5-②")) == ("", "福祉部長")


def test_a_running_title_above_a_file_name_is_no_part_of_the_path():
    files = [["Ⅱ　特定個人情報ファイルの概要"], ["１．特定個人情報ファイル名"], ["みほん市　見本評価書"], ["見本手当ファイル"]]
    form = form_of(FOCUSED_COVER, FOCUSED + FOCUSED_REST + files)
    assert {item.path.file for item in form.items} == {"", "見本手当ファイル"}


def test_a_column_of_its_own_beside_the_rows_of_changes_is_no_part_of_the_last_value():
    heads = ["変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明", "備考"]
    row = ["令和7年4月1日", "Ⅰ－５－①", "福祉課", "福祉部", "事後", "軽微な変更", "課内で確認"]
    table = [[(at * 2, at * 2 + 2, text) for at, text in enumerate(each)] for each in (heads, row)]
    form = form_of(COVER, [*BODY[:-1], ["変更箇所"], *table])
    assert [item.value for item in form.items] == [item.value for item in form_of(COVER, BODY[:-1]).items]
    assert (form.changes[0].after, left(form)) == ("福祉部", "2枚目27行: 備考\n2枚目28行: 課内で確認")


@pytest.mark.parametrize(
    ("rows", "value", "rest"),
    [
        ([["提供先2～5"], ["みほん市　見本評価書"]], "", "みほん市　見本評価書"),
        ([[(0, 4, "提供先2～5"), (4, WIDE, "別紙のとおり")]], "別紙のとおり", ""),
    ],
    ids=["below", "beside"],
)
def test_only_what_stands_beside_the_heading_of_several_members_is_said_of_them(rows, value, rest):
    groups = [
        ["Ⅱ　特定個人情報ファイルの概要"],
        ["１．特定個人情報ファイル名"],
        ["見本手当ファイル"],
        ["５．特定個人情報の提供・移転（委託に伴うものを除く。）"],
        [(0, 4, "提供先1"), (4, WIDE, "見本庁")],
        [(0, 4, "①法令上の根拠"), (4, WIDE, "番号法第19条第8号")],
        *rows,
        ["７．備考"],
        ["－"],
    ]
    form = form_of(FOCUSED_COVER, FOCUSED + FOCUSED_REST + groups)
    assert "".join(str(item.value) for item in form.items if "~" in str(item.path)) == value
    assert rest in left(form)
    assert "別紙のとおり" not in left(form)
