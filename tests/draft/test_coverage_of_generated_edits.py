"""Forms of みほん市, edited at random: every changed character is in one row or named fold, whatever the house habit."""

from collections import Counter

import pytest
from hypothesis import given

from piadiff.diff import diff
from piadiff.draft import coverage, default_style, draft
from piadiff.draft.coverage import text_after
from piadiff.guideline import Facts, classify
from piadiff.templates import for_kind
from tests.draft.edited_forms import FORMS, newest, revisions
from tests.effort import examples


@pytest.mark.parametrize("granularity", ["change", "item"])
@given(revision=revisions())
@examples(25)
def test_every_changed_character_is_told_once(granularity, revision):
    old, new = revision
    template = for_kind(new.header.kind, new.header.in_use)

    def judge(other):
        return classify(diff(old, other), Facts(kind=new.header.kind, template=template, old=old, new=other))

    findings = judge(new)
    made = draft(findings, old=old, new=new, template=template, granularity=granularity, judge=judge)
    told = coverage(made, findings)
    assert told.complete, (told, made)
    places = Counter(path for row in made.rows for path in row.paths)
    places.update(path for fold in made.folded if fold.row is None for path in set(fold.paths))
    changes = Counter(found.change.path for found in findings)  # a system that took another's number is two changes
    assert set(places) == set(changes)
    for path, times in places.items():
        assert times == changes[path] or _all_tell_a_part(path, made, old, new)


def _all_tell_a_part(path, made, old, new):
    """Whether the rows of an item each lead to a text of their own between the two versions."""
    before, after = old.by_path[path].text, new.by_path[path].text
    texts = [text_after(row, before, default_style()) for row in made.rows if path in row.paths]
    return len(set(texts)) == len(texts) and not {None, before, after} & set(texts)


@pytest.mark.parametrize("name", FORMS)
def test_no_change_no_row(name):
    form = newest(name)
    template = for_kind(form.header.kind, form.header.in_use)
    assert draft((), old=form, new=form, template=template).rows == ()
