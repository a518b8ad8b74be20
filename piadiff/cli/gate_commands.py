"""The gate for CI: check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from piadiff.audit import catalogue
from piadiff.cli import options
from piadiff.cli.japanese import Command
from piadiff.cli.printing import tell
from piadiff.errors import ExitCode
from piadiff.pipeline import auditing, sides
from piadiff.writers import audit_listing, json_contract
from piadiff.writers.unread import unread_lines


@click.command("check", cls=Command)
@options.old
@options.new
@options.registry
@options.as_json
@options.days
def check(old: str, new: str, registry: Path | None, as_json: bool, **days: Any) -> int:  # noqa: ANN401
    """新しい版の変更箇所を確かめます（すべての変更に行があるか、重要が事前か、判断が残っていないか）。"""
    pair = sides.open_pair(old, new, registry)
    found = auditing.check(*pair, options.gathered(days), policy=sides.policy_of(registry))
    told = (
        json_contract.dumps(json_contract.check(found))
        if as_json
        else audit_listing.observations(found, {check.id: check.title for check in catalogue()})
    )
    options.deliver(told, None)
    unread = sides.unread(*pair)
    for line in unread_lines(unread):
        tell(line)
    incomplete = ExitCode.INCOMPLETE if sides.incomplete(unread) else ExitCode.DONE
    return int(ExitCode.FOUND if found else incomplete)
