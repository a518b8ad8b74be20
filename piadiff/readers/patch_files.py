"""Which files of a pull request may be forms."""

from __future__ import annotations

from pathlib import PurePosixPath

from piadiff.model.pull_request import FilePair
from piadiff.readers.formats import DOCUMENTS

_CANONICAL = b"schema: piadiff/form/"
_HEAD = 400


def may_be_form(pair: FilePair) -> bool:
    """Whether a file is a canonical form, or a document of a format in which forms are written."""
    if PurePosixPath(pair.path).suffix.lower() in (*DOCUMENTS, ".txt"):
        return True
    return any(is_canonical(side or b"") for side in (pair.before, pair.after))


def is_canonical(content: bytes) -> bool:
    """Whether a file calls itself a canonical form."""
    return _CANONICAL in content[:_HEAD]
