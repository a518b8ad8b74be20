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
    told = cell.strip()
    return len(told) <= 60 and not re.match(r"[①-⑳・0-9０-９]", told) and bool(_DESCRIBES.search(told))


def quotes(cell: str) -> bool:
    """Whether the cell quotes text that can be looked up."""
    return bool(pieces(cell)) and not says_nothing(cell) and not describes(cell)


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
    boxes = re.findall(r"[\[［][^\[［\]］]*[\]］][^\[［\]］]*", piece)
    return [box.strip() for box in boxes] if boxes and "".join(boxes) == piece else [piece]


def differs_in_notation(cell: str, text: str) -> tuple[str, ...]:
    """Pieces found only under the comparison key: the spelling differs."""
    squeezed = re.sub(r"\s", "", text)
    return tuple(
        line.strip()
        for piece in pieces(cell)
        for line in piece.split("\n")
        if line.strip() and find_all(text, line) and re.sub(r"\s", "", line) not in squeezed
    )
