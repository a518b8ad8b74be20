"""Rows, days, texts and addresses of a canonical file."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from functools import lru_cache

from piadiff.canonical.lines import canonical_text, from_lines
from piadiff.canonical.place import Place
from piadiff.canonical.yaml_text import Node
from piadiff.errors import UnreadableSourceError
from piadiff.model import ChangeRow, ItemPath, parse_path

_ROW = (
    "行",
    "変更日",
    "変更日（西暦）",
    "項目",
    "対象",
    "変更前の記載",
    "変更後の記載",
    "提出時期",
    "提出時期に係る説明",
)


def path_of(place: Place) -> ItemPath:
    """The address a key names, as ``path_key`` writes it."""
    text = place.text()
    try:
        if not text.startswith("["):
            return parse_path(text)
        section, file, *parts = json.loads(text)
        if all(isinstance(part, str) for part in (section, file, *parts)):
            return ItemPath(section, file, tuple(parts))
    except (ValueError, RecursionError):
        pass
    raise place.refuse(f"項目の番地「{text}」が読めません")


def day_of(place: Place) -> date | None:
    """A day, None where nothing stands."""
    try:
        return date.fromisoformat(place.text()) if place.text() else None
    except ValueError:
        raise place.refuse(f"「{place.text()}」は 2025-12-01 のような日付ではありません") from None


def lines_of(place: Place) -> str:
    """A text of several lines as it was published."""
    try:
        return canonical_text(from_lines(place.text()))
    except ValueError:
        raise place.refuse("1行目が「↪」（前の行の続き）で始まっています") from None


def row_of(place: Place) -> ChangeRow:
    """A row of the 変更箇所."""
    cells = _cells(place.node)
    return (_same_row(cells) if cells else None) or _fresh_row(place)


def _cells(node: Node) -> tuple[tuple[str, str | tuple[str, ...]], ...]:
    """The cells of a row as one key; empty for what is no row of texts and lists of texts."""
    found: list[tuple[str, str | tuple[str, ...]]] = []
    for name, cell in node.items() if isinstance(node, dict) else ():
        if isinstance(cell, str):
            found.append((name, cell))
        elif isinstance(cell, list) and all(isinstance(each, str) for each in cell):
            found.append((name, tuple(str(each) for each in cell)))
        else:
            return ()
    return tuple(found)


@lru_cache(maxsize=4096)
def _same_row(cells: tuple[tuple[str, str | tuple[str, ...]], ...]) -> ChangeRow | None:
    """A row as version after version prints it again, read once; None where a message has to name its place."""
    node: dict[str, Node] = {name: cell if isinstance(cell, str) else list(cell) for name, cell in cells}
    with suppress(UnreadableSourceError):
        return _fresh_row(Place(node, ""))
    return None


def _fresh_row(place: Place) -> ChangeRow:
    place.only(_ROW)
    return ChangeRow(
        row=place.child("行").number(),
        date_raw=canonical_text(place.child("変更日", "").text()),
        item_raw=canonical_text(place.child("項目", "").text()),
        before=lines_of(place.child("変更前の記載", "")),
        after=lines_of(place.child("変更後の記載", "")),
        timing=canonical_text(place.child("提出時期", "").text()),
        explanation=lines_of(place.child("提出時期に係る説明", "")),
        date=day_of(place.child("変更日（西暦）", "")),
        items=tuple(path_of(entry) for entry in place.child("対象", []).entries()),
    )
