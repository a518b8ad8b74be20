"""Bytes of a source → text; the encoding is determined from the bytes."""

from __future__ import annotations

from piadiff import data
from piadiff.errors import UnreadableSourceError

_REMEDY = "xlsx・docx・PDF・テキスト（UTF-8、UTF-16、CP932）・piadiff の YAML のどれかを指定してください"


def decode(content: bytes, name: str) -> str:
    """The text of a source.

    Raises:
        UnreadableSourceError: When the bytes are no text in a known encoding.
    """
    return data.decode(content, name, fault=UnreadableSourceError, remedy=_REMEDY)
