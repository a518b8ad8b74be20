"""Files and folders of them → versions in a registry, in the order of their 公表日, all of them or none."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from piadiff import readers
from piadiff.errors import PiadiffError, UnreadableSourceError, WrongCallError
from piadiff.model import Form, Imported, LeftOut, Version
from piadiff.pipeline.drafting import DECISIONS, OPINIONS
from piadiff.registry import Registry
from piadiff.registry.names import form_path

_SHOWN = 20
_OURS = ("piadiff-", ".", "~$")
"""How the names of files begin that no folder means as a form: settings, hidden files, locks of office programs."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Read:
    """A source that could be read."""

    source: Path
    form: Form
    digest: str

    @property
    def path(self) -> str:
        return form_path(self.form.header)

    @property
    def day(self) -> date | None:
        return self.form.header.published


def import_sources(
    named: Sequence[Path], folder: Path, *, skip_unreadable: bool = False
) -> tuple[list[Imported], list[LeftOut]]:
    """Read files, and all files of folders, and store each as a version, in the order of their 公表日.

    All sources are read before anything is written, and all versions become visible in one step.

    Returns:
        The versions, and with ``skip_unreadable`` the files that could not be read.

    Raises:
        UnreadableSourceError: When a file cannot be read; the message names all of them, and nothing is stored.
    """
    read: list[_Read] = []
    refused: list[tuple[Path, PiadiffError]] = []
    for source in files_of(named):
        try:
            read.append(_Read(source, readers.read(source), hashlib.sha256(source.read_bytes()).hexdigest()))
        except PiadiffError as error:
            refused.append((source, error))
    if refused and not (skip_unreadable and read):
        raise _unreadable(refused, len(read))
    read.sort(key=lambda each: each.day or date.max)
    return _stored(read, folder), [LeftOut(str(source), error.message) for source, error in refused]


def files_of(named: Sequence[Path]) -> Iterator[Path]:
    """Files as named, and all files of folders that may be sources."""
    for path in named:
        if not path.is_dir():
            yield path
            continue
        found = [file for file in sorted(path.rglob("*")) if file.is_file() and not _is_ours(file.relative_to(path))]
        if not found:
            raise WrongCallError(
                "フォルダに評価書のファイルがありません",
                where=str(path),
                remedy="評価書のあるフォルダを指定してください",
            )
        yield from found


def _is_ours(file: Path) -> bool:
    return any(part.startswith(_OURS) for part in file.parts) or file.name.endswith((DECISIONS, OPINIONS))


def _unreadable(refused: Sequence[tuple[Path, PiadiffError]], others: int) -> PiadiffError:
    """The one error for all files that could not be read."""
    if len(refused) == 1 and not others:
        return refused[0][1]
    lines = [f"  - {error.where or source}: {error.message}" for source, error in refused[:_SHOWN]]
    more = f"\n  ほか {len(refused) - _SHOWN}件" if len(refused) > _SHOWN else ""
    told = "\n".join(lines) + more
    return UnreadableSourceError(
        f"読めないファイルが {len(refused)}件あるため、どれも納めませんでした（読めたもの {others}件）\n{told}",
        remedy="示されたファイルを直すか除いてください。読めるものだけを納めるには --skip-unreadable を付けてください",
    )


def _stored(read: Sequence[_Read], folder: Path) -> list[Imported]:
    versions = [Version(form=each.form, date=each.day, published=each.day) for each in read]
    with Registry.open(folder, create=True) as store:
        before = store.days({each.path for each in read})
        commits = store.store_many(versions, source_sha256=[each.digest for each in read])
        made = store.created
    told: list[Imported] = []
    for each, version, commit in zip(read, versions, commits, strict=True):
        new = commit in made and commit not in {known.version.commit for known in told}
        stored = dataclasses.replace(version, commit=commit)
        known = before.get(each.path, ())
        told.append(Imported(str(each.source), each.path, stored, new, tuple(_notes(each, known, new=new))))
        before[each.path] = (*known, *([each.day] if each.day else []))
    return told


def _notes(each: _Read, known: Sequence[date], *, new: bool) -> Iterator[str]:
    """What a person should know of a version; ``known`` are the 公表日 of its form that came before."""
    if not new:
        yield "すでに保管されています"
    elif each.day is None:
        yield "公表日が読み取れないため、版の順の最後に置かれます"
    elif each.day in known:
        yield f"公表日 {each.day} の版は保管されており、この読み取りがそれに代わります"
    elif known and each.day < max(known):
        yield f"公表日 {each.day} は、保管されている最新の版（{max(known)}）より前です。版の順は公表日に従います"
