"""Source text → fragments: cells or lines with their page, markup taken off, nothing dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TAG_BREAK = re.compile(r"</(?:p|li|div|tr)>|<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"<(?:/?(?:p|ul|ol|li|div|table|tr|td|th|thead|tbody|span|br)\b)[^<>]*>", re.IGNORECASE)
_LIST_MARK = re.compile(r"(?<=\S)[ 　]+(?=[①-⑳㉑-㉟]|・|※|\d{1,2}[.．] |[(（]\d{1,2}[)）])")


@dataclass(slots=True)
class Fragment:
    """One cell of a table row, or one line."""

    line: int
    page: int
    text: str
    row: int
    cell: int
    cells: int
    gap: bool


def _clean_cell(cell: str) -> str:
    text = _TAG.sub("", _TAG_BREAK.sub("\n", cell))
    lines = (_LIST_MARK.sub("\n", line.strip()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def fragments(lines: list[tuple[int, str]]) -> list[Fragment]:
    """Fragments in source order; a page ends at a form feed or at two blank lines."""
    found: list[Fragment] = []
    page, blank = 0, 0
    for number, raw in lines:
        if "\f" in raw:
            page += 1
        text = raw.replace("\f", "")
        if not text.strip():
            blank += 1
            continue
        if blank >= 2 and found:
            page += 1
        cells = text.split("\t") if "\t" in text.strip() else [text]
        rich = len(cells) > 1 or bool(_TAG.search(text))
        for index, cell in enumerate(cells):
            content = _clean_cell(cell) if rich else cell.rstrip()
            if content.strip() or len(cells) > 1:
                found.append(Fragment(number, page, content, number, index, len(cells), blank > 0 and index == 0))
        blank = 0
    return found
