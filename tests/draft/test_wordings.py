"""Wordings are filled, never evaluated."""

import re

import pytest

from piadiff.draft.wordings import fill, fillable


def test_a_wording_is_filled_and_never_evaluated():
    assert fill("{a}は{b}", a="{b}", b=2) == "{b}は2"
    assert fill("{a.__class__}{a[0]}{}", a="x") == "{a.__class__}{a[0]}{}"
    for wording in ("{a.__class__}", "{c}", "{", "a}", "{}"):
        with pytest.raises(ValueError, match=re.escape("{a}")):
            fillable(wording, ("a", "b"))
    assert fillable("{a}{b}{a}", ("a", "b"))
