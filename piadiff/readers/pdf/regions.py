"""Ruling lines → the regions they close off; every point of a page lies in exactly one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from piadiff.readers.limits import LIMITS, check
from piadiff.readers.pdf.glyphs import Rule

_SAME = 2.0
_GAP = 3.5
_REACH = 2.0
_TICK_BOX = 16.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A rectangle of one region; ``table`` is 0 outside of all tables.

    Attributes:
        open_top: The table has no rule there, where it breaks off; ``open_bottom`` likewise.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    region: int
    table: int
    open_top: bool = False
    open_bottom: bool = False


@dataclass(frozen=True)
class Regions:
    """The pieces of a page and where a point finds its piece.

    Attributes:
        columns: Where the columns of each table begin and end, by the table's number.
    """

    pieces: tuple[Piece, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: tuple[tuple[int, ...], ...]
    columns: dict[int, tuple[int, ...]]

    def piece(self, x: float, y: float) -> Piece:
        """The piece that holds a point."""
        return self.pieces[self.owner[bisect_right(self.ys, y)][bisect_right(self.xs, x)]]


def regions(rules: Sequence[Rule], name: str) -> Regions:
    """The regions of a page; a box no larger than a tick box divides nothing.

    Raises:
        UnreadableSourceError: When the rules cross more often than those of any form.
    """
    across, down = _joined(rule for rule in rules if rule.across), _joined(rule for rule in rules if not rule.across)
    xs, ys = _places(down, across), _places(across, down)
    check(len(xs) * len(ys), LIMITS.page_crossings, "罫線の交点の数", "個", name)
    mesh = _Mesh(xs, ys, across, down)
    tables = mesh.close_tables()
    return mesh.regions(tables)


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Rules in one line of which one goes on where the other ends, as dashes do, as one rule."""
    ordered = sorted(rules, key=lambda rule: rule.at)
    lines: list[list[Rule]] = []
    for rule in ordered:
        if lines and rule.at - lines[-1][0].at <= _SAME:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    joined: list[Rule] = []
    for line in lines:
        first = line[0]
        begin = end = float("-inf")
        for rule in sorted(line, key=lambda rule: rule.start):
            if rule.start > end + _GAP:
                if end > begin:
                    joined.append(Rule(first.across, first.at, begin, end))
                begin, end = rule.start, rule.end
            end = max(end, rule.end)
        joined.append(Rule(first.across, first.at, begin, end))
    return joined


def _places(rules: Iterable[Rule], crossing: Iterable[Rule]) -> list[float]:
    """Where rules lie; also where two crossing ones end together."""
    places = sorted({rule.at for rule in rules})
    ends = _clusters(end for rule in crossing for end in (rule.start, rule.end))
    open_ends = [
        cluster[0] for cluster in ends if len(cluster) > 1 and all(abs(cluster[0] - place) > _GAP for place in places)
    ]
    return sorted([*places, *open_ends])


def _clusters(values: Iterable[float]) -> list[list[float]]:
    clusters: list[list[float]] = []
    for value in sorted(values):
        if clusters and value - clusters[-1][0] <= _SAME:
            clusters[-1].append(value)
        else:
            clusters.append([value])
    return clusters


class _Mesh:
    """The page cut along every rule; ``across[j][i]`` says that line j is drawn between columns i and i + 1."""

    def __init__(self, xs: list[float], ys: list[float], across: Sequence[Rule], down: Sequence[Rule]) -> None:
        self.xs, self.ys = xs, ys
        self.closed: set[tuple[int, int]] = set()
        self.across, self.down = _drawn(across, ys, xs), _drawn(down, xs, ys)

    def close_tables(self) -> list[tuple[int, int, int, int]]:
        """Close the outer sides of rules that hang together, as cells at a page break have no bottom line.

        Answers the first and last column and line of each table, outermost first.
        """
        tables = []
        for left, top, right, bottom in self._groups():
            if self.xs[right] - self.xs[left] <= _TICK_BOX and self.ys[bottom] - self.ys[top] <= _TICK_BOX:
                self._erase(left, top, right, bottom)
                continue
            tables.append((left, top, right, bottom))
            for line in (top, bottom):
                self.closed |= {(line, at) for at in range(left, right) if not self.across[line][at]}
                self.across[line][left:right] = [True] * (right - left)
            for column in (left, right):
                self.down[column][top:bottom] = [True] * (bottom - top)
        return sorted(tables, key=lambda box: -(box[2] - box[0]) * (box[3] - box[1]))

    def _erase(self, left: int, top: int, right: int, bottom: int) -> None:
        for line in range(top, bottom + 1):
            self.across[line][left:right] = [False] * (right - left)
        for column in range(left, right + 1):
            self.down[column][top:bottom] = [False] * (bottom - top)

    def _groups(self) -> list[tuple[int, int, int, int]]:
        """Bounding boxes of rules that touch, where some run across and some down."""
        width = len(self.xs)
        joined = _Union(width * len(self.ys))
        for line, drawn in enumerate(self.across):
            for column, is_drawn in enumerate(drawn):
                if is_drawn:
                    joined.join(line * width + column, line * width + column + 1)
        for column, drawn in enumerate(self.down):
            for line, is_drawn in enumerate(drawn):
                if is_drawn:
                    joined.join(line * width + column, (line + 1) * width + column)
        boxes: dict[int, tuple[int, int, int, int]] = {}
        for node in range(width * len(self.ys)):
            line, column = divmod(node, width)
            left, top, right, bottom = boxes.get(joined.root(node), (column, line, column, line))
            box = (min(left, column), min(top, line), max(right, column), max(bottom, line))
            boxes[joined.root(node)] = box
        return [box for box in boxes.values() if box[0] < box[2] and box[1] < box[3]]

    def regions(self, tables: Sequence[tuple[int, int, int, int]]) -> Regions:
        """Fields of the mesh joined where no rule parts them."""
        joined = self._joined_fields()
        pieces, owner = self._pieces(joined, tables)
        outside = joined.root(0)
        settled = tuple(
            replace(each, table=0)
            if each.region == outside
            else replace(each, open_top=self._open(each, each.top), open_bottom=self._open(each, each.bottom))
            for each in pieces
        )
        columns_of = {
            number: tuple(round(self.xs[at]) for at in range(left, right + 1) if any(self.down[at][top:bottom]))
            for number, (left, top, right, bottom) in enumerate(tables, start=1)
        }
        return Regions(settled, tuple(self.xs), tuple(self.ys), tuple(map(tuple, owner)), columns_of)

    def _joined_fields(self) -> _Union:
        wide, high = len(self.xs) + 1, len(self.ys) + 1
        joined = _Union(wide * high)
        for row in range(high):
            for column in range(wide):
                field = row * wide + column
                if column + 1 < wide and not (0 < row < high - 1 and self.down[column][row - 1]):
                    joined.join(field, field + 1)
                if row + 1 < high and not (0 < column < wide - 1 and self.across[row][column - 1]):
                    joined.join(field, field + wide)
        return joined

    def _pieces(
        self, joined: _Union, tables: Sequence[tuple[int, int, int, int]]
    ) -> tuple[list[Piece], list[list[int]]]:
        """Runs of fields of one region, those of several lines as one piece; and for each field its piece."""
        wide, high = len(self.xs) + 1, len(self.ys) + 1
        owner, owned = [[0] * wide for _ in range(high)], _owned(tables, wide, high)
        pieces: list[Piece] = []
        before: dict[tuple[int, int, int], int] = {}
        edges_x, edges_y = [float("-inf"), *self.xs, float("inf")], [float("-inf"), *self.ys, float("inf")]
        for row in range(high):
            here: dict[tuple[int, int, int], int] = {}
            fields = [(joined.root(row * wide + column), column) for column in range(wide)]
            for region, run in groupby(fields, key=itemgetter(0)):
                columns = [column for _, column in run]
                key = (region, columns[0], columns[-1])
                at = before.get(key, len(pieces))
                top = pieces[at].top if key in before else edges_y[row]
                table = owned[row][columns[0]]
                piece = Piece(edges_x[columns[0]], top, edges_x[columns[-1] + 1], edges_y[row + 1], region, table)
                pieces[at : at + 1] = [piece]
                here[key] = at
                owner[row][columns[0] : columns[-1] + 1] = [at] * len(columns)
            before = here
        return pieces, owner

    def _open(self, piece: Piece, y: float) -> bool:
        """Whether a side was drawn nowhere."""
        line = bisect_right(self.ys, y) - 1
        first, last = (bisect_right(self.xs, x) - 1 for x in (piece.x0, piece.x1))
        return last > first and all((line, column) in self.closed for column in range(first, last))


def _drawn(rules: Sequence[Rule], places: Sequence[float], cuts: Sequence[float]) -> list[list[bool]]:
    """For every place of a rule and every stretch between two cuts, whether it is drawn."""
    drawn = [[False] * max(0, len(cuts) - 1) for _ in places]
    line_of = {place: line for line, place in enumerate(places)}
    for rule in rules:
        found = drawn[line_of[rule.at]]
        begin, finish = rule.start - _REACH, rule.end + _REACH
        for at in range(max(0, bisect_right(cuts, begin) - 1), min(len(found), bisect_right(cuts, finish))):
            length = cuts[at + 1] - cuts[at]
            overlap = min(cuts[at + 1], finish) - max(cuts[at], begin)
            found[at] = found[at] or overlap >= max(length / 2, length - _GAP)
    return drawn


def _owned(tables: Sequence[tuple[int, int, int, int]], wide: int, high: int) -> list[list[int]]:
    """For each field the number of the outermost table around it, 0 for none."""
    owned = [[0] * wide for _ in range(high)]
    for number, (left, top, right, bottom) in enumerate(tables, start=1):
        around = owned[top + 1][left + 1]
        if around and around == owned[bottom][right]:
            continue
        for row in owned[top + 1 : bottom + 1]:
            row[left + 1 : right + 1] = [each or number for each in row[left + 1 : right + 1]]
    return owned


class _Union:
    """Sets of numbers that are joined pair by pair."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, at: int) -> int:
        parent = self._parent
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    def join(self, one: int, other: int) -> None:
        one, other = self.root(one), self.root(other)
        if one != other:
            self._parent[max(one, other)] = min(one, other)
