"""Commands on 変更箇所 rows: draft."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from piadiff.cli import options
from piadiff.cli.japanese import Command, Day
from piadiff.errors import WrongCallError
from piadiff.pipeline import drafting, sides


@click.command("draft", cls=Command)
@options.old
@options.new
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
    pair = sides.open_pair(old, new, registry)
    policy = sides.policy_of(registry)
    drafted = drafting.draft(*pair, days, day=rest["day"], granularity=rest["granularity"], policy=policy)
    options.deliver(drafting.render_draft(drafted, format_), output)
