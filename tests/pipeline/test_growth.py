"""No step of judging or drafting may take more than its share of a longer text: counted, not timed."""

import pytest

from piadiff.model import compare_tables
from piadiff.pipeline.days import Days
from piadiff.pipeline.judging import judge
from tests import growing
from tests.registry.samples import form, row
from tests.steps import steps

TASK = "Ⅰ-1-②"
MOST_A_SENTENCE = 20_000
MOST = 3.3
"""Three times the text may take three times the steps, and what n log n adds."""


def judging(texts, size):
    old, new = (form({TASK: text}) for text in texts(size))
    return lambda: judge(old, new, Days())


LONG = (growing.changed_a_little, growing.marked, growing.cited, growing.unbroken)
GROWING = (growing.rewritten, *(pytest.param(texts, marks=pytest.mark.long) for texts in LONG))


@pytest.mark.parametrize("texts", GROWING)
def test_judging_grows_no_faster_than_the_text(texts):
    judging(texts, 100)()
    short, long = (steps(judging(texts, size)) for size in (300, 900))
    assert long <= MOST * short


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


@pytest.mark.parametrize(
    "text",
    ["・氏名（漢字）\n" * 3000 + "。消除者（以下「消除者」という。）", "届出" + "のはがを" * 5000 + "受ける。"],
    ids=["brackets before a definition", "a long run of kana"],
)
def test_no_text_is_too_long_or_too_deep(text):
    old, new = (form({TASK: each}) for each in (f"消除者を調べる。{text}", text))
    assert judge(old, new, Days())
