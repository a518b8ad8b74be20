"""Laws of the burden of proof, on every ※ text item of every form."""

import os

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from piadiff.diff import change_of_row
from piadiff.guideline import Facts, classify
from piadiff.guideline.burden import proofs, weighing
from piadiff.guideline.vocabulary import Signal
from piadiff.model import FormKind, ItemKind, Verdict, parse_path
from piadiff.templates import for_kind

MANY = 2000 if os.environ.get("CI") else 150
TEXTS = [
    ["納税義務者", "扶養親族"],
    ["窓口で", "申請書の", "内容を", "審査する。"],
    ["課税台帳と", "住民記録を", "照合する。", "結果を", "台帳に", "記入する。"],
    ["扉を", "施錠し、", "鍵を", "金庫に", "保管する。", "担当者が", "点検する。"],
    ["・帳票を", "書庫に", "保管する。", "\n・媒体を", "金庫に", "保管する。"],
    ["保険料の", "賦課のため、", "所得を", "確認する。"],
    ["みほん市役所の", "サーバ室に", "設置した", "装置に", "保管し、", "\n入退室を", "記録する。"],
]
WORDS = [
    "預金",
    "家族",
    "学校",
    "病歴",
    "外部",
    "委託先",
    "勤務先",
    "電話番号",
    "自宅",
    "スマートフォン",
    "ＳＮＳ",
    "本籍",
    "海外",
]
FIGURES = ["３", "１０日", "５００件", "２割", "四半期"]
LIMITS = ["のみ", "だけ", "以外", "に限り", "を除き", "等", "原則", "一部の", "例外として"]
NOUNS = {"納税義務者": "全住民", "扶養親族": "同居人", "申請書": "診療録", "課税台帳": "医療台帳", "住民記録": "学籍", "扉": "窓",
         "担当者": "受託者", "帳票": "写し", "媒体": "私物", "保険料": "給食費", "所得": "病歴", "サーバ室": "会議室", "金庫": "机"}  # fmt: skip
VERBS = ("する。", "し、")
FORMS = {kind: for_kind(kind) for kind in (FormKind.FOCUSED, FormKind.FULL)}
ITEMS = [
    (kind, parse_path(item.pattern.replace("(*)", "(甲)").replace("*", "1")))
    for kind, template in FORMS.items()
    for item in template.items
    if item.significant and item.kind is ItemKind.TEXT
]


def verdict(kind, path, before, after):
    template = FORMS[kind]
    return classify([change_of_row(path, before, after, template)], Facts(kind=kind, template=template))[0].verdict


@st.composite
def edited(draw):
    """A text and the same with one word, figure or limit more, one word less, a denial, or another noun."""
    parts = draw(st.sampled_from(TEXTS))
    at = draw(st.integers(0, len(parts) - 1))
    sort = draw(st.sampled_from(["word", "figure", "limit", "gone", "denied", "noun"]))
    text = "".join(parts)
    if sort == "gone":
        kept = [each for each in range(len(parts)) if not parts[each].strip("\n").endswith(VERBS)]
        at = draw(st.sampled_from(kept))  # a verb that comes back may be what guards: that has a proof
        return text, "".join(parts[:at] + parts[at + 1 :])
    if sort == "denied":
        verbs = {"する。": "しない。", "し、": "せず、"}
        found = [verb for verb in verbs if verb in text]
        return (text, text.replace(found[0], verbs[found[0]], 1)) if found else (text, f"{text}ではない")
    if sort == "noun":
        found = [noun for noun in NOUNS if noun in text]
        noun = draw(st.sampled_from(found))
        return text, text.replace(noun, NOUNS[noun])
    more = draw(st.sampled_from({"word": WORDS, "figure": FIGURES, "limit": LIMITS}[sort]))
    joined = more + draw(st.sampled_from(["", "、", "の", "及び"])) if sort == "word" else more
    return text, "".join([*parts[:at], joined, *parts[at:]])


@settings(max_examples=MANY, deadline=None)
@given(st.sampled_from(ITEMS), edited(), st.booleans())
def test_content_that_comes_goes_or_turns_is_never_harmless(item, texts, backwards):
    before, after = reversed(texts) if backwards else texts
    if texts[0].startswith("納税義務者") and texts[1] in texts[0]:
        return  # an entry less in a bare list is a proof of its own
    if backwards and texts[0].startswith("納税義務者"):
        return
    assert verdict(*item, before, after) is not Verdict.MINOR


@settings(max_examples=MANY // 4, deadline=None)
@given(st.sampled_from(ITEMS), st.sampled_from(TEXTS), st.data())
def test_a_line_end_that_moved_is_no_change_of_content(item, parts, data):
    marked = [part for part in parts if not part.startswith("\n")]
    breaks = data.draw(st.lists(st.booleans(), min_size=len(marked), max_size=len(marked)))
    before = "".join(marked)
    after = "".join(part + ("\n" if broken else "") for part, broken in zip(marked, breaks, strict=True)).rstrip("\n")
    if before != after and "・" not in before:
        assert verdict(*item, before, after) is Verdict.MINOR


SAID_TWICE = [
    ("{0}は、{1}の{2}を{3}に送り、結果を台帳に残す。", "{1}の{2}は、{0}により{3}へ送られる。結果を台帳に残す。"),
    ("{0}が{1}の{2}を確かめ、{3}が台帳を保管する。", "{1}の{2}の確認は{0}が行う。台帳は{3}が保管する。"),
    ("{0}は、{1}から{2}を受け取り、{3}に渡す。", "{2}は、{0}が{1}より受領して{3}へ渡す。"),
    ("{1}の{2}を受けた{0}が、{3}の台帳を閉じる。", "{0}は、{1}の{2}を受け、{3}の台帳を閉じる。"),
    ("{0}に限り、{1}の{2}を{3}の室で閲覧する。", "{1}の{2}は、{3}の室において、{0}のみが閲覧する。"),
    ("毎日{0}が{1}を点検し、毎月{2}が{3}を点検する。", "{0}は毎日{1}の点検を行う。{2}は毎月{3}の点検を行う。"),
]
SLOTS = ["課長", "受託者", "申請書", "組合"]
RISK = next(item for item in ITEMS if item[1].section == "Ⅲ")


@settings(max_examples=MANY, deadline=None)
@given(
    st.sampled_from([item for item in ITEMS if item[1].section == "Ⅲ"]),
    st.sampled_from(SAID_TWICE),
    st.permutations(SLOTS),
    st.permutations(SLOTS),
    st.booleans(),
)
@example(RISK, SAID_TWICE[1], ["申請書", "受託者", "課長", "組合"], ["受託者", "課長", "申請書", "組合"], True)
def test_other_words_never_hide_that_two_nouns_changed_places(item, forms, here, there, backwards):
    first, second = reversed(forms) if backwards else forms
    if here != there:
        assert verdict(*item, first.format(*here), second.format(*there)) is not Verdict.MINOR


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("組合の受託者は、申請書により課長へ送付する。", "組合は、受託者の申請書を課長に送付する。"),
        ("組合の受託者は、申請書により課長へ送る。毎日行う。", "組合は、受託者の申請書を課長に送る。毎日行う。"),
        ("課長の担当者は、台帳、帳票により確認する。", "課長は、担当者の台帳、帳票を確認する。"),
    ],
)
def test_the_same_words_in_the_same_order_may_belong_to_others(before, after):
    item = next(item for item in ITEMS if item[1].section == "Ⅲ")
    assert verdict(*item, before, after) is not Verdict.MINOR


def test_the_same_nouns_in_the_same_places_are_mostly_proven():
    item = next(item for item in ITEMS if item[1].section == "Ⅲ")
    found = [verdict(*item, *(form.format(*SLOTS) for form in forms)) for forms in SAID_TWICE]
    assert found.count(Verdict.MINOR) >= len(SAID_TWICE) - 1


def test_a_proof_that_holds_for_anything_breaks_the_law(monkeypatch):
    monkeypatch.setattr(weighing, "OF_EDITS", (lambda *_: proofs.Proof("x", Signal.RESTATED),))
    found = (verdict(*ITEMS[0], "".join(text), "".join([*text, word])) for text in TEXTS for word in WORDS)
    assert Verdict.MINOR in found


def test_there_are_items_to_hold_the_laws_against():
    assert len(ITEMS) > 60


@pytest.mark.parametrize("kind", FORMS)
def test_every_listed_text_item_is_judged(kind):
    for found, path in ITEMS:
        if found is kind:
            assert verdict(kind, path, "甲の事務に使う。", "甲及び預金の事務に使う。") is not Verdict.MINOR, path
