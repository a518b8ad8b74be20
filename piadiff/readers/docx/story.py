"""The text of paragraphs in one version of a document: fields, tracked changes, check boxes, symbols."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from xml.etree.ElementTree import Element

from piadiff.readers.docx.numbering import Numbering
from piadiff.readers.docx.symbols import UNKNOWN, plain, symbol
from piadiff.readers.docx.xml import ALTERNATIVES, CHOICE, FALLBACK, W14, W, number, switched_on, value
from piadiff.readers.struck import struck
from piadiff.text.signs import BARE_TICKED

TICKED, EMPTY = "☑", "☐"
_SIGNS = {
    "tab": "　",
    "ptab": "　",
    "br": "\n",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "",
}
_PICTURES = frozenset({"drawing", "pict", "object"})
_CHANGED = ("ins", "del", "moveFrom", "moveTo")
_SKIPPED = frozenset({"pPr", "rPr", "instrText", "delInstrText", "sdtPr", "sdtEndPr", "rt", "txbxContent", "sectPr"})


class Side(StrEnum):
    """Which version of tracked changes is read."""

    BEFORE = "before"
    AFTER = "after"

    @property
    def dropped(self) -> frozenset[str]:
        """Elements whose contents this version does not have."""
        return frozenset({"ins", "moveTo"} if self is Side.BEFORE else {"del", "moveFrom"})


def local(node: Element) -> str:
    """The name of an element of Word, "" for one of another vocabulary."""
    return node.tag.removeprefix(W) if isinstance(node.tag, str) and node.tag.startswith(W) else ""


def children(parent: Element) -> Iterator[Element]:
    """Children, with wrappers that only carry bindings opened and one of several alternatives taken."""
    for child in parent:
        if child.tag == ALTERNATIVES:
            taken = child.find(CHOICE)
            taken = taken if taken is not None and len(taken) else child.find(FALLBACK)
            if taken is not None:
                yield from children(taken)
        elif local(child) in ("customXml", "smartTag", "dir", "bdo"):
            yield from children(child)
        else:
            yield child


@dataclass
class Story:
    """Walks paragraphs in their order; fields may go over several of them.

    Attributes:
        boxes: Text boxes that were met and stand nowhere yet.
        notes: What has no text or no place: pictures, signs without a character.
    """

    side: Side
    numbering: Numbering
    boxes: list[Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _fields: list[bool] = field(default_factory=list)
    """Open fields; whether the walk is in the result of each, behind its instruction."""

    def paragraph(self, node: Element) -> str:
        """Text of a paragraph, with the number that is printed before it."""
        text = "".join(self._pieces(node))
        return self.numbering.prefix(node.find(f"{W}pPr")) + text

    def keeps(self, properties: Element | None) -> bool:
        """Whether a row or a paragraph mark with these properties is part of this version."""
        return properties is None or not any(properties.find(f"{W}{name}") is not None for name in self.side.dropped)

    def _pieces(self, parent: Element) -> Iterator[str]:
        for node in children(parent):
            name = local(node)
            if name in _SKIPPED or name in self.side.dropped or name.endswith("Change"):
                if name == "txbxContent":
                    self.boxes.append(node)
                continue
            if name == "fldChar":
                yield from self._field(node)
            elif name == "sdt":
                yield from self._control(node)
            elif name in _PICTURES:
                self._picture(node)
            elif name == "r" and _is_struck(node):
                yield struck("".join(self._pieces(node)))
            elif len(node):
                yield from self._pieces(node)
            elif all(self._fields):
                yield from self._text(node, name)

    def _text(self, node: Element, name: str) -> Iterator[str]:
        if name in ("t", "delText") or node.tag.endswith("}t"):
            yield plain(node.text or "")
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "sym":
            sign = symbol(value(node, "font"), value(node, "char"))
            if sign == UNKNOWN:
                self.notes.append(f"記号（{value(node, 'font')} {value(node, 'char')}）の文字が分かりません")
            yield sign

    def _field(self, node: Element) -> Iterator[str]:
        """A field's result is text, its instruction is not; old form fields hold their value as data."""
        kind = value(node, "fldCharType")
        if kind == "begin":
            yield from _form_field(node.find(f"{W}ffData"))
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _control(self, node: Element) -> Iterator[str]:
        content, properties = node.find(f"{W}sdtContent"), node.find(f"{W}sdtPr")
        box = properties.find(f"{W14}checkbox") if properties is not None else None
        if properties is not None and switched_on(properties.find(f"{W}showingPlcHdr")):
            return
        if box is None:
            yield from self._pieces(content) if content is not None else ()
            return
        tracked = content is not None and any(local(part) in _CHANGED for part in content.iter())
        state = box.find(f"{W14}checked")
        if tracked and content is not None:
            shown = "".join(self._pieces(content)).strip()
            code = value(box.find(f"{W14}checkedState")) or "2612"
            yield TICKED if shown and (f"{ord(shown[0]):04X}" == code.upper() or shown[0] in BARE_TICKED) else EMPTY
        else:
            yield TICKED if state is not None and value(state) not in ("0", "false") else EMPTY

    def _picture(self, node: Element) -> None:
        """Text boxes inside a drawing are kept for later; a drawing without text is reported."""
        found = list(_text_boxes(node))
        self.boxes += found
        if not found:
            described = next(
                (part.get("descr") or part.get("title") or "" for part in node.iter() if "descr" in part.attrib), ""
            )
            self.notes.append("図・画像があり、その中の文字は読めません" + (f"（{described}）" if described else ""))


def _is_struck(run: Element) -> bool:
    """Whether the words of a run are struck through."""
    return any(switched_on(run.find(f"{W}rPr/{W}{name}")) for name in ("strike", "dstrike"))


def _form_field(data: Element | None) -> Iterator[str]:
    if data is None:
        return
    box, choices = data.find(f"{W}checkBox"), data.find(f"{W}ddList")
    if box is not None:
        state = box.find(f"{W}checked")
        yield TICKED if switched_on(state if state is not None else box.find(f"{W}default")) else EMPTY
    if choices is not None:
        entries = choices.findall(f"{W}listEntry")
        chosen = choices.find(f"{W}result")
        at = number(chosen if chosen is not None else choices.find(f"{W}default"))
        yield value(entries[at]) if 0 <= at < len(entries) else ""


def _text_boxes(node: Element) -> Iterator[Element]:
    """Text boxes below a drawing, each once: not those inside another, nor the fallback of an alternative."""
    for child in children(node):
        if local(child) == "txbxContent":
            yield child
        else:
            yield from _text_boxes(child)
