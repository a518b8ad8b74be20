"""No step of judging or drafting may take more than its share of a longer text: counted, not timed."""

import pytest

from piadiff.pipeline.days import Days
from piadiff.pipeline.judging import judge
from tests import growing
from tests.registry.samples import form
from tests.steps import steps

TASK = "Ⅰ-1-②"
MOST = 3.3
"""Three times the text may take three times the steps, and what n log n adds."""


def judging(texts, size):
    old, new = (form({TASK: text}) for text in texts(size))
    return lambda: judge(old, new, Days())


@pytest.mark.parametrize("texts", [growing.rewritten], ids=lambda texts: texts.__name__)
def test_judging_grows_no_faster_than_the_text(texts):
    judging(texts, 100)()
    short, long = (steps(judging(texts, size)) for size in (300, 900))
    assert long <= MOST * short
