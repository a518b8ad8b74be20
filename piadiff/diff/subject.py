"""What an item is about, determined from the labels the form prints for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from piadiff.diff.vocabulary import vocabulary
from piadiff.model import ItemKind, ItemPath
from piadiff.templates import Template
from piadiff.templates.schema import TemplateItem


@dataclass(frozen=True, slots=True)
class Subject:
    """What the facets need to know of an item.

    Attributes:
        measures: The item describes measures against risks, or where and how data are kept and deleted.
        systems: The item names systems, one a line.
        contact: The item says where to turn to.
        organisation: The item names sections, posts or bodies.
        reference_date: The item says of which day a count is.
        legal_basis: The item says which law it rests on.
    """

    label: str = ""
    kind: ItemKind = ItemKind.TEXT
    options: tuple[str, ...] = ()
    significant: bool = False
    measures: bool = False
    systems: bool = False
    contact: bool = False
    organisation: bool = False
    reference_date: bool = False
    legal_basis: bool = False


def _any_in(words: list[str], text: str) -> bool:
    return any(word in text for word in words)


@lru_cache(maxsize=4096)
def subject_of(path: ItemPath, template: Template | None) -> Subject:
    """The subject of an address; what the template does not know is plain text."""
    item = template.nearest(path) if template else None
    if item is None:
        return Subject()
    labels = vocabulary().labels
    below = tuple(label.label for label in template.below(item.pattern)) if template and item.is_group else ()
    own = "　".join((item.label, item.field, item.key, *below))
    return Subject(
        label=item.label,
        kind=item.kind or ItemKind.TEXT,
        options=item.options,
        significant=item.significant,
        measures=_is_measure(item),
        systems=_any_in(labels.systems, own) and not below,
        contact=_any_in(labels.contact, item.label + item.field),
        organisation=_names_bodies(item),
        reference_date=_any_in(labels.reference_date, item.label + item.key),
        legal_basis=_any_in(labels.legal_basis, item.label + item.field),
    )


def _is_measure(item: TemplateItem) -> bool:
    labels = vocabulary().labels
    in_section = _any_in(labels.measure_sections, item.labels[0])
    return in_section or item.label in labels.measures


def _names_bodies(item: TemplateItem) -> bool:
    names = vocabulary().labels.organisation
    return item.kind is ItemKind.TEXT and (item.label in names or item.label.startswith("所属長"))
