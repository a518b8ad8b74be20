"""Japanese dates in the spellings forms use."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff.text import find_dates, parse_date, wareki

_DAY = datetime.date(2024, 4, 1)


@pytest.mark.parametrize(
    "text",
    [
        "令和6年4月1日",
        "令和６年４月１日",
        "令和 6 年 4 月 1 日",
        "令和六年四月一日",
        "R6.4.1",
        "R6/4/1",
        "2024年4月1日",
        "2024/4/1",
        "２０２４－４－１",
        "2024-04-01",
    ],
)
def test_a_day_in_every_spelling(text):
    assert parse_date(f"変更日：{text}から") == _DAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", datetime.date(2019, 5, 1)),
        ("平成31年4月30日", datetime.date(2019, 4, 30)),
        ("昭和四十二年七月二十五日", datetime.date(1967, 7, 25)),
        ("平成二十五年五月三十一日法律第二十七号", datetime.date(2013, 5, 31)),
        ("大正11年4月22日", datetime.date(1922, 4, 22)),
    ],
)
def test_eras(text, day):
    assert parse_date(text) == day


@pytest.mark.parametrize(
    "text", ["令和6年", "令和6年4月", "令和6年2月30日", "第19条第8号", "０１２３－４５－６７８９", "", "年4月1日"]
)
def test_no_day_is_made_up(text):
    assert parse_date(text) is None


def test_a_month_is_found_without_a_day():
    (span,) = find_dates("令和7年1月に移行する。")
    assert (span.text, span.day) == ("令和7年1月", None)


@given(st.dates(datetime.date(1927, 1, 1), datetime.date(2099, 12, 31)))
def test_a_day_written_is_the_day_read(day):
    assert parse_date(wareki(day)) == day


@given(st.text(alphabet="令和平成昭元年月日1２三十./-R ", max_size=20))
def test_spans_are_quoted_as_published(text):
    for span in find_dates(text):
        assert text[span.start : span.end] == span.text
