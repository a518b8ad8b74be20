"""Commands on the changes between two versions or of given rows: diff, classify, next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from piadiff.cli import options
from piadiff.cli.japanese import Command
from piadiff.errors import ExitCode
from piadiff.model import Verdict
from piadiff.pipeline import judging, sides
from piadiff.writers import json_contract, terminal


@click.command("diff", cls=Command)
@options.old
@options.new
@options.registry
@click.option("--exit-code", is_flag=True, help="軽微でない変更があれば 1 で終わります。")
@options.as_json
@options.days
def diff(old: str, new: str, registry: Path | None, exit_code: bool, as_json: bool, **days: Any) -> int:  # noqa: ANN401
    """2つの版の違いを項目ごとに示し、重要度と提出時期を判定します。

    旧・新は、ファイル、版（コミット）、または 版:パス です。
    """
    pair = sides.open_pair(old, new, registry)
    findings = judging.judge(*pair, options.gathered(days), policy=sides.policy_of(registry))
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
    found = judging.classify_rows(rows, options.gathered(days))
    content = json_contract.dumps(json_contract.classify(found)) if as_json else terminal.classified(found)
    options.deliver(content, None)


@click.command("next", cls=Command)
@options.old
@options.new
@options.registry
@options.as_json
@options.days
def next_(old: str, new: str, registry: Path | None, as_json: bool, **days: Any) -> None:  # noqa: ANN401
    """判定の結果から、次に必要な手続を順に示します。"""
    pair = sides.open_pair(old, new, registry)
    findings = judging.judge(*pair, options.gathered(days), policy=sides.policy_of(registry))
    steps = judging.next_steps(pair[1], findings)
    document = {"schema": "piadiff/next/1", "steps": steps}
    options.deliver(json_contract.dumps(document) if as_json else terminal.steps(steps), None)
