"""Pages of a form → values by address, with everything that found no place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from piadiff.model import ItemKind
from piadiff.readers.from_lines.assign import Block, Carried, assign_texts, claim_print
from piadiff.readers.from_lines.boxes import solve_boxes
from piadiff.readers.from_lines.choices import better, mark_brackets, mark_print, solve_choices
from piadiff.readers.from_lines.columns import reflow
from piadiff.readers.from_lines.doubts import (
    leave_open,
    part_torn_label,
    settle_doubts,
    settle_printed_twice,
    settle_twice,
    settle_unseen,
)
from piadiff.readers.from_lines.extent import measure, without_contents, without_doubles
from piadiff.readers.from_lines.found import Found
from piadiff.readers.from_lines.jumbled import read_jumbled
from piadiff.readers.from_lines.margins import without_margins
from piadiff.readers.from_lines.reached import Progress
from piadiff.readers.from_lines.reading import PageReading
from piadiff.readers.from_lines.scanner import scan
from piadiff.readers.from_lines.sequence import identify
from piadiff.readers.from_lines.source import Gap, Line, Page
from piadiff.readers.from_lines.tokens import Kind, Token
from piadiff.readers.from_lines.units import Layout, Unit, lay_out
from piadiff.readers.from_lines.vocabulary import vocabulary
from piadiff.readers.from_lines.weights import shipped_weighing
from piadiff.readers.from_lines.wrapped_options import with_whole_options
from piadiff.templates import Template
from piadiff.text import key
from piadiff.text.signs import CIRCLED, ERA

_JUMBLED_FROM = 2
_TORN_FROM = 3
_WORD = 4
_PARTED = 0.6
_APART = 0.8
_HEAPED = 2
_DATES_FROM = 2
_DATE = rf"(?:(?:{ERA})(?:元|\d{{1,2}})|\d{{4}})年\d{{1,2}}月\d{{1,2}}日"
_DATE_BEGINS = re.compile(_DATE)
_DATE_ENDS = re.compile(_DATE + r"(?:時点)?$")
_SECOND_PRINT_FROM = 30


def read_pages(pages: Sequence[tuple[Line, ...]], template: Template) -> Found:
    """Read the pages of a form, as one page where nothing says that its pieces are jumbled."""
    words = vocabulary(template)
    bare, titles = without_margins(pages, words)
    straight = reflow(bare, words)
    pages = [with_whole_options(page, words) for page in straight.pages]
    readings, layout = _readings([Page(lines) for lines in pages], template)
    breaks, torn = sum(reading.breaks for reading in readings), sum(_torn(reading) for reading in readings)
    jumbled = breaks >= _JUMBLED_FROM or torn >= _TORN_FROM
    if not (jumbled or straight.across or _values_first(readings)):
        jumbled = _unfed(readings) or _heaped(readings)
    if not jumbled and len(pages) > 1:
        readings = [_joined(readings)]
    if not jumbled:
        for reading in readings:
            _drop_strays(reading)
    values_first = not jumbled and _values_first(readings)
    for reading in readings:
        reading.values_first = values_first
        reading.skipped = frozenset(_skipped(reading)) if jumbled else frozenset()
    found = Found(layout, jumbled, readings)
    if jumbled and (breaks >= _JUMBLED_FROM or not straight.across) and not _parted(readings):
        found.placed = True
        before = list[Unit]()
        for reading in readings:
            _counts(found, reading)
            before = read_jumbled(found, reading, before, shipped_weighing()) or before
        settle_printed_twice(found)
    else:
        carried = Carried()
        for reading in readings:
            _read_page(found, reading, carried)
        settle_doubts(found)
        settle_unseen(found)
        if jumbled:
            settle_twice(found)
    part_torn_label(found, words)
    leave_open(found, straight)
    found.doubtful += titles
    return found


def _heaped(readings: Sequence[PageReading]) -> bool:
    """Whether values stand in a heap: below one label are lines that look like what several empty ones ask for."""
    weighing, waiting, heaped = shipped_weighing(), 0, 0
    for reading in readings:
        texts = [(place, unit) for place, unit in reading.labels() if unit.holds_text]
        texts = [(place, unit) for place, unit in texts if unit.field or not unit.item.field]
        empty = [unit for place, unit in texts if not _behind(reading, place)]
        waiting += len(empty)
        asked = [unit for unit in empty if unit.item.kind is ItemKind.TEXT and weighing.asks(unit)]
        dates = [unit for unit in empty if unit.item.kind is ItemKind.DATE]
        for place, unit in texts if asked else ():
            lines = [] if weighing.asks(unit) else _behind(reading, place)[1:]
            heaped += any(weighing.answers(each, line) for each in asked for line in lines)
        for place, unit in reading.labels() if dates else ():
            lines = [] if unit.holds_text else _behind(reading, place)
            heaped += any(weighing.misfit(each, line) is not None for each in dates for line in lines)
    return waiting >= _HEAPED and heaped > 0


def _behind(reading: PageReading, place: int) -> list[str]:
    """The lines of text between a label and the next token."""
    end = reading.tokens[place + 1].start if place + 1 < len(reading.tokens) else len(reading.page.key)
    return [line for line in reading.page.text(reading.tokens[place].end, end).split("\n") if line.strip()]


def _joined(readings: Sequence[PageReading]) -> PageReading:
    """Pages read one by one as one page, so that a value goes on over their edges."""
    tokens, units, doubtful, begin = list[Token](), dict[int, Unit](), dict[int, tuple[Unit, ...]](), 0
    for reading in readings:
        units |= {place + len(tokens): unit for place, unit in reading.units.items()}
        doubtful |= {place + len(tokens): others for place, others in reading.doubtful.items()}
        tokens += [token.moved(begin) for token in reading.tokens]
        begin += len(reading.page.key)
    whole, breaks = Page.joined([reading.page for reading in readings]), sum(reading.breaks for reading in readings)
    return PageReading(whole, tokens, units, doubtful=doubtful, breaks=breaks)


def _parted(readings: Sequence[PageReading]) -> bool:
    """Whether blank lines part labels with what is theirs from the rest: they stand before labels, not behind them."""
    tokens = [(reading.page, reading.tokens[place]) for reading in readings for place in sorted(reading.units)]
    before = sum(page.gap(token.start) is Gap.BLANK for page, token in tokens)
    behind = sum(page.gap(token.end) is Gap.BLANK for page, token in tokens)
    return before >= _PARTED * len(tokens) and behind < _APART * len(tokens)


def _unfed(readings: Sequence[PageReading]) -> bool:
    """Whether option lists stand behind labels that offer others, while the labels that offer them have none."""
    unfed = astray = 0
    for reading in readings:
        for place, unit in reading.labels():
            offered = {key(option) for option in unit.item.options}
            window = [reading.tokens[other] for other in reading.window(place)]
            listed = [token.text for token in window if token.kind is Kind.OPTION]
            if offered and not (unit.item.field and not unit.field):
                unfed += not any(token.kind in {Kind.NAME, Kind.OPTION, Kind.OPEN} for token in window)
            astray += bool(listed) and not offered.intersection(listed)
    return bool(unfed and astray)


def _drop_strays(reading: PageReading) -> None:
    """Words of a running text that are a label's as well: they alone would break the order of the form."""
    labels = reading.labels()
    for number in range(1, len(labels) - 1):
        (above, before), (place, unit), (_, behind) = labels[number - 1 : number + 2]
        again = reading.tokens[above].text == reading.tokens[place].text
        if unit.index < before.index <= behind.index and not again:
            del reading.units[place]


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
    choices = solve_choices(reading, jumbled=found.jumbled)
    for path, chosen in (*choices.items(), *solve_boxes(reading).items()):
        found.chosen[path] = better(found.chosen.get(path), chosen)
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


_FILE_NUMBER = re.compile(rf"^[\s　]*(?:[（(][0-9０-９]{{1,2}}[)）]|[{CIRCLED}]|[0-9０-９]{{1,2}}[.．、)）])[\s　]*")


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
