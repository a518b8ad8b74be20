"""Mappings, lists and strings ⇄ YAML text.

Reading uses libyaml's events, bounded and without aliases, tags or implicit types: every scalar is a
string. Writing is our own, since PyYAML gives up readable block style for tabs and for characters outside
the BMP (𠮷), which names in these forms do hold; what it writes is a subset every YAML parser reads.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import yaml
from yaml.resolver import Resolver

from piadiff.errors import UnreadableSourceError

Node = str | list["Node"] | dict[str, "Node"]

_MAX_CHARACTERS = 32_000_000
_MAX_DEPTH = 8
_LONGEST_SIMPLE_KEY = 200

_UNSAFE = r"\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
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


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come; ``waiting`` says that ``key`` has no value yet."""

    node: list[Node] | dict[str, Node]
    key: str = ""
    waiting: bool = False

    @property
    def place(self) -> str:
        return f"{len(self.node)}番目" if isinstance(self.node, list) else self.key


def _where(name: str, mark: Any) -> str:  # noqa: ANN401 - libyaml and PyYAML have a mark class each
    return f"{name} {mark.line + 1}行目" if mark else name


class _Builder:
    """Takes events one by one; refuses what a canonical file never holds."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.open: list[_Open] = []
        self.root: Node | None = None

    def refuse(self, message: str, event: yaml.Event) -> UnreadableSourceError:
        keys = " > ".join(opened.place for opened in self.open if opened.place)
        return UnreadableSourceError(
            message, where=f"{_where(self.name, event.start_mark)}{f'（{keys}）' if keys else ''}"
        )

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._check(event)
            self._put(event.value, event)
            return
        if isinstance(event, yaml.NodeEvent):
            self._check(event)
        if isinstance(event, yaml.MappingStartEvent):
            self._descend({}, event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._descend([], event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()

    def _check(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise self.refuse("YAML の別名（& と *）は使えません", event)
        if getattr(event, "tag", None):
            raise self.refuse("YAML の型の指定（!）は使えません", event)
        if not self.open and self.root is not None:
            raise self.refuse("1つのファイルに文書が2つあります", event)

    def _descend(self, node: list[Node] | dict[str, Node], event: yaml.Event) -> None:
        if len(self.open) >= _MAX_DEPTH:
            raise self.refuse("入れ子が深すぎます", event)
        self._put(node, event)
        self.open.append(_Open(node))

    def _put(self, node: Node, event: yaml.Event) -> None:
        if not self.open:
            self.root = node
            return
        here = self.open[-1]
        if isinstance(here.node, list):
            here.node.append(node)
        elif here.waiting:
            here.node[here.key] = node
            here.waiting = False
        elif not isinstance(node, str):
            raise self.refuse("キーが文字列ではありません", event)
        elif node in here.node:
            raise self.refuse(f"キー「{node}」が2回書かれています", event)
        else:
            here.key, here.waiting = node, True


def read(text: str, name: str) -> Node:
    """The one document of a YAML text.

    Raises:
        UnreadableSourceError: When it is no YAML, too large, too deep, or uses aliases, tags or a key twice.
    """
    if len(text) > _MAX_CHARACTERS:
        raise UnreadableSourceError(f"大きすぎます（{len(text):,}文字）", where=name)
    builder = _Builder(name)
    try:
        loader = yaml.CBaseLoader(text)
        while (event := loader.get_event()) is not None:
            builder.take(event)
    except (yaml.YAMLError, UnicodeError) as error:
        raise UnreadableSourceError(
            "YAML として読めません",
            where=_where(name, getattr(error, "problem_mark", None)),
            remedy="字下げ、引用符、使えない文字がないか確かめてください",
        ) from error
    return builder.root if builder.root is not None else ""
