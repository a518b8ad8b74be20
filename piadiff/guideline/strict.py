"""Data files of this room → validated models: strict types, no unknown keys, no key twice."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from piadiff.errors import DataError

DATA = resources.files("piadiff.guideline")


class Strict(BaseModel):
    """A frozen model that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


ModelT = TypeVar("ModelT", bound=BaseModel)


class _UniqueKeyLoader(yaml.CSafeLoader):
    """A safe loader that refuses a key written twice."""


def _unique_mapping(loader: _UniqueKeyLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: dict[Any, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node)
        if key in seen:
            raise DataError(f"キー「{key}」が2回書かれています", where=str(key_node.start_mark).strip())
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


_UniqueKeyLoader.add_constructor("tag:yaml.org,2002:map", _unique_mapping)


def parse(text: str, model: type[ModelT], where: str) -> ModelT:
    """A YAML text as a validated model.

    Raises:
        DataError: When the text is no YAML, holds a key twice, or does not fit the model.
    """
    try:
        return model.model_validate(yaml.load(text, Loader=_UniqueKeyLoader))  # noqa: S506 - derives from the safe loader
    except yaml.YAMLError as error:
        raise DataError(f"YAML として読めません: {error}", where=where) from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise DataError(f"内容が正しくありません: {faults}", where=where) from error


@lru_cache(maxsize=16)
def load(name: str, model: type[ModelT]) -> ModelT:
    """A shipped data file of this room."""
    return parse((DATA / name).read_text(encoding="utf-8"), model, name)
