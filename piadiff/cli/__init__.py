"""Parse, call, print, exit status."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

from piadiff.cli import overview

_COMPLETE = "_PIADIFF_COMPLETE"
"""Set by a shell that asks for words instead of a run."""


def main() -> None:
    """Entry point of the command ``piadiff``; an interrupt is answered in one line at any time."""
    try:
        _main()
    except KeyboardInterrupt:
        with suppress(OSError):
            os.write(2, "中断しました\n".encode())
        os._exit(2)


def _main() -> None:
    """Help, version and an answer given before are printed before a command is imported."""
    asked = sys.argv[1:]
    if _COMPLETE in os.environ:
        asked = ["completion"]
    if asked in ([], ["--help"]):
        _print(overview.page())
    if asked == ["--version"]:
        from piadiff import __version__

        _print(f"piadiff {__version__}\n")
    if os.name == "posix" and sys.getfilesystemencoding() != "utf-8":
        # the system's encoding (LC_ALL=C) holds no Japanese: the same call once more in UTF-8 mode
        environment = {**os.environ, "PYTHONUTF8": "1"}
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)  # noqa: S606 - this very program

    if asked[:1] == ["audit"]:
        _answer(asked)
    if _COMPLETE in os.environ:
        from piadiff.cli import completing  # noqa: F401 - makes a shell known that click does not know
    from piadiff.cli.commands import cli
    from piadiff.cli.japanese import run

    status = run(cli)
    # All is said and written; an interrupt while the program ends would only print where Python stood.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(status)


def _answer(asked: list[str]) -> None:
    """Give the answer of the last time, where nothing it rests on has changed."""
    from piadiff.cli import unchanged

    answer = unchanged.find(asked)
    if answer is None:
        return
    try:
        sys.stdout.buffer.write(answer.out)
        sys.stdout.buffer.flush()
        sys.stderr.buffer.write(answer.said.encode())
        sys.stderr.buffer.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            from piadiff.errors import reason

            with suppress(OSError):
                os.write(2, f"誤り: 標準出力に書き込めません（{reason(error)}）\n".encode())
        os._exit(0 if isinstance(error, BrokenPipeError) else 2)
    sys.exit(answer.status)


def _print(text: str) -> NoReturn:
    try:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    except OSError as error:
        # full or closed: the interpreter must not stumble over it again at its end
        os._exit(0 if isinstance(error, BrokenPipeError) else 2)
    sys.exit(0)
