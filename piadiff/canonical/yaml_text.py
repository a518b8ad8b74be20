"""Mappings, lists and strings ⇄ YAML text.

Reading takes every scalar as a string. Writing is our own, since PyYAML gives up readable block style for tabs and for
characters outside the BMP (𠮷), which names in these forms do hold; what it writes is a subset every YAML parser reads.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

import yaml
from yaml.resolver import Resolver

from piadiff import data
from piadiff.errors import UnreadableSourceError

Node = str | list["Node"] | dict[str, "Node"]

MAX_DEPTH = 8
_LONGEST_SIMPLE_KEY = 200

# What YAML does not take, and what would steer a terminal or turn the reading direction in a diff.
_UNSAFE = r"\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
_NOT_IN_A_LINE = re.compile(rf"[{_UNSAFE}\t]")
_NOT_IN_A_BLOCK = re.compile(rf"[{_UNSAFE.replace('x0a', 'x0b')}]|\n\Z")
_NEEDS_INDICATOR = re.compile(r"[\n \t]")
_SPECIAL = r":#\"'\[\]{},&*!|>%@`\\"
_PLAIN = re.compile(rf"\w(?:[^{_SPECIAL}]*[^{_SPECIAL}\s])?")
_ASCII_NUMBER = re.compile(r"[0-9][\x00-\x7f]*")


class Block(str):
    """A string to be written as a literal block."""

    __slots__ = ()


Writable = str | int | date | Sequence["Writable"] | Mapping[str, "Writable"]


def write(document: Mapping[str, Writable]) -> str:
    """YAML text of a document, keys in the order given."""
    return "".join(f"{line}\n" for line in _mapping(document, 0))


def _mapping(mapping: Mapping[str, Writable], indent: int) -> Iterator[str]:
    pad = " " * indent
    for key, value in mapping.items():
        written = _inline(key)
        simple = len(written.encode()) <= _LONGEST_SIMPLE_KEY
        lead = f"{pad}{written}:" if simple else f"{pad}? {written}\n{pad}:"
        yield from _value(lead, value, indent + 2)


def _value(lead: str, value: Writable, indent: int) -> Iterator[str]:
    if isinstance(value, Mapping):
        yield lead if value else f"{lead} {{}}"
        yield from _mapping(value, indent)
    elif isinstance(value, str):
        yield from _scalar(lead, value, indent)
    elif isinstance(value, Sequence):
        yield lead if value else f"{lead} []"
        for entry in value:
            yield from _entry(entry, indent)
    else:
        yield f"{lead} {str(value).lower() if isinstance(value, bool) else value}"


def _entry(entry: Writable, indent: int) -> Iterator[str]:
    """One entry of a list; the first line of a mapping stands beside the dash."""
    if not isinstance(entry, Mapping):
        yield from _value(f"{' ' * indent}-", entry, indent + 2)
        return
    lines = _mapping(entry, indent + 2)
    yield f"{' ' * indent}- {next(lines, '{}').lstrip(' ')}"
    yield from lines


def _scalar(lead: str, text: str, indent: int) -> Iterator[str]:
    if not text or not isinstance(text, Block) or _NOT_IN_A_BLOCK.search(text):
        yield f"{lead} {_inline(text)}"
        return
    yield f"{lead} |{'2' if _NEEDS_INDICATOR.match(text) else ''}-"
    pad = " " * indent
    for line in text.split("\n"):
        yield pad + line if line else ""


@lru_cache(maxsize=1)
def _resolver() -> Resolver:
    return Resolver()


@lru_cache(maxsize=8192)
def _inline(text: str) -> str:
    """A scalar on one line, quoted wherever a YAML parser could take it for something else."""
    if _NOT_IN_A_LINE.search(text):
        quoted = json.dumps(text, ensure_ascii=False)
        return _NOT_IN_A_LINE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
    plain = _PLAIN.fullmatch(text) and not _ASCII_NUMBER.fullmatch(text)
    if plain and _resolver().resolve(yaml.ScalarNode, text, (True, False)) == "tag:yaml.org,2002:str":  # type: ignore[no-untyped-call]
        return text
    return "'" + text.replace("'", "''") + "'"


def read(text: str, name: str) -> Node:
    """The one document of a YAML text.

    Raises:
        UnreadableSourceError: When it is no YAML, too large, too deep, or uses aliases, tags or a key twice.
    """
    document = data.texts(text, name, fault=UnreadableSourceError, depth=MAX_DEPTH)
    return "" if document is None else document
