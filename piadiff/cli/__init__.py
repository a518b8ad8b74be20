"""Parse, call, print, exit status."""

from __future__ import annotations

import sys

from piadiff.cli import overview


def main() -> None:
    """Entry point of the command ``piadiff``; help and version are printed before a command is imported."""
    asked = sys.argv[1:]
    if asked in ([], ["--help"]):
        sys.stdout.buffer.write(overview.page().encode())
        sys.exit(0)
    if asked == ["--version"]:
        from piadiff import __version__

        sys.stdout.write(f"piadiff {__version__}\n")
        sys.exit(0)

    from piadiff.cli.commands import cli
    from piadiff.cli.japanese import run

    sys.exit(run(cli))
