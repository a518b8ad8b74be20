"""YAML and JSON data files of this package → plain values; a key written twice is an error."""

from __future__ import annotations

import json
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from piadiff.errors import DataError


class _UniqueKeyLoader(yaml.CSafeLoader):
    """A safe loader that refuses a key written twice."""


def _unique_mapping(loader: _UniqueKeyLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node)
        if key in seen:
            line = key_node.start_mark.line + 1
            raise DataError(f"キー「{key}」が2回書かれています（{line}行目）", remedy="一方を消してください")
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


_UniqueKeyLoader.add_constructor("tag:yaml.org,2002:map", _unique_mapping)


def load_yaml(file: Traversable) -> Any:  # noqa: ANN401 - validated by the caller
    """Read one file.

    Raises:
        DataError: When it is no YAML, or a key is written twice.
    """
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=_UniqueKeyLoader)  # noqa: S506 - derives from the safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{file.name}:{mark.line + 1}" if mark else file.name
        raise DataError(f"YAMLとして読めません: {getattr(error, 'problem', error)}", where=place) from error
    except DataError as error:
        raise DataError(error.message, where=file.name, remedy=error.remedy) from error


def load_json(file: Traversable) -> Any:  # noqa: ANN401 - shaped by the program that writes it
    """Read one file that a program of ``tools`` writes.

    Raises:
        DataError: When it is missing or no JSON.
    """
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError("データが読めません", where=file.name, remedy="piadiff を入れ直してください") from error
