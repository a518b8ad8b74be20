"""Labels and values of a ruled form → Form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from piadiff.model import Form, Item, ItemKind, ItemPath, Unassigned, Value
from piadiff.readers.change_table.cells import in_no_column, read_changes
from piadiff.readers.change_table.rows import ChangeTable
from piadiff.readers.from_cells.around import outside, page_rows
from piadiff.readers.from_cells.cell_grid import CellGrid
from piadiff.readers.from_cells.choices import LIST, pick_choice, unseen
from piadiff.readers.from_cells.files import file_names, per_file
from piadiff.readers.from_cells.joining import join_labels
from piadiff.readers.from_cells.labels import Labels, find_labels, heads_several
from piadiff.readers.from_cells.splitting import split_labels
from piadiff.readers.from_cells.unplaced import read_unplaced
from piadiff.readers.from_cells.values import USUAL, Picked, Signs, is_illegible, one_date, pick_boxes
from piadiff.readers.from_lines.assemble import nameless
from piadiff.readers.from_lines.regions import attachment_name, is_table_title
from piadiff.readers.from_lines.source import Line
from piadiff.readers.from_lines.units import COVER, Unit
from piadiff.readers.from_lines.vocabulary import vocabulary
from piadiff.readers.grid import Cell, Grid, Leftover, join
from piadiff.readers.header import choose_template, labels_in, read_header, stamp, titles
from piadiff.templates import Template, TemplateItem, for_kind
from piadiff.text import fold, key
from piadiff.text.signs import ERA

_STAMP = re.compile(rf"\[?(?:{ERA})(?:\d{{1,2}}|元)年\d{{1,2}}月様式[234]\]?")
_ATTACHMENT = re.compile(r"[(\[【]別添(\d{1,2})[)\]】]")
_TITLE = 40


@dataclass(frozen=True)
class CellsForm:
    """What the cells of a source gave.

    Attributes:
        cover: How often each label of the 表紙 is printed.
        labelled: Share of the labels in the text of the source that stand in cells of their own.
        open: Share of the choices that the cells neither show nor call illegible.
        ours: The source carries along what an earlier reading could not place, as only our own files do.
    """

    form: Form
    cover: Counter[str]
    labelled: float
    open: float
    ours: bool


@dataclass
class _Region:
    """A label, or the title of an attachment, and the cells behind it.

    Attributes:
        lost: The label has no place in the order of the form, so nobody knows whose the cells behind it are.
    """

    place: int
    unit: Unit | None
    lost: bool = False
    cells: list[int] = field(default_factory=list)

    @property
    def asks(self) -> bool:
        """Whether the label asks for a choice or for ticks."""
        return self.unit is not None and self.unit.item.kind in {ItemKind.CHOICE, ItemKind.CHECKS}


def read_cells_form(grid: Grid) -> CellsForm:
    """Read the cells of a grid as a form."""
    told = _told_by_cells(grid) + grid.folded
    template = choose_template(told)
    words = vocabulary(template)
    furniture, shown = (frozenset[int](), ()) if grid.flows else page_rows(grid.cells)
    whole = CellGrid(join_labels(CellGrid(grid.cells).without(furniture).cells, words))
    changes, used = read_changes(whole)
    beside = in_no_column(whole, used)
    pieces, kept = read_unplaced(whole)
    empty = frozenset(place for place, cell in enumerate(whole.cells) if not cell.text)
    rest = whole.without(used | beside | kept | empty)
    notes = frozenset[int]() if grid.flows else outside(rest, words)
    board, labels = _labelled(rest.without(notes), template)
    reader = _Reader(board, template, labels, flows=grid.flows)
    reader.aside([*shown, *map(whole.cells.__getitem__, sorted(beside)), *(rest.cells[at] for at in sorted(notes))])
    return reader.form(grid, changes, pieces, told)


def _labelled(board: CellGrid, template: Template) -> tuple[CellGrid, Labels]:
    """The labels of a form; a cell is cut behind a label in it only where that label has its place in the form."""
    words = vocabulary(template)
    cells, cut = split_labels(board.cells, words)
    if not cut:
        return board, find_labels(board, template)
    labels = find_labels(CellGrid(cells), template)
    loose = frozenset(before for place, before in cut.items() if place not in labels.units)
    board = CellGrid(split_labels(board.cells, words, loose)[0])
    return board, find_labels(board, template)


def _told_by_cells(grid: Grid) -> str:
    """Title and stamp of the form as cells of their own; a value may quote those of another form."""
    title = next((cell.key for cell in grid.cells if titles(cell.key) and len(cell.key) <= _TITLE), "")
    kinds = titles(title)
    stamps = (cell.key for cell in grid.cells if len(cell.key) <= _TITLE and stamp(cell.key)[0])
    fitting = (told for told in stamps if not kinds or for_kind(next(iter(kinds))).name == stamp(told)[0])
    return title + next(fitting, "")


class _Reader:
    """Reads the cells of one form."""

    def __init__(self, board: CellGrid, template: Template, labels: Labels, *, flows: bool) -> None:
        self.board, self.template, self.labels, self.flows = board, template, labels, flows
        self.left, self.signs = Leftover(), USUAL
        self.found: dict[ItemPath, Item] = {}
        self.parts: dict[ItemPath, list[Cell]] = {}
        self.untold, self.bare, self.nameless = 0, list[ItemPath](), tuple[str, ...]()
        prints = [*template.prints, *(text for item in template.items for text in item.prints)]
        self.prints = frozenset(key(text) for text in prints)

    def form(self, grid: Grid, changes: ChangeTable, pieces: tuple[Unassigned, ...], told: str) -> CellsForm:
        regions, before = self._regions()
        self.aside([self.board.cells[place] for place in before])
        self.signs = Signs.of([self.board.cells[at] for at in each.cells] for each in regions if each.asks)
        for region in regions:
            self._read(region)
        items = self._items()
        lost = self.left.weight + sum(1 for piece in pieces for char in piece.text if not char.isspace())
        form = Form(
            header=read_header(self.template, told, items),
            items=items,
            changes=changes.rows,
            doubts=changes.doubts,
            unassigned=(*self.left.unassigned(), *pieces, *map(nameless, self.nameless), *grid.notes),
            coverage=1.0 - lost / grid.weight if grid.weight else 0.0,
        )
        units = self.labels.units.values()
        cover = Counter(unit.path.parts[0] for unit in units if unit.path.section == COVER)
        printed = labels_in(self.template, "".join(cell.key for cell in self.board.cells))
        distinct = len({(unit.prefix, unit.item.label) for unit in units})
        asked = [item for item in items if item.kind in {ItemKind.CHOICE, ItemKind.CHECKS}]
        left_open = self.untold / max(1, len(asked))
        return CellsForm(form, cover, distinct / max(1, printed), left_open, bool(pieces))

    def _regions(self) -> tuple[list[_Region], list[int]]:
        """Each label with the cells up to the next one, and what stands before the first."""
        regions, before = list[_Region](), list[int]()
        for place, _cell in enumerate(self.board.cells):
            unit = self.labels.units.get(place)
            if unit is not None or self._begins_attachment(place):
                regions.append(_Region(place, unit))
            elif place in self.labels.unplaced:
                regions.append(_Region(place, None, lost=True))
            elif place in self.labels.contents or self._is_printed(place, regions):
                continue
            elif regions and self._reaches(regions[-1], place):
                self._owner(regions, place).cells.append(place)
            else:
                before.append(place)
        return regions, before

    def _is_printed(self, place: int, regions: Sequence[_Region]) -> bool:
        """Whether a cell is print of the form; 「＜選択肢＞」 alone is one where the last label asks for no choice."""
        cell = self.board.cells[place]
        if place in self.labels.values:
            return False
        return self._is_print(cell) or (cell.key == LIST and not _asks_choice(regions))

    def _reaches(self, region: _Region, place: int) -> bool:
        """Whether a cell can belong to the label before it: from page to page it can, from sheet to sheet never."""
        return self.flows or self.board.cells[region.place].sheet == self.board.cells[place].sheet

    def _owner(self, regions: Sequence[_Region], place: int) -> _Region:
        """The last label before a cell, or of labels side by side the one the cell stands below."""
        cell, last = self.board.cells[place], regions[-1]
        head = self.board.cells[last.place]
        if cell.top < head.bottom or cell.over(head):
            return last
        row = [region for region in regions[-6:] if self.board.cells[region.place].top == head.top]
        over = [region for region in row if self.board.cells[region.place].over(cell)]
        return over[-1] if over and over[-1].unit is not None and not over[-1].unit.item.is_group else last

    def _begins_attachment(self, place: int) -> bool:
        """Whether a cell is the title of an attachment that the official form does not have."""
        if place in self.labels.values or place in self.labels.contents:
            return False
        cell, above = self.board.cells[place], self.board.cells[place - 1] if place else None
        first = above is None or (above.sheet, above.block) != (cell.sheet, cell.block)
        return first and bool(_attachment(cell))

    def _is_print(self, cell: Cell) -> bool:
        told = cell.key.replace("[", "").replace("]", "") if _STAMP.search(cell.key) else cell.key
        return told in self.prints or bool(_STAMP.fullmatch(told)) or is_table_title(cell.text)

    def _read(self, region: _Region) -> None:
        cells = [self.board.cells[place] for place in region.cells]
        label = self.board.cells[region.place]
        unit = region.unit
        if region.lost:
            self.aside([label, *cells])
        elif unit is None:
            self._attachment(label, cells)
        elif unit.item.is_group or self._field_follows(unit, region):
            self.aside(cells)
        elif unit.item.kind in {ItemKind.CHOICE, ItemKind.CHECKS}:
            self._picked(unit, label, cells)
        elif unit.item.per_file and not unit.path.parts and not unit.path.file and unit.item.depth == 0:
            self.parts.setdefault(unit.path, []).extend(cells)
            self._put(unit.item, unit.path, "", [label, *cells])
        elif heads_several(unit.prefix) and not any(cell.follows(label) for cell in cells):
            self.aside(cells)
            self._put(unit.item, unit.path, "", [label])
        else:
            self._text(unit, label, cells)

    def aside(self, cells: Sequence[Cell]) -> None:
        """What belongs to no label."""
        for cell in cells:
            self.left.add(cell)

    def _field_follows(self, unit: Unit, region: _Region) -> bool:
        """Whether the item has a second label that the source prints, so that its value stands there."""
        twins = [other for other in self.labels.units.values() if other.path == unit.path and other.field]
        return bool(unit.item.field) and not unit.field and bool(twins) and not region.cells

    def _text(self, unit: Unit, label: Cell, cells: Sequence[Cell]) -> None:
        """Text beside a label with what goes on below it, or all that stands below the label."""
        beside = [cell for cell in cells if cell.follows(label)]
        if beside:
            margin = min(cell.left for cell in beside)
            others = ((cell.sheet, cell.top) for cell in cells if cell.left < margin and not cell.beside(label))
            end = min(others, default=(cells[-1].sheet, cells[-1].top + 1))
            own = [cell for cell in cells if cell.left >= margin and (cell.sheet, cell.top) < end]
            self.aside([cell for cell in cells if cell not in own])
        else:
            own = list(cells)
        if unit.item.kind is ItemKind.DATE:
            own = self._dated(own)
        text = join(own)
        if is_illegible(text):
            self._put(unit.item, unit.path, "", [label, *own], left_open=True)
        else:
            value = (unit.item.kind is ItemKind.DATE and one_date(text)) or text
            self._put(unit.item, unit.path, value, [label, *own])

    def _dated(self, cells: list[Cell]) -> list[Cell]:
        """The one cell that is a date, where others stand with it."""
        dates = [cell for cell in cells if one_date(cell.text)]
        if len(dates) != 1:
            return cells
        self.aside([cell for cell in cells if cell is not dates[0]])
        return dates

    def _picked(self, unit: Unit, label: Cell, cells: Sequence[Cell]) -> None:
        item = unit.item
        if item.kind is ItemKind.CHOICE:
            picked = pick_choice(cells, item.options, self.signs)
            if picked.bare:
                self.bare.append(unit.path)
        else:
            picked = pick_boxes(cells, item.options, item.texts, self.signs)
        if item.kind is ItemKind.CHECKS and not picked.determined:
            legible = [cell for cell in cells if not is_illegible(cell.text)]
            picked = Picked((), counts=picked.counts, rest=[(cell, cell.text) for cell in legible])
        self._put(item, unit.path, picked.value, [label, *cells], left_open=not picked.determined)
        self.untold += not picked.determined and not any(is_illegible(cell.text) for cell in cells)
        self._count(unit, picked)
        for cell, text in picked.rest:
            if not all(key(line) in self.prints for line in text.split("\n")):
                self.left.add(cell, text)

    def _count(self, unit: Unit, picked: Picked) -> None:
        child = self.labels.layout.counted(unit)
        for number, cell in picked.counts:
            if child is None:
                self.left.add(cell)
            else:
                illegible = is_illegible(number)
                value = "" if illegible else number
                self._put(child, unit.path.child(child.key), value, [cell], left_open=illegible)

    def _put(
        self, item: TemplateItem, path: ItemPath, value: Value, cells: Sequence[Cell], *, left_open: bool = False
    ) -> None:
        """Note an item; of a value given twice, the first."""
        lines = tuple(sorted({cell.line for cell in cells}))
        known = self.found.get(path)
        if known is None or (not known.value and (value or known.undetermined)):
            kind = item.kind or ItemKind.TEXT
            self.found[path] = Item(
                path, item.label, kind, value, item.options, item.significant, left_open and not value, lines
            )
        elif value and value != known.value:
            for cell in cells:
                self.left.add(cell)

    def _attachment(self, title: Cell, cells: Sequence[Cell]) -> None:
        head = title.text.split("\n")[0]
        path = ItemPath(_attachment(title))
        lines = tuple(sorted({cell.line for cell in (title, *cells)}))
        self.found[path] = Item(path, head.strip(), ItemKind.TEXT, join([title, *cells]), lines=lines)

    def _items(self) -> tuple[Item, ...]:
        """Items in the order of the form with the names of the files in their addresses."""
        self.found |= unseen(self.found, self.bare)
        order = {unit.path: unit.index for unit in reversed(self.labels.layout.units)}
        ranked = sorted(self.found.values(), key=lambda item: _rank(item.path, order))
        names = file_names(ranked, self.labels.files)
        self.nameless = names.unread
        return tuple(self._named(ranked, names.of))

    def _named(self, items: Sequence[Item], names: Mapping[tuple[str, str], str]) -> Iterator[Item]:
        files = list(dict.fromkeys(names.values()))
        for item in items:
            if item.path in self.parts:
                yield from per_file(item, self.parts[item.path], files)
            elif item.path.file:
                yield replace(item, path=replace(item.path, file=names[item.path.section, item.path.file]))
            else:
                yield item


def _asks_choice(regions: Sequence[_Region]) -> bool:
    """Whether the last label asks for a choice, whose list may be printed behind it."""
    return bool(regions) and regions[-1].unit is not None and regions[-1].unit.item.kind is ItemKind.CHOICE


def _attachment(title: Cell) -> str:
    """``別紙1`` or ``別添1`` when a cell is the title of an attachment; the 変更箇所 table is none."""
    head = title.text.split("\n")[0]
    official = _ATTACHMENT.match(fold(head).key)
    if official and not is_table_title(head):
        return f"別添{official[1]}"
    return attachment_name(Line(title.line, head))


def _rank(path: ItemPath, order: dict[ItemPath, int]) -> float:
    """Place in the form; a number of 件 has no label of its own, attachments come last."""
    above = path.parent
    if path in order:
        return order[path]
    return order[above] + 0.5 if above in order else float("inf")
