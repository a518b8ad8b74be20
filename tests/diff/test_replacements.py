"""One substitution in many items is one fact, and no changed letter of it is lost."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from piadiff.diff import diff, find_replacements, unexplained
from piadiff.model import FacetKind, Form, Header, Item, parse_path
from piadiff.templates import load
from tests.effort import examples

from .strategies import edited_forms, mihon_form

_TEMPLATE = load("様式4")


def _form(values: dict[str, str]) -> Form:
    items = []
    for address, value in values.items():
        item = _TEMPLATE.item(parse_path(address))
        items.append(Item(parse_path(address), item.label, item.kind, value, item.options, item.significant))
    return Form(Header(_TEMPLATE.kind, "様式4", _TEMPLATE.revision), tuple(items))


_OLD = {
    "Ⅰ-1-②": "個人番号カードを交付し、個人番号カードの暗証番号を設定する。",
    "Ⅰ-4-①": "個人番号カードの利用が広がる。",
    "Ⅰ-4-②": "窓口の手続を減らす。",
    "Ⅰ-5": "番号法第9条による。個人番号カードも用いる。",
}


def _replaced(values: dict[str, str], before: str, after: str) -> dict[str, str]:
    return {address: value.replace(before, after) for address, value in values.items()}


def test_a_term_replaced_everywhere_is_one_with_its_places():
    new = _replaced(_OLD, "個人番号カード", "マイナンバーカード")
    new["Ⅰ-5"] = new["Ⅰ-5"].replace("第9条", "第10条")
    changes = diff(_form(_OLD), _form(new))
    (found,) = find_replacements(changes)
    assert (found.before, found.after, found.count) == ("個人番号カード", "マイナンバーカード", 4)
    assert [str(path) for path in found.paths] == ["Ⅰ-1-②", "Ⅰ-4-①", "Ⅰ-5"]
    assert [str(path) for path in found.alone] == ["Ⅰ-1-②", "Ⅰ-4-①"]
    assert [unexplained(change, [found]) for change in changes] == [(), (), (("9条", "10条"),)]


def test_a_comma_respelt_everywhere_is_one_spelling():
    old = {address: f"{value}また，適宜，見直す。" for address, value in _OLD.items()}
    changes = diff(_form(old), _form(_replaced(old, "，", "、")))
    (found,) = find_replacements(changes)
    assert (found.before, found.after, found.notation, found.count) == ("，", "、", True, 8)
    assert found.alone == found.paths
    assert all(change.notation for change in changes)
    assert {facet.kind for change in changes for facet in change.facets} == {FacetKind.NOTATION}


def test_different_edits_of_different_items_are_no_replacement():
    new = _OLD | {"Ⅰ-4-①": "個人番号カードの普及が広がる。", "Ⅰ-4-②": "窓口の書類を減らす。"}
    assert find_replacements(diff(_form(_OLD), _form(new))) == ()


def test_one_item_alone_is_no_replacement():
    new = _OLD | {"Ⅰ-1-②": _OLD["Ⅰ-1-②"].replace("個人番号カード", "マイナンバーカード")}
    assert find_replacements(diff(_form(_OLD), _form(new))) == ()


@examples(30)
@given(edited_forms())
def test_places_and_leftovers_make_up_every_changed_stretch(revision):
    changes = diff(revision.old, revision.new)
    found = find_replacements(changes)
    for known in found:
        assert len(known.paths) >= 2
        assert set(known.alone) <= set(known.paths)
    for change in changes:
        left = unexplained(change, found)
        assert (
            bool(left)
            or not change.edits
            or all(e.op == "=" for e in change.edits)
            or any(change.path in known.paths for known in found)
        )


@examples(15)
@given(st.sampled_from(("サーバー", "申請書", "除票", "、")), st.sampled_from(("台帳", "電子記録", "・")))
def test_a_substitution_over_a_whole_form_leaves_nothing_over(before, after):
    old = mihon_form()
    swapped = tuple(
        replace(item, value=item.value.replace(before, after)) if item.kind.value == "text" else item
        for item in old.items
    )
    changes = diff(old, replace(old, items=swapped))
    found = find_replacements(changes)
    assert [unexplained(change, found) for change in changes if unexplained(change, found)] == []
