"""Paths of forms: whatever a form calls itself, one harmless file."""

import os
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff.model import FormKind, Header
from piadiff.registry.names import form_path, is_form


def path(organ: str, number: str, title: str = "") -> str:
    return form_path(Header(FormKind.BASIC, "様式2", organ=organ, number=number, title=title))


@pytest.mark.parametrize(
    ("organ", "number", "expected"),
    [
        ("みほん市長", "1", "みほん市長/1-基礎.yaml"),
        ("みほん市長 ", "１", "みほん市長/1-基礎.yaml"),
        ("../../etc", "1", "etc/1-基礎.yaml"),
        ("a/b\\c", "1/2", "a_b_c/1_2-基礎.yaml"),
        (".git", "..", "git/番号なし-基礎.yaml"),
        ("CON", "nul", "_CON/_nul-基礎.yaml"),
        ("", "", "機関名なし/番号なし-基礎.yaml"),
        ("甲\n乙\t丙", "\x00", "甲_乙_丙/番号なし-基礎.yaml"),
        ("か\u3099市", "1", "が市/1-基礎.yaml"),
    ],
)
def test_a_path_is_harmless(organ, number, expected):
    assert path(organ, number) == expected


def test_a_form_without_number_goes_by_its_title():
    assert path("みほん市長", "", "税務　基礎項目評価書") == "みほん市長/税務 基礎項目評価書-基礎.yaml"


def test_long_names_stay_apart():
    names = {path("み" * 300 + end, "1") for end in "甲乙"}
    assert len(names) == 2
    assert all(len(name.encode()) < 500 for name in names)


@given(st.text(), st.text(), st.text())
def test_any_name_gives_a_form_of_two_steps(organ, number, title):
    found = path(organ, number, title)
    assert is_form(found)
    folder, _, file = found.partition("/")
    for part in (folder, file):
        assert "/" not in part
        assert part not in {"", ".", ".."}
        assert len(os.fsencode(part)) <= 255
        assert not {unicodedata.category(char) for char in part} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    "other", ["みほん市長/1-基礎.decisions.yaml", "README.md", "1-基礎.yaml", "a/b/1-基礎.yaml", "x/基礎.yaml"]
)
def test_other_files_are_no_forms(other):
    assert not is_form(other)
