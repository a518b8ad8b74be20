"""Text a row quotes, found in its items and put back as it was."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from piadiff.canonical import canonical_text
from piadiff.model import ChangeRow, Item, ItemKind, ItemPath
from piadiff.rewind.merge import Edit, Hunk, apply, hunks, merge
from piadiff.rewind.place import Field, Window, feasible, nearest
from piadiff.rewind.state import KeepRow, Reach
from piadiff.text import cell as cells
from piadiff.text import fold, key
from piadiff.text.fold import Folded

DESCRIBED = "変更後の欄が記載の引用ではなく変更の説明なので、元の記載が分からない"
_OPEN_END = "消えた記載の前後が引用されておらず、元の位置が分からない"
_ALIKE = 0.85
_ALIKE_WHOLE = 0.7
_RIVAL = 0.5
_LOOSE_LENGTH = 12
_QUOTED = 24


@dataclass(frozen=True, slots=True)
class Undone:
    """New values of items.

    Attributes:
        remark: Where what is written now is not what the row says.
        doubt: Why the values are not proven though the row says what is written now.
        stated: Items as the row's 変更後 states them, where that is not what is written now.
        beside: Further items that may be the ones the row is about.
    """

    items: tuple[Item, ...]
    remark: str = ""
    doubt: str = ""
    stated: tuple[Item, ...] = ()
    beside: tuple[ItemPath, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a row quotes now (A) and what stood there before (B), with the place of A in a field."""

    a: Folded
    b: Folded
    start: int = 0
    end: int = 0

    @property
    def changed(self) -> bool:
        return self.a.key != self.b.key or self.a.source != self.b.source


def undo_text(row: ChangeRow, reach: Reach, *, loosely: bool) -> Undone:
    """Items with the text a row quotes put back as it was.

    Raises:
        KeepRow: When the text stands nowhere, at several places, or in another shape than the row says.
    """
    field = Field(reach.items)
    if not field.key:
        raise KeepRow(_nothing_to_find(reach))
    pieces = _pieces(row, field)
    placed = _placed(field, pieces, reach, loosely=loosely)
    undone = _edited(field, placed, loosely=loosely)
    open_end = not all(piece.a.key for piece in placed)
    return dataclasses.replace(undone, doubt=_OPEN_END if open_end else "", stated=_stated(field, pieces, placed))


def _stated(field: Field, pieces: Sequence[_Piece], placed: Sequence[_Piece]) -> tuple[Item, ...]:
    """The item as a row's 変更後 states the whole of it, where something else stands there now."""
    if len(pieces) != 1 or len(field.leaves) != 1 or field.leaves[0][0].kind is not ItemKind.TEXT:
        return ()
    whole = (placed[0].start, placed[0].end) == (0, len(field.key))
    item = field.leaves[0][0]
    differs = whole and placed[0].a.key not in ("", field.key)
    return (dataclasses.replace(item, value=placed[0].a.source, undetermined=False),) if differs else ()


def _nothing_to_find(reach: Reach) -> str:
    if reach.unread:
        return f"「{reach.name}」の今の記載を piadiff が読み取れていない"
    if any(item.value for item in reach.items):
        return f"変更後の欄が「{reach.name}」のチェックの値として読めない"
    return f"「{reach.name}」は今は空欄で、戻す記載がない"


def _pieces(row: ChangeRow, field: Field) -> list[_Piece]:
    """Matching stretches of the two cells."""
    before = "" if cells.absent(row.before, "before") else row.before
    # A form may itself print （略）; where the cell stands there as it is, nothing is left out.
    literal = len(cells.pieces(row.after)) > 1 and len(field.places(key(row.after))) == 1
    after_pieces = (row.after,) if literal else cells.pieces(row.after)
    before_pieces = (before,) if literal else cells.pieces(before)
    if not before:
        before_pieces = ("",) * len(after_pieces)
    if len(before_pieces) != len(after_pieces):
        raise KeepRow("（略）の数が変更前と変更後で違い、どこが対応するか決められない")
    pairs = zip(after_pieces, before_pieces, strict=True)
    pieces = [_Piece(fold(canonical_text(a)), fold(canonical_text(b))) for a, b in pairs]
    if not any(piece.changed for piece in pieces):
        raise KeepRow("（略）を除くと変更前と変更後が同じ記載である")
    return pieces


def _placed(field: Field, pieces: Sequence[_Piece], reach: Reach, *, loosely: bool) -> list[_Piece]:
    """The changed pieces, each at its one place."""
    possible = feasible(field, [piece.a.key for piece in pieces])
    if any(not places for piece, places in zip(pieces, possible, strict=True) if piece.a.key):
        # A quoted heading may be spelt otherwise in the item; it only helps to tell places apart.
        possible = [field.places(piece.a.key) for piece in pieces]
    placed = []
    for number, (piece, places) in enumerate(zip(pieces, possible, strict=True)):
        if not piece.changed:
            continue
        if not piece.a.key:
            at = _open_end(field, number, len(pieces))
            placed.append(dataclasses.replace(piece, start=at, end=at))
            continue
        places = _narrowed(field, places, reach.marks)
        twins = max(len(places), field.loose_count(piece.a.key) if places and not reach.marks else 0)
        if twins > 1:
            raise KeepRow(f"変更後の記載が「{reach.name}」の{twins}か所にあり、どれか決められない")
        start, end = (places[0], places[0] + len(piece.a.key)) if places else _near(field, piece, reach, loosely)
        placed.append(dataclasses.replace(piece, start=start, end=end))
    return placed


def _narrowed(field: Field, places: list[int], marks: tuple[str, ...]) -> list[int]:
    """Of several places those in the paragraph a part such as ⑫ or なお書き points at."""
    if len(places) < 2 or not marks:
        return places
    mark = key(marks[-1].removesuffix("書き"))
    hits = [at for at in places if key(field.line_start(at)).lstrip("(").startswith(mark)]
    return hits or places


def _open_end(field: Field, number: int, count: int) -> int:
    """Where text goes that stood before the first or behind the last （略）."""
    if len(field.leaves) == 1 and number == 0:
        return 0
    if len(field.leaves) == 1 and number == count - 1:
        return len(field.key)
    raise KeepRow("（略）の間から消えた記載で、戻す位置が決められない")


def _near(field: Field, piece: _Piece, reach: Reach, loosely: bool) -> tuple[int, int]:
    """The stretch so like a quoted text that it must be meant."""
    if not loosely:
        raise KeepRow("")
    window = nearest(field, piece.a.key)
    if window and len(piece.a.key) >= _LOOSE_LENGTH and _clear(field, window):
        return window.start, window.end
    if cells.described(piece.b.source, piece.a.source):
        raise KeepRow(DESCRIBED)
    if reach.unread:
        raise KeepRow(f"「{reach.name}」の今の記載に、piadiff が読み取れていないところがある")
    place = f"変更後の記載が「{reach.name}」に見つからない"
    if window is None:
        raise KeepRow(place)
    now = field.around(window.start, window.end)
    raise KeepRow(f"{place}（{_nearest_words(now, piece.a, field.key[window.start : window.end])}）")


def _clear(field: Field, window: Window) -> bool:
    """Whether a stretch is so like what is quoted, and so alone, that it must be meant."""
    whole = len(field.leaves) == 1 and (window.start, window.end) == (0, len(field.key))
    return window.likeness >= (_ALIKE_WHOLE if whole else _ALIKE) and window.rival <= _RIVAL


def _nearest_words(now: str, quoted: Folded, found: str) -> str:
    """How the nearest text differs, in words short enough for a message."""
    near = f"最も近いのは「{_short(now)}」" if now else "近い記載は複数の欄にまたがる形"
    gaps = hunks(quoted.key, found)
    if not gaps:
        return near
    said, written = (_short(text) for text in (quoted.key[gaps[0].i1 : gaps[0].i2], found[gaps[0].j1 : gaps[0].j2]))
    more = f"ほか{len(gaps) - 1}か所" if len(gaps) > 1 else ""
    if not said:
        return f"{near}で、行にない「{written}」がある{more}"
    return f"{near}で、行の「{said}」が" + (f"「{written}」になっている{more}" if written else f"ない{more}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 1]}…"


def _edited(field: Field, placed: Sequence[_Piece], *, loosely: bool) -> Undone:
    """The items with every piece put back."""
    by_leaf: dict[int, list[tuple[Edit, Folded, Folded]]] = {}
    remarks = []
    for piece in placed:
        now = field.key[piece.start : piece.end]
        edits = merge(piece.a, piece.b, now)
        if piece.a.key == piece.b.key:
            edits = [Edit(Hunk(0, len(now), 0, len(now)), 0, len(now))]
        if now != piece.a.key:
            remarks.append(_nearest_words(field.around(piece.start, piece.end), piece.a, now))
        if any(edit.override for edit in edits) and not loosely:
            raise KeepRow("変わった箇所そのものが、行の変更後の記載と違っている")
        for edit in edits:
            if not _stands_there(field, piece, edit.hunk):
                for number, inside in _per_leaf(field, edit.moved(piece.start), piece.start):
                    by_leaf.setdefault(number, []).append((inside, piece.a, piece.b))
    items = tuple(_with_text(*field.leaves[number], edits) for number, edits in by_leaf.items())
    if not items:
        raise KeepRow("変更後の記載が、すでに変更前の記載と同じになっている")
    return Undone(items, "。".join(remarks))


def _stands_there(field: Field, piece: _Piece, hunk: Hunk) -> bool:
    """Whether words the row adds at its rim, such as a ・ its 変更後 leaves out, are there already."""
    words = piece.b.key[hunk.j1 : hunk.j2]
    if hunk.i1 != hunk.i2 or not words:
        return False
    start, end = piece.start, piece.end
    if hunk.i1 == 0 and hunk.j2 < len(piece.b.key):
        return field.key[max(0, start - len(words)) : start] == words
    return hunk.j2 == len(piece.b.key) and hunk.j1 > 0 and field.key[end : end + len(words)] == words


def _per_leaf(field: Field, edit: Edit, quoted_from: int) -> list[tuple[int, Edit]]:
    """An edit by the item it falls into; only text that goes may cross from one item to the next."""
    hunk = edit.hunk
    number = field.holder(hunk.i1, hunk.i2, quoted_from)
    if number is not None:
        return [(number, edit.moved(-field.begins[number]))]
    if hunk.j1 != hunk.j2:
        raise KeepRow("変更が複数の欄にまたがり、どの欄に何が書かれていたか決められない")
    split = []
    for number, (begin, (_, folded)) in enumerate(zip(field.begins, field.leaves, strict=True)):
        start, end = max(hunk.i1, begin), min(hunk.i2, begin + len(folded.key))
        if start < end:
            part = dataclasses.replace(edit, hunk=Hunk(start - begin, end - begin, hunk.j1, hunk.j2))
            split.append((number, part))
    return split


def _with_text(item: Item, folded: Folded, edits: Sequence[tuple[Edit, Folded, Folded]]) -> Item:
    text = canonical_text(apply(folded, edits))
    if item.kind is ItemKind.CHOICE and item.options and text:
        fitting = [option for option in item.options if key(option) == key(text)]
        if not fitting:
            raise KeepRow(f"戻すと「{item.path}」が選択肢にない値「{_short(text)}」になる")
        text = fitting[0]
    return dataclasses.replace(item, value=text, undetermined=False)
