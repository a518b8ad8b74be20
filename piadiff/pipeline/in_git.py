"""What git calls for: forms as text, two sides of a form, three sides to be joined; and how git is set up to call."""

from __future__ import annotations

import hashlib
from pathlib import Path

from piadiff import canonical, readers
from piadiff.canonical.conflicts import Sides, merge
from piadiff.data import decode
from piadiff.errors import PiadiffError, UnreadableSourceError, WrongCallError
from piadiff.model import Form
from piadiff.pipeline.sides import registry_around
from piadiff.readers.formats import DOCUMENTS
from piadiff.registry import settings
from piadiff.registry.git import merge_lines

NOTHING = "/dev/null"
"""What git names for a side that is not there."""


def install(
    folder: Path | None, command: str, *, everywhere: bool = False, shared: bool = False
) -> tuple[Path, list[str]]:
    """Let git show and join forms by their items; the file of settings, and settings left as the user has them."""
    place = settings.of_user() if everywhere else settings.of_clone(_clone(folder), shared=shared)
    return place.config, settings.set_up(place, command, DOCUMENTS)


def uninstall(folder: Path | None, *, everywhere: bool = False) -> Path:
    """Take back what ``install`` set; the file of settings."""
    if everywhere:
        place = settings.of_user()
        settings.take_back(place)
        return place.config
    clone = _clone(folder)
    for shared in (False, True):
        place = settings.of_clone(clone, shared=shared)
        settings.take_back(place)
    settings.forget_texts(clone)
    return place.config


def _clone(folder: Path | None) -> Path:
    top = registry_around(folder or Path.cwd())
    if top is None:
        raise WrongCallError(
            "git のリポジトリではありません",
            remedy="リポジトリの中で実行するか、--registry で指定してください（--global はどこでも使えます）",
        )
    return top


def as_text(source: Path) -> str:
    """A document as the canonical form; what is no form is named by its digest, so that git still sees a change."""
    try:
        return canonical.dump(readers.read(source))
    except UnreadableSourceError as error:
        digest = hashlib.sha256(source.read_bytes()).hexdigest() if source.is_file() else "－"
        return f"（評価書として読めません: {error.message}）\nSHA-256: {digest}\n"


def side(file: str) -> Form | None:
    """One side of what git compares; None where there is none.

    Raises:
        UnreadableSourceError: When it is no form.
    """
    return None if file == NOTHING else readers.read(Path(file))


def join(base: Path, ours: Path, theirs: Path, name: str, sides: Sides) -> tuple[str, ...]:
    """Join three sides into ``ours``; what is left to decide.

    What is no file of the registry is joined line by line, as git does without us.
    """
    try:
        was, here, there = (
            decode(file.read_bytes(), name, fault=UnreadableSourceError) for file in (base, ours, theirs)
        )
        merged = merge(was, here, there, sides, name)
    except PiadiffError:
        whole = merge_lines(ours, base, theirs, (sides.ours, sides.theirs), sides.size)
        return () if whole else ("行ごとに合わせましたが、決まらない所があります",)
    ours.write_bytes(merged.text.encode("utf-8"))
    return merged.conflicts
