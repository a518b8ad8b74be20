"""What a 変更箇所 cell says: one table of cells, and no rival reading anywhere else."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import piadiff
from piadiff.templates import known, load
from piadiff.text import key, signs
from piadiff.text.cell import Box, absent, boxes, described, describes, elided, pieces, read_boxes, says_nothing

ABSENT = [
    "",
    " ",
    "－",
    "-",
    "―",
    "ー",
    "（－）",
    "―――",
    "記述無し",
    "（記述なし）",
    "記載なし。",
    "新規",
    "（新規）",
    "［新設］",
    "空欄",
]
OWN_WORDS = ["なし", "無し", "該当なし"]
WORDS = ["有", "無", "－１", "住民票", "新規申請", "なしの場合", "廃止届", "削除する", "A（略）"]


@pytest.mark.parametrize("cell", ABSENT)
def test_both_sides_know_these_words_for_nothing(cell):
    assert all(absent(cell, side) and says_nothing(cell, side) for side in ("before", "after"))


@pytest.mark.parametrize("cell", OWN_WORDS)
def test_what_the_form_may_say_itself_is_no_content_but_its_words_stood_there(cell):
    assert all(says_nothing(cell, side) and not absent(cell, side) for side in ("before", "after"))


@pytest.mark.parametrize("cell", WORDS)
def test_other_words_say_something(cell):
    assert not any(says_nothing(cell, side) for side in ("before", "after"))


@pytest.mark.parametrize(
    ("cell", "nothing", "described_in"),
    [
        ("追加", "before", "after"),
        ("（項目追加）", "before", "after"),
        ("削除", "after", "before"),
        ("（廃止）", "after", "before"),
    ],
)
def test_where_the_two_sides_of_a_row_differ(cell, nothing, described_in):
    """追加 before and 削除 after say that nothing stood or stands there; in the other cell they tell what was done."""
    assert says_nothing(cell, nothing)
    assert not says_nothing(cell, described_in)
    assert describes(cell)


@pytest.mark.parametrize(
    ("cell", "quoted"),
    [
        ("（略）", ("", "")),
        ("(省略)\n甲", ("", "甲")),
        ("甲（中略）乙", ("甲", "乙")),
        ("甲\n（以下略）", ("甲", "")),
        ("甲\n以下省略", ("甲", "")),
        ("［後略］", ("", "")),
        ("（省　略）", ("", "")),
        ("～略～", ("", "")),
        ("甲、中略、乙", ("甲、", "、乙")),
        ("……", ("", "")),
        ("（変更なし）", ("", "")),
        ("戦略、概略、略称", ("戦略、概略、略称",)),
        ("以下略称という", ("以下略称という",)),
        ("省略可能な届出", ("省略可能な届出",)),
    ],
)
def test_elisions_cut_a_cell(cell, quoted):
    assert pieces(cell) == quoted
    assert elided(cell) is (len(quoted) > 1)


@pytest.mark.parametrize(
    ("cell", "tells"),
    [
        ("※予定を削除した。", True),
        ("記述追加", True),
        ("誤字の修正", True),
        ("（文言の整理）", True),
        ("様式変更に伴う項目の追加", True),
        ("委託先を追加", True),
        ("「，」を「、」に修正", True),
        ("更新", True),
        ("委託先の変更", False),
        ("転出の届出に基づく住民票の記載、消除又は記載の修正", False),
        ("①住民票を修正", False),
        ("・不要な情報を削除", False),
        ("資格情報を更新する。", False),
        ("", False),
        ("あ" * 90 + "を追加", False),
    ],
)
def test_a_description_is_told_from_a_quote(cell, tells):
    assert describes(cell) is tells


def test_a_row_that_changes_nothing_describes():
    assert described("甲", "甲")
    assert not described("甲", "乙")


@pytest.mark.parametrize("tick", list(signs.TICKED))
def test_every_tick_in_brackets_ticks(tick):
    assert boxes(f"[{tick}]紙　[　]電子") == (Box("紙", ticked=True), Box("電子", ticked=False))


@pytest.mark.parametrize("tick", list(signs.BARE_TICKED))
def test_a_box_needs_no_brackets(tick):
    assert boxes(f"{tick}紙 □電子") == (Box("紙", ticked=True), Box("電子", ticked=False))


@pytest.mark.parametrize("cross", list(signs.CROSSES))
def test_a_cross_does_not_say_what_is_chosen(cross):
    assert boxes(f"[{cross}]紙　[　]電子") == ()
    assert read_boxes(f"[{cross}]紙　[　]電子", ("紙", "電子")) is None


@pytest.mark.parametrize("cell", ["■保管場所\n■消去方法", "方法は[○]紙", "紙", "□保管", ""])
def test_bullets_and_prose_are_no_boxes(cell):
    assert boxes(cell) == ()


def test_bullets_before_nothing_but_options_are_boxes():
    assert boxes("■紙", ("紙", "電子")) == (Box("紙", ticked=True),)


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["紙", "電子記録媒体", "その他（専用紙）"])), min_size=1))
def test_printed_boxes_are_read_back(rows):
    printed = tuple(Box(label, ticked) for ticked, label in rows)
    assert boxes("　".join(map(str, printed))) == printed


@given(st.text("甲（略）中以下省追加削除-－なし無新規 \n。※①", max_size=12))
def test_the_questions_do_not_contradict_each_other(cell):
    assert not (absent(cell, "before") and elided(cell) and key(cell) and any(map(key, pieces(cell))))
    assert all(says_nothing(cell, side) for side in ("before", "after") if absent(cell, side))
    assert describes("") is False


def test_circled_numbers_go_to_fifty():
    assert [signs.circled_value(signs.circled(n)) for n in range(1, 51)] == list(range(1, 51))
    assert all(re.fullmatch(f"[{signs.CIRCLED}]", signs.circled(n)) for n in range(1, 51))
    assert (signs.circled_value("甲"), signs.circled_value(""), signs.circled_value("①②")) == (0, 0, 0)


RIVALS = {
    "ticks": r"[○◯〇●][○〇◯●◎レ✓]|[レ✓✔☑][✓✔☑■☒]",
    "circled numbers": r"①-|②-⑳|㉑|①②③",
    "eras": r"(?:明治|大正|昭和|平成|令和)\|(?:大正|昭和|平成|令和)|[\"'](?:平成|令和)[\"']",
    "elisions": r"[（(\"|](?:中|以下|前|後)?(?:省略|略)\||[\"'][^\"]*\\?[(（]省略\\?[)）][^\"]*[\"']",
    "nothing": r"[|\"'](?:記述無し|記載なし|該当なし)[|\"']",
}


@pytest.mark.parametrize("what", RIVALS)
def test_no_room_has_an_alphabet_of_its_own(what):
    """Signs are spelt in text/signs.py, words in cell_words.yaml; anything else would come to disagree."""
    package = Path(piadiff.__file__).parent
    found = [
        f"{file.relative_to(package)}: {line.strip()}"
        for file in sorted([*package.rglob("*.py"), *package.rglob("*.yaml")])
        if file.name not in {"signs.py", "cell_words.yaml"}
        for line in file.read_text("utf-8").splitlines()
        if re.search(RIVALS[what], line) and not line.lstrip().startswith(("#", '"""'))
    ]
    assert found == []


def test_no_option_of_a_form_is_read_as_nothing_or_as_a_description():
    """「有」「無」 and the like are values; a row from one to the other is a change of the choice."""
    options = {option for pair in known() for item in load(*pair).items for option in item.options}
    assert [o for o in options if describes(o) or any(says_nothing(o, side) for side in ("before", "after"))] == []
