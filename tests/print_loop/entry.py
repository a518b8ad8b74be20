"""The ways into piadiff that the loop goes: one function reads, one writes, one runs a command."""

from __future__ import annotations

from pathlib import Path

from piadiff.cli.commands import cli
from piadiff.cli.japanese import run
from piadiff.model import Form
from piadiff.pipeline import sides
from piadiff.writers.form.formats import write_form


def read(source: Path) -> Form:
    """The form that ``piadiff read`` makes of a file."""
    return sides.read_source(source)


def written(form: Form, suffix: str) -> bytes:
    """The file that ``piadiff read -o`` writes."""
    return write_form(form, Path(f"form.{suffix}"))


def command(*arguments: str) -> int:
    """The exit status of a command."""
    return run(cli, arguments)
