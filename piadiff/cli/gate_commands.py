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
from piadiff.model import Action
from piadiff.pipeline import auditing, deciding, lateness, pairing, sides
from piadiff.writers import audit_listing, beside_json, json_contract
from piadiff.writers.unread import pair_lines, unread_lines


@click.command("check", cls=Command)
@options.old
@options.new
@options.registry
@options.as_json
@options.days
def check(old: str, new: str, registry: Path | None, as_json: bool, **days: Any) -> int:  # noqa: ANN401
    """新しい版の変更箇所を確かめます（すべての変更に行があるか、重要が事前か、判断が残っていないか）。

    担当者の決定（新.decisions.yaml）があれば、その判定で確かめます。
    番号・名称・機関の違う組、公表日の順が逆の組、施行より前でない「事前」の提出（--effective・--submitted）は、
    まずそう言い、1 で終わります。
    """
    pair = sides.open_pair(old, new, registry)
    gathered = options.gathered(days)
    told = deciding.judged(*pair, gathered, new, registry)
    found = auditing.check(*pair, auditing.Grounds(gathered, sides.policy_of(registry)), told)
    against = pairing.mismatches(*pair)
    late = lateness.late_changes(told.findings, told.rows.values(), pair[1], gathered)
    unread = sides.unread(*pair)
    if as_json:
        document = json_contract.check(found, against, late)
        shown = json_contract.dumps({**document, "unread": beside_json.unread(unread)})
    else:
        whole = {each.change.path for each in told.findings if each.change.action in (Action.ADDED, Action.REMOVED)}
        seen = audit_listing.observations(found, {check.id: check.title for check in catalogue()}, whole)
        shown = "".join(f"{line}\n" for line in pair_lines((*against, *late))) + seen
    options.deliver(shown, None)
    for line in unread_lines(unread):
        tell(line)
    incomplete = ExitCode.INCOMPLETE if sides.incomplete(unread) else ExitCode.DONE
    return int(ExitCode.FOUND if found or against or late else incomplete)
