"""PDF → the cells its ruling lines close off, or the text of its pages → Form; scanned pages are named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from piadiff.errors import UnreadableSourceError
from piadiff.model import Form, Unassigned
from piadiff.readers.grid import Grid, reading_order
from piadiff.readers.grid_or_text import read_grid_or_text
from piadiff.readers.pdf.boxes import boxes, characters
from piadiff.readers.pdf.flow import cells
from piadiff.readers.pdf.glyphs import UNREADABLE
from piadiff.readers.pdf.pages import Progress, ReadPage, read_pages
from piadiff.readers.pdf.regions import regions
from piadiff.readers.pdf.sheets import Sheet
from piadiff.readers.text import read_text

__all__ = ["Progress", "pdf_grid", "read_pdf"]

_SCANNED_SHARE = 0.5
_UNMAPPED_SHARE = 0.5
_RULED_SHARE = 0.5
_LISTED = 10


def read_pdf(data: bytes, name: str, progress: Progress | None = None) -> Form:
    """Read a form from a PDF with a text layer.

    Args:
        data: The file.
        name: What messages call it.
        progress: Is told after every page how many are read, and of how many.

    Raises:
        UnreadableSourceError: When the PDF is broken, locked, larger than any form, or mostly made of scanned pages.
    """
    document = _document(data, name, progress)
    if document.is_ruled:
        return read_grid_or_text(document.grid(), name)
    form = read_text("\f".join(document.texts), name)
    return replace(form, unassigned=(*form.unassigned, *document.notes()))


def pdf_grid(data: bytes, name: str, progress: Progress | None = None) -> Grid:
    """The cells of a PDF, whether it is ruled or not.

    Raises:
        UnreadableSourceError: As ``read_pdf``.
    """
    return _document(data, name, progress).grid()


@dataclass
class _Document:
    """What the pages of a document add up to."""

    sheets: list[Sheet] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    unmapped: dict[int, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    ruled: int = 0
    shown: int = 0

    @property
    def is_ruled(self) -> bool:
        """Whether most of the text stands in tables."""
        return self.ruled >= _RULED_SHARE * max(1, self.shown)

    def grid(self) -> Grid:
        return Grid(reading_order(cells(self.sheets)), flows=True, notes=self.notes())

    def notes(self) -> tuple[Unassigned, ...]:
        """What is in no cell, by page."""
        notes = [f"{page}頁: 文字の入っていない（画像だけの）頁です" for page in self.scanned]
        notes += [f"{page}頁: 壊れていて読めない頁です" for page in self.broken]
        notes += [
            f"{page}頁: 文字に直せない字が{count}字あります（{UNREADABLE}で示します）"
            for page, count in self.unmapped.items()
        ]
        return tuple(Unassigned(0, note) for note in [*notes, *self.missing])


def _document(data: bytes, name: str, progress: Progress | None) -> _Document:
    document, count = _Document(), 0
    for page in read_pages(data, name, progress):
        count += 1
        _add(document, page, name)
    _refuse(document, count, name)
    return document


def _add(document: _Document, page: ReadPage, name: str) -> None:
    objects = page.objects
    if objects is None:
        document.broken.append(page.number)
        return
    ink = [glyph for glyph in objects.glyphs if not glyph.text.isspace()]
    if not ink:
        if objects.images:
            document.scanned.append(page.number)
        return
    cut = regions(objects.rules, f"{name} {page.number}頁")
    found = boxes(objects, cut)
    ruled = sum(1 for glyph in ink if cut.piece(glyph.centre, glyph.middle).table)
    document.ruled += ruled
    document.shown += len(ink)
    if objects.unmapped:
        document.unmapped[page.number] = objects.unmapped
    lost = characters(glyph.text for glyph in ink) - characters(box.text for box in found)
    if lost:
        document.missing.append(f"{page.number}頁: どの枠にも入らない文字です: {''.join(lost.elements())}")
    document.sheets.append(Sheet(page.number, objects.height, found, cut.columns))
    unruled = ruled < _RULED_SHARE * len(ink)
    document.texts.append(page.text() if unruled else "\n".join(box.text for box in found))


def _refuse(document: _Document, count: int, name: str) -> None:
    """Stop where most of a document cannot be read.

    Raises:
        UnreadableSourceError: When most pages are scanned or broken, or most characters have no code.
    """
    if len(document.scanned) > count * _SCANNED_SHARE:
        raise UnreadableSourceError(
            f"文字の入っていない（画像だけの）頁です: {_listed(document.scanned)} 頁",
            where=name,
            remedy="文字認識（OCR）をかけたPDFを渡してください",
        )
    if len(document.broken) > count * _SCANNED_SHARE or not count:
        raise UnreadableSourceError(
            f"壊れていて読めない頁です: {_listed(document.broken)} 頁" if count else "頁のないPDFです",
            where=name,
            remedy="PDFを作り直すか、xlsx・docx を渡してください",
        )
    if sum(document.unmapped.values()) > document.shown * _UNMAPPED_SHARE:
        raise UnreadableSourceError(
            "文字に直せない字ばかりのPDFです（フォントに文字の対応表がありません）",
            where=name,
            remedy="文字を選んで写せるPDFを作り直すか、xlsx・docx を渡してください",
        )


def _listed(pages: Sequence[int]) -> str:
    shown = "、".join(map(str, pages[:_LISTED]))
    return f"{shown} など{len(pages)}" if len(pages) > _LISTED else shown
