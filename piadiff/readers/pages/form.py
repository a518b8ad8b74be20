"""A text of any dress → Form."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

from piadiff.model import Form, Header, Item, ItemKind, ItemPath, Unassigned
from piadiff.readers.change_table import read_change_table
from piadiff.readers.pages.choosing import Chooser, file_name, section_of
from piadiff.readers.pages.cover import cover_values
from piadiff.readers.pages.detect import detect
from piadiff.readers.pages.fragments import Fragment, fragments
from piadiff.readers.pages.labels import Label, find_labels
from piadiff.readers.pages.reading import PageReader, Reading, build_item
from piadiff.readers.pages.wrapping import unwrap
from piadiff.templates import Template
from piadiff.text import key, parse_date

_ATTACHMENT = re.compile(r"^\s*[（(]?\s*別紙\s*([0-9０-９]*)\s*[)）]?")
_FILE_LINE = re.compile(r"^[（(]\s*[0-9０-９]{1,2}\s*[)）]\s*\S+ファイル\s*$")
_UNREADABLE = re.compile(r"^\s*\[(?:illegible|unreadable|判読不能|判読不可)\]\s*$", re.IGNORECASE)


def read_text(text: str, name: str) -> Form:
    """Read a form from text.

    Raises:
        UnreadableSourceError: When the text is no form.
    """
    clean = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", ""))
    lines = list(enumerate(clean.split("\n"), 1))
    parts = fragments(lines)
    template = detect(clean, parts, name)
    table = read_change_table(lines, template)
    body = fragments([(n, line) for n, line in lines if n not in table.used and not _UNREADABLE.match(line)])
    reading, files = _read_body(body, template)
    items = _items(template, reading, files)
    used = reading.used | set(table.used)
    filled = [(number, line) for number, line in lines if line.strip()]
    left = [(number, line.strip()) for number, line in filled if number not in used]
    return Form(
        header=_header(template, items),
        items=items,
        changes=table.rows,
        unassigned=tuple(Unassigned(number, line) for number, line in left),
        coverage=1.0 - len(left) / len(filled) if filled else 0.0,
    )


def _read_body(parts: list[Fragment], template: Template) -> tuple[Reading, list[str]]:
    labels = find_labels(parts, template)
    chooser = Chooser(template, parts)
    settled = chooser.settle(labels)
    reader = PageReader(template, parts)
    files = _file_names(parts, settled, template)
    by_page: dict[int, list[Label]] = {}
    for label in settled:
        by_page.setdefault(parts[label.at].page, []).append(label)
    attachment = ""
    for page, group in groupby(range(len(parts)), key=lambda at: parts[at].page):
        indexes = list(group)
        here = by_page.get(page, [])
        attachment = _attachment(parts, indexes, here, reader.reading, attachment)
        if attachment and not here:
            continue
        if not here and _only_headings(parts, indexes, labels):
            reader.reading.used.update(parts[at].line for at in indexes)
            continue
        cover = [label for label in here if label.chosen and section_of(label.chosen) == "表紙"]
        if cover:
            last = _cover_end(parts, indexes, here, cover)
            _read_cover(parts, [at for at in indexes if at < last], cover, reader.reading)
            indexes = [at for at in indexes if at >= last]
            here = [label for label in here if label not in cover]
        if indexes:
            reader.page(indexes, here, files)
    _split_record_items(reader.reading, files)
    return reader.reading, list(dict.fromkeys(files.values()))


def _only_headings(parts: list[Fragment], indexes: list[int], labels: list[Label]) -> bool:
    heads = {label.at for label in labels}
    return sum(at in heads for at in indexes) >= 3


def _attachment(parts: list[Fragment], indexes: list[int], here: list[Label], reading: Reading, open_: str) -> str:
    """Text of 別紙 pages, which no template knows; the name of the 別紙 that is open after this page."""
    title = next((m for at in indexes if (m := _ATTACHMENT.match(parts[at].text)) and len(parts[at].text) < 60), None)
    if title:
        open_ = f"別紙{unicodedata.normalize('NFKC', title[1])}"
    if here and not title:
        return ""
    if open_ and not here:
        path = ItemPath(open_)
        reading.seen.setdefault(path)
        reading.values[path].extend((parts[at].line, parts[at].text, parts[at].gap) for at in indexes)
        reading.used.update(parts[at].line for at in indexes)
    return open_


def _cover_end(parts: list[Fragment], indexes: list[int], here: list[Label], cover: list[Label]) -> int:
    """Index at which the 表紙 ends on a page that goes on with Ⅰ."""
    others = [label.at for label in here if label not in cover]
    if not others:
        return indexes[-1] + 1
    first = min(others)
    heading = [at for at in indexes if at < first and re.match(r"^\s*(?:Ⅰ|I|Ｉ)[\s　.．]", parts[at].text)]
    return heading[0] if heading else first


def _read_cover(parts: list[Fragment], indexes: list[int], cover: list[Label], reading: Reading) -> None:
    inside = {n for label in cover for n in range(label.at, label.until)}
    blocks: list[tuple[int, str]] = []
    for label in cover:
        path = ItemPath("表紙", parts=(label.chosen.key,)) if label.chosen else ItemPath("表紙")
        reading.seen.setdefault(path)
        if label.rest.strip():
            reading.values[path].append((parts[label.at].line, label.rest.strip(), False))
    run: list[Fragment] = []
    for at in indexes:
        part = parts[at]
        reading.used.add(part.line)
        if run and (at in inside or part.gap or part.cells > 1):
            blocks.append((run[0].line, unwrap([p.text for p in run])))
            run = []
        if at not in inside and part.text.strip() and not re.search(r"様式[0-9０-９]", part.text):
            run.append(part)
    if run:
        blocks.append((run[0].line, unwrap([p.text for p in run])))
    for path, (line, text) in cover_values(blocks, has_approval=False).items():
        if not reading.values.get(path):
            reading.seen.setdefault(path)
            reading.values[path].append((line, text, False))


def _file_names(parts: list[Fragment], labels: list[Label], template: Template) -> dict[int, str]:
    """Name of the n-th 特定個人情報ファイル: from its own section, else from the list in Ⅰ."""
    if not any(item.per_file for item in template.items):
        return {}
    listed = [file_name(part.text) for part in parts if _FILE_LINE.match(part.text.strip())]
    names: dict[int, str] = {}
    for label in labels:
        if label.chosen and label.chosen.per_file and label.chosen.label == "特定個人情報ファイル名":
            number = label.lines[0]
            behind = label.rest or next((p.text for p in parts[label.until : label.until + 1]), "")
            if number not in names and behind.strip():
                names[number] = file_name(behind)
    for number, name in enumerate(dict.fromkeys(listed), 1):
        names.setdefault(number, name)
    return names


def _split_record_items(reading: Reading, files: dict[int, str]) -> None:
    """別添2 lists the record items of all files under their names."""
    whole = [path for path in reading.values if path.section == "別添2"]
    lines = [line for path in whole for line in reading.values.pop(path)]
    for path in whole:
        reading.seen.pop(path, None)
    current = next(iter(files.values()), "")
    for line in lines:
        if _FILE_LINE.match(line[1].strip()) or file_name(line[1]) in files.values():
            current = file_name(line[1])
            continue
        path = ItemPath("別添2", current)
        reading.seen.setdefault(path)
        reading.values[path].append(line)


def _items(template: Template, reading: Reading, files: list[str]) -> tuple[Item, ...]:
    order = {item.pattern: place for place, item in enumerate(template.items)}
    place_of_file = {name: place for place, name in enumerate(files)}
    sections = {item.pattern.split("-")[0].removesuffix("(*)"): n for n, item in enumerate(template.items)}
    paths = [path for path in reading.seen]
    known = sorted(
        (path for path in paths if template.item(path)),
        key=lambda path: (
            _section_place(path, sections),
            place_of_file.get(path.file, 0),
            _numbers(path, template, order),
        ),
    )
    items = [item for path in known if (item := build_item(path, template, reading)) is not None]
    extra = [
        Item(path, str(path), ItemKind.TEXT, unwrap([t for _, t, _ in reading.values[path]]))
        for path in paths
        if template.item(path) is None
    ]
    return tuple([*items, *extra])


def _section_place(path: ItemPath, sections: dict[str, int]) -> int:
    first: dict[str, int] = {}
    for name in sections:
        first.setdefault(name, len(first))
    return first.get(path.section, 99)


def _numbers(path: ItemPath, template: Template, order: dict[str, int]) -> tuple[tuple[int, int], ...]:
    """Sort key: template order part by part, with the numbers of repeated groups in between."""
    keys = []
    here = ItemPath(path.section, path.file)
    for part in path.parts:
        here = here.child(part)
        digits = re.search(r"(\d+)$", part)
        known = template.item(here)
        keys.append(
            (order.get(known.pattern, 0) if known else 0, int(digits[1]) if known and known.repeat and digits else 0)
        )
    return tuple(keys)


def _header(template: Template, items: tuple[Item, ...]) -> Header:
    cover = {item.path.parts[0]: item.text for item in items if item.path.section == "表紙" and item.path.parts}
    return Header(
        kind=template.kind,
        template=template.name,
        revision=template.revision,
        number=key(cover.get("評価書番号", "")),
        title=cover.get("評価書名", ""),
        organ=cover.get("評価実施機関名", ""),
        published=parse_date(cover.get("公表日", "")),
    )
