"""Patches whose hunks have no context, or no lines on one side: git diff -U0 names the line before the place."""

import hashlib
from difflib import unified_diff

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff.errors import UnreadableSourceError
from piadiff.readers.patch import read_patch
from tests.effort import examples


class OneFile:
    """A folder with one file, without git."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def blob(self, _name: str) -> None:
        return None

    def file(self, _path: str) -> bytes:
        return self.content


LINES = st.lists(st.sampled_from(["甲\n", "乙\n", "丙\n", "\n"]), max_size=8)


def blob(lines: list[str]) -> str:
    content = "".join(lines).encode()
    return hashlib.sha1(f"blob {len(content)}\0".encode() + content).hexdigest()[:7]  # noqa: S324 - git names contents so


def patch_of(old: list[str], new: list[str], context: int, *, index: bool = True) -> str:
    named = f"diff --git a/x b/x\nindex {blob(old)}..{blob(new)} 100644\n" if index else ""
    return named + "".join(unified_diff(old, new, "a/x", "b/x", n=context))


@given(LINES, LINES, st.integers(0, 3), st.booleans())
@examples(200)
def test_both_sides_come_back_from_either(old, new, context, applied):
    if old == new:
        return
    here = "".join(new if applied else old).encode()
    pair = next(iter(read_patch(patch_of(old, new, context).encode(), OneFile(here), "x.patch")))
    assert (pair.before, pair.after) == ("".join(old).encode(), "".join(new).encode())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["甲\n", "丙\n"], ["甲\n", "乙\n", "丙\n"]),
        (["甲\n", "乙\n", "丙\n"], ["甲\n", "丙\n"]),
        (["乙\n"], ["甲\n", "乙\n"]),
        (["甲\n"], ["甲\n", "乙\n"]),
    ],
)
@pytest.mark.parametrize("applied", [False, True])
def test_a_hunk_of_length_zero_stands_behind_the_line_it_names(old, new, applied):
    text = patch_of(old, new, 0)
    assert ",0 " in text
    here = "".join(new if applied else old).encode()
    pair = next(iter(read_patch(text.encode(), OneFile(here), "x.patch")))
    assert (pair.before, pair.after) == ("".join(old).encode(), "".join(new).encode())


def test_lines_that_only_come_are_not_put_in_twice_without_the_names_of_the_contents():
    text = patch_of(["甲\n"], ["甲\n", "乙\n"], 0, index=False)
    behind = next(iter(read_patch(text.encode(), OneFile("甲\n乙\n".encode()), "x.patch")))
    assert (behind.before, "決まりません" in behind.problem) == (None, True)
    clear = next(iter(read_patch(text.encode(), OneFile("甲\n".encode()), "x.patch")))
    assert clear.after == "甲\n乙\n".encode()


def test_what_is_no_patch_is_refused():
    with pytest.raises(UnreadableSourceError, match="unified diff"):
        list(read_patch("これはパッチではない\n".encode(), OneFile(b""), "x.patch"))
