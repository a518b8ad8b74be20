"""The 変更箇所 table as a layout-keeping extractor prints it: its columns side by side, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from piadiff.readers.change_table.cell_text import column_width, join_wrapped
from piadiff.readers.change_table.columns import Columns, Cut, columns_below, heading
from piadiff.readers.change_table.proof import proven
from piadiff.readers.change_table.rows import ChangeTable, RawRow, in_doubt, number_rows
from piadiff.readers.change_table.words import COLUMNS, Column, bare, is_title, words
from piadiff.readers.from_lines.row_extents import Cell, Row, Span, Table, around, below, usual_offsets
from piadiff.readers.wraps import width
from piadiff.templates import Template
from piadiff.text import parse_date

_FEWEST = 4
_FULL = 0.85
_CENTRED = frozenset({0, 1})
_CUT = 0.1
"""Share of the rows of several lines whose reasons may seem cut although none is."""
_PARTED = 0.8
"""Share of the stretches between blank lines that hold one 提出時期 each, where blank lines part rows."""
_BORDER = "行の境目を推定しました"


@dataclass(frozen=True, slots=True)
class _Printed:
    """One line of the table, cut into its columns; ``fresh`` behind a blank line."""

    number: int
    cut: Cut
    fresh: bool

    @property
    def cells(self) -> dict[Column, str]:
        return self.cut.cells

    @property
    def timed(self) -> bool:
        return bare(self.cells.get("timing", "")) in {bare(word) for word in words().timings}

    @property
    def dated(self) -> bool:
        return parse_date(self.cells.get("date", "")) is not None


@dataclass(frozen=True, slots=True)
class _Part:
    """What stands below one header row."""

    head: int
    columns: Columns
    lines: tuple[_Printed, ...]


def read_layout_table(lines: Sequence[tuple[int, str]], template: Template) -> ChangeTable | None:
    """Rows of a table in columns, None when the text keeps none or no 提出時期 stands in its column."""
    parts = list(_parts(lines))
    tables = [table for part in parts if (table := _table(part.lines)) is not None]
    if not tables:
        return None
    heads = {part.head for part in parts} | {number for number, text in lines if is_title(text)}
    rows = [_row(part, span, page) for page, part in enumerate(parts, start=1) for span in _spans(part, parts, tables)]
    return number_rows(proven(rows, template), heads)


def _spans(part: _Part, parts: Sequence[_Part], tables: Sequence[Table]) -> list[Span]:
    """Rows of a page: from day to day, between blank lines, else shared among the 提出時期."""
    if _days_first(parts):
        return _from_days(part)
    blocks = _blocks(part)
    if _parted(parts):
        return [span for block in blocks for span in _in_block(part, block, tables)]
    return _shared(part, range(len(part.lines)), parts, tables)


def _shared(part: _Part, block: range, parts: Sequence[_Part], tables: Sequence[Table]) -> list[Span]:
    lines = part.lines[block.start : block.stop]
    table = _table(lines)
    if table is None:
        return []
    offsets = usual_offsets(tables) or _CENTRED
    spans = below(table) if _at_heads(parts, tables) else around(table, offsets)
    return [Span(range(block.start + s.rows.start, block.start + s.rows.stop), s.doubtful) for s in spans]


def _in_block(part: _Part, block: range, tables: Sequence[Table]) -> list[Span]:
    """Rows between two blank lines; of several the borders are guessed."""
    timed = sum(part.lines[place].timed for place in block)
    if timed == 1:
        return [Span(block)]
    return [Span(span.rows, doubtful=True) for span in _shared(part, block, (part,), tables)] if timed else []


def _blocks(part: _Part) -> list[range]:
    starts = [place for place, line in enumerate(part.lines) if line.fresh or not place]
    return [range(start, end) for start, end in pairwise([*starts, len(part.lines)])]


def _parted(parts: Sequence[_Part]) -> bool:
    """Whether blank lines part the rows."""
    counts = [sum(part.lines[place].timed for place in block) for part in parts for block in _blocks(part)]
    return counts.count(1) >= _PARTED * len(counts) and counts.count(1) >= _PARTED * sum(counts)


def _days_first(parts: Sequence[_Part]) -> bool:
    """Whether every row begins with its day, its 提出時期 mostly on a line below."""
    above = level = 0
    for part in parts:
        day = -1
        for place, line in enumerate(part.lines):
            day = place if line.dated else day
            if line.timed:
                above += 0 <= day < place
                level += not 0 <= day < place
                day = -1
    return above > level


def _from_days(part: _Part) -> list[Span]:
    """Rows from day to day; what has two 提出時期, or none, has a border that nothing shows."""
    starts = [place for place, line in enumerate(part.lines) if line.dated]
    spans = list[Span]()
    for start, end in pairwise([*starts, len(part.lines)]):
        timed = sum(part.lines[place].timed for place in range(start, end))
        spans.append(Span(range(start, end), doubtful=timed != 1))
    return spans


def _parts(lines: Sequence[tuple[int, str]]) -> Iterator[_Part]:
    heads = [place for place, (_, text) in enumerate(lines) if heading(text)]
    for place, end in pairwise([*heads, len(lines)]):
        body = [(number, text) for number, text in lines[place + 1 : end] if not is_title(text)]
        columns = columns_below(lines[place][1], [text for _, text in body])
        if columns is not None:
            yield _Part(lines[place][0], columns, _without_notes(list(_printed(body, columns))))


def _without_notes(lines: Sequence[_Printed]) -> tuple[_Printed, ...]:
    """The lines without those below the last row: behind a blank line, from the margin on, and no day."""
    last = max((place for place, line in enumerate(lines) if line.timed), default=len(lines))
    below = enumerate(lines[last + 1 :], start=last + 1)
    notes = (place for place, line in below if line.fresh and line.cells.get("date") and not line.dated)
    return tuple(lines[: next(notes, len(lines))])


def _printed(body: Sequence[tuple[int, str]], columns: Columns) -> Iterator[_Printed]:
    fresh = True
    for number, text in body:
        if text.strip():
            yield _Printed(number, columns.cut(text), fresh)
        fresh = not text.strip()


def _table(lines: Sequence[_Printed]) -> Table | None:
    """The lines as rows around their 提出時期, None when none is printed."""
    timed = [place for place, line in enumerate(lines) if line.timed]
    if not timed:
        return None
    longest = {column: max(width(line.cells.get(column, "")) for line in lines) for column in COLUMNS}
    return Table(tuple(Cell(place, place) for place in timed), tuple(_shown(line, longest) for line in lines))


def _at_heads(parts: Sequence[_Part], tables: Sequence[Table]) -> bool:
    """Whether the cells of a row stand at its head: else the reasons would be cut where a 提出時期 stands."""
    if any(table.cells[0].first for table in tables):
        return False
    rows = cut = 0
    for part in parts:
        table = _table(part.lines)
        for before, cell in pairwise(table.cells if table else ()):
            above, line = part.lines[cell.first - 1], part.lines[cell.first]
            rows += cell.first - before.first > 1
            reason = above.cells.get("explanation", "")
            cut += bool(
                cell.first - before.first > 1 and reason and line.cells.get("explanation", "")
            ) and not reason.endswith("。")
    return cut <= _CUT * rows


def _shown(line: _Printed, longest: dict[Column, int]) -> Row:
    """The text of a line that shows best whether it runs on: a cell that reaches the edge of its column."""
    cells = [(column, text) for column, text in line.cells.items() if text and column in _TEXTS]
    full = [text for column, text in cells if width(text) >= _FULL * longest[column] and longest[column] > _FEWEST]
    text = full[0] if full else next((text for _, text in cells), "")
    return Row(text, full=bool(full))


_TEXTS: frozenset[Column] = frozenset({"item", "before", "after", "explanation"})


def _row(part: _Part, span: Span, page: int) -> RawRow:
    lines = [part.lines[place] for place in span.rows]
    told = {column: _joined(part, lines, column) for column in COLUMNS if column in part.columns.names}
    row = RawRow(page=page, lines=tuple(line.number for line in lines), **told)  # type: ignore[arg-type]
    row = in_doubt(row, _BORDER) if span.doubtful else row
    return in_doubt(row, "欄の境目を推定しました") if any(line.cut.doubtful for line in lines) else row


def _joined(part: _Part, lines: Sequence[_Printed], column: Column) -> str:
    texts = [line.cells[column] for line in lines]
    if column not in ("before", "after", "explanation"):
        return "".join(texts)
    return join_wrapped([[text for text in texts if text]], column_width(line.cells[column] for line in part.lines))
