"""Commands around the git registry: import, rewind, log, blame."""

from __future__ import annotations

from pathlib import Path

import click

from piadiff.cli import options
from piadiff.cli.japanese import Command
from piadiff.pipeline import storing
from piadiff.writers import json_contract, terminal


@click.command("import", cls=Command)
@click.argument("sources", metavar="評価書...", nargs=-1, required=True, type=options.SOURCE)
@options.registry_required
@options.as_json
def import_(sources: tuple[Path, ...], registry: Path, as_json: bool) -> None:
    """評価書を読み、保管庫に一つの版として納めます。"""
    versions = storing.import_sources(sources, registry)
    document = json_contract.dumps({**json_contract.log(versions), "schema": "piadiff/import/1"})
    options.deliver(document if as_json else terminal.versions(versions), None)


@click.command("rewind", cls=Command)
@click.argument("source", metavar="評価書", type=options.SOURCE)
@options.registry_required
@options.as_json
def rewind(source: Path, registry: Path, as_json: bool) -> None:
    """変更箇所の表を新しい方から取り消し、過去の版を保管庫に再現します。"""
    versions, filled = storing.rewind_source(source, registry)
    document = json_contract.dumps(json_contract.rewind(versions, filled))
    options.deliver(document if as_json else terminal.versions(versions) + terminal.filled(filled), None)


@click.command("log", cls=Command)
@click.argument("form", metavar="[評価書のパス]", required=False)
@options.registry
@options.as_json
def log(form: str | None, registry: Path | None, as_json: bool) -> None:
    """保管庫にある評価書の版を、古い順に示します。"""
    versions = storing.versions(registry, form)
    options.deliver(json_contract.dumps(json_contract.log(versions)) if as_json else terminal.versions(versions), None)


@click.command("blame", cls=Command)
@click.argument("form", metavar="[評価書のパス]", required=False)
@click.argument("item", metavar="[項目]", required=False)
@options.registry
@options.as_json
def blame(form: str | None, item: str | None, registry: Path | None, as_json: bool) -> None:
    """項目ごとに、いつ変わり、変更箇所のどの行がそれを説明しているかを示します。"""
    lines = storing.blame(registry, form, item)
    options.deliver(json_contract.dumps(json_contract.blame(lines)) if as_json else terminal.blame(lines), None)
