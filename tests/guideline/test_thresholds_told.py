"""Figures, accidents and results of the しきい値 as officers write them, and what they make of a row."""

import pytest

from piadiff.guideline import threshold
from piadiff.model import Verdict
from piadiff.text.numerals import number
from tests.guideline.test_told_facts import said

REDO, MINOR, OPEN = Verdict.REDO, Verdict.MINOR, Verdict.UNDECIDED
MANY, MOST = "10万人以上30万人未満", "30万人以上"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("298,400", 298400),
        ("二十九万八千四百", 298400),
        ("三○一", 301),
        ("29万8千", 298000),
        ("千二百", 1200),
        ("1億2千万", 120000000),
        ("29.8万", None),
        ("1,00", None),
        ("○○", None),
        ("", None),
    ],
)
def test_a_numeral_has_the_value_that_is_written(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    ("choice", "text", "option"),
    [
        (threshold.PERSONS, "対象人数　二十九万九千九百九十九人（令和八年四月一日時点）", MANY),
        (threshold.PERSONS, "三〇〇，〇〇〇人", MOST),
        (threshold.PERSONS, "30万1千人", MOST),
        (threshold.PERSONS, "100,020人（前年から120人増）", MANY),
        (threshold.PERSONS, "○○人", ""),
        (threshold.PERSONS, "29.9万人", ""),
        (threshold.PERSONS, "約三十万人", ""),
        (threshold.HANDLERS, "五〇〇名（うち委託先の者一九〇名）", "500人以上"),
        (threshold.HANDLERS, "職員305人、委託先190人、計495人", "500人未満"),
        (threshold.HANDLERS, "職員305人、委託先190人", ""),
        (threshold.HANDLERS, "四百九十人程度", ""),
        (threshold.ACCIDENT, "当市において、過去１年の間に重大事故は起きていない。", "発生なし"),
        (threshold.ACCIDENT, "この1年間に特定個人情報に関する重大事故が２件発生した（うち１件は委託先）。", "発生あり"),
        (threshold.ACCIDENT, "重大事故は１件も発生していない。", "発生なし"),
        (threshold.ACCIDENT, "800人分の書類を紛失した。", ""),
        (threshold.ACCIDENT, "過去３年以内に重大事故が発生した。", ""),
        (threshold.ACCIDENT, "過去１年以内の発生はないが、２年前に重大事故が発生した。", ""),
        (threshold.ACCIDENT, "重大事故のおそれがある事案が発生した。", ""),
        (threshold.ACCIDENT, "重大事故が発生したかは調査中である。", ""),
    ],
)
def test_a_choice_is_read_out_of_figures_and_sentences(choice, text, option):
    assert threshold.chosen(choice, text) == option


GROWN = ("重点", "Ⅰ-1-③", "[1万人以上10万人未満]", "[10万人以上30万人未満]")
LEAK = "[発生あり]\nその内容：令和8年5月、特定個人情報を記録した書類800人分を紛失し、{}"
HAPPENED = ("重点", "Ⅲ(福祉ファイル)-7-②", "[発生なし]", "[発生あり]")
SISTER = {"基礎項目評価書Ⅱ-1": "[ 10万人以上30万人未満 ]", "基礎項目評価書Ⅱ-2": "[ 500人未満 ]"}
FIGURES = {"Ⅰ-1-③": MANY, "しきい値（取扱者数）": "500人未満", "公表日": "令和8年9月1日"}


@pytest.mark.parametrize(
    ("row", "context", "verdict"),
    [
        (GROWN, {"基礎Ⅱ-2": "500人以上（変更なし）", "基礎Ⅱ-3": "発生なし"}, REDO),
        (GROWN, {"基礎項目評価書Ⅱ－２": "四百八十人", "基礎項目評価書Ⅱ－３": "発生なし"}, MINOR),
        (GROWN, {"基礎項目評価書Ⅱ-2": "500人未満", "しきい値（重大事故・過去1年）": "発生なし → 発生あり"}, REDO),
        (GROWN, {"基礎Ⅱ-2": "500人未満"}, OPEN),
        (HAPPENED, {"基礎Ⅱ-1": MANY, "基礎Ⅱ-2": "500人未満", "基礎Ⅱ-3": "発生あり（変更前：発生なし）"}, REDO),
        (HAPPENED, {"基礎Ⅱ-1": MANY, "基礎Ⅱ-2": "500人未満", "基礎Ⅱ-3": "発生なし（変更なし）"}, MINOR),
        (HAPPENED, {"基礎Ⅱ-1": MANY, "基礎Ⅱ-2": "500人未満", "基礎Ⅱ-3": "発生なし"}, OPEN),
        (HAPPENED, {"基礎Ⅱ-1": "1万人以上10万人未満", "基礎Ⅱ-2": "500人未満", "基礎Ⅱ-3": "発生あり"}, MINOR),
        (HAPPENED, {**SISTER, "基礎項目評価書Ⅱ-3": "[ 発生なし ]から[ 発生あり ]に変更"}, REDO),
        (HAPPENED, {**SISTER, "基礎項目評価書Ⅱ-3": "発生なしから発生ありへ改めた。"}, REDO),
        (HAPPENED, {**SISTER, "基礎項目評価書Ⅱ-3": "[ 発生なし ]のまま変更なし"}, MINOR),
        (HAPPENED, {**SISTER, "基礎項目評価書Ⅱ-3": "発生なしのまま"}, MINOR),
        (HAPPENED, {**SISTER, "基礎項目評価書Ⅱ-3": "発生なしのままか確認中"}, OPEN),
        (HAPPENED, {**SISTER, "基礎項目評価書Ⅱ-3": "発生なしから発生ありに変更するかは未定"}, OPEN),
        (HAPPENED, {**SISTER, "基礎項目評価書Ⅱ-3": "発生なしから変更予定"}, OPEN),
        ((*HAPPENED[:3], LEAK.format("委員会に報告した。")), {**SISTER, "基礎項目評価書Ⅱ-3": "発生なしのまま"}, MINOR),
        ((*HAPPENED[:3], LEAK.format("重大事故として委員会に報告した。")), FIGURES, REDO),
        ((*HAPPENED[:3], LEAK.format("委員会に報告した（重大事故に該当）。")), FIGURES, REDO),
        ((*HAPPENED[:3], LEAK.format("重大事故に該当するかを確認している。")), FIGURES, OPEN),
        ((*HAPPENED[:3], LEAK.format("重大事故として委員会に報告した。")), {**FIGURES, "公表日": "令和9年9月1日"}, MINOR),
        (HAPPENED, {**FIGURES, "理由": "個人番号を含まない名簿の事故であるため。"}, MINOR),
        (HAPPENED, {**FIGURES, "理由": "名簿は個人番号を含まないが、添付した申請書は個人番号を含む。"}, OPEN),
    ],
)
def test_the_choices_of_the_basic_form_decide_a_row_of_the_focused_one(row, context, verdict):
    assert said(*row, context).verdict is verdict


USERS = ("重点", "Ⅱ(福祉ファイル)-3-④-使用者数", "[100人以上500人未満]", "[500人以上1,000人未満]")
FEW = {"Ⅰ-1-③": MANY}
TOLD = ("基礎", "Ⅱ-3", "発生なし", "発生あり")


@pytest.mark.parametrize(
    ("row", "context", "verdict"),
    [
        (USERS, {**FEW, "理由": "事務全体の取扱者数（委託先を含む。）が四百八十人から五百十人となる。"}, REDO),
        (USERS, {**FEW, "理由": "取扱者数は480人から490人となり、500人未満のままである。"}, MINOR),
        (USERS, {**FEW, "理由": "委託先における取扱者数が480人から510人となる。"}, MINOR),
        (USERS, {"Ⅰ-1-③": "1万人以上10万人未満", "理由": "取扱者数が480人から510人となる。"}, MINOR),
        (USERS, FEW, MINOR),
        (TOLD, {"理由": "対象人数は12万人、取扱者数は320人である。"}, REDO),
        (TOLD, {"理由": "対象人数は9,800人、取扱者数は320人である。"}, MINOR),
        (TOLD, {"理由": "対象人数は12万人となる見込みで、取扱者数は320人である。"}, OPEN),
        (TOLD, {"理由": "対象人数は12万人又は9千人である。取扱者数は320人である。"}, OPEN),
    ],
)
def test_figures_told_in_a_cause_are_facts(row, context, verdict):
    assert said(*row, context).verdict is verdict


@pytest.mark.parametrize(
    ("item", "before", "after", "context", "verdict"),
    [
        ("Ⅱ-2", "[500人以上]", "[500人未満]", {"Ⅱ-1": "1万人以上10万人未満", "Ⅱ-3": "発生なし"}, OPEN),
        ("Ⅱ-3", "発生あり", "発生なし", {"Ⅱ-1": "1万人以上10万人未満", "Ⅱ-2": "500人未満"}, OPEN),
        ("Ⅱ-3", "発生あり", "発生なし", {"Ⅱ-1": "1万人以上10万人未満", "Ⅱ-2": "500人以上"}, MINOR),
        ("Ⅱ-1", "[30万人以上]", "[10万人以上30万人未満]", {"Ⅱ-2": "512人", "Ⅱ-3": "発生なし"}, MINOR),
    ],
)
def test_a_result_that_falls_leaves_open_whether_the_heavier_form_stays(item, before, after, context, verdict):
    found = said("基礎", item, before, after, context)
    assert found.verdict is verdict
    assert ("任意" in "".join(found.missing)) is (verdict is OPEN)


FULL = ("全項目", "Ⅰ-1-③", f"[{MANY}]", f"[{MOST}]")
VOLUNTARY = "基礎項目評価及び重点項目評価の実施が義務付けられる（任意に全項目評価を実施）"


@pytest.mark.parametrize(
    ("row", "context", "verdict"),
    [
        (FULL, {"Ⅵ-1-②": VOLUNTARY}, REDO),
        (FULL, {"Ⅵ-1-②": f"変更前：{VOLUNTARY}　変更後：基礎項目評価及び全項目評価の実施が義務付けられる"}, REDO),
        (FULL, {"取扱者数": "500人未満", "重大事故": "発生なし"}, REDO),
        (FULL, {}, OPEN),
        (FULL, {"取扱者数": "500人未満"}, OPEN),
        (FULL, {"取扱者数": "500人以上"}, MINOR),
        (FULL, {"備考": "取扱者数は従前から512人である。"}, MINOR),
        (FULL, {"表紙-特記事項": "取扱者数は従前から512人である。"}, MINOR),
        (FULL, {"取扱者数": "500人未満", "重大事故": "発生あり"}, MINOR),
        ((*FULL[:2], f"[{MOST}]", f"[{MANY}]"), {}, MINOR),
        ((*FULL[:2], "[1万人以上10万人未満]", f"[{MANY}]"), {}, REDO),
    ],
)
def test_persons_of_a_full_form_made_by_choice_may_make_it_due(row, context, verdict):
    assert said(*row, context).verdict is verdict


LOST = ("重点", "Ⅲ-7-②", "発生なし", "発生あり\nその内容：令和7年5月、申請書120件の写しを紛失した。")
SO_MANY = {"対象人数": MANY, "取扱者数": "500人未満"}


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ({"理由": "令和7年5月に発生した特定個人情報の重大事故による"}, REDO),
        ({"理由": "特定個人情報に関する重大な事故が発生したため"}, REDO),
        ({"理由": "令和7年5月の個人情報の事故による"}, OPEN),
        ({"理由": "特定個人情報の重大事故ではないため、しきい値に影響しない"}, MINOR),
        ({"理由": "特定個人情報の重大事故による", "公表日": "令和8年12月1日"}, MINOR),
        ({"理由": "個人情報（特定個人情報ではない。）の流出を記載するもの"}, MINOR),
        ({"理由": "特定個人情報に当たらない名簿の紛失であるため"}, MINOR),
        ({"理由": "特定個人情報ではないか確認している"}, OPEN),
        ({"理由": "特定個人情報ではないとはいえない"}, OPEN),
        ({"理由": "個人情報（特定個人情報ではない。）の名簿と、特定個人情報の記録を紛失した"}, OPEN),
        ({"備考": "写しに個人番号の記載はない。"}, MINOR),
        ({"備考": "20件に個人番号の記載があり、ほかの写しに個人番号の記載はない。"}, OPEN),
    ],
)
def test_an_accident_that_is_given_for_the_cause_counts(told, verdict):
    assert said(*LOST, {**SO_MANY, **told}).verdict is verdict
