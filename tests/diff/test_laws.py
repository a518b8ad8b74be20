"""Laws every comparison keeps, on invented and on real texts and forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piadiff.diff import change_of_row, diff, inverted
from piadiff.diff.subject import Subject
from piadiff.diff.texts import compare_texts
from piadiff.model import Action, Facet, FacetKind, Form, ItemPath, parse_path
from piadiff.templates import load
from piadiff.text import key
from tests.effort import examples

from .conftest import rebuilt
from .strategies import edited_forms, edited_texts, mihon_form, texts

_SUBJECTS = st.sampled_from(
    (Subject(), Subject(measures=True), Subject(systems=True), Subject(contact=True), Subject(organisation=True))
)
_MARKS = frozenset("○、。,.・:;「」『』()[]〔〕〈〉<>【】…‥!?※*'\"-ー~〜/")


def _letters(text: str) -> set[str]:
    """Letters with a meaning of their own; punctuation and single particles have none."""
    return {char for char in key(text) if char not in _MARKS and not "ぁ" <= char <= "ん"}


def _told(facets: tuple[Facet, ...], side: str) -> set[str]:
    return set().union(*(_letters(getattr(facet, side)) for facet in facets))


@given(texts, _SUBJECTS)
def test_a_text_does_not_differ_from_itself(text, subject):
    told = compare_texts(text, text, subject)
    assert all(edit.op == "=" for edit in told.edits)
    assert {facet.kind for facet in told.facets} <= {FacetKind.ELIDED}


@given(st.one_of(edited_texts(), st.tuples(texts, texts)), _SUBJECTS)
def test_edits_rebuild_both_texts(pair, subject):
    edits = compare_texts(*pair, subject).edits
    assert "".join(edit.text for edit in edits if edit.op != "+") == pair[0]
    assert "".join(edit.text for edit in edits if edit.op != "-") == pair[1]
    assert all(edit.text for edit in edits)


@given(st.one_of(edited_texts(), st.tuples(texts, texts)))
def test_notation_means_the_same_key(pair):
    told = compare_texts(*pair, Subject())
    assert told.notation == (pair[0] != pair[1] and key(pair[0]) == key(pair[1]))


@given(st.one_of(edited_texts(), st.tuples(texts, texts)), _SUBJECTS)
def test_every_changed_letter_is_explained(pair, subject):
    told = compare_texts(*pair, subject)
    for edit in told.edits:
        if edit.op != "=" and not edit.notation:
            side = "before" if edit.op == "-" else "after"
            listed = set("①②⑫123") if subject.systems else set()  # the number a named system is listed under
            if any(facet.kind is FacetKind.ELIDED for facet in told.facets):
                listed |= set("省略")
            assert _letters(edit.text) - listed <= _told(told.facets, side), (edit, told.facets)


@given(st.one_of(edited_texts(), st.tuples(texts, texts)))
def test_a_row_read_backwards_is_mirrored(pair):
    path, template = parse_path("Ⅲ(F)-7-リスク1-⑥-具体的な対策の内容"), load("様式4")
    there, back = change_of_row(path, *pair, template), change_of_row(path, *reversed(pair), template)
    assert rebuilt(there) == pair
    assert inverted(there).edits == back.edits
    assert set(inverted(there).facets) == set(back.facets)
    assert inverted(inverted(there)) == there


def test_a_form_does_not_differ_from_itself():
    form = mihon_form()
    assert diff(form, form) == ()


@examples(40)
@given(edited_forms())
def test_diff_mirrored_is_the_diff_the_other_way(revision):
    there, back = diff(revision.old, revision.new), diff(revision.new, revision.old)
    assert {inverted(change) for change in there} == set(back)


def _texts(form: Form) -> dict[ItemPath, str]:
    return {item.path: item.text if item.value else "" for item in form.items}


def _applied(old: dict[ItemPath, str], changes) -> dict[ItemPath, str]:
    """The old texts with all changes carried out."""
    moves = sorted(
        ((change.old_path, change.path) for change in changes if change.old_path is not None),
        key=lambda move: -len(move[0].parts),
    )
    single = {change.old_path: change for change in changes if change.action is Action.MOVED_CHANGED}
    gone = {change.path for change in changes if change.action is Action.REMOVED}
    here = {change.path: change for change in changes if change.action is Action.CHANGED}
    result = {}
    for path, text in old.items():
        if path in single:
            assert single[path].before == text
            result[single[path].path] = single[path].after
        elif path in here:
            assert here[path].before == text
            result[path] = here[path].after
        elif path not in gone:
            source, target = next((move for move in moves if move[0].contains(path)), (path, path))
            result[ItemPath(target.section, target.file, (*target.parts, *path.parts[len(source.parts) :]))] = text
    return result | {change.path: change.after for change in changes if change.action is Action.ADDED}


@examples(60)
@given(edited_forms())
def test_changes_lead_from_the_old_form_to_the_new_one(revision):
    old, new = revision.old, revision.new
    changes = diff(old, new)
    applied = _applied(_texts(old), changes)
    assert {path: text for path, text in applied.items() if text} == {
        path: text for path, text in _texts(new).items() if text
    }
    assert all(rebuilt(change) == (change.before, change.after) for change in changes)


@pytest.mark.seeds
def test_published_cells_keep_the_laws(gold_rows):
    cells = [row["before"] for _, _, row in gold_rows] + [row["after"] for _, _, row in gold_rows]
    for before, after in zip(cells, cells[7:], strict=False):
        there, back = compare_texts(before, after, Subject()), compare_texts(after, before, Subject())
        assert "".join(edit.text for edit in there.edits if edit.op != "+") == before
        assert "".join(edit.text for edit in there.edits if edit.op != "-") == after
        assert "".join(edit.text for edit in back.edits if edit.op != "+") == after
        assert {facet.kind for facet in compare_texts(before, before, Subject()).facets} <= {FacetKind.ELIDED}


@pytest.mark.seeds
def test_every_changed_letter_of_published_rows_is_explained(gold_rows):
    for name, form, row in gold_rows:
        change = change_of_row(parse_path(row["item_path"].split(";")[0]), row["before"], row["after"], load(form))
        for edit in change.edits:
            if edit.op != "=" and not edit.notation:
                side = "before" if edit.op == "-" else "after"
                listed = set("0123456789") if any("system" in facet.kind for facet in change.facets) else set()
                none = set("記述無し削除")  # the words a row has for no text
                assert _letters(edit.text) - listed - none <= _told(change.facets, side), (name, edit)
