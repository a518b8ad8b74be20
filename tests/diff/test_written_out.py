"""変更後 cells that tell what was replaced or what stays, and the text they make of the old one."""

from __future__ import annotations

import pytest

from piadiff.diff.written_out import written_out
from piadiff.model import FormKind
from piadiff.pipeline.days import Days
from piadiff.pipeline.judging import classify_rows
from piadiff.readers.rows_file import RowInput

OLD = "甲を記録し、5年間保存する。\n乙を毎月点検する。\n丙を施錠する。"


@pytest.mark.parametrize(
    ("after", "text"),
    [
        ("「５年間」を「７年間」に改める。その他は従前のとおり。", OLD.replace("5年間", "７年間")),
        ("「5年間保存する」とあるのを「60か月保存する」に改めた（その他の部分は変更なし）。", OLD.replace("5年間", "60か月")),
        ("「5年間」を「7年間」に、「毎月」を「毎週」に改める。", OLD.replace("5年間", "7年間").replace("毎月", "毎週")),
        ("甲を記録し、7年間保存する。\n（以下変更なし）", OLD.replace("5年間", "7年間")),
        ("（変更なし）\n丙を施錠し、鍵を持つ。", OLD.replace("施錠する", "施錠し、鍵を持つ")),
        ("甲を記録し、5年間保存する。\n（変更なし）\n丙を施錠する。\n丁を配る。", f"{OLD}\n丁を配る。"),
    ],
)
def test_the_new_text_is_the_old_one_with_what_the_cell_tells(after, text):
    assert written_out(OLD, after) == text


@pytest.mark.parametrize(
    "after",
    [
        "「毎年」を「毎月」に改める。",
        "「を」を「は」に改める。",
        "「5年間」を「7年間」に改める。乙の点検を廃止する。",
        "（変更なし）",
        "丁を配る。\n（以下変更なし）",
        "甲を「5年間」記録する。",
        OLD,
    ],
)
def test_what_says_more_or_cannot_be_found_stays_as_it_is(after):
    assert written_out(OLD, after) == after


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        ("「毎月」を「毎年」に改める。その他は従前のとおり。", "重要"),
        ("「毎月」を「月１回」に改める。その他は従前のとおり。", "軽微"),
        ("甲を記録し、3年間保存する。\n（以下変更なし）", "重要"),
        ("甲を記録して、5年間保存する。\n（以下変更なし）", "軽微"),
    ],
)
def test_a_measure_is_weighed_by_the_text_it_has_now(after, verdict):
    row = RowInput(form=FormKind.FULL, item="Ⅲ-3-リスク3", before=OLD, after=after)
    assert str(classify_rows([row], Days())[0][1].verdict) == verdict
