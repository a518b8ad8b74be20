"""PDF → the cells its ruling lines close off, or the text of its pages → Form; scanned pages are named."""

from __future__ import annotations

from dataclasses import replace

from piadiff.model import Form
from piadiff.readers.cells_or_lines import read_grid_or_text
from piadiff.readers.grid import Grid
from piadiff.readers.pdf.document import read_document
from piadiff.readers.progress import Progress, progress_of
from piadiff.readers.spacing import with_plain_blanks
from piadiff.readers.text import read_text

__all__ = ["pdf_grid", "read_pdf"]


def read_pdf(data: bytes, name: str, progress: Progress | None = None) -> Form:
    """Read a form from a PDF with a text layer.

    Args:
        data: The file.
        name: What messages call it.
        progress: Called after every page with how many are read, and of how many; whoever listens by default.

    Raises:
        UnreadableSourceError: When the PDF is broken, locked, larger than any form, or mostly made of scanned pages.
    """
    document = read_document(data, name, progress or progress_of(name))
    if document.is_ruled:
        return with_plain_blanks(read_grid_or_text(document.grid(), name))
    form = read_text("\f".join(document.texts), name)
    return replace(form, unassigned=(*form.unassigned, *document.notes()))


def pdf_grid(data: bytes, name: str, progress: Progress | None = None) -> Grid:
    """The cells of a PDF, whether it is ruled or not.

    Raises:
        UnreadableSourceError: As ``read_pdf``.
    """
    return read_document(data, name, progress).grid()
