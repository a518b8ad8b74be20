"""The official forms as data: item trees, option lists, ※, and the moves between revisions."""

from piadiff.templates.description import catalogue, describe
from piadiff.templates.loader import for_kind, known, load
from piadiff.templates.moves import added, moved, removed, revisions
from piadiff.templates.schema import Move, Revision, Template, TemplateItem

__all__ = [
    "Move",
    "Revision",
    "Template",
    "TemplateItem",
    "added",
    "catalogue",
    "describe",
    "for_kind",
    "known",
    "load",
    "moved",
    "removed",
    "revisions",
]
