"""What a 変更箇所 cell quotes, and whether the items it speaks of hold it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from piadiff.model import Item, ItemKind
from piadiff.text import cell as cells
from piadiff.text import find_all, key
from piadiff.text.signs import CIRCLES


def pieces(cell: str) -> tuple[str, ...]:
    """The quoted pieces of a cell, without white space around them."""
    return tuple(piece.strip() for piece in cells.pieces(cell) if piece.strip())


def quotes(cell: str, side: cells.Side) -> bool:
    """Whether the cell quotes text that can be looked up."""
    return bool(pieces(cell)) and not cells.says_nothing(cell, side) and not cells.describes(cell)


def paragraphs(cell: str) -> list[str]:
    """Lines of the quoted pieces."""
    return [line.strip() for piece in pieces(cell) for line in piece.split("\n") if line.strip()]


def whole_text(items: Sequence[Item]) -> str:
    """What items say, with the numbers and labels that a row may quote along."""
    return "\n".join(text for item in items for text in (_heading(item), item.text))


def _heading(item: Item) -> str:
    number = next((part for part in item.path.parts if part.isdigit()), "")
    return f"{number}．{item.label}"


def missing_pieces(cell: str, items: Sequence[Item]) -> tuple[str, ...]:
    """Paragraphs of the quoted pieces that the items do not hold, even under the comparison key."""
    folded = key(whole_text(items))
    lost: list[str] = []
    for piece in (part for whole in pieces(cell) for part in _boxes_apart(whole)):
        if not _held(piece, folded):
            lines = (line.strip() for line in piece.split("\n") if line.strip())
            lost.extend(line for line in lines if not (_held(line, folded) or _printed(line, items)))
    return tuple(lost)


def _held(piece: str, folded: str) -> bool:
    """Whether a text stands in a folded one; 「時点」 behind a date and the brackets of a count are print."""
    wanted = key(piece)
    bare = str.maketrans("", "", "()")
    return wanted in folded or wanted.removesuffix("時点") in folded or wanted.translate(bare) in folded.translate(bare)


_BESIDE = str.maketrans("", "", ".、:()[]")
_NUMBER_OF_OPTION = re.compile(r"^\d{1,2}[).](?=\D)")


def _printed(line: str, items: Sequence[Item]) -> bool:
    """Whether a line is the form's own print, a value of the items behind it: 「②　取扱者数　10人未満」「2)　有料」."""
    wanted = key(line)
    option = _NUMBER_OF_OPTION.sub("", wanted.strip("[]"))
    for item in items:
        if option in map(key, item.options):
            return any(option == key(value) for other in items for value in _values(other))
        rests = (wanted.translate(_BESIDE).removeprefix(head) for head in _heads(item))
        if any(len(rest) < len(wanted.translate(_BESIDE)) and _is_value(rest, item) for rest in rests):
            return True
        if item.kind is ItemKind.COUNT and _is_value(wanted.translate(_BESIDE), item):
            return True
    return False


def _values(item: Item) -> Iterator[str]:
    yield from (item.value,) if isinstance(item.value, str) else item.value


def _heads(item: Item) -> Iterator[str]:
    """What the form prints before the value of an item, longest first: number and label, either of them."""
    label = key(item.label).translate(_BESIDE)
    marks = [key(part).translate(_BESIDE) for part in reversed(item.path.parts[-2:])]
    yield from (f"{mark}{label}" for mark in marks if label and mark != label)
    yield from filter(None, (label, *marks))


def _is_value(rest: str, item: Item) -> bool:
    if item.kind is ItemKind.COUNT:
        return rest.removesuffix("件") == key(item.text)
    bare = _NUMBER_OF_OPTION.sub("", rest)
    return not bare or bare in key(item.text).translate(_BESIDE)


def _boxes_apart(piece: str) -> list[str]:
    """A piece that lists check boxes, box by box: a row may leave out the boxes that stay empty."""
    return [str(box) for box in cells.boxes(piece)] or [piece]


def differs_in_notation(cell: str, text: str) -> tuple[str, ...]:
    """Lines found only under the comparison key, though widths and marks are spelt alike: 「サーバ」「サーバー」."""
    plain = _plain(text)
    return tuple(line for line in paragraphs(cell) if find_all(text, line) and _plain(line) not in plain)


def _plain(text: str) -> str:
    squeezed = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    return re.sub(rf"[^\w]|[{CIRCLES}]", "", squeezed)
