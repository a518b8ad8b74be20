"""The official forms as data: item trees, option lists, ※, and the moves between revisions."""

from piadiff.templates.loader import for_kind, known, load
from piadiff.templates.schema import Move, Revision, Template, TemplateItem

__all__ = ["Move", "Revision", "Template", "TemplateItem", "for_kind", "known", "load"]
