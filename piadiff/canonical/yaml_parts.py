"""A canonical file as its entries: what an earlier version held word for word is not parsed again.

One version of a form shares nearly all of its items and rows with the one before. The entries of 項目 and 変更箇所 are
the stretches that begin two blanks from the margin; all that are new are parsed together, the rest is known.
"""

from __future__ import annotations

import re

from piadiff import data
from piadiff.canonical.yaml_text import MAX_DEPTH, Node
from piadiff.canonical.yaml_text import read as read_whole
from piadiff.errors import UnreadableSourceError

_LONG = ("項目:", "変更箇所:")
_TOP = re.compile(r"\n(?=\S)")
_CUT = re.compile(r"\n(?=  [^ \n])")
_ENTRY = re.compile(r"  (?:[\w'\"]|- )")
_OTHER_BREAKS = re.compile("[\r\x85\u2028\u2029\ufeff]")
"""What YAML takes for an end of line, or for nothing, besides the line feed."""
_MOST_KEPT = 16_384

_Entry = tuple[str, Node] | list[Node]
"""A key with its value, or one member of a list."""

_kept: dict[str, _Entry] = {}


def read(text: str, name: str) -> Node:
    """The one document of a YAML text, as ``yaml_text.read`` reads it; it is shared and must not be changed.

    Raises:
        UnreadableSourceError: When it is no YAML, too large, too deep, or uses aliases, tags or a key twice.
    """
    try:
        document = _in_parts(text)
    except UnreadableSourceError:
        document = None
    return read_whole(text, name) if document is None else document


def _in_parts(text: str) -> Node | None:
    """The document from its entries; None where its layout leaves a doubt where they begin."""
    if not text.endswith("\n") or _OTHER_BREAKS.search(text):
        return None
    rest, parts = list[str](), dict[str, list[str]]()
    for block in _TOP.split(text.removesuffix("\n")):
        head, _, body = block.partition("\n")
        if head in _LONG and head not in parts and _ENTRY.match(body):
            parts[head] = _CUT.split(body)
            rest.append(head)
        else:
            rest.append(block)
    document = data.texts("\n".join(rest), "", fault=UnreadableSourceError, depth=MAX_DEPTH) if parts else None
    if not isinstance(document, dict):
        return None
    for head, pieces in parts.items():
        node = _joined(_entries(pieces))
        if node is None or document.get(head[:-1]) != "":
            return None
        document[head[:-1]] = node
    return document


def _entries(pieces: list[str]) -> list[_Entry]:
    """The entries that pieces of text are, [] where one of them is none, or more than one."""
    found = {piece: _kept.get(piece) for piece in pieces}
    new = [piece for piece, entry in found.items() if entry is None]
    if not all(map(_ENTRY.match, new)):
        return []
    if new:
        document = data.texts("\n".join(("x:", *new, "")), "", fault=UnreadableSourceError, depth=MAX_DEPTH)
        node = document["x"] if isinstance(document, dict) else ""
        parsed: list[_Entry] = [*node.items()] if isinstance(node, dict) else [[each] for each in node]
        if isinstance(node, str) or len(parsed) != len(new):
            return []
        found.update(zip(new, parsed, strict=True))
        if len(_kept) + len(new) > _MOST_KEPT:
            _kept.clear()
        _kept.update(zip(new, parsed, strict=True))
    return [entry for piece in pieces if (entry := found[piece]) is not None]


def _joined(entries: list[_Entry]) -> Node | None:
    """One mapping or one list of all entries; None where they are neither, or hold a key twice."""
    pairs = dict(entry for entry in entries if isinstance(entry, tuple))
    members = [member for entry in entries if isinstance(entry, list) for member in entry]
    if pairs and not members:
        return pairs if len(pairs) == len(entries) else None
    return members if members and not pairs else None
