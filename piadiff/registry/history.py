"""Commits of forms, oldest first, and the legal versions among them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from piadiff import canonical
from piadiff.errors import PiadiffError, RegistryError, UnreadableSourceError
from piadiff.model import Version
from piadiff.registry import message
from piadiff.registry.git import Git
from piadiff.registry.names import is_form

_RAW = re.compile(r"^:\d+ (?P<mode>\d+) [0-9a-f]+ (?P<blob>[0-9a-f]+) [A-Z]\d*$")


@dataclass(frozen=True, slots=True)
class Entry:
    """A form as one commit left it."""

    commit: str
    blob: str
    message: str


def entries(git: Git, head: str, path: str | None = None) -> dict[str, list[Entry]]:
    """Commits by form, oldest first; those that delete a form are left out.

    Raises:
        RegistryError: When the repository was cloned without its older commits.
    """
    if not head:
        return {}
    if git.text("rev-parse", "--is-shallow-repository") == "true":
        raise RegistryError(
            "古いコミットを除いて写した保管庫（shallow clone）なので、版の履歴が分かりません",
            where=str(git.folder),
            remedy="git fetch --unshallow を実行してください（CI では checkout の fetch-depth を 0 にします）",
        )
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


def version_of(entry: Entry, read: Callable[[str], bytes | None], path: str) -> Version:
    """The version a commit holds.

    Raises:
        RegistryError: When the repository lacks its content.
        UnreadableSourceError: When the content is no canonical form.
    """
    content = read(entry.blob)
    if content is None:
        raise RegistryError(
            f"版 {entry.commit[:10]} の内容が保管庫にありません",
            where=path,
            remedy="git fsck で保管庫を確かめ、控えから戻してください",
        )
    form = canonical.load(content.decode(errors="replace"), f"{entry.commit[:10]}:{path}")
    told = message.read(entry.message)
    published = None if form.reconstructed else told.published or form.header.published
    return Version(
        form=form,
        date=told.date or published,
        published=published,
        commit=entry.commit,
        rows_undone=told.undone,
        rows_kept=told.kept,
        rows_differing=told.differing,
    )


def readable(
    path: str, found: Sequence[Entry], read: Callable[[str], bytes | None], faults: list[PiadiffError]
) -> list[Version]:
    """The versions that can be read, in the order of the commits; ``faults`` takes what is wrong with the others."""
    versions = []
    for entry in found:
        try:
            versions.append(version_of(entry, read, path))
        except PiadiffError as error:
            where = error.where if entry.commit[:10] in error.where else f"{entry.commit[:10]}:{path}"
            faults.append(UnreadableSourceError(error.message, where=where, remedy=error.remedy))
    return versions


def _begins(version: Version) -> tuple[date, int]:
    """Sort key: when a version began, and how far its table goes; the oldest rebuilt one only knows its end."""
    rows = len(version.form.changes)
    if not version.form.reconstructed:
        return version.published or date.max, rows
    if version.since or version.date is None:
        return version.since or date.min, rows
    return version.date - timedelta(days=1), rows


def _state(version: Version) -> tuple[date | None, int]:
    """Which state of a form a rebuilt version is: the newest 変更日 of its table, and rows without one."""
    return version.since, sum(row.date is None for row in version.form.changes)


def legal_order(versions: Sequence[Version]) -> tuple[Version, ...]:
    """One version a legal day, oldest first, whatever the order of the commits.

    A later commit of the same day corrects the earlier one, and a published form takes the place of one that
    was only rebuilt: that of its 公表日, or that of the newest 変更日 of its table.
    """
    latest: dict[object, Version] = {}
    for version in versions:
        mark = (True, _state(version)) if version.form.reconstructed else (False, version.published)
        latest.pop(mark, None)
        latest[mark] = version
    real = [version for version in latest.values() if not version.form.reconstructed]
    days = {version.published for version in real if version.published}
    states = {_state(version) for version in real if version.since}
    kept = [v for v in latest.values() if not v.form.reconstructed or not (v.since in days or _state(v) in states)]
    return tuple(sorted(kept, key=_begins))
