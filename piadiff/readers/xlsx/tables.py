"""xlsx → the rows of one sheet, each cell as the text it shows, days in full."""

from __future__ import annotations

from dataclasses import replace

from piadiff.errors import UnreadableSourceError
from piadiff.readers.archive import ARCHIVE_FAULTS, check_archive
from piadiff.readers.limits import LIMITS, check
from piadiff.readers.struck import written
from piadiff.readers.xlsx.package import Package
from piadiff.readers.xlsx.sheets import Strings, sheet_cells
from piadiff.readers.xlsx.shown import Shown

_REMEDY = "Excelで開いて保存し直してください"


def read_table(data: bytes, name: str, title: str = "") -> list[list[str]]:
    """The sheet of a title, else the first one; a row ends with its last filled cell.

    Raises:
        UnreadableSourceError: When the workbook cannot be opened or breaks a limit.
    """
    check_archive(data, name)
    try:
        with Package.open(data, name) as package:
            return _rows(package, name, title)
    except ARCHIVE_FAULTS as error:
        raise UnreadableSourceError("xlsxとして開けません", where=name, remedy=_REMEDY) from error


def _rows(package: Package, name: str, title: str) -> list[list[str]]:
    main = package.main()
    sheets = [(shown, part) for shown, _, part in package.sheets(main) if part is not None]
    if not sheets:
        raise UnreadableSourceError("読めるシートがありません", where=name, remedy=_REMEDY)
    part = next((part for shown, part in sheets if shown == title), sheets[0][1])
    strings = Strings.of(package.related(main, "sharedStrings"))
    shown = replace(Shown.of(package.related(main, "styles"), main), whole_days=True)
    filled = {cell.place: written(cell.text) for cell in sheet_cells(part.tree, strings, shown)}
    ends = dict[int, int]()
    for row, column in filled:
        ends[row] = max(ends.get(row, 0), column + 1)
    last = max(ends, default=-1) + 1
    check(last + sum(ends.values()), LIMITS.sheet_cells, "使われているセルの範囲", "セル", name)
    return [[filled.get((row, column), "") for column in range(ends.get(row, 0))] for row in range(last)]
