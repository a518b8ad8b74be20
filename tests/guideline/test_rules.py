"""Rules on their own examples, on each other's, and on cases written from the clauses."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest
import yaml

from piadiff.addresses.resolver import resolve
from piadiff.errors import DataError
from piadiff.guideline import read_policy, rules, threshold
from piadiff.model import FormKind, Timing, Verdict
from piadiff.templates import for_kind
from tests.guideline.judged import change, changes_of, facts_of, judge

CASES = [
    {**case, "clause": group["clause"]}
    for file in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for group in yaml.safe_load(file.read_text(encoding="utf-8"))
    for case in group["cases"]
]


def judged_example(example):
    return judge(example.form, *changes_of(example), **facts_of(example))[0]


EXAMPLES = [
    pytest.param(rule, example, wanted, id=f"{rule.id}-{wanted}-{n}")
    for rule in rules()
    for wanted, examples in ((True, rule.examples.hit), (False, rule.examples.near_miss))
    for n, example in enumerate(examples)
]


@pytest.mark.parametrize(("rule", "example", "speaks"), EXAMPLES)
def test_a_rule_speaks_on_its_hits_and_not_on_its_near_misses(rule, example, speaks):
    assert (rule.id in judged_example(example).rules) is speaks


@pytest.mark.parametrize("example", [example.values[1] for example in EXAMPLES])
def test_every_example_is_judged_with_a_reason(example):
    finding = judged_example(example)
    assert finding.reasons[0].verdict is finding.verdict
    assert finding.reasons[0].clause
    if finding.verdict is Verdict.UNDECIDED:
        assert finding.missing
    if finding.verdict is Verdict.SIGNIFICANT:
        assert finding.timing is Timing.BEFORE
    if finding.verdict is Verdict.REDO:
        assert finding.timing is Timing.UNKNOWN and any("規則" in note for note in finding.notes)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['form']} {case['item']} {case['after']}"[:60])
def test_cases_are_judged_as_their_clause_says(case):
    finding = judge(case["form"], change(case["form"], case["item"], case["before"], case["after"]))[0]
    assert str(finding.verdict) == case["verdict"], finding.reasons
    if "timing" in case:
        assert str(finding.timing) == case["timing"]


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ("甲", "乙", Verdict.UNDECIDED),
        ("甲、乙に\n渡す。", "甲，乙に渡す。", Verdict.MINOR),
        ("甲、乙に渡す。", "甲，乙，丙に渡す。", Verdict.UNDECIDED),
    ],
)
def test_of_an_unknown_item_only_the_spelling_is_judged(before, after, verdict):
    template = for_kind(FormKind.FULL)
    odd = dataclasses.replace(
        change("全項目", "Ⅰ－１－②", before, after), path=type(resolve("Ⅰ-1-①", template).paths[0])("不明")
    )
    assert judge("全項目", odd)[0].verdict is verdict


def test_rows_are_linked_by_name_and_not_by_coming_together():
    system = change("全項目", "Ⅰ－２－システム３－①", "－", "窓口予約システム")
    cloud = change("全項目", "Ⅱ（税ファイル）－６－①", "庁舎に保管する。", "ガバメントクラウドに保管する。")
    assert judge("全項目", system, cloud)[0].verdict is Verdict.UNDECIDED
    named = change("全項目", "Ⅰ－２－システム３－①", "－", "税システム（ガバメントクラウド）")
    linked = judge("全項目", named, cloud)[0]
    assert linked.verdict is Verdict.SIGNIFICANT
    assert any("ガバメントクラウド" in note for note in linked.notes)


def test_the_heaviest_edit_of_a_row_decides_and_all_are_told():
    finding = judge(
        "全項目",
        change(
            "全項目",
            "Ⅱ（税ファイル）－２－③",
            "番号法第19条第7号の者（消除者を除く。）",
            "番号法第19条第8号の者（消除者を含む。）",
        ),
    )[0]
    assert finding.verdict is Verdict.SIGNIFICANT
    assert "law_citation_changed" in finding.rules


def test_timing_knows_the_day_of_submission_and_the_day_of_effect():
    minor = change("全項目", "Ⅰ－７－①", "財務部市民税課", "税務部市民税課")
    early = judge("全項目", minor, submitted=date(2025, 3, 1), effective=date(2025, 4, 1))[0]
    late = judge("全項目", minor, submitted=date(2025, 5, 1), effective=date(2025, 4, 1))[0]
    same = judge("全項目", minor, submitted=date(2025, 4, 1), effective=date(2025, 4, 1))[0]
    assert (early.verdict, early.timing) == (Verdict.MINOR, Timing.BEFORE)
    assert (late.verdict, late.timing) == (Verdict.MINOR, Timing.AFTER)
    assert same.timing is Timing.AFTER, "提出の日に変えるのは、変える前の提出ではない"


def test_rules_apply_from_the_day_their_clause_is_in_force():
    started = change("全項目", "Ⅱ（税ファイル）－４－委託の有無", "委託しない", "委託する")
    assert judge("全項目", started, as_of=date(2025, 1, 1))[0].verdict is Verdict.SIGNIFICANT
    assert judge("全項目", started, as_of=date(2013, 1, 1))[0].verdict is Verdict.UNDECIDED


def test_a_policy_overrides_a_rule_with_its_reason_and_knows_no_rule_that_is_not_there():
    known = {rule.id: rule.verdict for rule in rules()}
    text = "overrides:\n  system_added: {verdict: 重要, reason: 当市の取扱いによる}\n"
    policy = read_policy(text, known, "policy.yaml")
    finding = judge("全項目", change("全項目", "Ⅰ－２－システム２－①", "－", "受付システム"), policy=policy)[0]
    assert (finding.verdict, finding.timing, finding.missing) == (Verdict.SIGNIFICANT, Timing.BEFORE, ())
    assert "方針により重要" in finding.explanation
    assert "当市の取扱いによる" in finding.reasons[0].clause
    for lighter in (
        "outsourcing_started: {verdict: 軽微",
        "rewritten: {verdict: 軽微",
        "scope_widened: {verdict: 要判断",
    ):
        with pytest.raises(DataError, match="軽く"):
            read_policy(f"overrides:\n  {lighter}, reason: 理由がある}}\n", known, "policy.yaml")
    with pytest.raises(DataError, match="no_such_rule"):
        read_policy("overrides:\n  no_such_rule: {verdict: 重要, reason: 理由がある}\n", known, "policy.yaml")


@pytest.mark.parametrize(
    ("persons", "handlers", "accident", "level"),
    [
        ("1,000人未満（任意実施）", "500人以上", "発生あり", "義務なし"),
        ("1,000人以上1万人未満", "500人以上", "発生あり", "基礎"),
        ("1万人以上10万人未満", "500人未満", "発生なし", "基礎"),
        ("1万人以上10万人未満", "500人未満", "発生あり", "重点"),
        ("10万人以上30万人未満", "500人未満", "発生なし", "重点"),
        ("10万人以上30万人未満", "500人以上", "発生なし", "全項目"),
        ("30万人以上", "500人未満", "発生なし", "全項目"),
    ],
)
def test_the_threshold_table_tells_which_assessment_is_due(persons, handlers, accident, level):
    assert threshold.due(persons, handlers, accident).level == level


def test_three_causes_are_told_as_a_list():
    before = "番号法第19条第7号に基づき、市民課の窓口で記録を確認を行う、サーバーに残す。"
    after = "番号法第19条第8号に基づき、市民窓口課の窓口で記録を確認する、サーバに残す。"
    (found,) = judge("全項目", change("全項目", "Ⅱ（税ファイル）－３－⑧－使用方法", before, after))
    *causes, last = found.cause.split("、")
    assert len(causes) > 1
    amended = "法令の改正（令和3年法律第37号、令和3年9月1日施行）"
    assert found.explanation.startswith(f"{'、'.join(causes)}及び{last}に伴う".replace("法令の改正", amended))


@pytest.mark.parametrize("sentence", ["外部からの侵入は不可能である。", "運用に障害が発生する場合は、原則として事業者が対応する。"])
def test_what_comes_with_a_new_party_weakens_nothing_that_was_there(sentence):
    before = "＜みほん市における措置＞\n書庫を施錠する。"
    added = change("全項目", "Ⅲ（税ファイル）－７－リスク１－⑤", before, f"{before}\n＜共同利用センターにおける措置＞\n{sentence}")
    finding = judge("全項目", added)[0]
    assert finding.verdict is Verdict.SIGNIFICANT
    assert "縮小" not in finding.explanation


def test_a_sentence_that_opens_what_was_there_still_weakens_it():
    before = "＜みほん市における措置＞\n書庫を施錠する。"
    opened = change("全項目", "Ⅲ（税ファイル）－７－リスク１－⑤", before, f"{before}\n窓口の書庫は対象外とする。")
    assert "縮小" in judge("全項目", opened)[0].explanation


UNLISTED = ["Ⅱ（税ファイル）－６－③", "Ⅰ－２－システム１－②"]


@pytest.mark.parametrize("item", UNLISTED)
@pytest.mark.parametrize(
    ("before", "after", "asks"),
    [
        ("古い名簿は残さない。", "古い名簿は残す。", True),
        ("紙の名簿は作らない。端末で照会する。", "紙の名簿を作る。端末で照会する。", True),
        ("窓口の書類は机上に放置しない。", "窓口の書類は机上に置く。", True),
        ("古い名簿は残さない。", "古い名簿は一切残さない。", False),
        ("古い名簿は残さない。", "満期の帳票を溶かす。", False),
    ],
)
def test_a_sentence_that_lost_its_denial_is_asked_about_in_an_item_of_any_kind(item, before, after, asks):
    found = judge("全項目", change("全項目", item, before, after))[0]
    assert ("limit_dropped" in found.rules, found.verdict is Verdict.UNDECIDED) == (asks, asks)


def test_a_box_that_stays_as_it_was_is_no_change_of_spelling():
    before = "[○]個人番号　[○]その他（口座情報）"
    told = change("全項目", "Ⅱ（税ファイル）－２－④－主な記録項目", before, before.replace("口座", "口座の残高の"))
    assert "notation_changed" not in judge("全項目", told)[0].rules


@pytest.mark.parametrize("kind", ["基礎", "全項目"])
def test_what_a_row_leaves_out_is_no_change_of_words(kind):
    item = {"基礎": "Ⅰ－５－①", "全項目": "Ⅰ－７－①"}[kind]
    whole, cut = (
        judge(kind, change(kind, item, f"{left}市民課", f"{left}戸籍住民課"))[0].rules for left in ("", "（省略）\n")
    )
    assert whole == cut


@pytest.mark.parametrize(
    ("item", "before", "after", "words"),
    [
        ("Ⅱ（税ファイル）－３－⑧－権利利益に影響を与え得る決定", "見本" * 20, "該当なし", f"{'見本' * 15}→該当なし"),
        ("Ⅱ（税ファイル）－２－③", "受給者", f"受給者（{'見本' * 20}に限る。）", f"({'見本' * 20}"[:40]),
    ],
)
def test_long_words_are_quoted_by_their_beginning(item, before, after, words):
    assert judge("全項目", change("全項目", item, before, after))[0].reasons[0].words == (words,)
