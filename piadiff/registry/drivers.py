"""What git is given so that it shows forms by their items and joins them by their items; a block that can be taken out.

A block stands between two marks, so that a file is byte for byte what it was once the block is gone.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping

_ITEM = "^  ([^ #'\"-][^:]*):"
_BEGIN, _END = "# piadiff", "# /piadiff"
_OPENING = re.compile(rf"{_BEGIN}(?P<flags>(?: (?:newline|file|folder))*)\r?")
_HEADING = re.compile(r"\[(?P<name>[^\]]+)\]")
CACHE = "refs/notes/textconv/piadiff"
"""Where git keeps the text of documents it has converted once."""


def settings(command: str, version: str = "") -> dict[str, dict[str, str]]:
    """Settings by section; ``command`` is the program as a shell takes it.

    git drops the texts it has kept when the command that makes them changes, and so with every ``version``.
    """
    shown = (
        f"-c diff.piadiff.command={shlex.quote(f'{command} git diff')}"
        f" -c diff.piadiff-form.command={shlex.quote(f'{command} git diff')}"
    )
    return {
        # Excel, Word and PDF are compared as canonical forms, not as bytes, and converted once.
        'diff "piadiff"': {
            "textconv": f"{command} git textconv --made-by {version}",
            "cachetextconv": "true",
            "xfuncname": _ITEM,
        },
        # Each piece of a diff of a canonical form is headed by the item it lies in.
        'diff "piadiff-form"': {"xfuncname": _ITEM},
        'merge "piadiff"': {
            "name": "評価書を項目ごとに合わせます",
            "driver": f"{command} git merge --marker-size %L --ours %X --theirs %Y -- %O %A %B %P",
        },
        "alias": {
            "pdiff": f"{shown} diff --ext-diff",
            "plog": f"{shown} log -p --ext-diff",
            "pshow": f"{shown} show --ext-diff",
        },
        # Japanese file names are shown as they are.
        "core": {"quotePath": "false"},
    }


def config_lines(wanted: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Lines of a configuration file that say these settings."""
    return [line for section, values in wanted.items() for line in (f"[{section}]", *map(_setting, values.items()))]


def _setting(pair: tuple[str, str]) -> str:
    value = pair[1].replace("\\", "\\\\").replace('"', '\\"')
    return f'\t{pair[0]} = "{value}"'


def attribute_lines(documents: Iterable[str]) -> list[str]:
    """Lines of an attributes file that name the drivers for documents of these suffixes and for canonical forms."""
    return [*(f"*{suffix} diff=piadiff" for suffix in documents), "*.yaml diff=piadiff-form merge=piadiff"]


def with_block(text: str | None, lines: Iterable[str], *, folder: bool = False) -> str:
    """A file with a block at its end; None is a file that is not there, in a ``folder`` that is not there either."""
    flags = [*(["newline"] if text and not text.endswith("\n") else []), *(["file"] if text is None else [])]
    flags += ["folder"] if folder else []
    opening = " ".join((_BEGIN, *flags))
    gap = "\n" if "newline" in flags else ""
    return f"{text or ''}{gap}" + "".join(f"{line}\n" for line in (opening, *lines, _END))


def without_block(text: str) -> tuple[str, frozenset[str]]:
    """A file without its block, and what the block says of the time before: ``file``, ``folder`` were not there.

    What somebody else wrote into the block, as git does with a setting of the same section, stays.
    """
    before: list[str] = []
    flags: frozenset[str] = frozenset()
    lines = iter(text.split("\n"))
    for line in lines:
        opening = _OPENING.fullmatch(line)
        if opening is None:
            before.append(line)
            continue
        flags = frozenset(opening["flags"].split())
        kept = list(_foreign(lines))
        rest = [*kept, *lines]
        if "newline" in flags and rest == [""]:
            return "\n".join(before), flags
        before += rest
    return "\n".join(before), flags


def _foreign(lines: Iterator[str]) -> Iterator[str]:
    """Lines of a block, up to its end, that are not ours, below the heading they stand under."""
    ours = {section: {key.lower() for key in values} for section, values in settings("").items()}
    section, headed = "", True
    for line in lines:
        heading = _HEADING.match(line.strip())
        if line.rstrip("\r") == _END:
            return
        if heading is not None:
            section, headed = heading["name"], False
        elif not section and "=piadiff" not in line:
            yield line
        elif section and line.partition("=")[0].strip().lower() not in ours.get(section, set()):
            yield from () if headed else (f"[{section}]",)
            headed = True
            yield line
