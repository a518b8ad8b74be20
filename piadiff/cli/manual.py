"""The manual page, made from the help of all commands."""

from __future__ import annotations

from collections.abc import Iterator

import click

from piadiff import __version__
from piadiff.cli import overview


def manual(command: click.Command) -> str:
    """The page in roff."""
    return "".join(f"{line}\n" for line in _lines(command))


def _lines(command: click.Command) -> Iterator[str]:
    yield f'.TH PIADIFF 1 "" "piadiff {__version__}"'
    yield from (".SH 名前", f"piadiff \\- {_text(overview.SUMMARY)}")
    yield from (".SH 書式", ".B piadiff", "コマンド [オプション] …")
    root = click.Context(command, info_name="piadiff")
    for title, commands in overview.SECTIONS.items():
        yield f".SH {_text(title)}"
        for name in commands:
            found = command.get_command(root, name) if isinstance(command, click.Group) else None
            if found is not None:
                yield from _command(found, click.Context(found, info_name=name, parent=root))
    yield from (".SH 終了コード", _text(overview.EXITS.partition(": ")[2]))


def _command(command: click.Command, ctx: click.Context) -> Iterator[str]:
    pieces = " ".join(command.collect_usage_pieces(ctx))
    yield from (f'.SS "{_text(ctx.command_path)} {_text(pieces)}"', _text(command.help or ""))
    for parameter in command.get_params(ctx):
        told = parameter.get_help_record(ctx)
        if told is not None:
            yield from (".TP", f".B {_text(told[0])}", _text(told[1]))
    if isinstance(command, click.Group):
        for name in command.list_commands(ctx):
            below = command.get_command(ctx, name)
            if below is not None and not below.hidden:
                yield from _command(below, click.Context(below, info_name=name, parent=ctx))


def _text(text: str) -> str:
    """Text that roff prints as it is."""
    plain = text.replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return "\n".join(f"\\&{line}" if line[:1] in (".", "'") else line for line in plain.split("\n") if line.strip())
