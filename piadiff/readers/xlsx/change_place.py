"""xlsx → where its 変更箇所 table stands: sheets, rows, columns, and what could hide a row written below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from piadiff.model.table_place import TableStretch
from piadiff.readers.change_table.cells import Stretch, located
from piadiff.readers.from_cells.cell_grid import CellGrid
from piadiff.readers.grid import Cell
from piadiff.readers.xlsx.package import Package, Part, attribute, below, whole_number
from piadiff.readers.xlsx.places import area
from piadiff.readers.xlsx.workbook import xlsx_grid

_PRINT_AREA = "_xlnm.Print_Area"


def change_place(data: bytes, name: str) -> tuple[TableStretch, ...]:
    """The stretches of the 変更箇所 table, in its order; none where the workbook has none.

    Raises:
        UnreadableSourceError: When the workbook cannot be opened.
    """
    stretches, _ = located(CellGrid(xlsx_grid(data, name).cells))
    with Package.open(data, name) as package:
        main = package.main()
        every = list(package.sheets(main))
        sheets = [(number, title, part) for number, (title, _, part) in enumerate(every) if part is not None]
        printed = _print_areas(main)
        return tuple(_stretch(package, each, sheets, printed) for each in stretches)


def _stretch(
    package: Package, found: Stretch, sheets: list[tuple[int, str, Part]], printed: Mapping[int, int]
) -> TableStretch:
    any_head = next(iter(found.header.values()))
    cells = [cell for row in found.rows for _, cell in row] or [any_head]
    number, title, part = sheets[cells[0].sheet]
    ruled = any_head.sheet == cells[0].sheet
    return TableStretch(
        part.name,
        title,
        table=0,
        columns={name: (cell.left, cell.right) for name, cell in found.header.items()},
        head=max(_rows(cell)[1] for cell in found.header.values()) if ruled else 0,
        rows=tuple((min(_rows(c)[0] for _, c in row), max(_rows(c)[1] for _, c in row)) for row in found.rows),
        covered=tuple(_covered(package, part)),
        printed=printed.get(number),
    )


def _rows(cell: Cell) -> tuple[int, int]:
    """Rows of a cell in its own sheet."""
    return cell.line - 1, cell.line - 1 + cell.bottom - cell.top


def _covered(package: Package, sheet: Part) -> Iterator[tuple[int, int]]:
    """Rows that pictures and shapes stand over."""
    for _, drawing in package.all_related(sheet, "drawing"):
        for kind in ("twoCellAnchor", "oneCellAnchor"):
            for anchor in below(drawing.tree, kind) if drawing else ():
                rows = [whole_number(node.text or "") for node in below(anchor, "row")]
                if rows:
                    yield min(rows), max(rows)


def _print_areas(main: Part) -> dict[int, int]:
    """Number of a sheet → the row behind its print area."""
    found = dict[int, int]()
    for node in below(main.tree, "definedName"):
        if attribute(node, "name") == _PRINT_AREA:
            ends = [area(each.rpartition("!")[2].replace("$", "")).end[0] + 1 for each in (node.text or "").split(",")]
            found[whole_number(attribute(node, "localSheetId"), -1)] = max(ends)
    return found
