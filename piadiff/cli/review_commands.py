"""What a pull request shows, and what git shows of forms: pr, git."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import click

from piadiff.cli import options
from piadiff.cli.japanese import Command, Group
from piadiff.cli.printing import tell
from piadiff.errors import ExitCode, WrongCallError
from piadiff.pipeline import reviewing
from piadiff.writers.pr.formats import FORMATS


@click.command("pr", cls=Command)
@click.argument("span", metavar="[BASE..HEAD]", default="")
@click.option(
    "--patch", type=options.SOURCE, default=None, help="git diff の出力のファイル。適用前でも適用後でも構いません。"
)
@options.format_of(FORMATS, "text")
@options.registry
@options.output
@options.as_json
@options.days
def pr(span: str, patch: Path | None, registry: Path | None, output: Path | None, **rest: Any) -> int:  # noqa: ANN401
    """プルリクエストの評価書の変更を、重い順に示します。

    BASE..HEAD を省くと、主のブランチから分かれた後の変更を見ます。BASE が先に進んでいても、分かれた所と比べます。
    markdown は、プルリクエストのコメントとして貼る形です。
    人が見るべき点（軽微でない変更、変更箇所の表の誤り、読めないファイルなど）があれば 1 で終わります。
    """
    if span and patch:
        raise WrongCallError("BASE..HEAD と --patch は一緒に使えません", remedy="どちらか一つにしてください")
    format_ = options.chosen_format(FORMATS, rest["format_"], output, as_json=rest["as_json"], default="text")
    chosen = options.gathered(rest)
    pull = reviewing.review_patch(patch, registry, chosen) if patch else reviewing.review_span(span, registry, chosen)
    options.deliver(FORMATS[format_].write(pull), output)
    return int(ExitCode.FOUND if pull.must_look else ExitCode.DONE)


@click.group("git", cls=Group)
def git() -> None:
    """評価書の差分を git diff で項目ごとに見られるようにします。

    この複製の設定だけを変えます。コミットされるファイルは変えません。
    """


@git.command("install")
@options.registry
def install(registry: Path | None) -> None:
    """xlsx・docx・PDF を正規形で比べ、正規形の差分には項目の番地を付けます。"""
    command = shlex.quote(shutil.which("piadiff") or sys.argv[0])
    top = reviewing.install_drivers(registry, command)
    tell(f"{top} の git に、評価書の表示を設定しました（戻すには piadiff git uninstall）")


@git.command("uninstall")
@options.registry
def uninstall(registry: Path | None) -> None:
    """設定したものを元に戻します。"""
    top = reviewing.uninstall_drivers(registry)
    tell(f"{top} の git から、評価書の表示の設定を外しました")


@git.command("textconv")
@click.argument("source", metavar="評価書", type=options.SOURCE)
def textconv(source: Path) -> None:
    """評価書を正規形で表示します（git が呼ぶもの）。"""
    options.deliver(reviewing.as_text(source), None)
