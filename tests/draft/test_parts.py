"""Places of one item that are judged differently have rows of their own; nothing is lost by it."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff.draft import coverage, draft
from piadiff.draft.parts import places, put, split
from piadiff.model import Form, FormKind, Header, Item, ItemKind, Timing, Verdict, parse_path
from piadiff.templates import load
from tests.draft.mihon import TEXT, finding
from tests.effort import examples

FULL = load("様式4")
PLACE = parse_path("Ⅰ-1-②")
SYSTEMS = "1. 台帳システム 2. 連携サーバ 3. 証明書システム 4. 中間サーバ"


def form(text):
    return Form(Header(FormKind.FULL, "様式4"), (Item(PLACE, "事務の内容", ItemKind.TEXT, text),))


def judged(old, heavy):
    """A guideline that takes some words for 重要."""

    def judge(new):
        after = new.by_path[PLACE].text
        if after == old:
            return ()
        serious = any((word in after) != (word in old) for word in heavy)
        verdict, timing = (Verdict.SIGNIFICANT, Timing.BEFORE) if serious else (Verdict.MINOR, Timing.AFTER)
        return (finding("Ⅰ-1-②", old, after, verdict=verdict, timing=timing),)

    return judge


def drafted(old, new, *heavy, **how):
    judge = judged(old, heavy)
    findings = judge(form(new))
    made = draft(findings, old=form(old), new=form(new), template=FULL, judge=judge, **how)
    assert coverage(made, findings).complete
    return made.rows


def test_a_new_system_and_a_renamed_one_in_one_list_are_two_rows():
    new = SYSTEMS.replace("連携サーバ", "庁内連携基盤") + " 5. 予約システム（予定）"
    renamed, added = drafted(SYSTEMS, new, "予約")
    assert (renamed.timing, added.timing) == (Timing.AFTER, Timing.BEFORE)
    assert "庁内連携基盤" in renamed.after
    assert "予約" not in renamed.after
    assert "連携サーバ" in added.after
    assert "予約" in added.after
    assert renamed.item == added.item
    assert renamed.fingerprint != added.fingerprint


def test_places_judged_alike_are_one_row():
    new = SYSTEMS.replace("連携サーバ", "庁内連携基盤") + " 5. 予約システム"
    assert len(drafted(SYSTEMS, new)) == 1


def test_three_places_of_two_kinds_are_two_rows_in_the_order_of_the_text():
    new = TEXT.replace("警備会社", "警備員").replace("必ず", "直ちに").replace("毎月末", "毎週末")
    first, second = drafted(TEXT, new, "直ちに")
    assert (first.verdict, second.verdict) == (Verdict.MINOR, Verdict.SIGNIFICANT)
    assert "警備員" in first.after
    assert "毎週末" in first.after
    assert "直ちに" in second.after


@pytest.mark.parametrize("how", [{"granularity": "item"}, {}])
def test_one_row_where_the_house_wants_one_or_the_verdict_needs_the_whole(how):
    new = TEXT.replace("警備会社", "警備員").replace("毎月末", "毎週末")
    heavy = ("毎週末",) if how else ()
    assert len(drafted(TEXT, new, *heavy, **how)) == 1


def test_a_verdict_that_only_the_places_together_bear_keeps_them_together():
    new = TEXT.replace("警備会社", "警備員").replace("毎月末", "毎週末")

    def judge(other):
        after = other.by_path[PLACE].text
        verdict = Verdict.SIGNIFICANT if after == new else Verdict.UNDECIDED if "警備員" in after else Verdict.MINOR
        return (finding("Ⅰ-1-②", TEXT, after, verdict=verdict),)

    findings = judge(form(new))
    made = draft(findings, old=form(TEXT), new=form(new), template=FULL, judge=judge)
    assert len(made.rows) == 1
    assert coverage(made, findings).complete


@pytest.mark.parametrize("odd", [Verdict.UNDECIDED, Verdict.SIGNIFICANT, Verdict.MINOR])
@pytest.mark.parametrize("alone", [Verdict.MINOR, Verdict.SIGNIFICANT])
def test_places_that_put_together_are_judged_otherwise_than_each_keep_one_row(alone, odd):
    other = {Verdict.MINOR: Verdict.SIGNIFICANT, Verdict.SIGNIFICANT: Verdict.MINOR}[alone]
    new = TEXT.replace("警備会社", "警備員").replace("必ず", "直ちに").replace("毎月末", "毎週末")

    def judge(changed):
        after = changed.by_path[PLACE].text
        told = tuple(word in after for word in ("警備員", "毎週末", "直ちに"))
        verdict = {(True, True, False): odd, (False, False, True): other}.get(told, alone)
        return (finding("Ⅰ-1-②", TEXT, after, verdict=Verdict.SIGNIFICANT if all(told) else verdict),)

    made = draft(judge(form(new)), old=form(TEXT), new=form(new), template=FULL, judge=judge)
    kept = [Verdict.SIGNIFICANT] if odd is not alone else [alone, other]
    assert [row.verdict for row in made.rows] == kept


def test_sentences_that_repeat_so_that_no_part_has_its_place_keep_one_row():
    assert len(drafted("丙。甲。丙。甲。", "甲。丙。丙。丁。甲。丙。", "丁")) == 1


def test_one_replacement_in_several_items_stays_one_row_though_its_places_differ_in_weight():
    old = "窓口では番号法第19条第7号による。\n郵送では番号法第19条第7号による。"
    paths = ("Ⅰ-1-②", "Ⅰ-1-③", "Ⅰ-5")

    def of(text):
        return Form(Header(FormKind.FULL, "様式4"), tuple(Item(parse_path(at), at, ItemKind.TEXT, text) for at in paths))

    def judge(changed):
        texts = ((str(item.path), item.text) for item in changed.items)
        heavy = (Verdict.MINOR, Verdict.SIGNIFICANT)
        return tuple(
            finding(path, old, after, verdict=heavy["郵送では番号法第19条第8号" in after]) for path, after in texts
        )

    new = of(old.replace("第7号", "第8号"))
    findings = judge(new)
    made = draft(findings, old=of(old), new=new, template=FULL, judge=judge)
    assert [tuple(map(str, row.paths)) for row in made.rows] == [paths]
    assert coverage(made, findings).complete


def test_coverage_misses_a_part_that_is_not_told_and_sees_one_told_twice():
    new = SYSTEMS.replace("連携サーバ", "庁内連携基盤") + " 5. 予約システム（予定）"
    judge = judged(SYSTEMS, ("予約",))
    findings = judge(form(new))
    made = draft(findings, old=form(SYSTEMS), new=form(new), template=FULL, judge=judge)
    for rows in (made.rows[:1], made.rows[1:], (*made.rows, made.rows[0]), (made.rows[0], made.rows[0])):
        assert not coverage(dataclasses.replace(made, rows=tuple(rows)), findings).complete


PIECES = [
    "窓口で受ける。",
    "台帳に記す。",
    "\n",
    " 2. 連携基盤",
    "①届出",
    "・端末を閉じる。",
    "1. 台帳",
    "（写しを含む。）",
]
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join)


@given(texts, texts)
@examples(150)
def test_places_put_back_give_the_newer_text(old, new):
    assert "".join(split(old)) == old
    assert put(old, places(old, new)) == new
    assert put(old, []) == old
    assert bool(places(old, new)) == (old != new)


@given(texts, texts, st.sets(st.sampled_from(["台帳", "連携", "写し", "端末"]), max_size=2))
@examples(150)
def test_rows_of_their_own_tell_every_change_once(old, new, heavy):
    if old.strip() and new.strip() and "".join(old.split()) != "".join(new.split()):
        drafted(old, new, *heavy)
