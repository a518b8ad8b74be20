"""Places of cells: ``B3`` and ``B3:D5`` ⇄ rows and columns that count from 0."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PLACE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Area:
    """Cells from ``start`` to ``end``, both (row, column) and both included."""

    start: tuple[int, int]
    end: tuple[int, int]

    def holds(self, place: tuple[int, int]) -> bool:
        """Whether a cell lies in it."""
        return self.start[0] <= place[0] <= self.end[0] and self.start[1] <= place[1] <= self.end[1]

    def places(self) -> Iterator[tuple[int, int]]:
        """Its cells row by row; nothing for an area larger than any list."""
        rows, columns = range(self.start[0], self.end[0] + 1), range(self.start[1], self.end[1] + 1)
        if len(rows) * len(columns) <= _MOST:
            yield from ((row, column) for row in rows for column in columns)


def place(text: str) -> tuple[int, int] | None:
    """(row, column) of ``B3``, None when it is no place."""
    match = _PLACE.fullmatch(text)
    if not match or int(match[2]) < 1:
        return None
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def area(text: str) -> Area:
    """The area of ``B3:D5`` or ``B3``; the first cell of the sheet when it is none."""
    first, _, last = text.partition(":")
    start = place(first) or (0, 0)
    end = place(last) or start
    return Area((min(start[0], end[0]), min(start[1], end[1])), (max(start[0], end[0]), max(start[1], end[1])))


def column_letters(column: int) -> str:
    """``AA`` for column 26."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(65 + digit) + letters
    return letters
