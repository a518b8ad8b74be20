"""A stretch that came into a sentence, with what stands on both sides of it, and the entries that it adds to a list."""

from __future__ import annotations

import re
from typing import NamedTuple


class Came(NamedTuple):
    """A stretch that came into a sentence, and what stands before and behind it."""

    ahead: str
    words: str
    behind: str

    @property
    def sentence(self) -> str:
        """The sentence without it."""
        return f"{self.ahead}{self.behind}"


def entries_of(at: Came) -> tuple[list[str], str] | None:
    """The entries that came to a list of bare nouns, and what stands behind the list."""
    found = BEHIND.fullmatch(at.words) or BEFORE.fullmatch(at.words)
    if found is None:
        return None
    entries = JOINER.split(found["list"])
    rest = _REST.match(at.behind)
    if at.words[-1:] in "、とび" and at.words.startswith(found["list"]) and rest is None:
        return None
    tail = at.behind[rest.end() :] if rest else at.behind
    return (entries, tail) if all(map(_NOUNS.fullmatch, entries)) and at.ahead[-1:] != "、" else None


_JOIN = r"(?:、|及び|並びに|に加えて?、?|と(?=[一-龠ァ-ヺa-z]))"
JOINER = re.compile(_JOIN)
_NAME = r"[^、。をはがで]+?"
BEHIND = re.compile(rf"{_JOIN}(?P<list>{_NAME}(?:{_JOIN}{_NAME})*)")
BEFORE = re.compile(rf"(?P<list>{_NAME}(?:{_JOIN}{_NAME})*){_JOIN}")
_NOUNS = re.compile(r"[^をはがで、。]*[一-龠々ァ-ヺーa-zA-Z0-9）)][みしいりえけきち]?")
_REST = re.compile(rf"(?:{_JOIN}?[^、。をはがに]+)(?=[をはがに]|である|です)")
"""Entries that stand behind those that came."""
