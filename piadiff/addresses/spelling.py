"""A canonical address → how an officer writes it in the 項目 column."""

from __future__ import annotations

from piadiff.model import WHOLE_FORM, ItemPath

_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {ord("~"): ord("～")}


def official_spelling(path: ItemPath) -> str:
    """``Ⅱ(住民基本台帳ファイル)-5-移転先1-②`` as ``Ⅱ（住民基本台帳ファイル）－５－移転先１－②``."""
    if path.section in WHOLE_FORM:
        return path.section
    section = path.section.translate(_WIDE)
    head = f"{section}（{path.file}）" if path.file else section
    return "－".join((head, *(part.translate(_WIDE) for part in path.parts)))
