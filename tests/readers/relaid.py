"""The cells of a ruled form laid out another way, as offices do: cut finer, narrower, with empty rows between."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from piadiff.readers.grid import Cell, Grid, reading_order

SPREAD = 4
"""Columns of the new layout for one of the old."""
_BRACKET = re.compile(r"\[(?P<inner>[^\[\]]*)\]")
_LABEL = re.compile(r"(?P<number>[①-⑳]|[０-９]．|リスク[０-９]：)(?P<words>[^\n。※]{2,60}?)(?P<mark>　※)?")
_NUMBERED = re.compile(r"\d{1,2}）")


@dataclass(frozen=True)
class Ways:
    """Which liberties a layout takes.

    Attributes:
        gaps: Empty rows come between rows.
        signs: Brackets have cells of their own.
        lists: Every printed option has a row of its own.
        narrow: Cells end before the next one begins, and headings are not merged over the page.
        numbers: The number of a label has a cell of its own, and so has its ※ where a value stands beside it.
    """

    gaps: bool = False
    signs: bool = False
    lists: bool = False
    narrow: bool = False
    numbers: bool = False


def relaid(grid: Grid, ways: Ways, seed: int) -> Grid:
    """The same words in other cells."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    rows = _rows_needed(grid, ways, rng)
    cells = [part for cell in grid.cells for part in _parts(_moved(cell, rows), ways, rng)]
    return replace(grid, cells=reading_order(cells))


def _rows_needed(grid: Grid, ways: Ways, rng: random.Random) -> list[int]:
    """New first row of every old one, and of the one behind the last."""
    high: dict[int, int] = {}
    for top, cells in groupby(grid.cells, key=lambda cell: cell.top):
        lines = max(_printed_rows(cell.text) for cell in cells) if ways.lists else 1
        high[top] = max(1, lines) + (rng.randrange(2) if ways.gaps else 0)
    tops = [0]
    for row in range(max(cell.bottom for cell in grid.cells)):
        tops.append(tops[-1] + high.get(row, 1))
    return tops


def _is_list(text: str) -> bool:
    return text.startswith("＜選択肢＞") and len(_NUMBERED.findall(text)) > 1


def _printed_rows(text: str) -> int:
    return text.count("\n") + 1 if _is_list(text) else 1


def _moved(cell: Cell, rows: list[int]) -> Cell:
    return replace(
        cell,
        top=rows[cell.top],
        bottom=rows[cell.bottom],
        left=cell.left * SPREAD,
        right=cell.right * SPREAD,
    )


def _parts(cell: Cell, ways: Ways, rng: random.Random) -> Iterator[Cell]:
    bracket, label = _BRACKET.fullmatch(cell.text), _LABEL.fullmatch(cell.text)
    if bracket and ways.signs:
        last = cell.right - 1
        yield replace(cell, right=cell.left + 1, text="[")
        if bracket["inner"].strip():
            yield replace(cell, left=cell.left + 1, right=last, text=bracket["inner"].strip())
        yield replace(cell, left=last, text="]")
    elif label and ways.numbers and cell.left <= SPREAD:
        yield replace(cell, right=cell.left + 1, text=label["number"])
        yield replace(cell, left=cell.left + 1, right=cell.right - 1, text=label["words"])
        if label["mark"]:
            yield replace(cell, left=cell.right - 1, text="※")
    elif _is_list(cell.text) and ways.lists:
        for number, line in enumerate(cell.text.split("\n")):
            yield replace(cell, top=cell.top + number, bottom=cell.top + number + 1, text=line)
    elif ways.narrow and "\n" not in cell.text and rng.random() < 1 / 2:
        yield replace(cell, right=max(cell.left + 1, cell.right - rng.randrange(1, SPREAD)))
    else:
        yield cell
