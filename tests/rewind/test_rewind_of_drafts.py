"""Rows that piadiff drafts itself, published and undone again: nothing is put back that did not stand there."""

import dataclasses
from datetime import date
from pathlib import Path

from hypothesis import given

from piadiff import canonical
from piadiff.diff import diff
from piadiff.draft import draft
from piadiff.draft.into import into
from piadiff.guideline import Facts, classify
from piadiff.model import Form
from piadiff.rewind import replay, rewind, steps
from piadiff.templates import for_kind
from piadiff.text import key
from tests.draft.edited_forms import revisions
from tests.effort import examples

DAY = date(2026, 1, 15)
FULL = sorted((Path(__file__).resolve().parents[2] / "corpora" / "zenkoumoku-jumin-zei").glob("*.yaml"))[-1]


def published_with_rows(old: Form, new: Form):
    """(the newer version with the drafted rows in its 変更箇所, the rows)."""
    template = for_kind(new.header.kind, new.header.in_use)

    def judge(other):
        return classify(diff(old, other), Facts(kind=new.header.kind, template=template, old=old, new=other))

    made = draft(judge(new), old=old, new=new, template=template, day=DAY, judge=judge)
    bare = dataclasses.replace(new, changes=(), header=dataclasses.replace(new.header, published=DAY))
    return into(bare, made, template=template, published=()).form, made.rows


def text(form: Form, path) -> str:
    item = form.by_path.get(path)
    said = key(item.text) if item is not None and item.value else ""
    return "" if said == "-" else said


@given(revision=revisions())
@examples(25)
def test_an_undone_draft_row_gives_what_stood_there(revision):
    published, rows = published_with_rows(*revision)
    oldest = rewind(published)[0]
    kept = {number for version in rewind(published) for number in (row.row for row in version.rows_kept)}
    left = {path for number in kept for path in rows[number - 1].paths}
    wrong = [
        str(path)
        for number, row in enumerate(rows, 1)
        if number not in kept
        for path in row.paths
        if path not in left and text(oldest.form, path) != text(revision.old, path)
    ]
    assert wrong == []
    assert replay(oldest.form, steps(published)).items == rewind(published)[-1].form.items


def test_a_lost_attachment_comes_back_with_its_own_text_and_its_fields():
    old = canonical.load(FULL.read_text(encoding="utf-8"), str(FULL))
    lost = [item.path for item in old.items if item.path.section == "別添1"]
    bare = dataclasses.replace(old, changes=())
    new = dataclasses.replace(bare, items=tuple(item for item in old.items if item.path not in lost))
    published, _ = published_with_rows(bare, new)
    oldest = rewind(published)[0].form
    assert len(lost) == 2
    assert [text(oldest, path) for path in lost] == [text(old, path) for path in lost]
