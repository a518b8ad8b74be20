"""A template as a tree of spots: the numbers and labels by which a 項目 cell can name each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from piadiff.addresses.letters import NumberClass, letters
from piadiff.model import ItemKind
from piadiff.templates.schema import Template, TemplateItem
from piadiff.text.signs import CIRCLED, circled_value

_NAMED = re.compile(r"(?P<name>\D+)(?P<number>\d+)")
_BRACKETS = re.compile(r"（[^（）]*）|\([^()]*\)|【[^【】]*】")
_NOT_NUMBERS = re.compile(rf"[^\d{CIRCLED}]")
_SECTIONS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
_SIMILAR_FROM = 0.6
_DEEPEST_SKIP = 4


@dataclass(eq=False)
class TemplateNode:
    """One node of a template, with its family.

    Attributes:
        kind: Class of its number; None where the address has a word.
        name: Word that stands before the number: リスク, システム, 別添.
        number: Its number; 0 for a repeated group, which takes any.
        labels: Letters of everything the form prints for it.
        index: Place in the order of the form; all below it lie before ``end``.
        numbered: By number, what carries one below it, down to the deepest level that lost numbers may skip; 0: any.
        named: The same by the letters that stand before the number.
    """

    key: str
    pattern: str
    depth: int
    kind: NumberClass | None = None
    name: str = ""
    number: int = 0
    repeat: bool = False
    per_file: bool = False
    value: ItemKind | None = None
    options: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    parent: TemplateNode | None = None
    children: list[TemplateNode] = field(default_factory=list)
    index: int = -1
    end: int = 0
    numbered: dict[int, list[TemplateNode]] = field(default_factory=dict)
    named: dict[str, list[TemplateNode]] = field(default_factory=dict)

    def holds(self, other: TemplateNode) -> bool:
        """Whether ``other`` stands below this spot."""
        return self.index < other.index < self.end

    def up(self) -> Iterator[TemplateNode]:
        """The spots above this one, the closest first, the root of the tree last."""
        here = self.parent
        while here is not None:
            yield here
            here = here.parent

    def sibling(self, label: str) -> TemplateNode | None:
        """The item beside this one that has a label of these letters."""
        beside = self.parent.children if self.parent else []
        return next((spot for spot in beside if spot is not self and label in spot.labels), None)

    def index_below(self, spots: Iterable[TemplateNode]) -> None:
        """Take in what stands below it, so that numbers and names are found without a look at all of it."""
        for below in spots:
            if below.kind is not None and self.level_of(below) <= _DEEPEST_SKIP + 1:
                self.numbered.setdefault(0 if below.repeat else below.number, []).append(below)
                if below.name:
                    self.named.setdefault(letters(below.name), []).append(below)

    def named_at(self, numbers: Collection[int], text: str, at: int) -> list[TemplateNode]:
        """What below it one of these numbers, or a name that stands at a place, can mean, in the order of the form."""
        by_number = [self.numbered.get(number, []) for number in (0, *numbers)] if numbers else []
        by_name = [spots for name, spots in self.named.items() if text.startswith(name, at)]
        found = {spot.index: spot for spots in (*by_number, *by_name) for spot in spots}
        return [found[index] for index in sorted(found)]

    def level_of(self, below: TemplateNode) -> int:
        """How many levels ``below`` stands under this spot."""
        return below.depth - self.depth


@dataclass(eq=False)
class Tree:
    """All spots of a template; ``by_start`` finds labels by their first two letters."""

    root: TemplateNode
    spots: list[TemplateNode]
    by_label: dict[str, list[TemplateNode]]
    by_start: dict[str, list[str]]

    def labels_at(self, text: str, at: int) -> list[str]:
        """Labels that stand word for word at a place, the longest first."""
        return [label for label in self.by_start.get(text[at : at + 2], ()) if text.startswith(label, at)]

    @cached_property
    def _by_digits(self) -> dict[str, list[str]]:
        """Labels by the digits they hold: only those of the same digits are alike."""
        found: dict[str, list[str]] = {}
        for label in self.by_label:
            found.setdefault(_digits(label), []).append(label)
        return found

    @lru_cache(maxsize=2048)  # noqa: B019 - trees live as long as the templates
    def similar(self, text: str) -> tuple[tuple[float, str], ...]:
        """Labels like a text, the best first, each with its likeness below 1."""
        scored = ((likeness(text, label), label) for label in self._by_digits.get(_digits(text), ()) if label != text)
        return tuple(sorted(((score, label) for score, label in scored if score >= _SIMILAR_FROM), reverse=True)[:16])


def _leaves_out(text: str, label: str) -> bool:
    """Whether a text is the label with letters left out: 意見聴取 for 国民・住民等からの意見の聴取."""
    rest = iter(label)
    return all(char in rest for char in text)


@lru_cache(maxsize=4096)
def _digits(text: str) -> str:
    return _NOT_NUMBERS.sub("", text)


@lru_cache(maxsize=4096)
def _kinds(text: str) -> frozenset[str]:
    return frozenset(text)


@lru_cache(maxsize=4096)
def _counted(text: str) -> Counter[str]:
    return Counter(text)


def likeness(text: str, label: str) -> float:
    """How much a text is like a label, 0 … 1; an abbreviation of the label counts as like it.

    Below ``_SIMILAR_FROM`` it may be more than the true likeness, which nobody asks for.
    """
    if len(text) < 2 or not label or _digits(text) != _digits(label):
        return 0.0
    ratio = 2 * min(len(text), len(label)) / (len(text) + len(label))
    if ratio >= _SIMILAR_FROM:
        found = _counted(label)
        shared = sum(min(times, found[char]) for char, times in _counted(text).items() if char in found)
        ratio = 2 * shared / (len(text) + len(label))
    if ratio >= _SIMILAR_FROM:
        ratio = SequenceMatcher(None, text, label, autojunk=False).ratio()
    if len(text) >= 3 and text in label:
        ratio = max(ratio, 0.62 + 0.38 * len(text) / len(label))
    elif len(text) >= 4 and _kinds(text) <= _kinds(label) and _leaves_out(text, label):
        ratio = max(ratio, 0.60 + 0.38 * len(text) / len(label))
    return min(ratio, 0.99) if text != label else 1.0


def _identity(item: TemplateItem) -> tuple[NumberClass | None, str, int]:
    """(class, name, number) of an address part."""
    if item.repeat:
        return "digit", item.key, 0
    if item.key in _SECTIONS:
        return "roman", "", _SECTIONS.index(item.key) + 1
    if circled_value(item.key):
        return "circle", "", circled_value(item.key)
    if item.key.isdecimal():
        return "digit", "", int(item.key)
    named = _NAMED.fullmatch(item.key)
    if named:
        return "digit", named["name"], int(named["number"])
    return None, "", 0


def _labels(item: TemplateItem) -> tuple[str, ...]:
    """Letters of the label, its other spellings, and each without what it says in brackets."""
    kind, name, _ = _identity(item)
    printed = [item.label, item.field, *item.aka, "" if kind else item.key]
    printed += [_BRACKETS.sub("", text) for text in printed]
    found = dict.fromkeys(letters(text) for text in printed)
    return tuple(label for label in found if len(label) >= 2 and not (item.repeat and label == letters(name)))


def _label_only_ones(spots: Sequence[TemplateNode]) -> None:
    """Let 「リスク１」 name the one リスク of a section, which the form prints without a number."""
    numbered = {spot.name for spot in spots}
    for spot in spots:
        if spot.kind is None and spot.key in numbered:
            spot.labels = (f"{letters(spot.key)}1", *spot.labels)


def build(items: Sequence[TemplateItem]) -> Tree:
    """The tree of a template's items."""
    root = TemplateNode("", "", -1, end=len(items))
    spots: list[TemplateNode] = []
    above = [root]
    for index, item in enumerate(items):
        del above[item.depth + 1 :]
        kind, name, number = _identity(item)
        spot = TemplateNode(
            key=item.key,
            pattern=item.pattern,
            depth=item.depth,
            kind=kind,
            name=name,
            number=number,
            repeat=item.repeat,
            per_file=item.per_file,
            value=item.kind,
            options=item.options,
            labels=_labels(item),
            parent=above[-1],
            index=index,
        )
        above[-1].children.append(spot)
        above.append(spot)
        spots.append(spot)
    _label_only_ones(spots)
    for spot in reversed(spots):
        spot.end = max([spot.index + 1, *(child.end for child in spot.children)])
    for spot in (root, *spots):
        spot.index_below(spots[spot.index + 1 : spot.end])
    by_label: dict[str, list[TemplateNode]] = {}
    for spot in spots:
        for label in spot.labels:
            by_label.setdefault(label, []).append(spot)
    by_start: dict[str, list[str]] = {}
    for label in sorted(by_label, key=len, reverse=True):
        by_start.setdefault(label[:2], []).append(label)
    return Tree(root, spots, by_label, by_start)


@lru_cache(maxsize=16)
def tree_of(template: Template) -> Tree:
    """The tree of a template, built once."""
    return build(template.items)
