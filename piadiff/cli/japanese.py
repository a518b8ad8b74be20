"""Help and usage errors of the command line in Japanese."""

from __future__ import annotations

import datetime
import os
import re
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

import click

from piadiff.cli.configuring import defaults
from piadiff.cli.overview import COMMANDS
from piadiff.cli.printing import tell
from piadiff.cli.progress import shown_progress
from piadiff.errors import ExitCode, PiadiffError, reason
from piadiff.text import parse_date

_SECTIONS = {"Options": "オプション", "Commands": "コマンド", "Arguments": "引数"}


class Formatter(click.HelpFormatter):
    """Prints the headings of a help page in Japanese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        super().write_usage(prog, args, prefix or "使い方: ")

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        super().write_heading(_SECTIONS.get(heading, heading))


class Context(click.Context):
    """Context that formats with ``Formatter``."""

    formatter_class = Formatter


class Command(click.Command):
    """A command whose help option speaks Japanese."""

    context_class = Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The ``--help`` option."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "この説明を表示して終わります。"
        return option


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command


class Day(click.ParamType[datetime.date]):
    """A day as ``2025-12-01`` or ``令和7年12月1日``."""

    name = "日付"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:  # noqa: ANN401
        """Read the day.

        Raises:
            click.BadParameter: When the text holds no full date.
        """
        if isinstance(value, datetime.date):
            return value
        day = parse_date(str(value))
        if day is None:
            self.fail(f"「{value}」は日付として読めません（例: 2025-12-01、令和7年12月1日）", param, ctx)
        return day


def explain(error: click.ClickException) -> str:
    """A usage error as a Japanese sentence with what to do."""
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "piadiff"
    hint = f"\n  対処: `{command} --help` で使い方を確かめてください"
    return _message(error) + hint


def _message(error: click.ClickException) -> str:
    if isinstance(error, click.BadParameter):
        return _bad_parameter(error)
    if isinstance(error, click.NoSuchOption):
        near = f"（もしかして: {'、'.join(error.possibilities)}）" if error.possibilities else ""
        return f"「{error.option_name}」というオプションはありません{near}"
    if "No such command" in error.message:
        group = error.ctx.command if isinstance(error, click.UsageError) and error.ctx else None
        below = [] if not isinstance(group, click.Group) else group.list_commands(click.Context(group))
        return _no_such_command(error.message.split("'")[1], [name for name in below if not _hidden(group, name)])
    return _usage(error.message)


_USAGE = (
    (re.compile(r"Got unexpected extra arguments? \((.*)\)"), "余分な引数があります: {0}"),
    (re.compile(r"Option '(.*)' requires an argument\."), "{0} に値がありません"),
    (re.compile(r"Option '(.*)' requires (\d+) arguments\."), "{0} には値が {1} つ要ります"),
    (re.compile(r"Option '(.*)' does not take a value\."), "{0} に値は付けられません"),
    (re.compile(r"Missing command\."), "コマンドがありません"),
)
"""What click says of a call, in its English, and the same for people."""


def _usage(message: str) -> str:
    for words, told in _USAGE:
        if found := words.fullmatch(message.strip()):
            return told.format(*found.groups())
    return "呼び出し方が正しくありません"


def _hidden(group: click.Command | None, name: str) -> bool:
    commands = group.commands if isinstance(group, click.Group) else {}
    return name in commands and commands[name].hidden


def _no_such_command(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known or list(COMMANDS), n=2, cutoff=0.5)
    return f"そのコマンドはありません: {name}" + (f"（もしかして: {'、'.join(near)}）" if near else "")


def _bad_parameter(error: click.BadParameter) -> str:
    name = _name(error.param)
    kind = error.param.type if error.param else None
    if isinstance(error, click.MissingParameter):
        return f"「{name}」が指定されていません"
    if isinstance(kind, click.Choice):
        return f"「{name}」は {'、'.join(map(str, kind.choices))} のどれかです"
    if isinstance(kind, click.IntRange):
        return f"「{name}」は {kind.min} 以上の数です"
    if isinstance(kind, click.Path):
        return _path_fault(name, error.message)
    fault = error.message if not error.message.isascii() else "読めない値です"
    return f"「{name}」の値が正しくありません: {fault}"


def _name(param: click.Parameter | None) -> str:
    """An option by its name, an argument by what it stands for."""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.human_readable_name if param else ""


_PATH_FAULTS = {
    "does not exist": "という名前のファイルもフォルダもありません",
    "is a directory": "はフォルダです。ファイルを指定してください",
    "is a file": "はファイルです。フォルダを指定してください",
    "is not readable": "を読む権限がありません",
    "is not writable": "に書く権限がありません",
}


def _path_fault(name: str, message: str) -> str:
    """What is wrong with a file or folder, with its name."""
    named = re.search(r"'(.*)'", message)
    fault = next((told for words, told in _PATH_FAULTS.items() if words in message), "を開けません")
    return f"「{name}」に指定した「{named[1] if named else ''}」{fault}"


def _command(args: Sequence[str] | None) -> str:
    """The command that was called, without what it was given."""
    given = sys.argv[1:2] if args is None else args[:1]
    return given[0] if given and given[0] in COMMANDS else "－"


def run(command: click.Command, args: Sequence[str] | None = None) -> int:
    """Run a command and give its exit status; every fault is printed in Japanese on stderr."""
    try:
        with shown_progress():
            result = command.main(
                list(args) if args is not None else None,
                prog_name="piadiff",
                standalone_mode=False,
                default_map=defaults(command),
            )
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except Exception as error:
        return int(_told(error, args))
    return int(result) if isinstance(result, int) else int(ExitCode.DONE)


def _told(error: Exception, args: Sequence[str] | None) -> ExitCode:
    """Say what went wrong; the exit status."""
    if isinstance(error, click.Abort):
        tell("中断しました")
        return ExitCode.WRONG_CALL
    if isinstance(error, click.ClickException):
        tell(f"誤り: {explain(error)}")
        return ExitCode.WRONG_CALL
    if isinstance(error, PiadiffError):
        tell(f"誤り: {error}")
        return error.exit_code
    if isinstance(error, OSError) and error.filename is not None:
        tell(f"誤り: {os.fsdecode(error.filename)}: 読み書きできません（{reason(error)}）")
        return ExitCode.UNREADABLE
    from piadiff.cli import faults

    tell(f"誤り: {faults.report(error, _command(args))}")
    return ExitCode.FAULT
