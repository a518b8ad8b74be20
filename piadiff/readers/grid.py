"""A source as cells: the sheets, tables and pages of every format in one shape."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from piadiff.model import Unassigned
from piadiff.readers.struck import in_force, struck_words, written
from piadiff.text import key


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell.

    Attributes:
        top: First row; rows count through the whole source.
        bottom: Row behind the last one; ``right`` likewise.
        place: Where a person finds it: ``Ⅰ!B3``, ``3頁``.
        sheet: Sheet or page it stands on.
        block: Table it stands in; what is in no table has a block of its own.
        cut: The text breaks off at the end of the cell, so that its continuation follows without a line break.
        written: The text with the words that are struck through in the source, "" where none are.
    """

    top: int
    left: int
    bottom: int
    right: int
    text: str
    place: str = ""
    line: int = 0
    sheet: int = 0
    block: int = 0
    cut: bool = False
    written: str = ""

    @property
    def key(self) -> str:
        """The folded text, brackets in one spelling."""
        return key(self.text).replace("〔", "[").replace("〕", "]")

    @property
    def weight(self) -> int:
        """Number of characters that are not white space."""
        return sum(1 for char in self.text if not char.isspace())

    def beside(self, other: Cell) -> bool:
        """Whether the rows of two cells of one sheet meet."""
        return self.top < other.bottom and other.top < self.bottom

    def follows(self, label: Cell) -> bool:
        """Whether a cell stands in the rows of a label, to its right."""
        return self.beside(label) and self.left >= label.right

    def over(self, other: Cell) -> bool:
        """Whether the columns of two cells of one sheet meet."""
        return self.left < other.right and other.left < self.right


@dataclass(frozen=True)
class Grid:
    """All filled cells of a source in reading order.

    Attributes:
        flows: Text goes on from one sheet to the next without its label, as on the pages of a PDF.
        notes: What is no cell but must not be lost, such as a sheet that cannot be read.
    """

    cells: tuple[Cell, ...]
    flows: bool = False
    notes: tuple[Unassigned, ...] = ()

    @cached_property
    def folded(self) -> str:
        """The folded text of all cells."""
        return "".join(cell.key for cell in self.cells)

    @cached_property
    def weight(self) -> int:
        """Number of characters that are not white space."""
        return sum(cell.weight for cell in self.cells)

    @cached_property
    def lines(self) -> list[str]:
        """Rows as lines with tabs between their cells, for looking at the source as a whole."""
        lines, row = list[str](), list[Cell]()
        for cell in self.cells:
            if row and (cell.top, cell.sheet) != (row[0].top, row[0].sheet):
                lines.append("\t".join(each.text.replace("\n", " ") for each in row))
                row = []
            row.append(cell)
        return [*lines, "\t".join(each.text.replace("\n", " ") for each in row)] if row else lines


def reading_order(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Cells row by row; empty ones are left out, those whose words are all struck through are not."""
    filled = (cell for cell in cells if cell.text or cell.written)
    return tuple(sorted(filled, key=lambda cell: (cell.sheet, cell.top, cell.left)))


def clean(text: str) -> str:
    """Text of a cell as it is kept: NFC, no blanks at the end of a line, no blank lines around it."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def unstruck(cell: Cell) -> tuple[Cell, Unassigned | None]:
    """A cell whose text may carry struck words → the cell without them, and what tells of them."""
    words = struck_words(cell.text)
    if not words:
        return cell, None
    note = Unassigned(cell.line, f"{cell.place}の取消線の記載（「変更前」のほかでは値に含めていません）: {words}")
    return replace(cell, text=clean(in_force(cell.text)), written=clean(written(cell.text))), note


def join(cells: Sequence[Cell]) -> str:
    """Cells of one value: those of a row side by side, rows below each other."""
    text, before = "", None
    for cell in cells:
        if before is None or not text:
            text = cell.text
        elif before.cut:
            text += cell.text
        elif (cell.sheet, cell.top) == (before.sheet, before.top):
            text += f"　{cell.text}"
        else:
            text += f"\n{cell.text}"
        before = cell
    return text


@dataclass
class Leftover:
    """What no item, row or print explains, in the order it is found."""

    cells: list[tuple[Cell, str]] = field(default_factory=list)

    def add(self, cell: Cell, text: str = "") -> None:
        """Note a cell, or a part of its text."""
        self.cells.append((cell, text or cell.text))

    @property
    def weight(self) -> int:
        """Number of characters that are not white space."""
        return sum(1 for _, text in self.cells for char in text if not char.isspace())

    def unassigned(self) -> tuple[Unassigned, ...]:
        """As pieces that name their place."""
        ordered = sorted(self.cells, key=lambda pair: (pair[0].sheet, pair[0].top, pair[0].left))
        return tuple(Unassigned(cell.line, f"{cell.place}: {text}" if cell.place else text) for cell, text in ordered)
