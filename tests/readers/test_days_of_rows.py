"""Days told beside a row: a day is a day, a month stays what it is, anything else is an error that says what to write."""

import json

import pytest

from piadiff.errors import UnreadableSourceError
from piadiff.readers.rows_file import read_rows


def _read(tmp_path, context):
    row = {"form": "重点", "item": "Ⅱ-6", "before": "甲室", "after": "乙室", "context": context}
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(row, ensure_ascii=False), encoding="utf-8")
    return read_rows(file)[0].context


def test_a_month_is_no_day_and_is_not_lost(tmp_path):
    context = _read(tmp_path, {"提出日": "令和7年9月", "施行日": "令和7年10月1日"})
    assert (context.submitted, str(context.effective)) == (None, "2025-10-01")
    assert ("提出日", "令和7年9月") in context.values


@pytest.mark.parametrize("context", [{"基準日": "令和7年9月"}, {"提出日": "来月"}, {"施行日": "令和7年13月40日"}])
def test_what_is_no_day_says_what_to_write(tmp_path, context):
    with pytest.raises(UnreadableSourceError, match="読めません"):
        _read(tmp_path, context)
