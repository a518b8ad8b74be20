"""Form → sheets of rows of cells in the shape of the official 様式; what xlsx and docx have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from piadiff.canonical import UNPLACED, UNPLACED_COLUMNS
from piadiff.model import ChangeRow, Form, Item, ItemKind, ItemPath, Unassigned
from piadiff.model.draft_table import COLUMNS
from piadiff.templates import Template, TemplateItem, for_kind
from piadiff.text import find_dates, key
from piadiff.writers.form.labels import (
    ILLEGIBLE,
    TICKED,
    UNTICKED,
    boxes,
    bracketed,
    change_table_title,
    chosen,
    counted,
    form_title,
    is_heading,
    label,
    option_list,
    stamp,
)

COVER = "表紙"
CHANGES = "変更箇所"
GRID = (1.0,) * 24
"""The columns a page of the form is ruled in."""
CHANGE_WIDTHS = (2.4, 3.4, 8.0, 8.0, 1.4, 4.8)
_LABEL, _BRACKET, _LIST, _INDENT, _MARK = 7, 13, 15, 1, 2
_LONG_OPTION = 16


class Part(StrEnum):
    """What a cell of the form is."""

    TITLE = "title"
    HEADING = "heading"
    LABEL = "label"
    VALUE = "value"
    MARK = "mark"
    PRINT = "print"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell from column ``first`` to the one before ``last``, over so many rows; ``offers`` may be chosen for it."""

    part: Part
    text: str
    first: int
    last: int
    rows: int = 1
    offers: tuple[str, ...] = ()


Row = tuple[FormCell, ...]


@dataclass
class Sheet:
    """One sheet or page of the form.

    Attributes:
        widths: Widths of its columns, relative to each other.
        repeated: Index of the row that is repeated on every page, -1 for none.
    """

    name: str
    rows: list[Row] = field(default_factory=list)
    widths: tuple[float, ...] = GRID
    landscape: bool = False
    repeated: int = -1

    def add(self, *cells: FormCell) -> None:
        """Add a row."""
        self.rows.append(cells)


def lay_out(form: Form) -> list[Sheet]:
    """All sheets of a form, each section and each file on its own."""
    template = for_kind(form.header.kind, form.header.in_use)
    layout = _Layout(form, template)
    sheets = [layout.cover()]
    for items in _sections(form):
        sheets.append(layout.section(items))
    if form.changes:
        sheets.append(_change_sheet(form.changes, template))
    if form.unassigned:
        sheets.append(_unplaced_sheet(form.unassigned))
    return [sheet for sheet in sheets if sheet.rows]


def _sections(form: Form) -> Iterator[list[Item]]:
    """Items of each section and file; the files of an attachment stand on one sheet."""
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in form.items:
        path = item.path
        if path.section != COVER:
            groups.setdefault((path.section, path.file if path.parts else ""), []).append(item)
    yield from groups.values()


class _Layout:
    """Rows of the sections of one form."""

    def __init__(self, form: Form, template: Template) -> None:
        self.form, self.template = form, template

    def cover(self) -> Sheet:
        sheet = Sheet(COVER)
        cover = {item.path.parts[0]: item for item in self.form.items if item.path.section == COVER}
        sheet.add(_full(Part.TITLE, form_title(self.template)))
        heads = [(name, cover.pop(name)) for name in ("評価書番号", "評価書名") if name in cover]
        if heads:
            edges = (0, _LABEL, len(GRID)) if len(heads) > 1 else (0, len(GRID))
            spans = list(pairwise(edges))
            names = (FormCell(Part.LABEL, item.label, *span) for (_, item), span in zip(heads, spans, strict=True))
            values = (FormCell(Part.VALUE, text_of(item), *span) for (_, item), span in zip(heads, spans, strict=True))
            sheet.add(*names)
            sheet.add(*values)
        for name, item in cover.items():
            if name == "特記事項":
                sheet.add(FormCell(Part.LABEL, item.label, 0, _LABEL), _value(text_of(item), _LABEL))
            else:
                sheet.add(_full(Part.LABEL, item.label))
                sheet.add(_full(Part.VALUE, text_of(item)))
        if self.form.header.revision:
            sheet.add(_full(Part.PRINT, stamp(self.form.header.template, self.form.header.revision)))
        return sheet

    def section(self, items: Sequence[Item]) -> Sheet:
        first = items[0].path
        sheet = Sheet(f"{first.section}（{first.file}）" if first.file and first.parts else first.section)
        printed = set[ItemPath]()
        for item in items:
            owner = self.template.item(item.path)
            if owner is None or owner.kind is None or self._lacks_its_choice(item):
                self._outside(sheet, item)
            elif owner.kind is not ItemKind.COUNT:
                self._headings(sheet, item, printed)
                self._item(sheet, item, owner)
        return sheet

    def _lacks_its_choice(self, item: Item) -> bool:
        """Whether an item is a number of 件 without the choice it is printed with."""
        return item.kind is ItemKind.COUNT and item.path.parent not in self.form.by_path

    def _outside(self, sheet: Sheet, item: Item) -> None:
        """An item the 様式 does not have; an attachment says in its first line what it is."""
        text = text_of(item)
        if item.path.parts or not text.startswith(item.label):
            sheet.add(FormCell(Part.LABEL, item.label or str(item.path), 0, _LABEL), _value(text, _LABEL))
        else:
            sheet.add(_full(Part.VALUE, text))

    def _headings(self, sheet: Sheet, item: Item, printed: set[ItemPath]) -> None:
        """The headings above an item that are not printed yet."""
        for length in range(len(item.path.parts)):
            path = replace(item.path, parts=item.path.parts[:length])
            owner = self.template.item(path)
            if path in printed or owner is None or not owner.is_group or self._twin(owner):
                continue
            printed.add(path)
            sheet.add(_full(Part.HEADING, label(owner, path.parts[-1] if path.parts else "", self._file(path))))

    def _file(self, path: ItemPath) -> str:
        """The name of the file where the section does not name it in its first item."""
        if path.parts or not path.file:
            return ""
        own = self.form.by_path.get(path.child("1"))
        told = own is not None and " ".join(str(own.value).split()) == path.file
        return "" if told else path.file

    def _twin(self, owner: TemplateItem) -> TemplateItem | None:
        """The first item below a group when the group has no label of its own but that item's."""
        first = next(self.template.below(owner.pattern), None)
        return first if owner.is_group and first is not None and first.label == owner.label else None

    def _label(self, item: Item, owner: TemplateItem) -> str:
        above = self.template.by_pattern.get(owner.pattern.rpartition("-")[0])
        if above is not None and self._twin(above) is owner:
            return label(replace(owner, key=above.key), "")
        return label(owner, item.path.parts[-1] if item.path.parts else "")

    def _item(self, sheet: Sheet, item: Item, owner: TemplateItem) -> None:
        name, left = self._label(item, owner), 0
        if item.path.file and not item.path.parts:
            self._of_file(sheet, item, name)
            return
        if is_heading(owner):
            sheet.add(_full(Part.HEADING, name))
            name = owner.field
        elif owner.field:
            sheet.add(_full(Part.LABEL, name))
            name = owner.field
        else:
            left = _INDENT if owner.depth > 2 else 0
        rows = self._rows(item, owner, _LABEL if name else 0)
        lead = _labelled(name, left, len(rows)) if name else ()
        for number, row in enumerate(rows):
            sheet.add(*(lead if number == 0 else ()), *row)

    def _of_file(self, sheet: Sheet, item: Item, name: str) -> None:
        """A text of an attachment that has one for every file."""
        if not any(cell.text == name for row in sheet.rows for cell in row):
            sheet.add(_full(Part.HEADING, name))
        sheet.add(FormCell(Part.LABEL, item.path.file, 0, _LABEL), _value(text_of(item), _LABEL))

    def _rows(self, item: Item, owner: TemplateItem, left: int) -> list[Row]:
        """What stands beside a label, row by row; below it from the margin where it has none."""
        if owner.kind is ItemKind.CHECKS and not item.undetermined:
            return _box_rows(list(boxes(item, owner)), left)
        if owner.kind is ItemKind.CHOICE:
            count = next((i for i in self.form.items if i.path.parent == item.path and i.kind is ItemKind.COUNT), None)
            offers = tuple(bracketed(option) for option in ("", *owner.options))
            bracket = FormCell(Part.MARK, chosen(item), left, _BRACKET, offers=offers)
            counts = (FormCell(Part.MARK, counted(count), _BRACKET, _LIST + 2),) if count is not None else ()
            start = _LIST + 2 if count is not None else _BRACKET
            return [(bracket, *counts, FormCell(Part.PRINT, option_list(owner.options), start, len(GRID)))]
        return [(_value(text_of(item), left),)]


def text_of(item: Item) -> str:
    """A value as the form shows it; a day of counting with the 時点 printed behind it."""
    if item.undetermined:
        return ILLEGIBLE
    text = item.text
    if item.kind is ItemKind.DATE and item.path.parts[-1:] == ("時点",):
        spans = list(find_dates(text))
        if len(spans) == 1 and key(spans[0].text) == key(text):
            return f"{text}　時点"
    return text


def _full(part: Part, text: str) -> FormCell:
    return FormCell(part, text, 0, len(GRID))


def _value(text: str, left: int) -> FormCell:
    return FormCell(Part.VALUE, text, left, len(GRID))


def _labelled(name: str, left: int, rows: int) -> Row:
    own = FormCell(Part.LABEL, name, left, _LABEL, rows)
    return (FormCell(Part.BLANK, "", 0, left, rows), own) if left else (own,)


def _box_rows(shown: Sequence[tuple[bool, str]], left: int) -> list[Row]:
    """Check boxes two in a row, long ones in a row of their own."""
    middle = (left + len(GRID)) // 2
    rows, row = list[Row](), list[FormCell]()
    for ticked, text in shown:
        mark = TICKED if ticked else UNTICKED
        whole = len(text) > _LONG_OPTION or "\n" in text
        if row and whole:
            rows.append((*row, FormCell(Part.BLANK, "", middle, len(GRID))))
            row = []
        start, end = (middle, len(GRID)) if row else (left, len(GRID) if whole else middle)
        box = FormCell(Part.MARK, mark, start, start + _MARK, offers=(TICKED, UNTICKED))
        row += [box, FormCell(Part.VALUE, text, start + _MARK, end)]
        if end == len(GRID):
            rows.append(tuple(row))
            row = []
    if row:
        rows.append((*row, FormCell(Part.BLANK, "", middle, len(GRID))))
    return rows


def _change_sheet(changes: Iterable[ChangeRow], template: Template) -> Sheet:
    sheet = Sheet(CHANGES, widths=CHANGE_WIDTHS, landscape=True, repeated=1)
    sheet.add(FormCell(Part.TITLE, change_table_title(template), 0, len(COLUMNS)))
    sheet.add(*(FormCell(Part.HEADING, name, at, at + 1) for at, name in enumerate(COLUMNS)))
    for row in changes:
        cells = (row.date_raw, row.item_raw, row.before, row.after, row.timing, row.explanation)
        sheet.add(*(FormCell(Part.VALUE, text, at, at + 1) for at, text in enumerate(cells)))
    return sheet


def _unplaced_sheet(pieces: Iterable[Unassigned]) -> Sheet:
    """What no item could hold, so that it is not lost on the way."""
    sheet = Sheet(UNPLACED)
    sheet.add(_full(Part.TITLE, UNPLACED))
    sheet.add(*_pair(Part.HEADING, *UNPLACED_COLUMNS))
    for piece in pieces:
        sheet.add(*_pair(Part.VALUE, str(piece.line), piece.text))
    return sheet


def _pair(part: Part, left: str, right: str) -> Row:
    return FormCell(part, left, 0, _MARK), FormCell(part, right, _MARK, len(GRID))
