"""docx → the cells of its tables and its paragraphs → Form; tracked changes as two versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from piadiff.errors import UnreadableSourceError
from piadiff.model import Form, Unassigned
from piadiff.readers.cells_or_lines import read_grid_or_text
from piadiff.readers.docx.blocks import Layout, Table, Text, blocks
from piadiff.readers.docx.numbering import Numbering
from piadiff.readers.docx.story import Side, Story, local
from piadiff.readers.docx.xml import W, parts, value
from piadiff.readers.grid import Grid, reading_order

__all__ = ["Side", "docx_grid", "read_docx", "read_docx_versions", "tracked"]

_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"})
_BESIDE = {"header": "ヘッダー", "footer": "フッター"}
_NOTES = {"footnotes": ("footnote", "脚注"), "endnotes": ("endnote", "文末脚注"), "comments": ("comment", "コメント")}


def read_docx(data: bytes, name: str, side: Side = Side.AFTER) -> Form:
    """Read a form from a document; tracked changes count as accepted unless the other side is asked for.

    Raises:
        UnreadableSourceError: When the document cannot be opened or holds no form.
    """
    return read_grid_or_text(docx_grid(data, name, side), name)


def read_docx_versions(data: bytes, name: str) -> tuple[Form, Form]:
    """The form before and after the tracked changes of a document."""
    return read_docx(data, name, Side.BEFORE), read_docx(data, name, Side.AFTER)


def tracked(data: bytes, name: str) -> bool:
    """Whether a document holds tracked changes of its text."""
    return any(local(node) in _CHANGES for node in parts(data, name)["document"].iter())


def docx_grid(data: bytes, name: str, side: Side = Side.AFTER) -> Grid:
    """The cells of one version of a document.

    Raises:
        UnreadableSourceError: When the document cannot be opened, or tables stand in tables without end.
    """
    trees = parts(data, name)
    try:
        return _grid(trees, side)
    except RecursionError as error:
        raise UnreadableSourceError(
            "表や枠の入れ子が深すぎます", where=name, remedy="Wordで開き、入れ子の表を解いて保存し直してください"
        ) from error


def _grid(trees: Mapping[str, Element], side: Side) -> Grid:
    story = Story(side, Numbering(trees.get("numbering"), trees.get("styles")))
    layout = Layout()
    body = trees["document"].find(f"{W}body")
    for part in blocks(body, story) if body is not None else ():
        layout.add([part])
        _add_boxes(layout, story)
    notes = [f"{title}: {text}" for title, text in _beside(trees, side)]
    notes += [f"本文: {note}" for note in story.notes]
    beside = (Unassigned(0, note) for note in dict.fromkeys(notes))
    return Grid(reading_order(layout.cells), notes=(*layout.notes, *beside))


def _add_boxes(layout: Layout, story: Story) -> None:
    """Text boxes stand behind the block they are anchored in."""
    while story.boxes:
        layout.add(blocks(story.boxes.pop(0), story), place="テキストボックス")


def _beside(trees: Mapping[str, Element], side: Side) -> Iterator[tuple[str, str]]:
    """Texts that are part of no table and no paragraph: headers, footers, notes, comments."""
    story = Story(side, Numbering(None, None))
    for name, tree in sorted(trees.items()):
        title = next((shown for part, shown in _BESIDE.items() if name.startswith(part)), "")
        if title:
            text = _text(blocks(tree, story))
            if any(not (char.isspace() or char.isdigit() or char in "-－/／") for char in text):
                yield title, text
        tag, shown = _NOTES.get(name, ("", ""))
        for number, note in enumerate(tree.findall(f"{W}{tag}") if tag else (), start=1):
            text = "" if value(note, "type") in ("separator", "continuationSeparator") else _text(blocks(note, story))
            if text.strip():
                yield f"{shown}{value(note, 'id') or number}", text


def _text(found: Iterator[Text | Table]) -> str:
    layout = Layout()
    layout.add(found)
    return "\n".join(cell.text for cell in layout.cells).strip()
