"""Stretches in which two sequences agree: the same as difflib's, whatever way they are found."""

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from piadiff.text.matching import opcodes

MEMBERS = st.integers(0, 12)


@given(st.lists(MEMBERS, max_size=12), st.lists(MEMBERS, max_size=12))
def test_any_two_sequences_are_matched_as_difflib_does(old, new):
    assert list(opcodes(old, new)) == SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


@given(st.lists(st.tuples(st.sampled_from("bon"), MEMBERS), unique_by=lambda pair: pair[1], max_size=14))
def test_sequences_that_keep_their_order_are_too(members):
    old = [member for side, member in members if side != "n"]
    new = [member for side, member in members if side != "o"]
    assert list(opcodes(old, new)) == SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
