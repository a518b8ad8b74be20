"""Facts that people tell beside a row in their own words: choices, both sides of an item, and causes."""

import pytest

from piadiff.guideline import threshold
from piadiff.model import Verdict
from piadiff.pipeline.days import Days
from piadiff.pipeline.judging import classify_rows
from piadiff.pipeline.told_sides import told_sides
from piadiff.readers.rows_file import rows_of

REDO, MINOR, OPEN = Verdict.REDO, Verdict.MINOR, Verdict.UNDECIDED


def said(form, item, before, after, context):
    row = {"form": form, "item": item, "before": before, "after": after, "context": context}
    return classify_rows(rows_of([row], "rows"), Days())[0][1]


ACCIDENT = ("基礎", "Ⅱ-3", "発生なし", "発生あり")
HANDLERS = ("基礎", "Ⅱ-2", "取扱者数：500人未満", "取扱者数：500人以上（令和8年6月1日）")
PERSONS = ("基礎", "Ⅱ-1", "[1万人以上10万人未満]（令和7年4月1日時点）", "[10万人以上30万人未満]（令和8年4月1日時点）")
KIND = ("基礎", "Ⅳ-1", "[基礎項目評価書]", "[基礎項目評価書及び全項目評価書]")


@pytest.mark.parametrize(
    ("row", "context", "verdict"),
    [
        (ACCIDENT, {"対象人数": "32,500人", "取扱者数": "500人未満のまま"}, REDO),
        (ACCIDENT, {"Ⅱ-1": "3万2,500人（令和8年4月1日現在）", "Ⅱ-2": "212人"}, REDO),
        (ACCIDENT, {"Ⅱ-1": "9,800人", "Ⅱ-2": "12人"}, MINOR),
        (ACCIDENT, {"Ⅱ-1": "約10万人", "Ⅱ-2": "500人未満"}, OPEN),
        (ACCIDENT, {"Ⅱ-1": "1万人以上10万人未満", "Ⅱ-2": "500人以上（前回500人未満）"}, REDO),
        (ACCIDENT, {"Ⅱ-1": "1万人以上10万人未満", "Ⅱ-2": "500人以上（前回と同じ）"}, MINOR),
        (ACCIDENT, {"Ⅱ-1": "30万人以上（前回10万人以上30万人未満）", "Ⅱ-2": "500人未満"}, REDO),
        (ACCIDENT, {"しきい値": "対象人数は1万人以上10万人未満、取扱者数は500人未満で、いずれも変更なし"}, REDO),
        (ACCIDENT, {"Ⅱ-1": "（変更なし）", "Ⅱ-2": "（変更なし）"}, OPEN),
        (ACCIDENT, {"Ⅱ-1": "変更前：1万人以上10万人未満、変更後：1,000人以上1万人未満", "Ⅱ-2": "500人未満"}, MINOR),
        (ACCIDENT, {"Ⅱ-1": "[ ]1,000人未満 [○]1万人以上10万人未満 [ ]30万人以上", "Ⅱ-2": "500人未満"}, REDO),
        (ACCIDENT, {"Ⅱ-1": "1万人以上10万人未満ではない", "Ⅱ-2": "500人未満"}, OPEN),
        (ACCIDENT, {"前回のⅡ-1": "30万人以上", "Ⅱ-2": "500人未満"}, OPEN),
        (("基礎", "Ⅱ-2", "480人", "510人"), {"Ⅱ-1": "[1万人以上10万人未満]", "Ⅱ-3": "発生なし"}, REDO),
        (HANDLERS, {"Ⅱ-1": "1万人以上10万人未満のまま", "Ⅱ-3": "重大事故なし"}, REDO),
        (HANDLERS, {"Ⅱ-1": "1万人以上10万人未満のまま", "Ⅱ-3": "過去1年以内の重大事故あり"}, MINOR),
        (HANDLERS, {"Ⅱ-1": "[10万人以上30万人未満] 令和8年4月1日 時点", "Ⅱ-3": "発生していない。"}, REDO),
        (HANDLERS, {"Ⅱ-1": "8,400人", "Ⅱ-3": "発生なし（変更なし）"}, MINOR),
        (HANDLERS, {"Ⅱ-1": "1万人以上10万人未満", "Ⅱ-3": "重大事故が発生したか"}, OPEN),
        (PERSONS, {"Ⅱ-2": "480人", "Ⅱ-3": "なし"}, REDO),
        (PERSONS, {"Ⅱ-2": "1,500人", "Ⅱ-3": "発生なし"}, REDO),
        (KIND, {"Ⅲ": "（変更前）基礎項目評価の実施が義務付けられる（変更後）基礎項目評価及び全項目評価の実施が義務付けられる"}, REDO),
        (KIND, {"Ⅲ": "基礎項目評価及び全項目評価の実施が義務付けられる（変更前：基礎項目評価）"}, REDO),
        (KIND, {"Ⅱ-1": "10万人以上30万人未満", "Ⅱ-2": "500人未満→500人以上", "Ⅱ-3": "発生なし"}, REDO),
        (KIND, {"Ⅲ": "[基礎項目評価の実施が義務付けられる]（変更なし）"}, OPEN),
        (KIND, {}, OPEN),
        (("基礎", "Ⅳ-1", KIND[3], KIND[2]), {}, MINOR),
    ],
)
def test_choices_are_read_out_of_what_people_write_of_them(row, context, verdict):
    assert said(*row, context).verdict is verdict


DAY = ("全項目", "Ⅵ-1-①", "令和3年6月1日", "令和8年5月11日")
PERIOD = ("全項目", "Ⅵ-2-②", "令和3年3月1日から令和3年3月31日まで", "令和8年3月2日から令和8年4月1日まで")
COUNTED = (
    "基礎",
    "Ⅱ-1 対象人数",
    "[1万人以上10万人未満]\n令和2年10月1日時点",
    "[1万人以上10万人未満]\n令和7年10月1日時点",
)
COVER = ("基礎", "表紙-公表日", "令和3年7月1日", "令和8年6月20日")


@pytest.mark.parametrize(
    ("row", "context", "verdict"),
    [
        (DAY, {"備考": "前回の公表から5年となるため、規則第15条に基づき評価を再実施した。"}, REDO),
        (DAY, {"経過": "評価をやり直したもの。"}, REDO),
        (PERIOD, {"変更の理由": "一定期間が経過する前に評価を再実施するに当たり、意見聴取を行った。"}, REDO),
        (COVER, {"摘要": "しきい値判断から評価を改めて行った。"}, REDO),
        (COVER, "評価の再実施による。", REDO),
        (DAY, {"理由": "公表から5年が経過する前に評価を再実施するもの（記載に変更はない。）"}, REDO),
        (DAY, {"理由": "一定期間の経過前の再評価を行ったため"}, REDO),
        (DAY, {"理由": "評価の再実施（記載の変更なし）"}, REDO),
        (DAY, {"理由": "しきい値判断からやり直したもの"}, REDO),
        (DAY, {"理由": "意見聴取を再実施した。"}, OPEN),
        (DAY, {"理由": "委託先のリスクの再評価による。"}, OPEN),
        (DAY, {"理由": "評価を再実施するものではない。"}, OPEN),
        (DAY, {"理由": "評価の再実施（未実施）"}, OPEN),
        (DAY, {"備考": "評価を再実施したものではなく、誤記の訂正である。"}, OPEN),
        (DAY, {"備考": "評価を再実施する予定である。"}, OPEN),
        (DAY, {"理由": "5年が経過する前に、評価を改めて行うもの"}, REDO),
        (DAY, {"理由": "公表から5年を経過する前の再実施。記載に変更はない。"}, REDO),
        (DAY, {"理由": "一定期間が経過する前に、意見聴取及び第三者点検を改めて実施した。"}, REDO),
        (DAY, {"理由": "意見聴取を改めて実施した。"}, OPEN),
        (DAY, {"理由": "5年が経過する前に、意見聴取を改めて行う予定である。"}, OPEN),
        (DAY, {"理由": "5年が経過する前に、評価を改めて行うものではない。"}, OPEN),
        (PERIOD, {"理由": "5年を経過する前に評価を改めて実施することに伴い、再び意見を聴いた。"}, REDO),
        (DAY, {"理由": "5年になるため、評価を全面的にやり直した。"}, REDO),
        (DAY, {"理由": "評価を再び実施することを検討するに当たり、意見を聴いた。"}, OPEN),
        (DAY, {"理由": "評価書の文言を全面的にやり直した。"}, OPEN),
        (DAY, {"備考": "改めて評価書の誤字を点検した。"}, OPEN),
        (DAY, {"備考": "前回、評価を再実施した日の誤記を直した。"}, OPEN),
        (DAY, {"備考": "規則第15条による再実施ではなく、様式の改正に伴うもの。"}, OPEN),
        (DAY, {"理由": "5年経過による見直し"}, OPEN),
        (DAY, {"理由": "取扱いに変更はないが、指針に定める期間が経過するため"}, REDO),
        (PERIOD, {"理由": "一定期間が経過したため"}, REDO),
        (PERIOD, {"理由": "公表から5年を経過するので、意見の聴取からやり直した。"}, REDO),
        (PERIOD, {"理由": "意見の聴取からやり直した。"}, OPEN),
        (DAY, {"理由": "一定期間が経過していないため"}, OPEN),
        (DAY, {"理由": "保存期間が経過するため"}, OPEN),
        (DAY, {"理由": "重点項目評価書の公表（令和3年6月10日）から5年を経過する前に評価を行ったため。"}, REDO),
        (DAY, {"理由": "5年を経過する前に自己評価を行ったため。"}, OPEN),
        (DAY, {"理由": "5年を経過する前に評価を行わなかったため。"}, OPEN),
        (DAY, {}, OPEN),
        (COVER, {}, OPEN),
        (COUNTED, {"理由": "直近の評価の公表から5年を迎えるため、基礎項目評価を改めて行った。"}, REDO),
        (COUNTED, {"理由": "時点の更新"}, MINOR),
        (COUNTED, {"理由": "評価を改めて行う予定である。"}, MINOR),
        (("全項目", "Ⅵ-1-①", "令和7年6月1日", "令和8年5月11日"), {}, MINOR),
        (("全項目", "Ⅵ-1-①", "令和7年6月1日", "令和8年5月11日"), {"備考": "改めて評価を実施した。"}, REDO),
        (("基礎", "表紙-公表日", "令和7年7月1日", "令和8年6月20日"), {}, MINOR),
        (("全項目", "Ⅵ-4-①", "令和7年7月1日", "令和8年6月20日"), {"備考": "修正を提出した。"}, MINOR),
    ],
)
def test_a_day_of_the_assessment_that_moved_is_an_assessment_made_anew_where_that_is_said(row, context, verdict):
    found = said(*row, context)
    assert found.verdict is verdict
    assert bool(found.missing) is (verdict is OPEN)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("（変更前）[1万人未満]　（変更後）[1万人以上]", ("[1万人未満]", "[1万人以上]")),
        ("[500人未満]（変更なし）", ("[500人未満]", "[500人未満]")),
        ("（変更なし）", ("", "")),
        ("発生あり（従前から）", ("発生あり", "発生あり")),
        ("発生あり（従前は発生なし）", ("発生なし", "発生あり")),
        ("（変更後）発生あり", ("", "発生あり")),
        ("500人以上（前回500人未満）", ("500人未満", "500人以上")),
        ("500人未満（前回と同じ）", ("500人未満", "500人未満")),
        ("こども課（旧称を改めたもの。職員の配置に変更なし。）", ("こども課（旧称を改めたもの。職員の配置に変更なし。）",) * 2),
    ],
)
def test_a_value_says_what_stood_and_what_stands(text, sides):
    assert told_sides(text) == sides


@pytest.mark.parametrize("text", ["1,500人以上", "約32,500人", "32,500人のうち1,200人", "500人以上（前回500人未満）", ""])
def test_a_text_that_says_no_option_or_several_is_left_open(text):
    assert threshold.chosen(threshold.PERSONS, text) == threshold.chosen(threshold.HANDLERS, text) == ""
