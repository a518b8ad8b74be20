"""Which item each label means: section, file, number of a repeated group, and the pick among equal labels."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import groupby

from piadiff.model import ItemPath
from piadiff.readers.pages.assignment import cheapest
from piadiff.readers.pages.fragments import Fragment
from piadiff.readers.pages.labels import Label
from piadiff.templates import Template, TemplateItem

_FAR = 60.0
_AGAIN = 45.0
_BEHIND = 1.5
_AFFINITY = 15.0
_HEADING = re.compile(r"^(?:[Ⅰ-Ⅻ]|表紙|別添\d+)(?:\(\*\))?$")
_FILE_NAME = re.compile(r"^[（(]\s*[0-9０-９]{1,2}\s*[)）]\s*")


def section_of(item: TemplateItem) -> str:
    """Section of a template item: ``Ⅱ``."""
    return re.split(r"[-(]", item.pattern)[0]


def _group(item: TemplateItem) -> str:
    """Pattern of the group an item stands in."""
    return item.pattern.rsplit("-", 1)[0]


def _words(item: TemplateItem) -> set[str]:
    """Words of the label above an item."""
    return set(re.findall(r"[一-龠々]{2,}|[ァ-ヺー]{3,}", item.labels[-2])) if len(item.labels) > 1 else set()


class Chooser:
    """Walks the pages and settles every label; the state is what carries over a page break."""

    def __init__(self, template: Template, parts: list[Fragment]) -> None:
        self._template = template
        self._parts = parts
        self._section = "表紙"
        self._order = {item.pattern: place for place, item in enumerate(template.items)}
        self._numbers: dict[str, int] = {}
        self._numbered: set[tuple[str, int, int | None]] = set()
        self._used: dict[tuple[str, str, int], int] = defaultdict(int)
        self.file_counts: dict[str, int] = defaultdict(int)
        self.files: list[tuple[str, int]] = []

    def settle(self, labels: list[Label]) -> list[Label]:
        """Labels that could be settled, each with its item, in source order."""
        settled: list[Label] = []
        for _, group in groupby(labels, key=lambda label: self._parts[label.at].page):
            settled.extend(self._page(list(group)))
        return settled

    def _page(self, labels: list[Label]) -> list[Label]:
        if self._is_contents(labels):
            return []
        chunks: list[list[Label]] = [[]]
        headings = [label for label in labels if self._heads_section(label)]
        whole = len(headings) == 1 and len(labels) > 3 and self._belongs(labels, headings[0])
        if whole:
            self._enter(headings[0])
            chunks = [labels]
        else:
            chunks = self._split(labels)
        settled: list[Label] = []
        for chunk in chunks:
            if chunk and not whole and self._heads_section(chunk[0]):
                self._enter(chunk[0])
            settled.extend(self._chunk(chunk))
        return settled

    def _split(self, labels: list[Label]) -> list[list[Label]]:
        """Labels by section; one that its section does not print goes to the next section that does."""
        chunks: list[list[Label]] = [[]]
        for label in labels:
            if self._heads_section(label):
                chunks.append([])
            chunks[-1].append(label)
        names = [self._section, *(section_of(chunk[0].candidates[0]) for chunk in chunks[1:])]
        for place, chunk in enumerate(chunks):
            for label in list(chunk):
                printed = {section_of(item) for item in label.candidates}
                later = next((n for n in range(place + 1, len(chunks)) if names[n] in printed), None)
                if names[place] not in printed and later is not None:
                    chunk.remove(label)
                    chunks[later].insert(1, label)
        return chunks

    def _is_contents(self, labels: list[Label]) -> bool:
        """Whether a page is only the list of sections (項目一覧)."""
        return len(labels) >= 3 and all(self._heads_section(label) and not label.rest.strip("※") for label in labels)

    def _heads_section(self, label: Label) -> bool:
        return any(_HEADING.match(item.pattern) for item in label.candidates)

    def _belongs(self, labels: list[Label], heading: Label) -> bool:
        """Whether the labels before a heading fit the section it opens better than the one before."""
        before = labels[: labels.index(heading)]
        opened = section_of(heading.candidates[0])
        return all(any(section_of(item) == opened for item in label.candidates) for label in before)

    def _enter(self, heading: Label) -> None:
        item = next(item for item in heading.candidates if _HEADING.match(item.pattern))
        self._section = section_of(item)
        self._numbers.clear()
        if item.per_file:
            self.file_counts[self._section] += 1

    def _chunk(self, labels: list[Label]) -> list[Label]:
        if not labels:
            return []
        for label in labels:
            here = [item for item in label.candidates if section_of(item) == self._section]
            label.candidates = tuple(here)
        kept = [label for label in labels if label.candidates]
        for label in kept:
            if len(label.candidates) == 1:
                label.chosen = label.candidates[0]
        self._choose(kept)
        for label in kept:
            label.chosen = self._leaf(label.chosen)
        self._number(kept)
        for label in kept:
            if label.chosen is not None:
                label.lines.append(self.file_counts[self._section] if label.chosen.per_file else 0)
                self._used[label.chosen.pattern, self._section, self.file_counts[self._section]] += 1
        return [label for label in kept if label.chosen is not None]

    def _leaf(self, item: TemplateItem | None) -> TemplateItem | None:
        """A heading whose first field repeats its label (``⑧使用方法``) stands for that field."""
        if item is None or not item.is_group:
            return item
        return self._template.by_pattern.get(f"{item.pattern}-{item.label}", item)

    def _choose(self, labels: list[Label]) -> None:
        """Settle labels that several items share: each item once, each near the labels of its own group.

        Headings of groups come first, since the labels below them lean on them.
        """
        open_: dict[tuple[str, ...], list[Label]] = defaultdict(list)
        for label in labels:
            if label.chosen is None:
                open_[tuple(item.pattern for item in label.candidates)].append(label)
        for _, same in sorted(open_.items(), key=lambda pair: (not pair[1][0].candidates[0].is_group, len(pair[0]))):
            fixed = [label for label in labels if label.chosen is not None]
            items = same[0].candidates
            costs = [[self._cost(label, item, fixed) for item in items] for label in same]
            for label, column in zip(same, cheapest(costs), strict=True):
                if column is not None:
                    label.chosen = items[column]

    def _cost(self, label: Label, item: TemplateItem, fixed: list[Label]) -> float:
        """How far the label stands from the labels of the item's group."""
        near = _FAR
        group = _group(item)
        for other in fixed:
            if other.chosen is None:
                continue
            pattern = other.chosen.pattern
            kin = pattern == group or _group(other.chosen) == group
            if not kin and not group.startswith(pattern):
                continue
            gap = self._parts[label.at].line - self._parts[other.at].line
            distance = gap if gap > 0 else -gap * _BEHIND
            near = min(near, distance if kin else distance + 10)
        used = self._used[item.pattern, self._section, self.file_counts[self._section]]
        affinity = _AFFINITY * self._affinity(label, item)
        return near + (_AGAIN if used and not item.repeat else 0.0) - affinity

    def _affinity(self, label: Label, item: TemplateItem) -> float:
        """How much of the label above an item the text takes up again; words of few candidates count more."""
        if len(item.labels) < 2:
            return 0.0
        text = " ".join(
            [label.rest, *(part.text for part in self._parts[label.until : min(label.until + 10, label.next_at)])]
        )
        sharing = [_words(other) for other in label.candidates]
        rarity = {word: sum(word in words for words in sharing) for word in _words(item)}
        own = [word for word, count in rarity.items() if count == 1]
        told = sum(word in text for word in own)
        shared = sum(1 / count for word, count in rarity.items() if word in text and 1 < count < len(sharing))
        return shared + (told * told / len(own) if own else 0.0)

    def _number(self, labels: list[Label]) -> None:
        """Numbers of repeated groups: the i-th label of a kind belongs to the i-th group on the page."""
        for key in {item.key for label in labels if label.chosen for item in self._repeats(label.chosen)}:
            inside = [lb for lb in labels if lb.chosen and any(r.key == key for r in self._repeats(lb.chosen))]
            heads = [label.number for label in inside if label.number]
            carried = self._numbers.get(key)
            file = self.file_counts[self._section]
            for _, same in groupby(
                sorted((lb for lb in inside if not lb.number), key=lambda lb: self._order[lb.chosen.pattern]),  # type: ignore[union-attr]
                key=lambda lb: lb.chosen.pattern,  # type: ignore[union-attr]
            ):
                members = sorted(same, key=lambda label: label.at)
                slots = self._by_place(members, [lb for lb in inside if lb.number], carried)
                again = carried in slots and (members[0].chosen.pattern, file, carried) in self._numbered  # type: ignore[union-attr]
                if len(set(slots)) < len(slots) or (again and len(members) <= len(heads)):
                    slots = self._slots(len(members), heads, carried)
                for member, slot in zip(members, slots, strict=True):
                    member.group = slot
                    self._numbered.add((member.chosen.pattern, file, slot))  # type: ignore[union-attr]
            for label in inside:
                if label.number:
                    label.group = label.number
            if heads:
                self._numbers[key] = heads[-1]

    def _repeats(self, item: TemplateItem) -> list[TemplateItem]:
        return [
            other
            for other in self._template.items
            if other.repeat and (item.pattern == other.pattern or item.pattern.startswith(f"{other.pattern}-"))
        ]

    def _by_place(self, members: list[Label], heads: list[Label], carried: int | None) -> list[int]:
        """Number of the group heading before each label."""
        first = carried if carried is not None else (heads[0].number if heads else 1)
        return [max(((h.at, h.number) for h in heads if h.at < m.at), default=(0, first))[1] for m in members]

    def _slots(self, count: int, heads: list[int], carried: int | None) -> list[int]:
        if count == len(heads):
            return heads
        if carried is not None and count == len(heads) + 1:
            return [carried, *heads]
        filled = ([carried] if carried is not None else []) + heads or [1]
        return [filled[min(place, len(filled) - 1)] for place in range(count)]


def address(label: Label, file: str) -> ItemPath:
    """Address of a settled label."""
    assert label.chosen is not None  # noqa: S101 - settled labels only
    head, *parts = label.chosen.pattern.split("-")
    section = head.removesuffix("(*)")
    numbered = tuple(part.replace("*", str(label.group or 1)) for part in parts)
    return ItemPath(section, file if label.chosen.per_file else "", numbered)


def file_name(text: str) -> str:
    """Name of a 特定個人情報ファイル without its number."""
    return _FILE_NAME.sub("", text.strip().replace("\n", ""))
