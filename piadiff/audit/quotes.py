"""What a 変更箇所 cell quotes: pieces between （省略）, nothing, or a description."""

from __future__ import annotations

import re

from piadiff.text import cell as cells
from piadiff.text import find_all, key


def pieces(cell: str) -> tuple[str, ...]:
    """The quoted pieces of a cell, without white space around them."""
    return tuple(piece.strip() for piece in cells.pieces(cell) if piece.strip())


def quotes(cell: str, side: cells.Side) -> bool:
    """Whether the cell quotes text that can be looked up."""
    return bool(pieces(cell)) and not cells.says_nothing(cell, side) and not cells.describes(cell)


def missing_pieces(cell: str, text: str) -> tuple[str, ...]:
    """Paragraphs of the quoted pieces that the text does not hold, even under the comparison key."""
    folded = key(text)
    lost: list[str] = []
    for piece in (part for whole in pieces(cell) for part in _boxes_apart(whole)):
        if _held(piece, folded):
            continue
        lost.extend(line.strip() for line in piece.split("\n") if line.strip() and not _held(line, folded))
    return tuple(lost)


def _held(piece: str, folded: str) -> bool:
    """Whether a text stands in a folded one; 「時点」 behind a date and the brackets of a count are print."""
    wanted = key(piece)
    bare = str.maketrans("", "", "()")
    return wanted in folded or wanted.removesuffix("時点") in folded or wanted.translate(bare) in folded.translate(bare)


def _boxes_apart(piece: str) -> list[str]:
    """A piece that lists check boxes, box by box: a row may leave out the boxes that stay empty."""
    return [str(box) for box in cells.boxes(piece)] or [piece]


def differs_in_notation(cell: str, text: str) -> tuple[str, ...]:
    """Pieces found only under the comparison key: the spelling differs."""
    squeezed = re.sub(r"\s", "", text)
    return tuple(
        line.strip()
        for piece in pieces(cell)
        for line in piece.split("\n")
        if line.strip() and find_all(text, line) and re.sub(r"\s", "", line) not in squeezed
    )
