"""A template as plain data for people and scripts: what each item is, and how sure that is."""

from __future__ import annotations

from typing import Any

from piadiff.templates.loader import known, load
from piadiff.templates.schema import Template, TemplateItem

CERTAINTY_WORDS = {"seen": "公表された評価書で確認", "page": "公表資料で確認", "memory": "一般的な知識（未確認）"}


def catalogue() -> list[dict[str, Any]]:
    """All templates shipped, oldest revision of each form first."""
    return [_head(load(*pair)) for pair in known()]


def describe(name: str, revision: str = "") -> dict[str, Any]:
    """One template with all its items.

    Raises:
        WrongCallError: When no such template is shipped.
    """
    template = load(name, revision)
    since = template.since
    return {
        **_head(template),
        "change_table": template.change_table,
        "since": since.model_dump(by_alias=True) if since else None,
        "items": [_item(item) for item in template.items],
        "uncertain": [item.pattern for item in template.items if item.certainty == "memory"],
    }


def _head(template: Template) -> dict[str, Any]:
    return {
        "name": template.name,
        "revision": template.revision,
        "kind": str(template.kind),
        "in_force": template.in_force,
        "certainty": template.certainty,
        "certainty_text": CERTAINTY_WORDS[template.certainty],
        "note": template.note,
        "count": len(template.items),
        "significant": sum(item.significant for item in template.items),
    }


def _item(item: TemplateItem) -> dict[str, Any]:
    return {
        "path": item.pattern,
        "depth": item.depth,
        "label": item.label,
        "field": item.field,
        "kind": str(item.kind) if item.kind else "group",
        "options": list(item.options),
        "significant": item.significant,
        "repeat": item.repeat,
        "per_file": item.per_file,
        "certainty": item.certainty,
        "certainty_text": CERTAINTY_WORDS[item.certainty],
        "note": item.note,
    }
