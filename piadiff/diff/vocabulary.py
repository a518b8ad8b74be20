"""The word lists the facets are recognised by, checked and made into patterns once."""

from __future__ import annotations

from piadiff.data import Strict, shipped


class Laws(Strict):
    """How laws are named and cited."""

    endings: list[str]
    not_laws: list[str]
    generic: list[str]
    references: list[str]
    connectors: list[str]
    tails: list[str]


class Organisations(Strict):
    """How sections, bodies and posts are named."""

    endings: list[str]
    titles: list[str]
    not_names: list[str]
    kana_words: list[str]


class Contact(Strict):
    """Parts of an address."""

    places: list[str]
    street: list[str]
    buildings: list[str]


class Numbers(Strict):
    """What stands around a number."""

    units: list[str]
    bounds: list[str]
    rates: list[str]


class Scope(Strict):
    """Words that make a scope narrower or wider."""

    exception: list[str]
    inclusion: list[str]
    et_cetera: list[str]


class Negation(Strict):
    """Words of negation, and words that only look like one."""

    words: list[str]
    not_negation: list[str]


class Words(Strict):
    """A bare list of words."""

    words: list[str]


class Describing(Strict):
    """Cells that say what was done."""

    added: list[str]
    removed: list[str]


class Labels(Strict):
    """Printed labels that say what an item is about."""

    measure_sections: list[str]
    measures: list[str]
    systems: list[str]
    contact: list[str]
    organisation: list[str]
    reference_date: list[str]
    legal_basis: list[str]


class Vocabulary(Strict):
    """The whole file."""

    laws: Laws
    organisations: Organisations
    contact: Contact
    numbers: Numbers
    scope: Scope
    negation: Negation
    plan: Words
    cloud: Words
    describing: Describing
    labels: Labels


def vocabulary() -> Vocabulary:
    """The shipped word lists.

    Raises:
        DataError: When the shipped file is broken.
    """
    return shipped("piadiff.diff", "data/vocabulary.yaml", Vocabulary)


def any_of(words: list[str]) -> str:
    """One pattern for a list of words."""
    return f"(?:{'|'.join(words)})"
