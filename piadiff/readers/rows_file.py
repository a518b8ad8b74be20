"""Rows to be judged: JSON, JSONL, CSV or xlsx with the columns form, item, before, after[, context]."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from piadiff.data import parse_json
from piadiff.errors import UnreadableSourceError
from piadiff.model import FormKind
from piadiff.readers.encodings import decode
from piadiff.readers.limits import limited
from piadiff.text import key, parse_date

_COLUMNS = {
    "form": ("form", "様式", "評価書の種類", "種類"),
    "item": ("item", "item_raw", "item_path", "項目"),
    "before": ("before", "変更前の記載", "変更前"),
    "after": ("after", "変更後の記載", "変更後"),
    "context": ("context", "備考", "前提"),
}
_KINDS = {
    FormKind.BASIC: ("基礎", "様式2", "基礎項目評価書"),
    FormKind.FOCUSED: ("重点", "様式3", "重点項目評価書"),
    FormKind.FULL: ("全項目", "様式4", "全項目評価書"),
}
_DAYS = {
    "as_of": ("as_of", "基準日"),
    "effective": ("effective", "施行日", "実施日"),
    "submitted": ("submitted", "提出日", "公表日"),
}
_MAY_BE_MONTHS = ("effective", "submitted")
_MONTH = re.compile(r"\s*[^\s\d]{0,4}\s*[\d元〇一二三四五六七八九十]{1,4}\s*年\s*[\d一二三四五六七八九十]{1,2}\s*月\s*")
"""A month says no day: it stays a value that is told, and no order of days is made of it."""
_SAID = ("statement", "statements", "cause", "原因", "理由", "変更理由", "説明", "提出時期に係る説明")
_EMERGENCY = re.compile(r"9条第?2項|Ⅰ-9")
_REMEDY = "1件ごとに form・item・before・after を書いてください（context は任意）"


@dataclass(frozen=True, slots=True)
class RowContext:
    """What a row's writer adds: days, statements, and what stands in other items of the same form.

    Attributes:
        values: What stands in items of the same form, by their spelling.
        emergency: 規則第9条第2項 is applied.
    """

    as_of: date | None = None
    effective: date | None = None
    submitted: date | None = None
    statements: tuple[str, ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    emergency: bool = False


@dataclass(frozen=True, slots=True)
class RowInput:
    """One row to be judged."""

    form: FormKind
    item: str
    before: str
    after: str
    context: RowContext = RowContext()


def read_rows(path: Path) -> tuple[RowInput, ...]:
    """Rows of a file, in its order.

    Raises:
        UnreadableSourceError: When the file or a row of it cannot be read; the message names the row.
    """
    data = limited(path)
    records = _from_xlsx(data, str(path)) if data.startswith(b"PK") else _from_text(decode(data, str(path)), str(path))
    return tuple(_row(record, f"{path} {place}") for place, record in records)


def rows_of(records: Iterable[Mapping[str, Any]], name: str) -> tuple[RowInput, ...]:
    """Rows given as plain objects.

    Raises:
        UnreadableSourceError: When a row lacks what it needs; the message names its place.
    """
    return tuple(_row(record, f"{name} {number}件目") for number, record in enumerate(records, 1))


def _from_text(text: str, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    stripped = text.lstrip("\ufeff \r\n\t")
    if stripped.startswith(("[", "{")):
        yield from _from_json(stripped, name)
        return
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    try:
        for number, record in enumerate(reader, 1):
            yield f"{number}行目", record
    except csv.Error as error:
        raise UnreadableSourceError("CSVとして読めません", where=name, remedy=_REMEDY) from error


def _from_json(text: str, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    first, *more = [line for line in text.split("\n") if line.strip()]
    if more and more[0].lstrip().startswith(("{", "[")) and first.rstrip().endswith(("}", "]")):
        yield from _from_lines(text, name)
        return
    document = parse_json(text, name, fault=UnreadableSourceError, remedy=_REMEDY)
    rows = document.get("rows", [document]) if isinstance(document, dict) else document
    for number, record in enumerate(rows if isinstance(rows, list) else [rows], 1):
        yield f"{number}件目", record


def _from_lines(text: str, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            place = f"{name} {number}行目"
            yield f"{number}行目", parse_json(line, place, fault=UnreadableSourceError, remedy=_REMEDY)


def _from_xlsx(data: bytes, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    from piadiff.readers.xlsx.tables import read_table

    sheet = read_table(data, name)
    if not sheet:
        raise UnreadableSourceError("表が空です", where=name, remedy=_REMEDY)
    heads = [cell.strip() for cell in sheet[0]]
    for number, cells in enumerate(sheet[1:], 2):
        if any(cell.strip() for cell in cells):
            yield f"{number}行目", dict(zip(heads, cells, strict=False))


def _row(record: Any, place: str) -> RowInput:  # noqa: ANN401 - whatever the file holds
    if not isinstance(record, Mapping):
        raise UnreadableSourceError("行が項目名と値の組ではありません", where=place, remedy=_REMEDY)
    values = {column: _value(record, names) for column, names in _COLUMNS.items()}
    kind = next((kind for kind, names in _KINDS.items() if key(_text(values["form"])) in map(key, names)), None)
    if kind is None:
        raise UnreadableSourceError(
            f"評価書の種類「{_text(values['form'])}」が分かりません",
            where=place,
            remedy="form には 基礎・重点・全項目 のどれかを書いてください",
        )
    return RowInput(
        kind, _text(values["item"]), _text(values["before"]), _text(values["after"]), _context(values["context"], place)
    )


def _value(record: Mapping[str, Any], names: tuple[str, ...]) -> Any:  # noqa: ANN401 - whatever the file holds
    folded = {key(str(name)): value for name, value in record.items()}
    return next((folded[key(name)] for name in names if key(name) in folded), None)


def _text(value: Any) -> str:  # noqa: ANN401 - whatever the file holds
    if isinstance(value, list | tuple):
        return "　".join(f"[○]{entry}" for entry in value)
    return "" if value is None else str(value)


def _context(value: Any, place: str) -> RowContext:  # noqa: ANN401 - whatever the file holds
    if value is None or value == "":
        return RowContext()
    if not isinstance(value, Mapping):
        return RowContext(statements=(_text(value),))
    days: dict[str, date | None] = {}
    months = set()
    for field, names in _DAYS.items():
        given = _text(_value(value, names))
        days[field] = parse_date(given)
        if field in _MAY_BE_MONTHS and _MONTH.fullmatch(given):
            months |= set(map(key, names))
        elif given and days[field] is None:
            raise UnreadableSourceError(
                f"日付「{given}」が読めません", where=place, remedy="2025-12-01 のように書いてください"
            )
    known = {key(name) for names in _DAYS.values() for name in names} - months
    rest = [(str(name), _text(given)) for name, given in value.items() if key(str(name)) not in known]
    said = tuple(text for name, text in rest if text and key(name) in map(key, _SAID))
    values = tuple((name, text) for name, text in rest if text and key(name) not in map(key, _SAID))
    emergency = any(_EMERGENCY.search(key(name)) and "適用し" in text for name, text in values)
    return RowContext(statements=said, values=values, emergency=emergency, **days)
