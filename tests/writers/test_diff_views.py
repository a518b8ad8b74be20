"""Views of a diff show both texts, mark what differs, and let nothing in a form act on the reader's screen."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from piadiff.diff import change_of_row, find_replacements
from piadiff.model import FacetKind, Finding, Reason, Timing, Verdict, parse_path
from piadiff.templates import load
from piadiff.writers.diff.html import html as render_html
from piadiff.writers.diff.listing import facet_names, listed
from piadiff.writers.diff.markdown import markdown as render_markdown
from piadiff.writers.diff.runs import View, in_phrases, runs_of
from piadiff.writers.diff.terminal import inline as render_terminal
from piadiff.writers.diff.terminal import side_by_side as render_side_by_side
from tests.effort import examples

_TEXTS = st.text(alphabet="番号法第19条8を交付する住民票、。（）①②<>|*`@#&[]{}\x1b\x07\u202e\n　Aa", max_size=40)


def _change(before: str, after: str, path: str = "Ⅰ-1-②"):
    return change_of_row(parse_path(path), before, after, load("様式4"))


_CHANGES = [
    _change("個人番号カードを交付する。\n①受付\n②交付", "マイナンバーカードを交付する。\n①受付\n②審査\n③交付"),
    _change("－", "ウイルス対策ソフトを導入する。", "Ⅲ(F)-7-リスク1-⑥-具体的な対策の内容"),
    _change("住民票，戸籍", "住民票、戸籍"),
    _change("[○]紙[ ]専用線", "[○]紙[○]専用線", "Ⅱ(F)-3-②"),
]
_FINDING = Finding(
    _CHANGES[0],
    Verdict.UNDECIDED,
    Timing.UNKNOWN,
    "法令改正に伴う変更",
    (Reason("R1", "規則第11条", Verdict.UNDECIDED, Timing.UNKNOWN),),
    ("施行日",),
)
_RENDERERS = [render_terminal, render_side_by_side, render_markdown, render_html]


@pytest.mark.parametrize("render", _RENDERERS)
@pytest.mark.parametrize("view", View)
def test_every_view_shows_what_changed_and_what_is_said_of_it(render, view):
    told = render([_FINDING, *_CHANGES[1:]], view=view)
    for words in ("事務の内容", "マイナンバーカ", "ウイルス", "要判断"):
        assert words in told


@pytest.mark.parametrize("render", _RENDERERS)
def test_no_change_is_said_in_words(render):
    assert "違いはありません" in render([])


def test_inline_marks_words_and_names_the_kind_of_change():
    told = render_terminal(_CHANGES)
    assert "[-個人番号カード-]{+マイナンバーカード+}を交付する。" in told
    assert "用語の置換え" in told
    assert "表記だけの変更" in told


def test_phrases_are_marked_whole():
    assert "[-個人番号カードを-]{+マイナンバーカードを+}" in render_terminal(_CHANGES[:1], view=View.PHRASE)


@examples(60)
@given(_TEXTS, _TEXTS)
def test_phrases_keep_both_texts(before, after):
    runs = list(runs_of(_change(before, after).edits))
    grown = in_phrases(runs) if runs else []
    assert "".join(run.old for run in grown) == before
    assert "".join(run.new for run in grown) == after


@examples(60)
@given(_TEXTS, _TEXTS, st.integers(40, 120))
def test_terminal_lines_fit_and_carry_no_control_characters(before, after, width):
    for render in (render_terminal, render_side_by_side):
        told = render([_change(before, after)], width=width)
        assert all(cell_len(line) <= width for line in told.splitlines())
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]", told)


def test_a_table_keeps_its_columns_under_full_width_letters():
    *lines, tally = render_side_by_side(_CHANGES, width=90).splitlines()
    assert tally.startswith("計 4件")
    assert {cell_len(line) for line in lines} == {90}


def test_colour_is_only_there_when_asked_for():
    assert "\x1b[" not in render_terminal(_CHANGES)
    assert "\x1b[" in render_terminal(_CHANGES, colour=True)
    assert "[-個人番号カード-]" in re.sub(r"\x1b\[[0-9;]*m", "", render_terminal(_CHANGES, colour=True))


@examples(60)
@given(_TEXTS, _TEXTS)
def test_nothing_in_a_form_acts_as_markdown_or_html(before, after):
    told = render_markdown([_change(before, after)])
    rows = [line for line in told.splitlines() if line.startswith("| Ⅰ")]
    assert len(rows) == 1
    assert len(re.findall(r"(?<!\\)\|", rows[0])) == 5
    assert not set(re.sub(r"</?(?:del|ins)>|<br>|&#\d+;|\*\*", "", rows[0][1:-1].replace(" | ", " "))) & set(
        "<>`*[]{}@#"
    )
    page = render_html([_change(before, after)])
    assert not re.search(
        r"<(?!/?(?:!DOCTYPE|html|head|meta|title|style|body|header|h1|p|main|table|caption|colgroup|col|thead|tbody|tr|th|td|del|ins|span|ul|li)\b)",
        page,
    )


_SPELT = [_change(f"住民票{n}，戸籍", f"住民票{n}、戸籍", f"Ⅰ-2-システム{n}-②") for n in range(1, 4)]


@pytest.mark.parametrize("render", _RENDERERS)
def test_a_substitution_in_many_items_is_told_once_with_its_places(render):
    told = re.sub(r"[\s│]", "", html.unescape(render([*_SPELT, *_CHANGES[:1]], find_replacements(_SPELT))))
    assert told.count("同じ置換え3項目") == 1
    assert all(f"システム{n}-②" in told for n in range(1, 4))
    assert "計4件" in told


def test_items_with_other_verdicts_are_not_told_together():
    found = [
        Finding(change, verdict, Timing.AFTER, "")
        for change, verdict in zip(_SPELT, (*[Verdict.MINOR] * 2, Verdict.UNDECIDED), strict=True)
    ]
    entries = listed(found, find_replacements(_SPELT), heaviest_first=True)
    assert [(entry.verdict, entry.head.split()[0]) for entry in entries] == [
        ("要判断・事後", "Ⅰ-2-システム3-②"),
        ("軽微・事後", "同じ置換え"),
    ]


def test_every_kind_of_facet_has_a_name():
    assert set(facet_names()) == set(FacetKind)
    assert len(set(facet_names().values())) == len(FacetKind)
