"""Steps from one target of a 項目 cell to the next: lists, ranges, and where a target may begin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piadiff.addresses.letters import letters
from piadiff.addresses.state import Context, Head, State, Step, Target, Via
from piadiff.addresses.steps import descents, lowered, named_numbers, number_cost
from piadiff.addresses.template_nodes import TemplateNode
from piadiff.addresses.words import words
from piadiff.text.signs import circled, circled_value

_JOIN_COST: dict[str, tuple[float, Via]] = {
    ",": (0.0, "list"),
    ";": (0.0, "list"),
    "・": (0.4, "list"),
    "/": (0.4, "list"),
    "\n": (0.3, "list"),
    ">": (0.3, "list"),
    ":": (0.8, "list"),
    "(": (1.2, "bracket"),
    ")": (1.2, "bracket"),
    " ": (1.6, "space"),
}
_LEVEL_COST = 0.5
_LONGEST_RANGE = 1000
_DIGITS = re.compile(r"(?P<name>\D*)(?P<number>\d+)")


def _join(gap: str) -> tuple[float, Via] | None:
    return min((_JOIN_COST[sign] for sign in gap if sign in _JOIN_COST), default=None)


def _behind_word(context: Context, at: int, spellings: list[str]) -> Iterator[int]:
    for spelling in spellings:
        if context.cell.lower.startswith(letters(spelling), at):
            yield at + len(letters(spelling))


def joins(context: Context, state: State) -> Iterator[Step]:
    """End the targets under way; another one follows."""
    if not state.heads:
        return
    cell, at = context.cell, state.at
    joined = _join(cell.gaps[at])
    places = [(0.05, end, "list") for end in _behind_word(context, at, words().joins)]
    if joined:
        places.append((joined[0], at, joined[1]))
    elif not cell.gaps[at] and circled_value(cell.core[at]) and circled_value(cell.core[at - 1]):
        places.append((0.3, at, "list"))
    if "~" in cell.gaps[at]:
        places.append((0.0, at, "range"))
    places += [(0.05, end, "range") for end in _behind_word(context, at, words().ranges)]
    for cost, end, via in places:
        yield cost, state._replace(at=end, heads=(), done=state.finished(), fresh=False, via=via, listed=False)  # type: ignore[arg-type]


def _list_beside(context: Context, anchor: Head, at: int) -> Iterator[tuple[float, Head, int]]:
    """The next item of a list inside a text: the ⑪ of 「②－⑨、⑪」."""
    for number in context.cell.numbers(at):
        circle = number.kind == "circle"
        if circle == bool(circled_value(anchor.parts[-1])) and number.kind != "roman" and not number.cost:
            text = circled(number.value) if circle else str(number.value)
            text = f"({text})" if number.kind == "paren" else text
            yield 0.0, anchor._replace(parts=(*anchor.parts[:-1], text)), number.end


def _named_by(context: Context, anchor: TemplateNode, child: TemplateNode, at: int) -> Iterator[tuple[float, int, int]]:
    """(cost, end, number) of the ways a place names a given item."""
    if child.depth > 0:
        for number in context.cell.numbers(at):
            cost = number_cost(number, child)
            if cost is not None and child.name and child.name == anchor.name:
                cost = number.cost + (0.6 if number.kind == "circle" else 0.0)
            if cost is not None:
                yield cost, number.end, number.value
        for label in child.labels:
            if context.cell.lower.startswith(label, at):
                yield 0.2, at + len(label), 0
    for number in named_numbers(context, child, at):
        yield number.cost, number.end, number.value


def _beside(context: Context, anchor: Head, at: int) -> Iterator[tuple[float, Head, int]]:
    """Items that stand beside the one before, or beside one above it: the 2 of 「Ⅱ-1，2」."""
    if anchor.tail:
        yield from _list_beside(context, anchor, at)
    if anchor.spot is None:
        return
    for level, above in enumerate(anchor.spot.up()):
        for child in above.children:
            for cost, end, number in _named_by(context, anchor.spot, child, at):
                yield cost + _LEVEL_COST * level, lowered(anchor.cut(above), child, number), end
    for child in anchor.spot.children if not anchor.tail else ():
        for label in child.labels:
            if context.cell.lower.startswith(label, at):
                yield 0.1, lowered(anchor, child, 0), at + len(label)


def _same_level(old: Head, new: Head) -> bool:
    return len(old.parts) == len(new.parts) and old.parts[:-1] == new.parts[:-1] and old.section == new.section


def _members(done: tuple[Target, ...], head: Head) -> int:
    """How many of the last targets stand on the level of ``head`` under the same item."""
    count = 0
    for target in reversed(done):
        if not _same_level(target.head, head) or target.files != done[-1].files:
            break
        count += 1
        if target.via not in {"list", "space"}:
            break
    return count


def continued(context: Context, state: State) -> Iterator[Step]:
    """Begin a target beside the one before."""
    anchor = state.anchor
    if state.heads or anchor is None:
        return
    for cost, head, end in _beside(context, anchor.head, state.at):
        if state.via == "space" and context.cell.core[state.at].isalpha():
            continue
        if state.via == "range":
            heads = span(anchor.head, head)
            if heads:
                yield cost, state._replace(at=end, heads=heads, done=state.done[:-1], via=anchor.via, fresh=True)
            continue
        beside = _members(state.done, head) if not head.tail and state.via in {"list", "space"} else 0
        if not beside:
            yield cost, state._replace(at=end, heads=(head,), files=anchor.files, fresh=True)
            continue
        # 「提供先１、３－①」: what follows may hold for all members of the list.
        members, rest = state.done[-beside:], state.done[:-beside]
        heads = (*(target.head for target in members), head)
        via = members[0].via
        yield cost, state._replace(at=end, heads=heads, done=rest, files=anchor.files, via=via, fresh=True, listed=True)


def span(first: Head, last: Head) -> tuple[Head, ...]:
    """All addresses from one to another; repeated groups stay one address, ``提供先1~60``."""
    if not _same_level(first, last) or not first.parts:
        return ()
    old, new = _DIGITS.fullmatch(first.parts[-1]), _DIGITS.fullmatch(last.parts[-1])
    if first.spot and first.spot is last.spot and first.spot.repeat and old and new:
        if int(old["number"]) >= int(new["number"]):
            return ()
        return (first._replace(parts=(*first.parts[:-1], f"{first.parts[-1]}~{new['number']}")),)
    if first.tail or first.spot is None:
        return _span_of_tails(first, last)
    siblings = first.spot.parent.children if first.spot.parent else []
    if last.spot not in siblings or first.spot not in siblings:
        return ()
    chosen = siblings[siblings.index(first.spot) : siblings.index(last.spot) + 1]
    above = first.cut(first.spot.parent) if first.spot.parent else first
    return tuple(lowered(above, spot, 0) for spot in chosen if spot.kind == first.spot.kind)


def _span_of_tails(first: Head, last: Head) -> tuple[Head, ...]:
    old, new = first.parts[-1], last.parts[-1]
    if circled_value(old) and circled_value(new):
        texts = [circled(n) for n in range(circled_value(old), circled_value(new) + 1)]
    elif old.isdecimal() and new.isdecimal() and int(new) - int(old) < _LONGEST_RANGE:
        texts = [str(n) for n in range(int(old), int(new) + 1)]
    else:
        return ()
    return tuple(first._replace(parts=(*first.parts[:-1], text)) for text in texts)


def begun(context: Context, state: State) -> Iterator[Step]:
    """Begin a target with a section, a label from anywhere, an attachment or 「全体」."""
    if state.heads:
        return
    root = context.tree.root
    anchor = state.anchor
    for cost, spot, end, number in descents(context, root, state.at):
        if state.via == "space" and not number:
            continue
        head = lowered(Head(root, ""), spot, number)
        files = anchor.files if anchor and anchor.head.section == head.section else state.files if not anchor else ()
        yield cost, state._replace(at=end, heads=(head,), files=files, fresh=True)
    yield from _attachments(context, state)
    yield from _whole(context, state)


def _attachments(context: Context, state: State) -> Iterator[Step]:
    for word in words().attachments:
        if not context.cell.lower.startswith(letters(word), state.at):
            continue
        behind = state.at + len(letters(word))
        if behind in context.cell.edges:
            yield 0.6, state._replace(at=behind, heads=(Head(None, word),), fresh=False)
        for number in context.cell.numbers(behind):
            section = f"{word}{number.value}"
            if number.kind != "roman" and not any(spot.key == section for spot in context.tree.root.children):
                yield 0.2 + number.cost, state._replace(at=number.end, heads=(Head(None, section),), fresh=False)


def _whole(context: Context, state: State) -> Iterator[Step]:
    for meant, spellings in words().whole_form.items():
        for end in _behind_word(context, state.at, spellings):
            if end == len(context.cell.core) or "(" in context.cell.gaps[end]:
                yield 0.1, state._replace(at=end, heads=(Head(None, meant),), fresh=False)


def merged(targets: tuple[Target, ...]) -> tuple[Target, ...] | None:
    """Targets with ranges spelt out and the same place named twice given once; None where they contradict."""
    found: list[Target] = []
    for target in targets:
        before = found[-1] if found else None
        if before and target.via == "range":
            heads = _long_range(before.head, target.head)
            if not heads:
                return None
            found[-1:] = [before._replace(head=head) for head in heads]
        elif before and target.via == "bracket":
            one, other = before.head.parts, target.head.parts
            shorter = min(len(one), len(other))
            if before.head.section != target.head.section or one[:shorter] != other[:shorter]:
                return None
            files = target.files or before.files
            found[-1] = (before if len(one) >= len(other) else target)._replace(files=files, via=before.via)
        else:
            found.append(target)
    return tuple(found)


def _long_range(first: Head, last: Head) -> tuple[Head, ...]:
    """As ``span``, for ends written in full; a repeated group may stand above the end."""
    if first.spot is not last.spot or first.section != last.section or len(first.parts) != len(last.parts):
        return span(first, last)
    differing = [at for at, (one, other) in enumerate(zip(first.parts, last.parts, strict=True)) if one != other]
    if len(differing) != 1 or first.spot is None:
        return ()
    old, new = _DIGITS.fullmatch(first.parts[differing[0]]), _DIGITS.fullmatch(last.parts[differing[0]])
    if not old or not new or old["name"] != new["name"] or int(old["number"]) >= int(new["number"]):
        return ()
    parts = list(first.parts)
    parts[differing[0]] += f"~{new['number']}"
    return (first._replace(parts=tuple(parts)),)
