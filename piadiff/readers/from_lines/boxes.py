"""Check boxes: which options are ticked, however the pieces of ``[ ○ ] 紙`` are strewn over the page.

A tick is a mark, so once every mark of a page has its option, all other options are not ticked.
"""

from __future__ import annotations

import re

from piadiff.model import ItemKind, ItemPath
from piadiff.readers.from_lines.box_pairs import Box, Boxes, Loose, pair_loose
from piadiff.readers.from_lines.choices import Chosen
from piadiff.readers.from_lines.reading import PRINT, PageReading
from piadiff.readers.from_lines.source import Gap
from piadiff.readers.from_lines.tokens import Kind
from piadiff.readers.from_lines.units import Unit
from piadiff.text import key
from piadiff.text.signs import TICKED

_SPACE = re.compile(r"\s+")


def solve_boxes(reading: PageReading) -> dict[ItemPath, Chosen]:
    """Ticked options of all check-box items whose label is on the page."""
    items: dict[ItemPath, list[int]] = {}
    units: dict[ItemPath, Unit] = {}
    for place, unit in reading.labels():
        if unit.item.kind is ItemKind.CHECKS:
            items.setdefault(unit.path, []).append(place)
            units[unit.path] = unit
    if not items:
        return {}
    known = {key(option) for unit in units.values() for option in unit.item.options}
    found = _collect(reading, known)
    pair_loose(found, list(units.values()))
    _close_slots(reading, found.boxes)
    return {path: _ticked(reading, units[path], items, found) for path in items}


def _collect(reading: PageReading, known: set[str]) -> Boxes:
    """Boxes and halves of boxes in the order of the page."""
    found, tokens, place = Boxes(), reading.tokens, 0
    while place < len(tokens):
        reversed_end = _reversed_line(reading, place, known, found)
        if reversed_end > place:
            place = reversed_end
            continue
        token = tokens[place]
        if token.kind is Kind.NAME and token.text in known and place not in reading.used:
            box = _box(reading, place)
            if box is not None:
                found.boxes.append(box)
                reading.used[place] = PRINT
        elif token.kind is Kind.OPEN:
            _note_loose(reading, place, found)
        place += 1
    found.marks = [n for n, token in enumerate(tokens) if token.kind is Kind.MARK and n not in reading.used]
    return found


def _touching(reading: PageReading, place: int, *, wrapped: bool = True) -> bool:
    """Whether a token stands right behind the one before it, on its line or, ``wrapped``, on the next one."""
    if place <= 0 or place >= len(reading.tokens):
        return False
    token, limit = reading.tokens[place], Gap.LINE if wrapped else Gap.SPACE
    return reading.tokens[place - 1].end == token.start and reading.page.gap(token.start) <= limit


def _box(reading: PageReading, place: int) -> Box | None:
    """The box of an option, None when the option is a chosen value and no box."""
    tokens, token = reading.tokens, reading.tokens[place]
    box = Box(place, token.text, None, slot_text(reading, place), token.open, reading.lines(place))
    if not _touching(reading, place):
        return box if token.slot is not None else None
    before = tokens[place - 1]
    if before.kind is Kind.BOX:
        box.ticked = before.text in TICKED
        box.mark = place - 1 if box.ticked else -1
        reading.used[place - 1] = PRINT
        return box
    if before.kind is not Kind.CLOSE:
        return None
    mark = tokens[place - 2] if place >= 2 else None
    if mark is not None and mark.kind is Kind.MARK and _touching(reading, place - 1):
        box.strange = mark.text not in TICKED
        box.mark = place - 2
        box.ticked = None if box.strange else True
        reading.used[place - 2] = PRINT
    elif mark is not None and mark.kind is Kind.OPEN and _touching(reading, place - 1):
        box.ticked = False
    box.torn = box.ticked is None and not box.strange
    return box


def slot_text(reading: PageReading, place: int) -> str | None:
    """The text in the brackets behind an option, None where there are none."""
    token = reading.tokens[place]
    if token.slot is None:
        return None
    text = "".join(part.strip() for part in reading.page.text(*token.slot).splitlines()).strip()
    counted = reading.page.key[token.end - 1] == "件"
    return f"{text}件" if text and counted else text


def _note_loose(reading: PageReading, place: int, found: Boxes) -> None:
    """Remember an opening bracket that no closing one follows."""
    tokens = reading.tokens
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    ticked = following is not None and following.kind is Kind.MARK and _touching(reading, place + 1)
    closing = place + 2 if ticked else place + 1
    closes = closing < len(tokens) and tokens[closing].kind is Kind.CLOSE and _touching(reading, closing)
    value = following is not None and following.kind is Kind.NAME and _touching(reading, place + 1)
    if closes or value:
        return
    near = _touching(reading, place, wrapped=False)
    behind = tokens[place - 1].text if near and tokens[place - 1].kind is Kind.NAME else ""
    if ticked:
        reading.used[place + 1] = PRINT
    found.loose.append(Loose(place, ticked, behind))


def _reversed_line(reading: PageReading, place: int, known: set[str], found: Boxes) -> int:
    """Boxes printed from right to left, ``] 乙 [ ] 甲 ○ [``; the place behind them, ``place`` when it is none.

    A mark right before an opening bracket, or options against the printed order, mark such a line.
    """
    tokens, at, boxes, marked = reading.tokens, place, list[Box](), False
    if _touching(reading, place) and tokens[place - 1].kind in {Kind.OPEN, Kind.MARK}:
        return place
    while at + 1 < len(tokens) and tokens[at].kind is Kind.CLOSE and tokens[at + 1].text in known:
        if tokens[at + 1].kind is not Kind.NAME or not _touching(reading, at + 1):
            break
        behind = at + 2
        ticked = behind < len(tokens) and tokens[behind].kind is Kind.MARK and _touching(reading, behind)
        opening = behind + 1 if ticked else behind
        if opening >= len(tokens) or tokens[opening].kind is not Kind.OPEN or not _touching(reading, opening):
            break
        marked = marked or ticked
        name = at + 1
        box = Box(name, tokens[name].text, ticked, slot_text(reading, name), tokens[name].open, reading.lines(name))
        box.mark = behind if ticked else -1
        boxes.append(box)
        at = opening + 1
    if not marked and not _against_order(reading, boxes):
        return place
    for box in boxes:
        reading.used[box.name] = PRINT
    for each in range(place, at):
        reading.used.setdefault(each, PRINT)
    found.boxes.extend(boxes)
    return at


def _against_order(reading: PageReading, boxes: list[Box]) -> bool:
    if len(boxes) < 2:
        return False
    orders = [[key(option) for option in unit.item.options] for unit in reading.units.values()]
    places = [[order.index(box.text) for box in boxes] for order in orders if all(box.text in order for box in boxes)]
    return bool(places) and all(each == sorted(each, reverse=True) for each in places)


def _close_slots(reading: PageReading, boxes: list[Box]) -> None:
    """Bracketed texts behind options that go on elsewhere: ``その他 （`` … ``住基ネット ）``."""
    unclosed = [box for box in boxes if box.open]
    _empty_slots(reading, [box for box in boxes if box.slot is None and _takes_text(reading, box)])
    if not unclosed:
        return
    endings = _endings(reading)
    bare = [ending for ending in endings if not ending[2]]
    filled = [ending for ending in endings if ending[2]]
    empty = [box for box in unclosed if not box.slot]
    begun = [box for box in unclosed if box.slot]
    for group, ends in ((begun, bare), (empty, filled)):
        if len(group) == len(ends) and (len(group) == 1 or group is begun):
            for box, (start, end, text) in zip(group, ends, strict=True):
                box.slot = (box.slot or "") + text
                box.open = False
                reading.claim(start, end, box.name)


def _takes_text(reading: PageReading, box: Box) -> bool:
    texts = (text for unit in reading.units.values() for text in unit.item.texts)
    return box.text in {key(text) for text in texts}


def _empty_slots(reading: PageReading, slotless: list[Box]) -> None:
    """Empty brackets by themselves belong to options that are printed with one."""
    for _, start, end in list(reading.texts()):
        if slotless and reading.page.key[start:end] in {"()", "()件"}:
            reading.claim(start, end, PRINT)


def _endings(reading: PageReading) -> list[tuple[int, int, str]]:
    """Pieces of text that close a bracket they do not open: (start, end, text before the bracket)."""
    found, page = [], reading.page
    for _, start, end in list(reading.texts()):
        begin = start
        for index in range(start + 1, end + 1):
            if index == end or page.gap(index) is Gap.BLANK:
                folded = page.key[begin:index]
                depth = folded.count("(") - folded.count(")")
                if depth == -1 and folded.endswith((")", ")件")) and index - begin <= 200:
                    text = page.text(begin, index).strip()
                    text = re.sub(r"[)）]\s*件?$", "", text)
                    found.append((begin, index, "".join(part.strip() for part in text.splitlines())))
                begin = index
    return found


def _ticked(reading: PageReading, unit: Unit, items: dict[ItemPath, list[int]], found: Boxes) -> Chosen:
    """The ticked options of one item."""
    values, lines, places, seen, determined = [], list[int](), list[int](), False, True
    for option in unit.item.options:
        box, sure = _box_of(reading, unit.path, key(option), items, found)
        determined = determined and sure
        if box is None:
            continue
        seen = True
        lines.extend(box.lines)
        places += [box.name, box.mark]
        if box.ticked is None:
            determined = False
        elif box.ticked:
            values.append(_with_slot(option, box))
    complete = not found.astray or all(key(option) in {box.text for box in found.boxes} for option in unit.item.options)
    sure = determined and seen and complete
    shown = tuple(values) if sure else ()
    return Chosen(shown, determined=sure, lines=tuple(lines), places=tuple(places), page=reading)


def _with_slot(option: str, box: Box) -> str:
    text = _SPACE.sub(" ", box.slot or "").strip()
    return f"{option}（{text}）" if text else option


def _box_of(
    reading: PageReading, path: ItemPath, text: str, items: dict[ItemPath, list[int]], found: Boxes
) -> tuple[Box | None, bool]:
    """The box of an option of one item, and whether it is surely that item's."""
    boxes = sorted((box for box in found.boxes if box.text == text), key=lambda box: box.place)
    sharing = sorted(
        (places[0], other) for other, places in items.items() if text in {key(o) for o in _options(reading, places)}
    )
    mine = [other for _, other in sharing].index(path)
    if len(sharing) == 1:
        if len({(box.ticked, box.slot) for box in boxes}) > 1:
            return None, False
        return (boxes[0] if boxes else None), True
    adrift = {(box.ticked, box.slot) for box in boxes if box.torn and box.anchor < 0}
    if len({(box.ticked, box.slot) for box in boxes}) <= 1 and len(boxes) >= len(sharing):
        return (boxes[mine] if boxes else None), True
    if len(boxes) == len(sharing) and len(adrift) <= 1:
        box = boxes[mine]
        unsure = [place for place, other in enumerate(boxes) if other.ticked is not False]
        agreed = all(_owner_agrees(sharing, place, boxes[place]) for place in unsure)
        first = mine == 0 and box.place < sharing[0][0]
        return box, agreed and (not unsure or first or _owner_agrees(sharing, mine, box))
    if not any(box.ticked is not False for box in boxes):
        return (boxes[0] if boxes else None), True
    return None, False


def _options(reading: PageReading, places: list[int]) -> tuple[str, ...]:
    return reading.units[places[0]].item.options


def _owner_agrees(sharing: list[tuple[int, ItemPath]], place: int, box: Box) -> bool:
    """Whether counting and standing agree: the n-th box lies between the n-th label and the next one."""
    start = sharing[place][0]
    end = sharing[place + 1][0] if place + 1 < len(sharing) else None
    return start < box.place and (end is None or box.place < end)
