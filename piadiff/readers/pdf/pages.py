"""Bytes → pages, one after the other; what breaks a limit or cannot be opened is reported, never raised as it is."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from piadiff.errors import PiadiffError, UnreadableSourceError
from piadiff.readers.limits import LIMITS, check
from piadiff.readers.pdf.drawing import Meter, draw
from piadiff.readers.pdf.glyphs import PageObjects, page_objects
from piadiff.readers.pdf.streams import Bounds
from piadiff.readers.progress import Progress

if TYPE_CHECKING:
    from pdfplumber.page import Page

logging.getLogger("pdfminer").addHandler(logging.NullHandler())


@dataclass(frozen=True)
class ReadPage:
    """One page.

    Attributes:
        objects: None when the page is broken.
        text: Its text line by line, to be asked for before the next page is read.
    """

    number: int
    objects: PageObjects | None
    text: Callable[[], str]


def read_pages(data: bytes, name: str, progress: Progress | None = None) -> Iterator[ReadPage]:
    """The pages of a PDF; only one of them is held in memory.

    Raises:
        UnreadableSourceError: When the PDF cannot be opened, or holds more than any form.
    """
    import pdfplumber

    numbers = list(range(1, LIMITS.pages + 2))
    bounds = Bounds(name)
    with _told(name), bounds.held():
        document = pdfplumber.open(io.BytesIO(data), pages=numbers)
        pages = document.pages
    check(len(pages), LIMITS.pages, "頁数", "頁", name)
    characters = drawn = 0
    meter = Meter(name)
    for page in pages:
        meter.name = f"{name} {page.page_number}頁"
        with bounds.held():
            objects = _objects(page, meter)
        characters += len(objects.glyphs) if objects else 0
        drawn += len(objects.rules) if objects else 0
        check(characters, LIMITS.text_characters, "文字数", "字", name)
        check(drawn, LIMITS.document_rules, "罫線の数", "本", name)
        yield ReadPage(page.page_number, objects, partial(_text, page, name, bounds))
        page.close()
        if progress is not None:
            progress(page.page_number, len(pages))


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Whatever a broken file makes the PDF library raise becomes one message for people."""
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        yield
    except PiadiffError:
        raise
    except Exception as error:
        causes = (*error.args, error.__cause__, error.__context__)
        refused = next((cause for cause in causes if isinstance(cause, PiadiffError)), None)
        if refused is not None:
            raise refused from error
        locked = any(isinstance(cause, PDFPasswordIncorrect) for cause in causes)
        raise UnreadableSourceError(
            "パスワードが付いたPDFです" if locked else "PDFとして開けません（壊れています）",
            where=name,
            remedy="パスワードを外して保存し直してください" if locked else "開けるPDFか、xlsx・docx を渡してください",
        ) from error


def _text(page: Page, name: str, bounds: Bounds) -> str:
    with _told(name), bounds.held():
        return page.extract_text() or ""


def _objects(page: Page, meter: Meter) -> PageObjects | None:
    """What a page draws; a broken page is none, so that the others can be read."""
    try:
        # where pdfplumber keeps what it has drawn: so it draws no page twice, nor past our limits
        page._layout = draw(page, meter)
        return page_objects(page.layout)
    except PiadiffError:
        raise
    except Exception:
        # the library raises whatever it stumbles over in a broken file
        return None
