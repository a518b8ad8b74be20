"""Item address → its role, and whether the 別表 lists it (※)."""

from __future__ import annotations

from functools import lru_cache

from pydantic import Field

from piadiff.data import Strict, shipped
from piadiff.guideline.vocabulary import Role
from piadiff.model import WHOLE_FORM, Change, FormKind, ItemPath
from piadiff.templates import Template, TemplateItem


class _Entry(Strict):
    role: Role
    forms: list[FormKind] = Field(default_factory=list)
    section: list[str] = Field(default_factory=list)
    labels: list[str] = Field(default_factory=list)
    within: str = ""

    def fits(self, kind: FormKind, section: str, labels: tuple[str, ...]) -> bool:
        """Whether the entry speaks of an item with these labels, innermost first."""
        return (
            (not self.forms or kind in self.forms)
            and (not self.section or section in self.section)
            and (not self.within or any(self.within in label for label in labels))
        )


class _Roles(Strict):
    roles: list[_Entry]


@lru_cache(maxsize=4096)
def _role_of(kind: FormKind, section: str, labels: tuple[str, ...]) -> Role:
    known = shipped("piadiff.guideline", "roles.yaml", _Roles).roles
    entries = [entry for entry in known if entry.fits(kind, section, labels)]
    for entry in entries:
        if not entry.labels or any(_names(label, wanted) for label in labels for wanted in entry.labels):
            role: Role = entry.role
            return role
    return Role.UNKNOWN


def _names(label: str, wanted: str) -> bool:
    return label == wanted or (len(wanted) >= 4 and wanted in label)


def role_of(path: ItemPath, template: Template) -> Role:
    """The role of an address; a group has the role of what it holds."""
    if path.section in WHOLE_FORM:
        return Role.WHOLE_FORM
    item = template.nearest(path)
    if item is None:
        return Role.UNKNOWN
    labels = tuple(reversed([*item.labels, item.field] if item.field else item.labels))
    return _role_of(template.kind, path.section, labels)


def is_listed(change: Change, template: Template) -> bool:
    """Whether the 別表 of the 指針 lists the item (※); a group counts when it holds a listed item."""
    if change.significant:
        return True
    item = template.nearest(change.path)
    if item is None:
        return False
    return item.significant or (item.is_group and any(_counts(item, below) for below in template.below(item.pattern)))


def _counts(group: TemplateItem, below: TemplateItem) -> bool:
    """A row on a whole group of a repeated item is a row on its listed parts too."""
    return below.significant and below.depth > group.depth
