"""PDF → the text of its pages → Form; scanned pages are named."""

from __future__ import annotations

import io

from piadiff.errors import UnreadableSourceError
from piadiff.model import Form
from piadiff.readers.text import read_text

_SCANNED_SHARE = 0.5


def read_pdf(data: bytes, name: str) -> Form:
    """Read a form from a PDF with a text layer.

    Raises:
        UnreadableSourceError: When the PDF is broken, locked, or mostly made of scanned pages.
    """
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            pages = [page.extract_text() or "" for page in document.pages]
    except (PdfminerException, MalformedPDFException, PDFPasswordIncorrect, ValueError, KeyError, TypeError) as error:
        raise UnreadableSourceError(
            "PDFとして開けません（壊れているか、パスワードが付いています）",
            where=name,
            remedy="開けるPDFか、xlsx・docx を渡してください",
        ) from error
    scanned = [number for number, text in enumerate(pages, 1) if not text.strip()]
    if pages and len(scanned) > len(pages) * _SCANNED_SHARE:
        listed = "、".join(map(str, scanned[:10]))
        raise UnreadableSourceError(
            f"文字の入っていない（画像だけの）頁です: {listed} 頁",
            where=name,
            remedy="文字認識（OCR）をかけたPDFを渡してください",
        )
    return read_text("\f".join(pages), name)
