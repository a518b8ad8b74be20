"""Commands on changes: diff, classify, draft, next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from piadiff import pipeline
from piadiff.cli import options
from piadiff.cli.japanese import Command, Day
from piadiff.errors import ExitCode, WrongCallError
from piadiff.model import Verdict
from piadiff.writers import json_contract, terminal

_OLD = click.argument("old", metavar="旧")
_NEW = click.argument("new", metavar="新")


@click.command("diff", cls=Command)
@_OLD
@_NEW
@options.registry
@click.option("--exit-code", is_flag=True, help="軽微でない変更があれば 1 で終わります。")
@options.as_json
@options.days
def diff(old: str, new: str, registry: Path | None, exit_code: bool, as_json: bool, **days: Any) -> int:  # noqa: ANN401
    """2つの版の違いを項目ごとに示し、重要度と提出時期を判定します。

    旧・新は、ファイル、版（コミット）、または 版:パス です。
    """
    sides = pipeline.open_side(old, registry), pipeline.open_side(new, registry)
    findings = pipeline.judge(*sides, options.gathered(days), policy=pipeline.policy_of(registry))
    content = json_contract.dumps(json_contract.diff(findings)) if as_json else terminal.findings(findings)
    options.deliver(content, None)
    heavy = any(finding.verdict is not Verdict.MINOR for finding in findings)
    return int(ExitCode.FOUND if exit_code and heavy else ExitCode.DONE)


@click.command("classify", cls=Command)
@click.argument("rows", metavar="行のファイル", type=options.SOURCE)
@options.as_json
@options.days
def classify(rows: Path, as_json: bool, **days: Any) -> None:  # noqa: ANN401
    """変更の行（JSON・JSONL・CSV・xlsx。form, item, before, after[, context]）を判定します。"""
    found = pipeline.classify_rows(rows, options.gathered(days))
    content = json_contract.dumps(json_contract.classify(found)) if as_json else terminal.classified(found)
    options.deliver(content, None)


@click.command("draft", cls=Command)
@click.argument("old", metavar="旧")
@click.argument("new", metavar="新")
@options.registry
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "csv", "markdown", "html", "xlsx", "docx"]),
    default="text",
    help="出力の形（既定 text）。",
)
@click.option(
    "--granularity",
    type=click.Choice(["change", "item"]),
    default="change",
    help="change: 同じ変更は1行にまとめる（既定）。item: 項目ごとに1行。",
)
@click.option("--date", "day", type=Day(), default=None, help="変更日（既定は新しい版の公表日）。")
@options.output
@options.as_json
@options.days
def draft(old: str, new: str, registry: Path | None, output: Path | None, as_json: bool, **rest: Any) -> None:  # noqa: ANN401
    """変更箇所の表を起案します。"""
    days = options.gathered(rest)
    format_ = "json" if as_json else rest["format_"]
    if format_ in {"xlsx", "docx"} and output is None:
        raise WrongCallError(f"{format_} は画面には出せません", remedy="-o で書き出すファイルを指定してください")
    sides = pipeline.open_side(old, registry), pipeline.open_side(new, registry)
    policy = pipeline.policy_of(registry)
    drafted = pipeline.draft(*sides, days, day=rest["day"], granularity=rest["granularity"], policy=policy)
    options.deliver(pipeline.render_draft(drafted, format_), output)


@click.command("next", cls=Command)
@_OLD
@_NEW
@options.registry
@options.as_json
@options.days
def next_(old: str, new: str, registry: Path | None, as_json: bool, **days: Any) -> None:  # noqa: ANN401
    """判定の結果から、次に必要な手続を順に示します。"""
    sides = pipeline.open_side(old, registry), pipeline.open_side(new, registry)
    findings = pipeline.judge(*sides, options.gathered(days), policy=pipeline.policy_of(registry))
    steps = pipeline.next_steps(sides[1], findings)
    document = {"schema": "piadiff/next/1", "steps": steps}
    options.deliver(json_contract.dumps(document) if as_json else terminal.steps(steps), None)


@click.command("check", cls=Command)
@_OLD
@_NEW
@options.registry
@options.as_json
@options.days
def check(old: str, new: str, registry: Path | None, as_json: bool, **days: Any) -> int:  # noqa: ANN401
    """新しい版の変更箇所を確かめます（すべての変更に行があるか、重要が事前か、判断が残っていないか）。"""
    sides = pipeline.open_side(old, registry), pipeline.open_side(new, registry)
    found = pipeline.check(*sides, options.gathered(days), policy=pipeline.policy_of(registry))
    document = json_contract.dumps({**json_contract.audit(found), "schema": "piadiff/check/1", "passed": not found})
    options.deliver(document if as_json else terminal.observations(found), None)
    return int(ExitCode.FOUND if found else ExitCode.DONE)
