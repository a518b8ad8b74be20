"""The word lists the facets are told by, checked and made into patterns once."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from piadiff.errors import DataError

_FILE = "vocabulary.yaml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Laws(_Strict):
    """How laws are named and cited."""

    endings: list[str]
    not_laws: list[str]
    generic: list[str]
    references: list[str]
    connectors: list[str]
    tails: list[str]


class Organisations(_Strict):
    """How sections, bodies and posts are named."""

    endings: list[str]
    titles: list[str]
    not_names: list[str]
    kana_words: list[str]


class Contact(_Strict):
    """Parts of an address."""

    places: list[str]
    street: list[str]
    buildings: list[str]


class Numbers(_Strict):
    """What stands around a number."""

    units: list[str]
    bounds: list[str]
    rates: list[str]


class Scope(_Strict):
    """Words that make a scope narrower or wider."""

    exception: list[str]
    inclusion: list[str]
    et_cetera: list[str]


class Negation(_Strict):
    """Words of negation, and words that only look like one."""

    words: list[str]
    not_negation: list[str]


class Words(_Strict):
    """A bare list of words."""

    words: list[str]


class Marks(_Strict):
    """A bare list of marks."""

    marks: list[str]


class Describing(_Strict):
    """Cells that tell what was done."""

    sure: list[str]
    added: list[str]
    removed: list[str]


class Labels(_Strict):
    """Printed labels that tell what an item is about."""

    measure_sections: list[str]
    measures: list[str]
    systems: list[str]
    contact: list[str]
    organisation: list[str]
    reference_date: list[str]
    legal_basis: list[str]


class Vocabulary(_Strict):
    """The whole file."""

    laws: Laws
    organisations: Organisations
    contact: Contact
    numbers: Numbers
    scope: Scope
    negation: Negation
    plan: Words
    cloud: Words
    elision: Marks
    nothing: Words
    describing: Describing
    labels: Labels


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The shipped word lists.

    Raises:
        DataError: When the shipped file is broken.
    """
    text = (resources.files("piadiff.diff") / "data" / _FILE).read_text(encoding="utf-8")
    try:
        written = yaml.load(text, Loader=yaml.CSafeLoader)
        return Vocabulary.model_validate(written)
    except (yaml.YAMLError, ValidationError) as error:
        raise DataError(f"語彙データが正しくありません: {error}", where=_FILE) from error


def any_of(words: list[str]) -> str:
    """One pattern for a list of words."""
    return f"(?:{'|'.join(words)})"


@lru_cache(maxsize=64)
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern, compiled once."""
    return re.compile(pattern)
