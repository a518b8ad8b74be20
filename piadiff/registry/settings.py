"""Settings and attributes of one clone; nothing that is committed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from piadiff.data import write_whole
from piadiff.errors import RegistryError
from piadiff.registry.git import Git


def set_up(folder: Path, settings: Mapping[str, str], edit: Callable[[str], str]) -> None:
    """Write settings into a clone and edit its own attributes.

    Raises:
        RegistryError: When the folder is no git repository, or its files cannot be written.
    """
    git = Git(folder)
    file = _attributes(git)
    for name, value in settings.items():
        git.run("config", "--local", name, value)
    _edit(file, edit)


def take_back(folder: Path, sections: Iterable[str], edit: Callable[[str], str]) -> None:
    """Take sections out of the settings of a clone and edit its own attributes.

    Raises:
        RegistryError: When the folder is no git repository, or its files cannot be written.
    """
    git = Git(folder)
    file = _attributes(git)
    for section in sections:
        git.asks("config", "--local", "--remove-section", section)
    _edit(file, edit)


def _attributes(git: Git) -> Path:
    return git.folder / git.text("rev-parse", "--git-path", "info/attributes")


def _edit(file: Path, edit: Callable[[str], str]) -> None:
    if file.is_symlink():
        raise RegistryError("ファイルがリンクなので、書きません", where=str(file), remedy="リンクを消してください")
    try:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        after = edit(before)
        if after != before:
            write_whole(after.encode(), file)
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError("ファイルを書けません", where=str(file), remedy="権限を確かめてください") from error
