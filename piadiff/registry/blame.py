"""When each item got its present value, and which published row explains it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from piadiff.addresses.of_rows import addresses
from piadiff.errors import RegistryError
from piadiff.model import WHOLE_FORM, ChangeRow, Item, ItemPath, Uncertain, Version, compare_tables, parse_path
from piadiff.model.path import COVER_DAY
from piadiff.templates import Template, for_kind
from piadiff.templates.moves import moved
from piadiff.text import key
from piadiff.text.cell import pieces


class Origin(StrEnum):
    """Where the present value of an item comes from."""

    FIRST = "最初の版から"
    EXPLAINED = "変更箇所あり"
    UNEXPLAINED = "変更箇所なし"
    UNREAD = "値が決まらない"
    UNCERTAIN = "これより前は不明"
    UNPROVEN = "記載が不確か"


@dataclass(frozen=True, slots=True)
class Blame:
    """One change of an item.

    Attributes:
        path: Address of the item in the newest version.
        then: Its address in ``version``; a revision of the form may have moved it since.
        version: The version that brought the value.
        rows: Published rows that version came with and that are about the item; for the oldest version all of its
            rows, since they speak of what was before.
        quoted: Numbers of the rows whose 変更後 really stands in the item.
        uncertain: Why the value in the version before, or this one itself, is not proven; nothing older is known.
    """

    path: ItemPath
    then: ItemPath
    label: str
    origin: Origin
    version: Version
    rows: tuple[ChangeRow, ...] = ()
    quoted: tuple[int, ...] = ()
    uncertain: Uncertain | None = None


def _quotes(row: ChangeRow, item: Item) -> bool:
    quoted = [key(piece) for piece in pieces(row.after) if key(piece)]
    return bool(quoted) and all(piece in key(item.text) for piece in quoted)


def _about(rows: Sequence[ChangeRow], item: Item, template: Template) -> Iterator[ChangeRow]:
    for row in rows:
        paths = addresses(row, template)[0]
        whole = any(path.section in WHOLE_FORM for path in paths)
        if any(_meets(path, item.path) for path in paths) or (whole and _quotes_some(row, item)):
            yield row


def _meets(named: ItemPath, path: ItemPath) -> bool:
    """Whether a row's address is the item, above it, or points inside it (Ⅰ-1-②-なお書き)."""
    return named.contains(path) or (len(named.parts) > len(path.parts) and path.contains(named))


def _quotes_some(row: ChangeRow, item: Item) -> bool:
    words = [key(word) for line in pieces(row.after) for word in line.replace("／", "\n").splitlines()]
    return any(len(word) > 1 and word in key(item.text) for word in words)


def _template(version: Version) -> Template:
    return for_kind(version.form.header.kind, version.form.header.in_use)


def _first(path: ItemPath, version: Version, item: Item) -> Blame:
    rows = tuple(_about(version.form.changes, item, _template(version)))
    origin = Origin.UNREAD if item.undetermined else Origin.FIRST
    return Blame(path, item.path, item.label, origin, version, rows, _quoted(rows, item))


def _quoted(rows: Sequence[ChangeRow], item: Item) -> tuple[int, ...]:
    return tuple(row.row for row in rows if _quotes(row, item))


def _change(path: ItemPath, old: Version, new: Version, item: Item, doubt: Uncertain | None) -> Blame:
    rows = tuple(_about(compare_tables(old.form.changes, new.form.changes).added, item, _template(new)))
    unexplained = Origin.UNCERTAIN if doubt else Origin.UNEXPLAINED
    origin = Origin.UNREAD if item.undetermined else Origin.EXPLAINED if rows else unexplained
    return Blame(path, item.path, item.label, origin, new, rows, _quoted(rows, item), doubt)


def _changes(versions: Sequence[Version], path: ItemPath) -> Iterator[Blame]:
    """Every change of an item, newest first; the last is the version it first stands in.

    An item keeps its identity where a revision of the form moved it to another number. Where a rebuilt version is not
    sure of it, nothing older is known.
    """
    here: ItemPath | None = path
    for at in range(len(versions) - 1, -1, -1):
        item = versions[at].form.by_path.get(here) if here else None
        if item is None:
            return
        if item.uncertain:
            yield Blame(path, item.path, item.label, Origin.UNPROVEN, versions[at], uncertain=item.uncertain)
            return
        if at == 0:
            yield _first(path, versions[0], item)
            return
        before = versions[at - 1]
        here = _before(item.path, before, versions[at])
        older = before.form.by_path.get(here) if here else None
        doubt = before.form.uncertain.get(here) if here else None
        if doubt or older is None or not _same(older, item):
            yield _change(path, before, versions[at], item, doubt)
        if doubt:
            return


def _before(path: ItemPath, old: Version, new: Version) -> ItemPath | None:
    """Where an item stood in the version before."""
    templates = _template(old), _template(new)
    if templates[0] is templates[1] or templates[0].name != templates[1].name:
        return path
    return moved(path, templates[1].name, templates[1].revision, templates[0].revision)


def _same(old: Item, new: Item) -> bool:
    return (old.value, old.undetermined) == (new.value, new.undetermined)


def blame(versions: Sequence[Version], item: str | None = None) -> tuple[Blame, ...]:
    """The last change of every item of the newest version; with an address, all changes at and below it.

    Raises:
        RegistryError: When the newest version has no such item.
    """
    if not versions:
        return ()
    newest = versions[-1].form
    if item is None:
        # The 公表日 changes with every version, and no row is ever written for it.
        return tuple(next(_changes(versions, known.path)) for known in newest.items if known.path != COVER_DAY)
    try:
        wanted = parse_path(item)
    except ValueError:
        wanted = ItemPath(item)
    paths = [known.path for known in newest.items if wanted.contains(known.path)]
    if not paths:
        raise RegistryError(f"項目「{item}」がありません", remedy="piadiff blame を項目なしで実行すると一覧が出ます")
    return tuple(change for path in paths for change in _changes(versions, path))
