"""Steps from an item of a 項目 cell to one below it: by number, by label, or to a part of its text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from piadiff.addresses.letters import Number, NumberClass, letters
from piadiff.addresses.state import UNKNOWN_NUMBER, Context, Head, State, Step
from piadiff.addresses.template_nodes import TemplateNode, Tree, likeness
from piadiff.addresses.words import words
from piadiff.model import ItemKind
from piadiff.text.signs import circled

_EDGES_AHEAD = 6
_LONGEST_LABEL = 80
_LABEL_SKIP = 0.5
_LEVEL_BEHIND_NAME = 1.5
_NUMBER_SKIP = 2.0
_OWN_LABEL_FROM = 0.6
_PER_EXCESS = 0.12
_BRACKET_INSIDE = 0.3
_OWN_NOT_BELOW = 0.5

# What has to be assumed when a number of one class stands for an item numbered in another:
# a circle lost in a scan, a Roman numeral typed as digits.
_CLASS_COST: dict[NumberClass, dict[NumberClass, float]] = {
    "roman": {"roman": 0.0, "digit": 1.4, "paren": 1.8, "circle": 1.8},
    "digit": {"digit": 0.0, "paren": 0.1, "circle": 1.6},
    "circle": {"circle": 0.0, "paren": 0.6, "digit": 1.0},
    "paren": {},
}
_NAMED_COST: dict[NumberClass, float] = {"digit": 0.0, "paren": 0.1, "circle": 0.2, "roman": 0.3}
_UNNAMED_COST: dict[NumberClass, float] = {"digit": 1.0, "paren": 1.0, "circle": 1.6}
_DOWN_COST = {",": 1.0, "\n": 0.1, "・": 0.1, "/": 0.1, ">": 0.2}


def gap_cost(gap: str) -> float | None:
    """What it costs to go one level down over a separator; None where a new target must begin."""
    if ";" in gap or "~" in gap:
        return None
    return max((_DOWN_COST.get(sign, 0.0) for sign in gap), default=0.0)


def edges_after(context: Context, at: int) -> list[int]:
    """Places where a word that begins at ``at`` may end."""
    return [edge for edge in context.cell.edges if at < edge <= at + _LONGEST_LABEL][:_EDGES_AHEAD]


def number_cost(number: Number, spot: TemplateNode) -> float | None:
    """What it costs to read a bare number as the number of a spot; None where it is another number."""
    if spot.kind is None or (number.value != spot.number and not spot.repeat):
        return None
    if spot.name:
        cost = _UNNAMED_COST.get(number.kind) if spot.depth else None
    else:
        cost = _CLASS_COST[spot.kind].get(number.kind)
    return None if cost is None else cost + number.cost


def named_numbers(context: Context, spot: TemplateNode, at: int) -> Iterator[Number]:
    """Numbers behind the name of a spot: ``リスク１``, ``提供先②``; the name is part of ``end``."""
    name = letters(spot.name) if spot.name else ""
    if not name or not context.cell.lower.startswith(name, at):
        return
    behind = at + len(name)
    for number in context.cell.numbers(behind):
        if spot.repeat or number.value == spot.number:
            # 「提供先－①」 is the ① of a 提供先 whose number is lost.
            apart = _LEVEL_BEHIND_NAME if number.kind == "circle" and context.cell.gaps[behind] else 0.0
            yield replace(number, cost=number.cost + _NAMED_COST[number.kind] + apart)


def _by_number(context: Context, spot: TemplateNode, at: int) -> Iterator[tuple[float, TemplateNode, int, int]]:
    numbers = list(context.cell.numbers(at))
    for below in spot.named_at([number.value for number in numbers], context.cell.lower, at):
        skipped = spot.level_of(below) - 1
        for number in numbers:
            cost = number_cost(number, below)
            if cost is not None and not (skipped and below.name):
                told = any(context.cell.lower.startswith(label, number.end) for label in below.labels)
                lost = _skip(spot, below) if told else _NUMBER_SKIP * skipped
                yield cost + lost, below, number.end, number.value
        for number in named_numbers(context, below, at):
            yield number.cost + _skip(spot, below), below, number.end, number.value
        if below.repeat and context.cell.lower.startswith(letters(below.name), at):
            yield 1.0 + _skip(spot, below), below, at + len(letters(below.name)), 0


def _skip(spot: TemplateNode, below: TemplateNode) -> float:
    """What it costs that a word names an item whose upper levels the cell leaves out."""
    return _LABEL_SKIP if spot.level_of(below) > 1 else 0.0


def _across(context: Context, at: int, edge: int) -> float:
    """What it costs that an abbreviated label runs on over a bracket, which sets words apart."""
    return _BRACKET_INSIDE if any("(" in gap for gap in context.cell.gaps[at + 1 : edge]) else 0.0


def printed(spot: TemplateNode, label: str, text: str, at: int) -> Iterator[int]:
    """Ends of a label of ``spot``, and of a second one behind it: 「３．個人番号の利用　法令上の根拠」."""
    if text.startswith(label, at):
        end = at + len(label)
        yield end
        yield from (end + len(other) for other in spot.labels if other != label and text.startswith(other, end))


def names_below(tree: Tree, spot: TemplateNode, text: str) -> bool:
    """Whether a text is word for word the label of an item below ``spot``."""
    return any(spot.holds(below) for below in tree.by_label.get(text, ()))


def _by_label(context: Context, spot: TemplateNode, at: int) -> Iterator[tuple[float, TemplateNode, int, int]]:
    text, tree = context.cell.lower, context.tree
    for label in tree.labels_at(text, at):
        for below in tree.by_label[label]:
            if spot.holds(below):
                yield from ((_skip(spot, below), below, end, 0) for end in printed(below, label, text, at))
    for edge in edges_after(context, at):
        if text[at:edge].isdigit() or names_below(tree, spot, text[at:edge]):
            continue
        for score, label in tree.similar(text[at:edge]):
            for below in tree.by_label[label]:
                if spot.holds(below) and not text.startswith(label, at):
                    excess = _PER_EXCESS * max(0, edge - at - len(label)) + _across(context, at, edge)
                    yield 0.3 + (1 - score) * 3 + excess + _skip(spot, below), below, edge, 0


def descents(context: Context, spot: TemplateNode, at: int) -> Iterator[tuple[float, TemplateNode, int, int]]:
    """(cost, spot, end, number) of every item below ``spot`` the words at a place can name."""
    yield from _by_number(context, spot, at)
    yield from _by_label(context, spot, at)


def lowered(head: Head, below: TemplateNode, number: int) -> Head:
    """The head ``below`` stands for; a repeated group whose number is lost says so."""
    assert head.spot is not None  # noqa: S101 - only heads of the template are lowered
    chain = [below, *(spot for spot in below.up() if head.spot.holds(spot))]
    section, parts = head.section, list(head.parts)
    for spot in reversed(chain):
        if spot.depth == 0:
            section = spot.key
            continue
        known = str(number) if spot is below and number else UNKNOWN_NUMBER
        parts.append(f"{spot.key}{known}" if spot.repeat else spot.key)
    return Head(below, section, tuple(parts))


def _alike(spot: TemplateNode, below: TemplateNode, other: TemplateNode) -> TemplateNode | None:
    """What stands under ``other`` as ``below`` stands under ``spot``."""
    if other is spot:
        return below
    relative = [below.key, *(above.key for above in below.up() if spot.holds(above))]
    here: TemplateNode | None = other
    for key in reversed(relative):
        here = next((child for child in here.children if child.key == key), None) if here else None
    return here


def down(context: Context, state: State) -> Iterator[Step]:
    """Go to an item below the head; with several heads, below each of them, or below the last of a list."""
    yield from _down(context, state)
    head = state.head
    if state.listed and head and head.spot and not head.spot.repeat:
        yield from _down(context, state.alone())


def _down(context: Context, state: State) -> Iterator[Step]:
    gap = gap_cost(context.cell.gaps[state.at])
    head = state.head
    if gap is None or head is None or head.spot is None or head.tail:
        return
    for cost, below, end, number in descents(context, head.spot, state.at):
        heads = []
        for other in state.heads:
            alike = _alike(head.spot, below, other.spot) if other.spot else None
            heads += [lowered(other, alike, number)] if alike else []
        if len(heads) == len(state.heads):
            by_label = not number and below.kind is not None and not below.repeat
            yield cost + gap, state.moved(end, tuple(heads), fresh=not by_label)


def own_label(context: Context, state: State) -> Iterator[Step]:
    """Read the label of the head behind its number."""
    head = state.head
    if not state.fresh or head is None or head.spot is None or head.tail:
        return
    text, at = context.cell.lower, state.at
    # 「⑧使用方法」 names the item of that label in the group ⑧, which holds no value of its own.
    unnumbered = [child for child in head.spot.children if child.kind is None and head.spot.value is None]
    below = {label for child in unnumbered for label in child.labels}
    for label in head.spot.labels:
        for end in printed(head.spot, label, text, at):
            yield _OWN_NOT_BELOW if label in below else 0.0, state._replace(at=end, fresh=False)
    if not text[at].isalpha():
        return
    for edge in edges_after(context, at):
        others = [label for label in head.spot.labels if not text.startswith(label, at)]
        score = max((likeness(text[at:edge], label) for label in others), default=0.0)
        excess = 2 * _PER_EXCESS * max(0, edge - at - max(map(len, others), default=0)) + _across(context, at, edge)
        other = head.spot.sibling(text[at:edge]) or names_below(context.tree, head.spot, text[at:edge])
        if _OWN_LABEL_FROM <= score < 1.0 and not other:
            yield (1 - score) * 3 + excess, state._replace(at=edge, fresh=False)


def _part_words(context: Context, at: int) -> Iterator[tuple[float, str, int]]:
    text = context.cell.lower
    for part, spellings in words().parts.items():
        for spelling in spellings:
            end = at + len(letters(spelling))
            if text.startswith(letters(spelling), at) and (len(spelling) > 1 or end in context.cell.edges):
                yield 0.1, part, end


def _list_numbers(context: Context, head: Head, at: int) -> Iterator[tuple[float, str, int]]:
    """Numbers of a list inside the text of an item: ⑫, 2, (3), ア."""
    cell = context.cell
    if head.spot and not head.tail and any(child.kind for child in head.spot.children):
        return
    for number in cell.numbers(at):
        if number.kind == "roman" or number.cost:
            continue
        glued = not cell.gaps[at] and number.kind == "circle"
        text = circled(number.value) if number.kind == "circle" else str(number.value)
        cost = 0.8 if glued or head.tail else 0.4
        yield cost, f"({text})" if number.kind == "paren" else text, number.end
        for counter in words().counters:
            if cell.lower.startswith(letters(counter), number.end):
                yield 0.2, f"{text}{counter}", number.end + len(letters(counter))
    if at + 1 in cell.edges and cell.gaps[at] and cell.core[at] in "アイウエオカキクケコabcdefABCDEF":
        yield 0.6, cell.core[at], at + 1


def tails(context: Context, state: State) -> Iterator[Step]:
    """Go to a part of the head's text: なお書き, 後段, an item of a list in it."""
    state = state.alone() if state.listed else state
    head = state.head
    gap = gap_cost(context.cell.gaps[state.at])
    if head is None or len(state.heads) > 1 or gap is None or state.notes:
        return
    found = list(_part_words(context, state.at))
    if head.tail or head.spot is None or head.spot.value is ItemKind.TEXT:
        found += _list_numbers(context, head, state.at)
    for option in head.spot.options if head.spot and not head.tail else ():
        if context.cell.lower.startswith(letters(option), state.at):
            yield 0.2 + gap, state._replace(at=state.at + len(letters(option)), fresh=False)
    for cost, part, end in found:
        heads = (Head(head.spot, head.section, (*head.parts, part), head.tail + 1),)
        yield cost + gap, state.moved(end, heads, fresh=False)
