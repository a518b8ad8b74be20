"""Rows whose cells name the items they hold, by number or by label."""

from __future__ import annotations

import pytest

from piadiff.diff.parts import parts_of
from piadiff.model import FormKind, parse_path
from piadiff.pipeline.days import Days
from piadiff.pipeline.judging import classify_rows
from piadiff.readers.rows_file import RowInput
from piadiff.templates import for_kind

TASK = "①業務内容：印刷　③取扱者数：10人未満　⑥委託先名：{}　⑦再委託の有無：{}"
GROUP = "委託の有無：委託する　2件\n委託事項1　①印刷　③みほん印刷　④再委託しない\n委託事項2　①発送　③{}　④{}"
NAMES = [
    ("全項目", "Ⅱ-4-委託事項1", TASK.format("甲社", "再委託しない"), TASK.format("乙社", "再委託しない"), ["⑥"]),
    ("全項目", "Ⅱ-4-委託事項1", TASK.format("甲社", "再委託しない"), TASK.format("甲社", "再委託する"), ["⑦"]),
    ("全項目", "Ⅱ-4-委託事項1", TASK.format("甲社", "再委託しない"), "①～③、⑥（変更なし）　⑦再委託の有無：再委託する", ["⑦"]),
    ("全項目", "Ⅱ-4-委託事項1", TASK.format("甲社", "再委託しない"), "⑦再委託の有無：再委託する　その他は変更なし", ["⑦"]),
    ("全項目", "Ⅱ-4-委託事項1", TASK.format("甲社", "再委託しない"), "①、③及び⑦（変更なし）　⑥委託先名：乙社", ["⑥"]),
    ("重点", "Ⅱ-4", GROUP.format("甲社", "再委託しない"), GROUP.format("甲社", "再委託する"), ["委託事項2-④"]),
    (
        "重点",
        "Ⅱ-4",
        GROUP.format("甲社", "再委託しない"),
        "委託の有無：（変更なし）\n委託事項1　（変更なし）\n委託事項2　①発送　③乙社　④再委託しない",
        ["委託事項2-③"],
    ),
    ("全項目", "Ⅲ-7-リスク1-⑩", "[保管していない]\n具体的な保管方法：－", "[保管している]\n具体的な保管方法：紙", ["", "具体的な保管方法"]),
    ("基礎", "Ⅱ", "１．対象人数：30万人以上　２．取扱者数：12人", "１．（変更なし）　２．取扱者数：13人", ["2"]),
    (
        "重点",
        "Ⅱ(接種ファイル)-2-③",
        "[対象となる本人の範囲]\n接種の対象者\n[その必要性]\n履歴を残すため。",
        "[対象となる本人の範囲]\n接種の対象者\n[その必要性]\n履歴を確かめるため。",
        ["その必要性"],
    ),
    ("全項目", "Ⅰ-6", "①[ 実施しない ]\n②－", "①[ 実施する ]\n②－", ["①"]),
    # a list in the text of an item, and a list below a labelled part, are no items
    ("全項目", "Ⅰ-1-②", "①申請の受付　②審査", "①申請の受付　②審査　③通知", []),
    ("全項目", "Ⅲ-7-リスク1-⑤", "[十分に行っている]\n①施錠　②記録", "[十分に行っている]\n①施錠", []),
    (
        "全項目",
        "Ⅲ-7-リスク1",
        "⑤物理的対策：十分に行っている\n具体的な対策の内容：①施錠　②記録",
        "⑤物理的対策：十分に行っている\n具体的な対策の内容：①施錠",
        ["⑤-具体的な対策の内容"],
    ),
    # details of a choice that is not listed are one matter with it
    ("重点", "Ⅲ-7-リスク-②", "[発生なし]\nその内容：－", "[発生あり]\nその内容：紛失", []),
    # numbers alone, and no option of a choice among them
    ("重点", "Ⅱ-4-委託事項1", "①印刷　③甲社", "①印刷　③乙社", []),
]


@pytest.mark.parametrize(("form", "item", "before", "after", "changed"), NAMES)
def test_each_part_that_changed_is_the_item_that_its_number_or_label_names(form, item, before, after, changed):
    parts = parts_of(parse_path(item), before, after, for_kind(FormKind(form)))
    found = [path for path, was, now in parts if was != now]
    assert [str(path).removeprefix(item).removeprefix("-") for path in found] == changed


JUDGED = [
    ("全項目", "Ⅱ-4-委託事項1", TASK.format("甲社", "再委託しない"), TASK.format("甲社", "再委託する"), "重要"),
    ("全項目", "Ⅱ-4-委託事項1", TASK.format("甲社", "再委託しない"), TASK.format("乙社", "再委託しない"), "軽微"),
    ("全項目", "Ⅱ-4-委託事項1", TASK.format("甲社", "再委託する"), TASK.format("乙社", "再委託しない"), "軽微"),
    ("重点", "Ⅱ-4", GROUP.format("甲社", "再委託しない"), GROUP.format("乙社", "再委託する"), "重要"),
    ("重点", "Ⅱ-4", GROUP.format("甲社", "再委託しない"), GROUP.format("乙社", "再委託しない"), "軽微"),
    ("全項目", "Ⅰ-6", "①実施の有無：実施しない\n②法令上の根拠：－", "①実施の有無：実施する\n②法令上の根拠：番号法", "重要"),
    ("全項目", "Ⅲ-7-リスク1-⑩", "[保管していない]\n具体的な保管方法：－", "[保管している]\n具体的な保管方法：紙", "重要"),
    (
        "基礎",
        "Ⅱ",
        "１．対象人数：1万人以上10万人未満　２．取扱者数：500人未満　３．重大事故：発生なし",
        "１．（変更なし）　２．取扱者数：500人以上　３．（変更なし）",
        "再実施",
    ),
    (
        "基礎",
        "Ⅱ",
        "１．対象人数：1,000人以上1万人未満　２．取扱者数：500人未満　３．重大事故：発生なし",
        "１．（変更なし）　２．取扱者数：500人以上　３．（変更なし）",
        "軽微",
    ),
    (
        "重点",
        "Ⅲ-3-リスク2",
        "ユーザ認証の管理：行っている\n具体的な管理方法：パスワードは毎月変更する。",
        "ユーザ認証の管理：行っている\n具体的な管理方法：パスワードは毎年変更する。",
        "重要",
    ),
]


CHOSEN = "{}\n申請書には要る欄だけを設け、受理の際に職員が確かめる。"
JUDGED += [
    ("全項目", "Ⅲ-2-リスク1", CHOSEN.format("[特に力を入れている]"), CHOSEN.format("[十分である]"), "要判断"),
    ("全項目", "Ⅲ-2-リスク1", CHOSEN.format("[十分である]"), CHOSEN.format("[課題が残されている]"), "重要"),
    ("全項目", "Ⅲ-3-リスク2-ユーザ認証の管理", CHOSEN.format("[行っている]"), CHOSEN.format("[行っていない]"), "重要"),
]


@pytest.mark.parametrize(("form", "item", "before", "after", "verdict"), JUDGED)
def test_the_heaviest_of_the_parts_that_changed_decides(form, item, before, after, verdict):
    row = RowInput(form=FormKind(form), item=item, before=before, after=after)
    assert str(classify_rows([row], Days())[0][1].verdict) == verdict
