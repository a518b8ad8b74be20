"""docx → its paragraphs and tables as a tab-separated text → Form; tracked changes as two versions."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from piadiff.errors import UnreadableSourceError
from piadiff.model import Form
from piadiff.readers.text import read_text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(data: bytes, name: str) -> Form:
    """Read a form from a document with all tracked changes accepted.

    Raises:
        UnreadableSourceError: When the document cannot be opened or holds no form.
    """
    return read_text(_document_text(data, name, dropped="del"), name)


def read_docx_versions(data: bytes, name: str) -> tuple[Form, Form]:
    """The form before and after the tracked changes of a document."""
    return tuple(read_text(_document_text(data, name, dropped=kind), name) for kind in ("ins", "del"))  # type: ignore[return-value]


def _document_text(data: bytes, name: str, dropped: str) -> str:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            root = fromstring(archive.read("word/document.xml"))
    except (zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException, ValueError, OSError) as error:
        raise UnreadableSourceError(
            "docxとして開けません", where=name, remedy="Wordで開いて保存し直してください"
        ) from error
    body = root.find(f"{_W}body")
    return "\n".join(_blocks(body, dropped)) if body is not None else ""


def _blocks(parent: Element, dropped: str) -> Iterator[str]:
    """Paragraphs as lines, table rows as lines with tabs between their cells."""
    for child in parent:
        if child.tag == f"{_W}p":
            yield _paragraph(child, dropped)
        elif child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                cells = ["<br>".join(_blocks(cell, dropped)).strip() for cell in row.findall(f"{_W}tc")]
                yield "\t".join(cells)


def _paragraph(paragraph: Element, dropped: str) -> str:
    pieces: list[str] = []

    def walk(node: Element) -> None:
        if node.tag == f"{_W}{dropped}":
            return
        if node.tag in (f"{_W}t", f"{_W}delText"):
            pieces.append(node.text or "")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            pieces.append("<br>")
        elif node.tag == f"{_W}tab":
            pieces.append(" ")
        for child in node:
            walk(child)

    walk(paragraph)
    return "".join(pieces)
