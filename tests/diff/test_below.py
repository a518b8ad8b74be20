"""Rows whose 項目 cell names the item above the one they change."""

from __future__ import annotations

import pytest

from piadiff.diff import change_of_row
from piadiff.model import FormKind, parse_path
from piadiff.pipeline.days import Days
from piadiff.pipeline.judging import classify_rows
from piadiff.readers.rows_file import RowInput
from piadiff.templates import for_kind

LISTED = [
    ("Ⅱ-2-④", "主な記録項目：[○]連絡先 [　]年金関係情報", "主な記録項目：[○]連絡先 [○]年金関係情報", "重要"),
    ("Ⅱ-2-④", "・業務関係情報\n[○]災害関係情報 [　]年金関係情報", "・業務関係情報\n[○]災害関係情報 [○]年金関係情報", "重要"),
    ("Ⅱ-2-④", "氏名、住所", "氏名、住所、電話番号", "重要"),
    ("Ⅱ-4-委託事項1-②", "対象となる本人の範囲　申請した者", "対象となる本人の範囲　申請した者及びその世帯員", "重要"),
    ("Ⅱ-4-委託事項2-①", "－", "通知の封入及び発送", "重要"),
    ("Ⅱ-4", "[委託しない]", "[委託する]（ 2 ）件", "重要"),
    ("Ⅱ-4", "委託しない", "委託する　2件", "重要"),
    ("Ⅱ-4", "委託する　2件", "委託する　3件", "要判断"),
    ("Ⅱ-4", "委託する　3件", "委託する　2件", "軽微"),
    ("Ⅱ-4", "委託する　3件", "委託する　３件", "軽微"),
    ("Ⅱ-4", "委託する　2件", "委託しない", "軽微"),
    ("Ⅱ-4", "委託する　2件\n委託事項1　通知の発送", "委託する　2件\n委託事項1　通知の印刷", "要判断"),
    ("Ⅱ-4-委託事項1", "再委託しない", "再委託する", "重要"),
    ("Ⅰ-6", "実施しない", "実施する", "重要"),
]
OWN = [
    ("Ⅱ-2-④", "10項目未満", "10項目以上50項目未満"),
    ("Ⅱ-2-④", "[10項目未満]", "[10項目以上50項目未満]"),
    ("Ⅱ-2-④", "その妥当性\n申請の審査に使うため", "その妥当性\n申請の審査に用いるため"),
    ("Ⅱ-4-委託事項1-②", "1万人以上10万人未満", "10万人以上100万人未満"),
    ("Ⅱ-4-委託事項1-②", "特定個人情報ファイルの一部", "特定個人情報ファイルの全体"),
]


def _verdict(item: str, before: str, after: str) -> str:
    row = RowInput(form="全項目", item=item, before=before, after=after)
    return str(classify_rows([row], Days())[0][1].verdict)


@pytest.mark.parametrize(("item", "before", "after", "verdict"), LISTED)
def test_what_changes_in_a_listed_item_below_weighs(item, before, after, verdict):
    assert _verdict(item, before, after) == verdict


@pytest.mark.parametrize(("item", "before", "after"), OWN)
def test_the_choice_itself_and_what_is_not_listed_below_stay_minor(item, before, after):
    assert _verdict(item, before, after) == "軽微"


@pytest.mark.parametrize(("item", "before", "after"), [row[:3] for row in LISTED])
def test_the_edits_still_say_both_cells(item, before, after):
    change = change_of_row(parse_path(item), before, after, for_kind(FormKind("全項目")))
    assert "".join(edit.text for edit in change.edits if edit.op != "+") == change.before
    assert "".join(edit.text for edit in change.edits if edit.op != "-") == change.after
