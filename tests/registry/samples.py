"""Forms of みほん市 made from a few items and rows."""

from collections.abc import Mapping
from datetime import date

from piadiff.model import ChangeRow, Form, FormKind, Header, Item, Value, parse_path
from piadiff.templates import for_kind

DAY = date(2025, 4, 1)
NAMES = {FormKind.BASIC: "様式2", FormKind.FULL: "様式4"}


def item(path: str, value: Value, kind: FormKind = FormKind.FULL, *, undetermined: bool = False) -> Item:
    """An item as the template knows it."""
    address = parse_path(path)
    known = for_kind(kind).item(address)
    assert known is not None and known.kind is not None, path
    return Item(address, known.label, known.kind, value, known.options, known.significant, undetermined)


def row(number: int, items: str, before: str, after: str, day: date | None = DAY, raw: str | None = None) -> ChangeRow:
    """A published row; ``items`` are addresses joined by ``;``."""
    paths = tuple(parse_path(path) for path in items.split(";") if path)
    written = f"{day.year}年{day.month}月{day.day}日" if day else ""
    return ChangeRow(number, written if raw is None else raw, items, before, after, "事後", "", day, paths)


def form(
    items: Mapping[str, Value],
    rows: tuple[ChangeRow, ...] = (),
    *,
    kind: FormKind = FormKind.FULL,
    published: date | None = DAY,
    number: str = "7",
    organ: str = "みほん市長",
) -> Form:
    """A published form."""
    header = Header(kind, NAMES[kind], "令和6年10月", number, "みほん事務　評価書", organ, published)
    return Form(header, tuple(item(path, value, kind) for path, value in items.items()), rows)
