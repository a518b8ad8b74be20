"""What the other items of a form, its rows and the other rows of a file add to a judgement."""

import dataclasses
import json
from datetime import date
from pathlib import Path

import pytest

from piadiff.diff import change_of_row
from piadiff.guideline import Facts, classify
from piadiff.model import ChangeRow, FormKind, Timing, Verdict, parse_path
from piadiff.pipeline.days import Days
from piadiff.pipeline.drafting import Drafting, draft
from piadiff.pipeline.judging import classify_rows, judge_rows
from piadiff.pipeline.judging import judge as judge_forms
from piadiff.readers import read
from piadiff.readers.rows_file import read_rows
from piadiff.templates import for_kind
from tests.guideline.judged import change, judge

CORPORA = Path(__file__).parents[2] / "corpora"
ACCIDENT = {"form": "基礎", "item": "Ⅱ－３", "before": "発生なし", "after": "発生あり"}


def classified(tmp_path, *rows, form=None):
    file = tmp_path / "rows.json"
    file.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    return [found for _, found in classify_rows(read_rows(file), Days(), form)]


@pytest.mark.parametrize(
    ("context", "verdict"),
    [
        ({}, Verdict.UNDECIDED),
        ({"Ⅱ－１": "30万人以上", "Ⅱ-2": "500人未満"}, Verdict.MINOR),
        ({"Ⅱ１": "1万人以上10万人未満", "Ⅱ 2": "500人未満"}, Verdict.REDO),
        ({"Ⅱ－１": "1万人以上10万人未満", "Ⅱ－２": "500人以上"}, Verdict.MINOR),
        ({"Ⅱ－１": "10万人以上30万人未満"}, Verdict.UNDECIDED),
        ({"しきい値判断結果": "基礎項目評価及び全項目評価の実施が義務付けられる"}, Verdict.MINOR),
        ({"公表日": "令和7年4月1日"}, Verdict.UNDECIDED),
    ],
)
def test_other_figures_of_the_form_decide_a_threshold_row(tmp_path, context, verdict):
    (found,) = classified(tmp_path, {**ACCIDENT, "context": context})
    assert found.verdict is verdict
    assert bool(found.missing) is (verdict is Verdict.UNDECIDED)


def test_a_raised_threshold_is_no_matter_of_before(tmp_path):
    (found,) = classified(tmp_path, {"form": "基礎", "item": "Ⅱ－１", "before": "1,000人未満", "after": "30万人以上"})
    assert (found.verdict, found.timing) == (Verdict.REDO, Timing.UNKNOWN)
    assert "第6条第2項" in found.reasons[0].clause and any("第14条第3項" in note for note in found.notes)


OF_NUMBERS = "発生あり（令和7年2月、個人番号を含む一覧が流出し、重大事故に該当することが{}。）"
STATED = {"Ⅴ－１－②": "基礎項目評価及び重点項目評価の実施が義務付けられる（対象人数10万人以上30万人未満）"}


@pytest.mark.parametrize(
    ("told", "published", "verdict"),
    [
        ("判明した", "令和7年3月10日", Verdict.REDO),
        ("判明した", "令和8年3月10日", Verdict.MINOR),
        ("判明した", "令和7年1月10日", Verdict.UNDECIDED),
    ],
)
def test_a_form_that_prints_how_many_persons_and_when_it_was_published_decides_an_accident(
    tmp_path, told, published, verdict
):
    after, context = OF_NUMBERS.format(told), {**STATED, "公表日": published}
    row = {"form": "重点", "item": "Ⅲ(税ファイル)-7-②", "before": "発生なし", "after": after, "context": context}
    (found,) = classified(tmp_path, row)
    assert found.verdict is verdict


THREE_YEARS = {"item": "Ⅲ（税ファイル）－７－リスク－②", "before": "発生なし", "after": "発生あり"}
PERSONS = {"item": "Ⅰ－１－③"}
RESULT = {"item": "Ⅴ－１－②", "before": "基礎項目評価及び重点項目評価の実施が義務付けられる"}


@pytest.mark.parametrize(
    ("row", "context", "verdict"),
    [
        ({**PERSONS, "before": "10万人以上30万人未満", "after": "30万人以上"}, {}, Verdict.REDO),
        ({**PERSONS, "before": "1万人以上10万人未満", "after": "30万人以上"}, {}, Verdict.REDO),
        ({**PERSONS, "before": "1万人以上10万人未満", "after": "10万人以上30万人未満"}, {}, Verdict.UNDECIDED),
        ({**PERSONS, "before": "10万人以上30万人未満", "after": "1万人以上10万人未満"}, {}, Verdict.UNDECIDED),
        ({**PERSONS, "before": "10万人以上30万人未満", "after": "1,000人未満"}, {}, Verdict.UNDECIDED),
        ({**RESULT, "after": "基礎項目評価及び全項目評価の実施が義務付けられる"}, {}, Verdict.REDO),
        ({**RESULT, "after": "基礎項目評価の実施が義務付けられる"}, {}, Verdict.UNDECIDED),
        (THREE_YEARS, {}, Verdict.UNDECIDED),
        (THREE_YEARS, {"Ⅰ-1-③": "10万人以上30万人未満"}, Verdict.UNDECIDED),
        (THREE_YEARS, {"Ⅰ-1-③": "1万人以上10万人未満"}, Verdict.MINOR),
        ({**THREE_YEARS, "before": "発生あり", "after": "発生なし"}, {}, Verdict.MINOR),
    ],
)
def test_a_focused_form_that_outgrows_its_kind_is_assessed_anew_or_asks(tmp_path, row, context, verdict):
    (found,) = classified(tmp_path, {"form": "重点", **row, "context": context})
    assert found.verdict is verdict
    assert bool(found.missing) is (verdict is Verdict.UNDECIDED)
    assert "結果に変更がない" not in found.explanation or row["before"] == row["after"]


def test_the_other_rows_of_a_file_are_facts(tmp_path):
    persons = {
        "form": "基礎",
        "item": "Ⅱ－１",
        "before": "1万人以上10万人未満",
        "after": "1万人以上10万人未満（再計数）",
    }
    handlers = {"form": "基礎", "item": "Ⅱ－２", "before": "500人未満", "after": "500人未満"}
    found, *_ = classified(tmp_path, ACCIDENT, persons, handlers)
    assert found.verdict is Verdict.REDO


def test_the_form_itself_gives_all_its_items(tmp_path):
    form = read(CORPORA / "kiso-jidou-teate" / "2025-03-31.yaml")
    (found,) = classified(tmp_path, ACCIDENT, form=form)
    assert found.verdict is not Verdict.UNDECIDED


@pytest.mark.parametrize(
    ("form", "item", "before", "after", "verdict"),
    [
        ("重点", "Ⅱ（税ファイル）－４－④", "再委託しない", "再委託する", Verdict.SIGNIFICANT),
        ("全項目", "Ⅱ（税ファイル）－４－⑦", "再委託しない", "再委託する", Verdict.SIGNIFICANT),
        ("全項目", "Ⅱ（税ファイル）－５－⑤", "市民", "市民及び転出者", Verdict.MINOR),
    ],
)
def test_an_address_without_the_number_of_its_group_counts_where_all_candidates_are_alike(
    tmp_path, form, item, before, after, verdict
):
    (found,) = classified(tmp_path, {"form": form, "item": item, "before": before, "after": after})
    assert found.verdict is verdict


def test_in_an_emergency_a_significant_change_is_lawfully_late(tmp_path):
    row = {"form": "全項目", "item": "Ⅱ（税ファイル）－４－委託の有無", "before": "委託しない", "after": "委託する"}
    told = {**row, "context": {"規則第9条第2項の適用": "適用した"}}
    plain, late = (classified(tmp_path, each)[0] for each in (row, told))
    assert (plain.verdict, plain.timing) == (Verdict.SIGNIFICANT, Timing.BEFORE)
    assert (late.verdict, late.timing) == (Verdict.SIGNIFICANT, Timing.AFTER)
    assert "第9条第2項" in late.reasons[0].clause and any("第9条第2項" in note for note in late.notes)


PLAN = ("全項目", "Ⅱ（税ファイル）－６－①", "税の書類は分庁舎に保管する（予定）。", "税の書類は分庁舎に保管する。")


@pytest.mark.parametrize(
    ("timing", "after", "verdict"),
    [
        ("事前", "税の書類は分庁舎に保管する（予定）。", Verdict.MINOR),
        ("事後", "税の書類は分庁舎に保管する（予定）。", Verdict.UNDECIDED),
        ("事前", "税の書類は本庁に保管する。", Verdict.UNDECIDED),
    ],
)
def test_a_plan_is_carried_out_where_a_row_told_of_it_before(timing, after, verdict):
    row = ChangeRow(1, "令和6年4月1日", "Ⅱ－６－①", "－", after, timing, "", date(2024, 4, 1))
    (found,) = judge(PLAN[0], change(*PLAN), rows=(row,))
    assert found.verdict is verdict


def test_details_follow_the_choice_they_belong_to():
    group = "Ⅲ（税ファイル）－３－リスク２－ユーザ認証の管理"
    details = change("全項目", f"{group}－具体的な管理方法", "", "職員証を読み取らせる。")
    raised = change("全項目", group, "行っていない", "行っている")
    assert judge("全項目", details)[0].verdict is Verdict.UNDECIDED
    followed = judge("全項目", details, raised)[0]
    assert followed.verdict is Verdict.MINOR and any("ユーザ認証の管理" in note for note in followed.notes)


def test_a_cloud_section_that_goes_is_no_stronger_measure():
    before = "＜みほん市における措置＞\n施錠する。\n＜ガバメントクラウドにおける措置＞\n立入りを制限する。"
    found = judge("全項目", change("全項目", "Ⅲ（税ファイル）－７－リスク１－⑤", before, before.split("\n＜ガ")[0]))[0]
    assert found.verdict is not Verdict.MINOR


def test_a_basic_form_says_that_the_sister_form_matters():
    template = for_kind(FormKind.BASIC)
    made = change_of_row(parse_path("Ⅰ-1-②"), "申請を受け付ける。", "申請を受け付け、審査する。", template)
    found = {
        sister: classify([made], Facts(kind=FormKind.BASIC, template=template, sister=sister))[0]
        for sister in (None, True, False)
    }
    assert [found[key].timing for key in (None, True, False)] == [Timing.AFTER, Timing.BEFORE, Timing.AFTER]
    assert [any("第5条第1項後段" in note for note in found[key].notes) for key in (None, True, False)] == [
        True,
        True,
        False,
    ]


def test_published_rows_of_an_emergency_are_judged_with_it():
    form = read(CORPORA / "zenkoumoku-jumin-zei" / "2025-09-30.yaml")
    assert judge_rows(form, Days())


@pytest.mark.parametrize("side", [0, 1])
def test_a_value_that_could_not_be_read_is_asked_about_and_never_drafted(side):
    form = read(CORPORA / "zenkoumoku-jumin-zei" / "2025-09-30.yaml")
    path = parse_path("Ⅱ(住民税ファイル)-4-委託の有無")
    lost = dataclasses.replace(
        form,
        items=tuple(
            dataclasses.replace(item, value="", undetermined=True) if item.path == path else item for item in form.items
        ),
    )
    pair = (form, lost) if side else (lost, form)
    (found,) = judge_forms(*pair, Days())
    assert (found.verdict, found.rules) == (Verdict.UNDECIDED, ("unread",))
    drafted = draft(*pair, Days(), Drafting())
    assert drafted.rows == () and drafted.folded == ()
    assert [(entry.side, entry.path) for entry in drafted.unread] == [("new" if side else "old", path)]
    assert judge_forms(lost, lost, Days()) == ()


def test_a_proof_of_one_edit_is_not_given_for_a_change_that_holds_others(tmp_path):
    stands = {"Ⅱ（税ファイル）－３－⑧－使用方法": "通知書の印刷を受け持つ組合に、宛先を提供する。"}
    item = {"form": "全項目", "item": "Ⅰ－１－②", "context": stands}
    cited = "番号法第19条第7号により、組合に情報を提供する。"
    renumbered = cited.replace("第7号", "第8号")
    (alone,) = classified(tmp_path, {**item, "before": cited, "after": renumbered})
    (beside,) = classified(tmp_path, {**item, "before": cited, "after": f"{renumbered}そのため、宛先を組合に提供する。"})
    assert alone.verdict is beside.verdict is Verdict.MINOR
    assert alone.proofs and "置換え" in alone.explanation
    assert not beside.proofs and "置換え" not in beside.explanation


@pytest.mark.parametrize(
    ("cause", "verdict"),
    [
        ({"変更理由の欄": "現行の運用に合わせた記載の修正"}, "要判断"),
        ({"組織改正": "令和8年4月1日に市民部の組織改正があった（内容の資料は手元にない）"}, "要判断"),
        ({"組織改正": "組織改正はなく、窓口を増やした"}, "重要"),
        ({"経緯": "現行の運用に合わせ、新たに使用する部署を加える"}, "重要"),
        ({"経緯": "総合窓口課の職員にも利用権限を付与するため"}, "重要"),
        ({}, "要判断"),
    ],
)
def test_a_cause_that_a_row_gives_may_leave_a_wider_scope_open_but_never_makes_it_light(tmp_path, cause, verdict):
    row = {"form": "全項目", "item": "Ⅱ(住民ファイル)-3-⑦-使用部署", "before": "市民部市民課", "after": "市民部市民課、市民部総合窓口課"}
    (found,) = classified(tmp_path, {**row, "context": cause})
    assert found.verdict == verdict
