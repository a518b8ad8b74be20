"""The part of one sheet, with cells written into it and the rest of its bytes kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wcwidth import wcswidth

from piadiff.writers.kept.parts import Node, Splice, attributes_of, escaped, parsed, refused, spliced

CELL_CHARACTERS = 32_767
"""Excel holds no more in one cell."""
_TALLEST = 409.0
_LINE, _WIDTH = 13.5, 8.43
_BEFORE_MERGES = (
    *("sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews"),
)
"""Elements of a sheet that stand between its cells and its merged cells, in their order."""
_CELL = re.compile(r"([A-Z]+)([0-9]+)")
_OFF = frozenset({"", "0", "false"})
Place = tuple[int, int]


def place_name(row: int, column: int) -> str:
    """``B3`` for row 2 and column 1."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return f"{letters}{row + 1}"


def _place(name: str) -> Place | None:
    match = _CELL.fullmatch(name.replace("$", "").upper())
    if not match:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


@dataclass
class _Row:
    """A row as it is in the part, None where it has to be made, and the cells that are written in it."""

    node: Node | None
    cells: dict[int, Node] = field(default_factory=dict)
    written: dict[int, str] = field(default_factory=dict)
    height: float = 0.0


class SheetPart:
    """A sheet that is written into; every fault names ``where``."""

    def __init__(self, data: bytes, where: str) -> None:
        self._data, self._where = data, where
        self._tree = parsed(data, where)
        self._held = self._tree.first("sheetData")
        self._rows = self._read_rows()
        self._merges = {
            (first, _place(node.attributes.get("ref", "").rpartition(":")[2]) or first)
            for node in self._tree.below("mergeCell")
            if (first := _place(node.attributes.get("ref", "").partition(":")[0])) is not None
        }
        self._new_merges: list[tuple[Place, Place]] = []
        self._written: set[int] = set()
        self.cut: set[int] = set()

    @property
    def touched(self) -> bool:
        """Whether anything was written."""
        return bool(self._written)

    def _read_rows(self) -> dict[int, _Row]:
        rows, number = dict[int, _Row](), -1
        for node in self._held.all("row") if self._held else ():
            told = node.attributes.get("r", "")
            number = int(told) - 1 if told.isdecimal() else number + 1
            row, column = _Row(node), -1
            for cell in node.all("c"):
                at = _place(cell.attributes.get("r", ""))
                column = at[1] if at else column + 1
                row.cells[column] = cell
            rows[number] = row
        return rows

    def free_rows(
        self, start: int, count: int, columns: Sequence[int], covered: Sequence[tuple[int, int]]
    ) -> list[tuple[int, int]]:
        """Up to so many entries (first row, behind the last) that stand empty below a row.

        Where something else stands further down, only rows that are ruled like a table are free.
        """
        filled = [number for number, row in self._rows.items() if number >= start and self._is_filled(row)]
        end = min([*filled, *(max(first, start) for first, last in covered if last >= start)], default=None)
        found, at = list[tuple[int, int]](), start
        while len(found) < count:
            bottom = max((self._merged(at, column)[1][0] + 1 for column in columns), default=at + 1)
            own = range(at, bottom)
            reaches_up = any(self._merged(at, column)[0][0] < at for column in columns)
            if reaches_up or (end is not None and bottom > end) or any(map(self._is_hidden, own)):
                break
            if end is not None and not all(self._is_ruled(at, column) for column in columns):
                break
            found.append((at, bottom))
            at = bottom
        return found

    def _is_filled(self, row: _Row) -> bool:
        return any(cell.children for cell in row.cells.values())

    def _is_hidden(self, number: int) -> bool:
        node = self._rows[number].node if number in self._rows else None
        if node is None:
            return False
        height = node.attributes.get("ht", "")
        return node.attributes.get("hidden", "") not in _OFF or height in {"0", "0.0"}

    def _is_ruled(self, row: int, column: int) -> bool:
        cell = self._rows[row].cells.get(column) if row in self._rows else None
        return cell is not None and cell.attributes.get("s", "0") != "0"

    def _merged(self, row: int, column: int) -> tuple[Place, Place]:
        """The merged cell over a place, else the place itself."""
        for first, last in self._merges:
            if first[0] <= row <= last[0] and first[1] <= column <= last[1]:
                return first, last
        return (row, column), (row, column)

    def write_over(self, column: int, own: tuple[int, int], text: str) -> None:
        """Write a text over the one in a cell of a row."""
        first, last = self._merged(own[0], column)
        if first[0] < own[0] or last[0] >= own[1]:
            raise self._refused(first, "いくつもの行にまたがる結合セルなので、書き換えられません")
        row = self._rows.get(first[0])
        cell = row.cells.get(first[1]) if row else None
        if cell is not None and cell.first("f") is not None:
            raise self._refused(first, "式の入ったセルなので、書き換えられません")
        filled = [at for at in range(first[0] + 1, own[1]) if at in self._rows and column in self._rows[at].cells]
        if any(self._rows[at].cells[column].children for at in filled):
            raise self._refused(first, "記載がいくつものセルに分かれているため、書き換えられません")
        self._put(first, text)

    def _refused(self, place: Place, message: str) -> Exception:
        remedy = "このセルは手で直してから、もう一度実行してください"
        return refused(f"{place_name(*place)}: {message}", self._where, remedy)

    def write_row(self, own: tuple[int, int], texts: Mapping[int, str], span: tuple[int, int], model: Place) -> None:
        """Write an entry into empty rows; what they lack of look they take from a row of the table."""
        self._dress(own, span, model)
        for row in range(*own):
            self._entry(row)
        for column, text in texts.items():
            self._put(self._merged(own[0], column)[0], text)

    def _dress(self, own: tuple[int, int], span: tuple[int, int], model: Place) -> None:
        """Give an entry the styles and, where it has none, the merged cells of a row of the table."""
        shift = own[0] - model[0]
        for first, last in sorted(self._merges):
            inside = model[0] <= first[0] and last[0] < model[0] + 1 and span[0] <= first[1] and last[1] < span[1]
            if inside:
                self.merge((first[0] + shift, first[1]), (last[0] + shift, last[1]))
        styles = self._rows[model[0]].cells if model[0] in self._rows else {}
        row = self._entry(own[0])
        for column in range(*span):
            if column not in row.cells and column in styles:
                row.written.setdefault(column, self._cell((own[0], column), styles[column].attributes.get("s", ""), ""))

    def merge(self, first: Place, last: Place) -> None:
        """Make one cell of several, where none of them is part of a merged cell of the file."""
        fresh = set(self._new_merges)
        met = {each for each in self._merges if _meet(each, (first, last))}
        if first != last and met <= fresh:
            self._merges = (self._merges - met) | {(first, last)}
            self._new_merges = [*(each for each in self._new_merges if each not in met), (first, last)]

    def _entry(self, number: int) -> _Row:
        self._written.add(number)
        return self._rows.setdefault(number, _Row(None))

    def _put(self, place: Place, text: str) -> None:
        row = self._entry(place[0])
        cell = row.cells.get(place[1])
        style = cell.attributes.get("s", "") if cell else ""
        if not style and place[1] in row.written:
            known = re.search(r' s="(\d+)"', row.written[place[1]])
            style = known[1] if known else ""
        row.written[place[1]] = self._cell(place, style, text)
        first, last = self._merged(*place)
        lines = self._lines(text, first[1], last[1])
        height = (lines * _LINE + 4) / (last[0] - first[0] + 1)
        row.height = max(row.height, min(height, _TALLEST))
        if height > _TALLEST:
            self.cut.add(place[0])

    def _lines(self, text: str, left: int, right: int) -> int:
        fit = max(1, int(sum(self._width(column) for column in range(left, right + 1))) - 1)
        return sum(-(-max(wcswidth(line), 1) // fit) for line in text.split("\n"))

    def _width(self, column: int) -> float:
        for group in self._tree.all("cols"):
            for node in group.all("col"):
                if int(node.attributes["min"]) <= column + 1 <= int(node.attributes["max"]):
                    return float(node.attributes.get("width", _WIDTH))
        shape = self._tree.first("sheetFormatPr")
        return float(shape.attributes.get("defaultColWidth", _WIDTH)) if shape else _WIDTH

    def _cell(self, place: Place, style: str, text: str) -> str:
        prefix = self._tree.prefix
        own = {"r": place_name(*place), **({"s": style} if style else {})}
        if not text:
            return f"<{prefix}c{attributes_of(own)}/>"
        held = f'<{prefix}is><{prefix}t xml:space="preserve">{escaped(text)}</{prefix}t></{prefix}is>'
        return f'<{prefix}c{attributes_of({**own, "t": "inlineStr"})}>{held}</{prefix}c>'

    def written(self) -> bytes:
        """The part with everything that was written."""
        return spliced(self._data, [*self._row_splices(), *self._merge_splices(), *self._dimension()])

    def _row_splices(self) -> list[Splice]:
        splices = list[Splice]()
        made = dict[int, list[str]]()
        for number in sorted(self._written):
            row = self._rows[number]
            if row.node is not None:
                splices.append(Splice(row.node.start, row.node.end, self._row(number, row, row.node)))
            else:
                behind = max((other for other, it in self._rows.items() if other < number and it.node), default=-1)
                made.setdefault(behind, []).append(self._row(number, row, None))
        held = self._held
        if held is None:
            raise refused("シートにセルがありません", self._where, "Excelで開いて保存し直してください")
        for behind, texts in made.items():
            node = self._rows[behind].node if behind in self._rows else None
            if node is not None:
                splices.append(Splice(node.end, node.end, "".join(texts)))
            elif held.empty:
                name = f"{held.prefix}sheetData"
                splices.append(Splice(held.start, held.end, f"<{name}>{''.join(texts)}</{name}>"))
            else:
                splices.append(Splice(held.inner, held.inner, "".join(texts)))
        return splices

    def _row(self, number: int, row: _Row, node: Node | None) -> str:
        own = {name: text for name, text in node.attributes.items() if name != "spans"} if node else {}
        own.setdefault("r", str(number + 1))
        stands = float(own.get("ht") or 0)
        if row.height > stands:
            own |= {"ht": f"{row.height:g}", "customHeight": "1"}
        cells = {column: self._data[cell.start : cell.end].decode() for column, cell in row.cells.items()} | row.written
        name = f"{self._tree.prefix}row"
        return f"<{name}{attributes_of(own)}>{''.join(cells[column] for column in sorted(cells))}</{name}>"

    def _merge_splices(self) -> list[Splice]:
        if not self._new_merges:
            return []
        prefix = self._tree.prefix
        refs = [f"{place_name(*first)}:{place_name(*last)}" for first, last in self._new_merges]
        nodes = "".join(f'<{prefix}mergeCell ref="{ref}"/>' for ref in refs)
        there = self._tree.first("mergeCells")
        if there is not None and not there.empty:
            count = str(len(list(there.all("mergeCell"))) + len(refs))
            tag = f"<{prefix}mergeCells{attributes_of({**there.attributes, 'count': count})}>"
            return [Splice(there.start, there.inner, tag), Splice(there.close, there.close, nodes)]
        above = [node for node in self._tree.children if node.name in ("sheetData", *_BEFORE_MERGES)]
        at = above[-1].end
        return [Splice(at, at, f'<{prefix}mergeCells count="{len(refs)}">{nodes}</{prefix}mergeCells>')]

    def _dimension(self) -> list[Splice]:
        node = self._tree.first("dimension")
        told = node.attributes.get("ref", "") if node else ""
        first, last = _place(told.partition(":")[0]), _place(told.rpartition(":")[2])
        if node is None or first is None or last is None:
            return []
        columns = [column for number in self._written for column in self._rows[number].written]
        end = max([last[0], *self._written]), max([last[1], *columns])
        if end == last:
            return []
        tag = f'<{self._tree.prefix}dimension ref="{place_name(*first)}:{place_name(*end)}"/>'
        return [Splice(node.start, node.end, tag)]


def _meet(one: tuple[Place, Place], other: tuple[Place, Place]) -> bool:
    return all(one[0][at] <= other[1][at] and other[0][at] <= one[1][at] for at in (0, 1))
