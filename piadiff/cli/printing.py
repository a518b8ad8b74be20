"""What reaches a screen: nothing that steers it, and a full or closed one is no fault."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

import click

from piadiff.errors import WrongCallError, reason
from piadiff.writers.characters import visible


def tell(text: str, *, end: str = "\n") -> None:
    """Say something on standard error; where nobody can hear it, nothing is said."""
    with suppress(OSError, ValueError):
        click.echo(f"{visible(text)}{end}", err=True, nl=False)


def show(content: str | bytes, *, coloured: bool = False) -> None:
    """Print text on standard output; ``coloured`` is a writer's own, from which it has taken what steers a screen.

    Raises:
        WrongCallError: When it cannot be written, as on a full disk.
        click.exceptions.Exit: When nobody reads on.
    """
    text = content.decode(errors="replace") if isinstance(content, bytes) else content
    put((text if coloured else visible(text)).encode(errors="backslashreplace"))


def put(content: bytes) -> None:
    """Write to standard output as it is; errors as those of ``show``."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _turn_away()
        raise click.exceptions.Exit(0) from None
    except OSError as error:
        _turn_away()
        raise WrongCallError(
            f"標準出力に書き込めません（{reason(error)}）", remedy="出力先の空きを確かめてください"
        ) from error


def _turn_away() -> None:
    """Let what is left in standard output go nowhere, so that the end of the program does not stumble over it."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
