"""Quoting: changed paragraphs in full, the same gaps on both sides, one place for every piece."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff.draft import default_style
from piadiff.draft.quote import hidden, pieces, quote
from piadiff.text import find_all
from tests.draft.mihon import TEXT
from tests.effort import examples

STYLE = default_style()
TIGHT = STYLE.model_copy(update={"whole_limit": 0, "least_elision": 0})

LINES = st.sampled_from(
    [
        "＜みほん市における措置＞",
        "＜共同センターにおける措置＞",
        "１．窓口",
        "２．郵送",
        "（１）受付",
        "①申請を受け付ける。",
        "②台帳に記す。",
        "・職員が確かめる。",
        "・職員が確かめる。",
        "・管理者が職員に確かめる。",
        "なお、委託先にも同じ定めを守らせる。",
        "",
    ]
)
TEXTS = st.lists(LINES, min_size=1, max_size=12)


@st.composite
def edited(draw):
    old = draw(TEXTS)
    new = list(old)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(new)))
        kind = draw(st.sampled_from(["insert", "delete", "replace", "word", "swap"]))
        if kind == "insert" or at >= len(new):
            new.insert(at, draw(LINES))
        elif kind == "delete":
            del new[at]
        elif kind == "replace":
            new[at] = draw(LINES)
        elif kind == "word":
            new[at] += draw(st.sampled_from(["等", "。", "毎月確かめる。"]))
        elif at + 1 < len(new):
            new[at], new[at + 1] = new[at + 1], new[at]
    return "\n".join(old), "\n".join(new)


@given(edited())
@examples(300)
def test_both_cells_leave_out_the_same_text_and_nothing_else(texts):
    old, new = texts
    cells = quote(old, new, TIGHT)
    if not old or not new:
        assert (cells.before, cells.after) == (old or "－", new or "－")
        return
    was, now = hidden(old, cells.before, "（省略）"), hidden(new, cells.after, "（省略）")
    assert was is not None
    assert was == now


@given(edited())
@examples(300)
def test_every_quoted_piece_has_one_place(texts):
    old, new = texts
    cells = quote(old, new, TIGHT)
    if cells.whole:
        return
    for text, cell in ((old, cells.before), (new, cells.after)):
        for piece in pieces(cell, "（省略）"):
            assert not piece or len(find_all(text, "\n".join(piece))) == 1


def test_a_short_field_is_quoted_whole():
    assert quote("市民課", "戸籍住民課", STYLE) == quote("市民課", "戸籍住民課", TIGHT)
    assert quote("市民課\n電話 1", "市民課\n電話 2", STYLE).after == "市民課\n電話 2"


def test_what_did_not_exist_is_a_dash():
    assert quote("", TEXT, STYLE).before == "－"
    assert quote("", TEXT, STYLE).after == TEXT
    assert quote(TEXT, "", STYLE).after == "－"


def test_a_new_section_at_the_end_shows_the_frame_of_the_text():
    new = TEXT + "\n＜ガバメントクラウドにおける措置＞\n・事業者の監査報告を毎年確かめる。"
    cells = quote(TEXT, new, STYLE)
    assert cells.before.split("\n") == [
        "＜みほん市における措置＞",
        "（省略）",
        "＜共同センターにおける措置＞",
        "（省略）",
    ]
    assert cells.after.startswith(cells.before)
    assert cells.after.endswith("＜ガバメントクラウドにおける措置＞\n・事業者の監査報告を毎年確かめる。")


@pytest.mark.parametrize(
    ("above", "quoted"),
    [("１．窓口での受付", True), ("１．窓口で受け付ける。", False), ("１．" + "窓口での受付" * 8, False)],
)
def test_a_line_above_is_quoted_where_it_is_a_heading_and_no_sentence(above, quoted):
    body = [f"（{n}）届書を受け付け、本人であることを確かめたうえで、台帳に記し、控えを渡す。{str(n) * 20}" for n in range(6)]
    old = "\n".join((above, *body))
    cells = quote(old, old.replace("控えを渡す。4", "控えを送る。4"), STYLE)
    assert (above in cells.before, above in cells.after) == (quoted, quoted)


@pytest.mark.parametrize("gone", [True, False])
def test_the_heading_above_a_paragraph_that_came_or_went_is_quoted_on_both_sides(gone):
    body = [f"・届書を受け付け、本人であることを確かめたうえで、台帳に記し、控えを渡す。{str(n) * 20}" for n in range(9)]
    long, short = "\n".join(("１．窓口での受付", *body)), "\n".join(("１．窓口での受付", *body[:6], *body[7:]))
    cells = quote(*((long, short) if gone else (short, long)), STYLE)
    assert ("１．窓口での受付" in cells.before, "１．窓口での受付" in cells.after, cells.whole) == (True, True, False)


def test_a_changed_paragraph_keeps_the_number_line_it_stands_under():
    body = [
        "　届書を受け付け、本人であることを確かめたうえで、台帳に記し、控えを渡す。" + str(n) * 20 for n in range(6)
    ]
    old = "\n".join(
        f"{n + 1}．{name}の受付\n{text}" for n, (name, text) in enumerate(zip("甲乙丙丁戊己", body, strict=True))
    )
    cells = quote(old, old.replace("控えを渡す。3", "受付票を渡す。3"), STYLE)
    assert cells.before.split("\n") == ["（省略）", "4．丁の受付", body[3], "（省略）"]


def test_a_repeated_paragraph_is_quoted_wide_enough_to_be_found():
    lines = []
    for name in "甲乙丙丁":
        lines += [
            f"{name}の手続では届書を受け付けて、記載の内容を職員二名で読み合わせている。",
            "・結果は台帳に記し、課長が確かめる。",
        ]
    new = list(lines)
    new[5] = "・結果は台帳に記し、部長が確かめる。"
    cells = quote("\n".join(lines), "\n".join(new), TIGHT)
    assert "丙の手続" in cells.before
    assert "甲の手続" not in cells.before


@pytest.mark.parametrize("end", ["first", "middle", "last"])
def test_an_inserted_paragraph_is_told_beside_a_neighbour(end):
    lines = [
        f"・{name}の業務では、定められた手順書に従い、毎回必ず二人の職員で記録を残して確かめている。"
        for name in "甲乙丙丁戊"
    ]
    at = {"first": 0, "middle": 2, "last": 5}[end]
    new = [*lines[:at], "・新しい業務を加える。", *lines[at:]]
    cells = quote("\n".join(lines), "\n".join(new), STYLE)
    assert "新しい業務" in cells.after
    neighbour = lines[min(max(at - 1, 0), 4)]
    assert neighbour in cells.before
    assert neighbour in cells.after


def test_a_text_that_elides_by_itself_is_quoted_whole():
    old = TEXT + "\n（省略）\n・終わり。"
    assert quote(old, old + "\n・追加。", STYLE).whole


TWICE = "職員が確かめる。"


@pytest.mark.parametrize(
    ("lines", "at", "quoted"),
    [
        (("甲。", TWICE, "乙。", TWICE, "丙。"), 3, ("（省略）", "乙。", TWICE, "（省略）")),
        ((TWICE, "甲。", "乙。", TWICE, "丙。"), 0, (TWICE, "甲。", "（省略）")),
    ],
)
def test_a_piece_that_stands_twice_is_quoted_with_the_paragraph_beside_it(lines, at, quoted):
    new = (*lines[:at], TWICE.replace("職員", "課長"), *lines[at + 1 :])
    assert tuple(quote("\n".join(lines), "\n".join(new), TIGHT).before.split("\n")) == quoted


@pytest.mark.parametrize("cell", ["丁\n（省略）\n丙", "甲\n（省略）\n丁", "甲\n丁\n（省略）", "（省略）\n丁"])
def test_a_cell_that_begins_or_ends_in_other_words_quotes_nothing(cell):
    assert hidden("甲\n乙\n丙", cell, "（省略）") is None
    assert hidden("甲\n乙\n丙", "甲\n（省略）\n丙", "（省略）") == (("乙",),)
