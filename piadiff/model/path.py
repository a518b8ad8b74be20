"""Item addresses: text such as ``Ⅱ(住民基本台帳ファイル)-5-提供先1-②`` ⇄ its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

WHOLE_FORM = ("共通", "全体")
"""Targets that mean the whole form instead of one item."""

_NUMBERED = re.compile(r"^(?P<name>システム|委託事項|提供先|移転先)(?P<number>\d+(?:~\d+)?)$")


@lru_cache(maxsize=65536)
def _pattern(section: str, per_file: bool, parts: tuple[str, ...]) -> str:
    head = f"{section}(*)" if per_file else section
    return "-".join((head, *(_NUMBERED.sub(r"\g<name>*", part) for part in parts)))


@dataclass(frozen=True, slots=True, order=True)
class ItemPath:
    """Address of one item, or of the group above items.

    Attributes:
        section: ``表紙``, ``Ⅰ`` … ``Ⅵ``, ``別添1`` …, or one of ``WHOLE_FORM``.
        file: The 特定個人情報ファイル a repeated section belongs to, "" elsewhere.
        parts: What follows, outermost first: ``("5", "提供先1", "②")``.
    """

    section: str
    file: str = ""
    parts: tuple[str, ...] = ()

    def __str__(self) -> str:
        head = f"{self.section}({self.file})" if self.file else self.section
        return "-".join((head, *self.parts))

    @property
    def pattern(self) -> str:
        """Key of the template item: file names and numbers of repeated groups become ``*``."""
        return _pattern(self.section, bool(self.file), self.parts)

    @property
    def parent(self) -> ItemPath | None:
        """The address one level up, None at a section."""
        return ItemPath(self.section, self.file, self.parts[:-1]) if self.parts else None

    def child(self, *parts: str) -> ItemPath:
        """The address below this one."""
        return ItemPath(self.section, self.file, (*self.parts, *parts))

    def contains(self, other: ItemPath) -> bool:
        """Whether ``other`` is this address or stands below it; a range (提供先1~60) contains what it overlaps."""
        if self.section != other.section or (self.file and self.file != other.file):
            return False
        above = other.parts[: len(self.parts)]
        return above == self.parts or (len(above) == len(self.parts) and all(map(_same_part, self.parts, above)))


def _same_part(part: str, other: str) -> bool:
    """Whether two parts are equal, or ranges of one repeated group that overlap."""
    if part == other:
        return True
    if "~" not in part and "~" not in other:
        return False
    one, two = _NUMBERED.match(part), _NUMBERED.match(other)
    if one is None or two is None or one["name"] != two["name"]:
        return False
    (first, last), (begin, end) = _span(one["number"]), _span(two["number"])
    return first <= end and begin <= last


def _span(number: str) -> tuple[int, int]:
    first, _, last = number.partition("~")
    return int(first), int(last or first)


@lru_cache(maxsize=65536)
def parse_path(text: str) -> ItemPath:
    """Read a canonical address; brackets around the file name may nest.

    Raises:
        ValueError: When the text is empty or a bracket stays open.
    """
    if not text:
        raise ValueError("empty item path")
    depth, cut, pieces = 0, 0, []
    for index, char in enumerate(text):
        if char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
        elif char == "-" and depth <= 0:
            pieces.append(text[cut:index])
            cut = index + 1
    if depth != 0:
        raise ValueError(f"unbalanced brackets in item path: {text}")
    pieces.append(text[cut:])
    head, parts = pieces[0], tuple(pieces[1:])
    section, bracket, rest = head.partition("(")
    return ItemPath(section, rest[:-1] if bracket else "", parts)


COVER_DAY = ItemPath("表紙", parts=("公表日",))
"""公表日 of the 表紙: it changes with every version, and no row is ever written for it."""
