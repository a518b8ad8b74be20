"""Any spelling of a 項目 cell → the addresses it means, or a reason why that cannot be told."""

from __future__ import annotations

from dataclasses import dataclass

from piadiff.model import WHOLE_FORM, Form, ItemPath
from piadiff.templates.schema import Template
from piadiff.templates.spelling import official_spelling
from piadiff.text.fold import key

__all__ = ["Resolution", "official_spelling", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a 項目 cell means.

    Attributes:
        paths: Addresses in the order of the cell; empty when it cannot be told.
        reason: Why it cannot be told, naming the candidates; beside ``paths``, what of the cell was not used.
    """

    paths: tuple[ItemPath, ...] = ()
    reason: str = ""


def resolve(
    raw: str, template: Template, *, form: Form | None = None, before: str = "", after: str = ""
) -> Resolution:
    """Find the items a 項目 cell names."""
    del form, before, after
    text = key(raw)
    for word in WHOLE_FORM:
        if text == word:
            return Resolution((ItemPath(word),))
    head, *parts = text.split("-")
    path = ItemPath(head, "", tuple(parts))
    if template.item(path):
        return Resolution((path,))
    return Resolution(reason=f"項目「{raw}」がどの欄を指すか決められません")
