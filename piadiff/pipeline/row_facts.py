"""What a file of rows, or the form it belongs to, says beside each row: values of other items, where a row means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from piadiff.addresses.resolver import Resolution, resolve
from piadiff.guideline import role_of, threshold
from piadiff.guideline.vocabulary import Role
from piadiff.model import Form, FormKind, ItemKind, ItemPath
from piadiff.pipeline.told_sides import told_figures, told_sides
from piadiff.readers.rows_file import RowContext, RowInput
from piadiff.templates import Template, for_kind
from piadiff.text import key

_DASH = re.compile(r"[-－―‐]")
_EMERGENCY = "規則第9条第2項"


Values = dict[ItemPath, str]


def values_of(context: RowContext, form: Form | None, template: Template) -> tuple[Values, Values]:
    """What stood in items of the same form and what stands: all of it, and over it what the writer of a row says."""
    earlier = {item.path: item.text for item in form.items} if form else {}
    now = dict(earlier)
    for name, text in context.values:
        paths = _named(name, template)
        sides = told_sides(text, prose=not all(_is_choice(path, template) for path in paths))
        if _FORMER.match(name):
            sides = (sides[1], "")
        for path in paths:
            _put(earlier, path, sides[0])
            _put(now, path, sides[1])
    if template.kind is FormKind.BASIC:
        was, is_ = choices_of(context)
        for known, told in ((earlier, was), (now, {**was, **is_})):
            known.update({path: each for path, each in told.items() if path not in known})
    return earlier, now


def choices_of(context: RowContext) -> tuple[Values, Values]:
    """しきい値 choices that a person gives by name, for the 基礎項目評価書 of the same 事務: before, and as they are.

    What is said of no side stood before; of how it is now nothing is said.
    """
    earlier: Values = {}
    now: Values = {}
    for name, text in context.values:
        path = _choice_named(key(name))
        sides = told_sides(text)
        if _FORMER.match(name) or sides == (text.strip(), text.strip()):
            sides = (sides[1], "")
        for known, side in zip((earlier, now), sides, strict=True):
            if path is not None and side:
                known[path] = side
            elif path is None and "しきい値" in key(name):
                known.update({each: said for each, said in _choices(side).items() if each not in known})
    remarks = (text for name, text in context.values if key(name).endswith("特記事項"))
    for path, sides in told_figures((*said_of(context, for_kind(FormKind.BASIC)), *remarks)).items():
        if path not in earlier and path not in now:
            earlier |= {path: sides[0]} if sides[0] else {}
            now |= {path: sides[1]} if sides[1] else {}
    return earlier, now


def told_changes(context: RowContext, template: Template) -> Iterator[tuple[ItemPath, str, str]]:
    """Listed items (※) of which the writer of a row says both what stood and what stands."""
    for name, text in context.values:
        was, now = told_sides(text, prose=True) if "前" in text or "旧" in text else ("", "")
        if was and now and was != now:
            yield from ((path, was, now) for path in _named(name, template) if _is_listed(path, template))


_OF_BASIC = re.compile(r"(?:前回の?)?(?:基礎項目評価書|基礎|様式第?2)の?[:、]?(?P<rest>.+)")


def _choice_named(name: str) -> ItemPath | None:
    """The しきい値 choice that a spelling names: 基礎Ⅱ-2, しきい値(取扱者数), 取扱者数."""
    basic = for_kind(FormKind.BASIC)
    if of_basic := _OF_BASIC.fullmatch(name):
        found = resolve(of_basic["rest"], basic).paths
        return found[0] if len(found) == 1 and found[0] in threshold.CHOICES else None
    labels = {path: key(item.label) for path in threshold.CHOICES if (item := basic.item(path))}
    fitting = [path for path, label in labels.items() if name == label or ("しきい値" in name and label in name)]
    return fitting[0] if len(fitting) == 1 else None


def _is_choice(path: ItemPath, template: Template) -> bool:
    item = template.nearest(path)
    return (item is not None and item.kind is ItemKind.CHOICE) or role_of(path, template) is Role.THRESHOLD_RESULT


def _put(known: Values, path: ItemPath, text: str) -> None:
    if text:
        known[path] = text
    else:
        known.pop(path, None)


def _choices(text: str) -> Values:
    """しきい値 choices that one text tells together."""
    found = {path: threshold.options_named(path, text) for path in threshold.CHOICES}
    return {path: each.pop() for path, each in found.items() if len(each) == 1}


_REMARK = frozenset({"備考", "摘要"})
"""Heads of what people say of a row, though forms have items of that name too."""
_FORMER = re.compile("前回|前の|従前|変更前")
_ADDRESS = re.compile("^[Ⅰ-Ⅹ]|^別添[0-9]*$|^表紙")


def said_of(context: RowContext, template: Template) -> tuple[str, ...]:
    """What people say of the cause: whatever the writer of a row gives under a head that is no address of an item."""
    free = (text for name, text in context.values if not (_ADDRESS.search(key(name)) and _named(name, template)))
    return tuple(dict.fromkeys((*context.statements, *free)))


def _named(name: str, template: Template) -> tuple[ItemPath, ...]:
    """Items that a spelling names; the bare name of a role, しきい値判断結果, names the item that has it."""
    if key(name) in _REMARK:
        return ()
    paths = resolve(name, template).paths
    if paths:
        return paths
    items = [ItemPath(item.pattern) for item in template.items if "*" not in item.pattern]
    labelled = [item.pattern for item in template.items if key(name) in map(key, item.labels)]
    return tuple(path for path in items if str(path) in labelled[:1])


def applies_emergency(form: Form | None) -> bool:
    """Whether a form says that 規則第9条第2項 is applied."""
    return form is not None and any("適用した" in item.text and _EMERGENCY in key(item.label) for item in form.items)


def located(row: RowInput, template: Template, form: Form | None) -> Resolution:
    """Where a row means; an address that lacks the number of its group counts where all that it may mean are alike."""
    found = resolve(row.item, template, form=form, before=row.before, after=row.after)
    if found.reason and _is_guess(row.item, found.paths, template):
        near = "、".join(map(str, found.paths))
        return Resolution(reason=f"「{row.item}」に当たる項目が{template.name}にありません（番号の近い項目は {near}）")
    if found.paths:
        return found
    paths = [path for spelt in _with_groups(row.item, template) for path in resolve(spelt, template).paths]
    roles = {(role_of(path, template), _is_listed(path, template)) for path in paths}
    return Resolution(tuple(paths[:1]), found.reason) if len(roles) == 1 else found


def _is_guess(cell: str, paths: Sequence[ItemPath], template: Template) -> bool:
    """Whether a change would be light because of an item whose number the 項目 cell does not say: Ⅲ-9 for Ⅲ-7-…-⑨."""
    said = set(_NUMBER.findall(unicodedata.normalize("NFKC", cell)))
    left_out = any(set(_NUMBER.findall(unicodedata.normalize("NFKC", "-".join(path.parts)))) - said for path in paths)
    listing = any(item.significant for item in template.items)
    return left_out and listing and not any(_is_listed(path, template) for path in paths)


_NUMBER = re.compile(r"\d+")


def _is_listed(path: ItemPath, template: Template) -> bool:
    item = template.nearest(path)
    return item is not None and item.significant


def _with_groups(cell: str, template: Template) -> Iterator[str]:
    """A 項目 cell with the first of every repeated group put between its parts."""
    groups = {part for item in template.items for part in item.pattern.split("-") if part.endswith("*") and part != "*"}
    parts = _DASH.split(cell)
    for at in range(2, len(parts)):
        for group in sorted(groups):
            yield "－".join((*parts[:at], group.replace("*", "1"), *parts[at:]))
