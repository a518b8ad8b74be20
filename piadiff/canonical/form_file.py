"""Form ⇄ canonical YAML. What the template knows of an item (label, options, ※) is not repeated in the file."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any, TypeVar

from piadiff.canonical.entries import day_of, lines_of, path_of, row_of
from piadiff.canonical.lines import canonical_text, to_lines
from piadiff.canonical.place import Place
from piadiff.canonical.yaml_parts import read
from piadiff.canonical.yaml_text import Block, Writable, write
from piadiff.errors import UnreadableSourceError
from piadiff.model import (
    ChangeRow,
    Form,
    FormKind,
    Header,
    Item,
    ItemKind,
    ItemPath,
    Unassigned,
    Uncertain,
    Value,
    parse_path,
)
from piadiff.templates import Template, for_kind

R = TypeVar("R", Header, ChangeRow, Unassigned, Uncertain)

SCHEMA = "piadiff/form/1"
UNPLACED, UNPLACED_COLUMNS = "未配置", ("行", "文")
"""Where what could not be placed is kept, in a canonical file as in an office file."""
_HEADER = ("種類", "様式", "改訂", "評価書番号", "評価書名", "評価実施機関", "公表日")
_CHOSEN = "推定した改訂"
_TOP = ("schema", "評価書", "reconstructed", "読取率", "項目", "未確定の項目", "不確かな項目", "変更箇所", UNPLACED)
_UNCERTAIN = ("行", "理由")
_OUTSIDE = ("項目名", "種別", "重要", "選択肢", "記載")


def path_key(path: ItemPath) -> str:
    """Key of an address; a file name that would not read back is written as a JSON list."""
    text = str(path)
    try:
        if parse_path(text) == path:
            return text
    except ValueError:
        pass
    return json.dumps([path.section, path.file, *path.parts], ensure_ascii=False)


def _value(value: Value, kind: ItemKind) -> Value:
    """A value in the shape its kind has."""
    if kind is ItemKind.CHECKS:
        ticked = (value,) if isinstance(value, str) else value
        return tuple(text for text in map(canonical_text, ticked) if text)
    return canonical_text(value if isinstance(value, str) else "\n".join(value))


def _item(item: Item, template: Template) -> Item:
    known = template.item(item.path)
    if known is None or known.kind is None:
        return dataclasses.replace(
            item,
            label=canonical_text(item.label),
            value=_value(item.value, item.kind),
            options=tuple(map(canonical_text, item.options)),
            uncertain=item.uncertain and _tidy(item.uncertain),
        )
    return dataclasses.replace(
        item,
        label=known.label,
        kind=known.kind,
        value=_value(item.value, known.kind),
        options=known.options,
        significant=known.significant,
        uncertain=item.uncertain and _tidy(item.uncertain),
    )


def _tidy(record: R) -> R:
    """The record with every text field canonical."""
    values = {field.name: getattr(record, field.name) for field in dataclasses.fields(record)}
    texts: dict[str, Any] = {name: canonical_text(value) for name, value in values.items() if type(value) is str}
    return dataclasses.replace(record, **texts)


def canonical(form: Form) -> Form:
    """The form as it reads back from the registry."""
    template = for_kind(form.header.kind, form.header.in_use)
    return dataclasses.replace(
        form,
        header=_tidy(form.header),
        items=tuple(_item(item, template) for item in form.items),
        changes=tuple(map(_tidy, form.changes)),
        unassigned=tuple(map(_tidy, form.unassigned)),
        unproven=tuple((path, _tidy(told)) for path, told in form.unproven),
    )


def dump(form: Form) -> str:
    """Canonical YAML of a form; same form, same bytes.

    Raises:
        UnreadableSourceError: When two items share one address.
    """
    form = canonical(form)
    template = for_kind(form.header.kind, form.header.in_use)
    items: dict[str, Writable] = {}
    for item in form.items:
        if path_key(item.path) in items:
            raise UnreadableSourceError(f"項目「{item.path}」が2回あります", where=form.header.title)
        items[path_key(item.path)] = _written(item, template)
    document: dict[str, Writable] = {"schema": SCHEMA, "評価書": _header_written(form.header)}
    if form.reconstructed:
        document["reconstructed"] = True
    if form.coverage < 1:
        document["読取率"] = f"{form.coverage:.4f}"
    document["項目"] = items
    undetermined = [path_key(item.path) for item in form.items if item.undetermined]
    if undetermined:
        document["未確定の項目"] = undetermined
    if form.uncertain:
        document["不確かな項目"] = {path_key(path): _uncertain_written(told) for path, told in form.uncertain.items()}
    document["変更箇所"] = [_row_written(row) for row in form.changes]
    if form.unassigned:
        document[UNPLACED] = [{"行": piece.line, "文": _block(piece.text)} for piece in form.unassigned]
    return write(document)


def section_text(form: Form, section: str) -> str:
    """The lines of one section (評価書, 項目 or 変更箇所) as ``dump`` writes them."""
    if section == "項目":
        template = for_kind(form.header.kind, form.header.in_use)
        return write({section: {path_key(item.path): _written(_item(item, template), template) for item in form.items}})
    form = canonical(form)
    return write({section: _header_written(form.header) if section == "評価書" else [*map(_row_written, form.changes)]})


def _block(text: str) -> Block:
    return Block(to_lines(text))


def _header_written(header: Header) -> dict[str, Writable]:
    texts = (header.kind.value, header.template, header.revision, header.number, header.title, header.organ)
    written: dict[str, Writable] = dict(zip(_HEADER, (*texts, header.published or ""), strict=True))
    return written | ({_CHOSEN: header.chosen} if header.chosen else {})


def _uncertain_written(told: Uncertain) -> dict[str, Writable]:
    row: dict[str, Writable] = {"行": told.row} if told.row is not None else {}
    return {**row, "理由": _block(told.reason)}


def _written(item: Item, template: Template) -> Writable:
    is_text = item.kind is ItemKind.TEXT
    value: Writable = (_block(item.value) if is_text else item.value) if isinstance(item.value, str) else item.value
    known = template.item(item.path)
    if known is not None and known.kind is not None:
        return value
    outside: dict[str, Writable] = {"項目名": item.label, "種別": item.kind.value}
    if item.significant:
        outside["重要"] = True
    if item.options:
        outside["選択肢"] = item.options
    return {**outside, "記載": value}


def _row_written(row: ChangeRow) -> dict[str, Writable]:
    return {
        "行": row.row,
        "変更日": row.date_raw,
        "変更日（西暦）": row.date or "",
        "項目": row.item_raw,
        "対象": [path_key(path) for path in row.items],
        "変更前の記載": _block(row.before),
        "変更後の記載": _block(row.after),
        "提出時期": row.timing,
        "提出時期に係る説明": _block(row.explanation),
    }


def load(text: str, name: str) -> Form:
    """A form from canonical YAML; ``name`` is what messages call the file.

    Raises:
        UnreadableSourceError: When the text is no canonical form; the message names file and key.
    """
    root = Place(read(text, name), name)
    if "schema" not in root.mapping() or root.child("schema").text() != SCHEMA:
        raise root.refuse(f"piadiff の正準形（schema: {SCHEMA}）ではありません")
    root.only(_TOP)
    header = _header(root.child("評価書"))
    template = for_kind(header.kind, header.in_use)
    undetermined = {path_of(place) for place in root.child("未確定の項目", []).entries()}
    uncertain = {path_of(place.key()): _uncertain(place) for place in root.child("不確かな項目", {}).members()}
    coverage = root.child("読取率", "1")
    items = list(_read_items(root.child("項目"), template, undetermined))
    if uncertain:
        items = [dataclasses.replace(item, uncertain=uncertain.pop(item.path, None)) for item in items]
    form = Form(
        header=header,
        items=tuple(items),
        changes=tuple(row_of(place) for place in root.child("変更箇所", []).entries()),
        unassigned=tuple(_unassigned(place) for place in root.child(UNPLACED, []).entries()),
        coverage=coverage.share(),
        reconstructed=root.child("reconstructed", "false").flag(),
    )
    form = dataclasses.replace(form, unproven=tuple(uncertain.items()))
    for path in sorted(undetermined - form.by_path.keys()):
        raise root.child("未確定の項目").refuse(f"項目「{path}」は「項目」にありません")
    return form


def _uncertain(place: Place) -> Uncertain:
    place.only(_UNCERTAIN)
    row = place.child("行").number() if "行" in place.mapping() else None
    return Uncertain(row, lines_of(place.child("理由")))


def _header(place: Place) -> Header:
    place.only((*_HEADER, _CHOSEN))
    kind, template, revision, number, title, organ = (
        canonical_text(place.child(key, "" if index else None).text()) for index, key in enumerate(_HEADER[:-1])
    )
    return Header(
        kind=place.child("種類").one_of(FormKind, kind),
        template=template,
        revision=revision,
        number=number,
        title=title,
        organ=organ,
        published=day_of(place.child("公表日", "")),
        chosen=canonical_text(place.child(_CHOSEN, "").text()),
    )


def _read_items(place: Place, template: Template, undetermined: Collection[ItemPath]) -> Iterator[Item]:
    for key, node in place.mapping().items():
        item = _same_item(key, node, template) if isinstance(node, str) else None
        item = item or _fresh_item(Place(node, place.name, (*place.keys, key)), template)
        yield dataclasses.replace(item, undetermined=True) if undetermined and item.path in undetermined else item


@lru_cache(maxsize=4096)
def _same_item(key: str, text: str, template: Template) -> Item | None:
    """An item as it stands in version after version, read once; None where a message has to name its place."""
    with suppress(UnreadableSourceError):
        return _fresh_item(Place(text, "", (key,)), template)
    return None


def _fresh_item(place: Place, template: Template) -> Item:
    path = path_of(place.key())
    known = template.item(path)
    if known is None or known.kind is None:
        return _outside(place, path)
    return Item(
        path=path,
        label=known.label,
        kind=known.kind,
        value=_read_value(place, known.kind),
        options=known.options,
        significant=known.significant,
    )


def _outside(place: Place, path: ItemPath) -> Item:
    """An item the template does not have; it says itself what it is."""
    place.only(_OUTSIDE)
    kind = place.child("種別").one_of(ItemKind, place.child("種別").text())
    return Item(
        path=path,
        label=canonical_text(place.child("項目名", "").text()),
        kind=kind,
        value=_read_value(place.child("記載"), kind),
        options=tuple(canonical_text(option.text()) for option in place.child("選択肢", []).entries()),
        significant=place.child("重要", "false").flag(),
    )


def _read_value(place: Place, kind: ItemKind) -> Value:
    if kind is ItemKind.CHECKS:
        ticked = [] if place.node == "" else [entry.text() for entry in place.entries()]
        return _value(tuple(ticked), kind)
    return lines_of(place) if kind is ItemKind.TEXT else canonical_text(place.text())


def _unassigned(place: Place) -> Unassigned:
    place.only(UNPLACED_COLUMNS)
    return Unassigned(line=place.child("行").number(), text=lines_of(place.child("文")))
