"""xlsx → the cells of its sheets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from piadiff.errors import UnreadableSourceError
from piadiff.model import Unassigned
from piadiff.readers.archive import ARCHIVE_FAULTS
from piadiff.readers.grid import Cell, Grid, clean, reading_order, unstruck
from piadiff.readers.struck import written
from piadiff.readers.xlsx.beside import texts_beside
from piadiff.readers.xlsx.controls import Control, controls
from piadiff.readers.xlsx.package import Package, Part
from piadiff.readers.xlsx.places import Area, area, column_letters
from piadiff.readers.xlsx.sheets import TICKED, UNTICKED, Hidden, Strings, merges, sheet_cells
from piadiff.readers.xlsx.shown import Shown

__all__ = ["xlsx_grid"]

CELL_CHARACTERS = 32_767
"""A cell that is full goes on in the next one without a line break."""
_ROWS = 2_000
"""Rows of a merged cell that are looked at; no form merges more."""
_REMEDY = "Excelで開いて保存し直してください"
_LINK = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')*'|[^'!]+)!)?(?P<area>\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?)"
)


def xlsx_grid(data: bytes, name: str) -> Grid:
    """The cells of all sheets that are shown; what a hidden sheet holds is noted.

    Raises:
        UnreadableSourceError: When the workbook cannot be opened.
    """
    try:
        with Package.open(data, name) as package:
            return _grid(package)
    except ARCHIVE_FAULTS as error:
        raise UnreadableSourceError("xlsxとして開けません", where=name, remedy=_REMEDY) from error


def _grid(package: Package) -> Grid:
    main = package.main()
    strings = Strings.of(package.related(main, "sharedStrings"))
    shown = Shown.of(package.related(main, "styles"), main)
    sheets, notes = dict[str, _Sheet](), list[str]()
    for title, state, part in package.sheets(main):
        if part is None:
            notes.append(f"シート「{title}」は読めません")
            continue
        while title in sheets:
            title = f"{title}′"
        filled = {cell.place: cell.text for cell in sheet_cells(part.tree, strings, shown)}
        sheets[title] = _Sheet(
            title,
            state != "visible",
            filled,
            {whole.start: whole for whole in merges(part.tree)},
            Hidden.of(part.tree),
            _controls(package, part, title, notes),
            tuple(texts_beside(package, part)),
        )
    cells, lined, row = list[Cell](), list[Unassigned](), 0
    for number, sheet in enumerate(sheets.values()):
        read = [unstruck(cell) for cell in sheet.cells(sheets, number, row)]
        found, told = [cell for cell, _ in read], [note for _, note in read if note]
        if sheet.hidden:
            if found:
                notes.append(f"隠しシート「{sheet.title}」: {' '.join(cell.text for cell in found)}")
            continue
        notes += [f"シート「{sheet.title}」の{what}: {text}" for what, text in sheet.drawn]
        notes += [f"シート「{sheet.title}」の結合セルの下: {text}" for text in sheet.covered()]
        notes += [f"シート「{sheet.title}」の{where}: {text}" for where, text in sheet.withheld(sheets)]
        cells += found
        lined += told
        row = max((cell.bottom for cell in found), default=row) + 1
    return Grid(reading_order(cells), notes=(*lined, *(Unassigned(0, note) for note in notes)))


def _controls(package: Package, part: Part, title: str, notes: list[str]) -> tuple[Control, ...]:
    """The controls of a sheet; a drawing that cannot be read costs its boxes, not the form."""
    try:
        return tuple(controls(package, part))
    except UnreadableSourceError:
        notes.append(f"シート「{title}」のチェックボックスなど（フォームコントロール）は読めません")
        return ()


@dataclass(frozen=True)
class _Sheet:
    """One sheet.

    Attributes:
        filled: Place → text.
        merged: First place → the merged cell.
        unseen: Its hidden rows and columns.
        drawn: (what it is, text) of shapes and comments over the sheet.
    """

    title: str
    hidden: bool
    filled: dict[tuple[int, int], str]
    merged: dict[tuple[int, int], Area]
    unseen: Hidden
    controls: tuple[Control, ...]
    drawn: tuple[tuple[str, str], ...]

    def cells(self, sheets: dict[str, _Sheet], number: int, top: int) -> Iterator[Cell]:
        """Filled cells, the first row of the sheet counted as ``top``; a control stands at its anchor."""
        for place, text in self._shown_texts(sheets).items():
            if not self._is_unseen(place):
                yield self._cell(place, text, number, top)

    def _shown_texts(self, sheets: dict[str, _Sheet]) -> dict[tuple[int, int], str]:
        """Place → text with what the controls anchored there show."""
        marks, covered = self._marks(sheets), {*self._links(), *self._under}
        texts = {place: marks.pop(place, "") + text for place, text in self.filled.items() if place not in covered}
        return texts | marks

    def _is_unseen(self, place: tuple[int, int]) -> bool:
        return self.unseen.covers(self.merged.get(place) or Area(place, place))

    def withheld(self, sheets: dict[str, _Sheet]) -> list[tuple[str, str]]:
        """(hidden column or row, its texts): they are no content of the form, but a person may want to know."""
        found = dict[str, list[str]]()
        for place, text in self._shown_texts(sheets).items():
            if self._is_unseen(place):
                row, column = place
                where = f"隠れた列{column_letters(column)}" if self.unseen.column(column) else f"隠れた行{row + 1}"
                found.setdefault(where, []).append(written(text).strip())
        return [(where, " ".join(texts)) for where, texts in found.items()]

    @cached_property
    def _under(self) -> dict[tuple[int, int], str]:
        """Filled cells that a merged one covers, so that nobody sees them."""
        rows = dict[int, list[Area]]()
        for whole in self.merged.values():
            for row in range(whole.start[0], min(whole.end[0], whole.start[0] + _ROWS) + 1):
                rows.setdefault(row, []).append(whole)
        return {
            place: text
            for place, text in self.filled.items()
            if any(whole.holds(place) and place != whole.start for whole in rows.get(place[0], ()))
        }

    def covered(self) -> list[str]:
        """What stands under merged cells; a repetition of what they show is nothing."""
        kept = Counter(written(text).strip() for text in self.filled.values())
        links = set(self._links())
        under = Counter(written(text).strip() for place, text in self._under.items() if place not in links)
        return [text for text, count in under.items() if kept[text] == count]

    def _links(self) -> Iterator[tuple[int, int]]:
        """Cells that only hold the state of a control."""
        for control in self.controls:
            match = _LINK.fullmatch(control.link)
            if match and not match["sheet"]:
                yield area(match["area"]).start

    def _cell(self, place: tuple[int, int], text: str, number: int, top: int) -> Cell:
        whole = self.merged.get(place) or Area(place, place)
        (first, left), (last, right) = whole.start, whole.end
        cut = len(text) >= CELL_CHARACTERS
        kept = clean(f"{text}|")[:-1] if cut else clean(text)
        where = f"{self.title}!{column_letters(left)}{first + 1}"
        return Cell(top + first, left, top + last + 1, right + 1, kept, where, first + 1, sheet=number, cut=cut)

    def _marks(self, sheets: dict[str, _Sheet]) -> dict[tuple[int, int], str]:
        """Place → what the controls anchored there show; several at one place side by side."""
        marks = dict[tuple[int, int], str]()
        for control in self.controls:
            text = self._shown(control, sheets)
            if text:
                place = self._anchor(control)
                marks[place] = "　".join(filter(None, (marks.get(place, ""), text)))
        return marks

    def _anchor(self, control: Control) -> tuple[int, int]:
        """The cell a control lies on; of a merged one its first."""
        row, column = control.row, control.column
        for whole in self.merged.values():
            if whole.holds((row, column)):
                return whole.start
        return row, column

    def _shown(self, control: Control, sheets: dict[str, _Sheet]) -> str:
        linked = self._linked(control.link, sheets)
        if control.kind == "list":
            chosen = int(linked[0]) if linked and linked[0].isdecimal() else control.selected
            offers = self._linked(control.offers, sheets)
            return offers[chosen - 1] if 0 < chosen <= len(offers) else ""
        ticked = control.ticked
        if linked and linked[0] in {TICKED, UNTICKED}:
            ticked = linked[0] == TICKED
        return f"{TICKED if ticked else UNTICKED}{control.caption}"

    def _linked(self, link: str, sheets: dict[str, _Sheet]) -> list[str]:
        """Texts of the cells a control names."""
        match = _LINK.fullmatch(link)
        if not match:
            return []
        sheet = sheets.get((match["sheet"] or "").strip("'").replace("''", "'"), self)
        return [sheet.filled.get(place, "") for place in area(match["area"]).places()]
