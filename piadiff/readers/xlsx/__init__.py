"""xlsx → the cells of its sheets → Form."""

from __future__ import annotations

from piadiff.model import Form
from piadiff.readers.cells_or_lines import read_grid_or_text
from piadiff.readers.xlsx.workbook import xlsx_grid


def read_xlsx(data: bytes, name: str) -> Form:
    """Read a form from a workbook.

    Raises:
        UnreadableSourceError: When the workbook cannot be opened or holds no form.
    """
    return read_grid_or_text(xlsx_grid(data, name), name)
