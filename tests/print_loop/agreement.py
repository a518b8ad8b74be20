"""Whether two extractions of one print give the same canonical text, item by item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from piadiff.model import Form, ItemKind

from .judging import address

PAIRS = tuple(combinations(("pdf", "layout", "raw", "pdfium", "pdfminer"), 2))
"""Pairs of sources of one print."""


@dataclass(frozen=True)
class Agreed:
    """How many texts that both read are the same to the letter, and which are not."""

    same: int
    off: tuple[str, ...]


def canonical_texts(form: Form) -> Mapping[str, str]:
    """Texts that a reading asserts, as the canonical form keeps them, with their line breaks."""
    return {
        address(item.path): str(item.value)
        for item in form.items
        if item.kind is ItemKind.TEXT and item.value and not item.undetermined
    }


def agreed(left: Mapping[str, str], right: Mapping[str, str]) -> Agreed:
    """The texts of two readings; an item that one of them leaves open does not count."""
    both = [where for where in left if where in right]
    off = tuple(f"{where}: {left[where]!r:.80} | {right[where]!r:.80}" for where in both if left[where] != right[where])
    return Agreed(len(both) - len(off), off)
