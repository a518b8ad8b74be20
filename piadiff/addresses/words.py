"""Words of 項目 cells that are no item labels, from ``words.yaml``."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, ValidationError

from piadiff.data import load_yaml
from piadiff.errors import DataError

_FILE = resources.files("piadiff.addresses") / "words.yaml"


class Words(BaseModel):
    """Word lists of the resolver.

    Attributes:
        whole_form: Words for the whole form, by the address they mean.
        parts: Words for a part of a text, by what the address calls it.
        counters: Count lines and paragraphs of a text behind a number.
        joins: Stand between two targets.
        ranges: Stand between the ends of a range.
        leads: Lead from one level down to the next.
        silent: Say nothing about the place.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    whole_form: dict[str, list[str]]
    all_files: list[str]
    parts: dict[str, list[str]]
    counters: list[str]
    joins: list[str]
    ranges: list[str]
    leads: list[str]
    silent: list[str]
    attachments: list[str]
    roman_misread: dict[str, str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The word lists, checked once."""
    try:
        return Words.model_validate(load_yaml(_FILE))
    except ValidationError as error:
        raise DataError(f"項目名の語彙が正しくありません: {error}", where="words.yaml") from error
