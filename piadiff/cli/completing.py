"""Words a shell offers while a command is typed."""

from __future__ import annotations

import os
import shlex

import click
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class, get_completion_class

SHELLS = ("bash", "zsh", "fish", "powershell")
_NAME, _VARIABLE = "piadiff", "_PIADIFF_COMPLETE"


class PowerShell(ShellComplete):
    """What PowerShell is given, and how it asks."""

    name = "powershell"
    source_template = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $env:COMP_WORDS = $commandAst.ToString()
    $env:COMP_CWORD = $wordToComplete
    $env:%(complete_var)s = "powershell_complete"
    try {
        %(prog_name)s | ForEach-Object {
            $type, $value, $help = $_ -split "`t", 3
            if (-not $help) { $help = $value }
            if ($type -eq "plain") {
                [System.Management.Automation.CompletionResult]::new($value, $value, "ParameterValue", $help)
            }
        }
    } finally {
        Remove-Item Env:COMP_WORDS, Env:COMP_CWORD, Env:%(complete_var)s
    }
}
"""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is typed, and what is typed of it."""
        told, incomplete = os.environ.get("COMP_WORDS", ""), os.environ.get("COMP_CWORD", "")
        try:
            words = shlex.split(told, posix=True)
        except ValueError:
            words = told.split()
        return words[1:-1] if incomplete and words[-1:] == [incomplete] else words[1:], incomplete

    def format_completion(self, item: CompletionItem) -> str:
        """One word on a line."""
        return f"{item.type}\t{item.value}\t{(item.help or '').replace(chr(10), ' ')}"


add_completion_class(PowerShell)


def script(shell: str, command: click.Command) -> str:
    """What a shell runs once, to ask for words later."""
    known = get_completion_class(shell)
    if known is None:
        raise click.UsageError(shell)
    asked = known(command, {}, _NAME, _VARIABLE)
    return asked.source_template % asked.source_vars()
