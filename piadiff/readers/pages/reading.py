"""Settled labels and the fragments between them → values."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from piadiff.model import Item, ItemKind, ItemPath, Value
from piadiff.readers.pages import boxes as box_room
from piadiff.readers.pages.assignment import cheapest
from piadiff.readers.pages.boxes import Opening, PageBoxes
from piadiff.readers.pages.choices import Token, box_tokens, chosen, mirrored_tokens, option_keys, without_option_lists
from piadiff.readers.pages.choosing import address
from piadiff.readers.pages.fragments import Fragment
from piadiff.readers.pages.labels import Label, plain
from piadiff.readers.pages.wrapping import unwrap
from piadiff.templates import Template
from piadiff.text import find_dates

_COUNT = re.compile(r"^[（(]\s*([0-9０-９]*)\s*[)）]\s*件$")
_NOTE = re.compile(r"^≪左欄にある※について")
_PAGE = 90
_ONLY_BRACKETS = re.compile(r"^[\[\]［］()（）\s○〇]*$")


@dataclass(slots=True)
class Loose:
    """An option that stands on a line of its own, away from its label."""

    option: str
    line: int


@dataclass(slots=True)
class Block:
    """Free text between two labels."""

    at: int
    lines: list[tuple[int, str, bool]] = field(default_factory=list)
    owner: int | None = None


@dataclass(slots=True)
class Reading:
    """What has been read so far, by address; an item is here as soon as its label was seen."""

    values: dict[ItemPath, list[tuple[int, str, bool]]] = field(default_factory=lambda: defaultdict(list))
    chosen: dict[ItemPath, tuple[str, int]] = field(default_factory=dict)
    ticked: dict[ItemPath, list[Token]] = field(default_factory=lambda: defaultdict(list))
    seen: dict[ItemPath, None] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)
    left: list[tuple[int, str]] = field(default_factory=list)


class PageReader:
    """Reads one page after the other into a ``Reading``."""

    def __init__(self, template: Template, parts: list[Fragment]) -> None:
        self._parts = parts
        self._choices = option_keys(tuple({o for i in template.items if i.kind is ItemKind.CHOICE for o in i.options}))
        self._checks = option_keys(tuple({o for i in template.items if i.kind is ItemKind.CHECKS for o in i.options}))
        self._prints = {plain(p) for item in template.items for p in item.prints} | set(
            map(plain, (*template.prints, template.change_table))
        )
        self._carried: ItemPath | None = None
        self.reading = Reading()

    def page(self, indexes: list[int], labels: list[Label], files: dict[int, str]) -> None:
        """Read the fragments ``indexes`` of one page."""
        paths = [address(label, files.get(label.lines[0], f"ファイル{label.lines[0]}")) for label in labels]
        place = {n: self._parts[label.at].line for n, label in enumerate(labels)}
        boxes, loose = PageBoxes(), []
        blocks = self._blocks(indexes, labels, boxes, loose)
        for label, path in zip(labels, paths, strict=True):
            if label.chosen and label.chosen.kind is not None:
                self.reading.seen.setdefault(path)
            self.reading.used.update(self._parts[n].line for n in range(label.at, label.until))
        for n, tokens in box_room.settle(boxes, labels, place).items():
            self.reading.ticked[paths[n]].extend(tokens)
        self._choose(labels, paths, place, loose)
        self._place_blocks(labels, paths, place, blocks)

    def _blocks(self, indexes: list[int], labels: list[Label], boxes: PageBoxes, loose: list[Loose]) -> list[Block]:
        """Runs of free text, in page order; options and boxes are taken out into ``boxes`` and ``loose``."""
        starts = {label.at: n for n, label in enumerate(labels)}
        inside = {n for label in labels for n in range(label.at, label.until)}
        blocks = [Block(indexes[0])]
        skip = False
        for at in indexes:
            if at in starts:
                n = starts[at]
                blocks.append(Block(at, owner=n))
                skip = False
                self._lead(labels[n], self._parts[at].line, boxes)
                rest = self._strip(
                    labels[n].rest.strip("※ 　\t"), self._parts[labels[n].until - 1].line, boxes, loose, labels[n]
                )
                if rest:
                    blocks[-1].lines.append((self._parts[labels[n].until - 1].line, rest, False))
            elif at not in inside:
                part = self._parts[at]
                skip = (skip and not part.gap) or bool(_NOTE.match(part.text.strip()))
                if skip or plain(part.text) in self._prints or self._upright(at):
                    self.reading.used.add(part.line)
                    continue
                rest = self._strip(part.text, part.line, boxes, loose, None)
                if rest:
                    blocks[-1].lines.append((part.line, rest, part.gap))
        return [block for block in blocks if block.lines]

    def _upright(self, at: int) -> bool:
        """Whether a single character belongs to a print that runs from top to bottom (再/委/託)."""
        around = range(max(0, at - 3), min(len(self._parts), at + 4))
        run = "".join(
            part.text.strip() if len(part.text.strip()) == 1 else " " for part in (self._parts[n] for n in around)
        )
        mine = self._parts[at].text.strip()
        return len(mine) == 1 and any(word in self._prints and mine in word for word in map(plain, run.split()))

    def _lead(self, label: Label, line: int, boxes: PageBoxes) -> None:
        if label.lead.strip().startswith("]") and "[" in label.lead and len(label.lead) > 6:
            boxes.tokens.extend(mirrored_tokens(label.lead, line, self._checks))
        elif "[" in label.lead:
            boxes.openings.append(Opening("○" if "○" in label.lead else "-", "", line))

    def _strip(self, text: str, line: int, boxes: PageBoxes, loose: list[Loose], label: Label | None) -> str:
        """What is left of a text when options, boxes and brackets are taken out."""
        kept: list[str] = []
        for piece in text.split("\n"):
            rest, taken = without_option_lists(piece, self._choices)
            option = chosen(rest, self._choices)
            if plain(rest) in self._prints and rest.strip():
                pass
            elif label is not None and label.chosen and label.chosen.kind is ItemKind.CHOICE and option:
                label.value.append(option)
            elif option:
                loose.append(Loose(option, line))
            elif option == "" or (taken and not rest) or _ONLY_BRACKETS.match(rest):
                if rest.strip().endswith(("[", "［")) or rest.strip(" 　") in {"[○", "[ ○"}:
                    boxes.openings.append(Opening("○" if "○" in rest else "-", "", line))
            elif any(b in rest for b in "[]［］") and self._boxes(rest, line, boxes):
                pass
            else:
                kept.append(rest if taken else piece)
                continue
            self.reading.used.add(line)
        return "\n".join(piece for piece in kept if piece.strip())

    def _boxes(self, text: str, line: int, boxes: PageBoxes) -> bool:
        tokens, trailing = box_tokens(text, line, self._checks)
        if trailing:
            boxes.openings.append(Opening(trailing, tokens[-1].option if tokens else "", line))
        boxes.tokens.extend(tokens)
        return bool(tokens)

    def _choose(self, labels: list[Label], paths: list[ItemPath], place: dict[int, int], loose: list[Loose]) -> None:
        """Chosen options: first those beside their label, then the rest by option list and distance."""
        wanting: list[int] = []
        for n, label in enumerate(labels):
            if label.chosen and label.chosen.kind is ItemKind.CHOICE:
                if label.value and plain(label.value[0]) in map(plain, label.chosen.options):
                    self.reading.chosen[paths[n]] = (label.value[0], place[n])
                elif paths[n] not in self.reading.chosen:
                    wanting.append(n)
        if not loose or not wanting:
            self.reading.left.extend((value.line, value.option) for value in loose)
            return
        costs = [[_distance(value, labels[n], place[n]) for n in wanting] for value in loose]
        for value, column in zip(loose, cheapest(costs), strict=True):
            n = wanting[column] if column is not None else None
            if n is not None and _distance(value, labels[n], place[n]) < 1e5:
                self.reading.chosen.setdefault(paths[n], (value.option, value.line))
            else:
                self.reading.left.append((value.line, value.option))

    def _place_blocks(
        self, labels: list[Label], paths: list[ItemPath], place: dict[int, int], blocks: list[Block]
    ) -> None:
        orphans: list[Block] = []
        for block in blocks:
            owner = labels[block.owner] if block.owner is not None else None
            if owner is None or owner.chosen is None or owner.chosen.kind not in (ItemKind.TEXT, ItemKind.DATE):
                orphans.append(block)
                continue
            if _wants_date(owner) and not any(_has_date(text) for _, text, _ in block.lines):
                self.reading.left.extend((line, text) for line, text, _ in block.lines)
                continue
            cut = self._inline_end(block)
            parted = self._parted(block, labels, blocks) if cut == len(block.lines) else None
            if parted is not None:
                first, lines = parted
                self._add(paths[first], block.lines[:lines])
                self._add(paths[block.owner or 0], block.lines[lines:])
                continue
            self._add(paths[block.owner or 0], block.lines[:cut])
            if block.lines[cut:]:
                orphans.append(Block(block.at, block.lines[cut:], block.owner))
        self._adopt(orphans, labels, paths, place)
        texts = [paths[n] for n, label in enumerate(labels) if label.chosen and label.chosen.kind is ItemKind.TEXT]
        self._carried = texts[-1] if texts else self._carried

    def _parted(self, block: Block, labels: list[Label], blocks: list[Block]) -> tuple[int, int] | None:
        """Two labels in a row followed by two values: the values part where the first line comes again."""
        owner = block.owner
        if not owner or any(other.owner == owner - 1 for other in blocks):
            return None
        before = labels[owner - 1].chosen
        if before is None or before.kind is not ItemKind.TEXT:
            return None
        opening = plain(block.lines[0][1])
        again = [n for n, (_, text, _) in enumerate(block.lines) if n and plain(text) == opening]
        return (owner - 1, again[0]) if len(again) == 1 and opening.startswith(("<", "【")) else None

    def _inline_end(self, block: Block) -> int:
        """Where an inline value ends: at the first gap, when it began on the label's own line."""
        if not block.lines[0][2] and block.owner is not None:
            for place, (_, _, gap) in enumerate(block.lines[1:], 1):
                if gap:
                    return place
        return len(block.lines)

    def _adopt(self, orphans: list[Block], labels: list[Label], paths: list[ItemPath], place: dict[int, int]) -> None:
        """Free text without a label: counts, ticked texts, then the labels of the page that still lack a value."""
        rest = [block for block in orphans if not self._special(block, labels, paths)]
        empty = [
            n
            for n, label in enumerate(labels)
            if label.chosen
            and label.chosen.kind in (ItemKind.TEXT, ItemKind.DATE)
            and not self.reading.values.get(paths[n])
        ]
        costs = (
            [[self._block_cost(block, labels[n], place[n]) for n in empty] for block in rest] if rest and empty else []
        )
        columns = cheapest(costs) if costs else [None] * len(rest)
        for block, column in zip(rest, columns, strict=True):
            owner = block.owner
            kind = labels[owner].chosen.kind if owner is not None and labels[owner].chosen else None  # type: ignore[union-attr]
            if column is not None and self._block_cost(block, labels[empty[column]], place[empty[column]]) < 1e5:
                self._add(paths[empty[column]], block.lines)
            elif kind is ItemKind.TEXT and owner is not None:
                self._add(paths[owner], block.lines)
            elif owner is None and self._carried is not None:
                self._add(self._carried, block.lines)
            else:
                self.reading.left.extend((line, text) for line, text, _ in block.lines)

    def _block_cost(self, block: Block, label: Label, line: int) -> float:
        if _wants_date(label) and not any(_has_date(text) for _, text, _ in block.lines):
            return 1e5
        distance = float(abs(block.lines[0][0] - line))
        return distance if distance < _PAGE else 1e5

    def _special(self, block: Block, labels: list[Label], paths: list[ItemPath]) -> bool:
        """A count 「（1）件」, or the text that a ticked option carries in brackets."""
        text = "\n".join(line for _, line, _ in block.lines).strip()
        count = _COUNT.match(text)
        if count:
            for path in paths:
                child = path.child("件数")
                if path.parts[-1:] == ("委託の有無",):
                    self._add(child, [(block.lines[0][0], count[1], False)])
                    self.reading.seen.setdefault(child)
                    return True
        open_ = [t for path in paths for t in self.reading.ticked.get(path, ()) if _open_bracket(t.text)]
        near = sorted(open_, key=lambda t: abs(t.line - block.lines[0][0]))
        closes = text.count("）") + text.count(")") > text.count("（") + text.count("(")
        if near and (closes or abs(near[0].line - block.lines[0][0]) == 1):
            near[0].text += text
            self.reading.used.update(line for line, _, _ in block.lines)
            return True
        return False

    def _add(self, path: ItemPath, lines: list[tuple[int, str, bool]]) -> None:
        if lines and lines[0][1].strip() in {"※", "：", ":"}:
            self.reading.used.add(lines[0][0])
            lines = lines[1:]
        known = plain("".join(text for _, text, _ in self.reading.values.get(path, ())))
        fresh = plain("".join(text for _, text, _ in lines))
        if not known or fresh not in known:
            self.reading.values[path].extend(lines)
        self.reading.used.update(line for line, _, _ in lines)


def _wants_date(label: Label) -> bool:
    return label.chosen is not None and (label.chosen.kind is ItemKind.DATE or "実施日" in label.chosen.label)


def _has_date(text: str) -> bool:
    return any(True for _ in find_dates(text))


def _open_bracket(text: str) -> bool:
    return text.count("（") + text.count("(") > text.count("）") + text.count(")")


def _distance(value: Loose, label: Label, line: int) -> float:
    if label.chosen is None or plain(value.option) not in map(plain, label.chosen.options):
        return 1e5
    gap = value.line - line
    return gap if gap >= 0 else -gap * 1.2


def item_value(
    kind: ItemKind, path: ItemPath, options: tuple[str, ...], reading: Reading
) -> tuple[Value, bool, tuple[int, ...]]:
    """Value of an item, whether it stays undetermined, and its source lines."""
    if kind is ItemKind.CHOICE:
        option, line = reading.chosen.get(path, ("", 0))
        return next((o for o in options if plain(o) == plain(option)), option), False, (line,) if line else ()
    if kind is ItemKind.CHECKS:
        tokens = reading.ticked.get(path, [])
        ticked = {token.option: token for token in tokens if token.state == "○"}
        value = tuple(_with_text(ticked[option]) for option in options if option in ticked)
        return value, any(token.state == "?" for token in tokens), tuple(token.line for token in tokens)
    lines = reading.values.get(path, [])
    spread: list[str] = []
    for _, text, gap in lines:
        if gap and spread:
            spread.append("")
        spread.extend(text.split("\n"))
    text = unwrap(spread)
    if kind is ItemKind.DATE:
        text = re.sub(r"\s*時点$", "", text)
    return text, False, tuple(line for line, _, _ in lines)


def _with_text(token: Token) -> str:
    """An option with the text it carries: ``その他（内容）``, ``提供を行っている（60件）``."""
    bare = token.text.strip()
    unit = "件" if re.search(r"[)）]\s*件$", bare) else ""
    inner = re.sub(r"^[（(]\s*|\s*[)）]\s*件?$", "", bare).strip()
    inner = unwrap(inner.split("\n")) if inner else ""
    return f"{token.option}（{inner}{unit}）" if inner else token.option


def build_item(path: ItemPath, template: Template, reading: Reading) -> Item | None:
    """The item at an address the template knows."""
    known = template.item(path)
    if known is None or known.kind is None:
        return None
    value, undetermined, lines = item_value(known.kind, path, known.options, reading)
    return Item(path, known.label, known.kind, value, known.options, known.significant, undetermined, lines)
