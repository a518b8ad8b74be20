"""Where the pieces of a jumbled page go, and what a reading may not depend on."""

import random
import re

import pytest

from piadiff.model import Form
from piadiff.readers.from_lines.cover import told_by_looks
from piadiff.readers.from_lines.units import Extent, Unit, lay_out
from piadiff.readers.from_lines.weights import Weighing, shipped_weighing
from piadiff.readers.text import read_text
from piadiff.templates import known, load
from tests.print_loop import torn
from tests.print_loop.judging import Class, judge
from tests.readers import dresses
from tests.readers.invented import invented

_COVER = ("評価書番号", "評価書名", "個人のプライバシー等の権利利益の保護の宣言", "特記事項", "評価実施機関名", "公表日")
_DECLARED = "みほん市は、見本事務で特定個人情報ファイルを扱うに当たり、住民のプライバシー等を守ることをここに宣言する。"


def _texts(name: str, revision: str) -> list[Unit]:
    return [unit for unit in lay_out(load(name, revision), Extent()).units if unit.holds_text]


def test_what_a_label_asks_for_is_the_same_whatever_form_was_read_before():
    shipped = shipped_weighing()
    shared = Weighing(shipped.weights, shipped.looks)
    for name, revision in known():
        for unit in _texts(name, revision):
            alone = Weighing(shipped.weights, shipped.looks)
            assert shared.asks(unit) == alone.asks(unit), (name, unit.path)


def _page(*lines: str) -> str:
    """A 表紙 of which these lines stand below its labels, and a jumbled page of a form."""
    jumbled = ["Ⅰ 基本情報", "⑥ 事務の内容", "] 紙", "[ ○", "[ ○", "] フラッシュメモリ", "③実施の有無", "[ 実施する", "]", "①事務の名称"]
    return "\n".join(["特定個人情報保護評価書（重点項目評価書）", *lines]) + "\f" + "\n".join([*jumbled, "見本事務"])


@pytest.mark.parametrize("seed", range(4))
def test_a_line_of_a_cover_that_only_one_field_can_take_is_its_wherever_it_stands(seed):
    told = {"評価書番号": "17", "評価書名": "見本事務　重点項目評価書", "公表日": "令和6年4月1日"}
    lines = [*told.values(), _DECLARED]
    random.Random(seed).shuffle(lines)  # noqa: S311 - no secret
    read = read_text(_page(*_COVER[:-1], "みほん市長", _COVER[-1], *lines), "みほん.txt")
    found = {item.path.parts[0]: item for item in read.items if item.path.section == "表紙"}
    assert {name: (found[name].value, found[name].undetermined) for name in told} == {
        name: (value, False) for name, value in told.items()
    }


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        (["令和6年4月1日"], ["公表日", "承認日"]),
        (["17", "18"], ["評価書番号"]),
        (["見本事務", "見本事務 重点項目評価書"], ["評価書名"]),
    ],
    ids=["one day, two fields", "two numbers", "two titles"],
)
def test_a_line_of_a_cover_is_not_told_by_looks_that_another_has(lines, fields):
    assert told_by_looks(lines, fields) == {}


def test_a_day_below_a_heading_that_asks_for_none_is_one_of_a_heap():
    text = dresses.clean(invented("様式2", "令和6年10月", 2))
    late, moved = re.subn(r"(?m)^(いつ時点の計数か)　(.+ 時点)\n+(\S.*)$", r"\1\n\3\n\2", text)
    assert moved == 2
    read = read_text(late, "みほん.txt")
    assert {item.undetermined for item in read.items if item.path.parts[-1:] == ("時点",)} == {True}


def test_a_text_that_holds_a_box_of_the_form_is_not_asserted():
    boxes = "[ ] 電子記録媒体（フラッシュメモリを除く。） [ ] フラッシュメモリ\n[ ] 紙\n[○] その他（住基ネット）"
    labels = "５．特定個人情報の提供・移転\n６．特定個人情報の保管・消去\n保管場所\n見本の書庫に置く。\n７．備考\n－"
    read = read_text(_page(*_COVER, "みほん市長") + f"\f{labels}\n{boxes}", "みほん.txt")
    held = [item for item in read.items if isinstance(item.value, str) and "フラッシュメモリ" in item.value]
    assert [(str(item.path), item.undetermined) for item in held] == [("Ⅱ(ファイル1)-7", True)]


def _by_address(*lines: str) -> dict[str, tuple[object, bool]]:
    """What is read of a page of 様式3 behind a jumbled one: value and whether it is left open."""
    read = read_text(_page(*_COVER, "みほん市長") + "\f" + "\n".join(lines), "みほん.txt")
    return {str(item.path): (item.value, item.undetermined) for item in read.items}


_SYSTEM = ("２．特定個人情報ファイルを取り扱う事務において使用するシステム", "システム1", "①システムの名称", "②システムの機能")


def test_a_value_with_a_blank_line_in_it_may_be_two_items():
    found = _by_address(*_SYSTEM[:-1], "見本システム", _SYSTEM[-1], "", "見本の台帳を作る。", "写しを配る。")
    assert found["Ⅰ-2-システム1-②"] == ("見本の台帳を作る。\n写しを配る。", False)
    found = _by_address(*_SYSTEM[:-1], "見本システム", _SYSTEM[-1], "", "見本の台帳を作る。", "", "写しを配る。")
    assert found["Ⅰ-2-システム1-①"] == ("見本システム", False)
    assert found["Ⅰ-2-システム1-②"] == ("", True)


_STACKED = (
    "Ⅲ リスク対策",
    "３．特定個人情報の使用",
    "リスク１： 目的を超えた紐付け、事務に必要のない情報との紐付けが行われるリスク",
    "リスクへの対策は十分か",
    "リスク２： 権限のない者によって不正に使用されるリスク",
    "リスクへの対策は十分か",
)
_LIST = ("＜選択肢＞", "１）特に力を入れている", "２）十分である", "３）課題が残されている")


def test_values_of_like_choices_in_a_heap_are_not_asserted_against_the_order_of_the_form():
    found = _by_address(*_STACKED, "[ 十分である ]", *_LIST, "[ 課題が残されている ]", *_LIST)
    answers = [value for path, value in found.items() if path.startswith("Ⅲ") and path.endswith("十分か")]
    assert answers == [("", True), ("", True)]


def _labels_first(form: Form) -> str:
    """A form whose pages hold all their labels first and all their values behind them, in a heap."""
    style, text = dresses.Style(), [dresses.title(form)]
    cells = dresses.clean(form, style).split("\n")[2:]
    printed = {entry.label for entry in dresses.entries(form, style)} | {
        entry.second for entry in dresses.entries(form, style)
    }
    heads = sorted(filter(None, printed), key=len, reverse=True)
    for begin in range(0, len(cells), 60):
        labels, values = list[str](), list[str]()
        for line in cells[begin : begin + 60]:
            head = next((head for head in heads if line.startswith(head)), "")
            labels.append(head)
            values.append(line.removeprefix(head).strip())
        text += [*filter(None, labels), *filter(None, values), "\f"]
    return "\n".join(text)


@pytest.mark.long
@pytest.mark.parametrize("template", ["様式2", "様式3", "様式4"])
def test_values_in_a_heap_behind_all_labels_of_a_page_are_next_to_never_read_wrong_unsaid(template):
    form = invented(template, "令和6年10月", 1)
    text = _labels_first(form)
    read = read_text(text, "みほん.txt")
    assert torn.lost(text, read) == ""
    found = [each for each in judge(form, read).findings if each.outcome is Class.WRONG and each.got]
    wrong = [each for each in found if not each.at.startswith("表紙")]
    assert len(wrong) <= 0.01 * len(form.items), wrong
