"""One part of an office file: its bytes cut at elements, so that all others stay as they were."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from xml.parsers.expat import ParserCreate

from piadiff.errors import WrongCallError
from piadiff.writers.characters import printable

_TAG = re.compile(rb"""<(?P<name>[^\s/>]+)(?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*(?P<empty>/?)>""")
_ENCODING = re.compile(rb"""^<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']""")
_UTF8 = frozenset({b"utf-8", b"utf8", b"us-ascii"})
_SIGNATURES = "_xmlsignatures/"


@dataclass
class Node:
    """One element: its bytes are ``start`` to ``end``, what it holds ``inner`` to ``close``.

    Attributes:
        name: Without prefix.
        prefix: With its colon, "" where there is none.
    """

    name: str
    prefix: str
    attributes: dict[str, str]
    start: int
    inner: int
    close: int = 0
    end: int = 0
    children: list[Node] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether it is written as ``<a/>``."""
        return self.inner == self.end

    def all(self, name: str) -> Iterator[Node]:
        """Children of a name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Node | None:
        """The first child of a name."""
        return next(self.all(name), None)

    def below(self, name: str) -> Iterator[Node]:
        """All elements of a name, in document order."""
        for child in self.children:
            if child.name == name:
                yield child
            yield from child.below(name)


def parsed(data: bytes, where: str) -> Node:
    """The elements of a part with the places of their bytes.

    Raises:
        WrongCallError: When it is not written in UTF-8.
    """
    told = _ENCODING.match(data.lstrip(b"\xef\xbb\xbf"))
    if (told and told[1].lower() not in _UTF8) or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise refused("UTF-8 でない部品があります", where, "ExcelかWordで開いて保存し直してください")
    root = Node("", "", {}, 0, 0)
    open_nodes = [root]
    parser = ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        tag = _TAG.match(data, at)
        behind = tag.end() if tag else at
        prefix, colon, local = name.rpartition(":")
        node = Node(local, prefix + colon, attributes, at, behind)
        if tag and tag["empty"]:
            node.close = node.end = behind
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def end(_: str) -> None:
        node = open_nodes.pop()
        if not node.end:
            node.close = parser.CurrentByteIndex
            node.end = data.index(b">", node.close) + 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)
    return root.children[0]


@dataclass(frozen=True, slots=True)
class Splice:
    """Bytes that take the place of others."""

    start: int
    end: int
    text: str


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """The part with some of its bytes replaced; those at one place stand in the order given."""
    pieces, at = list[bytes](), 0
    for splice in sorted(splices, key=lambda each: (each.start, each.end)):
        pieces += [data[at : splice.start], splice.text.encode()]
        at = splice.end
    return b"".join([*pieces, data[at:]])


def escaped(text: str) -> str:
    """Text as XML holds it."""
    return printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attributes_of(pairs: Mapping[str, str]) -> str:
    """Attributes as a tag holds them."""
    return "".join(f' {name}="{escaped(text).replace(chr(34), "&quot;")}"' for name, text in pairs.items())


def entry(data: bytes, part: str) -> bytes:
    """What an archive holds under a name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(part)


def with_parts(data: bytes, parts: Mapping[str, bytes], where: str) -> bytes:
    """The archive with some of its entries replaced; all others keep content, order, day and way of packing.

    Raises:
        WrongCallError: When two entries share a name, or a signature would no longer be true.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        names = source.namelist()
        if len(set(names)) < len(names):
            raise refused("同じ名前の部品が2つあります", where, "ExcelかWordで開いて保存し直してください")
        if any(name.startswith(_SIGNATURES) for name in names):
            raise refused(
                "デジタル署名のあるファイルです。書き込むと署名が無効になります",
                where,
                "署名を外した写しを指定してください",
            )
        target.comment = source.comment
        for info in source.infolist():
            kept = copy(info)
            content = parts.get(info.filename)
            target.writestr(kept, source.read(info) if content is None else content, info.compress_type)
    return out.getvalue()


def refused(message: str, where: str, remedy: str) -> WrongCallError:
    """Why a file is not written into, and what to do."""
    return WrongCallError(f"{message}。書き込みません", where=where, remedy=remedy)
