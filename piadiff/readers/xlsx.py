"""xlsx → the cells of its sheets as a tab-separated text → Form."""

from __future__ import annotations

import io
from typing import Any

from piadiff.errors import UnreadableSourceError
from piadiff.model import Form
from piadiff.readers.text import read_text


def read_xlsx(data: bytes, name: str) -> Form:
    """Read a form from a workbook; every sheet counts as one page.

    Raises:
        UnreadableSourceError: When the workbook cannot be opened or holds no form.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [book.get_sheet_by_name(sheet).to_python() for sheet in book.sheet_names]
    except (CalamineError, ValueError, OSError) as error:
        raise UnreadableSourceError(
            "xlsxとして開けません", where=name, remedy="Excelで開いて保存し直してください"
        ) from error
    return read_text("\n\n\n".join("\n".join(map(_line, rows)) for rows in sheets), name)


def _line(cells: list[Any]) -> str:
    """The filled cells of a row; a line break inside a cell is kept as a paragraph mark."""
    texts = [_text(cell) for cell in cells]
    filled = [text for text in texts if text]
    return "\t".join(filled)


def _text(cell: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    if isinstance(cell, bool):
        return "○" if cell else ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "<br>".join(line.strip(" \t") for line in str(cell).strip().splitlines())
