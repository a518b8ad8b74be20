"""One observation a fact: what rows share is one line, and a change shows the words that differ."""

from dataclasses import replace
from datetime import date

import pytest

from piadiff.audit import Subject, audit
from piadiff.model import FormKind, Version
from piadiff.pipeline.auditing import audit_form
from piadiff.pipeline.days import Days
from piadiff.rewind import rewind
from tests.audit.test_checks import BIG, SMALL, form, seen, stepped
from tests.series.adapter import observed
from tests.series.written import stories


def of(observations, check):
    return [each for each in observations if each.check == check]


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(stories()))
@pytest.mark.parametrize("history", [True, False])
def test_a_clean_series_gives_no_error(name, history):
    assert [each for each in observed(stories()[name], history=history) if each.level == "error"] == []


def test_rows_without_a_reason_are_one_line_that_lists_them():
    rows = [("Ⅰ-1-①", "甲", "乙", "事後", SMALL), *(("Ⅰ-2-システム1-②", "甲", "乙", "事後", ""),) * 3]
    (told,) = of(audit(Subject(form({}, rows))), "A06")
    assert (told.row, told.rows) == (None, (2, 3, 4))
    assert "2～4行目" in told.message
    (one,) = of(audit(Subject(form({}, rows[:2]))), "A06")
    assert (one.row, one.rows) == (2, ())


def test_a_version_without_any_row_is_one_line_with_the_command_that_drafts_them():
    old = form({"Ⅰ-1-①": "甲の事務", "Ⅰ-1-③": "30万人以上"}, published=date(2024, 12, 1))
    new = form({"Ⅰ-1-①": "乙の事務", "Ⅰ-1-③": "10万人以上30万人未満"})
    kept = [Version(each, commit="0" * 40) for each in (old, new)]
    (told,) = of(audit_form(new, kept, Days()), "A01")
    assert "2項目" in told.message
    assert "piadiff draft '2024-12-01:みほん市長/1-全項目.yaml' '2025-12-01:" in told.message
    assert told.evidence == ("Ⅰ-1-①、Ⅰ-1-③",)


def test_a_change_without_a_row_shows_what_differs_and_not_where_the_text_begins():
    start = "この事務では、法令に定めるところにより、住民から受け付けた申請書の内容を窓口で確かめ、記録する。" * 3
    old, new = (form({"Ⅰ-1-②": f"{start}保管は{years}年間とする。"}) for years in "57")
    (told,) = of(audit(stepped(old, new)), "A01")
    assert "[-5-]{+7+}年間とする。" in told.evidence[0]
    assert len(told.evidence[0]) < 60


def test_what_was_rebuilt_from_rows_is_not_held_against_them():
    rows = [("Ⅰ-1-②", "窓口で受け付ける。", "窓口と郵送で受け付ける。", "事後", SMALL)]
    last = form({"Ⅰ-1-②": "窓口、郵送及び電話で受け付ける。", "Ⅰ-1-③": "30万人以上"}, rows)
    alone = audit_form(last, (), Days())
    assert audit_form(last, rewind(last), Days()) == alone
    real = replace(last, header=replace(last.header, published=date(2024, 1, 1)), changes=())
    assert audit_form(last, [Version(real), *rewind(last)[:-1], Version(last)], Days()) == audit_form(
        last, [Version(real), Version(last)], Days()
    )


def test_nothing_is_nothing_in_whatever_dress():
    old, new = (
        form({"Ⅳ-4": ("委託しない",), "Ⅳ-4-委託先における不正な使用等": dress}, kind=FormKind.BASIC)
        for dress in ("", "[　　]")
    )
    assert audit(stepped(old, new)) == audit(stepped(new, old)) == audit(Subject(old))
    chosen = form({"Ⅳ-4": (), "Ⅳ-4-委託先における不正な使用等": "十分である"}, kind=FormKind.BASIC)
    assert seen(stepped(new, chosen), "A01")


def test_what_is_not_of_the_annex_is_called_significant_with_the_rows_of_its_day():
    rows = [("Ⅰ-2-システム1-①", "－", "乙システム", "事前", BIG), ("Ⅰ-2-システム1-②", "－", "集計", "事前", BIG)]
    assert of(audit(Subject(form({}, rows))), "A36")[0].rows == (1, 2)
    assert not seen(Subject(form({}, [*rows, ("Ⅰ-1-②", "甲", "乙", "事前", BIG)])), "A36")


def test_rows_that_went_are_one_line():
    rows = [("Ⅰ-1-①", "甲", "乙", "事後", SMALL), ("Ⅰ-1-②", "丙", "丁", "事後", SMALL)]
    old, new = form({"Ⅰ-1-①": "乙"}, rows), form({"Ⅰ-1-①": "乙"})
    (told,) = of(audit(stepped(old, new)), "A39")
    assert "1～2行目" in told.message
