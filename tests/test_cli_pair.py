"""Two forms that are not an older and a newer version of one 評価書 are said to be so, first."""

import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest

from piadiff import canonical, read, rewind
from piadiff.pipeline.pairing import mismatches
from piadiff.text import parse_date

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
OLD, NEW = sorted((CORPORA / "kiso-jidou-teate").glob("*.yaml"))[-2:]
COVER = {"number": "評価書番号", "title": "評価書名", "organ": "評価実施機関名", "order": "公表日"}
SWAPS = {"number": "31", "title": "介護保険に関する事務", "organ": "みほん市教育委員会", "order": "令和2年3月31日"}


def edited(folder, fact, value):
    """The newer version with another word on its 表紙."""
    form = read(NEW)
    own = {"order": {"published": parse_date(value)}}.get(fact, {fact: value})
    items = (replace(i, value=value) if str(i.path) == f"表紙-{COVER[fact]}" else i for i in form.items)
    file = folder / "新.yaml"
    text = canonical.dump(replace(form, header=replace(form.header, **own), items=tuple(items)))
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("fact", SWAPS)
@pytest.mark.parametrize("command", ["draft", "diff", "check", "next"])
def test_a_wrong_pair_is_said_first(piadiff, tmp_path, command, fact):
    new = edited(tmp_path, fact, SWAPS[fact])
    told = json.loads(piadiff(command, OLD, new, "--json")[1])["pair"]
    assert [each["fact"] for each in told] == [fact]
    status, out, err = piadiff(command, OLD, new)
    said = [stream for stream in (out, err) if told[0]["message"] in stream.split("\n")[0]]
    assert said and (command != "check" or status == 1)


def test_rows_of_a_wrong_pair_are_written_only_by_force(piadiff, tmp_path):
    new = edited(tmp_path, "title", SWAPS["title"])
    before = new.read_bytes()
    status, _, err = piadiff("draft", OLD, new, "--into", new)
    assert (status, "--force" in err, new.read_bytes()) == (2, True, before)
    assert piadiff("draft", OLD, new, "--into", new, "--force")[0] == 0
    # the row that now tells of the new title makes it a change like others
    assert mismatches(read(OLD), read(new)) == ()


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("title", "児童手当に関する事務　基礎項目評価書【令和8年3月31日　終了】"),
        ("organ", "みほん市"),
        ("number", "１２"),
        ("order", ""),
    ],
)
def test_another_spelling_and_an_open_fact_are_no_other_form(tmp_path, fact, value):
    assert mismatches(read(OLD), read(edited(tmp_path, fact, value))) == ()


def test_versions_of_one_form_are_a_pair_and_swapped_they_are_none():
    for folder in ("kiso-jidou-teate", "zenkoumoku-jumin-zei", "juuten-yobou-sesshu"):
        versions = [read(file) for file in sorted((CORPORA / folder).glob("*.yaml"))]
        for old, new in itertools.pairwise(versions):
            assert mismatches(old, new) == ()
            assert [each.fact for each in mismatches(new, old)] == ["order"]


def test_rebuilt_versions_in_the_wrong_order_are_known_by_their_rows():
    versions = [version.form for version in rewind(read(NEW))]
    for old, new in itertools.pairwise(versions):
        assert mismatches(old, new) == ()
        if old.changes and len(old.changes) < len(new.changes):
            assert [each.fact for each in mismatches(new, old)] == ["order"]


def test_rows_of_another_kind_than_the_form_are_said(piadiff, tmp_path):
    rows = tmp_path / "行.json"
    rows.write_text(
        json.dumps([{"form": "全項目", "item": "Ⅰ－１－②", "before": "台帳", "after": "原簿"}]), encoding="utf-8"
    )
    told = json.loads(piadiff("classify", rows, "--form", NEW, "--json")[1])["pair"]
    assert [each["fact"] for each in told] == ["kind"]
    assert told[0]["message"] in piadiff("classify", rows, "--form", NEW)[2]
