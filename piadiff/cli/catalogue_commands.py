"""Commands on the shipped data: templates, rules."""

from __future__ import annotations

from pathlib import Path

import click

from piadiff.cli import options
from piadiff.cli.japanese import Command
from piadiff.pipeline import explaining


@click.command("templates", cls=Command)
@click.argument("name", metavar="[様式]", required=False)
@click.option("--revision", default="", help="改訂（例 令和6年10月。既定は最新）。")
@options.as_json
def templates(name: str | None, revision: str, as_json: bool) -> None:
    """登録されている様式の一覧、または一つの様式の項目を表示します。

    確かさは、公表された評価書で確かめたか、公表資料か、一般的な知識だけかを示します。
    """
    options.deliver(explaining.explain_templates(name, revision, as_json=as_json), None)


@click.command("rules", cls=Command)
@click.argument("rule", metavar="[規則]", required=False)
@click.option("--page", is_flag=True, help="すべての規則を一つの頁（Markdown）にします。")
@options.output
@options.as_json
def rules(rule: str | None, page: bool, output: Path | None, as_json: bool) -> None:
    """判定規則の一覧、または一つの規則の根拠と例を表示します。"""
    options.deliver(explaining.rules_page() if page else explaining.explain_rules(rule, as_json=as_json), output)
