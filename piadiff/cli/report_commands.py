"""The command that writes the offline pages of a registry: report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from piadiff.cli import options
from piadiff.cli.japanese import Command
from piadiff.pipeline import reporting
from piadiff.writers import json_contract


@click.command("report", cls=Command)
@options.registry
@click.option("-o", "--output", type=options.FOLDER, required=True, help="頁を書き出すフォルダ。")
@options.as_json
@options.days
def report(registry: Path | None, output: Path, as_json: bool, **days: Any) -> None:  # noqa: ANN401
    """保管庫の全履歴を、通信の要らないHTMLの頁にします。"""
    pages = reporting.report(registry, options.gathered(days))
    for name, page in pages.items():
        options.deliver(page, output / name)
    document = {"schema": "piadiff/report/1", "pages": sorted(pages)}
    told = f"{output / 'index.html'} に書きました（{len(pages)} 頁）\n"
    options.deliver(json_contract.dumps(document) if as_json else told, None)
