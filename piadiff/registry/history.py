"""Commits of forms, oldest first, and the legal versions among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from piadiff import canonical
from piadiff.model import Version
from piadiff.registry import message
from piadiff.registry.git import Git, Objects
from piadiff.registry.names import is_form

_RAW = re.compile(r"^:\d+ (?P<mode>\d+) [0-9a-f]+ (?P<blob>[0-9a-f]+) [A-Z]\d*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A form as one commit left it."""

    commit: str
    blob: str
    message: str


def entries(git: Git, head: str, path: str | None = None) -> dict[str, list[Entry]]:
    """Commits by form, oldest first; those that delete a form are left out."""
    if not head:
        return {}
    narrow = ["--", path] if path else []
    told = git.run(
        "log",
        "--reverse",
        "--topo-order",
        "-m",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "-z",
        "--format=%x01%H%x02%B%x03",
        head,
        *narrow,
    )
    found: dict[str, list[Entry]] = {}
    for record in told.decode(errors="replace").split("\x01")[1:]:
        commit, _, rest = record.partition("\x02")
        text, _, raw = rest.partition("\x03")
        for blob, name in _changed(raw):
            if is_form(name):
                found.setdefault(name, []).append(Entry(commit, blob, text))
    return found


def _changed(raw: str) -> Iterator[tuple[str, str]]:
    """(blob, path) of what a commit wrote."""
    fields = iter(raw.split("\0"))
    for field in fields:
        match = _RAW.match(field.strip("\n"))
        if match is not None:
            name = next(fields, "")
            if int(match["blob"], 16):
                yield match["blob"], name


def version_of(entry: Entry, objects: Objects, path: str) -> Version | None:
    """The version a commit holds; None when its content is gone."""
    content = objects.read(entry.blob)
    if content is None:
        return None
    form = canonical.load(content.decode(errors="replace"), f"{entry.commit[:10]}:{path}")
    told = message.read(entry.message)
    published = told.published or form.header.published
    return Version(
        form=form,
        date=told.date or (None if form.reconstructed else published),
        published=published,
        commit=entry.commit,
        rows_undone=told.undone,
        rows_kept=told.kept,
        rows_differing=told.differing,
    )


def _begins(version: Version) -> tuple[date, bool]:
    """Sort key: when a version came into force; the oldest rebuilt one only tells when it ended."""
    if version.published:
        return version.published, not version.form.reconstructed
    if version.date and version.form.reconstructed:
        return version.date - timedelta(days=1), False
    return date.max, not version.form.reconstructed


def legal_order(versions: Sequence[Version]) -> tuple[Version, ...]:
    """One version a legal day, oldest first, whatever the order of the commits.

    A later commit of the same day corrects the earlier one, and a published form takes the place of one that
    was only rebuilt.
    """
    latest: dict[object, Version] = {}
    for version in versions:
        known = version.published or version.date
        mark = (known, version.form.reconstructed, version.published is None) if known else version.form.reconstructed
        latest.pop(mark, None)
        latest[mark] = version
    real = {version.published for version in latest.values() if version.published and not version.form.reconstructed}
    kept = [version for version in latest.values() if not version.form.reconstructed or version.published not in real]
    return tuple(sorted(kept, key=_begins))
