"""Running text of a page → the items it belongs to.

Text behind a label belongs to it. Where the pieces of a page are jumbled, that holds without doubt only for
text on the line of its label or right below it; text by itself goes to a label that still lacks a value when
just one can be meant, else to nobody.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from piadiff.model import ItemKind, ItemPath
from piadiff.readers.from_lines.reading import PRINT, SIGNS, PageReading
from piadiff.readers.from_lines.source import Gap
from piadiff.readers.from_lines.tokens import Kind, Token
from piadiff.readers.from_lines.units import Unit
from piadiff.text import find_dates, key


@dataclass(slots=True)
class Block:
    """A stretch of text that white space of a whole line, a token or a cell border cuts off.

    Attributes:
        after: Place of the token before it, -1 at the start of the page.
        label: Place of the label token before it, -1 where there is none.
        attached: It begins on the line of the label or right below it, nothing between.
        stray: It is a sign of the form that found no place, and no text.
    """

    page: PageReading
    start: int
    end: int
    after: int
    label: int
    attached: bool
    owner: Unit | str | None = None
    stray: bool = False

    @property
    def key(self) -> str:
        """The folded text."""
        return self.page.page.key[self.start : self.end]

    @property
    def lines(self) -> list[str]:
        """The published lines; white space between a label and a value on its line is no indent."""
        lines = self.page.page.text(self.start, self.end).strip("\n").split("\n")
        inline = self.start and self.page.page.gap(self.start) in {Gap.SPACE, Gap.CELL}
        return [lines[0].lstrip(), *lines[1:]] if inline else lines

    @property
    def numbers(self) -> tuple[int, ...]:
        """Source line numbers."""
        return self.page.page.line_numbers(self.start, self.end)


@dataclass(slots=True)
class Carried:
    """The item whose text was read last, where the text of a page without labels may go on."""

    unit: Unit | None = None


def blocks_of(reading: PageReading, *, jumbled: bool) -> list[Block]:
    """The text of a page cut into blocks; signs that found no place are blocks of nobody."""
    found = list[Block]()
    strays = {token.start: token.end for token in _strays(reading, jumbled=jumbled)}
    edges = sorted({*strays, *strays.values(), *reading.page.cuts})
    labels = reading.labels_before()
    for after, start, end in reading.texts():
        begin = start
        for index in (*edges[bisect_right(edges, start) : bisect_left(edges, end)], *([end] if end > start else [])):
            block = _block(reading, labels, after, (begin, index), first=begin == start)
            block.stray = begin in strays or block.label in reading.skipped
            found.append(block)
            begin = index
    return found


def _strays(reading: PageReading, *, jumbled: bool) -> Iterator[Token]:
    """Counts, marks and options that belong to some choice or box of the page, but to which one nothing shows."""
    offered = {key(option) for unit in reading.units.values() for option in unit.item.options}
    for place, token in enumerate(reading.tokens):
        if place in reading.used:
            continue
        if place in reading.skipped:
            yield token
        before = reading.tokens[place - 1] if place else None
        signed = before is not None and before.end == token.start and before.kind in SIGNS
        sign = token.kind is Kind.COUNT or (offered and token.kind in SIGNS)
        option = token.kind is Kind.NAME and token.text in offered and (jumbled or signed)
        if sign or option:
            yield token


def _block(
    reading: PageReading, labels: Sequence[int], after: int, stretch: tuple[int, int], *, first: bool
) -> Block:
    start, end = stretch
    last = _last_token(reading, after, start)
    label = labels[last] if last >= 0 else -1
    inline = first and label == last >= 0 and reading.page.gap(start) in {Gap.SPACE, Gap.CELL}
    if reading.values_first and not inline:
        return Block(reading, start, end, after, reading.label_behind(last + 1), attached=False)
    attached = first and after >= 0 and label == after and reading.page.gap(start) < Gap.BLANK
    return Block(reading, start, end, after, label, attached)


def _last_token(reading: PageReading, after: int, start: int) -> int:
    """Place of the last token before a text, the unused ones included."""
    place = after
    while place + 1 < len(reading.tokens) and reading.tokens[place + 1].end <= start:
        place += 1
    return place


def suits(unit: Unit, text: str) -> bool:
    """Whether a text can be the value of an item at all."""
    if unit.item.kind is ItemKind.DATE:
        dates = sum(span.end - span.start for span in find_dates(text))
        return dates * 2 >= len(text.strip()) or len(text) <= 2
    return unit.item.kind is ItemKind.TEXT


@dataclass
class _Page:
    """Blocks of one page and the labels that wait for a text."""

    reading: PageReading
    blocks: list[Block]
    jumbled: bool
    carried: Carried
    doubtful: set[ItemPath] = field(default_factory=set)

    def fed(self) -> set[ItemPath]:
        return {block.owner.path for block in self.blocks if isinstance(block.owner, Unit)}

    def hungry(self) -> list[tuple[int, Unit]]:
        """Text labels of the page without a text, one for each item."""
        fed, found = self.fed(), dict[ItemPath, tuple[int, Unit]]()
        for place, unit in self.reading.labels():
            if unit.holds_text and unit.path not in fed:
                found.setdefault(unit.path, (place, unit))
        return list(found.values())


def assign_texts(reading: PageReading, carried: Carried, *, jumbled: bool) -> tuple[list[Block], set[ItemPath]]:
    """Blocks of a page with their owners, and the items that the page leaves open."""
    page = _Page(reading, blocks_of(reading, jumbled=jumbled), jumbled, carried)
    _columns(page)
    for block in page.blocks:
        if block.owner is None and block.attached and not block.stray:
            _give(block, reading.units[block.label])
    if jumbled:
        _followers(page)
    else:
        _in_order(page)
    _leftovers(page)
    labels = reading.labels()
    if labels:
        furthest = max((unit for _, unit in labels), key=lambda unit: unit.index)
        last = labels[-1][1] if not jumbled else furthest
        carried.unit = last if last.holds_text else None
    return page.blocks, page.doubtful


def _give(block: Block, unit: Unit) -> bool:
    if not block.stray and suits(unit, block.page.page.text(block.start, block.end)):
        block.owner = unit
        return True
    return False


def _columns(page: _Page) -> None:
    """Labels in one row of a table and their values in the row below."""
    reading = page.reading
    places = [place for place, _ in reading.labels()]
    behind = dict[int, list[Block]]()
    for block in page.blocks:
        behind.setdefault(block.label, []).append(block)
    for position, place in enumerate(places):
        row = [place]
        if reading.page.gap(reading.tokens[place].start) is Gap.CELL:
            continue
        for at in range(position + 1, len(places)):
            following = places[at]
            if following != row[-1] + 1 or reading.page.gap(reading.tokens[following].start) is not Gap.CELL:
                break
            row.append(following)
        cells = behind.get(row[-1], []) if len(row) > 1 else []
        below = [block for n, block in enumerate(cells) if n == 0 or reading.page.gap(block.start) is Gap.CELL]
        if len(below) == len(row) == len(cells) and reading.page.gap(below[0].start) is Gap.LINE:
            for label, block in zip(row, below, strict=True):
                block.attached = False
                _give(block, reading.units[label])


def _in_order(page: _Page) -> None:
    """Text behind a label belongs to it, up to the next label."""
    for block in page.blocks:
        if block.owner is not None or block.stray:
            continue
        unit = page.reading.units[block.label] if block.label >= 0 else page.carried.unit
        if unit is not None:
            _give(block, unit)


def _followers(page: _Page) -> None:
    """Blocks by themselves behind a label: its own when no label before it waits for them as well."""
    runs, heads = dict[int, list[Block]](), dict[int, Block]()
    for block in page.blocks:
        heads.setdefault(block.label, block)
        if block.owner is None and not block.stray and block.label >= 0:
            runs.setdefault(block.label, []).append(block)
    for label, run in runs.items():
        unit = page.reading.units[label]
        if heads[label].owner is not None:
            _give_all(run, [unit])
        elif unit.holds_text:
            _give_all(run, _waiting(page, label))


def _waiting(page: _Page, label: int) -> list[Unit]:
    """Text labels in a row up to this one that have no text yet and are no neighbours in the form."""
    reading, fed = page.reading, page.fed()
    labels = reading.labels()
    place = [each for each, _ in labels].index(label)
    stack = [labels[place][1]]
    present = sorted(unit.index for _, unit in labels)
    while place > 0:
        here, before = labels[place][1], labels[place - 1][1]
        linked = before.index < here.index and not any(before.index < index < here.index for index in present)
        stacked = labels[place - 1][0] + 1 == labels[place][0]
        if linked or not stacked or (before.holds_text and before.path in fed):
            break
        if before.holds_text:
            stack.insert(0, before)
        place -= 1
    return stack


def _give_all(run: Sequence[Block], units: Sequence[Unit]) -> None:
    """A run of blocks goes to one label, or piece by piece to as many labels as it has pieces."""
    pieces = _pieces(run)
    if len(units) == 1:
        for block in run:
            _give(block, units[0])
    elif len(pieces) == len(units):
        for piece, unit in zip(pieces, units, strict=True):
            for block in piece:
                _give(block, unit)


def _pieces(run: Sequence[Block]) -> list[list[Block]]:
    """A run of blocks cut where its first line is printed again: each value begins with the same heading."""
    if not run:
        return []
    head = run[0].lines[0].strip()
    heading = head[:1] in "＜<≪【《〔[（(" and len(head) <= 40
    pieces = [[run[0]]]
    for block in run[1:]:
        if heading and block.lines[0].strip() == head:
            pieces.append([block])
        else:
            pieces[-1].append(block)
    return pieces


def _orphans(blocks: Iterable[Block]) -> list[list[Block]]:
    """Blocks without an owner, those in a row together."""
    runs = list[list[Block]]()
    last: Block | None = None
    for block in blocks:
        if block.owner is None and not block.stray:
            if last is not None and runs and last.owner is None and last.label == block.label:
                runs[-1].append(block)
            else:
                runs.append([block])
        last = block
    return runs


def _leftovers(page: _Page) -> None:
    """The one text left over belongs to the one label left without."""
    orphans = [piece for run in _orphans(page.blocks) for piece in _pieces(run)]
    if not page.jumbled:
        page.doubtful |= {unit.path for run in orphans for unit in _stacked(page, run[0].label)}
        return
    if not orphans:
        return
    hungry = page.hungry()
    fitting = [[unit for _, unit in hungry if all(suits(unit, block.key) for block in orphan)] for orphan in orphans]
    text = [unit for _, unit in hungry if unit.item.kind is ItemKind.TEXT]
    if not page.reading.units:
        if page.carried.unit is not None:
            for orphan in orphans:
                for block in orphan:
                    _give(block, page.carried.unit)
        return
    if len(orphans) == 1 and len(text) == 1 and text == [u for u in fitting[0] if u.item.kind is ItemKind.TEXT]:
        for block in orphans[0]:
            _give(block, text[0])
        return
    for units in fitting:
        page.doubtful |= {unit.path for unit in units}


def _stacked(page: _Page, label: int) -> Iterator[Unit]:
    """Text labels without a text right before a label that cannot own the text behind it."""
    fed, last = page.fed(), page.reading.units.get(label)
    parent = last.path.parent if last else None
    for place, unit in reversed(page.reading.labels()):
        if parent and place < label:
            if unit.path.parent != parent or unit.path in fed or unit.item.kind is not ItemKind.TEXT:
                return
            yield unit


def claim_print(blocks: Iterable[Block]) -> None:
    """Closing brackets that are left of a label's bracket are print."""
    for block in blocks:
        if block.owner is None and block.key in {")", "]", "時点"}:
            block.owner = PRINT
