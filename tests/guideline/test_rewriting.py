"""One spelling for what is written in several ways: what is skipped for speed would have changed nothing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from piadiff.guideline.language.reading import _rewrites
from piadiff.guideline.language.rewriting import Rewrites

SHIPPED = _rewrites().each


@pytest.mark.long
@pytest.mark.parametrize("rewrite", SHIPPED, ids=lambda each: each.pattern.pattern[:20])
def test_a_word_that_calls_for_a_rewrite_stands_wherever_the_rewrite_matches(rewrite):
    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(rewrite.pattern))
    def holds(text):
        assert any(word in text for word in rewrite.needed)

    holds()


_PARTS = st.sampled_from(sorted({word for each in SHIPPED for word in (*each.needed, each.meant) if "\\" not in word}))


@given(st.lists(_PARTS | st.sampled_from("、。をにがのはた1回毎第条項(漢)カナ"), max_size=12).map("".join))
def test_rewrites_give_what_trying_each_of_them_gives(text):
    plain = text
    for pattern, meant, _ in SHIPPED:
        plain = pattern.sub(meant, plain)
    assert _rewrites().applied(text) == plain


def test_a_rewrite_is_tried_on_what_an_earlier_one_brought():
    assert Rewrites([("乙", "丙"), ("甲", "乙"), ("乙", "丁")]).applied("甲乙") == "丁丙"
