"""Parse, call, print, exit status."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from piadiff.cli.japanese import Group, run

_COMMANDS = {
    "read": "read_commands:read",
    "import": "registry_commands:import_",
    "rewind": "registry_commands:rewind",
    "log": "registry_commands:log",
    "blame": "registry_commands:blame",
    "diff": "change_commands:diff",
    "classify": "change_commands:classify",
    "draft": "draft_commands:draft",
    "decide": "draft_commands:decide",
    "summary": "draft_commands:summary",
    "check": "gate_commands:check",
    "pr": "review_commands:pr",
    "git": "review_commands:git",
    "next": "change_commands:next_",
    "audit": "audit_commands:audit",
    "accept": "audit_commands:accept",
    "report": "report_commands:report",
    "templates": "catalogue_commands:templates",
    "rules": "catalogue_commands:rules",
    "law": "law_commands:law",
}


class _Piadiff(Group):
    """The command ``piadiff``; a subcommand is imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order of the work."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """One subcommand, None when there is none of that name."""
        module, _, name = _COMMANDS.get(cmd_name, "").partition(":")
        command: click.Command | None = getattr(import_module(f"piadiff.cli.{module}"), name) if module else None
        return command


cli = _Piadiff(
    "piadiff",
    help=(
        "特定個人情報保護評価書の版を比べ、重要な変更かどうかを判定し、変更箇所の表を起案し、履歴を点検します。\n\n"
        "終了コード: 0 済み、1 人が見るべき点あり、2 呼び出しの誤り、3 読めない入力、4 読み取りが不完全"
    ),
)


def main() -> None:
    """Entry point of the command ``piadiff``."""
    sys.exit(run(cli))
