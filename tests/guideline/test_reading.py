"""One spelling for what is written in several ways: what is skipped for speed would have changed nothing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from piadiff.guideline.reading import _rewrites


@pytest.mark.parametrize("rewrite", _rewrites(), ids=lambda each: each[0].pattern[:20])
def test_a_word_that_calls_for_a_rewrite_stands_wherever_the_rewrite_matches(rewrite):
    pattern, _, needed = rewrite

    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(pattern))
    def holds(text):
        assert any(word in text for word in needed)

    holds()
