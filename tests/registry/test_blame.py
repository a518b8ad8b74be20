"""Which version and which published row gave an item its value."""

import dataclasses
from datetime import date

import pytest

from piadiff.errors import RegistryError
from piadiff.model import Version
from piadiff.registry import Origin, Registry
from piadiff.registry.blame import blame
from tests.registry.samples import DAY, form, item, row

OLD = date(2021, 4, 1)
FIRST = form({"Ⅰ-1-②": "甲を使う。", "Ⅰ-1-③": "30万人以上", "Ⅰ-5": "旧法", "Ⅴ-1-①": "総務課"}, published=OLD)
ROWS = (
    row(1, "Ⅰ-1-②", "甲を使う", "乙を使う"),
    row(2, "Ⅰ-1-②-なお書き", "", "なお、書き加えた。"),
    row(3, "共通", "旧法", "新法"),
    row(4, "Ⅴ", "総務課", "市民課"),
)
SECOND = form({"Ⅰ-1-②": "乙を使う。", "Ⅰ-1-③": "30万人以上", "Ⅰ-5": "新法", "Ⅴ-1-①": "総務部", "Ⅰ-4-①": "新設"}, ROWS)
VERSIONS = (Version(FIRST, OLD, OLD), Version(SECOND, DAY, DAY))


def test_each_item_has_its_version_and_its_rows():
    found = {str(change.path): change for change in blame(VERSIONS)}
    assert {path: change.origin for path, change in found.items()} == {
        "Ⅰ-1-②": Origin.EXPLAINED,
        "Ⅰ-1-③": Origin.FIRST,
        "Ⅰ-5": Origin.EXPLAINED,
        "Ⅴ-1-①": Origin.EXPLAINED,
        "Ⅰ-4-①": Origin.UNEXPLAINED,
    }
    assert [explained.row for explained in found["Ⅰ-1-②"].rows] == [1, 2]
    assert found["Ⅰ-1-②"].quoted == (1,)
    assert [explained.row for explained in found["Ⅰ-5"].rows] == [3]
    assert found["Ⅴ-1-①"].quoted == ()
    assert found["Ⅰ-1-③"].version.published == OLD


def test_rows_that_were_there_before_explain_nothing_new():
    third = dataclasses.replace(SECOND, items=(*SECOND.items[1:], item("Ⅰ-1-②", "丙を使う。")))
    changes = blame((*VERSIONS, Version(third, date(2026, 4, 1), date(2026, 4, 1))), "Ⅰ-1-②")
    assert [change.origin for change in changes] == [Origin.UNEXPLAINED, Origin.EXPLAINED, Origin.FIRST]


def test_an_address_stands_for_all_below_it():
    assert {str(change.path) for change in blame(VERSIONS, "Ⅰ-1")} == {"Ⅰ-1-②", "Ⅰ-1-③"}


def test_what_cannot_be_read_is_not_called_unexplained():
    unread = dataclasses.replace(SECOND, items=(item("Ⅰ-5", "", undetermined=True),))
    assert blame((VERSIONS[0], Version(unread, DAY, DAY)))[0].origin is Origin.UNREAD


@pytest.mark.parametrize("address", ["Ⅸ", "", "(", "Ⅰ-1-②-⑫"])
def test_an_address_nothing_stands_at_is_refused(address):
    with pytest.raises(RegistryError):
        blame(VERSIONS, address)


def test_a_registry_answers_for_its_only_form(tmp_path):
    with Registry.open(tmp_path / "r", create=True) as registry:
        commits = registry.store_many(VERSIONS)
        assert {change.version.commit for change in registry.blame()} == set(commits)
        assert [change.origin for change in registry.blame(item="Ⅰ-5")] == [Origin.EXPLAINED, Origin.FIRST]
