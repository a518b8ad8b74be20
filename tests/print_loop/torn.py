"""Lines of a printed text deleted, moved and swapped, and what a reading may then assert."""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from piadiff.model import Form, Item, ItemKind
from piadiff.templates import known, load

from .changes import COLUMNS
from .judging import address, squeezed

TICK = "○"
_SIGNS = (range(0x21, 0x41), range(0x2000, 0x2600), range(0x3000, 0x3040), range(0xFF01, 0xFF21), range(0xFF3B, 0xFF60))
_FAR = 12
_GAP = re.compile(r"\s{2,}|　+|\t")


@dataclass(frozen=True)
class Torn:
    """A text after some of its lines were hurt; ``touched`` are those lines."""

    text: str
    touched: tuple[str, ...]


def deleted(lines: list[str], at: int, rng: random.Random) -> list[str]:
    """Take a line out."""
    _ = rng
    return [lines.pop(at)]


def moved(lines: list[str], at: int, rng: random.Random) -> list[str]:
    """Put a line elsewhere near by."""
    line = lines.pop(at)
    lines.insert(min(len(lines), max(0, at + rng.choice([-1, 1]) * rng.randint(2, _FAR))), line)
    return [line]


def swapped(lines: list[str], at: int, rng: random.Random) -> list[str]:
    """Swap a line with the next one."""
    _ = rng
    after = min(at + 1, len(lines) - 1)
    lines[at], lines[after] = lines[after], lines[at]
    return [lines[at], lines[after]]


WAYS: dict[str, Callable[[list[str], int, random.Random], list[str]]] = {
    "deleted": deleted,
    "moved": moved,
    "swapped": swapped,
}


def torn(text: str, way: str, seed: int, times: int) -> Torn:
    """A text with so many lines hurt in one way; pages stay apart."""
    rng = random.Random(f"{way} {seed}")  # noqa: S311 - no secret
    lines = text.split("\n")
    touched = list[str]()
    for _ in range(times):
        filled = [place for place, line in enumerate(lines[:-1]) if line.strip() and "\f" not in line]
        touched += WAYS[way](lines, rng.choice(filled), rng)
    return Torn("\n".join(lines), tuple(touched))


def wrong(truth: Form, read: Form, touched: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """(address, true value, what is asserted) of every item that the hurt lines do not account for.

    A value may lack, hold or have in another order what the hurt lines say: the source itself says so then.
    """
    pieces = sorted(
        {squeezed(piece) for line in touched for piece in (line, *_GAP.split(line))} - {""}, key=len, reverse=True
    )
    known = {address(item.path): item for item in truth.items}
    for item in read.items:
        where = address(item.path)
        own = known.get(where)
        if not item.undetermined and not _accounted(own, item, pieces):
            yield where, "" if own is None else squeezed(own.text), squeezed(item.text)


def _accounted(own: Item | None, got: Item, pieces: list[str]) -> bool:
    if got.kind is ItemKind.CHECKS or isinstance(got.value, tuple):
        wanted = {squeezed(value) for value in own.value} if own is not None else set()
        seen = {squeezed(value) for value in got.value}
        return all(any(value.partition("（")[0] in piece for piece in pieces) for value in seen ^ wanted)
    wanted = squeezed(str(own.value)) if own is not None else ""
    seen = squeezed(str(got.value))
    if seen == wanted or _without(seen, pieces) == _without(wanted, pieces):
        return True
    return sorted(seen) == sorted(wanted) and got.kind is ItemKind.TEXT


def _without(text: str, pieces: list[str]) -> str:
    for piece in pieces:
        text = text.replace(piece, "")
    return text


def lost(text: str, read: Form) -> str:
    """Characters that no form prints, each as often as it stands in a text more than in the reading of it."""
    shown = [value for item in read.items for value in (item.value if isinstance(item.value, tuple) else [item.value])]
    shown += [file for _, file in {(item.path.section, item.path.file) for item in read.items}]
    shown += [piece.text for piece in read.unassigned]
    shown += [
        cell
        for row in read.changes
        for cell in (row.date_raw, row.item_raw, row.before, row.after, row.timing, row.explanation)
    ]
    there = Counter(squeezed("".join(shown)))
    there[TICK] += sum(len(item.value) for item in read.items if item.kind is ItemKind.CHECKS)
    return "".join((Counter(each for each in squeezed(text) if each not in _printed()) - there).elements())


@cache
def _printed() -> frozenset[str]:
    """Characters that forms print, and those of numbers and of signs, which pages are counted and ruled with."""
    templates = [load(*name) for name in known()]
    items = [item for template in templates for item in template.items]
    texts = [text for template in templates for text in template.prints]
    texts += [text for item in items for text in (item.label, item.field, *item.aka, *item.options, *item.prints)]
    signs = [chr(code) for block in _SIGNS for code in block]
    return frozenset(unicodedata.normalize("NFC", "".join([*texts, *signs, *COLUMNS, "選択肢時点件別添変更箇所様式令和平成[]"]))) - {TICK}
