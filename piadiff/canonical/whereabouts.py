"""A canonical file → the lines its items and rows begin in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piadiff.canonical.entries import path_of
from piadiff.canonical.place import Place
from piadiff.canonical.yaml_text import read
from piadiff.errors import UnreadableSourceError
from piadiff.model import ItemPath

_SECTION = re.compile(r"(?P<name>\w[^:]*):")
_ITEM = re.compile(r"  (?:\? )?(?P<key>'[^']*'|\"(?:[^\"\\]|\\.)*\"|[^\s:#'\"-][^:]*)(?::(?: .*)?)?$")
_ROW = re.compile(r"  - 行: (?P<number>\d+)$")


def lines_of(text: str) -> dict[ItemPath | int, int]:
    """Line, from 1, of every item by its address and of every 変更箇所 row by its number; of both as far as found."""
    found: dict[ItemPath | int, int] = {}
    for section, number, line in _numbered(text):
        row = _ROW.match(line) if section == "変更箇所" else None
        item = _ITEM.match(line) if section == "項目" else None
        if row is not None:
            found.setdefault(int(row["number"]), number)
        elif item is not None and (path := _address(item["key"])) is not None:
            found.setdefault(path, number)
    return found


def _numbered(text: str) -> Iterator[tuple[str, int, str]]:
    section = ""
    for number, line in enumerate(text.split("\n"), 1):
        heading = _SECTION.match(line)
        section = heading["name"] if heading else section
        yield section, number, line.rstrip("\r")


def _address(key: str) -> ItemPath | None:
    try:
        return path_of(Place(read(key, ""), ""))
    except UnreadableSourceError:
        return None
