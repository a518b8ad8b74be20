"""Rows against the form and against each other: what 変更後 left behind must be found again."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from piadiff.audit.catalogue import Subject, check, note, note_rows
from piadiff.audit.quotes import differs_in_notation, missing_pieces, paragraphs, pieces, quotes
from piadiff.model import WHOLE_FORM, ChangeRow, Item, ItemKind, ItemPath, Level, Observation
from piadiff.text import find_dates, key
from piadiff.text.cell import describes
from piadiff.text.signs import CIRCLED

_ENTRY = "記載要領「変更箇所」"


def _whole(row: ChangeRow) -> bool:
    return any(path.section in WHOLE_FORM for path in row.items)


def _targets(subject: Subject, row: ChangeRow) -> list[Item]:
    return list({item.path: item for path in subject.targets(row) for item in subject.below(path)}.values())


def _unfound(subject: Subject, row: ChangeRow) -> tuple[str, ...]:
    """Lines of 変更後 that the form no longer holds where the row says, and no later row explains."""
    if not row.items or _whole(row) or not quotes(row.after, "after") or _unreadable(subject, row):
        return ()
    items = _targets(subject, row)
    overtaken = next(subject.later(row), None) is not None
    if overtaken and items and all(item.kind is not ItemKind.TEXT for item in items):
        return ()
    lost = missing_pieces(row.after, items)
    return tuple(line for line in lost if not any(_rewrites(later, line) for later in subject.later(row)))


def _rewrites(later: ChangeRow, line: str) -> bool:
    """Whether a later row quotes a line as what stood before it, wholly, in part or nearly; or only describes."""
    if describes(later.after) or describes(later.before):
        return True
    before = paragraphs(later.before) if quotes(later.before, "before") else []
    return any(key(line) in key(part) or key(part) in key(line) or _same_paragraph(line, part) for part in before)


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
            yield note("A02", f"変更後の記載のうち {len(lost)}か所が、現在の記載に見当たりません", *lost[:3], row=row)


@check("A02B", Level.INFO, "変更後の記載と現在の記載の表記が違います", _ENTRY)
def after_spelt_differently(subject: Subject) -> Iterator[Observation]:
    """変更後 stands in the form only under another spelling, or without its list mark."""
    held = [row for row in subject.form.changes if quotes(row.after, "after")]
    unread = [row for row in held if _unreadable(subject, row)]
    yield from note_rows("A02B", "項目の記載を piadiff が読み取れなかったため、変更後の記載を確かめられません", unread)
    for row in held:
        text = "\n".join(item.text for item in _targets(subject, row))
        spelt = [
            line
            for line in differs_in_notation(row.after, text)
            if not any(_rewrites(later, line) for later in subject.later(row))
        ]
        if spelt:
            yield note("A02B", "長音などの表記が現在の記載と違います", *spelt[:3], row=row)
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
            told = _last_break(path, row, before[item], subject)
            if told:
                previous, broken = told
                message = f"{previous.row}行目の変更後の記載と、この行の変更前の記載が違います"
                yield note("A03", message, *broken, path=path, row=row)
            before[item].append((path, row))


def _last_break(
    path: ItemPath, row: ChangeRow, before: Sequence[tuple[ItemPath, ChangeRow]], subject: Subject
) -> tuple[ChangeRow, tuple[str, str]] | None:
    """The newest earlier row whose 変更後 does not lead to this row, and the two texts.

    Rows of one day may quote one paragraph of an item each in its old state, unless both name the same part of it.
    """
    now = key("\n".join(item.text for item in subject.below(path)))
    for place, previous in reversed(before):
        if previous.row == row.row or (place != path and previous.date == row.date):
            continue
        broken = _mismatch(previous.after, row.before, now)
        if broken or place == path:
            return (previous, broken) if broken else None
    return None


def _mismatch(left: str, right: str, now: str) -> tuple[str, str] | None:
    """The first pair of like paragraphs that should be equal and are not.

    A paragraph that still stands in the form, or has another list mark, is another one than the row speaks of.
    """
    if not (quotes(left, "after") and quotes(right, "before")):
        return None
    lefts, rights = paragraphs(left), paragraphs(right)
    if len(lefts) == len(rights) == 1 and all(any(find_dates(text)) for text in (lefts[0], rights[0])):
        return None if _dates(lefts[0]) == _dates(rights[0]) else (lefts[0], rights[0])
    held = {key(text) for text in rights}
    for text in lefts:
        if key(text) in now:
            continue
        near = [other for other in rights if key(text) not in held and _same_paragraph(text, other)]
        if len(near) == 1:
            return text, near[0]
    return None


def _dates(text: str) -> list[object]:
    return [span.day or span.text for span in find_dates(text)]


def _same_paragraph(left: str, right: str) -> bool:
    marks = [_MARK.match(text) for text in (left, right)]
    told = [key(mark[0]) if mark else "" for mark in marks]
    return (told[0] == told[1] or "" in told) and _alike(key(left), key(right))


_MARK = re.compile(rf"[\s　]*(?:[{CIRCLED}]|[（(]?[0-9０-９]{{1,2}}[)）.．、]|[ア-ン][)）.．])")


def _alike(left: str, right: str) -> bool:
    """Long texts that share most of their pairs of characters, yet are not one inside the other."""
    if min(len(left), len(right)) < 20 or left in right or right in left:
        return False
    pairs = [{text[i : i + 2] for i in range(len(text) - 1)} for text in (left, right)]
    return len(pairs[0] & pairs[1]) / len(pairs[0] | pairs[1]) > 0.75


@check("A23B", Level.INFO, "項目欄がどの項目を指すか読み取れません", _ENTRY)
def unreadable_target(subject: Subject) -> Iterator[Observation]:
    """A 項目 cell that leads to no item of the 様式."""
    for row in subject.form.changes:
        if not row.items and row.item_raw.strip():
            yield note("A23B", f"項目「{row.item_raw}」がどの項目を指すか読み取れません", row=row)


@check("A23", Level.ERROR, "項目欄の指す場所と変更した場所が違います", _ENTRY)
def wrong_target(subject: Subject) -> Iterator[Observation]:
    """変更後 stands in another item, or at another number of the list, than the row names."""
    for row in subject.form.changes:
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
                numbers = "、".join(f"{each}番" for each in held)
                message = f"「{match['word']}」は{numbers}の記載です（{other.row}行目の変更後）"
                yield from () if number in held else (note("A23", message, row.after, row=row),)
                return


_TAKEN_AWAY = re.compile(r"[（(]?[「『]?(?P<word>[^「」『』（）()]{1,20}?)[」』]?(?:の|を)削除[)）]?")
_NUMBERED = re.compile(r"[\s　]*(?P<number>[0-9０-９]{1,2})[.．、)）]")
