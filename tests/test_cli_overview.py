"""The page that ``piadiff --help`` prints before any command is imported."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from piadiff.cli import overview
from piadiff.cli.commands import cli
from piadiff.cli.japanese import run


def _printed(*args: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from piadiff.cli import main; sys.argv[0] = 'piadiff'\ntry: main()\nfinally: print(*sys.modules, file=sys.stderr)"
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code, *args], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("args", [(), ("--help",)])
def test_help_needs_no_command_and_is_the_page_click_prints(args, capsys):
    printed = _printed(*args)
    assert (printed.returncode, printed.stdout) == (0, overview.page())
    assert "click" not in printed.stderr.split()
    assert run(cli, ["--help"]) == 0
    assert capsys.readouterr().out == overview.page()


def test_every_line_of_the_page_is_a_command_with_a_help_of_its_own():
    for name in overview.COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        assert command is not None and command.name == name
        assert command.get_short_help_str()


def test_the_version_is_printed():
    printed = _printed("--version")
    assert printed.returncode == 0
    assert printed.stdout.startswith("piadiff 0.")


def test_an_unknown_command_names_the_ones_like_it(capfd):
    assert run(cli, ["drft"]) == 2
    assert "draft" in capfd.readouterr().err
    assert run(cli, ["git", "instal"]) == 2
    assert "（もしかして: install" in capfd.readouterr().err
