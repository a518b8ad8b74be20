"""Pages → a document: its boxes, its text, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from piadiff.errors import UnreadableSourceError
from piadiff.model import Unassigned
from piadiff.readers.grid import Grid, reading_order
from piadiff.readers.pdf.boxes import boxes, characters
from piadiff.readers.pdf.flow import cells
from piadiff.readers.pdf.glyphs import UNREADABLE
from piadiff.readers.pdf.pages import ReadPage, read_pages
from piadiff.readers.pdf.regions import regions
from piadiff.readers.pdf.sheets import Sheet
from piadiff.readers.progress import Progress

_SCANNED_SHARE = 0.5
_UNMAPPED_SHARE = 0.5
_RULED_SHARE = 0.5
_LISTED = 10
_SCAN, _PICTURE = 0.4, 0.02
"""Share of a page that an image covers when the page is a scan, and when it is worth a note."""
_FEW = 30


@dataclass
class Document:
    """What the pages of a document add up to."""

    sheets: list[Sheet] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    outlined: list[int] = field(default_factory=list)
    pictured: list[int] = field(default_factory=list)
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
        """The cells of all pages."""
        return Grid(reading_order(cells(self.sheets)), flows=True, notes=self.notes())

    def notes(self) -> tuple[Unassigned, ...]:
        """What is in no cell, by page."""
        notes = [f"{page}頁: 文字の入っていない（画像だけの）頁です" for page in self.scanned]
        notes += [f"{page}頁: 文字が図形として描かれた、読めない頁です" for page in self.outlined]
        notes += [f"{page}頁: 図・画像があり、その中の文字は読めません" for page in self.pictured]
        notes += [f"{page}頁: 壊れていて読めない頁です" for page in self.broken]
        notes += [
            f"{page}頁: 文字に直せない字が{count}字あります（{UNREADABLE}で示します）"
            for page, count in self.unmapped.items()
        ]
        return tuple(Unassigned(0, note) for note in [*notes, *self.missing])


def read_document(data: bytes, name: str, progress: Progress | None) -> Document:
    """Read all pages of a PDF.

    Raises:
        UnreadableSourceError: When it cannot be opened, most of it cannot be read, or it is larger than any form.
    """
    document, count = Document(), 0
    for page in read_pages(data, name, progress):
        count += 1
        _add(document, page, name)
    _refuse(document, count, name)
    return document


def _add(document: Document, page: ReadPage, name: str) -> None:
    objects = page.objects
    if objects is None:
        document.broken.append(page.number)
        return
    ink = [glyph for glyph in objects.glyphs if not glyph.text.isspace()]
    if len(ink) < _FEW and objects.pictured >= _SCAN:
        document.scanned.append(page.number)
    elif objects.pictured >= _PICTURE:
        document.pictured.append(page.number)
    elif not ink and objects.shapes >= _FEW:
        document.outlined.append(page.number)
    if not ink:
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


def _refuse(document: Document, count: int, name: str) -> None:
    """Stop where most of a document cannot be read.

    Raises:
        UnreadableSourceError: When most pages are scanned or broken, or most characters have no code.
    """
    textless = sorted([*document.scanned, *document.outlined])
    if len(textless) > count * _SCANNED_SHARE:
        raise UnreadableSourceError(
            f"文字の入っていない（画像だけの）頁です: {_listed(textless)} 頁",
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
