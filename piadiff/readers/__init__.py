"""Sources of every format → Form, with everything that could not be placed."""

from __future__ import annotations

from pathlib import Path

from piadiff.errors import UnreadableSourceError
from piadiff.model import Form
from piadiff.readers.archive import check_archive
from piadiff.readers.encodings import decode
from piadiff.readers.formats import DOCUMENTS, FORMATS
from piadiff.readers.limits import check_lines, limited
from piadiff.readers.row_items import with_resolved_rows

__all__ = ["read", "read_bytes", "read_tracked"]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(path: Path) -> Form:
    """Read a form from a file of any readable format.

    Raises:
        UnreadableSourceError: When the file is no form or breaks a limit.
    """
    return read_bytes(limited(path), str(path))


def read_tracked(path: Path) -> tuple[Form, Form] | None:
    """The form before and after the tracked changes of a Word document; None for a source without any.

    Raises:
        UnreadableSourceError: When the file is no form or breaks a limit.
    """
    data = limited(path)
    if not data.startswith(_ZIP) or "word/document.xml" not in check_archive(data, str(path)):
        return None
    from piadiff.readers.docx import read_docx_versions, tracked

    if not tracked(data, str(path)):
        return None
    before, after = read_docx_versions(data, str(path))
    return with_resolved_rows(before), with_resolved_rows(after)


def read_bytes(data: bytes, name: str) -> Form:
    """Read a form from bytes; the format is determined from the bytes, never from the name.

    Raises:
        UnreadableSourceError: When the bytes are no form or break a limit.
    """
    entries = check_archive(data, name) if data.startswith(_ZIP) else frozenset()
    known = next((known for known in FORMATS if known.fits(data, entries)), None)
    if known is not None:
        return with_resolved_rows(known.load()(data, name))
    if entries and "content.xml" in entries:
        raise UnreadableSourceError(
            "OpenDocument（ods・odt）は読めません",
            where=name,
            remedy="LibreOfficeなどで開き、xlsx または docx で保存し直してください",
        )
    if entries:
        raise UnreadableSourceError(
            f"{'・'.join(DOCUMENTS)} のどれでもない ZIP です",
            where=name,
            remedy="中の評価書を取り出して指定してください",
        )
    if data.startswith(_OLE):
        raise UnreadableSourceError(
            "古い形式（xls・doc）か、パスワードの付いたファイルです",
            where=name,
            remedy="パスワードを外し、xlsx または docx で保存し直してください",
        )
    text = decode(data, name)
    check_lines(text.splitlines(), name)
    written = next(known for known in FORMATS if known.fits(text))
    form = written.load()(text, name)
    return form if written.signature else with_resolved_rows(form)
