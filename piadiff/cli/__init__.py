"""Parse, call, print, exit status."""

from __future__ import annotations

import sys

from piadiff.cli import change_commands, read_commands, registry_commands
from piadiff.cli.japanese import Group, run


class _Piadiff(Group):
    """The command ``piadiff``."""


cli = _Piadiff(
    "piadiff",
    help=(
        "特定個人情報保護評価書の版を比べ、重要な変更かどうかを判定し、変更箇所の表を起案し、履歴を点検します。\n\n"
        "終了コード: 0 済み、1 人が見るべき点あり、2 呼び出しの誤り、3 読めない入力、4 読み取りが不完全"
    ),
    commands=[
        read_commands.read,
        registry_commands.import_,
        registry_commands.rewind,
        registry_commands.log,
        registry_commands.blame,
        registry_commands.report,
        change_commands.diff,
        change_commands.classify,
        change_commands.draft,
        change_commands.check,
        change_commands.next_,
        read_commands.audit,
        read_commands.templates,
        read_commands.rules,
    ],
)


def main() -> None:
    """Entry point of the command ``piadiff``."""
    sys.exit(run(cli))
