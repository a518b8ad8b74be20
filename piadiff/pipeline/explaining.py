"""The rules → what a person reads of them."""

from __future__ import annotations

from piadiff import guideline, templates
from piadiff.writers import json_contract, terminal


def explain_rules(rule: str | None, *, as_json: bool) -> str:
    """The rule catalogue, or one rule explained."""
    chosen = [guideline.catalogue.find(rule)] if rule else list(guideline.rules())
    if as_json:
        objects = [guideline.catalogue.as_object(entry) for entry in chosen]
        return json_contract.dumps({"schema": "piadiff/rules/1", "rules": objects})
    if rule:
        return guideline.catalogue.explain(chosen[0])
    rows = [(entry.id, entry.name, "・".join(entry.forms), str(entry.verdict), str(entry.timing)) for entry in chosen]
    return terminal.table(rows, ("規則", "何が起きたか", "評価書", "重要度", "提出時期")) + "\n"


def rules_page() -> str:
    """All rules as one Markdown page."""
    return guideline.catalogue.page()


def explain_templates(name: str | None, revision: str, *, as_json: bool) -> str:
    """The shipped templates, or one with its items.

    Raises:
        WrongCallError: When no such template is shipped.
    """
    if name is None:
        shipped = templates.catalogue()
        document = {"schema": "piadiff/templates/1", "templates": shipped}
        return json_contract.dumps(document) if as_json else terminal.templates(shipped)
    one = templates.describe(name, revision)
    return json_contract.dumps({"schema": "piadiff/templates/1", **one}) if as_json else terminal.template(one)
