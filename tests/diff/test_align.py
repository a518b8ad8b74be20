"""Items, groups and files find each other by what they are, never by their number alone."""

from dataclasses import replace

import pytest

from piadiff.diff import diff
from piadiff.model import Action, FacetKind, Form, Header, Item, ItemPath, parse_path
from piadiff.templates import known, load, moved

from .strategies import mihon_form, renumbered


def _form(*values: tuple[str, str], revision: str = "令和6年10月", name: str = "様式4") -> Form:
    template = load(name, revision)
    items = []
    for address, value in values:
        path = parse_path(address)
        item = template.item(path)
        items.append(Item(path, item.label, item.kind, value, item.options, item.significant))
    return Form(Header(template.kind, name, revision), tuple(items))


def _system(number: int, name: str, does: str) -> tuple[tuple[str, str], ...]:
    return ((f"Ⅰ-2-システム{number}-①", name), (f"Ⅰ-2-システム{number}-②", does))


_ADDRESS = ("宛名システム", "住所と氏名を管理し、各業務へ宛名を渡す。")
_TAX = ("税務システム", "課税と収納を行い、納付書を印刷する。")
_HEALTH = ("健康管理システム", "健診の結果と予防接種の記録を保存する。")


def _told(old: Form, new: Form):
    return [
        (change.action.value, str(change.old_path or ""), str(change.path), change.match) for change in diff(old, new)
    ]


def test_a_dropped_system_moves_the_rest_without_touching_them():
    old = _form(*_system(1, *_ADDRESS), *_system(2, *_TAX), *_system(3, *_HEALTH))
    new = _form(*_system(1, *_TAX), *_system(2, *_HEALTH))
    assert _told(old, new) == [
        ("removed", "", "Ⅰ-2-システム1-①", ""),
        ("removed", "", "Ⅰ-2-システム1-②", ""),
        ("moved", "Ⅰ-2-システム2", "Ⅰ-2-システム1", "key"),
        ("moved", "Ⅰ-2-システム3", "Ⅰ-2-システム2", "key"),
    ]


def test_a_system_put_in_between_is_the_only_one_added():
    old = _form(*_system(1, *_ADDRESS), *_system(2, *_HEALTH))
    new = _form(*_system(1, *_ADDRESS), *_system(2, *_TAX), *_system(3, *_HEALTH))
    assert [told[:3] for told in _told(old, new)] == [
        ("added", "", "Ⅰ-2-システム2-①"),
        ("added", "", "Ⅰ-2-システム2-②"),
        ("moved", "Ⅰ-2-システム2", "Ⅰ-2-システム3"),
    ]


def test_a_renumbered_system_that_was_edited_is_both():
    old = _form(*_system(1, *_ADDRESS), *_system(2, *_TAX))
    new = _form(*_system(1, _TAX[0], "課税と収納を行い、納付書を郵送する。"), *_system(2, *_ADDRESS))
    assert ("moved+changed", "Ⅰ-2-システム2-②", "Ⅰ-2-システム1-②", "key") in _told(old, new)


def test_a_renamed_system_is_told_by_what_it_does():
    old = _form(*_system(1, *_ADDRESS), *_system(2, *_TAX))
    new = _form(*_system(1, *_ADDRESS), *_system(2, "市税総合システム", _TAX[1]))
    (change,) = diff(old, new)
    assert (change.action, change.match) == (Action.CHANGED, "similar")
    assert [facet.kind for facet in change.facets] == [FacetKind.SYSTEM_RENAMED]


def test_another_system_under_the_same_number_is_not_the_same_system():
    old = _form(*_system(1, *_ADDRESS))
    new = _form(*_system(1, *_HEALTH))
    assert sorted(told[0] for told in _told(old, new)) == ["added", "added", "removed", "removed"]


def test_recipients_of_the_same_name_pair_by_what_they_receive():
    def recipients(*told):
        return _form(
            *(
                pair
                for number, law in enumerate(told, 1)
                for pair in (
                    (f"Ⅱ(宛名)-5-提供先{number}", "都道府県知事"),
                    (f"Ⅱ(宛名)-5-提供先{number}-①", law),
                )
            )
        )

    old = recipients("生活保護法による保護の決定", "児童扶養手当法による手当の支給")
    new = recipients("児童扶養手当法による手当の支給")
    assert {told[:3] for told in _told(old, new)} == {
        ("removed", "", "Ⅱ(宛名)-5-提供先1"),
        ("removed", "", "Ⅱ(宛名)-5-提供先1-①"),
        ("moved", "Ⅱ(宛名)-5-提供先2", "Ⅱ(宛名)-5-提供先1"),
    }


def test_a_renamed_file_is_one_move_in_each_section():
    old = mihon_form()
    new = replace(
        old,
        items=tuple(
            replace(item, path=replace(item.path, file=item.path.file.replace("税務", "市民税"))) for item in old.items
        ),
    )
    assert [(change.action, str(change.old_path), str(change.path)) for change in diff(old, new)] == [
        (Action.MOVED, "Ⅱ(税務ファイル)", "Ⅱ(市民税ファイル)"),
        (Action.MOVED, "別添2(税務ファイル)", "別添2(市民税ファイル)"),
        (Action.MOVED, "Ⅲ(税務ファイル)", "Ⅲ(市民税ファイル)"),
    ]


def test_files_in_another_order_are_the_same_files():
    old = mihon_form(files=("宛名ファイル", "税務ファイル"))
    by_file = sorted(old.items, key=lambda item: (item.path.file != "税務ファイル", item.path.file))
    assert diff(old, replace(old, items=tuple(by_file))) == ()


def test_numbers_shifted_everywhere_are_moves_alone():
    old = mihon_form()
    new = renumbered(old, "提供先1", "提供先9")
    assert {change.action for change in diff(old, new)} == {Action.MOVED}
    assert len(diff(old, new)) == 2


def _in_other_revision(form: Form, revision: str) -> Form:
    """The same content as another revision asks for it."""
    items = []
    for item in form.items:
        path = moved(item.path, form.header.template, form.header.revision, revision)
        there = load(form.header.template, revision).item(path) if path else None
        if path and there and there.kind is item.kind:
            items.append(replace(item, path=path, options=there.options, significant=there.significant))
    return replace(form, header=replace(form.header, revision=revision), items=tuple(items))


@pytest.mark.parametrize(
    ("name", "old_revision", "new_revision"),
    [(name, old, new) for name, old in known() for other, new in known() if name == other and old != new],
)
def test_a_revision_alone_gives_moves_and_no_change(name, old_revision, new_revision):
    template = load(name, old_revision)
    values = tuple(
        Item(
            ItemPath(section, "宛名ファイル" if item.per_file else "", tuple(parts)),
            item.label,
            item.kind,
            _filled(item),
        )
        for item in template.items
        if item.kind is not None
        for section, *parts in [item.pattern.replace("(*)", "").replace("*", "1").split("-")]
    )
    first = Form(Header(template.kind, name, old_revision), values)
    there = _in_other_revision(first, new_revision)
    kept = {moved(path, name, new_revision, old_revision) for path in there.by_path}
    back = replace(first, items=tuple(item for item in first.items if item.path in kept))
    changes = diff(back, there)
    assert {change.action for change in changes} <= {Action.MOVED}
    assert {(change.old_path, change.path) for change in changes} == {
        (source, target) for source, target in _moved_parts(back, name, old_revision, new_revision)
    }


def _moved_parts(form: Form, name: str, old_revision: str, new_revision: str):
    for item in form.items:
        target = moved(item.path, name, old_revision, new_revision)
        if target != item.path:
            source, above = item.path, target
            while source.parts and above.parts and source.parts[-1] == above.parts[-1]:
                source, above = source.parent, above.parent
            yield source, above


def _filled(item):
    if item.kind.value == "choice":
        return item.options[0]
    if item.kind.value == "checks":
        return item.options[:1]
    return f"{item.pattern}の内容を記載する。"
