"""Compressed parts of a PDF are unpacked no further than the limit, locked and nested ones too."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace

from piadiff.readers.limits import LIMITS, check


@contextmanager
def bounded_streams(name: str) -> Iterator[None]:
    """Within, the PDF library unpacks a stream to the limit only and then refuses the file.

    The library unpacks whole streams at once, after it has unlocked them, and offers no limit of its own; nowhere but
    at its call of zlib can each of them be measured before it fills the memory.
    """
    from pdfminer import pdftypes

    def decompress(data: bytes) -> bytes:
        unpacked = zlib.decompressobj()
        out = unpacked.decompress(data, LIMITS.stream_bytes + 1)
        check(len(out), LIMITS.stream_bytes, "展開した大きさ", "バイト", name)
        if not unpacked.eof:
            raise zlib.error
        return out

    bounded = SimpleNamespace(decompress=decompress, decompressobj=zlib.decompressobj, error=zlib.error)
    pdftypes.zlib = bounded  # type: ignore[attr-defined, assignment]
    try:
        yield
    finally:
        pdftypes.zlib = zlib  # type: ignore[attr-defined]
