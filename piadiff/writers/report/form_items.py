"""Items of a form in the order and the sections of its 様式."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TypeVar

from piadiff.model import ItemPath
from piadiff.templates import Template
from piadiff.writers.report.changes import Step

T = TypeVar("T")


def section_name(path: ItemPath, template: Template) -> str:
    """The section of an item with its printed name."""
    found = template.item(ItemPath(path.section, path.file))
    label = found.label if found else ""
    name = f"{path.section}（{path.file}）" if path.file else path.section
    return f"{name} {label}" if label and label != path.section else name


def in_sections(pairs: Iterable[tuple[ItemPath, T]], template: Template) -> list[tuple[str, list[tuple[ItemPath, T]]]]:
    """Neighbours of one section together, under its name."""
    grouped = groupby(pairs, key=lambda pair: (pair[0].section, pair[0].file))
    return [(section_name(members[0][0], template), members) for members in (list(group) for _, group in grouped)]


def ordered(steps: Sequence[Step]) -> list[tuple[ItemPath, str]]:
    """Every item that any version has, with its label: those of the newest in its order, then those it has no more.

    An item that is gone stands behind the one that it followed last.
    """
    order = [item.path for item in steps[-1].version.form.items]
    labels = {item.path: item.label for item in steps[-1].version.form.items}
    for step in reversed(steps[:-1]):
        before: ItemPath | None = None
        for item in step.version.form.items:
            if item.path not in labels:
                labels[item.path] = item.label
                order.insert(order.index(before) + 1 if before else 0, item.path)
            before = item.path
    return [(path, labels[path]) for path in order]
