"""One readable format as a line of a table: what its files are called, how they begin, what reads them."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from importlib import import_module
from typing import Literal

from piadiff.model import Form

SIGNED = 1024
"""Bytes at the beginning of a file that may hold its signature."""


@dataclass(frozen=True, slots=True)
class Format:
    """One readable format; the bytes decide, the suffix only says which files to offer.

    Attributes:
        reader: ``module:function`` below ``piadiff``: (content, name of the source) → Form; imported when it is used.
        signature: Stands at the beginning of the file; of an archive, the name of one of its entries.
        kind: ``archive`` and ``binary`` readers get bytes, ``text`` readers the decoded text.
    """

    name: str
    suffixes: tuple[str, ...]
    kind: Literal["archive", "binary", "text"]
    signature: str
    reader: str

    def fits(self, content: bytes | str, entries: Set[str] = frozenset()) -> bool:
        """Whether a source is in this format; ``entries`` are those of an archive."""
        if self.kind == "archive":
            return self.signature in entries
        if isinstance(content, bytes):
            return self.kind == "binary" and self.signature.encode() in content[:SIGNED]
        return self.kind == "text" and content.lstrip("\ufeff \r\n").startswith(self.signature)

    def load(self) -> Callable[[bytes | str, str], Form]:
        """The reader."""
        module, _, function = self.reader.partition(":")
        loaded: Callable[[bytes | str, str], Form] = getattr(import_module(f"piadiff.{module}"), function)
        return loaded


FORMATS = (
    Format("Excel", (".xlsx",), "archive", "xl/workbook.xml", "readers.xlsx:read_xlsx"),
    Format("Word", (".docx",), "archive", "word/document.xml", "readers.docx:read_docx"),
    Format("PDF", (".pdf",), "binary", "%PDF-", "readers.pdf:read_pdf"),
    Format("正規形", (".yaml", ".yml"), "text", "schema: piadiff/form/", "canonical:load"),
    Format("テキスト", (".txt",), "text", "", "readers.text:read_text"),
)
DOCUMENTS = tuple(suffix for known in FORMATS if known.kind != "text" for suffix in known.suffixes)
"""Suffixes of formats that git shows as bytes."""
SUFFIXES = tuple(suffix for known in FORMATS for suffix in known.suffixes)
"""Suffixes of everything readable, to offer files by."""
