"""Pieces copied out of a form are read as far as their labels show their place; what is none is refused."""

import pytest

from piadiff.errors import UnreadableSourceError
from piadiff.readers.cells_or_lines import read_grid_or_text
from piadiff.readers.text import read_text
from tests.readers import dresses
from tests.readers.compare import differences
from tests.readers.invented import invented
from tests.readers.test_cells import grid

_RISKS = """Ⅲ　リスク対策
２．特定個人情報の入手（情報提供ネットワークシステムを通じた入手を除く。）
リスク：　目的外の入手が行われるリスク
リスクに対する措置の内容
みほん市の窓口で申請書を確かめる。
リスクへの対策は十分か
[　十分である　]
＜選択肢＞
1) 特に力を入れている 2) 十分である 3) 課題が残されている
３．特定個人情報の使用
リスク１：　目的を超えた紐付け、事務に必要のない情報との紐付けが行われるリスク
リスクに対する措置の内容
台帳の画面は係ごとに分ける。
"""
_OFFICE = """５．評価実施機関における担当部署
①部署
みほん市見本課
②所属長の役職名
見本課長
６．他の評価実施機関
なし
８．特定個人情報ファイルの取扱いに関する問合せ
連絡先
みほん市見本課 みほん市本町1
"""
_UNHEADED = """リスクに対する措置の内容
みほん市の窓口で申請書を確かめる。
リスクへの対策は十分か
[　十分である　]
"""
_LISTS = "リスクへの対策は十分か\n＜選択肢＞\n1) 特に力を入れている 2) 十分である 3) 課題が残されている\n"


def _told(text):
    read = read_text(text, "みほん.txt")
    return read, {str(item.path): item.value for item in read.items if not item.undetermined and item.value}


def test_a_few_labels_of_a_section_are_read():
    read, told = _told(_RISKS)
    assert (read.header.template, read.header.title, read.header.published) == ("様式3", "", None)
    assert told == {
        "Ⅲ(ファイル1)-2-リスク-リスクに対する措置の内容": "みほん市の窓口で申請書を確かめる。",
        "Ⅲ(ファイル1)-2-リスク-リスクへの対策は十分か": "十分である",
        "Ⅲ(ファイル1)-3-リスク1-リスクに対する措置の内容": "台帳の画面は係ごとに分ける。",
    }
    assert "名が読めない" in "".join(piece.text for piece in read.unassigned)


def test_numbers_of_labels_tell_which_form_a_piece_is_of():
    read, told = _told(_OFFICE)
    assert read.header.template == "様式2"
    assert (told["Ⅰ-5-②"], told["Ⅰ-6"], told["Ⅰ-8"]) == ("見本課長", "なし", "みほん市見本課　みほん市本町1")


def test_a_label_that_the_form_prints_often_is_open_without_its_heading():
    read, told = _told("Ⅲ　リスク対策\n" + _UNHEADED * 2)
    assert told == {}
    assert sum("窓口" in piece.text for piece in read.unassigned) == 2


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", ["様式2", "様式3", "様式4"])
def test_a_section_copied_out_of_a_form_has_no_wrong_value(name, seed):
    form = invented(name, "令和6年10月", seed)
    text = dresses.clean(form)
    start = text.index("\nⅢ" if name != "様式2" else "\nⅣ") + 1
    read, told = _told(text[start : text.find("\nⅣ　", start)])
    assert (read.header.template, differences(form, read)["wrong"]) == (name, [])
    assert len(told) >= 8


@pytest.mark.parametrize(
    ("text", "words"),
    [(_LISTS * 4, "選択肢の一覧"), (_UNHEADED, "一部に見えますが"), ("みほん市だより\n" + _OFFICE[:60], "別の文書")],
    ids=["options", "unheaded", "leaflet"],
)
def test_what_shows_no_place_in_a_form_is_refused(text, words):
    with pytest.raises(UnreadableSourceError, match=words):
        read_text(text, "みほん.txt")


def test_a_piece_in_a_workbook_is_read_as_well():
    rows = [
        ["５．評価実施機関における担当部署"],
        [(0, 4, "①部署"), (4, 8, "みほん市見本課")],
        [(0, 4, "②所属長の役職名"), (4, 8, "見本課長")],
        ["６．他の評価実施機関"],
        ["なし"],
    ]
    read = read_grid_or_text(grid(rows), "みほん.xlsx")
    assert [(str(item.path), item.value) for item in read.items] == [
        ("Ⅰ-5-①", "みほん市見本課"),
        ("Ⅰ-5-②", "見本課長"),
        ("Ⅰ-6", "なし"),
    ]
