"""An act, a place or a way in that was not told, and what only limits or guards those that were."""

import pytest

from tests.guideline.judged import edits, judged_edit


@pytest.mark.parametrize(("sort", "item", "before", "after", "right"), list(edits("begun.yaml")))
def test_what_is_begun_is_told_from_what_only_limits(sort, item, before, after, right):
    assert str(judged_edit(item, before, after).verdict) in right, sort
