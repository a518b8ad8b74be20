"""Drafting: one edit one row, claims, coverage and decisions kept."""

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff.addresses.resolver import resolve
from piadiff.draft import Decision, coverage, draft
from piadiff.draft.marks import mark, readable
from piadiff.errors import WrongCallError
from piadiff.model import (
    Action,
    Edit,
    Facet,
    FacetKind,
    Fold,
    Form,
    FormKind,
    Header,
    Item,
    ItemKind,
    ItemPath,
    Timing,
    Verdict,
    parse_path,
)
from piadiff.templates import load
from tests.draft.mihon import TEXT, finding, law
from tests.effort import examples

BASIC, FULL = load("様式2"), load("様式4")
LAW = law("番号法第19条第7号", "番号法第19条第8号")


def form(kind, items):
    template = {FormKind.BASIC: "様式2", FormKind.FULL: "様式4"}[kind]
    made = tuple(Item(parse_path(path), path, ItemKind.TEXT, value) for path, value in items.items())
    return Form(Header(kind, template), made)


def test_one_item_is_one_row_in_the_official_spelling():
    made = draft(
        [finding("Ⅱ(税ファイル)-5-移転先1-②", "税の賦課", "税の賦課・徴収")], template=FULL, day=date(2025, 12, 1)
    )
    (row,) = made.rows
    assert row.item == "Ⅱ（税ファイル）－５－移転先１－②"
    assert (row.before, row.after) == ("税の賦課", "税の賦課・徴収")
    assert row.date == date(2025, 12, 1)
    assert row.decided_by == "rule"
    assert "".join(edit.text for edit in row.edits if edit.op != "+") == row.before
    assert "".join(edit.text for edit in row.edits if edit.op != "-") == row.after


def test_the_same_law_words_in_three_items_are_one_row_with_the_places_listed():
    places = ("Ⅰ-3", "Ⅰ-4-②", "Ⅰ-1-②")
    texts = ("番号法第19条第7号", "番号法第19条第7号及び条例", "提供は番号法第19条第7号による。番号法第19条第7号の表")
    findings = [
        finding(path, text, text.replace("第7号", "第8号"), facets=LAW, cause="法改正")
        for path, text in zip(places, texts, strict=True)
    ]
    made = draft(findings, template=BASIC)
    (row,) = made.rows
    assert row.item == "Ⅰ－３、Ⅰ－４－②、Ⅰ－１－②"
    assert (row.before, row.after) == ("番号法第19条第7号", "番号法第19条第8号")
    (fold,) = made.folded
    assert fold.row == 1
    assert [str(path) for path in fold.paths] == list(places)
    assert coverage(made, findings).complete


@pytest.mark.parametrize("sides", [("old", "new"), ("old",), ("new",)])
def test_places_of_forms_at_hand_are_listed_where_the_spelling_leads_back_to_them(sides):
    cited = dict.fromkeys(("Ⅰ-3", "Ⅰ-4-②", "Ⅰ-1-②"), "番号法第19条第7号")
    findings = [finding(path, text, text.replace("第7号", "第8号"), facets=LAW) for path, text in cited.items()]
    (row,) = draft(findings, template=BASIC, **dict.fromkeys(sides, form(FormKind.BASIC, cited))).rows
    assert row.item == "Ⅰ－３、Ⅰ－４－②、Ⅰ－１－②"


def test_an_item_that_changed_in_another_way_too_keeps_its_own_row():
    findings = [
        finding(path, "番号法第19条第7号", "番号法第19条第8号", facets=LAW) for path in ("Ⅰ-3", "Ⅰ-4-②", "Ⅰ-1-②")
    ]
    findings.append(finding("Ⅰ-1-③", "番号法第19条第7号、窓口端末", "番号法第19条第8号、窓口端末二台", facets=LAW))
    made = draft(findings, template=BASIC)
    assert [row.item for row in made.rows] == ["Ⅰ－３、Ⅰ－４－②、Ⅰ－１－②", "Ⅰ－１－③"]
    assert coverage(made, findings).complete


def test_a_house_may_ask_for_one_row_per_item():
    findings = [
        finding(path, "番号法第19条第7号", "番号法第19条第8号", facets=LAW) for path in ("Ⅰ-3", "Ⅰ-4-②", "Ⅰ-1-②")
    ]
    made = draft(findings, template=BASIC, granularity="item")
    assert len(made.rows) == 3
    assert not made.folded
    with pytest.raises(WrongCallError, match="まとめ方"):
        draft(findings, template=BASIC, granularity="page")


def test_different_verdicts_are_never_folded_together():
    findings = [
        finding(path, "番号法第19条第7号", "番号法第19条第8号", facets=LAW) for path in ("Ⅰ-3", "Ⅰ-4-②", "Ⅰ-1-②")
    ]
    findings[1] = finding(
        "Ⅰ-4-②", "番号法第19条第7号", "番号法第19条第8号", facets=LAW, verdict=Verdict.SIGNIFICANT, timing=Timing.BEFORE
    )
    assert len(draft(findings, template=BASIC).rows) == 3


def test_a_new_system_with_its_sub_items_is_one_row():
    items = {
        "Ⅰ-2-システム9-①": "窓口支援システム",
        "Ⅰ-2-システム9-②": "申請書を作る。",
        "Ⅰ-2-システム9-③": "[　]税務システム　[○]その他（窓口端末）",
    }
    findings = [
        finding(path, after=value, kind=ItemKind.CHECKS if path.endswith("③") else ItemKind.TEXT, timing=Timing.BEFORE)
        for path, value in items.items()
    ]
    findings[1] = finding("Ⅰ-2-システム9-②", after="申請書を作る。", verdict=Verdict.SIGNIFICANT, timing=Timing.BEFORE)
    made = draft(findings, old=form(FormKind.FULL, {"Ⅰ-2-システム1-①": "住民記録"}), template=FULL)
    (row,) = made.rows
    assert row.item == "Ⅰ－２－システム９"
    assert row.before == "－"
    assert all(text in row.after for text in ("窓口支援システム", "申請書を作る。", "[○]その他（窓口端末）"))
    assert row.verdict is Verdict.SIGNIFICANT
    assert coverage(made, findings).complete


@pytest.mark.parametrize(("old", "items"), [("税務", ("①", "②", "③")), ("", ("",))])
def test_sub_items_that_came_to_a_system_that_stood_are_rows_of_their_own(old, items):
    system = "Ⅰ-2-システム9"
    findings = [finding(f"{system}-{part}", after=f"{part}を作る。") for part in "②③"]
    made = draft([finding(f"{system}-①", old, "税務システム"), *findings], template=FULL)
    named = sorted("Ⅰ－２－システム９" + (f"－{part}" if part else "") for part in items)
    assert sorted(row.item for row in made.rows) == named


def test_moves_of_a_revision_are_one_row_that_quotes_the_printed_numbers():
    findings = [
        finding("Ⅳ-9", "自己点検", "自己点検", action=Action.MOVED, old_path="Ⅳ-8"),
        finding("Ⅳ-10", "十分に行っている", "十分に行っている", action=Action.MOVED, old_path="Ⅳ-9"),
    ]
    made = draft(findings, template=BASIC)
    (row,) = made.rows
    assert row.before == "８．監査\n９．従業者に対する教育・啓発"
    assert row.after == "９．監査\n１０．従業者に対する教育・啓発"
    assert coverage(made, findings).complete


def test_a_group_that_moved_is_named_down_to_what_moved():
    findings = [
        finding(f"Ⅰ-2-システム3-{part}", "住民記録", "住民記録", action=Action.MOVED, old_path=f"Ⅰ-2-システム2-{part}")
        for part in "①②"
    ]
    (row,) = draft(findings, template=FULL).rows
    assert (row.item, row.before, row.after) == ("Ⅰ－２－システム３", "システム２", "システム３")


CHOICES = ("Ⅳ-2-目的外の入手", "Ⅳ-3-目的外の使用", "Ⅳ-10", "Ⅳ-4-不正な使用")


@pytest.mark.parametrize(("before", "rows"), [("特に力を入れている", 1), ("", len(CHOICES))])
def test_choices_changed_alike_are_one_row_and_choices_filled_in_are_their_own(before, rows):
    findings = [
        finding(path, before, "十分に行っている", kind=ItemKind.CHOICE, action=Action.CHANGED) for path in CHOICES
    ]
    made = draft(findings, template=BASIC)
    assert [(row.before, row.after) for row in made.rows] == [(before or "－", "十分に行っている")] * rows
    assert coverage(made, findings).complete


@pytest.mark.parametrize(
    ("before", "after", "quoted"),
    [
        ("届出は、市条例第7号による。", "届出は、市条例第8号による。", ("市条例第7号", "市条例第8号")),
        ("7人体制", "8人体制", ("7人体制", "8人体制")),
    ],
)
def test_a_replaced_number_is_quoted_with_the_word_it_stands_in(before, after, quoted):
    findings = [finding(path, before, after) for path in ("Ⅰ-3", "Ⅰ-4-②", "Ⅰ-6")]
    made = draft(findings, template=BASIC)
    assert [(row.before, row.after) for row in made.rows] == [quoted]
    assert coverage(made, findings).complete


def test_the_same_replacement_in_places_that_moved_too_is_told_place_by_place():
    law = ("番号法第19条第7号", "番号法第19条第8号")
    moves = {"Ⅰ-3": "Ⅰ-5-①", "Ⅰ-4-②": "Ⅰ-5-②", "Ⅰ-6": "Ⅰ-7"}
    findings = [
        finding(path, *law, facets=LAW, action=Action.MOVED_CHANGED, old_path=old) for path, old in moves.items()
    ]
    assert [row.paths for row in draft(findings, template=BASIC).rows] == [(each.change.path,) for each in findings]


@pytest.mark.parametrize(("before", "after"), [("120", "150"), ("１２", "１５"), ("甲", "乙")])
def test_figures_and_single_letters_that_changed_alike_are_three_rows(before, after):
    findings = [finding(path, before, after) for path in ("Ⅰ-3", "Ⅰ-4-②", "Ⅰ-6")]
    assert len(draft(findings, template=BASIC).rows) == 3


def test_the_same_words_that_came_in_three_places_are_three_rows():
    findings = [finding(path, after="二人で確かめる。") for path in ("Ⅰ-3", "Ⅰ-4-②", "Ⅰ-6")]
    made = draft(findings, template=BASIC)
    assert [(row.before, row.after) for row in made.rows] == [("－", "二人で確かめる。")] * 3


@pytest.mark.parametrize(("proofs", "shown"), [("甲甲乙", ("甲", "乙")), ("甲甲", ())])
def test_a_row_is_proven_harmless_where_each_of_its_changes_is(proofs, shown):
    paths = ("Ⅰ-3", "Ⅰ-4-②", "Ⅰ-6")
    findings = [
        finding(path, "番号法第19条第7号", "番号法第19条第8号", facets=LAW, proofs=tuple(proofs[at : at + 1]))
        for at, path in enumerate(paths)
    ]
    (row,) = draft(findings, template=BASIC).rows
    assert row.proofs == shown


def test_notation_is_one_row_and_blanks_get_none():
    findings = [
        finding("Ⅰ-1-②", "届出，審査，通知", "届出、審査、通知"),
        finding("Ⅰ-3", "法，条例", "法、条例"),
        finding("Ⅰ-4-②", "番号法 第19条", "番号法第19条"),
    ]
    made = draft(findings, template=BASIC)
    (row,) = made.rows
    assert (row.before, row.after) == ("，", "、")
    named, loose = made.folded
    assert (named.row, loose.row) == (1, None)
    assert [str(path) for path in loose.paths] == ["Ⅰ-4-②"]
    assert coverage(made, findings).complete


def test_the_date_of_counting_is_told_for_both_counts_at_once():
    findings = [
        finding(path, "令和2年9月1日", "令和7年4月1日", kind=ItemKind.DATE) for path in ("Ⅱ-1-時点", "Ⅱ-2-時点")
    ]
    (row,) = draft(findings, template=BASIC).rows
    assert row.item == "Ⅱ－１－時点、Ⅱ－２－時点"


def test_few_check_boxes_are_printed_in_full_and_many_only_where_ticked():
    few = finding(
        "Ⅳ-9", "[○]自己点検　[　]内部監査　[　]外部監査", "[○]自己点検　[○]内部監査　[　]外部監査", kind=ItemKind.CHECKS
    )
    many = finding(
        "Ⅱ(税)-2-④-主な記録項目",
        "　".join(f"[{'○' if n < 2 else '　'}]項目{n}" for n in range(19)),
        "　".join(f"[{'○' if n < 3 else '　'}]項目{n}" for n in range(19)),
        kind=ItemKind.CHECKS,
    )
    made = draft([few, many], template=FULL)
    assert made.rows[0].before == "[○]自己点検[　]内部監査[　]外部監査"
    assert made.rows[1].after == "[○]項目0[○]項目1[○]項目2"
    assert coverage(made, [few, many]).complete


def test_a_person_has_the_last_word_and_keeps_it():
    findings = [finding("Ⅰ-3", "条例第1条", "条例第2条"), finding("Ⅰ-5-②", "市民課長", "戸籍住民課長")]
    first = draft(findings, template=BASIC)
    decision = Decision(
        explanation="条例の改正によるもの", verdict=Verdict.MINOR, person="みほん 花子", reason="所管課に確認"
    )
    kept = {first.rows[0].fingerprint: decision, "0" * 12: decision}
    again = draft(list(reversed(findings)), template=BASIC, decisions=kept, day=date(2026, 4, 1))
    mine = again.rows[1]
    assert (mine.explanation, mine.decided_by) == ("条例の改正によるもの", "みほん 花子")
    assert mine.decided == ("説明", "判定")
    assert mine.timing is Timing.AFTER
    assert again.rows[0].decided_by == "rule"
    assert again.unused_decisions == ("0" * 12,)


def test_a_fingerprint_names_the_change_and_nothing_else():
    told = draft([finding("Ⅰ-3", "条例第1条", "条例第2条")], template=BASIC).rows[0].fingerprint
    assert (
        told
        == draft([finding("Ⅰ-3", "条例 第１条", "条例第２条", explanation="別")], template=BASIC).rows[0].fingerprint
    )
    assert told != draft([finding("Ⅰ-3", "条例第1条", "条例第3条")], template=BASIC).rows[0].fingerprint
    assert told != draft([finding("Ⅰ-6", "条例第1条", "条例第2条")], template=BASIC).rows[0].fingerprint
    assert len(told) == 12


def test_coverage_sees_a_row_that_hides_a_change():
    findings = [finding("Ⅰ-1-②", TEXT, TEXT.replace("画面を閉じる", "画面を消す").replace("毎月末", "毎週末"))]
    made = draft(findings, template=BASIC)
    assert coverage(made, findings).complete
    shorter = replace(made.rows[0], before="－")
    assert coverage(replace(made, rows=(shorter,)), findings).untold == (parse_path("Ⅰ-1-②"),)
    assert coverage(replace(made, rows=()), findings).untold == (parse_path("Ⅰ-1-②"),)
    assert coverage(replace(made, rows=made.rows * 2), findings).twice == (parse_path("Ⅰ-1-②"),)


def test_a_comma_that_stays_beside_one_that_changed_hides_nothing():
    findings = [finding("Ⅰ-1-②", "届出，審査，通知", "届出、審査，通知"), finding("Ⅰ-3", "法，条例", "法、条例")]
    made = draft(findings, template=BASIC)
    assert [(row.before, row.after) for row in made.rows] == [("，", "、")]
    assert coverage(made, findings).complete
    other = replace(made.folded[0], before="。", after="．")
    assert coverage(replace(made, folded=(other,)), findings).untold == made.rows[0].paths


def test_coverage_sees_a_change_that_a_row_records_and_a_fold_beside_the_rows_too():
    findings = [finding("Ⅰ-3", "条例第1条", "条例第2条")]
    made = draft(findings, template=BASIC)
    beside = Fold("表記の変更", made.rows[0].paths, "条例第1条", "条例第2条", Verdict.MINOR, Timing.AFTER)
    assert coverage(replace(made, folded=(beside,)), findings).twice == made.rows[0].paths


def test_other_words_in_the_cells_of_a_field_without_boxes_tell_nothing():
    findings = [finding("Ⅳ-9", "自己点検", "内部監査", kind=ItemKind.CHECKS)]
    made = draft(findings, template=BASIC)
    assert coverage(made, findings).complete
    other = replace(made.rows[0], before="外部監査", after="監査")
    assert coverage(replace(made, rows=(other,)), findings).untold == (parse_path("Ⅳ-9"),)


def test_a_light_row_says_what_changed_where_all_of_it_is_of_one_kind():
    def told(*kinds, **how):
        facets = tuple(Facet(kind, "1", "2") for kind in kinds)
        why = "重要な変更に当たらない。"
        made = finding("Ⅰ-3", "条例第1条", "条例第2条", facets=facets, explanation=why, **how)
        (row,) = draft([made], template=BASIC).rows
        return row.explanation.removesuffix(f"ものであり、{why}")

    assert told(FacetKind.REFERENCE_DATE, FacetKind.DATE) == "時点を改める"
    assert told(FacetKind.DATE) == "時点を改める"
    assert told(FacetKind.NUMBER) == "数値を改める"
    assert told(FacetKind.NUMBER, FacetKind.CITATION) == "重要な変更に当たらない。"
    assert told(FacetKind.NUMBER, action=Action.MOVED_CHANGED, old_path="Ⅰ-5") == "重要な変更に当たらない。"


PATHS = [f"Ⅱ(税)-5-提供先{n}-②" for n in range(1, 7)] + [f"Ⅰ-2-システム{n}-{c}" for n in (1, 2) for c in "①②"]
WORDS = [
    "番号法第19条第7号",
    "届書を受け付ける。",
    "，",
    "サーバー",
    " ",
    "・職員が確かめる。",
    "\n",
    "＜措置＞\n",
    "1",
    "①受付",
]
VALUES = st.lists(st.sampled_from(WORDS), max_size=8).map("".join)
SWAPS = st.sampled_from(
    [("第7号", "第8号"), ("，", "、"), ("サーバー", "サーバ"), (" ", ""), ("確かめる", "確認する"), ("\n", "")]
)


@st.composite
def revisions(draw):
    findings = []
    for path in PATHS:
        old = draw(VALUES)
        kind = draw(st.sampled_from(["swap", "free", "same", "moved"]))
        new = old.replace(*draw(SWAPS)) if kind == "swap" else draw(VALUES) if kind == "free" else old
        if kind == "moved" and old.strip():
            findings.append(finding(path, old, old, action=Action.MOVED, old_path=path.replace("Ⅱ(税)", "Ⅱ(旧税)")))
        elif old != new:
            verdict = draw(st.sampled_from([Verdict.MINOR, Verdict.SIGNIFICANT]))
            findings.append(finding(path, old, new, verdict=verdict))
    return findings


@given(revisions(), st.sampled_from(["change", "item"]))
@examples(200)
def test_every_changed_character_is_told_exactly_once(findings, granularity):
    empty = form(FormKind.FULL, {})
    made = draft(findings, old=empty, new=empty, template=FULL, granularity=granularity)
    assert coverage(made, findings).complete, (made, findings)
    rows_and_loose = [path for row in made.rows for path in row.paths]
    rows_and_loose += [path for fold in made.folded if fold.row is None for path in fold.paths]
    assert sorted(rows_and_loose) == sorted(found.change.path for found in findings)


@given(revisions())
@examples(50)
def test_drafting_twice_gives_the_same(findings):
    assert draft(findings, template=FULL) == draft(findings, template=FULL)


def test_marked_words_are_whole_words():
    (row,) = draft([finding("Ⅰ-3", "番号法第19条第7号による", "番号法第19条第8号による")], template=BASIC).rows
    assert Edit("-", "7") in row.edits
    assert (
        Facet(FacetKind.CITATION, "番号法第19条第7号", "番号法第19条第8号")
        in draft([finding("Ⅰ-3", "番号法第19条第7号", "番号法第19条第8号", facets=LAW)], template=BASIC).rows[0].facets
    )


UNCUT = {
    "a date": ("令和3年8月1日時点", "令和5年10月1日時点", ("令和3年8月1日", "令和5年10月1日")),
    "one digit of a date": ("令和3年8月1日", "令和3年8月11日", ("令和3年8月1日", "令和3年8月11日")),
    "a year that gets a month": ("令和3年まで", "令和3年8月まで", ("令和3年", "令和3年8月")),
    "a longer number": ("1,000人以上", "11,000人以上", ("1,000", "11,000")),
    "a number with a branch": ("項番85の事務", "項番85-2の事務", ("85", "85-2")),
    "a telephone number": ("電話0123-45-6789", "電話0123-45-6700", ("0123-45-6789", "0123-45-6700")),
    "what a counted word is about": ("第8号別表第二に定める", "第8号に基づく表に定める", ("別表第二", "に基づく表")),
    "an office gets a head": ("市民課", "市民課長", ("長",)),
}


@pytest.mark.parametrize(("before", "after", "marked"), UNCUT.values(), ids=UNCUT)
def test_marks_cut_no_date_and_no_number(before, after, marked):
    assert tuple(edit.text for edit in mark(before, after) if edit.op != "=") == marked


_STAMPS = st.one_of(
    st.builds("令和{}年{}月{}日".format, st.integers(1, 9), st.integers(1, 12), st.integers(1, 28)),
    st.builds("{:,}件".format, st.integers(0, 40_000)),
    st.builds("第{}条".format, st.integers(1, 120)),
    st.sampled_from(["市民課", "に、", "及び", "台帳", "\n"]),
)


@given(st.lists(_STAMPS, max_size=7), st.lists(_STAMPS, max_size=7))
@examples(150)
def test_no_seam_of_a_mark_lies_between_two_digits(was, now):
    edits = readable(mark("".join(was), "".join(now)))
    for dropped in "+-":
        runs = [edit.text for edit in edits if edit.op != dropped and edit.text]
        assert not any(left[-1].isdecimal() and right[0].isdecimal() for left, right in pairwise(runs))
        assert not any(
            re.search(r"[元0-9]年?$", left) and re.match(r"[0-9年]", right) for left, right in pairwise(runs)
        )


@pytest.mark.parametrize("name", ["様式2", "様式3", "様式4"])
def test_every_place_of_a_form_is_led_back_to_by_its_row(name):
    template = load(name)
    paths = [item.pattern.replace("(*)", "(税務ファイル)").replace("*", "2") for item in template.items if item.kind]
    items = tuple(Item(parse_path(path), path, ItemKind.TEXT, "前") for path in paths)
    new = Form(Header(template.kind, name), items)
    findings = [finding(path, "前", f"後{number}") for number, path in enumerate(paths)]
    for row in draft(findings, old=new, new=new, template=template).rows:
        read = resolve(row.item, template, form=new)
        # A cell that names an item and the group above it alike must at least say so.
        assert read.paths == row.paths or str(row.paths[0]) in read.reason


@pytest.mark.parametrize("name", ["様式2", "様式3", "様式4"])
def test_every_group_of_a_form_is_led_back_to_by_its_row(name):
    template = load(name)
    paths = [
        parse_path(item.pattern.replace("(*)", "(税務ファイル)").replace("*", "2"))
        for item in template.items
        if item.kind
    ]
    groups = {
        ItemPath(path.section, path.file, path.parts[:depth]) for path in paths for depth in range(len(path.parts))
    }
    items = tuple(Item(path, str(path), ItemKind.TEXT, "後") for path in paths)
    new = Form(Header(template.kind, name), items)
    for group in (group for group in groups if sum(map(group.contains, paths)) > 1):
        inside = [path for path in paths if group.contains(path)]
        old = Form(new.header, tuple(item for item in items if item.path not in inside))
        made = draft([finding(str(path), "", "後") for path in inside], old=old, new=new, template=template)
        for row in made.rows:
            (root,) = resolve(row.item, template, form=new).paths
            assert all(map(root.contains, row.paths))


def test_a_group_that_came_where_another_moved_away_is_one_row():
    header = Header(BASIC.kind, "様式2")
    old = Form(header, (Item(parse_path("Ⅳ-8"), "監査", ItemKind.CHECKS, ("自己点検",)),))
    findings = [
        finding("Ⅳ-9", "自己点検", "自己点検", old_path="Ⅳ-8", action=Action.MOVED),
        finding("Ⅳ-8-対策は十分か", "", "十分である"),
        finding("Ⅳ-8-判断の根拠", "", "二人で確かめる。"),
    ]
    new = Form(header, tuple(Item(one.change.path, "", ItemKind.TEXT, one.change.after) for one in findings))
    made = draft(findings, old=old, new=new, template=BASIC)
    assert "Ⅳ－８" in [row.item for row in made.rows]
    assert len(made.rows) == 2
    assert coverage(made, findings).complete


@pytest.mark.parametrize("dash", ["－", "-", "ー", "―"])
def test_a_dash_in_a_field_says_as_little_as_an_empty_one(dash):
    findings = [finding("Ⅰ-6", "", dash), finding("Ⅰ-7", dash, ""), finding("Ⅰ-8", dash, "市民課")]
    made = draft(findings, template=BASIC)
    assert [row.item for row in made.rows] == ["Ⅰ－８"]
    assert coverage(made, findings).complete


def test_a_section_that_came_as_a_whole_is_one_row_under_its_printed_labels():
    values = {"Ⅳ-1": "基礎項目評価書", "Ⅳ-2": "十分である", "Ⅳ-3-不正な使用": "十分である"}
    findings = [finding(path, "", value, kind=ItemKind.CHOICE) for path, value in values.items()]
    items = tuple(Item(parse_path(path), path, ItemKind.CHOICE, value) for path, value in values.items())
    header = Header(BASIC.kind, "様式2")
    other = Item(parse_path("Ⅰ-1-②"), "事務の概要", ItemKind.TEXT, "届出を受ける。")
    empty = tuple(Item(item.path, item.label, item.kind, "") for item in items)
    for old in (Form(header, (other,)), Form(header, (other, *empty))):
        made = draft(findings, old=old, new=Form(header, (other, *items)), template=BASIC)
        (row,) = made.rows
        assert (row.item, row.before) == ("Ⅳ", "－")
        assert row.after.count("十分である") == 2
        assert "\n不正な使用権限" not in row.after
        assert coverage(made, findings).complete


def test_items_added_to_a_section_that_stands_are_rows_of_their_own():
    header = Header(BASIC.kind, "様式2")
    stands = Item(parse_path("Ⅳ-4-委託先における不正な使用等"), "委託", ItemKind.CHOICE, "十分である")
    findings = [finding("Ⅳ-1", "", "基礎項目評価書"), finding("Ⅳ-2", "", "十分である")]
    assert len(draft(findings, old=Form(header, (stands,)), new=Form(header, (stands,)), template=BASIC).rows) == 2


def test_the_day_of_publication_and_an_empty_field_get_no_row_but_are_named():
    findings = [
        finding("表紙-公表日", "令和6年4月1日", "令和7年12月1日", kind=ItemKind.DATE),
        finding("Ⅰ-6", "", "", action=Action.ADDED),
    ]
    made = draft(findings, template=BASIC)
    assert not made.rows
    assert [(str(fold.paths[0]), fold.row) for fold in made.folded] == [("表紙-公表日", None), ("Ⅰ-6", None)]
    assert coverage(made, findings).complete
