"""Measures in other words, made weaker and made stronger: each edit is judged as it is meant."""

import pytest

from tests.guideline.judged import edits, judged_edit


@pytest.mark.parametrize(("sort", "item", "before", "after", "right"), list(edits("measures.yaml")))
def test_an_edit_of_a_measure_is_judged_as_it_is_meant(sort, item, before, after, right):
    assert str(judged_edit(item, before, after).verdict) in right, sort
