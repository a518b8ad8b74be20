"""Settings of a folder: ``piadiff.toml``, else ``[tool.piadiff]`` of ``pyproject.toml`` → defaults of options.

Only options that say how something is shown or judged can be set; none that names a file to be written.
"""

from __future__ import annotations

import tomllib
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

import click

from piadiff.data import text_of
from piadiff.errors import DataError

FILES = ("piadiff.toml", "pyproject.toml")
SETTABLE = {
    "pr": ("fail-on", "format", "links"),
    "diff": ("format", "view"),
    "draft": ("format", "granularity"),
    "read": ("min-coverage",),
    "audit": ("ignore",),
}
_BESIDE = ("piadiff-policy.yaml", "piadiff-style.yaml", "piadiff-accepted.yaml")
"""Files of a registry that are in force by being there."""


class Setting(NamedTuple):
    """A setting, and the file it comes from."""

    name: str
    value: Any
    source: str


def defaults(command: click.Command) -> dict[str, dict[str, Any]]:
    """Defaults by command and parameter, as click takes them."""
    found: dict[str, dict[str, Any]] = {}
    for name, value, source in _told(Path.cwd()):
        section, _, key = name.partition(".")
        parameter = _parameter(command, section, key, source)
        many = isinstance(parameter, click.Option) and parameter.multiple
        found.setdefault(section, {})[parameter.name or ""] = [value] if many and isinstance(value, str) else value
    return found


def in_force(command: click.Command) -> list[Setting]:
    """All settings, and the files of the registry around that lay something down."""
    defaults(command)
    top = next((at for at in (Path.cwd(), *Path.cwd().parents) if (at / ".git").exists()), Path.cwd())
    return [*_told(Path.cwd()), *(Setting(name, "有効", str(top / name)) for name in _BESIDE if (top / name).is_file())]


def _told(start: Path) -> list[Setting]:
    """Settings of the closest file at or above a folder, not above its repository."""
    for folder in (start, *start.parents):
        for name in FILES:
            file = folder / name
            settings = _settings(file) if file.is_file() and not file.is_symlink() else None
            if settings is not None:
                return settings
        if (folder / ".git").exists():
            break
    return []


def _settings(file: Path) -> list[Setting] | None:
    """Settings of a file; None where it says nothing of piadiff.

    Raises:
        DataError: When it is broken, or sets what cannot be set.
    """
    text = text_of(file)
    if file.name != FILES[0] and "[tool.piadiff" not in text:
        return None
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"TOML として読めません（{error}）", where=str(file)) from error
    told = document if file.name == FILES[0] else document.get("tool", {}).get("piadiff")
    if told is None:
        return None
    found = []
    for section, values in told.items():
        _known(section, SETTABLE, str(file), "コマンド")
        if not isinstance(values, dict):
            raise DataError(f"[{section}] の下に書いてください", where=str(file))
        for key, value in values.items():
            _known(key, SETTABLE[section], f"{file}（{section}）", "設定")
            found.append(Setting(f"{section}.{key}", value, str(file)))
    return found


def _known(name: str, names: Any, where: str, what: str) -> None:  # noqa: ANN401 - whatever holds names
    if name not in names:
        near = "、".join(get_close_matches(name, names, n=2, cutoff=0.5) or names)
        raise DataError(f"{what}「{name}」は決められません", where=where, remedy=f"決められるのは: {near}")


def _parameter(command: click.Command, section: str, key: str, source: str) -> click.Parameter:
    ctx = click.Context(command)
    found = command.get_command(ctx, section) if isinstance(command, click.Group) else None
    for parameter in found.params if found else ():
        if f"--{key}" in parameter.opts:
            return parameter
    raise DataError(f"「{section}」に「{key}」というオプションはありません", where=source)
