"""The 変更箇所 table as a layout-keeping extractor prints it: its columns side by side, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from piadiff.readers.change_table.cell_text import column_width, join_wrapped, width
from piadiff.readers.change_table.rows import ChangeTable, RawRow, in_doubt, number_rows
from piadiff.readers.change_table.words import COLUMNS, Column, bare, heading_columns, is_title, words
from piadiff.readers.from_lines.row_extents import Cell, Row, Span, Table, around, below, usual_offsets

_CELLS = re.compile(r"\S+(?: \S+)*")
_FEWEST = 4
_STRAY = 0.03
"""Share of the lines that may have a letter between two columns."""
_FULL = 0.85
_CENTRED = frozenset({0, 1})
_CUT = 0.1
"""Share of the rows of several lines whose reasons may seem cut although none is."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """One line of the table, cut into its columns."""

    number: int
    cells: dict[Column, str]


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands below one header row."""

    head: int
    columns: tuple[Column, ...]
    edges: tuple[int, ...]
    lines: tuple[_Printed, ...]


def read_layout_table(lines: Sequence[tuple[int, str]]) -> ChangeTable | None:
    """Rows of a table in columns, None when the text keeps none or its columns cannot be told apart."""
    parts = list(_parts(lines))
    if not parts or any(not part.edges for part in parts):
        return None
    tables = [table for part in parts if (table := _table(part)) is not None]
    if not tables:
        return None
    rows = _rows(parts, None if _at_heads(parts, tables) else usual_offsets(tables) or _CENTRED)
    heads = {part.head for part in parts} | {number for number, text in lines if is_title(text)}
    return number_rows(rows, heads)


def _rows(parts: Sequence[_Part], offsets: frozenset[int] | None) -> list[RawRow]:
    """Rows of all pages, each around its 提出時期; below it without offsets."""
    rows = list[RawRow]()
    for page, part in enumerate(parts, start=1):
        table = _table(part)
        if table is not None:
            spans = below(table) if offsets is None else around(table, offsets)
            rows += [_row(part, span, page) for span in spans]
    return rows


def _parts(lines: Sequence[tuple[int, str]]) -> Iterator[_Part]:
    heads = [place for place, (_, text) in enumerate(lines) if _heading(text)]
    for place, end in pairwise([*heads, len(lines)]):
        found = _heading(lines[place][1])
        body = [(number, text) for number, text in lines[place + 1 : end] if text.strip() and not is_title(text)]
        if found and body:
            edges = _edges([span for _, span in found], [text for _, text in body])
            columns = tuple(column for column, _ in found)
            cut = tuple(_Printed(number, _cells(text, columns, edges)) for number, text in body) if edges else ()
            yield _Part(lines[place][0], columns, edges, cut)


def _heading(text: str) -> list[tuple[Column, tuple[int, int]]]:
    """Columns of a header row with the places of their headings, by printed width."""
    plain = text.replace("\u3000", "  ")
    cells = [(match[0], width(plain[: match.start()])) for match in _CELLS.finditer(plain)]
    columns = heading_columns([heading for heading, _ in cells]) if len(cells) >= _FEWEST else None
    if columns is None or None in columns:
        return []
    return [(column, (at, at + width(heading))) for column, (heading, at) in zip(columns, cells, strict=True) if column]


def _edges(heads: Sequence[tuple[int, int]], texts: Sequence[str]) -> tuple[int, ...]:
    """Where the columns part: between two headings the blank stretch behind which most texts begin."""
    filled = [0] * (max(map(width, texts)) + 2)
    begins = [0] * len(filled)
    for text in texts:
        at, blank = 0, True
        for char in text:
            wide = width(char)
            if not char.isspace():
                begins[at] += blank
                for place in range(at, at + wide):
                    filled[place] += 1
            blank = char.isspace()
            at += wide
    edges = list[int]()
    for (start, _), (_, end) in pairwise(heads):
        gaps = _gaps(filled, start + 1, end, most=int(_STRAY * len(texts)))
        if not gaps:
            return ()
        edges.append(max(gaps, key=lambda gap: (sum(begins[gap[1] : gap[1] + 1]), gap[1] - gap[0]))[1])
    return tuple(edges)


def _gaps(filled: Sequence[int], start: int, end: int, most: int) -> list[tuple[int, int]]:
    gaps, begin = list[tuple[int, int]](), -1
    for place in range(start, end + 1):
        blank = place < end and (place >= len(filled) or filled[place] <= most)
        if blank and begin < 0:
            begin = place
        elif not blank and begin >= 0:
            gaps.append((begin, place))
            begin = -1
    return gaps


def _cells(text: str, columns: Sequence[Column], edges: Sequence[int]) -> dict[Column, str]:
    """A line cut at the edges; a letter goes to the column it begins in."""
    pieces, at = [""] * len(columns), 0
    for char in text:
        pieces[sum(edge <= at for edge in edges)] += char
        at += width(char)
    return {column: piece.strip(" \u3000") for column, piece in zip(columns, pieces, strict=True)}


def _table(part: _Part) -> Table | None:
    """The lines as rows around their 提出時期, None when none is printed."""
    timings = {bare(word) for word in words().timings}
    timed = [place for place, line in enumerate(part.lines) if bare(line.cells.get("timing", "")) in timings]
    if not timed:
        return None
    longest = _longest(part)
    rows = tuple(_shown(line, longest) for line in part.lines)
    return Table(tuple(Cell(place, place) for place in timed), rows)


def _at_heads(parts: Sequence[_Part], tables: Sequence[Table]) -> bool:
    """Whether the cells of a row stand at its head: else the reasons would be cut where a 提出時期 stands."""
    if any(table.cells[0].first for table in tables):
        return False
    rows = cut = 0
    for part in parts:
        table = _table(part)
        for before, cell in pairwise(table.cells if table else ()):
            above, line = part.lines[cell.first - 1], part.lines[cell.first]
            rows += cell.first - before.first > 1
            reason = above.cells.get("explanation", "")
            cut += bool(
                cell.first - before.first > 1 and reason and line.cells.get("explanation", "")
            ) and not reason.endswith("。")
    return cut <= _CUT * rows


def _longest(part: _Part) -> dict[Column, int]:
    return {column: max(width(line.cells[column]) for line in part.lines) for column in part.columns}


def _shown(line: _Printed, longest: dict[Column, int]) -> Row:
    """The text of a line that tells most whether it runs on: a cell that reaches the edge of its column."""
    cells = [(column, text) for column, text in line.cells.items() if text and column in _TEXTS]
    full = [text for column, text in cells if width(text) >= _FULL * longest[column] and longest[column] > _FEWEST]
    text = full[0] if full else next((text for _, text in cells), "")
    return Row(text, full=bool(full))


_TEXTS: frozenset[Column] = frozenset({"item", "before", "after", "explanation"})


def _row(part: _Part, span: Span, page: int) -> RawRow:
    lines = [part.lines[place] for place in span.rows]
    told = {column: _joined(part, lines, column) for column in COLUMNS if column in part.columns}
    row = RawRow(page=page, lines=tuple(line.number for line in lines), **told)  # type: ignore[arg-type]
    return in_doubt(row, "行の境目を推定しました") if span.doubtful else row


def _joined(part: _Part, lines: Sequence[_Printed], column: Column) -> str:
    texts = [line.cells[column] for line in lines]
    if column not in ("before", "after", "explanation"):
        return "".join(texts)
    return join_wrapped([[text for text in texts if text]], column_width(line.cells[column] for line in part.lines))
