"""A node of a YAML document that knows where it stands, so that a refusal names file and key."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from piadiff.canonical.yaml_text import Node
from piadiff.errors import UnreadableSourceError

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Place:
    """A node, its file and its keys."""

    node: Node
    name: str
    keys: tuple[str, ...] = ()

    def refuse(self, message: str) -> UnreadableSourceError:
        """The error to raise for this place."""
        where = f"{self.name}（{' > '.join(self.keys)}）" if self.keys else self.name
        return UnreadableSourceError(message, where=where)

    def mapping(self) -> dict[str, Node]:
        """The node as a mapping."""
        if isinstance(self.node, dict):
            return self.node
        raise self.refuse("「キー: 値」の並びであるべきところが違っています")

    def text(self) -> str:
        """The node as a string."""
        if isinstance(self.node, str):
            return self.node
        raise self.refuse("文字列であるべきところが違っています")

    def entries(self) -> Iterator[Place]:
        """The entries of a list."""
        if not isinstance(self.node, list):
            raise self.refuse("一覧（- で始まる行の並び）であるべきところが違っています")
        for number, node in enumerate(self.node, 1):
            yield Place(node, self.name, (*self.keys, f"{number}番目"))

    def members(self) -> Iterator[Place]:
        """The values of a mapping."""
        for key, node in self.mapping().items():
            yield Place(node, self.name, (*self.keys, key))

    def child(self, key: str, default: Node | None = None) -> Place:
        """The value of a key; without a default the key must be there."""
        node = self.mapping().get(key, default)
        if node is None:
            raise self.refuse(f"「{key}」がありません")
        return Place(node, self.name, (*self.keys, key))

    def key(self) -> Place:
        """The key this value stands under, as a node of its own."""
        return Place(self.keys[-1], self.name, self.keys)

    def only(self, known: Iterable[str]) -> None:
        """Refuse keys nobody would read."""
        for key in self.mapping():
            if key not in known:
                raise self.refuse(f"知らないキー「{key}」があります（使えるのは {'、'.join(known)}）")

    def number(self) -> int:
        """A whole number, 0 or more."""
        text = self.text()
        if text.isascii() and text.isdigit() and len(text) <= 9:
            return int(text)
        raise self.refuse(f"「{text[:20]}」は番号ではありません")

    def share(self) -> float:
        """A number from 0 to 1."""
        try:
            value = float(self.text())
        except ValueError:
            value = -1.0
        if 0 <= value <= 1:
            return value
        raise self.refuse(f"「{self.text()[:20]}」は 0 から 1 までの数ではありません")

    def flag(self) -> bool:
        """``true`` or ``false``."""
        if self.text() not in {"true", "false"}:
            raise self.refuse("true か false のどちらかです")
        return self.text() == "true"

    def one_of(self, kinds: type[E], text: str) -> E:
        """A word of a closed list."""
        try:
            return kinds(text)
        except ValueError:
            raise self.refuse(f"「{text[:20]}」は使えません（使えるのは {'、'.join(kinds)}）") from None
