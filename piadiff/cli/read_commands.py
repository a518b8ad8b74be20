"""Commands that look at one source or at the shipped data: read, audit, templates, rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from piadiff import canonical, pipeline
from piadiff.cli import options
from piadiff.cli.japanese import Command
from piadiff.errors import ExitCode
from piadiff.model import Level
from piadiff.writers import json_contract, terminal


@click.command("read", cls=Command)
@click.argument("source", metavar="評価書", type=options.SOURCE)
@options.output
@click.option("--min-coverage", type=click.FloatRange(0, 1), default=0.9, help="読み取り率の下限（既定 0.9）。")
@options.as_json
def read(source: Path, output: Path | None, min_coverage: float, as_json: bool) -> int:
    """評価書（xlsx・docx・PDF・テキスト・YAML）を読み、正規形にします。"""
    form = pipeline.read_source(source)
    content = json_contract.dumps(json_contract.read(form)) if as_json else canonical.dump(form)
    if output is not None:
        options.deliver(canonical.dump(form), output)
    if output is None or as_json:
        options.deliver(content, None)
    click.echo(terminal.coverage(form), err=True)
    return int(ExitCode.INCOMPLETE if form.coverage < min_coverage else ExitCode.DONE)


@click.command("audit", cls=Command)
@click.argument("source", metavar="[評価書]", required=False, type=options.SOURCE)
@options.registry
@click.option(
    "--select", multiple=True, metavar="検査", help="この検査だけを行います（例 A02。何度でも指定できます）。"
)
@click.option("--ignore", multiple=True, metavar="検査=理由", help="この検査を、理由を付けて除きます。")
@options.as_json
@options.days
def audit(
    source: Path | None,
    registry: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    as_json: bool,
    **days: Any,  # noqa: ANN401 - the three day options
) -> int:
    """評価書または保管庫の全履歴を点検し、気づいた点を挙げます（違反の断定はしません）。"""
    chosen = pipeline.Selection.of(select, ignore)
    found = pipeline.audit(source, registry, options.gathered(days), chosen)
    options.deliver(
        json_contract.dumps(json_contract.audit(found)) if as_json else terminal.observations(found, chosen.ignored),
        None,
    )
    return int(ExitCode.FOUND if any(seen.level is not Level.INFO for seen in found) else ExitCode.DONE)


@click.command("templates", cls=Command)
@click.argument("name", metavar="[様式]", required=False)
@click.option("--revision", default="", help="改訂（例 令和6年10月。既定は最新）。")
def templates(name: str | None, revision: str) -> None:
    """登録されている様式の一覧、または一つの様式の項目を表示します。"""
    options.deliver(terminal.templates(name, revision), None)


@click.command("rules", cls=Command)
@click.argument("rule", metavar="[規則]", required=False)
@click.option("--page", is_flag=True, help="すべての規則を一つの頁（Markdown）にします。")
@options.output
@options.as_json
def rules(rule: str | None, page: bool, output: Path | None, as_json: bool) -> None:
    """判定規則の一覧、または一つの規則の根拠と例を表示します。"""
    options.deliver(pipeline.rules_page() if page else pipeline.explain_rules(rule, as_json=as_json), output)
