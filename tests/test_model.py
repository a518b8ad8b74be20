"""What values of the model say of themselves: which rows, items and observations are the same."""

from dataclasses import replace

import pytest

from piadiff.model import ChangeRow, DraftRow, Level, Observation, Timing, Verdict, parse_path
from piadiff.model.amendment import Group, Place
from piadiff.model.draft_table import mark_of
from piadiff.model.table import compare_tables

ROW = DraftRow(
    date=None,
    item="Ⅰ－５",
    paths=(parse_path("Ⅰ-5"),),
    before="甲",
    after="乙",
    timing=Timing.AFTER,
    explanation="",
    verdict=Verdict.MINOR,
)
PUBLISHED = ChangeRow(1, "令和6年4月1日", "Ⅰ－５", "甲", "乙", "事後", "")


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (ROW, True),
        (replace(ROW, timing=Timing.BEFORE), False),
        (replace(ROW, verdict=Verdict.UNDECIDED), False),
    ],
)
def test_rows_of_several_forms_agree_in_verdict_and_timing(other, alike):
    assert Group((("甲", "乙"),), (Place("一", 1, ROW), Place("二", 1, other))).agreed is alike


@pytest.mark.parametrize(
    ("above", "below", "contained"),
    [
        ("Ⅱ(税)-5-提供先1~5", "Ⅱ(税)-5-提供先5-②", True),
        ("Ⅱ(税)-5-提供先1~5", "Ⅱ(税)-5-提供先6-②", False),
        ("Ⅱ(税)-5-提供先6~10", "Ⅱ(税)-5-提供先5-②", False),
        ("Ⅱ(税)-5-提供先6~10", "Ⅱ(税)-5-提供先1~6", True),
        ("Ⅱ(税)-5-提供先1~5", "Ⅱ(税)-5-移転先1-②", False),
        ("Ⅱ(税)-5-提供先1~5", "Ⅱ(住)-5-提供先1-②", False),
    ],
)
def test_a_range_contains_what_it_overlaps_and_nothing_beside_it(above, below, contained):
    assert parse_path(above).contains(parse_path(below)) is contained


@pytest.mark.parametrize(
    ("named", "item", "covered"),
    [
        ("Ⅰ-1", "Ⅰ-1-②", True),
        ("Ⅰ-1-②", "Ⅰ-1", True),
        ("Ⅰ-1-②", "Ⅰ-1-③", False),
        ("別添1-備考", "別添1", False),
        ("全体", "Ⅲ-1", True),
    ],
)
def test_a_row_is_about_an_item_a_group_around_it_or_a_part_of_it(named, item, covered):
    assert replace(PUBLISHED, items=(parse_path(named),)).covers(parse_path(item)) is covered


def test_an_observation_is_the_same_wherever_its_row_moves_and_another_at_another_item():
    seen = Observation("A01", Level.WARNING, "違います", parse_path("Ⅰ-5"), 3)
    assert replace(seen, row=4).fingerprint == seen.fingerprint
    assert len({seen.fingerprint, *(replace(seen, path=path).fingerprint for path in (parse_path("Ⅰ-7"), None))}) == 3


def test_rows_whose_items_cannot_be_told_apart_by_address_are_told_apart_by_their_words():
    moved = replace(PUBLISHED, item_raw="Ⅰ－６", before="丙")
    (gone,), (come,) = (getattr(compare_tables([PUBLISHED], [moved]), side) for side in ("removed", "added"))
    assert (gone, come) == (PUBLISHED, moved)
    ((old, new),) = compare_tables([PUBLISHED], [replace(PUBLISHED, before="丙")]).altered
    assert (old.before, new.before) == ("甲", "丙")


@pytest.mark.parametrize(
    ("old", "new", "came"),
    [("甲乙丙", "丁乙戊乙丙", [1, 2, 3]), ("甲乙丙", "甲乙戊乙丙", [3, 4]), ("乙", "乙乙", [2]), ("乙丙", "丙乙丙", [1])],
)
def test_of_equal_rows_those_at_the_ends_of_the_table_stand_as_they_did(old, new, came):
    def rows(words):
        return [
            replace(PUBLISHED, row=at, date_raw=word, item_raw=word, before=word) for at, word in enumerate(words, 1)
        ]

    assert [row.row for row in compare_tables(rows(old), rows(new)).added] == came


def test_tables_drafted_before_are_still_known_by_their_marks():
    assert (mark_of(""), mark_of("事 後\n"), mark_of("事後")) == ("e3b0", "dfbb", "dfbb")
