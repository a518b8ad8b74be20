"""No step of judging or drafting may take more than its share of a longer text: counted, not timed."""

import tracemalloc
from dataclasses import replace

import pytest

from piadiff.model import Verdict, compare_tables
from piadiff.pipeline.days import Days
from piadiff.pipeline.drafting import Drafting, draft
from piadiff.pipeline.judging import judge
from tests import growing
from tests.registry.samples import form, item, row
from tests.steps import steps

TASK = "Ⅰ-1-②"
UNLISTED = "Ⅰ-4-①"
MOST_A_SENTENCE = 20_000
MOST = 3.3
"""Three times the text may take three times the steps, and what n log n adds."""


def judging(texts, size, path=TASK):
    old, new = (form({path: text}) for text in texts(size))
    return lambda: judge(old, new, Days())


def drafting(texts, size):
    old, new = (form({TASK: text}) for text in texts(size))
    findings = judge(old, new, Days())
    return lambda: draft(old, new, Days(), Drafting(), findings)


LONG = (growing.changed_a_little, growing.marked, growing.cited, growing.unbroken, growing.headed)
GROWING = (growing.rewritten, *(pytest.param(texts, marks=pytest.mark.long) for texts in LONG))


@pytest.mark.parametrize("texts", GROWING)
def test_judging_grows_no_faster_than_the_text(texts):
    judging(texts, 100)()
    short, long = (steps(judging(texts, size)) for size in (300, 900))
    assert long <= MOST * short


@pytest.mark.parametrize("texts", [growing.headed, *(pytest.param(each, marks=pytest.mark.long) for each in LONG[:-1])])
def test_drafting_grows_no_faster_than_the_text(texts):
    drafting(texts, 100)()
    short, long = (steps(drafting(texts, size)) for size in (300, 900))
    assert long <= MOST * short


@pytest.mark.long
def test_sentences_that_limited_are_asked_about_where_too_many_may_follow_them():
    judging(growing.limited, 100, UNLISTED)()
    short, long = (steps(judging(growing.limited, size, UNLISTED)) for size in (300, 900))
    assert long <= MOST * short
    (few,), (many,) = (judging(growing.limited, size, UNLISTED)() for size in (40, 400))
    assert few.verdict is Verdict.MINOR
    assert many.verdict is Verdict.UNDECIDED
    assert any("多すぎて比べていない文" in word for reason in many.reasons for word in reason.words)


@pytest.mark.parametrize("texts", [growing.changed_a_little, growing.marked])
def test_sentences_that_all_changed_are_not_compared_each_with_each_at_length(texts):
    assert steps(judging(texts, 100)) < MOST_A_SENTENCE * 100


@pytest.mark.parametrize("later", ["記録", "記載"], ids=["every row in other words", "every row altered"])
def test_tables_that_all_changed_are_not_compared_row_by_row(later):
    def comparing(size):
        old = [row(at, TASK, f"記載{at}を使う。", f"記載{at + 1}を使う。") for at in range(size)]
        new = [row(at, TASK, f"{later}{at}を使う。", f"{later}{at + 1}を使っている。") for at in range(size)]
        return lambda: compare_tables(old, new)

    short, long = (steps(comparing(size)) for size in (300, 900))
    assert long <= MOST * short


def ticking(size):
    options = tuple(f"選択肢{at}" for at in range(size))
    known = form({TASK: "届出を受け付ける。"})
    old, new = (
        replace(known, items=(replace(item("Ⅱ(台帳ファイル)-3-①", options[odd::2]), options=options),)) for odd in (0, 1)
    )
    return lambda: draft(old, new, Days(), Drafting())


def test_choices_are_not_looked_through_for_every_choice():
    ticking(10)()
    short, long = (steps(ticking(size)) for size in (300, 900))
    assert long <= MOST * short


@pytest.mark.long
def test_very_many_boxes_in_one_text_take_little_room():
    size = 8000
    before, after = (
        "　".join(f"[{'　' if at % every else '○'}]選択肢{at}" for at in range(size)) for every in (1, 2)
    )
    tracemalloc.start()
    try:
        (found,) = judge(form({TASK: before}), form({TASK: after}), Days())
        room = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "".join(edit.text for edit in found.change.edits if edit.op != "+") == before
    assert sum(edit.op == "-" for edit in found.change.edits) == size // 2
    assert room < 200_000_000


@pytest.mark.parametrize(
    "text",
    ["・氏名（漢字）\n" * 3000 + "。消除者（以下「消除者」という。）", "届出" + "のはがを" * 5000 + "受ける。"],
    ids=["brackets before a definition", "a long run of kana"],
)
def test_no_text_is_too_long_or_too_deep(text):
    old, new = (form({TASK: each}) for each in (f"消除者を調べる。{text}", text))
    assert judge(old, new, Days())
