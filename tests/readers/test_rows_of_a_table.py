"""Which 変更日 a row without one has: that of the merged cell, or none where the table prints every date."""

import pytest

from piadiff.readers.change_table.rows import RawRow, number_rows


def dates(*printed: str, pages: tuple[int, ...] = ()) -> list[str]:
    rows = [
        RawRow(date=day, item="Ⅰ-3", before="甲", after="乙", page=page)
        for day, page in zip(printed, pages or (0,) * len(printed), strict=True)
    ]
    return [str(row.date or "") for row in number_rows(rows).rows]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (("令和7年4月1日", ""), ["2025-04-01", "2025-04-01"]),
        (("令和7年4月1日", "", "令和8年4月1日", ""), ["2025-04-01", "2025-04-01", "2026-04-01", "2026-04-01"]),
        (("令和7年4月1日", "令和7年4月1日", ""), ["2025-04-01", "2025-04-01", ""]),
        (("令和7年4月1日", "", "令和8年4月1日", "令和8年4月1日"), ["2025-04-01", "", "2026-04-01", "2026-04-01"]),
        (("令和7年4月1日", "〃"), ["2025-04-01", "2025-04-01"]),
        (("", "令和7年4月1日"), ["", "2025-04-01"]),
        (("令和7年4月1日", "不明", ""), ["2025-04-01", "", ""]),
    ],
)
def test_a_blank_date_belongs_to_the_cell_above_unless_every_date_is_printed(printed, read):
    assert dates(*printed) == read


def test_a_date_repeated_on_the_next_page_is_the_same_merged_cell():
    assert dates("令和7年4月1日", "令和7年4月1日", "", pages=(0, 1, 1)) == ["2025-04-01"] * 3
