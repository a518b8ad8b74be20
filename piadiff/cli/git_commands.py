"""What git shows of forms, and how it joins them: git."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import click

from piadiff.canonical.conflicts import Sides
from piadiff.cli import options
from piadiff.cli.japanese import Group
from piadiff.cli.printing import show, tell
from piadiff.errors import ExitCode, UnreadableSourceError
from piadiff.pipeline import in_git, judging
from piadiff.pipeline.days import Days
from piadiff.writers.diff.formats import FORMATS

_WIDTH = 100


@click.group("git", cls=Group)
def git() -> None:
    """評価書を、git の diff・log・show・merge で項目ごとに扱えるようにします。

    この複製（--global なら、この利用者）の設定だけを変えます。コミットされるファイルは変えません。
    """


_everywhere = click.option(
    "--global/--local", "everywhere", default=False, help="この利用者のすべてのリポジトリに（既定はこの複製だけ）。"
)


@git.command("install")
@_everywhere
@click.option("--shared", is_flag=True, help="属性を、コミットして皆で使う .gitattributes に書きます。")
@options.registry
def install(everywhere: bool, shared: bool, registry: Path | None) -> None:
    """xlsx・docx・PDF を正規形で比べ、差分に項目の番地を付け、マージを項目ごとにします。

    git pdiff・plog・pshow は、判定の付いた差分を表示します。変換した文書は git が覚えます。
    piadiff を新しくしたら、もう一度実行してください。
    """
    command = shlex.quote(shutil.which("piadiff") or sys.argv[0])
    file, theirs = in_git.install(registry, command, everywhere=everywhere, shared=shared)
    tell(f"{file} に、評価書の表示とマージを設定しました（戻すには piadiff git uninstall）")
    for name in theirs:
        tell(f"  {name} は、今の設定のままにしました")


@git.command("uninstall")
@_everywhere
@options.registry
def uninstall(everywhere: bool, registry: Path | None) -> None:
    """設定したものを元に戻します。"""
    file = in_git.uninstall(registry, everywhere=everywhere)
    tell(f"{file} から、評価書の表示とマージの設定を外しました")


@git.command("textconv", hidden=True)
@click.option("--made-by", metavar="版", help="設定したときの piadiff の版（変わると、git が覚えた変換を捨てます）。")
@click.argument("source", metavar="評価書", type=options.SOURCE)
def textconv(source: Path, made_by: str | None) -> None:  # noqa: ARG001 - read by git
    """評価書を正規形で表示します（git が呼ぶもの）。"""
    options.deliver(in_git.as_text(source), None)


@git.command("diff", hidden=True)
@click.argument("sides", metavar="PATH 旧 旧の番号 旧の種別 新 新の番号 新の種別 [新しい名前 説明]", nargs=-1)
def diff(sides: tuple[str, ...]) -> None:
    """判定の付いた差分を表示します（git が呼ぶもの）。"""
    name, old, new = sides[0], *(sides[at] if len(sides) > at else in_git.NOTHING for at in (1, 4))
    title = f"{name} → {sides[7]}" if len(sides) > 7 else name
    show(f"■ {title}\n")
    if len(sides) == 1:
        show("  マージの途中です（合わせ終わっていません）\n")
        return
    try:
        before, after = in_git.side(old), in_git.side(new)
    except UnreadableSourceError as error:
        show(f"  評価書として読めません: {error.message}（git diff --no-ext-diff で文字の差分を見られます）\n")
        return
    if before is None or after is None:
        show("  新しい評価書です\n" if before is None else "  取り下げられた評価書です\n")
        return
    findings = judging.judge(before, after, Days())
    colour = (sys.stdout.isatty() or "GIT_PAGER_IN_USE" in os.environ) and "NO_COLOR" not in os.environ
    width = shutil.get_terminal_size().columns if colour else _WIDTH
    shown = FORMATS["inline"].write(findings, judging.replacements(findings), width=width, colour=colour)
    options.deliver(shown, None, coloured=colour)


@git.command("merge", hidden=True)
@click.option("--marker-size", type=int, default=7)
@click.option("--ours", default="")
@click.option("--theirs", default="")
@click.argument("base", metavar="分かれる前", type=options.SOURCE)
@click.argument("ours_file", metavar="こちら", type=options.SOURCE)
@click.argument("theirs_file", metavar="取り込む側", type=options.SOURCE)
@click.argument("name", metavar="名前", default="")
def merge(base: Path, ours_file: Path, theirs_file: Path, name: str, **rest: Any) -> int:  # noqa: ANN401
    """評価書と決定の記録を、項目ごとに合わせます（git が呼ぶもの）。"""
    # A git that does not know its labels hands over what stands in the settings.
    ours, theirs = (f"（{rest[side]}）" if rest[side].strip("%XY") else "" for side in ("ours", "theirs"))
    sides = Sides(f"こちら{ours}", f"取り込む側{theirs}", rest["marker_size"])
    left = in_git.join(base, ours_file, theirs_file, name or str(ours_file), sides)
    for what in left:
        tell(f"{name}: 両方で変わっています: {what}")
    return int(ExitCode.FOUND if left else ExitCode.DONE)
