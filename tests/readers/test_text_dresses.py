"""Invented forms of every 様式 and revision in the dresses that texts come in: no value moves unsaid."""

import re
from dataclasses import replace

import pytest

from piadiff.model import ItemKind
from piadiff.readers.text import read_text
from piadiff.templates import known
from tests.readers import dresses, tables
from tests.readers.compare import NOTHING, differences, said
from tests.readers.invented import invented

_WHOLE = {
    "clean": dresses.clean,
    "scanned": lambda form: dresses.ocr(form, seed=2),
    "copied": tables.copied,
    "copied, one tab": lambda form: tables.copied(form, tabs=1),
    "across, at half height": lambda form: tables.across(form, half=True),
    "across, at the top": lambda form: tables.across(form, half=False),
    "across, wide": lambda form: tables.across(form, half=True, columns=60),
    "across, below each other": lambda form: tables.across(form, half=True, gap=3),
    "choices as boxes": lambda form: tables.as_boxes(form, "☑", "□"),
    "choices as brackets": lambda form: tables.as_boxes(form, "[○] ", "[ ] "),
}


def _stamped(form, text):
    head, _, rest = text.partition("\n")
    return f"{head}\n［{form.header.revision}　{form.header.template}］\n{rest}"


@pytest.mark.parametrize("dress", _WHOLE)
@pytest.mark.parametrize("template", known(), ids="-".join)
@pytest.mark.thinned(3)
def test_every_revision_is_read_whole(template, dress):
    form = invented(*template, seed=len(dress))
    read = read_text(_stamped(form, _WHOLE[dress](form)), "みほん.txt")
    assert (differences(form, read), read.header.revision) == (NOTHING, form.header.revision)


@pytest.mark.parametrize("files", [1, 2])
@pytest.mark.parametrize("template", known()[2::3], ids="-".join)
def test_a_jumble_loses_and_moves_no_value_unsaid(template, files):
    for seed in range(3):
        form = invented(*template, seed, files)
        read = read_text(_stamped(form, dresses.pdf(form, seed=seed, shuffle=0.5)), "みほん.txt")
        off = differences(form, read)
        assert off["wrong"] == []
        assert [path for path in off["lost"] if path.section[:2] != "別添" and not said(form, read, path)] == []


def test_page_numbers_and_running_titles_are_of_no_item():
    form = invented("様式3", "令和6年10月", 4)
    lines = _stamped(form, dresses.clean(form)).split("\n")
    pages = [lines[start : start + 40] for start in range(0, len(lines), 40)]
    text = "\n\f".join(
        "\n".join(["こもれび給付の評価書（みどり市）", *page, "", f"{number}"]) for number, page in enumerate(pages, 1)
    )
    read = read_text(text, "みほん.txt")
    assert differences(form, read) == NOTHING
    assert [piece.text for piece in read.unassigned] == ["こもれび給付の評価書（みどり市）"]


def test_a_dash_behind_a_label_that_ends_in_kana_is_its_value():
    form = invented("様式4", "令和6年10月", 1)
    text = dresses.clean(form)
    start = text.index("②実現が期待されるメリット") + len("②実現が期待されるメリット")
    end = text.index("５．個人番号の利用")
    read = read_text(f"{text[:start]}\n－\n{text[end:]}", "みほん.txt")
    assert next(item.value for item in read.items if str(item.path) == "Ⅰ-4-②") == "－"


def test_a_mark_that_is_no_tick_leaves_its_item_undetermined():
    form = invented("様式4", "令和6年10月", 2)
    marked = {item.path for item in form.items if item.kind is ItemKind.CHECKS and item.value}
    read = read_text(dresses.clean(form, dresses.Style(tick="×")), "みほん.txt")
    assert marked == {path for path in marked if read.by_path[path].undetermined}
    assert differences(form, read)["wrong"] == []


_SPELLINGS = {
    "sections counted": (r"^Ⅱ　(?=特定個人情報ファイルの概要$)", "Ⅱ-1　"),
    "sections with their file": (r"^(Ⅱ　特定個人情報ファイルの概要)$", r"\1【みどり情報ファイル】"),
    "colons": (r"^([①-⑳][^　\n]+)　", r"\1："),
    "numbers apart": (r"^([①-⑳])", r"\1 "),
    "numbers with brackets": (r"^([１-９])．", r"\1）"),
}


@pytest.mark.parametrize("spelling", _SPELLINGS)
def test_labels_are_known_however_their_numbers_are_written(spelling):
    form = invented("様式4", "平成31年1月", 6)
    pattern, written = _SPELLINGS[spelling]
    text = re.sub(pattern, written, _stamped(form, dresses.clean(form)), flags=re.MULTILINE)
    assert differences(form, read_text(text, "みほん.txt")) == NOTHING


@pytest.mark.parametrize(
    "words", ["５．個人番号の利用", "その必要性", "①入手元", "システム1", "①法令上の根拠", "公表日"]
)
def test_words_of_a_label_inside_a_text_stay_there(words):
    form = invented("様式4", "令和6年10月", 3)
    texts = [item.path for item in form.items if item.path.section == "Ⅲ" and item.kind is ItemKind.TEXT]
    at = texts[1]
    value = f"職員が申請書を審査する。\n{words}\n審査の結果を台帳に記録する。"
    items = tuple(replace(item, value=value) if item.path == at else item for item in form.items)
    changed = replace(form, items=items)
    assert differences(changed, read_text(_stamped(form, dresses.clean(changed)), "みほん.txt")) == NOTHING
