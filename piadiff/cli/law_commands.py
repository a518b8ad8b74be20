"""Commands on the law of a day: law, law diff, law impact."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from piadiff.cli import options
from piadiff.cli.japanese import Command, Day, Group
from piadiff.errors import ExitCode
from piadiff.pipeline import lawbook
from piadiff.writers.law.impact import FORMATS


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


@law.command("impact", cls=Command)
@click.option("--from", "since", type=Day(), required=True, help="前の日（改正前の法令を見る日）。")
@click.option("--to", "until", type=Day(), required=True, help="後の日（改正後の法令を見る日）。")
@options.registry
@click.option("--into", type=options.FOLDER, default=None, help="次の版の案と決定を置くフォルダ（既定は示すだけ）。")
@click.option("--date", "day", type=Day(), default=None, help="案の公表日・変更日（既定は --to の日）。")
@click.option("--decide", multiple=True, metavar="識別子=採用|不採用", help="決定を記録します（何度でも）。")
@click.option("--form", default="", metavar="評価書", help="--decide を、この評価書だけの例外にします。")
@click.option("--person", default="", help="決定した人の名前。")
@click.option("--reason", default="", help="決定の理由。")
@options.format_of(FORMATS, "text")
@options.output
@options.as_json
def impact(registry: Path | None, output: Path | None, as_json: bool, **rest: Any) -> int:  # noqa: ANN401
    """改正された条・項番を引く項目を保管庫の全評価書から探し、次の版の案を作ります。

    同じ書き換えは一度の決定で全評価書に及び、評価書ごとに例外を置けます。案は見直しのためのもので、保管庫には
    書き込みません。担当者が直した案は、もう一度走らせても残ります。確かめる所が残っていれば 1 で終わります。
    """
    from piadiff.pipeline.impact import Wish
    from piadiff.pipeline.impact import impact as run

    format_ = options.chosen_format(FORMATS, rest.pop("format_"), output, as_json=as_json, default="text")
    answers = dict(entry.partition("=")[::2] for entry in rest.pop("decide"))
    found = run(registry, Wish(answers=answers, **rest))
    options.deliver(FORMATS[format_].write(found), output)
    return int(ExitCode.FOUND if found.waits else ExitCode.DONE)
