"""Choices as rows quote them: with the label that the form prints before, and what it prints behind."""

from __future__ import annotations

import re

from piadiff.model import ItemKind, ItemPath
from piadiff.templates import Template, TemplateItem
from piadiff.text import key, parse_date

_CHOSEN = re.compile(r"(?s)(?P<head>[^\[［〔]*)[\[［〔](?P<option>[^\]］〕]*)[\]］〕](?P<behind>.*)")
_COUNT = re.compile(r"[（(]?[\s　]*[0-9０-９]{1,4}[\s　]*[)）]?[\s　]*件[)）]?")
_AS_OF = re.compile(r"時点$")


def quoted_choice(path: ItemPath, before: str, after: str, template: Template) -> tuple[ItemPath, str, str]:
    """The choice that a row means, and its two options; what says no more stays as it is.

    「委託の有無　[委託する]（3）件」 of a group means the choice in it, 「[500人以上]　令和7年4月1日 時点」 its option.
    The label may lack where the group has no other choice.
    """
    item = template.nearest(path)
    if item is None or not before or not after:
        return path, before, after
    bare = _without_same_text(*_without_same_lines(before, after))
    own = [(path, item, True)] if item.kind is ItemKind.CHOICE else []
    next_below = [below for below in template.below(item.pattern) if _is_next(item, below)]
    within = [(path.child(below.key), below, len(next_below) == 1) for below in next_below]
    for target, choice, named in (*own, *within):
        old, new = (_option(cell, choice, named=named) for cell in bare)
        if old and new:
            return target, old, new
    return path, before, after


def _without_same_lines(before: str, after: str) -> tuple[str, str]:
    """Two cells without the lines that stand alike ahead of the only line that differs, but for the label over it."""
    old, new = before.strip().splitlines(), after.strip().splitlines()
    moved = [at for at, (was, now) in enumerate(zip(old, new, strict=False)) if key(was) != key(now)]
    chosen = _CHOSEN.fullmatch(old[moved[0]]) if len(old) == len(new) and len(moved) == 1 else None
    if chosen is None:
        return before, after
    labelled = key(chosen["head"]) or "。" in old[moved[0] - 1]
    start = moved[0] if labelled else max(moved[0] - 1, 0)
    return "\n".join(old[start:]), "\n".join(new[start:])


def _without_same_text(before: str, after: str) -> tuple[str, str]:
    """Two cells without what stands alike behind their options: only the choice moved."""
    old, new = (_CHOSEN.fullmatch(cell.strip()) for cell in (before, after))
    if old is None or new is None or not key(old["behind"]) or key(old["behind"]) != key(new["behind"]):
        return before, after
    return old.string[: old.start("behind")], new.string[: new.start("behind")]


def _is_next(item: TemplateItem, below: TemplateItem) -> bool:
    return below.kind is ItemKind.CHOICE and below.pattern == f"{item.pattern}-{below.key}"


def _option(cell: str, choice: TemplateItem, *, named: bool) -> str:
    """The option in brackets, with its number of 件; "" where the cell says more or another thing.

    ``named``: the address leaves no other choice, so that its label need not be there.
    """
    quoted = _CHOSEN.fullmatch(cell.strip())
    if quoted is None:
        return ""
    head = key(quoted["head"].rstrip(" 　:："))
    option, behind = (quoted[part].strip(" 　") for part in ("option", "behind"))
    labels = {key(label) for label in (choice.label, choice.field, *choice.aka) if label}
    if key(option) not in map(key, choice.options) or head not in (labels | {""} if named else labels):
        return ""
    if _COUNT.fullmatch(behind):
        return f"{option}{behind}"
    return option if not behind or _is_print(behind, choice) else ""


def _is_print(text: str, choice: TemplateItem) -> bool:
    """Whether a text is the day of a count, which is an item of its own, or the form's note on one of the options."""
    day = parse_date(_AS_OF.sub("", text)) is not None and len(key(text)) <= len("令和00年00月00日時点")
    return day or any(f"「{key(option)}」" in key(text) for option in choice.options)
