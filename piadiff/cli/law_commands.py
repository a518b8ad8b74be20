"""Commands on the law of a day: law, law diff."""

from __future__ import annotations

from datetime import date

import click

from piadiff.cli import options
from piadiff.cli.japanese import Command, Day, Group
from piadiff.pipeline import lawbook


class _Law(Group):
    """``piadiff law``: what is no subcommand is the name of a law."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the subcommand that shows before a name."""
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = ["show", *args]
        return super().parse_args(ctx, args)


law = _Law(
    "law",
    help=(
        "法令のある日の状態を示します（piadiff law [名前] [--on 日]）。\n\n"
        "名前は、番号法、番号法第28条、別表第二の21の項、主務省令第2条の表48 のように書きます。"
        "名前がなければ、収録している法令を並べます。"
    ),
)


@law.command("show", cls=Command, hidden=True)
@click.argument("name", metavar="[名前]", required=False)
@click.option("--on", "day", type=Day(), default=None, help="この日の版（既定は収録した最後の日）。")
@options.as_json
def show(name: str | None, day: date | None, as_json: bool) -> None:
    """法令・条・項番の、ある日の状態を示します。"""
    options.deliver(lawbook.shown(name, day, as_json=as_json), None)


@law.command("diff", cls=Command)
@click.argument("name", metavar="名前")
@click.option("--from", "since", type=Day(), required=True, help="前の日。")
@click.option("--to", "until", type=Day(), required=True, help="後の日。")
@options.as_json
def diff(name: str, since: date, until: date, as_json: bool) -> None:
    """法令または表の、2つの日の間に変わった点を示します。"""
    options.deliver(lawbook.compared(name, since, until, as_json=as_json), None)
