"""Archives are looked over before anything in them is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.etree.ElementTree import Element

from piadiff.errors import UnreadableSourceError
from piadiff.readers.limits import LIMITS, check, check_part

_REMEDY = "もう一度入手するか、ExcelやWordで開いて保存し直してください"
_ENCRYPTED = 0x1
ARCHIVE_FAULTS = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    ValueError,
    RuntimeError,
    OSError,
)
"""What the zip library raises on broken, encrypted or unknown entries; NotImplementedError is a RuntimeError."""
_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?(?<!/)>")
_ROW = re.compile(rb"<(?:\w+:)?row\b[^>]*>")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,3})([0-9]{1,7})["']""")


def part_tree(data: bytes, place: str, remedy: str) -> Element:
    """A part of an office document as a tree.

    Raises:
        UnreadableSourceError: When it is no XML, or declares entities.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        message = "XMLに実体（DTD・ENTITY）の宣言があります。安全のため読みません"
        raise UnreadableSourceError(message, where=place, remedy=remedy) from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableSourceError("XMLとして読めません", where=place, remedy=remedy) from error
    return root


def check_archive(data: bytes, name: str) -> frozenset[str]:
    """Names of the entries of an xlsx or docx file.

    Raises:
        UnreadableSourceError: When the archive is broken, or unpacks to more than any form needs.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_sizes(entries, len(data), name)
            for entry in entries:
                if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                    check_part(entry.file_size, f"{name}（{entry.filename}）")
                    _check_used_range(archive.read(entry), f"{name}（{entry.filename}）")
    except ARCHIVE_FAULTS as error:
        raise UnreadableSourceError("壊れたファイルです（ZIPとして開けません）", where=name, remedy=_REMEDY) from error
    return frozenset(entry.filename for entry in entries)


def _check_sizes(entries: list[zipfile.ZipInfo], size: int, name: str) -> None:
    """Refuse by what the directory declares; unpacking stops at the declared size of an entry."""
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    check(len(entries), LIMITS.archive_entries, "ファイルの中の部品の数", "件", name)
    check(unpacked, LIMITS.archive_bytes, "展開した大きさ", "バイト", name)
    if unpacked > LIMITS.ratio_from:
        check(unpacked // packed, LIMITS.archive_ratio, "展開の倍率", "倍", name)
    if packed > size:
        raise UnreadableSourceError("部品が重なり合った、壊れたZIPです", where=name, remedy=_REMEDY)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise UnreadableSourceError(
            "パスワードの付いたZIPです", where=name, remedy="パスワードを外して保存し直してください"
        )


def _check_used_range(sheet: bytes, name: str) -> None:
    """Refuse a sheet that names a cell far away: readers make room for every cell up to it."""
    places = [_PLACE.search(tag) for tag in _CELL.findall(sheet)]
    if not all(places):
        places += [_PLACE.search(tag) for tag in _ROW.findall(sheet)]
    known = [place for place in places if place]
    rows = max((int(place[2]) for place in known), default=0)
    columns = max((_column(place[1]) for place in known), default=0)
    check(rows * max(1, columns), LIMITS.sheet_cells, "使われているセルの範囲", "セル", name)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
