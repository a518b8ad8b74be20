"""Words of 項目 cells that are no item labels, from ``words.yaml``."""

from __future__ import annotations

from piadiff.data import Strict, shipped


class Words(Strict):
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


def words() -> Words:
    """The word lists, checked once."""
    return shipped("piadiff.addresses", "words.yaml", Words)
