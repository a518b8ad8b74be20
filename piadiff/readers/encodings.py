"""Bytes → text: UTF-8 with or without BOM, UTF-16, CP932, told from the bytes."""

from __future__ import annotations

import codecs

from piadiff.errors import UnreadableSourceError

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BINARY_SHARE = 0.02


def decode(data: bytes, name: str) -> str:
    """The text of a source.

    Raises:
        UnreadableSourceError: When the bytes are no text in a known encoding.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data, encoding, name)
    if data.count(0) > len(data) * _BINARY_SHARE:
        sides = (data[0::2].count(0), data[1::2].count(0))
        if max(sides) > 4 * min(sides) and max(sides) * 4 > len(data) // 2:
            return _decoded(data, "utf-16-be" if sides[0] > sides[1] else "utf-16-le", name)
        raise UnreadableSourceError("テキストではなく、読める形式でもありません", where=name, remedy=_REMEDY)
    for encoding in ("utf-8", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableSourceError(
        "文字コードが分かりません（UTF-8・UTF-16・CP932 のどれでもありません）", where=name, remedy=_REMEDY
    )


_REMEDY = "xlsx・docx・PDF・テキスト（UTF-8、UTF-16、CP932）・piadiff の YAML のどれかを指定してください"


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableSourceError(
            f"文字コード（{encoding}）として読めないバイトがあります（{error.start} バイト目）",
            where=name,
            remedy=_REMEDY,
        ) from error
