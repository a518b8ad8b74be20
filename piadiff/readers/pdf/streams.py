"""Compressed parts of a PDF are measured before the PDF library unpacks them into memory."""

from __future__ import annotations

import re
import zlib

from piadiff.readers.limits import LIMITS, check

_STREAM = re.compile(rb"stream\r?\n")
_HEAD = 2_000
_CHUNK = 1_000_000
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_LZW = re.compile(rb"/(?:LZWDecode|LZW)\b")
_LZW_RATIO = 3_000


def check_streams(data: bytes, name: str) -> None:
    """Refuse a PDF with a stream that unpacks to more than any form holds.

    Raises:
        UnreadableSourceError: When a stream breaks the limit.
    """
    for match in _STREAM.finditer(data):
        begin = max(0, match.start() - _HEAD)
        head = data[max(data.rfind(b" obj", begin, match.start()), begin) : match.start()]
        most = LIMITS.archive_bytes if _IMAGE.search(head) else LIMITS.stream_bytes
        if _FLATE.search(head):
            size = _unpacked(data, match.end(), most, rounds=len(_FLATE.findall(head)))
            check(size, most, f"展開した大きさ（{match.start():,}バイト目）", "バイト", name)
        elif _LZW.search(head) and not _IMAGE.search(head):
            end = data.find(b"endstream", match.end())
            size = (len(data) if end < 0 else end) - match.end()
            check(size, most // _LZW_RATIO * 20, f"LZWで縮めた部分（{match.start():,}バイト目）", "バイト", name)


def _unpacked(data: bytes, start: int, most: int, rounds: int) -> int:
    """Size of a deflated stream, no further than the limit; packed more than once it counts as too large."""
    unpacker, size, at = zlib.decompressobj(), 0, start
    rest = b""
    try:
        while size <= most and not unpacker.eof:
            if not rest:
                rest = data[at : at + _CHUNK]
                at += _CHUNK
            if not rest:
                break
            size += len(unpacker.decompress(rest, _CHUNK))
            rest = unpacker.unconsumed_tail
    except zlib.error:
        pass
    return size if rounds < 2 or size * 1_000 <= most else most + 1
