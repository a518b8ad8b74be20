"""Pages of a form → values by address, with everything that found no place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from piadiff.model import ItemKind, ItemPath
from piadiff.readers.stream.assign import Block, Carried, assign_texts, claim_print
from piadiff.readers.stream.boxes import solve_boxes
from piadiff.readers.stream.choices import Chosen, mark_brackets, mark_print, solve_choices
from piadiff.readers.stream.columns import Straightened, straighten
from piadiff.readers.stream.extent import measure, without_contents, without_doubles
from piadiff.readers.stream.margins import without_margins
from piadiff.readers.stream.reading import PageReading
from piadiff.readers.stream.sequence import Progress, identify
from piadiff.readers.stream.source import Line, Page
from piadiff.readers.stream.tokens import Kind, scan
from piadiff.readers.stream.units import COVER, Layout, Unit, lay_out
from piadiff.readers.stream.vocabulary import vocabulary
from piadiff.templates import Template

_JUMBLED_FROM = 2
_TORN_FROM = 3
_WORD = 4
_DATES_FROM = 2
_DATE = r"(?:(?:明治|大正|昭和|平成|令和)(?:元|\d{1,2})|\d{4})年\d{1,2}月\d{1,2}日"
_DATE_BEGINS = re.compile(_DATE)
_DATE_ENDS = re.compile(_DATE + r"(?:時点)?$")
_SECOND_PRINT_FROM = 30


@dataclass
class Found:
    """What the pages of a form gave.

    Attributes:
        units: Labels seen, by address.
        texts: Blocks of text by address, in the order of the source.
        chosen: Chosen options and ticks by address.
        counts: Numbers of 件 by address.
        open: Addresses whose value the source leaves open.
        loose: Blocks that belong to no item.
        lines: Source lines of the labels by address.
        printed: Item, page, text and unit → places of the labels of that unit that the text stands under.
        doubtful: Lines between two labels which either may own, and running titles.
    """

    layout: Layout
    jumbled: bool
    readings: list[PageReading] = field(default_factory=list)
    units: dict[ItemPath, Unit] = field(default_factory=dict)
    texts: dict[ItemPath, list[Block]] = field(default_factory=dict)
    chosen: dict[ItemPath, Chosen] = field(default_factory=dict)
    counts: dict[ItemPath, tuple[str, tuple[int, ...]]] = field(default_factory=dict)
    open: set[ItemPath] = field(default_factory=set)
    loose: list[Block] = field(default_factory=list)
    lines: dict[ItemPath, list[int]] = field(default_factory=dict)
    printed: dict[tuple[ItemPath, int, str, int], set[int]] = field(default_factory=dict)
    doubtful: list[Line] = field(default_factory=list)


def read_pages(pages: Sequence[tuple[Line, ...]], template: Template) -> Found:
    """Read the pages of a form, as one page where nothing says that its pieces are jumbled."""
    words = vocabulary(template)
    bare, titles = without_margins(pages, words)
    straight = straighten(bare, words)
    pages = straight.pages
    readings, layout = _readings([Page(lines) for lines in pages], template)
    breaks, torn = sum(reading.breaks for reading in readings), sum(_torn(reading) for reading in readings)
    jumbled = breaks >= _JUMBLED_FROM or torn >= _TORN_FROM
    if not jumbled and len(pages) > 1:
        merged = [Page([line for lines in pages for line in (*lines, Line(0, ""), Line(0, ""))])]
        readings, layout = _readings(merged, template)
    if not jumbled:
        for reading in readings:
            _drop_strays(reading)
    values_first = not jumbled and _values_first(readings)
    for reading in readings:
        reading.values_first = values_first
        reading.skipped = frozenset(_skipped(reading)) if jumbled else frozenset()
    found = Found(layout, jumbled, readings)
    carried = Carried()
    for reading in readings:
        _read_page(found, reading, carried)
    _settle_doubts(found)
    if jumbled:
        _settle_twice(found)
    _leave_open(found, straight)
    found.doubtful += titles
    return found


def _drop_strays(reading: PageReading) -> None:
    """Words of a running text that are a label's as well: they alone would break the order of the form."""
    labels = reading.labels()
    for number in range(1, len(labels) - 1):
        (above, before), (place, unit), (_, behind) = labels[number - 1 : number + 2]
        again = reading.tokens[above].text == reading.tokens[place].text
        if unit.index < before.index <= behind.index and not again:
            del reading.units[place]


def _leave_open(found: Found, straight: Straightened) -> None:
    """Nothing is said of items whose lines may be those of a neighbour."""
    found.doubtful = straight.doubtful
    for path, lines in found.lines.items():
        if straight.open.intersection(lines):
            found.loose.extend(found.texts.pop(path, ()))
            found.chosen.pop(path, None)
            found.open.add(path)


def _values_first(readings: Sequence[PageReading]) -> bool:
    """Whether dates stand before the labels that ask for them and not behind them."""
    before = behind = 0
    for reading in readings:
        for place, unit in reading.labels():
            if unit.item.kind is ItemKind.DATE:
                token = reading.tokens[place]
                start = reading.tokens[place - 1].end if place else 0
                end = reading.tokens[place + 1].start if place + 1 < len(reading.tokens) else len(reading.page.key)
                before += _DATE_ENDS.search(reading.page.key, start, token.start) is not None
                behind += _DATE_BEGINS.match(reading.page.key, token.end, end) is not None
    return before >= _DATES_FROM and before > 2 * behind


def _skipped(reading: PageReading) -> Iterator[int]:
    """Labels that no reading of the page has a place for, though they are no words of a running text."""
    for place, token in enumerate(reading.tokens):
        if token.kind is Kind.LABEL and place not in reading.units and not token.bare and len(token.text) > _WORD:
            yield place


def _torn(reading: PageReading) -> int:
    """How many brackets stand apart from their other half."""
    opens = sum(1 for token in reading.tokens if token.kind is Kind.OPEN)
    whole = sum(
        1
        for place, token in enumerate(reading.tokens)
        if token.kind is Kind.OPEN
        and any(
            other.kind is Kind.CLOSE and reading.same_line(place, place + 1 + offset)
            for offset, other in enumerate(reading.tokens[place + 1 : place + 3])
        )
    )
    return opens - whole


def _readings(pages: Sequence[Page], template: Template) -> tuple[list[PageReading], Layout]:
    words = vocabulary(template)
    scanned = [without_contents(without_doubles(scan(page, words))) for page in pages]
    layout = lay_out(template, measure(template, (token for tokens in scanned for token in tokens)))
    progress, readings = Progress(), list[PageReading]()
    for page, tokens in zip(pages, scanned, strict=True):
        reading = identify(tokens, layout, progress)
        places = [place for place, token in enumerate(tokens) if token.kind is Kind.LABEL]
        units = {place: unit for place, unit in zip(places, reading.units, strict=True) if unit is not None}
        doubtful = {places[each]: others for each, others in reading.doubtful.items()}
        readings.append(PageReading(page, tokens, units, doubtful=doubtful, breaks=reading.breaks))
    return readings, layout


def _read_page(found: Found, reading: PageReading, carried: Carried) -> None:
    """Take in one page: choices and boxes first, then the text that is left."""
    mark_print(reading)
    mark_brackets(reading)
    for path, chosen in (*solve_choices(reading, jumbled=found.jumbled).items(), *solve_boxes(reading).items()):
        found.chosen[path] = _better(found.chosen.get(path), chosen)
    _counts(found, reading)
    blocks, left_open = assign_texts(reading, carried, jumbled=found.jumbled)
    claim_print(blocks)
    found.open |= left_open
    for place, unit in reading.labels():
        found.units.setdefault(unit.path, unit)
        found.lines.setdefault(unit.path, []).extend(reading.lines(place))
    for block in blocks:
        if isinstance(block.owner, Unit):
            if not _printed_before(found, reading, block):
                found.texts.setdefault(block.owner.path, []).append(block)
        elif block.owner is None:
            found.loose.append(block)


def _better(old: Chosen | None, new: Chosen) -> Chosen:
    """The fuller of two readings of one item whose label is printed twice."""
    if old is None or (not old.value and (new.value or new.determined)):
        return new
    return old


def _counts(found: Found, reading: PageReading) -> None:
    """Numbers of 件 go to the one item they stand behind, or to the one item of the page that is printed with one."""
    places = [place for place, token in enumerate(reading.tokens) if token.kind is Kind.COUNT]
    counted = [(place, unit) for place, unit in reading.labels() if found.layout.counted(unit)]
    alone = len(places) == len({unit.path for _, unit in counted}) == 1
    for label, unit in counted[:1] if alone else counted:
        behind = places if alone else [place for place in reading.window(label) if place in places]
        child = found.layout.counted(unit)
        if len(behind) == 1 and child is not None and (alone or not found.jumbled):
            token = reading.tokens[behind[0]]
            reading.used[behind[0]] = unit
            found.counts[unit.path.child(child.key)] = (token.text, reading.lines(behind[0]))


def _printed_before(found: Found, reading: PageReading, block: Block) -> bool:
    """Whether a text of its item is printed a second time: on a page without labels, or with its label."""
    if not isinstance(block.owner, Unit):
        return False
    unit = reading.units.get(block.label)
    labels = found.printed.setdefault((block.owner.path, id(reading), block.key, unit.index if unit else -1), set())
    others = len(labels) > (block.label in labels)
    labels.add(block.label)
    if others:
        return True
    if reading.units or len(block.key) < _SECOND_PRINT_FROM:
        return False
    earlier = found.texts.get(block.owner.path, ())
    return any(block.key in other.key for other in earlier if other.page is not reading)


def _settle_doubts(found: Found) -> None:
    """Where equally good readings disagree on labels, values that differ are not given to any of them."""
    for paths in _doubts(found):
        if len({_known(found, path) for path in paths}) > 1:
            for path in paths:
                found.loose.extend(found.texts.pop(path, ()))
                found.chosen.pop(path, None)
                found.open.add(path)


def _doubts(found: Found) -> list[set[ItemPath]]:
    """Addresses that equally good readings exchange: on one page under one label, or each for the other's."""
    sets, others_of = list[set[ItemPath]](), dict[ItemPath, set[ItemPath]]()
    for reading in found.readings:
        alike: dict[str, set[ItemPath]] = {}
        for place, others in reading.doubtful.items():
            unit = reading.units.get(place)
            if unit is not None:
                alike.setdefault(reading.tokens[place].text, set()).add(unit.path)
                others_of.setdefault(unit.path, set()).update(other.path for other in others)
        sets += alike.values()
    pairs = [(path, other) for path, others in others_of.items() for other in others if other in others_of]
    # what stands below a label goes with it
    exchanged = {(path.parent, other.parent) for path, other in pairs if path in others_of[other]}
    return [*sets, *({path, other} for path, other in pairs if (path.parent, other.parent) in exchanged)]


def _settle_twice(found: Found) -> None:
    """A jumbled form does not print an item twice: where two labels of it have texts, one is some other item's.

    Only a text that runs on over a page has its label printed again, at the head of the next page.
    """
    for path, blocks in list(found.texts.items()):
        labels = dict.fromkeys((id(block.page), block.label) for block in blocks if _under_its_label(block, path))
        heads = {(id(block.page), block.label) for block in blocks if _heads_page(block)}
        if len([label for label in list(labels)[1:] if label not in heads]) and path.section != COVER:
            found.loose.extend(found.texts.pop(path))
            found.open.add(path)


def _under_its_label(block: Block, path: ItemPath) -> bool:
    unit = block.page.units.get(block.label)
    return unit is not None and unit.path == path


def _heads_page(block: Block) -> bool:
    """Whether a text stands under the first label of its page that holds any."""
    first = next((place for place, unit in block.page.labels() if unit.holds_text), -1)
    return block.label == first


def _known(found: Found, path: ItemPath) -> object:
    if path in found.chosen:
        return found.chosen[path].value
    return "".join(block.key for block in found.texts.get(path, ()))


_FIGURE_AT_LEAST = 4
_FIGURE_WORD = 24


def split_figure(found: Found, template: Template) -> None:
    """Words of a drawing that follow the 備考 of an attachment belong to the drawing."""
    for path, unit in list(found.units.items()):
        if path.section.startswith("別添") and path.parts and unit.item.kind is ItemKind.TEXT and path.parent:
            blocks = found.texts.get(path, [])
            cut = _figure_begins(blocks)
            owner = template.item(path.parent)
            if cut < len(blocks) and owner is not None and owner.kind is ItemKind.TEXT:
                found.texts[path] = blocks[:cut]
                found.texts.setdefault(path.parent, []).extend(blocks[cut:])


def _figure_begins(blocks: Sequence[Block]) -> int:
    """Where a row of short pieces without sentences begins."""

    def short(block: Block) -> bool:
        return len(block.key) <= _FIGURE_WORD and "。" not in block.key

    for place in range(1, len(blocks)):
        row = blocks[place : place + _FIGURE_AT_LEAST]
        if len(row) == _FIGURE_AT_LEAST and all(short(block) for block in row):
            return place
    return len(blocks)


_FILE_NUMBER = re.compile(r"^[\s　]*(?:[（(][0-9０-９]{1,2}[)）]|[①-⑳]|[0-9０-９]{1,2}[.．、)）])[\s　]*")


def file_name(text: str) -> str:
    """A 特定個人情報ファイル名 without its number, on one line."""
    name = _FILE_NUMBER.sub("", " ".join(text.split()))
    depth = 0
    for char in name.replace("（", "(").replace("）", ")"):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth < 0:
            break
    return name if depth == 0 else re.sub(r"[()（）]", " ", name).strip()


def numbers_of(blocks: Iterable[Block]) -> tuple[int, ...]:
    """Source lines of blocks."""
    return tuple(dict.fromkeys(number for block in blocks for number in block.numbers if number))
