"""What fits the program to its surroundings: schema, config, completion, man."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import resources

import click

from piadiff.cli import completing, configuring, options
from piadiff.cli.japanese import Command
from piadiff.cli.manual import manual
from piadiff.errors import WrongCallError
from piadiff.writers import json_contract

_SCHEMAS = resources.files("piadiff.writers") / "schemas"


@click.command("schema", cls=Command)
@click.argument("names", metavar="[コマンド]", nargs=-1)
def schema(names: tuple[str, ...]) -> None:
    """コマンドの --json の形（JSON Schema）を表示します。コマンドを省くと、その一覧を表示します。

    law diff は「law diff」、draft --since は review です。
    """
    known = sorted(entry.name.removesuffix(".json") for entry in _SCHEMAS.iterdir() if entry.name.endswith(".json"))
    if not names:
        options.deliver("".join(f"{name}\n" for name in known), None)
        return
    name = "-".join(names)
    if name not in known:
        near = "、".join(get_close_matches(name, known, n=3) or known)
        raise WrongCallError(f"「{name}」の JSON の形はありません", remedy=f"あるのは: {near}")
    options.deliver((_SCHEMAS / f"{name}.json").read_text(encoding="utf-8"), None)


@click.command("config", cls=Command)
@options.as_json
@click.pass_context
def config(ctx: click.Context, as_json: bool) -> None:
    """今いるフォルダで効いている設定と、それを決めているファイルを表示します。"""
    told = configuring.in_force(ctx.find_root().command)
    if as_json:
        document = {"schema": "piadiff/config/1", "settings": [setting._asdict() for setting in told]}
        options.deliver(json_contract.dumps(document), None)
        return
    lines = [f"{one.name} = {one.value}　（{one.source}）" for one in told]
    options.deliver("".join(f"{line}\n" for line in lines or ["設定はありません（すべて既定のとおりです）"]), None)


@click.command("completion", cls=Command)
@click.argument("shell", metavar="シェル", type=click.Choice(completing.SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """コマンドを補完する設定を表示します（bash・zsh・fish・powershell）。

    bash は ~/.bashrc に eval "$(piadiff completion bash)"、zsh は ~/.zshrc に eval "$(piadiff completion zsh)"、
    fish は piadiff completion fish > ~/.config/fish/completions/piadiff.fish、
    PowerShell は $PROFILE に piadiff completion powershell | Out-String | Invoke-Expression と書きます。
    """
    options.deliver(completing.script(shell, ctx.find_root().command), None)


@click.command("man", cls=Command)
@click.pass_context
def man(ctx: click.Context) -> None:
    """マニュアルの頁（roff）を表示します。

    piadiff man > ~/.local/share/man/man1/piadiff.1 で、man piadiff から読めます。
    """
    options.deliver(manual(ctx.find_root().command), None)
