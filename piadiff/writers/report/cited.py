"""Citations of a text → what the law said to them on the day of the version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from piadiff import law
from piadiff.law import WRONG, Checked, Status
from piadiff.model import Form, Item, ItemKind, Version


@dataclass(frozen=True, slots=True)
class Cited:
    """One provision: the words of the form, what the law says, the revision, and whether the two do not fit."""

    words: str
    said: str
    revision: str
    off: bool


def names_of(form: Form) -> Mapping[str, str]:
    """What the form calls its laws by its own definitions."""
    return law.defined(item.text for item in form.items)


def cited(item: Item | None, names: Mapping[str, str], version: Version) -> tuple[Cited, ...]:
    """The provisions an item cites, each once; none where the day of the version is not known."""
    return cited_in(item.text, names, version) if item is not None and item.kind is ItemKind.TEXT else ()


def cited_in(text: str, names: Mapping[str, str], version: Version) -> tuple[Cited, ...]:
    """The same for any text of a version."""
    day = version.published or version.date
    if day is None or not text:
        return ()
    found = (answer for citation in law.find_citations(text, names) for answer in law.check(citation, day))
    return tuple(dict.fromkeys(_told(answer, day) for answer in found if answer.law))


def _told(answer: Checked, day: date) -> Cited:
    words = f"{answer.number}の項" if answer.citation.table and answer.number else answer.citation.text
    said = "　".join(_said(answer, day)) if answer.status is Status.EXISTS else answer.message
    return Cited(words, said, answer.revision, answer.status in WRONG)


def _said(answer: Checked, day: date) -> Iterator[str]:
    """The law's name with the caption of the article, or with the row: who asks, for which law."""
    table = answer.citation.table
    text = law.table(answer.law, table) if table else law.law(answer.law)
    version = text.version(answer.number, day) if text and answer.number else None
    if text is None or version is None:
        yield answer.message
        return
    yield f"{text.title}" + (f"{answer.number}の項" if table else law.article(answer.number))
    yield from filter(None, (version.caption, version.who, version.law))
