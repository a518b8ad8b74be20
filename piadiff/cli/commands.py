"""The command ``piadiff`` and its subcommands; each is imported when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from piadiff.cli import overview
from piadiff.cli.japanese import Group


class _Piadiff(Group):
    """The command ``piadiff``."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names in the order of the help page."""
        return list(overview.COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """One subcommand, None when there is none of that name."""
        entry = overview.COMMANDS.get(cmd_name)
        if entry is None:
            return None
        module, _, name = entry.target.partition(":")
        command: click.Command = getattr(import_module(f"piadiff.cli.{module}"), name)
        return command

    def get_help(self, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        """The same page that is printed without click."""
        return overview.page().rstrip("\n")


cli = _Piadiff("piadiff", help=overview.SUMMARY)
