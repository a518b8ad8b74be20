"""The criterion of reports/agreement.md calls the same change the same and never another one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff.draft import default_style
from piadiff.draft.quote import quote
from tests.draft.mihon import TEXT
from tests.draft.redrafted import Told, lines_of, told, told_together
from tests.effort import examples

OLD = "①届出を受ける。\n②台帳に記載する。\n③本人に通知する。\nなお、③は郵送による。"
NEW = OLD.replace("台帳に", "住民票に")

SAME = {
    "the words alone": ("台帳", "住民票", OLD, NEW),
    "the sentence": ("②台帳に記載する。", "②住民票に記載する。", OLD, NEW),
    "elisions": ("（略）\n②台帳に記載する。\n（省略）", "（略）\n②住民票に記載する。\n（省略）", OLD, NEW),
    "more elisions": ("①届出\n（略）台帳に〈略〉", "①届出\n（略）住民票に〈略〉", OLD, NEW),
    "all of it": (OLD, NEW, OLD, NEW),
    "spelling": ("② 台帳ニ".replace("ニ", "に"), "②　住民票に", OLD, NEW),
    "two places at once": ("台帳（略）本人", "住民票（略）届出人", OLD, NEW.replace("本人", "届出人")),
    "nothing was there": ("－", "③本人に通知する。", "", "③本人に通知する。"),
    "an addition without its neighbours": ("-", "④保存する。", OLD, f"{OLD}\n④保存する。"),
    "an addition behind an elision": ("（略）", "（略）\n④保存する。", OLD, f"{OLD}\n④保存する。"),
    "a deletion": ("②台帳に記載する。\n③本人に", "③本人に", OLD, OLD.replace("②台帳に記載する。\n", "")),
    "a bullet left out": ("・台帳を使う", "名簿を使う", "・台帳を使う", "・名簿を使う"),
    "a date": ("令和3年4月1日時点", "令和5年4月1日時点", "令和３年４月１日", "令和５年４月１日"),
}
OTHER = {
    "another word": ("台帳", "名簿", OLD, NEW),
    "another place": ("台帳を閉じる", "住民票を閉じる", OLD, NEW),
    "only a part": ("台帳", "住民票", OLD, NEW.replace("本人", "届出人")),
    "more than that": ("②台帳に（略）本人", "②住民票に（略）届出人", OLD, NEW),
    "the other way round": ("住民票", "台帳", OLD, NEW),
    "no change": ("②台帳に記載する。", "②台帳に記載する。", OLD, NEW),
    "a number": ("令和3年4月1日時点", "令和5年4月1日時点", "令和3年4月1日", "令和5年10月1日"),
    "a word of negation": ("提供する", "提供しない", "甲に提供する。", "甲に提供する。乙に提供しない。"),
    "a description": ("-", "④を追加", OLD, f"{OLD}\n④保存する。"),
    "elisions that do not match": ("台帳（略）", "住民票", OLD, NEW),
    "the pieces in another order": ("本人（略）台帳", "届出人（略）住民票", OLD, NEW.replace("本人", "届出人")),
    "a qualifier dropped from the context": (
        "②台帳に",
        "②住民票に",
        "②旧台帳に記載。台帳を閉じる。",
        "②旧台帳に記載。住民票を閉じる。",
    ),
}


@pytest.mark.parametrize(("before", "after", "old", "new"), SAME.values(), ids=SAME)
def test_the_same_change(before, after, old, new):
    assert told((before, after), old, new) is Told.SAME


@pytest.mark.parametrize(("before", "after", "old", "new"), OTHER.values(), ids=OTHER)
def test_another_change(before, after, old, new):
    assert told((before, after), old, new) is Told.NO


SENTENCE = "みほん市の市民課は、届出の内容を確かめたうえで、毎月末に台帳へ記載し、写しを保管庫に納める。"


def test_a_misquoted_surrounding_is_told_apart():
    new = SENTENCE.replace("台帳", "名簿")
    misquoted = SENTENCE.replace("確かめたうえで", "確かめた後で")
    assert told((misquoted, misquoted.replace("台帳", "名簿")), SENTENCE, new) is Told.SURROUNDINGS
    assert told((misquoted, misquoted.replace("台帳", "住民票")), SENTENCE, new) is Told.NO
    assert told((misquoted, SENTENCE.replace("台帳", "名簿")), SENTENCE, new) is Told.NO
    remarked = SENTENCE.replace("内容を", "内容（添付の書類を含む。）を")
    assert told(
        ("内容を確かめたうえで、毎月末に台帳", "内容を確かめたうえで、毎月末に名簿"),
        remarked,
        remarked.replace("台帳", "名簿"),
    ) is (Told.SURROUNDINGS)
    assert told(("届出の内容を", "届出の内容（添付の書類を含む。）を"), SENTENCE, remarked) is Told.SAME
    assert told(("届出の内容を", "届出の事項を"), remarked, SENTENCE.replace("内容", "事項")) is Told.NO
    elsewhere = "センターは、機械室の入退室を記録し、台帳を施錠した棚で保管する。"
    assert told((elsewhere, elsewhere.replace("台帳", "名簿")), SENTENCE, new) is Told.NO


def test_boxes_agree_by_what_was_ticked_and_cleared():
    old, new = "[○]自己点検　[　]内部監査　[　]外部監査", "[○]自己点検　[○]内部監査　[　]外部監査"
    assert told(("[○]自己点検[]内部監査", "[○]自己点検[○]内部監査"), old, new, boxes=True) is Told.SAME
    assert told(("-", "[○]内部監査"), old, new, boxes=True) is Told.SAME
    assert told(("[○]自己点検", "[○]内部監査"), old, new, boxes=True) is Told.NO
    assert told(("-", "[○]外部監査"), old, new, boxes=True) is Told.NO
    assert told(("提供　58件", "提供　60件"), "[○]提供（58件）", "[○]提供（60件）", boxes=True) is Told.SAME


def test_rows_of_one_item_are_done_one_after_the_other():
    new = NEW.replace("郵送", "窓口")
    rows = [("なお、③は郵送", "なお、③は窓口"), ("②台帳", "②住民票")]
    assert told_together(rows, OLD, new) is Told.SAME
    assert told_together(rows, OLD, NEW) is Told.NO
    assert told_together(rows[:1], OLD, new) is Told.NO
    assert told_together([*rows, ("本人", "届出人")], OLD, new) is Told.NO


def test_a_row_about_several_items_is_taken_line_by_line():
    cells = ("提供先：甲\n①法第1条\n②事務", "提供先：乙\n①法第2条\n②事務")
    assert lines_of(cells) == [("甲", "乙"), ("法第1条", "法第2条"), ("事務", "事務")]
    assert lines_of(("甲\n乙", "甲")) == []


LINES = TEXT.split("\n")


@given(st.lists(st.sampled_from([*LINES, "・新しい対策を講じる。"]), min_size=1, max_size=8), st.data())
@examples(60)
def test_a_drafted_row_is_always_told_again_by_itself_and_by_no_other(lines, data):
    old = "\n".join(LINES)
    new = "\n".join(lines)
    cells = quote(old, new, default_style())
    if old != new:
        assert told((cells.before, cells.after), old, new) is Told.SAME
        other = data.draw(st.sampled_from([f"{new}余", new[:-3], new.replace("。", "", 1)]))
        if other != new:
            assert told((cells.before, cells.after), old, other) is not Told.SAME
