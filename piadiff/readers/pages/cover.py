"""The 表紙: its few values are told apart by what they look like, since layouts scatter them."""

from __future__ import annotations

import re

from piadiff.model import ItemPath
from piadiff.text import parse_date

_ORGAN = re.compile(r"(?:長|委員会|組合|機構|大臣|理事|省|庁|局|公社|連合|大学|センター|企業団|管理者)$")
_TITLE = re.compile(r"評価書|に関する事務|関係事務|業務")
_FORM_TITLE = re.compile(r"^特定個人情報保護評価書\s*[（(]")


def cover_values(blocks: list[tuple[int, str]], has_approval: bool) -> dict[ItemPath, tuple[int, str]]:
    """Values of the 表紙 among its free blocks (line, text), by address."""
    found: dict[str, tuple[int, str]] = {}
    rest: list[tuple[int, str]] = []
    for line, text in blocks:
        bare = text.strip()
        key = _kind(bare, found)
        if key is None:
            rest.append((line, bare))
        else:
            found[key] = (line, bare)
    for line, bare in rest:
        if "評価書名" not in found and len(bare) <= 80 and _TITLE.search(bare):
            found["評価書名"] = (line, bare)
        elif bare and not _FORM_TITLE.match(bare):
            previous = found.get("特記事項", (line, ""))
            found["特記事項"] = (previous[0], "\n".join(filter(None, (previous[1], bare))))
    del has_approval
    return {ItemPath("表紙", parts=(key,)): value for key, value in found.items()}


def _kind(text: str, found: dict[str, tuple[int, str]]) -> str | None:
    """Which value of the 表紙 a text can only be."""
    if "宣言" in text and len(text) > 40 and "宣言" not in found:
        return "宣言"
    if parse_date(text) and len(text) < 20 and "公表日" not in found:
        return "公表日"
    if re.fullmatch(r"[0-9０-９]{1,4}(?:[-－の][0-9０-９]{1,3})?", text) and "評価書番号" not in found:
        return "評価書番号"
    if len(text) <= 40 and _TITLE.search(text) and not _FORM_TITLE.match(text) and "評価書名" not in found:
        return "評価書名"
    if len(text) <= 30 and _ORGAN.search(text) and "評価実施機関名" not in found:
        return "評価実施機関名"
    return None
