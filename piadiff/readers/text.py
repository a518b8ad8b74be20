"""Text of any dress (clean, OCR-like, a PDF's text with its columns jumbled) → Form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from piadiff.model import Form, Item, ItemKind, ItemPath, Unassigned
from piadiff.readers.change_table.lines import ChangeTable, read_change_table
from piadiff.readers.from_lines.assemble import assemble, counted_files, nameless
from piadiff.readers.from_lines.cover import settle_cover
from piadiff.readers.from_lines.form import read_pages, split_figure
from piadiff.readers.from_lines.found import Found
from piadiff.readers.from_lines.lost_breaks import LONG, with_breaks
from piadiff.readers.from_lines.names import settle_names
from piadiff.readers.from_lines.ownership import unowned
from piadiff.readers.from_lines.paragraphs import join_lines
from piadiff.readers.from_lines.piece import is_piece, settle_piece
from piadiff.readers.from_lines.regions import Regions, attachment_name, is_table_title, split
from piadiff.readers.from_lines.running import without_running_lines
from piadiff.readers.from_lines.source import Line, Source, numbered, read_source, split_lines
from piadiff.readers.from_lines.tokens import Kind
from piadiff.readers.from_lines.units import COVER, NO_PREFIX
from piadiff.readers.header import choose_template, read_header, stamp, titles
from piadiff.readers.limits import check_lines
from piadiff.readers.resemblance import LABEL_LENGTH, Evidence, refuse_others, refuse_several, refuse_without_labels
from piadiff.readers.spacing import closed_up_form, is_spaced, with_dates_together, with_plain_blanks
from piadiff.templates import Template
from piadiff.text import key

_LONGEST = 400_000


def read_text(text: str, name: str) -> Form:
    """Read a form from its text.

    ``coverage`` is the share of the source's characters, white space and markup aside, that an item, a
    変更箇所 row or the print of the form explains; the rest stands in ``unassigned`` by line.

    Raises:
        UnreadableSourceError: When the text is no form, or larger than any.
    """
    lines = split_lines(text)
    check_lines(lines, name)
    spaced = is_spaced(lines)
    shown, running = without_running_lines(with_dates_together(lines) if spaced else lines)
    shown = _with_breaks(shown)
    source = read_source(shown)
    regions = split(source)
    folded = "".join(key("\n".join(line.text for line in page)) for page in regions.form)
    refuse_without_labels(lines, folded, name, rows=len(regions.changes))
    template = choose_template(folded)
    found = read_pages(regions.form, template)
    refuse_others(lines, folded, name, _evidence(found, regions, folded))
    refuse_several(template, _cover_labels(found), name)
    if is_piece(found):
        settle_piece(found)
    if not found.placed:
        settle_cover(found)
        settle_names(found)
    split_figure(found, template)
    items = (*assemble(found, template), *_attachments(regions))
    table, outside = _changes(regions, template)
    unassigned = _unassigned(source, found, [*outside, *(Line(*title) for title in running)])
    form = Form(
        header=read_header(template, key("\n".join(lines[:400])), items),
        items=items,
        changes=table.rows,
        unassigned=(*unassigned, *map(nameless, counted_files(items))),
        coverage=_coverage(source, unassigned, running),
        doubts=table.doubts,
    )
    return with_plain_blanks(closed_up_form(form) if spaced else form)


def _with_breaks(lines: list[str]) -> list[str]:
    """The lines; those of a text without line breaks cut before their labels."""
    total = sum(map(len, lines))
    if not total < 2 * sum(len(line) for line in lines if len(line) > LONG) < _LONGEST:
        return lines
    return with_breaks(lines, choose_template(key("".join(lines))))


def _evidence(found: Found, regions: Regions, folded: str) -> Evidence:
    items = sum(1 for path, unit in found.units.items() if path.section != COVER and not unit.item.is_group)
    answered = [*found.texts, *(path for path, chosen in found.chosen.items() if chosen.value and chosen.determined)]
    told = (found.units[path] for path in dict.fromkeys(answered) if path in found.units and path not in found.open)
    telling = sum(1 for unit in told if unit.prefix != NO_PREFIX or len(unit.item.label) >= LABEL_LENGTH)
    first = next((reading.tokens[0] for reading in found.readings if reading.tokens), None)
    begins = first is not None and first.kind is Kind.LABEL and first.start == 0
    return Evidence(items, bool(stamp(folded)[0] or titles(folded)), len(regions.changes), begins, telling)


def _cover_labels(found: Found) -> Counter[str]:
    """How often the labels of the 表紙 are printed."""
    return Counter(
        unit.path.parts[0]
        for reading in found.readings
        for unit in reading.units.values()
        if unit.path.section == COVER
    )


def _changes(regions: Regions, template: Template) -> tuple[ChangeTable, list[Line]]:
    """The 変更箇所 table, and the lines of its pages that are in no row."""
    if not regions.changes:
        return ChangeTable(), []
    table = read_change_table(numbered(regions.changes), template)
    outside = [line for line in regions.changes if line.number not in table.used and not line.blank]
    return table, [line for line in outside if not is_table_title(line.text)]


def _attachments(regions: Regions) -> Iterable[Item]:
    """Attachments that the official form does not have, as texts; a title printed on every page once."""
    for name, lines in regions.attachments.items():
        titles = dict.fromkeys(line.text.strip() for line in lines if attachment_name(line))
        rest = [line for line in lines if not attachment_name(line)]
        blocks, block = list[list[str]](), list[str]()
        for line in [*rest, Line(0, "")]:
            if line.blank:
                blocks, block = [*blocks, block] if block else blocks, []
            else:
                block.append(line.text)
        value = "\n".join([*titles, *(join_lines(block) for block in blocks)])
        numbers = tuple(line.number for line in lines if not line.blank)
        yield Item(ItemPath(name), next(iter(titles), name), ItemKind.TEXT, value, lines=numbers)


def _unassigned(source: Source, found: Found, outside: Sequence[Line]) -> tuple[Unassigned, ...]:
    """What nothing explains, by line."""
    pieces: list[tuple[int, str]] = [(line.number, line.text.strip()) for line in outside]
    pieces += [(line.number, line.text.strip()) for line in found.doubtful]
    pieces += [(number, source.originals[number - 1].strip()) for number in source.unreadable]
    for reading, (start, end) in unowned(found):
        page, begin = reading.page, start
        for index in range(start + 1, end + 1):
            if index == end or page.line(index) != page.line(begin):
                pieces.append((page.line(begin), page.text(begin, index).strip()))
                begin = index
    return tuple(Unassigned(number, text) for number, text in sorted(pieces) if text)


def _coverage(source: Source, unassigned: Iterable[Unassigned], running: Iterable[tuple[int, str]]) -> float:
    total = sum(source.weights.values()) + sum(len("".join(text.split())) for _, text in running)
    lost = sum(sum(1 for char in piece.text if not char.isspace()) for piece in unassigned)
    return 1.0 - min(total, lost) / total if total else 0.0
