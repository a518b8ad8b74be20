"""Names of WordprocessingML, and the parts of a document as trees."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.etree.ElementTree import Element

from piadiff.errors import UnreadableSourceError
from piadiff.readers.archive import ARCHIVE_FAULTS, part_tree
from piadiff.readers.limits import check_part

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES, CHOICE, FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
_REMEDY = "Wordで開いて保存し直してください"


def value(node: Element | None, name: str = "val") -> str:
    """An attribute of an element of Word, "" when the element or the attribute is absent."""
    return node.get(f"{W}{name}", node.get(f"{W14}{name}", "")) if node is not None else ""


def number(node: Element | None, name: str = "val", default: int = 0) -> int:
    """An attribute as a number, the default when it is none."""
    text = value(node, name)
    return int(text) if text.isascii() and text.removeprefix("-").isdecimal() and len(text) < 10 else default


def switched_on(node: Element | None) -> bool:
    """Whether an on/off element is there and not switched off."""
    return node is not None and value(node) not in ("0", "false", "off")


def parts(data: bytes, name: str) -> Mapping[str, Element]:
    """The trees of all parts that hold text, numbering or styles, by name without ``word/`` and ``.xml``.

    Raises:
        UnreadableSourceError: When the main part is missing, or a part is broken or too large.
    """
    found: dict[str, Element] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                part = entry.filename.removeprefix("word/")
                if part != entry.filename and part.endswith(".xml") and "/" not in part and _wanted(part):
                    check_part(entry.file_size, f"{name}（{entry.filename}）")
                    found[part.removesuffix(".xml")] = _tree(archive.read(entry), f"{name}（{entry.filename}）")
    except ARCHIVE_FAULTS as error:
        raise UnreadableSourceError("docxとして開けません", where=name, remedy=_REMEDY) from error
    if "document" not in found:
        raise UnreadableSourceError("docxに本文がありません", where=name, remedy=_REMEDY)
    return found


def _wanted(part: str) -> bool:
    kinds = ("document.", "footnotes.", "endnotes.", "comments.", "header", "footer", "numbering.", "styles.")
    return part.startswith(kinds)


def _tree(data: bytes, place: str) -> Element:
    """A part as a tree; the strict dialect is read as the usual one."""
    tree = part_tree(data, place, _REMEDY)
    if tree.tag.startswith(_STRICT):
        for node in tree.iter():
            node.tag = node.tag.replace(_STRICT, W)
            node.attrib = {key.replace(_STRICT, W): text for key, text in node.attrib.items()}
    return tree
