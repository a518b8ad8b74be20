"""Sources → versions in a registry, and what a registry knows of them."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator
from pathlib import Path

from piadiff import readers
from piadiff.errors import PiadiffError
from piadiff.model import ItemPath, Logged, Version
from piadiff.pipeline.sides import open_registry
from piadiff.readers.from_rows import with_items_of_rows
from piadiff.registry import Blame, Origin, Registry
from piadiff.rewind import rewind as rewind_form


def _digest(source: Path) -> str:
    return hashlib.sha256(source.read_bytes()).hexdigest()


def rewind_source(source: Path, folder: Path) -> tuple[list[Version], tuple[tuple[int, ItemPath], ...]]:
    """Rebuild the earlier versions of a published form and store them, oldest first.

    Returns:
        The versions, and (row, item) for items that the source does not show and a row of its table records.
    """
    form, filled = with_items_of_rows(readers.read(source))
    versions = rewind_form(form)
    digest = _digest(source)
    with Registry.open(folder, create=True) as store:
        commits = store.store_many(versions, source_sha256=digest)
    stored = [dataclasses.replace(version, commit=made) for version, made in zip(versions, commits, strict=True)]
    return stored, filled


def log(folder: Path | None, form_path: str | None, item: str | None) -> Iterator[Logged]:
    """Versions of one form of a registry, or of all of them, oldest first; with an item those that changed it."""
    with open_registry(folder) as store:
        paths = [store.form_path(form_path)] if form_path or item else list(store.forms())
        authors = store.authors()
        changed = {change.version.commit for change in store.blame(paths[0], item)} if item else set()
        for path in paths:
            for version in store.versions(path):
                if not item or version.commit in changed:
                    yield Logged(path, version, authors.get(version.commit, ""))


def histories(
    folder: Path | None, faults: list[PiadiffError] | None = None
) -> Iterator[tuple[str, tuple[Version, ...]]]:
    """Path and versions of every form of a registry, oldest version first; ``faults`` as in ``Registry.histories``."""
    with open_registry(folder) as store:
        yield from store.histories(faults)


def blame(
    folder: Path | None, form_path: str | None, item: str | None, *, unexplained: bool = False
) -> tuple[tuple[Blame, str], ...]:
    """Which version gave each item its present value, which published row explains it, and who committed it.

    ``unexplained`` keeps the changes that no row explains.
    """
    with open_registry(folder) as store:
        authors = store.authors()
        found = store.blame(form_path, item)
    kept = [change for change in found if not unexplained or change.origin is Origin.UNEXPLAINED]
    return tuple((change, authors.get(change.version.commit, "")) for change in kept)
