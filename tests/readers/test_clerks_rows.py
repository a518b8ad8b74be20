"""変更箇所 tables as clerks make them in sheets: two header rows, merged 項目, rows that go on below, notes between."""

from __future__ import annotations

from tests.readers.cell_rows import BODY, COVER, PEOPLE
from tests.readers.test_cells import form_of, left

HEADS = ("変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明")
FIRST = ("令和6年4月1日", "Ⅰ－１－②", "係長が確かめる。", "課長が確かめる。", "事後", "軽微")
SECOND = ("令和7年4月1日", "Ⅰ－５－①", "みほん市民生部", "みほん市福祉部", "事前", "組織の変更")


def line(*texts: str):
    """A row of cells two columns wide each; "" leaves a cell out."""
    return [(2 * at, 2 * at + 2, text) for at, text in enumerate(texts) if text]


def read(*rows):
    return form_of(COVER, BODY + PEOPLE, [["変更箇所"], *rows])


def told(form):
    return [
        (str(row.date), row.item_raw, row.before, row.after, row.timing, row.explanation) for row in form.changes
    ]


WHOLE = [("2024-04-01", *FIRST[1:]), ("2025-04-01", *SECOND[1:])]


def test_a_header_may_have_two_rows():
    over = [(0, 2, "変更日", 2), (2, 4, "項目", 2), (4, 8, "変更内容"), (8, 10, "提出時期", 2), (10, 12, HEADS[5], 2)]
    form = read(over, [(4, 6, "変更前の記載"), (6, 8, "変更後の記載")], line(*FIRST), line(*SECOND))
    assert (told(form), left(form)) == (WHOLE, "")


def test_an_item_merged_over_two_changes_is_the_item_of_both():
    first = [(0, 2, FIRST[0], 2), (2, 4, FIRST[1], 2), *line(*FIRST)[2:]]
    form = read(line(*HEADS), first, line("", "", *SECOND[2:]), line(*SECOND), line(*SECOND))
    assert told(form)[:2] == [WHOLE[0], ("2024-04-01", FIRST[1], *SECOND[2:])]


def test_an_item_merged_over_the_lines_of_one_change_makes_one_row():
    first = [(0, 2, FIRST[0], 2), (2, 4, FIRST[1], 2), *line(*FIRST)[2:4], (8, 10, "事後", 2), (10, 12, "軽微", 2)]
    form = read(line(*HEADS), first, line("", "", "（略）", "（略）"))
    assert told(form) == [("2024-04-01", FIRST[1], f"{FIRST[2]}\n（略）", f"{FIRST[3]}\n（略）", "事後", "軽微")]


def test_what_stands_below_without_a_day_and_an_item_goes_on():
    form = read(line(*HEADS), line(*FIRST), line("", "", "", "（略）"), line(*SECOND))
    assert told(form) == [(*WHOLE[0][:3], f"{FIRST[3]}\n（略）", *FIRST[4:]), WHOLE[1]]
    assert [row for row, _ in form.doubts] == [1]


def test_a_row_goes_on_behind_a_page_number_and_the_header_printed_again():
    number = [(6, 7, "- 20 -")]
    form = read(line(*HEADS), line(*FIRST), number, line(*HEADS), line("", "", "", "（略）"), line(*SECOND))
    assert told(form) == [(*WHOLE[0][:3], f"{FIRST[3]}\n（略）", *FIRST[4:]), WHOLE[1]]


def test_years_and_notes_in_the_first_column_are_no_rows():
    form = read(line("【令和6年】"), line(*HEADS), line(*FIRST), line("【令和7年】"), line(*SECOND), line("※　公表日とした"))
    assert told(form) == WHOLE
    assert all(words in left(form) for words in ("【令和6年】", "【令和7年】", "※　公表日とした"))


def test_a_timing_may_be_ticked():
    form = read(line(*HEADS), line(*FIRST[:4], "□事前　■事後"), line(*SECOND[:4], "[○]事前[　]事後"))
    assert [row.timing for row in form.changes] == ["事後", "事前"]
    assert [row.timing for row in read(line(*HEADS), line(*FIRST[:4], "□事前　□事後")).changes] == ["□事前　□事後"]


def test_a_column_that_counts_the_rows_is_print():
    rows = [line("№", *HEADS), line("1", *FIRST), line("2", *SECOND), line("見本", *SECOND)]
    form = read(*([(left, right, text) for left, right, text in row] for row in rows))
    assert told(form)[:2] == WHOLE
    assert left(form).split(": ")[1:] == ["見本"]
