"""Cells as officers write them, and what the form and the row add."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from piadiff.addresses.resolver import official_spelling, resolve
from piadiff.model import Form, FormKind, Header, Item, ItemKind, parse_path
from piadiff.templates import load
from tests.effort import examples

CASES = [
    pytest.param(name, case, id=f"{name} {case['cell'] or '(blank)'}")
    for name, cases in yaml.safe_load((Path(__file__).parent / "cells.yaml").read_text(encoding="utf-8")).items()
    for case in cases
]
TAX, PENSION = "みほん税ファイル", "みほん年金ファイル"


@pytest.mark.parametrize(("name", "case"), CASES)
def test_cell(name: str, case: dict[str, object]):
    found = resolve(str(case["cell"]), load(name))
    assert [str(path) for path in found.paths] == case["is"], found.reason
    assert str(case.get("says", "")) in found.reason
    assert found.paths or found.reason


def form(*items: tuple[str, str]) -> Form:
    """A form of みほん市 with some texts."""
    return Form(
        Header(FormKind.FULL, "様式4", "令和6年10月"),
        tuple(Item(parse_path(path), "", ItemKind.TEXT, value) for path, value in items),
    )


def test_the_only_file_need_not_be_named():
    one = form((f"Ⅱ({TAX})-2-③", "市民"))
    assert resolve("Ⅱ-2-③", load("様式4"), form=one).paths == (parse_path(f"Ⅱ({TAX})-2-③"),)


def test_an_unnamed_file_is_told_by_the_words_of_the_row():
    two = form((f"Ⅱ({TAX})-3-⑥", "税額を決める。"), (f"Ⅱ({PENSION})-3-⑥", "保険料の免除を決める。"))
    found = resolve("Ⅱ-3-⑥", load("様式4"), form=two, before="免除を審査する。", after="保険料の免除を決める。")
    assert found.paths == (parse_path(f"Ⅱ({PENSION})-3-⑥"),)


def test_an_unnamed_file_that_cannot_be_told_is_said():
    two = form((f"Ⅱ({TAX})-3-⑥", "同じ文。"), (f"Ⅱ({PENSION})-3-⑥", "同じ文。"))
    found = resolve("Ⅱ-3-⑥", load("様式4"), form=two, after="同じ文。")
    assert found.paths == (parse_path("Ⅱ-3-⑥"),)
    assert TAX in found.reason
    assert PENSION in found.reason


@pytest.mark.parametrize(
    "cell", ["Ⅱ（２）－３－⑥", "Ⅱ（年金ファイル）-3-⑥", "Ⅱ みほん年金ファイル ３ ⑥", f"（２）{PENSION} Ⅱ-3-⑥"]
)
def test_a_file_by_its_number_or_a_shorter_name(cell: str):
    two = form((f"Ⅱ({TAX})-3-⑥", "甲"), (f"Ⅱ({PENSION})-3-⑥", "乙"))
    assert resolve(cell, load("様式4"), form=two).paths == (parse_path(f"Ⅱ({PENSION})-3-⑥"),)


@pytest.mark.parametrize("mark", ["・", "- ", "－", "※", "●", "１．", "（１）"])
def test_a_list_mark_is_no_part_of_a_file_name(mark: str):
    listed = form(("Ⅰ-3", f"{mark}{TAX}\n{mark}{PENSION}"))
    named = dataclasses.replace(listed.items[0], label="特定個人情報ファイル名")
    found = resolve(f"Ⅱ（{PENSION}）-3-⑥", load("様式4"), form=dataclasses.replace(listed, items=(named,)))
    assert found.paths == (parse_path(f"Ⅱ({PENSION})-3-⑥"),)


@pytest.mark.parametrize("sign", ["-", "－", "ー", "・", "※", "＊", "◎", "→"])
def test_a_sign_is_no_file(sign: str):
    one = form((f"Ⅱ({TAX})-3-⑥", "甲"))
    assert resolve(f"Ⅱ（{sign}）－３－⑥", load("様式4"), form=one).paths == (parse_path(f"Ⅱ({TAX})-3-⑥"),)


@pytest.mark.parametrize("cell", ["共通（Ⅰ－１－②、Ⅰ－４－②）", "全体\nⅠ－１－②\nⅠ－４－②"])
def test_a_row_for_the_whole_form_that_lists_its_items_is_about_those(cell: str):
    assert resolve(cell, load("様式4")).paths == (parse_path("Ⅰ-1-②"), parse_path("Ⅰ-4-②"))


def test_all_files_are_spelt_out_where_the_form_has_them():
    two = form((f"Ⅱ({TAX})-3-⑥", "甲"), (f"Ⅱ({PENSION})-3-⑥", "乙"))
    found = resolve("Ⅱ（全ファイル共通）-3-⑥", load("様式4"), form=two)
    assert [path.file for path in found.paths] == [TAX, PENSION]


def test_a_file_number_without_a_list_of_files_is_said():
    found = resolve("Ⅱ（２）－３－⑥", load("様式4"))
    assert found.paths == (parse_path("Ⅱ-3-⑥"),)
    assert "ファイル（2）" in found.reason


def test_a_lost_group_number_is_filled_in_where_there_is_one_group():
    one = form((f"Ⅱ({TAX})-5-提供先1", "厚生労働大臣"), (f"Ⅱ({TAX})-5-提供先1-①", "番号法"))
    assert resolve("Ⅱ-5-提供先-①", load("様式4"), form=one).paths == (parse_path(f"Ⅱ({TAX})-5-提供先1-①"),)


def test_a_group_is_told_by_its_name():
    two = form((f"Ⅱ({TAX})-5-提供先1", "みほん税務署長"), (f"Ⅱ({TAX})-5-提供先2", "みほん県知事"))
    found = resolve("Ⅱ-5-提供先（みほん県知事）-①", load("様式4"), form=two)
    assert found.paths == (parse_path(f"Ⅱ({TAX})-5-提供先2-①"),)


def test_a_file_the_form_does_not_have_is_kept_and_said():
    one = form((f"Ⅱ({TAX})-3-⑥", "甲"))
    found = resolve("Ⅱ（国民健康保険ファイル）-3-⑥", load("様式4"), form=one)
    assert found.paths == (parse_path("Ⅱ(国民健康保険ファイル)-3-⑥"),)
    assert "国民健康保険ファイル" in found.reason


@pytest.mark.parametrize(
    ("name", "cell", "before", "after", "expected"),
    [
        ("様式2", "Ⅱ-1", "令和4年3月1日時点", "令和5年4月1日　時点", "Ⅱ-1-時点"),
        ("様式2", "Ⅱ-2", "", "令和5年4月1日", "Ⅱ-2-時点"),
        ("様式2", "Ⅱ-1", "1万人以上10万人未満", "10万人以上30万人未満", "Ⅱ-1"),
        ("様式2", "Ⅱ-1", "1万人以上10万人未満", "令和5年4月1日時点", "Ⅱ-1"),
        ("様式4", "Ⅱ（税務ファイル）-3", "①入手元\n本人\n⑥使用開始日\n平成28年1月1日", "－", "Ⅱ(税務ファイル)-3"),
        ("様式4", "Ⅱ-3-⑦", "10人未満", "１０人以上５０人未満", "Ⅱ-3-⑦-使用者数"),
        ("様式4", "Ⅱ-3-⑦", "市民課", "市民税課", "Ⅱ-3-⑦"),
        ("様式4", "Ⅲ-7-リスク1-⑤", "施錠する。", "施錠し、記録する。", "Ⅲ-7-リスク1-⑤"),
    ],
)
def test_the_row_tells_the_item_below(name: str, cell: str, before: str, after: str, expected: str):
    found = resolve(cell, load(name), before=before, after=after)
    assert [str(path) for path in found.paths] == [expected]


@given(
    st.lists(st.sampled_from(load("様式2").items), min_size=2, max_size=5, unique_by=lambda item: item.pattern),
    st.data(),
)
@examples(60)
def test_a_list_of_full_addresses_is_all_of_them(items: list, data: st.DataObject):
    paths = [parse_path(item.pattern) for item in items if item.pattern.startswith(tuple("ⅠⅡⅢⅣ"))]
    joined = data.draw(st.sampled_from(("、", "\n", "，", ";", " 及び ", "、\n")))
    found = resolve(joined.join(official_spelling(path) for path in paths), load("様式2"))
    nested = any(one != other and one.contains(other) for one in paths for other in paths)
    assert found.paths == tuple(paths) or nested or not paths


@given(st.text(alphabet="ⅠⅡIl1234①②③-－、，・～ 　\n（）リスク提供先措置の内容及びファイル※", max_size=60))
@examples(80)
def test_any_text_gives_addresses_of_the_form_or_a_reason(text: str):
    template = load("様式4")
    found = resolve(text, template)
    assert found.paths or found.reason
    for path in found.paths:
        assert template.nearest(path)
        assert parse_path(str(path)) == path


def test_a_cell_as_long_as_a_page_is_not_read():
    assert "2000字" in resolve("Ⅰ-1-②、" * 2000, load("様式2")).reason
