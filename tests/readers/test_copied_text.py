"""Texts as pages of the web show a printed form: quoted, torn, and broken off."""

from __future__ import annotations

import pytest

from piadiff.readers.text import read_text

_COVER = (
    "特定個人情報保護評価書 ( 全項目評価書 ) 評価書番号 2 評価書名 見本手当に関する事務全項目評価書 "
    "個人のプライバシー等の権利利益の保護の宣言 "
    "みほん市は 見本手当に関する事務で特定個人情報ファイルを扱うに当たり 個人の権利利益を守ることを"
)
_REST = (
    "宣言する 特記事項 評価実施機関名 みほん市長 特定個人情報保護委員会承認日 行政機関等のみ "
    "公表日 平成 27 年 5 月 28 日 平成 26 年 4 月様式 4 1"
)
_LISTED = "2 項目一覧 Ⅰ 基本情報 ( 別添 1) 事務の内容 Ⅱ 特定個人情報ファイルの概要"
_SHOWN = f'{_COVER}\n\nSize: px\n\nDownload "{_COVER}"\n\nTranscription\n\n1 {_COVER}{_REST}\n\n{_LISTED}\n'


def _by_path(text):
    return {str(item.path): item for item in read_text(text, "写し.txt").items}


def test_the_heading_of_a_page_that_quotes_the_form_is_no_cover():
    read = read_text(_SHOWN, "写し.txt")
    header = read.header
    assert (header.number, header.title, header.organ) == ("2", "見本手当に関する事務全項目評価書", "みほん市長")
    assert (header.revision, str(header.published)) == ("平成26年4月", "2015-05-28")
    assert sum(_COVER in piece.text for piece in read.unassigned) == 2
    assert 0 < read.coverage < 0.5


def test_a_text_that_is_quoted_line_by_line_below_is_read_once():
    lines = f"[平成26年4月 様式4] {_COVER}{_REST[:60]}".replace("特定個人情報保護評価書 ( 全項目評価書 ) ", "")
    read = read_text(f"{lines}\n特定個人情報保護評価書(全項目評価書)\n{lines.replace(' ', chr(10))}", "写し.txt")
    assert (read.header.number, read.header.revision) == ("2", "平成26年4月")


def test_a_stamped_cover_that_breaks_off_in_its_declaration_is_read():
    text = "(1)\n[平成26年4月 様式4]\n個人のプライバシー等の権利利益の保護の宣言\n評価書名\n見本手当に関する事務 全項目評価書\n"
    text += "評価書番号\n2\nみほん市は、見本手当に関する事務で特定個人情報ファイルを扱うに当たり、個人の権利利"
    header = read_text(text, "写し.txt").header
    assert (header.template, header.revision, header.number) == ("様式4", "平成26年4月", "2")


_LINES = """特定個人情報保護評価書(基礎項目評価書)
評価書番号
評価書名
みほん市 見本手当に関する届出の受付及び支給の事務 基礎項目評価
書
108
個人のプライバシー等の権利利益の保護の宣言
みほん市は、見本手当に関する事務で特定個人情報ファイルを扱うに当たり、個人の権利利益を守ることを宣言する。
特記事項
評価実施機関名
みほん市長
公表日
平成27年3月30日
[平成26年4月 様式2]
Ⅰ 関連情報
"""


def test_a_number_below_a_wrapped_title_is_no_part_of_it():
    header = read_text(_LINES, "写し.txt").header
    assert (header.number, header.title[-7:]) == ("108", "基礎項目評価書")


_REMARK = "窓口の端末では、席を離れるたびに画面を閉じ"


@pytest.mark.parametrize("above", [_REMARK, f"{_REMARK}る。"])
def test_what_stands_between_the_declaration_and_the_label_amid_a_remark_leaves_both_open(above):
    text = _LINES.replace("特記事項\n", f"{above}\n特記事項\nた端末は使わない。\n")
    items = _by_path(text)
    assert items["表紙-宣言"].undetermined
    assert items["表紙-特記事項"].undetermined
    plain = _by_path(_LINES.replace("特記事項\n", f"特記事項\n{_REMARK}る。\n"))
    assert not plain["表紙-宣言"].undetermined
    assert not plain["表紙-特記事項"].undetermined


def test_a_title_beside_words_of_nobody_is_open():
    torn = _LINES.replace(
        "みほん市 見本手当に関する届出の受付及び支給の事務 基礎項目評価\n書\n108\n",
        "13\n\n見本手当給付・\n\n資格事務\n\n基礎項目評価書\n\n",
    )
    items = _by_path(torn)
    assert items["表紙-評価書名"].undetermined or items["表紙-評価書名"].value.startswith("見本手当給付")


def test_text_below_labels_in_a_stack_that_ends_with_a_choice_leaves_them_open():
    text = _LINES.replace("様式2", "様式4").replace("基礎", "全").replace("Ⅰ 関連情報", "Ⅰ 基本情報")
    text += "1.特定個人情報ファイルを取り扱う事務\n①事務の名称\n②事務の内容 ※\n③対象人数\n見本手当の支給\n・申請を受け付ける。\n"
    items = _by_path(text)
    assert items["Ⅰ-1-①"].undetermined
    assert items["Ⅰ-1-②"].undetermined


def test_a_label_amid_which_a_source_breaks_off_is_no_value():
    text = (
        _LINES + "1.特定個人情報ファイルを取り扱う事務\n①事務の名称\n見本手当の支給\n②事務の概要\n申請を受け付ける。\n"
    )
    items = _by_path(text + "③システムの名称 見本手当システム 2.特定個人情報フ")
    assert items["Ⅰ-1-③"].value == "見本手当システム"
    kept = _by_path(text + "③システムの名称 見本手当システム 2.特定の端末")
    assert kept["Ⅰ-1-③"].value == "見本手当システム 2.特定の端末"


def test_a_remark_on_a_cover_whose_declaration_is_not_found_is_open():
    text = _LINES.replace("個人のプライバシー等の権利利益の保護の宣言\n", "").replace(
        "特記事項\n", "特記事項\n個人の\n権利利益の\n保護\n"
    )
    assert _by_path(text)["表紙-特記事項"].undetermined
