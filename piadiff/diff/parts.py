"""The items that the cells of one row hold, where they name them by number or label: 「⑦再委託の有無：する」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from piadiff.diff.choices import knows, options_in
from piadiff.model import ItemKind, ItemPath
from piadiff.templates import Template, TemplateItem
from piadiff.text import key
from piadiff.text.cell import UNCHANGED, says_nothing
from piadiff.text.signs import CIRCLED, circled_value

_BEGIN = re.compile(r"(?:^|(?<=[\n　 ]))(?=\S)")
_HEAD = re.compile(
    rf"[・■◆]?(?:(?P<circle>[{CIRCLED}])|[(（]?(?P<digit>[0-9０-９]{{1,2}})[)）.．、])?[ 　]*"
    r"(?:(?P<label>[^:：\n　 \[［(（「。【〔＜]{2,60})(?:[:：]|(?=[\n　 \[［(（]|$))"
    r"|[\[［【〔＜](?P<framed>[^\]］】〕＞\n]{2,60})[\]］】〕＞][:：]?)?"
)
"""Where a part of a cell may begin: its number, its label, or both."""
_UNCHANGED = re.compile(rf"[（(\[［]?\s*(?:いずれも)?{UNCHANGED}\s*[)）\]］]?。?")
_OF_MANY = re.compile(
    rf"(?P<signs>[{CIRCLED}](?:\s*(?:[～~〜－-]|[、・]|及び)?\s*[{CIRCLED}])+)は?\s*{_UNCHANGED.pattern}"
)
_RANGE = re.compile(rf"(?P<first>[{CIRCLED}])(?:\s*[～~〜－-]\s*(?P<last>[{CIRCLED}]))?")
_OF_THE_REST = re.compile(rf"[（(]?(?:以下|(?:その)?他(?:の(?:項目|部分|事項))?は?)[、　 ]?{UNCHANGED}[)）]?。?")
_REPEATED = re.compile(r"(?P<name>\D+)(?P<number>\d+)")


@dataclass(frozen=True, slots=True)
class _Head:
    """Where a part begins and its text does, its number, whether the label of the item, or any label, is written."""

    path: ItemPath
    start: int
    end: int
    number: int
    named: bool
    labelled: bool


def parts_of(path: ItemPath, before: str, after: str, template: Template) -> tuple[tuple[ItemPath, str, str], ...]:
    """The items at and below an address, each with its own texts; a part that is said to be unchanged has its old text.

    None where the cells do not name their items, or only one of them does.
    """
    item = template.item(path)
    if item is None or not _below(template, item.pattern):
        return ()
    if says_nothing(before, "before") or says_nothing(after, "after"):
        return ()
    old = _split(path, before, template)
    new = _split(path, _OF_THE_REST.sub("", _OF_MANY.sub(_each, after)), template) if old else {}
    if not old or not new or not _own_part(item, old[path], new[path]):
        return ()
    stays = [at for at, text in new.items() if at != path and _UNCHANGED.fullmatch(text)]
    if _OF_THE_REST.search(after):
        stays += [at for at in old if at not in new]
    same = {at for at in old if any(each.contains(at) for each in stays)}
    sides = ((at, old.get(at, ""), new.get(at, "")) for at in dict.fromkeys((*old, *new)))
    return tuple((at, was, was if at in same else _with_old(was, now)) for at, was, now in sides)


def _each(match: re.Match[str]) -> str:
    """「①～③、⑥（変更なし）」 said of each."""
    ranges = ((each["first"], each["last"] or each["first"]) for each in _RANGE.finditer(match["signs"]))
    signs = (chr(code) for first, last in ranges for code in range(ord(first), ord(last) + 1))
    return "　".join(f"{sign}（変更なし）" for sign in signs)


def _own_part(item: TemplateItem, old: str, new: str) -> bool:
    """Whether what stands ahead of the parts may be judged apart; details of a choice not listed belong to it."""
    if not old and not new:
        return True
    return item.significant if item.kind is ItemKind.CHOICE else not item.is_group


def _with_old(old: str, new: str) -> str:
    """「（変更なし）（令和8年4月1日）」: what is unchanged written out, with what is said beside it."""
    mark = _UNCHANGED.match(new)
    if mark is None or mark[0][0] not in "（([［":
        return new
    return re.split(r"[（(]", old, maxsplit=1)[0].rstrip() + new[mark.end() :]


@lru_cache(maxsize=4096)
def _below(template: Template, pattern: str) -> tuple[TemplateItem, ...]:
    return tuple(template.below(pattern))


def _split(path: ItemPath, text: str, template: Template) -> dict[ItemPath, str]:
    """The parts of one cell by address, the text ahead of them under the address itself; nothing where it has none."""
    heads = list(_heads(path, text, template))
    if any(head.named and head.number for head in heads):
        heads = [head for head in heads if head.labelled or _UNCHANGED.match(text, head.end)]
    ends = [head.start for head in heads[1:]] + [len(text)]
    found = {head.path: text[head.end : end].strip() for head, end in zip(heads, ends, strict=False)}
    sure = any(head.named for head in heads) or any(_is_option(at, said, template) for at, said in found.items())
    if not heads or len(found) < len(heads) or not sure:
        return {}
    return {path: text[: heads[0].start].strip(), **found}


def _is_option(path: ItemPath, text: str, template: Template) -> bool:
    item, said = template.item(path), options_in(text)
    return item is not None and item.kind is ItemKind.CHOICE and len(said) == 1 and knows(item.options, said[0])


def _heads(root: ItemPath, text: str, template: Template) -> Iterator[_Head]:
    """Heads in the order of the cell; a number alone only where it counts on among its neighbours."""
    here, counted = root, dict[ItemPath | None, int]()
    for begin in _BEGIN.finditer(text):
        match = _HEAD.match(text, begin.start())
        found = _named(match, here, root, template) if match and match[0] else None
        if match is None or found is None:
            continue
        path, named = found
        number = circled_value(match["circle"] or "") or int(key(match["digit"] or "0"))
        if not named and number <= counted.get(path.parent, 0):
            continue
        counted[path.parent] = number
        end = match.end() if named else _behind_number(match)
        here = path
        labelled = named or (bool(match["label"]) and match[0][-1] in ":：")
        yield _Head(path, match.start(), end, number, named, labelled)


def _behind_number(match: re.Match[str]) -> int:
    """Where the text of a part begins whose head names no item but by its number."""
    if match["framed"]:
        return match.start("framed") - 1
    return match.start("label") if match["label"] else match.end()


def _named(match: re.Match[str], here: ItemPath, root: ItemPath, template: Template) -> tuple[ItemPath, bool] | None:
    """The item that a head names at or above the last one, and whether by its label."""
    label, mark = key(match["label"] or match["framed"] or ""), match["circle"] or ""
    digit = key(match["digit"] or "")
    level: ItemPath | None = here
    while level is not None and root.contains(level):
        for child in _children(level, template):
            if label and label in _labels(child):
                return level.child(child.key), True
            repeated = _REPEATED.fullmatch(label)
            if child.repeat and repeated and repeated["name"] == key(child.key):
                return level.child(f"{child.key}{repeated['number']}"), True
        if mark and any(child.key == mark for child in _children(level, template)):
            return level.child(mark), False
        if digit and any(child.key == digit for child in _children(level, template)) and not label:
            return level.child(digit), False
        level = level.parent
    return None


def _children(path: ItemPath, template: Template) -> tuple[TemplateItem, ...]:
    item = template.item(path)
    return _next_below(template, item.pattern) if item else ()


@lru_cache(maxsize=4096)
def _next_below(template: Template, pattern: str) -> tuple[TemplateItem, ...]:
    depth = pattern.count("-") + 1
    return tuple(item for item in _below(template, pattern) if item.pattern.count("-") == depth)


@lru_cache(maxsize=4096)
def _labels(item: TemplateItem) -> frozenset[str]:
    return frozenset(key(label) for label in (item.label, item.field, *item.aka) if len(label) > 1)
