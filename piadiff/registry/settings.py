"""Settings and attributes of one clone or of one user; nothing that is committed unless a person asks for it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from piadiff import __version__
from piadiff.errors import RegistryError, reason
from piadiff.registry import drivers
from piadiff.registry.git import Git, config_of_user


@dataclass(frozen=True, slots=True)
class Place:
    """Where settings are kept.

    Attributes:
        folder: Of the clone, or the home of the user.
        own: The files are the user's own, so that a link there is the user's will.
    """

    folder: Path
    config: Path
    attributes: Path
    own: bool = False


def of_clone(folder: Path, *, shared: bool = False) -> Place:
    """The files of a clone; ``shared`` takes the attributes that are committed.

    Raises:
        RegistryError: When the folder is no git repository.
    """
    git = Git(folder)
    config, attributes = (folder / git.text("rev-parse", "--git-path", name) for name in ("config", "info/attributes"))
    return Place(folder, config, folder / ".gitattributes" if shared else attributes)


def of_user() -> Place:
    """The files of the user, where git looks for them."""
    home = Path.home()
    base = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "git"
    plain = home / ".gitconfig"
    config = plain if plain.exists() or not (base / "config").exists() else base / "config"
    named = config_of_user(home, "core.attributesFile")
    return Place(home, config, Path(named).expanduser() if named else base / "attributes", own=True)


def set_up(place: Place, command: str, documents: Iterable[str]) -> list[str]:
    """Write settings and attributes; names of settings left as the user has them.

    Raises:
        RegistryError: When a file cannot be written.
    """
    take_back(place)
    wanted = drivers.settings(command, __version__)
    theirs = []
    for section in ("alias", "core"):
        for name, value in list(wanted[section].items()):
            there = config_of_user(place.folder, f"{section}.{name}")
            if there:
                wanted[section].pop(name)
            if there not in ("", value):
                theirs.append(f"{section}.{name}")
    _add(place.config, drivers.config_lines({section: told for section, told in wanted.items() if told}), place.own)
    _add(place.attributes, drivers.attribute_lines(documents), place.own)
    return theirs


def take_back(place: Place) -> None:
    """Take out what ``set_up`` wrote.

    Raises:
        RegistryError: When a file cannot be written.
    """
    for file in (place.config, place.attributes):
        before = _text(file)
        after, flags = drivers.without_block(before or "")
        if before is None or after == before:
            continue
        if after or "file" not in flags:
            _write(file, after, place.own)
        else:
            file.unlink()
            if "folder" in flags and not any(file.parent.iterdir()):
                file.parent.rmdir()


def forget_texts(folder: Path) -> None:
    """Drop the texts of documents that git has kept."""
    Git(folder).asks("update-ref", "-d", drivers.CACHE)


def _add(file: Path, lines: list[str], own: bool) -> None:
    _write(file, drivers.with_block(_text(file), lines, folder=not file.parent.exists()), own)


def _text(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8") if file.exists() else None
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(
            "ファイルを読めません", where=str(file), remedy="権限と文字コードを確かめてください"
        ) from error


def _write(file: Path, text: str, own: bool) -> None:
    """Write a file whole, under the lock that git itself takes."""
    if file.is_symlink() and not own:
        raise RegistryError("ファイルがリンクなので、書きません", where=str(file), remedy="リンクを消してください")
    target = file.resolve()
    lock = target.with_name(f"{target.name}.lock")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with lock.open("xb") as made:
            made.write(text.encode("utf-8"))
        if target.exists():
            lock.chmod(target.stat().st_mode & 0o777)
        lock.replace(target)
    except FileExistsError as error:
        raise RegistryError(
            "ほかの git がファイルを書いています",
            where=str(file),
            remedy=f"終わってから、もう一度実行してください（{lock.name}）",
        ) from error
    except OSError as error:
        raise RegistryError(f"ファイルを書けません（{reason(error)}）", where=str(file)) from error
