"""What the items of a published row are in the revision of the form at hand."""

from __future__ import annotations

from piadiff.model import ChangeRow, ItemPath
from piadiff.templates import Template, load
from piadiff.templates.moves import moved, revisions


def addresses(row: ChangeRow, template: Template) -> list[tuple[ItemPath, ...]]:
    """What a row's items are in a template, likeliest first.

    A row older than the revision of the form uses the numbers of the form of its time; some bodies renumber
    old rows when the form changes.
    """
    then = _revision_of(row, template)
    if then == template.revision:
        return [row.items]
    old = tuple(moved(path, template.name, then, template.revision) or path for path in row.items)
    return [row.items] if old == row.items else [old, row.items]


def _revision_of(row: ChangeRow, template: Template) -> str:
    """Revision in force on a row's day, the template's own when that is not an older one."""
    if row.date is None or row.date.isoformat() >= template.in_force:
        return template.revision
    shipped = revisions(template.name)
    older = shipped[: shipped.index(template.revision)]
    fitting = [revision for revision in older if load(template.name, revision).in_force <= row.date.isoformat()]
    return fitting[-1] if fitting else (older[0] if older else template.revision)
