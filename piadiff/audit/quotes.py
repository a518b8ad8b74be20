"""What a 変更箇所 cell quotes: pieces between （省略）, nothing, or a description."""

from __future__ import annotations

import re

from piadiff.text import find_all, key

_ELISION = re.compile(r"[（(]\s*(?:省\s*略|略|中略|前略|後略)\s*[)）]")
_NOTHING = re.compile(
    r"^[-‐－―—ー―\s]*$|^[（(]?(?:追加|新規|新設|削除|なし|記述無し|記述なし|記載なし|該当なし)[)）]?$"
)
_DESCRIBES = re.compile(
    r"^※|(?:の修正|を修正|の追加|を追加|の削除|を削除|に修正|を図示|の見直し|記述追加|へ修正)[)）]?[。]?$"
)


def pieces(cell: str) -> tuple[str, ...]:
    """The quoted pieces of a cell, without white space around them."""
    return tuple(piece.strip() for piece in _ELISION.split(cell) if piece.strip())


def says_nothing(cell: str) -> bool:
    """Whether the cell stands for a text that does not exist."""
    return bool(_NOTHING.match(cell.strip()))


def describes(cell: str) -> bool:
    """Whether the cell tells of a change instead of quoting the text."""
    return len(cell) <= 80 and bool(_DESCRIBES.search(cell.strip()))


def quotes(cell: str) -> bool:
    """Whether the cell quotes text that can be looked up."""
    return bool(pieces(cell)) and not says_nothing(cell) and not describes(cell)


def missing_pieces(cell: str, text: str) -> tuple[str, ...]:
    """Paragraphs of the quoted pieces that the text does not hold, even under the comparison key."""
    folded = key(text)
    lost: list[str] = []
    for piece in pieces(cell):
        if key(piece) in folded:
            continue
        lost.extend(line.strip() for line in piece.split("\n") if line.strip() and key(line) not in folded)
        if not lost:
            lost.append(piece)
    return tuple(lost)


def differs_in_notation(cell: str, text: str) -> tuple[str, ...]:
    """Pieces found only under the comparison key: the spelling differs."""
    squeezed = re.sub(r"\s", "", text)
    return tuple(
        line.strip()
        for piece in pieces(cell)
        for line in piece.split("\n")
        if line.strip() and find_all(text, line) and re.sub(r"\s", "", line) not in squeezed
    )
