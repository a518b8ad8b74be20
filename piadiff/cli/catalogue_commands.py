"""Commands on the shipped data: templates, rules."""

from __future__ import annotations

from pathlib import Path

import click

from piadiff import guideline
from piadiff import templates as shelf
from piadiff.cli import options
from piadiff.cli.japanese import Command
from piadiff.guideline import catalogue
from piadiff.writers import json_contract, terminal


@click.command("templates", cls=Command)
@click.argument("name", metavar="[様式]", required=False)
@click.option("--revision", default="", help="改訂（例 令和6年10月。既定は最新）。")
@options.as_json
def templates(name: str | None, revision: str, as_json: bool) -> None:
    """登録されている様式の一覧、または一つの様式の項目を表示します。

    確かさは、公表された評価書で確かめたか、公表資料か、一般的な知識だけかを示します。
    """
    if name is None:
        shipped = shelf.catalogue()
        document = {"schema": "piadiff/templates/1", "templates": shipped}
        shown = terminal.templates(shipped)
    else:
        one = shelf.describe(name, revision)
        document, shown = {"schema": "piadiff/templates/1", **one}, terminal.template(one)
    options.deliver(json_contract.dumps(document) if as_json else shown, None)


@click.command("rules", cls=Command)
@click.argument("rule", metavar="[規則]", required=False)
@click.option("--page", is_flag=True, help="すべての規則を一つの頁（Markdown）にします。")
@options.output
@options.as_json
def rules(rule: str | None, page: bool, output: Path | None, as_json: bool) -> None:
    """判定規則の一覧、または一つの規則の根拠と例を表示します。"""
    options.deliver(catalogue.page() if page else _rules(rule, as_json=as_json), output)


def _rules(rule: str | None, *, as_json: bool) -> str:
    chosen = [catalogue.find(rule)] if rule else list(guideline.rules())
    if as_json:
        objects = [catalogue.as_object(entry) for entry in chosen]
        return json_contract.dumps({"schema": "piadiff/rules/1", "rules": objects})
    if rule:
        return catalogue.explain(chosen[0])
    rows = [(entry.id, entry.name, "・".join(entry.forms), str(entry.verdict), str(entry.timing)) for entry in chosen]
    return terminal.table(rows, ("規則", "何が起きたか", "評価書", "重要度", "提出時期")) + "\n"
