"""Items followed from one revision to another."""

from __future__ import annotations

import pytest

from piadiff.errors import WrongCallError
from piadiff.model import parse_path
from piadiff.templates import added, known, load, moved, removed, revisions

STEPS = [
    pytest.param(name, old, new, id=f"{name} {old}→{new}")
    for name in ("様式2", "様式3", "様式4")
    for at, old in enumerate(revisions(name))
    for new in revisions(name)[at + 1 :]
]


@pytest.mark.parametrize(
    ("path", "name", "old", "new", "expected"),
    [
        ("Ⅳ-8", "様式2", "平成31年1月", "令和6年10月", "Ⅳ-9"),
        ("Ⅳ-9", "様式2", "平成31年1月", "令和6年10月", "Ⅳ-10"),
        ("Ⅳ-7", "様式2", "平成31年1月", "令和6年10月", "Ⅳ-7"),
        ("Ⅳ-10", "様式2", "令和6年10月", "平成31年1月", "Ⅳ-9"),
        ("Ⅳ-8", "様式2", "令和6年10月", "平成31年1月", None),
        ("Ⅳ-8-判断の根拠", "様式2", "令和6年10月", "平成31年1月", None),
        ("Ⅳ-9", "様式2", "令和6年10月", "平成26年4月", None),
        ("Ⅰ-1-②-なお書き", "様式2", "平成26年4月", "令和6年10月", "Ⅰ-1-②-なお書き"),
        ("Ⅳ-1", "様式2", "平成26年4月", "令和6年10月", None),
        ("別紙1", "様式2", "平成26年4月", "令和6年10月", "別紙1"),
        ("全体", "様式2", "平成26年4月", "令和6年10月", "全体"),
        ("Ⅱ(みほん税ファイル)-5-提供先7-②", "様式4", "平成26年4月", "令和6年10月", "Ⅱ(みほん税ファイル)-5-提供先7-②"),
        ("Ⅱ-5-提供先1~60-②", "様式4", "平成31年1月", "令和6年10月", "Ⅱ-5-提供先1~60-②"),
    ],
)
def test_moved(path: str, name: str, old: str, new: str, expected: str | None):
    found = moved(parse_path(path), name, old, new)
    assert (str(found) if found else None) == expected


@pytest.mark.parametrize(("name", "old", "new"), STEPS)
@pytest.mark.thinned(3)
def test_every_item_moves_added_or_removed(name: str, old: str, new: str):
    """Each old item has one new place or is removed, each new item one old place or is added, there and back."""
    there = {}
    for item in load(name, old).items:
        path = parse_path(item.pattern.replace("(*)", "(みほんファイル)").replace("*", "2"))
        to = moved(path, name, old, new)
        assert (to is None) == (item.pattern in removed(name, old, new))
        if to:
            target = load(name, new).item(to)
            assert target
            assert moved(to, name, new, old) == path
            there[target.pattern] = item.pattern
    patterns = [item.pattern for item in load(name, new).items]
    assert [pattern for pattern in patterns if pattern not in there] == list(added(name, old, new))


@pytest.mark.parametrize(("name", "revision"), known())
def test_since_tells_what_the_trees_show(name: str, revision: str):
    since = load(name, revision).since
    if since is None:
        assert revision == revisions(name)[0]
        return
    assert tuple(since.added) == added(name, since.previous, revision)
    assert tuple(since.removed) == removed(name, since.previous, revision)


def test_items_that_keep_their_label_keep_their_place_or_are_moved():
    """Across a revision a label may be reworded, never silently handed to another item."""
    for name, revision in known():
        since = load(name, revision).since
        for item in load(name, since.previous).items if since else ():
            path = parse_path(item.pattern.replace("(*)", "").replace("*", "1"))
            to = moved(path, name, since.previous, revision) if since else None
            new = load(name, revision).item(to) if to else None
            if new:
                assert {item.label, *item.aka} & {new.label, *new.aka}


def test_an_unknown_revision_is_a_wrong_call():
    with pytest.raises(WrongCallError, match="平成31年1月"):
        moved(parse_path("Ⅰ"), "様式2", "平成20年1月", "令和6年10月")
