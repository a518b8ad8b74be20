"""Archives are looked over before anything in them is unpacked."""

from __future__ import annotations

import io
import zipfile

from piadiff.errors import UnreadableSourceError

_MOST_UNPACKED = 200_000_000
_MOST_RATIO = 200
_MOST_ENTRIES = 5_000


def check_archive(data: bytes, name: str) -> frozenset[str]:
    """Names of the entries of an xlsx or docx file.

    Raises:
        UnreadableSourceError: When the archive is broken, or unpacks to more than any form needs.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableSourceError(
            "壊れたファイルです（ZIPとして開けません）", where=name, remedy="もう一度入手してください"
        ) from error
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if unpacked > _MOST_UNPACKED or unpacked > packed * _MOST_RATIO or len(entries) > _MOST_ENTRIES:
        raise UnreadableSourceError(
            f"展開すると {unpacked:,} バイト（{unpacked // packed} 倍）、{len(entries):,} 件になり、"
            f"上限（{_MOST_UNPACKED:,} バイト、{_MOST_RATIO} 倍、{_MOST_ENTRIES:,} 件）を超えます",
            where=name,
            remedy="評価書だけのファイルを渡してください",
        )
    return frozenset(entry.filename for entry in entries)
