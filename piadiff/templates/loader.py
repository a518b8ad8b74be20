"""Template files → Template; every file is validated when it is first used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from pydantic import ValidationError

from piadiff.errors import DataError, WrongCallError
from piadiff.model import FormKind, ItemKind
from piadiff.templates.schema import Certainty, Node, Template, TemplateFile, TemplateItem
from piadiff.templates.strict_yaml import load_yaml

_DATA = resources.files("piadiff.templates") / "data"
_OPTIONS_FILE = "options.yaml"


def _load_yaml(name: str) -> Any:  # noqa: ANN401 - validated by the caller
    return load_yaml(_DATA / name)


@lru_cache(maxsize=1)
def _option_lists() -> dict[str, tuple[str, ...]]:
    return {name: tuple(options) for name, options in _load_yaml(_OPTIONS_FILE).items()}


@dataclass(frozen=True, slots=True)
class _Above:
    """What a node takes over from the one above it."""

    pattern: str
    labels: tuple[str, ...]
    certainty: Certainty
    covered: bool
    per_file: bool
    depth: int


def _flatten(nodes: list[Node], above: _Above) -> Iterator[TemplateItem]:
    """Items of sibling nodes, each followed by what stands below it."""
    for node in nodes:
        key = f"{node.key}*" if node.repeat else node.key
        pattern = f"{above.pattern}-{key}" if above.pattern else (f"{key}(*)" if node.per_file else key)
        if node.options and node.options not in _option_lists():
            raise DataError(f"選択肢の一覧「{node.options}」がありません", where=pattern)
        here = _Above(
            pattern=pattern,
            labels=(*above.labels, node.label),
            certainty=node.certainty or above.certainty,
            covered=node.significant_below or (above.covered and node.significant is not False),
            per_file=node.per_file or above.per_file,
            depth=above.depth + 1,
        )
        yield TemplateItem(
            pattern=pattern,
            key=node.key,
            label=node.label,
            labels=here.labels,
            field=node.field,
            aka=tuple(node.aka),
            kind=None if node.kind == "group" else ItemKind(node.kind),
            options=_option_lists().get(node.options, ()),
            texts=tuple(node.texts),
            significant=node.significant if node.significant is not None else here.covered,
            repeat=node.repeat,
            per_file=here.per_file,
            prints=tuple(node.prints),
            certainty=here.certainty,
            depth=above.depth,
        )
        yield from _flatten(node.items, here)


def _build(name: str) -> Template:
    try:
        source = TemplateFile.model_validate(_load_yaml(name))
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise DataError(f"様式データが正しくありません: {faults}", where=name) from error
    root = _Above("", (), source.certainty, covered=False, per_file=False, depth=0)
    items = tuple(_flatten(source.sections, root))
    patterns = [item.pattern for item in items]
    twice = sorted({pattern for pattern in patterns if patterns.count(pattern) > 1})
    if twice:
        raise DataError(f"同じ項目が2回書かれています: {', '.join(twice)}", where=name)
    return Template(
        kind=FormKind(source.kind),
        name=source.name,
        revision=source.revision,
        in_force=source.in_force,
        certainty=source.certainty,
        change_table=source.change_table,
        prints=tuple(source.prints),
        items=items,
        since=source.since,
        note=source.note,
    )


@lru_cache(maxsize=1)
def _index() -> dict[tuple[str, str], str]:
    """(様式, revision) → file name, read off the file names ``form4-2024-10.yaml``."""
    index: dict[tuple[str, str], str] = {}
    for entry in sorted(_DATA.iterdir(), key=lambda entry: entry.name):
        if entry.name == _OPTIONS_FILE or not entry.name.endswith(".yaml"):
            continue
        number, year, month = entry.name.removeprefix("form").removesuffix(".yaml").split("-")
        index[f"様式{number}", _stamp(int(year), int(month))] = entry.name
    return index


def _stamp(year: int, month: int) -> str:
    """Revision stamp as printed on the form; the forms began in 平成26年."""
    era, start = ("令和", 2018) if (year, month) >= (2019, 5) else ("平成", 1988)
    return f"{era}{year - start}年{month}月"


def known() -> tuple[tuple[str, str], ...]:
    """All (様式, revision) pairs shipped, oldest revision of each form first."""
    return tuple(_index())


@lru_cache(maxsize=16)
def load(name: str, revision: str = "") -> Template:
    """The template of a 様式 (``様式4``); its newest revision unless one is named.

    Raises:
        WrongCallError: When no such template is shipped.
        DataError: When the shipped file is broken.
    """
    revisions = [known_revision for known_name, known_revision in known() if known_name == name]
    if not revisions or (revision and revision not in revisions):
        shipped = "、".join(" ".join(pair) for pair in known())
        raise WrongCallError(
            f"様式「{name} {revision}」は登録されていません", remedy=f"次から選んでください: {shipped}"
        )
    return _build(_index()[name, revision or revisions[-1]])


_NAMES = {FormKind.BASIC: "様式2", FormKind.FOCUSED: "様式3", FormKind.FULL: "様式4"}


def for_kind(kind: FormKind, revision: str = "") -> Template:
    """The template of a kind of form; an unknown revision falls back to the newest one."""
    name = _NAMES[kind]
    return load(name, revision if (name, revision) in known() else "")
