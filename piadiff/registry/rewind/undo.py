"""Undo one published row in a state, or say why it has to stay."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from piadiff.canonical import canonical_text
from piadiff.model import WHOLE_FORM, ChangeRow, Item, ItemKind, ItemPath
from piadiff.registry.rewind import cells
from piadiff.registry.rewind.merge import Hunk, apply, hunks, merge
from piadiff.registry.rewind.place import Field, feasible, nearest
from piadiff.registry.rewind.replaced import undo_everywhere
from piadiff.registry.rewind.state import KeepRow, Reach, State, covers
from piadiff.registry.rewind.values import Stated, undo_value
from piadiff.text import fold, key
from piadiff.text.fold import Folded

_ALIKE = 0.85
_RIVAL = 0.5
_LOOSE_LENGTH = 12
_ELSEWHERE_LENGTH = 12
_HELD_HERE = 0.6
_QUOTED = 24


@dataclass(frozen=True, slots=True)
class Undone:
    """New values of items; ``remark`` says where what is written now is not what the row says."""

    items: tuple[Item, ...]
    remark: str = ""


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


def undo(state: State, row: ChangeRow, *, loosely: bool) -> Undone:
    """Items as they were before a row.

    ``loosely`` takes a text that differs a little from the row's 変更後 too, in the row's own item only.

    Raises:
        KeepRow: When that cannot be told safely.
    """
    if canonical_text(row.before) == canonical_text(row.after):
        raise KeepRow("変更前と変更後の欄が同じ記載なので、元の記載が分からない")
    if any(path.section in WHOLE_FORM for path in row.items):
        return Undone(undo_everywhere(state, row))
    reaches = [state.reach(path) for path in row.items]
    if not reaches:
        return _elsewhere(state, row, f"項目「{row.item_raw}」がどの欄を指すか決められない")
    try:
        return _in_every(state, row, reaches, loosely=loosely)
    except KeepRow as kept:
        if not loosely:
            raise
        return _elsewhere(state, row, str(kept), reaches)


def _in_every(state: State, row: ChangeRow, reaches: Sequence[Reach], *, loosely: bool) -> Undone:
    """The row undone in each of its items, or in all of them read as one text."""
    try:
        done = [_in_one(state, row, reach, loosely=loosely) for reach in reaches]
    except KeepRow:
        if len(reaches) == 1:
            raise
        items = {item.path: item for reach in reaches for item in reach.items}
        union = Reach(reaches[0].path, tuple(items[path] for path in state.items if path in items))
        return _in_one(state, row, union, loosely=loosely)
    items = {item.path: item for undone in done for item in undone.items}
    return Undone(tuple(items.values()), "。".join(dict.fromkeys(undone.remark for undone in done if undone.remark)))


def _in_one(state: State, row: ChangeRow, reach: Reach, *, loosely: bool) -> Undone:
    if cells.absent_after(row.after):
        return _restored(state, row, reach)
    if not reach.items:
        raise KeepRow(f"項目「{reach.name}」はこの評価書にない")
    attempts: list[Callable[[], Undone]] = [
        lambda: _by_value(row, reach, loosely=False),
        lambda: _by_text(row, reach, loosely=False),
    ]
    if loosely:
        attempts += [lambda: _by_text(row, reach, loosely=True), lambda: _by_value(row, reach, loosely=True)]
    reasons: list[str] = []
    for attempt in attempts:
        try:
            return attempt()
        except KeepRow as kept:
            reasons.append(str(kept))
    raise KeepRow(next(filter(None, reversed(reasons)), "変更後の記載が見つからない"))


def _by_value(row: ChangeRow, reach: Reach, *, loosely: bool) -> Undone:
    """Choices, check boxes and dates, by the value the cells state."""
    found: list[Stated] = []
    for item in reach.items:
        stated = undo_value(item, row.before, row.after, loosely=loosely)
        if stated is not None:
            found.append(stated)
    if len(found) > 1:
        raise KeepRow(f"変更後の値が「{reach.name}」の{len(found)}か所にあり、どれか決められない")
    if not found:
        raise KeepRow("")
    return Undone((found[0].item,), found[0].remark)


def _by_text(row: ChangeRow, reach: Reach, *, loosely: bool) -> Undone:
    field = Field(reach.items)
    if not field.key:
        unread = any(item.undetermined for item in reach.items)
        raise KeepRow(
            f"「{reach.name}」の今の記載が原本から読み取れない" if unread else f"「{reach.name}」は今は空欄である"
        )
    pieces = _pieces(row, field)
    placed = _placed(field, pieces, reach, loosely=loosely)
    return _edited(field, placed, loosely=loosely)


def _pieces(row: ChangeRow, field: Field) -> list[_Piece]:
    """Matching stretches of the two cells."""
    before = "" if cells.absent_before(row.before) else row.before
    literal = len(field.places(key(row.after))) == 1
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
        if len(places) > 1:
            raise KeepRow(f"変更後の記載が「{reach.name}」の{len(places)}か所にあり、どれか決められない")
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
    clear = window and window.likeness >= _ALIKE and window.rival <= _RIVAL
    if window and clear and len(piece.a.key) >= _LOOSE_LENGTH:
        return window.start, window.end
    if cells.described(piece.b.source, piece.a.source):
        raise KeepRow("変更後の欄が記載の引用ではなく変更の説明なので、元の記載が分からない")
    place = f"変更後の記載が「{reach.name}」に見つからない"
    if window is None:
        raise KeepRow(place)
    now = field.around(window.start, window.end)
    raise KeepRow(f"{place}（{_nearest_words(now, piece.a, field.key[window.start : window.end])}）")


def _nearest_words(now: str, quoted: Folded, found: str) -> str:
    """How the nearest text differs, in words short enough for a message."""
    near = f"最も近いのは「{_short(now)}」" if now else "近い記載はある"
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
    by_leaf: dict[int, list[tuple[Hunk, Folded]]] = {}
    remarks = []
    for piece in placed:
        now = field.key[piece.start : piece.end]
        merged = merge(piece.a, piece.b, now)
        edits = merged.hunks
        if piece.a.key == piece.b.key:
            edits = (Hunk(0, len(now), 0, len(piece.b.key)),)
        if now != piece.a.key:
            remarks.append(_nearest_words(field.around(piece.start, piece.end), piece.a, now))
        if merged.overrides and not loosely:
            raise KeepRow("変わった箇所そのものが、行の変更後の記載と違っている")
        for hunk in edits:
            shifted = Hunk(hunk.i1 + piece.start, hunk.i2 + piece.start, hunk.j1, hunk.j2)
            for number, inside in _per_leaf(field, shifted):
                by_leaf.setdefault(number, []).append((inside, piece.b))
    items = tuple(_with_text(*field.leaves[number], edits) for number, edits in by_leaf.items())
    if not items:
        raise KeepRow("変更後の記載が、すでに変更前の記載と同じになっている")
    return Undone(items, "。".join(remarks))


def _per_leaf(field: Field, hunk: Hunk) -> list[tuple[int, Hunk]]:
    """An edit by the item it falls into; only text that goes may cross from one item to the next."""
    inside = field.edit(hunk)
    if inside is not None:
        return [inside]
    if hunk.j1 != hunk.j2:
        raise KeepRow("変更が複数の欄にまたがり、どの欄に何が書かれていたか決められない")
    split = []
    for number, (begin, (_, folded)) in enumerate(zip(field.begins, field.leaves, strict=True)):
        start, end = max(hunk.i1, begin), min(hunk.i2, begin + len(folded.key))
        if start < end:
            split.append((number, Hunk(start - begin, end - begin, hunk.j1, hunk.j2)))
    return split


def _with_text(item: Item, folded: Folded, edits: Sequence[tuple[Hunk, Folded]]) -> Item:
    text = canonical_text(apply(folded, edits))
    if item.kind is ItemKind.CHOICE and item.options and text:
        fitting = [option for option in item.options if key(option) == key(text)]
        if not fitting:
            raise KeepRow(f"戻すと「{item.path}」が選択肢にない値「{_short(text)}」になる")
        text = fitting[0]
    return dataclasses.replace(item, value=text, undetermined=False)


def _restored(state: State, row: ChangeRow, reach: Reach) -> Undone:
    """Put back what a row says is gone; only an empty item has one place for it."""
    if cells.absent_before(row.before) or len(cells.pieces(row.before)) > 1:
        raise KeepRow("消えた記載の全文が変更前の欄にない")
    blank = None if reach.marks or reach.items else state.blank(reach.path)
    items = reach.items or ((blank,) if blank else ())
    if len(items) != 1 or items[0].value:
        raise KeepRow(f"消えた記載を「{reach.name}」のどこへ戻すか決められない")
    stated = undo_value(items[0], row.before, "", loosely=True)
    if stated is not None:
        return Undone((stated.item,))
    if items[0].kind is not ItemKind.TEXT:
        raise KeepRow(f"変更前の欄から「{reach.name}」の値が読み取れない")
    return Undone((dataclasses.replace(items[0], value=canonical_text(row.before), undetermined=False),))


def _elsewhere(state: State, row: ChangeRow, why: str, reaches: Sequence[Reach] = ()) -> Undone:
    """The row undone outside its 項目, where a long text stands at one place in the whole form only."""
    quoted = [key(piece) for piece in cells.pieces(row.after) if key(piece)]
    if not quoted or min(map(len, quoted)) < _ELSEWHERE_LENGTH:
        raise KeepRow(why)
    if any(_holds_something_like(reach, max(quoted, key=len)) for reach in reaches):
        raise KeepRow(why)
    whole = Reach(ItemPath(WHOLE_FORM[-1]), tuple(state.items.values()))
    try:
        undone = _by_text(row, whole, loosely=False)
    except KeepRow:
        raise KeepRow(why) from None
    if any(item.kind is not ItemKind.TEXT for item in undone.items) or _claimed(state, row, undone):
        raise KeepRow(why)
    names = "、".join(str(item.path) for item in undone.items)
    return Undone(undone.items, f"項目の欄は「{row.item_raw}」だが、この記載は「{names}」だけにある")


def _holds_something_like(reach: Reach, quoted: str) -> bool:
    """Whether the row's own item has a text so like the quoted one that another item must not be touched."""
    window = nearest(Field(reach.items), quoted)
    return window is not None and window.likeness >= _HELD_HERE


def _claimed(state: State, row: ChangeRow, undone: Undone) -> bool:
    """Whether another row with the same 変更後 is about the item that would be changed."""
    twins = [other for other in state.rows if other.row != row.row and key(other.after) == key(row.after)]
    return any(covers(path, item.path) for twin in twins for path in twin.items for item in undone.items)
