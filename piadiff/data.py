"""YAML and JSON that the house ships or a person writes → checked values; files written whole.

One reader for all of it: bounded in size and depth, no aliases and tags, a key written twice is an error, and every
fault names the file and the line.
"""

from __future__ import annotations

import codecs
import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from yaml.resolver import Resolver

from piadiff.errors import DataError, PiadiffError

T = TypeVar("T")
Fault = type[PiadiffError]
Place = tuple[str | int, ...]

_MOST_BYTES = 64_000_000
_MOST_DEPTH = 32
_BINARY_SHARE = 0.02
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SPELLING = "字下げ、引用符、使えない文字がないか確かめてください"
_ONE_OF_TWO = "一方を消してください（両方が要るかどうかは、書いた人に確かめてください）"
_MEND = "示された所を直してください"
_TYPED = {f"tag:yaml.org,2002:{name}" for name in ("null", "bool", "int", "float")}
_CONFLICT = re.compile(r"^<{7,} ?(.*)", re.MULTILINE)
_FAULTS = {
    "extra_forbidden": "知らないキーです",
    "missing": "必要なキーがありません",
    "literal_error": "使えない値です",
    "enum": "使えない値です",
    "string_type": "文字列ではありません",
    "string_too_short": "空か、短すぎます",
    "string_pattern_mismatch": "決まった形ではありません",
    "bool_type": "true か false ではありません",
    "int_type": "整数ではありません",
    "list_type": "一覧ではありません",
    "tuple_type": "一覧ではありません",
    "dict_type": "キーと値の組ではありません",
    "model_type": "キーと値の組ではありません",
    "date_from_datetime_parsing": "日付として読めません（例: 2027-03-31）",
    "date_parsing": "日付として読めません（例: 2027-03-31）",
    "date_type": "日付として読めません（例: 2027-03-31）",
}


class Strict(BaseModel):
    """Base of everything read from a file: frozen, no unknown keys, no value bent into another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def decode(data: bytes, where: str, *, fault: Fault = DataError, remedy: str = "UTF-8で保存し直してください") -> str:
    """The text of a file: UTF-8 with or without BOM, UTF-16 or CP932, determined from the bytes.

    Raises:
        PiadiffError: Of the class ``fault``, when the bytes are no text in one of these encodings.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data, (encoding,), where, fault, remedy)
    if data.count(0) > len(data) * _BINARY_SHARE:
        sides = (data[0::2].count(0), data[1::2].count(0))
        if max(sides) > 4 * min(sides) and max(sides) * 4 > len(data) // 2:
            return _decoded(data, ("utf-16-be" if sides[0] > sides[1] else "utf-16-le",), where, fault, remedy)
        raise fault("テキストではなく、読める形式でもありません", where=where, remedy=remedy)
    return _decoded(data, ("utf-8", "cp932"), where, fault, remedy)


def _decoded(data: bytes, encodings: tuple[str, ...], where: str, fault: Fault, remedy: str) -> str:
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    if len(encodings) > 1:
        message = "文字コードが分かりません（UTF-8・UTF-16・CP932 のどれでもありません）"
    else:
        message = f"文字コード（{encodings[0]}）として読めないバイトがあります"
    raise fault(message, where=where, remedy=remedy)


@lru_cache(maxsize=8192)
def _typed(text: str) -> Any:  # noqa: ANN401 - whatever YAML takes it for
    """An unquoted scalar as YAML takes it; a day stays text, since only its reader knows that it is one."""
    tag = Resolver().resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    if tag not in _TYPED:
        return text
    try:
        return yaml.SafeLoader("").construct_object(yaml.ScalarNode(tag, text))
    except ValueError:
        return text


def _value_of(event: yaml.ScalarEvent) -> Any:  # noqa: ANN401 - whatever YAML takes it for
    return _typed(event.value) if event.implicit[0] else event.value


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come; ``waiting`` says that ``key`` has no value yet."""

    node: list[Any] | dict[str, Any]
    key: str = ""
    waiting: bool = False

    @property
    def place(self) -> str | int:
        return len(self.node) - 1 if isinstance(self.node, list) else self.key


@dataclass
class _Builder:
    """Takes the events of one document; ``lines`` are the lines its values begin in."""

    where: str
    fault: Fault
    depth: int
    scalar: Callable[[yaml.ScalarEvent], Any]
    open: list[_Open] = field(default_factory=list)
    lines: dict[Place, int] | None = None
    root: Any = None
    begun: bool = False

    def refuse(self, message: str, event: yaml.Event, remedy: str = "") -> PiadiffError:
        places = (f"{place + 1}番目" if isinstance(place, int) else place for place in (one.place for one in self.open))
        keys = " > ".join(place for place in places if place)
        where = f"{_at(self.where, event.start_mark)}{f'（{keys}）' if keys else ''}"
        return self.fault(message, where=where, remedy=remedy)

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            if event.anchor or event.tag or not self.open:
                self._check(event)
            waits = self.open and isinstance(self.open[-1].node, dict) and not self.open[-1].waiting
            self._put(event.value if waits else self.scalar(event), event)
            return
        if isinstance(event, yaml.NodeEvent):
            self._check(event)
        if isinstance(event, yaml.MappingStartEvent):
            self._descend({}, event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._descend([], event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()

    def _check(self, event: yaml.NodeEvent) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise self.refuse("YAML の別名（& と *）は使えません", event)
        if getattr(event, "tag", None):
            raise self.refuse("YAML の型の指定（!）は使えません", event)
        if not self.open and self.begun:
            raise self.refuse("1つのファイルに文書が2つあります", event)

    def _descend(self, node: list[Any] | dict[str, Any], event: yaml.Event) -> None:
        if len(self.open) >= self.depth:
            raise self.refuse("入れ子が深すぎます", event)
        self._put(node, event)
        self.open.append(_Open(node))

    def _put(self, node: Any, event: yaml.Event) -> None:  # noqa: ANN401 - any value of a document
        if not self.open:
            self.root, self.begun = node, True
            return
        here = self.open[-1]
        if isinstance(here.node, list):
            here.node.append(node)
        elif here.waiting:
            here.node[here.key] = node
            here.waiting = False
            return
        elif not isinstance(node, str):
            raise self.refuse("キーが文字列ではありません", event)
        elif node in here.node:
            raise self.refuse(f"キー「{node}」が2回書かれています", event, _ONE_OF_TWO)
        else:
            here.key, here.waiting = node, True
        if self.lines is not None and event.start_mark:
            self.lines[tuple(opened.place for opened in self.open)] = event.start_mark.line + 1


def _at(where: str, mark: Any) -> str:  # noqa: ANN401 - libyaml and PyYAML have a mark class each
    return f"{where} {mark.line + 1}行目" if mark else where


def _built(text: str, builder: _Builder) -> Any:  # noqa: ANN401 - any document
    where, fault = builder.where, builder.fault
    if len(text) > _MOST_BYTES // 2:
        raise fault(f"大きすぎます（{len(text):,}文字）", where=where)
    if mark := _CONFLICT.search(text):
        raise fault(
            f"マージの競合が {len(_CONFLICT.findall(text))}か所に残っています（最初の印: {mark[1].strip()}）",
            where=f"{where} {text.count(chr(10), 0, mark.start()) + 1}行目",
            remedy="<<<<<<< から >>>>>>> までの、どちらかの記載を残すか書き直して、3つの印の行を消してください",
        )
    try:
        loader = yaml.CBaseLoader(text)
        while (event := loader.get_event()) is not None:
            builder.take(event)
    except (yaml.YAMLError, UnicodeError) as error:
        place = _at(where, getattr(error, "problem_mark", None))
        raise fault("YAML として読めません", where=place, remedy=_SPELLING) from error
    return builder.root


def texts(text: str, where: str, *, fault: Fault = DataError, depth: int = _MOST_DEPTH) -> Any:  # noqa: ANN401
    """The one document of a YAML text, every scalar as the text that stands there; None when there is none.

    Raises:
        PiadiffError: Of the class ``fault``, when it is no YAML, too large, too deep, or holds a key twice.
    """
    return _built(text, _Builder(where, fault, depth, lambda event: event.value))


def parse(text: str, shape: type[T], where: str, *, over: Mapping[str, Any] | None = None, remedy: str = _MEND) -> T:
    """A YAML text as a checked value; keys it leaves out are taken from ``over``.

    Raises:
        DataError: Naming every key that is wrong, and its line.
    """
    lines: dict[Place, int] = {}
    builder = _Builder(where, DataError, _MOST_DEPTH, _value_of, lines=lines)
    value = _built(text, builder)
    return checked(value if over is None else _merged(over, value), shape, where, lines=lines, remedy=remedy)


def _merged(base: Mapping[str, Any], value: Any) -> Any:  # noqa: ANN401 - any document
    if value is None:
        return base
    if not isinstance(value, dict):
        return value
    return {**base, **{k: _merged(base[k], v) if isinstance(base.get(k), dict) else v for k, v in value.items()}}


def parse_json(text: str, where: str, *, fault: Fault = DataError, remedy: str = _MEND) -> Any:  # noqa: ANN401
    """A JSON text as plain values.

    Raises:
        PiadiffError: Of the class ``fault``, when it is no JSON, too deep, or holds a key twice.
    """

    def unique(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                raise fault(f"キー「{key}」が2回書かれています", where=where, remedy=_ONE_OF_TWO)
            found[key] = value
        return found

    try:
        return json.loads(text, object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        raise fault("JSONとして読めません", where=f"{where} {error.lineno}行目", remedy=remedy) from error
    except (RecursionError, ValueError) as error:
        raise fault(
            "JSONとして読めません（入れ子が深すぎるか、数が大きすぎます）", where=where, remedy=remedy
        ) from error


def checked(
    value: object, shape: type[T], where: str, *, lines: dict[Place, int] | None = None, remedy: str = _MEND
) -> T:
    """A plain value in its shape: text stands for enums and days, lists for tuples; nothing else is bent.

    Raises:
        DataError: Naming every key that is wrong, with its line where it is known.
    """
    try:
        return TypeAdapter(shape).validate_json(json.dumps(value, default=str), strict=True)
    except ValidationError as error:
        faults = (_fault(fault, lines or {}) for fault in error.errors())
        raise DataError(f"内容が正しくありません: {'、'.join(faults)}", where=where, remedy=remedy) from error


def _fault(fault: Any, lines: dict[Place, int]) -> str:  # noqa: ANN401 - a fault of pydantic
    place: Place = tuple(fault["loc"])
    said = _FAULTS.get(fault["type"]) or fault["msg"].removeprefix("Value error, ")
    known = next((lines[place[:size]] for size in range(len(place), 0, -1) if place[:size] in lines), None)
    return f"{f'{known}行目 ' if known else ''}{'.'.join(map(str, place))}: {said}"


def text_of(file: Traversable, where: str = "") -> str:
    """The text of a file, determined from its bytes.

    Raises:
        DataError: When it cannot be opened, is too large or is no text.
    """
    where = where or str(file)
    try:
        with file.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise DataError("ファイルを開けません", where=where, remedy="名前と、読む権限を確かめてください") from error
    if len(content) > _MOST_BYTES:
        raise DataError(f"大きすぎます（上限 {_MOST_BYTES:,} バイト）", where=where)
    return decode(content, where)


def read(file: Traversable, shape: type[T], where: str = "") -> T:
    """A YAML file as a checked value.

    Raises:
        DataError: When it cannot be read, or does not fit the shape.
    """
    return parse(text_of(file, where), shape, where or str(file))


def shipped(package: str, name: str, shape: type[T]) -> T:
    """A data file of a room, checked once.

    Raises:
        DataError: When the file is broken.
    """
    value: T = _shipped(package, name, shape)  # type: ignore[arg-type] # mypy takes a type for unhashable
    return value


@lru_cache(maxsize=64)
def _shipped(package: str, name: str, shape: type[T]) -> T:
    return read(resources.files(package) / name, shape, name)


def write_whole(content: bytes, target: Path) -> None:
    """Write a file whole or not at all, whatever ends the process meanwhile."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
