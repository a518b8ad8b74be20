"""Rows against the form and against each other: what 変更後 left behind must be found again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from piadiff.audit.catalogue import Subject, check, note
from piadiff.audit.quotes import differs_in_notation, missing_pieces, pieces, quotes
from piadiff.model import WHOLE_FORM, ChangeRow, ItemKind, ItemPath, Level, Observation
from piadiff.text import find_dates, key

_ENTRY = "記載要領「変更箇所」"


def _later(subject: Subject, row: ChangeRow) -> Iterator[ChangeRow]:
    """Later rows that touch an item this row touches."""
    for other in subject.form.changes:
        if other.row > row.row and any(a.contains(b) or b.contains(a) for a in other.items for b in row.items):
            yield other


def _whole(row: ChangeRow) -> bool:
    return any(path.section in WHOLE_FORM for path in row.items)


def _targets(subject: Subject, row: ChangeRow) -> str:
    return "\n".join(subject.text_below(path) for path in subject.targets(row))


def _overwritten(subject: Subject, row: ChangeRow) -> bool:
    """Whether a later row replaced what this row wrote; a choice or a date holds one value only."""
    kinds = {item.kind for path in subject.targets(row) for item in subject.form.below(path)}
    if kinds and ItemKind.TEXT not in kinds and any(_later(subject, row)):
        return True
    return any(
        key(line) in key(later.before) or key(later.before) in key(row.after)
        for later in _later(subject, row)
        for line in row.after.split("\n")
        if line.strip() and quotes(later.before, "before")
    )


def _unfound(subject: Subject, row: ChangeRow) -> tuple[str, ...]:
    """Pieces of 変更後 that the form no longer holds where the row says, and no later row explains."""
    if not row.items or _whole(row) or not quotes(row.after, "after") or _overwritten(subject, row):
        return ()
    return () if _unreadable(subject, row) else missing_pieces(row.after, _targets(subject, row))


def _unreadable(subject: Subject, row: ChangeRow) -> bool:
    """Whether the source shows none of the items of a row, while parts of it could not be read."""
    known = [path for path in subject.targets(row) if (item := subject.template.item(path)) and item.kind is not None]
    return bool(subject.form.unassigned and known) and not any(map(subject.shown, known))


def _elsewhere(subject: Subject, lost: tuple[str, ...]) -> tuple[ItemPath, ...]:
    """Items that hold all the lost pieces."""
    wanted = [key(piece) for piece in lost]
    return tuple(item.path for item in subject.form.items if all(piece in key(item.text) for piece in wanted))


@check("A02", Level.ERROR, "変更後の記載が現在の評価書にありません", _ENTRY)
def after_not_in_form(subject: Subject) -> Iterator[Observation]:
    """変更後 of the last row of an item must stand in the form."""
    for row in subject.form.changes:
        lost = _unfound(subject, row)
        if lost and not _elsewhere(subject, lost):
            yield note("A02", f"変更後の記載のうち {len(lost)} か所が、現在の記載に見当たりません", *lost[:3], row=row)


@check("A02B", Level.INFO, "変更後の記載と現在の記載の表記が違います", _ENTRY)
def after_spelt_differently(subject: Subject) -> Iterator[Observation]:
    """変更後 stands in the form only under another spelling, or without its list mark."""
    for row in subject.form.changes:
        if not row.items or _whole(row) or not quotes(row.after, "after") or _overwritten(subject, row):
            continue
        text = _targets(subject, row)
        if _unreadable(subject, row):
            yield note("A02B", "この項目は原本から読み取れないため、変更後の記載を確かめられません", row=row)
            continue
        spelt = differs_in_notation(row.after, text)
        if spelt:
            yield note("A02B", "全角・半角、長音などの表記が現在の記載と違います", *spelt[:3], row=row)
        bare = _without_mark(row.after, text)
        if bare:
            yield note("A02B", "現在の記載にある行頭の記号が、変更後の記載にありません", *bare[:3], row=row)


def _without_mark(cell: str, text: str) -> list[str]:
    marked = {key(line.strip().lstrip("・")): line for line in text.split("\n") if line.strip().startswith("・")}
    return [marked[key(piece)] for piece in pieces(cell) if key(piece) in marked]


@check("A03", Level.ERROR, "変更前の記載が、前の行の変更後の記載とつながりません", _ENTRY)
def broken_chain(subject: Subject) -> Iterator[Observation]:
    """変更前 must be what the rows before left behind."""
    before: dict[ItemPath, list[tuple[ItemPath, ChangeRow]]] = defaultdict(list)
    for row in subject.form.changes:
        for path in row.items:
            item = subject.item_of(path)
            told = _last_break(path, row, before[item])
            if told:
                previous, broken = told
                message = f"{previous.row} 行目の変更後の記載と、この行の変更前の記載が違います"
                yield note("A03", message, *broken, path=path, row=row)
            before[item].append((path, row))


def _last_break(
    path: ItemPath, row: ChangeRow, before: Sequence[tuple[ItemPath, ChangeRow]]
) -> tuple[ChangeRow, tuple[str, str]] | None:
    """The newest earlier row whose 変更後 does not lead to this row, and the two texts.

    Rows of one day may quote one paragraph of an item each in its old state, unless both name the same part of it.
    """
    for place, previous in reversed(before):
        if previous.row == row.row or (place != path and previous.date == row.date):
            continue
        broken = _mismatch(previous.after, row.before)
        if broken or place == path:
            return (previous, broken) if broken else None
    return None


def _mismatch(left: str, right: str) -> tuple[str, str] | None:
    """The first pair of like paragraphs that should be equal and are not."""
    if not (quotes(left, "after") and quotes(right, "before")):
        return None
    lefts, rights = _paragraphs(left), _paragraphs(right)
    if len(lefts) == len(rights) == 1 and all(any(find_dates(text)) for text in (lefts[0], rights[0])):
        return None if key(lefts[0]) == key(rights[0]) else (lefts[0], rights[0])
    held = {key(text) for text in rights}
    for text in lefts:
        near = [other for other in rights if key(text) not in held and _alike(key(text), key(other))]
        if len(near) == 1:
            return text, near[0]
    return None


def _paragraphs(cell: str) -> list[str]:
    return [line.strip() for piece in pieces(cell) for line in piece.split("\n") if line.strip()]


def _alike(left: str, right: str) -> bool:
    """Long texts that share most of their pairs of characters, yet are not one inside the other."""
    if min(len(left), len(right)) < 20 or left in right or right in left:
        return False
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} for text in (left, right)]
    return len(pairs[0] & pairs[1]) / len(pairs[0] | pairs[1]) > 0.75


@check("A23", Level.ERROR, "項目欄の指す場所と変更した場所が違います", _ENTRY)
def wrong_target(subject: Subject) -> Iterator[Observation]:
    """変更後 stands in another item, or at another number of the list, than the row names."""
    for row in subject.form.changes:
        if not row.items and row.item_raw.strip():
            yield note("A23", f"項目「{row.item_raw}」がどの項目を指すか読み取れません", row=row)
        lost = _unfound(subject, row)
        found = _elsewhere(subject, lost) if lost else ()
        if found:
            places = "、".join(map(str, found[:3]))
            yield note("A23", f"変更後の記載は {places} にあります", *lost[:2], row=row)
        yield from _wrong_number(subject, row)


def _wrong_number(subject: Subject, row: ChangeRow) -> Iterator[Observation]:
    """「（…の削除）」 at a number of a list where the words stood under other numbers."""
    match = _TAKEN_AWAY.fullmatch(row.after.strip())
    if match is None or len(row.items) != 1 or not row.items[0].parts or not row.items[0].parts[-1].isdigit():
        return
    item, number = subject.item_of(row.items[0]), row.items[0].parts[-1]
    if item == row.items[0]:
        return
    earlier = [other for other in subject.form.changes if other.row < row.row]
    for other in reversed(earlier):
        if any(subject.item_of(path) == item for path in other.items) and quotes(other.after, "after"):
            numbered = (_NUMBERED.match(line) for line in other.after.split("\n") if match["word"] in line)
            held = [key(found["number"]) for found in numbered if found]
            if held:
                message = f"「{match['word']}」は {'、'.join(held)} の記載です（{other.row} 行目の変更後）"
                yield from () if number in held else (note("A23", message, row.after, row=row),)
                return


_TAKEN_AWAY = re.compile(r"[（(]?[「『]?(?P<word>[^「」『』（）()]{1,20}?)[」』]?(?:の|を)削除[)）]?")
_NUMBERED = re.compile(r"[\s　]*(?P<number>[0-9０-９]{1,2})[.．、)）]")
