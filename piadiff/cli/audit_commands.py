"""The command that looks for what differs: audit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from piadiff.cli import options
from piadiff.cli.japanese import Command
from piadiff.errors import ExitCode
from piadiff.model import Level
from piadiff.pipeline import auditing
from piadiff.writers import json_contract, terminal


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
    chosen = auditing.Selection.of(select, ignore)
    found = auditing.audit(source, registry, options.gathered(days), chosen)
    options.deliver(
        json_contract.dumps(json_contract.audit(found)) if as_json else terminal.observations(found, chosen.ignored),
        None,
    )
    return int(ExitCode.FOUND if any(seen.level is not Level.INFO for seen in found) else ExitCode.DONE)
