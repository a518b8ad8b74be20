"""Texts as a print gives them: pages joined without a line break, empty groups, options that a column wraps."""

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from piadiff import canonical
from piadiff.model import Item, ItemKind, parse_path
from piadiff.readers.from_lines.attachments import per_file
from piadiff.readers.from_lines.paragraphs import join_lines
from piadiff.readers.from_lines.regions import split
from piadiff.readers.from_lines.shown_options import amid_boxes, shown_options
from piadiff.readers.from_lines.source import Line, read_source
from piadiff.readers.from_lines.vocabulary import vocabulary
from piadiff.readers.from_lines.wrapped_options import with_whole_options
from piadiff.readers.text import read_text
from piadiff.templates import load
from tests.readers import dresses
from tests.readers.compare import NOTHING, differences
from tests.readers.invented import invented

_CORPORA = Path(__file__).resolve().parents[2] / "corpora"
_SPANS = "提供先3～5\n提供先6～10\n提供先11～15\n提供先16～20\n"


def test_a_form_feed_ends_a_line_where_a_page_does_not():
    form = invented("様式3", "令和6年10月", 5)
    text = dresses.clean(form)
    joined = re.sub(r"\n+(?=[Ⅱ-Ⅴ]　)", "\f", text)
    assert joined.count("\f") > 2
    assert differences(form, read_text(joined, "みほん.txt")) == NOTHING


@pytest.mark.parametrize("seed", range(3))
def test_headings_of_empty_groups_take_nothing(seed):
    form = invented("様式4", "令和6年10月", seed)
    text = dresses.clean(form)
    assert "\n移転先１" in text or "\n移転先1" in text
    spaced = re.sub(r"\n(?=移転先[1１])", f"\n\f{_SPANS}", text)
    read = read_text(spaced, "みほん.txt")
    off = differences(form, read)
    assert (off["lost"], off["wrong"]) == ([], [])
    assert not [item for item in read.items if "~" in str(item.path) and item.value and not item.undetermined]


@pytest.mark.parametrize(
    "lines",
    [
        [
            "                    [   その他の電子ファイル（表計算ファイル等",
            "①ファイルの種類 ※                                  1）システム用ファイル",
            "                                ） ]",
        ],
        [
            "                  その他の電子ファイル（表計算 ]   1）システム用ファイル",
            "①ファイルの種類 ※  [   ファイル等）",
        ],
        [
            "                    [   その他の電子ファイル 1）システム用ファイル",
            "①ファイルの種類 ※",
            "                          （表計算ファイル等） ]     2）その他の電子ファイル（表計算ファイル等）",
        ],
        [
            "①ファイルの種類 ※    [    その他の電子ファイル（",
            "                        表計算ファイル",
            "                        等） ]",
        ],
    ],
)
def test_an_option_wrapped_in_its_brackets_stands_whole(lines):
    words = vocabulary(load("様式4", "令和6年10月"))
    page = [Line(number, text) for number, text in enumerate(lines, 1)]
    made = "\n".join(line.text for line in with_whole_options(page, words))
    assert "[ その他の電子ファイル（表計算ファイル等） ]" in made
    assert sorted(re.sub(r"\s", "", made)) == sorted(re.sub(r"\s", "", "".join(lines)))


@pytest.mark.parametrize(
    ("lines", "made"),
    [
        (
            ["①甲  [ その他の電子ファイル（表計算", "ファイル等） ]  ②乙  [ その他の電子ファイル（表計算", "ファイル等） ] 丙"],
            ["①甲  [ その他の電子ファイル（表計算ファイル等） ]", "②乙  [ その他の電子ファイル（表計算ファイル等） ]", "丙"],
        ),
        (
            ["①甲  [ その他の電子ファイル（", "見本表計算ファイルの名  表計算ファイル", "等） ]"],
            ["①甲  [ その他の電子ファイル（表計算ファイル等） ]", "見本表計算ファイルの名"],
        ),
    ],
    ids=["one closes where another opens", "the piece stands in another word too"],
)
def test_what_stands_beside_a_wrapped_option_keeps_its_words(lines, made):
    words = vocabulary(load("様式4", "令和6年10月"))
    page = [Line(number, text) for number, text in enumerate(lines, 1)]
    assert [line.text.strip() for line in with_whole_options(page, words)] == made


def test_brackets_of_other_options_stay_as_they_are():
    words = vocabulary(load("様式4", "令和6年10月"))
    page = [Line(1, "②対象となる本人の数  [ 1万人"), Line(2, "③対象となる本人の範囲  未定 ]")]
    assert with_whole_options(page, words) == tuple(page)


def test_a_risk_printed_with_a_colon_is_a_label():
    form = canonical.load(sorted((_CORPORA / "juuten-yobou-sesshu").glob("*.yaml"))[-1].read_text(encoding="utf-8"), "")
    text, count = re.subn(r"(?m)^(?=目的外の入手が行われるリスク)", "リスク：　", dresses.clean(form))
    assert count
    assert differences(form, read_text(text, "みほん.txt")) == NOTHING


def test_a_page_of_rows_with_boxes_in_a_cell_stays_with_the_table():
    head = ["（別添２）変更箇所", "変更日    項目    変更前の記載    変更後の記載    提出時期    提出時期に係る説明"]
    row = "令和7年9月30日    Ⅰ－１－③    [○]庁内連携システム [○]その他    [ ]庁内連携システム    事後    記載の訂正"
    regions = split(read_source([*head, row, f"\f{row}", row]))
    assert (len(regions.form), [line.text for line in regions.changes][-2:]) == (0, [row, row])


@pytest.mark.parametrize("template", [("様式2", "令和6年10月"), ("様式4", "平成31年1月")], ids="-".join)
def test_a_label_torn_by_a_tab_is_still_a_label(template):
    form = invented(*template, 3)
    text, count = re.subn("取扱いに関する問合せ", "\tの取扱いに関する問合せ", dresses.clean(form))
    whole, same = re.subn("関する問合せ", "関する\t問合せ", dresses.clean(form))
    assert (count, bool(same)) == (1, True)
    assert differences(form, read_text(text, "みほん.txt"))["wrong"] == []
    assert differences(form, read_text(whole, "みほん.txt")) == NOTHING


def test_a_choice_cell_that_is_empty_has_nothing_chosen_where_the_form_prints_no_brackets():
    form = invented("様式2", "令和6年10月", 3)
    text = re.sub(r"　\[ \S* \](?=\n＜選択肢＞)", "", dresses.clean(form))
    first = re.search(r"　\[ (\S+) \]\n(?=＜選択肢＞)", dresses.clean(form))
    assert first

    def choices(source: str) -> list[tuple[object, bool]]:
        read = read_text(source, "みほん.txt").items
        return [(item.value, item.undetermined) for item in read if item.kind is ItemKind.CHOICE]

    shown = choices(text.replace("＜選択肢＞", f"{first[1]}\n＜選択肢＞", 1))
    assert set(shown) == {("", False), (first[1], False)}
    assert set(choices(text)) == {("", True)}


@pytest.mark.parametrize("seed", range(2))
def test_a_choice_printed_between_its_label_and_its_options_is_read(seed):
    form = invented("様式3", "平成31年1月", seed)
    above = re.sub(r"(?m)　(\[ \S+ \])\n(＜選択肢＞) ", r"\n\1\n\2\n", dresses.clean(form))
    assert differences(form, read_text(above, "みほん.txt")) == NOTHING


def test_a_published_day_is_not_taken_from_another_date():
    form = invented("様式2", "令和6年10月", 3)
    text = re.sub(r"(?m)^公表日.*$", "公表日", dresses.clean(form))
    assert re.search(r"年\d+月\d+日", text)
    read = read_text(text, "みほん.txt")
    assert read.header.published is None


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("窓口で受け付けた届出書の写しを年度の順に綴じ、三年の間は鍵のかかる書庫に置く（規則第72条の", "8）。", True),
        ("1.氏名、2.生年月日、3.住所、4.届出の年月日、5.届出書の番号、6.通知の年月日、7.通知書の番号、", "8.備考", True),
        ("届出書の写しを綴じる。", "窓口で受け付けた届出書の写しを年度の順に綴じ、三年の間は鍵のかかる書庫に置き、後に廃棄する。", False),
    ],
)
def test_a_wrap_is_no_line_break_and_a_sentence_that_had_room_ends(above, below, joined):
    assert join_lines([above, below]) == (above + below if joined else f"{above}\n{below}")


_LAWS = ["番号法第19条第8号に基づく主務省令第2条の表の71の項", "番号法第19条第9号に基づく主務省令第2条の表の102の項", "みほん市手当条例第3条"]
_TASKS = ["窓口で受け付けた届出書を年度の順に綴じる。", "綴じた届出書を三年の間は鍵のかかる書庫に置く。", "三年を過ぎた届出書を裁断する。"]


@pytest.mark.parametrize("lines", [_LAWS, _TASKS, _TASKS[1:], ["みほん市税務部", "〒999-0001 みほん市見本町1番地", "0999-00-1111"]])
def test_lines_that_stand_for_themselves_stay_apart(lines):
    assert join_lines(lines) == "\n".join(lines)
    assert join_lines([f"      {line}" for line in lines]) == "\n".join(lines)


@given(st.lists(st.sampled_from([*_TASKS, "この間、係の者のほかは書庫に入れず、"]), min_size=4, max_size=9), st.integers(10, 26))
def test_a_paragraph_is_the_same_at_every_width(sentences, letters):
    text = "".join(sentences) + "終わり。"
    lines, line = list[str](), ""
    for char in text:
        if len(line) >= letters and char not in "、。":
            lines, line = [*lines, line], ""
        line += char
    assume(any("。" in each[:-1] for each in lines))  # else nothing tells a paragraph from a list of sentences
    assert join_lines([*lines, line]) == text


_FILES = ("見本手当ファイル", "見本検診ファイル")
_LISTS = (["1.氏名", "2.住所", "3.届出の日"], ["1.検診の日", "2.結果"])


def _attached(*lines: str) -> dict[str, tuple[str, bool]]:
    item = Item(parse_path("別添1"), "", ItemKind.TEXT, "\n".join(lines))
    parts = per_file(item, load("様式3", "令和6年10月"), _FILES)
    return {part.path.file: (part.value, part.undetermined) for part in parts}


@pytest.mark.parametrize(
    ("lines", "sure"),
    [
        ([_FILES[0], *_LISTS[0], _FILES[1], *_LISTS[1]], True),
        (["1.氏名", f"{_FILES[0]}     2.住所", "3.届出の日", f"{_FILES[1]}     1.検診の日", "2.結果"], True),
        (["1.氏名", _FILES[0], "2.住所", "3.届出の日", "1.検診の日", _FILES[1], "2.結果"], True),
        ([*_FILES, *_LISTS[0], *_LISTS[1]], False),
        ([*_LISTS[0], *_LISTS[1], *_FILES], False),
    ],
)
def test_the_list_of_a_file_is_the_one_its_name_stands_at(lines, sure):
    wanted = {name: ("\n".join(texts), not sure) for name, texts in zip(_FILES, _LISTS, strict=True)}
    assert _attached(*lines) == wanted


@pytest.mark.parametrize("lines", [[*_FILES, *_LISTS[0]], [*_LISTS[0], f"{_FILES[1]} 1.検診の日", _FILES[0]]])
def test_lists_that_do_not_pair_off_with_files_are_left_open(lines):
    read = _attached(*lines)
    assert all(left_open for _, left_open in read.values())
    assert sorted("".join(value for value, _ in read.values())) != []


def test_a_list_goes_on_behind_the_name_of_its_file():
    read = _attached("1.氏名、2.住", f"{_FILES[0]}   所、3.届出の日", f"1.検診の日、{_FILES[1]}   2.結果")
    assert read == {_FILES[0]: ("1.氏名、2.住所、3.届出の日", False), _FILES[1]: ("1.検診の日、2.結果", False)}


def test_the_blanks_of_an_extraction_are_those_of_the_form():
    form = invented("様式3", "令和6年10月", 5)
    text = dresses.clean(form)
    typed = [item for item in read_text(text, "みほん.txt").items if "　" in item.text and item.kind is ItemKind.TEXT]
    assert typed
    for blank in (" ", "     "):
        read = read_text(re.sub(r"(?<=[^\s\[（(])　(?=[^\s\]）)])", blank, text), "みほん.txt")
        assert [read.by_path[item.path].value for item in typed] == [item.value for item in typed]


def test_options_on_a_line_say_whose_it_is_across_a_blank_line():
    words = vocabulary(load("様式3", "令和6年10月"))
    boxes, other = ["[ ○ ] 紙    [ ] 専用線", "", "[ ] フラッシュメモリ"], ["[ ] 外部監査", "", "[ ○ ] 紙"]
    pages = [[Line(number, text) for number, text in enumerate(texts, 1)] for texts in (boxes, other)]
    assert [amid_boxes(page, 1, words) for page in pages] == [True, False]
    assert shown_options("1） 委託する  2） 委託しない", words) == {"委託する", "委託しない"}
    assert shown_options("[   委託する   ]   （ 2 ）件", words) == {"委託する"}


def test_an_option_list_that_is_marked_in_no_known_way_is_not_said_to_be_empty():
    form = invented("様式2", "令和6年10月", 3)
    text = re.sub(r"　\[ (\S*) \]\n＜選択肢＞", "", dresses.clean(form))
    choices = [item for item in read_text(text, "みほん.txt").items if item.kind is ItemKind.CHOICE]
    assert choices
    assert {(item.value, item.undetermined) for item in choices} == {("", True)}


def test_a_choice_typed_with_its_number_is_read():
    form = invented("様式2", "令和6年10月", 3)

    def numbered(match: re.Match[str]) -> str:
        listed = re.search(rf"\d[)）] ?{re.escape(match[1])}", text[match.end() :])
        return f"　{listed[0]}\n＜選択肢＞" if listed else match[0]

    text = dresses.clean(form)
    typed, count = re.subn(r"　\[ (\S+) \]\n＜選択肢＞", numbered, text)
    assert count
    assert typed != text
    assert differences(form, read_text(typed, "みほん.txt")) == NOTHING


_OPTIONS_BESIDE = """［令和6年10月　様式２］
特定個人情報保護評価書（基礎項目評価書）
評価書名　見本台帳の管理　基礎項目評価書
評価実施機関名　みほん市長
Ⅰ　関連情報
１．特定個人情報ファイルを取り扱う事務
①事務の名称                 見本台帳の管理
②事務の概要                 台帳に記録する。
③システムの名称             見本台帳システム
２．特定個人情報ファイル名
見本台帳ファイル
４．情報提供ネットワークシステムによる情報連携
                                                        ＜選択肢＞
①実施の有無                 [ 実施する ]               １． 実施する             ２． 実施しない
                                                        ３． 未定
５．評価実施機関における担当部署
①部署                       見本課
②所属長の役職名             見本課長
Ⅳ　リスク対策
３．特定個人情報の使用
見本の対策はどうか           [ 十分である ]             1) 特に力を入れている     2) 十分である
                                                        3) 課題が残されている
７．特定個人情報の保管・消去
特定個人情報の漏えい・滅失・毀損リスクへの対策は十分か [　]
"""


def test_options_numbered_with_a_dot_beside_their_value_are_print():
    read = read_text(_OPTIONS_BESIDE, "みほん.txt")
    assert next(item.value for item in read.items if str(item.path) == "Ⅰ-4-①") == "実施する"
    assert not [piece.text for piece in read.unassigned if "実施しない" in piece.text or "未定" in piece.text]


def test_an_empty_bracket_is_not_filled_with_what_nobody_else_took():
    read = read_text(_OPTIONS_BESIDE, "みほん.txt")
    assert next(item.value for item in read.items if str(item.path) == "Ⅳ-7") == ""
    assert "十分である" in "".join(piece.text for piece in read.unassigned)
