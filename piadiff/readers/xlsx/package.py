"""The parts of a workbook and how they point at each other."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from piadiff.errors import UnreadableSourceError
from piadiff.readers.archive import part_tree
from piadiff.readers.limits import check_part

_REMEDY = "Excelで開いて保存し直してください"
_BREAK = re.compile(rb"<br\s*>", re.IGNORECASE)
_WORKBOOK = "xl/workbook.xml"


def local(tag: str) -> str:
    """A tag or attribute without its namespace; the strict dialect differs in nothing else."""
    return tag.rpartition("}")[2]


def children(node: Element, name: str) -> Iterator[Element]:
    """Children of a name in any namespace."""
    return (child for child in node if local(child.tag) == name)


def below(node: Element, name: str) -> Iterator[Element]:
    """All elements of a name in any namespace."""
    return (each for each in node.iter() if local(each.tag) == name)


def attribute(node: Element, name: str) -> str:
    """An attribute of a name in any namespace, "" when there is none."""
    found = node.get(name)
    if found is not None:
        return found
    return next((text for key, text in node.attrib.items() if local(key) == name), "")


def whole_number(text: str, default: int = 0) -> int:
    """A number as written in an attribute, the default when it is none."""
    text = text.strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else default


@dataclass(frozen=True, slots=True)
class Part:
    """A part by its name in the archive, and its tree."""

    name: str
    tree: Element


class Package:
    """An open workbook."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive, self._name = archive, name
        self._entries = {entry.filename: entry for entry in archive.infolist()}

    @classmethod
    @contextmanager
    def open(cls, data: bytes, name: str) -> Iterator[Package]:
        """The workbook as long as it is read."""
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield cls(archive, name)

    def main(self) -> Part:
        """The workbook itself.

        Raises:
            UnreadableSourceError: When it is missing or broken.
        """
        return Part(_WORKBOOK, self._tree(_WORKBOOK))

    def part(self, name: str) -> Part | None:
        """A part by name, None when the archive has none of it."""
        return Part(name, self._tree(name)) if name in self._entries else None

    def related(self, owner: Part, kind: str) -> Part | None:
        """The first part of a kind that another one points at."""
        return next((part for _, part in self.all_related(owner, kind) if part), None)

    def all_related(self, owner: Part, kind: str) -> Iterator[tuple[str, Part | None]]:
        """(relation, part) for all parts of a kind that another one points at."""
        folder, _, file = owner.name.rpartition("/")
        links = self.part(f"{folder}/_rels/{file}.rels")
        for link in children(links.tree, "Relationship") if links else ():
            if attribute(link, "Type").rpartition("/")[2] == kind and attribute(link, "TargetMode") != "External":
                target = attribute(link, "Target")
                name = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                yield attribute(link, "Id"), self.part(name)

    def sheets(self, main: Part) -> Iterator[tuple[str, str, Part | None]]:
        """(title, state, part) of every sheet in the order of the workbook; part None when it holds no cells."""
        parts = dict(self.all_related(main, "worksheet"))
        for sheet in below(main.tree, "sheet"):
            relation = next((text for key, text in sheet.attrib.items() if local(key) == "id" and key != "id"), "")
            yield attribute(sheet, "name"), attribute(sheet, "state") or "visible", parts.get(relation)

    def _tree(self, name: str) -> Element:
        place = f"{self._name}（{name}）"
        entry = self._entries.get(name)
        if entry is None:
            raise UnreadableSourceError("xlsxに部品がありません", where=place, remedy=_REMEDY)
        check_part(entry.file_size, place)
        content = self._archive.read(entry)
        if name.endswith(".vml"):
            # Excel writes the line breaks of a caption as HTML, which is no XML
            content = _BREAK.sub(b"<br/>", content)
        return part_tree(content, place, _REMEDY)
