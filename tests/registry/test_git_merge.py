"""git merges forms by their items, rows by their days, decisions by what they are about."""

import itertools
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff import canonical
from piadiff.canonical.conflicts import Sides, merge
from piadiff.canonical.joining import join
from piadiff.cli.commands import cli
from piadiff.cli.japanese import run
from piadiff.draft import read_decisions
from piadiff.errors import DataError, UnreadableSourceError
from tests.pipeline.test_pull_request import BASIC, FULL, PLACE, commit, git, write
from tests.registry.test_git_drivers import clone, installed, program  # noqa: F401 - fixtures

BASE = FULL[1].read_text(encoding="utf-8")
SIDES = Sides("こちら", "取り込む側")
TASK, OFFICE = "個人住民税に関する事務\n", "みほん市長"


def edited(text, old, new):
    assert old in text
    return text.replace(old, new, 1)


def with_value(form_text, path, value):
    lines = form_text.splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if line.startswith(f"  {path}:"))
    end = next(i for i in range(at + 1, len(lines)) if re.match(r"  ?\S", lines[i]))
    return "".join([*lines[:at], f"  {path}: |-\n", f"    {value}\n", *lines[end:]])


def with_row(form_text, day, text):
    rows = canonical.load(form_text, "x").changes
    row = (
        f"  - 行: {len(rows) + 1}\n    変更日: {day}\n    変更日（西暦）: {day}\n    項目: Ⅰ－１－②\n    対象:\n      - Ⅰ-1-②\n"
        f"    変更前の記載: 旧\n    変更後の記載: {text}\n    提出時期: 事後\n    提出時期に係る説明: 軽微\n"
    )
    head, mark, tail = form_text.partition("変更箇所:")
    lines = tail.lstrip(" []").splitlines(keepends=True)
    end = next((i for i in range(1, len(lines)) if not lines[i].startswith((" ", "\n"))), len(lines))
    return head + mark + "".join(lines[:end]) + row + "".join(lines[end:])


def paths(count):
    return [str(item.path) for item in canonical.load(BASE, "x").items if item.kind == "text"][:count]


def test_neighbouring_items_make_no_conflict():
    one, two = paths(3)[1:]
    merged = merge(BASE, with_value(BASE, one, "甲"), with_value(BASE, two, "乙"), SIDES, "x")
    assert merged.conflicts == ()
    assert merged.text == canonical.dump(canonical.load(with_value(with_value(BASE, one, "甲"), two, "乙"), "x"))


def test_the_same_item_is_one_marked_conflict_that_no_reader_takes():
    (path,) = paths(3)[2:]
    merged = merge(BASE, with_value(BASE, path, "甲"), with_value(BASE, path, "乙"), SIDES, "x")
    (what,) = merged.conflicts
    assert what.startswith(f"項目 {path}「")
    assert [line[:7] for line in merged.text.splitlines() if line[:7] in ("<" * 7, "=" * 7, ">" * 7)] == [
        "<" * 7,
        "=" * 7,
        ">" * 7,
    ]
    with pytest.raises(
        UnreadableSourceError, match=rf"1か所に残っています（最初の印: こちら　項目 {re.escape(path)}"
    ) as seen:
        canonical.load(merged.text, "評価書.yaml")
    assert "印の行を消して" in seen.value.remedy
    ours = re.sub(r"<{7}.*\n(?P<ours>(?s:.*?))={7}\n(?s:.*?)>{7}.*\n", r"\g<ours>", merged.text)
    assert canonical.load(ours, "x") == canonical.load(with_value(BASE, path, "甲"), "x")


def test_rows_of_both_branches_are_kept_by_their_days_and_counted_anew():
    ours, theirs = with_row(BASE, "2030-05-01", "甲"), with_row(BASE, "2030-04-01", "乙")
    merged = merge(BASE, ours, theirs, SIDES, "x")
    before = len(canonical.load(BASE, "x").changes)
    rows = canonical.load(merged.text, "x").changes
    assert merged.conflicts == ()
    assert [(row.row, row.date, row.after) for row in rows[before:]] == [
        (before + 1, date(2030, 4, 1), "乙"),
        (before + 2, date(2030, 5, 1), "甲"),
    ]
    assert merge(BASE, theirs, ours, SIDES, "x").text == merged.text
    assert merge(BASE, ours, ours, SIDES, "x").text == canonical.dump(canonical.load(ours, "x"))


def test_a_form_made_on_both_sides_and_an_item_taken_away_on_one():
    (path,) = paths(3)[2:]
    other = with_value(BASE, path, "甲")
    assert len(merge("", BASE, other, SIDES, "x").conflicts) == 1
    form = canonical.load(BASE, "x")
    gone = canonical.dump(type(form)(form.header, tuple(i for i in form.items if str(i.path) != path), form.changes))
    (what,) = merge(BASE, gone, other, SIDES, "x").conflicts
    assert "こちらでは消え" in what
    assert merge(BASE, gone, BASE, SIDES, "x").text == gone


def decisions(**people):
    entries = "".join(f"  {mark}:\n    item: Ⅰ\n    person: {who}\n" for mark, who in people.items())
    return f"schema: piadiff/decisions/1\ndecisions:\n{entries}"


def test_decisions_join_by_what_they_are_about():
    base = decisions(aaaaaaaaaaaa="山田")
    ours, theirs = (
        decisions(aaaaaaaaaaaa="山田", bbbbbbbbbbbb="佐藤"),
        decisions(cccccccccccc="鈴木", aaaaaaaaaaaa="山田"),
    )
    merged = merge(base, ours, theirs, SIDES, "x")
    assert {mark: each.person for mark, each in read_decisions(merged.text).items()} == {
        "cccccccccccc": "鈴木",
        "aaaaaaaaaaaa": "山田",
        "bbbbbbbbbbbb": "佐藤",
    }
    clash = merge(base, decisions(aaaaaaaaaaaa="佐藤"), decisions(aaaaaaaaaaaa="鈴木"), SIDES, "x")
    assert clash.conflicts == ("決定 aaaaaaaaaaaa",)
    with pytest.raises(DataError, match="決定 aaaaaaaaaaaa"):
        read_decisions(clash.text, "決定")
    empty = "schema: piadiff/decisions/1\ndecisions: {}\n"
    assert merge(empty, ours, empty, SIDES, "x").text == ours


KEYS = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 2))


@given(KEYS, KEYS, KEYS)
def test_each_key_comes_from_the_side_that_changed_it(base, ours, theirs):
    joined = join(base, ours, theirs)
    for key in {*base, *ours, *theirs}:
        was, here, there = base.get(key), ours.get(key), theirs.get(key)
        if here == there or there == was:
            assert joined.values.get(key) == here
        elif here == was:
            assert joined.values.get(key) == there
        else:
            assert (joined.conflicts[key].ours, joined.conflicts[key].theirs) == (here, there)
    assert join(base, theirs, ours).values.keys() == joined.values.keys()
    assert [key for key in joined.values if key in ours] == [key for key in ours if key in joined.values]


def on_two_branches(folder, ours, theirs):
    git(folder, "switch", "-qc", "next")
    commit(folder, **theirs)
    git(folder, "switch", "-q", "main")
    commit(folder, **ours)


def test_git_merge_and_rebase_join_items_of_a_file_with_a_japanese_name(clone):  # noqa: F811
    one, two = paths(3)[1:]
    assert installed(clone) == 0
    on_two_branches(
        clone, {PLACE: with_value(BASE, one, "甲"), "a.yaml": "a: 1\n"}, {PLACE: with_value(BASE, two, "乙")}
    )
    git(clone, "switch", "-q", "next")
    git(clone, "rebase", "-q", "main")
    told = (clone / PLACE).read_text(encoding="utf-8")
    assert "\n    甲\n" in told
    assert "\n    乙\n" in told


def test_git_merge_stops_at_the_same_item_and_other_files_are_merged_by_lines(clone):  # noqa: F811
    (path,) = paths(3)[2:]
    commit(clone, **{"a.yaml": "a: 1\nb: 1\nc: 1\nd: 1\ne: 1\n"})
    assert installed(clone) == 0
    on_two_branches(
        clone,
        {PLACE: with_value(BASE, path, "甲"), "a.yaml": "a: 2\nb: 1\nc: 1\nd: 1\ne: 1\n"},
        {PLACE: with_value(BASE, path, "乙"), "a.yaml": "a: 1\nb: 1\nc: 1\nd: 1\ne: 2\n"},
    )
    with pytest.raises(Exception, match="merge") as stopped:
        git(clone, "merge", "-q", "next")
    told = (stopped.value.stderr + stopped.value.stdout).decode()
    assert f"項目 {path}" in told
    assert (clone / "a.yaml").read_text(encoding="utf-8") == "a: 2\nb: 1\nc: 1\nd: 1\ne: 2\n"
    assert (clone / PLACE).read_text(encoding="utf-8").count("<<<<<<<") == 1
    assert run(cli, ["read", str(clone / PLACE)]) == 3
    write(clone, PLACE, BASE)


@pytest.mark.parametrize("files", [FULL, BASIC], ids=["全項目", "基礎"])
def test_what_one_side_alone_did_comes_whole(files):
    texts = [canonical.dump(canonical.load(file.read_text(encoding="utf-8"), "x")) for file in files]
    for base, new in itertools.permutations(texts, 2):
        for ours, theirs in ((new, base), (base, new), (new, new)):
            merged = merge(base, ours, theirs, SIDES, "x")
            assert (merged.conflicts, merged.text) == ((), new)
