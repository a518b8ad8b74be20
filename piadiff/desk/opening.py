"""What was dropped or picked → a pair of versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from piadiff.desk.folder import decisions_name, session_file
from piadiff.desk.work import Side, Work
from piadiff.errors import PiadiffError, UnreadableSourceError, WrongCallError
from piadiff.model import Form
from piadiff.pipeline import drafting, sides
from piadiff.pipeline.pairing import mismatches


@dataclass(frozen=True, slots=True)
class Room:
    """What a desk was started with.

    Attributes:
        folder: Where work on dropped files is kept.
        registry: The registry to pick versions from, None where there is none.
        uploads: Where dropped files lie.
    """

    folder: Path
    uploads: Path
    registry: Path | None = None
    read_only: bool = False

    def dropped(self, given: Sequence[tuple[str, Path]], *, as_given: bool) -> Work:
        """The pair that one or two dropped files are; ``as_given`` leaves their order alone.

        Raises:
            WrongCallError: When it is another number of files, or one that is no document with tracked changes.
            UnreadableSourceError: When a file is no form.
        """
        if len(given) == 1:
            return self._tracked(*given[0])
        if len(given) != _PAIR:
            raise WrongCallError("比べる2つのファイルが要ります", remedy="旧の評価書と新しい評価書を置いてください")
        first, second = (Side(name, _read(name, file), file) for name, file in given)
        if not as_given and any(each.fact == "order" for each in mismatches(first.form, second.form)):
            first, second = second, first
        return self._work(first, second)

    def _tracked(self, name: str, file: Path) -> Work:
        if not sides.is_tracked(file):
            raise WrongCallError(
                f"「{name}」は1つだけでは比べられません",
                remedy="もう1つの版も置いてください。1つだけでよいのは、変更履歴の付いた Word 文書です",
            )
        before, after = sides.open_pair(str(file), str(file), None)
        return self._work(Side(f"{name}（変更の前）", before, file), Side(f"{name}（変更の後）", after, file))

    def _work(self, old: Side, new: Side) -> Work:
        file = self.folder / decisions_name(old.form.header, new.form.header)
        return Work(old, new, file, session_file(file), drafting.Drafting(), self.read_only)

    def picked(self, path: str, old: str, new: str) -> Work:
        """Two versions of a form of the registry.

        Raises:
            WrongCallError: When there is no registry, or it has no such version.
        """
        registry = self._registry()
        named = [f"{revision}:{path}" for revision in (old, new)]
        forms = sides.open_pair(named[0], named[1], registry)
        how = drafting.drafting(forms, named[1], registry, granularity="change", style=None)
        file = drafting.decisions_file(named[1], registry)
        older, newer = (Side(f"{path}（{_called(form.header.published)}）", form) for form in forms)
        said = session_file(self.folder / decisions_name(older.form.header, newer.form.header))
        return Work(older, newer, file, said, how, self.read_only)

    def _registry(self) -> Path:
        if self.registry is None:
            raise WrongCallError("保管庫を開いていません", remedy="piadiff desk 保管庫のフォルダ")
        return self.registry

    def swapped(self, work: Work) -> Work:
        """The same pair the other way round."""
        if work.new.file is None:
            return replace(work, old=work.new, new=work.old, _judged={})
        return self._work(work.new, work.old)

    def forms(self) -> tuple[str, ...]:
        """Paths of the forms of the registry."""
        if self.registry is None:
            return ()
        with sides.open_registry(self.registry) as store:
            return store.forms()

    def versions(self, path: str) -> list[tuple[str, str]]:
        """Versions of a form of the registry, the newest first: revision, and what it is called."""
        with sides.open_registry(self._registry()) as store:
            return [(each.commit, _called(each.form.header.published)) for each in store.versions(path)[::-1]]


_PAIR = 2


def _called(published: date | None) -> str:
    return f"{published}公表" if published else "公表日不明"


def _read(name: str, file: Path) -> Form:
    """A form, whose faults name the file as its sender calls it."""
    try:
        return sides.read_source(file)
    except PiadiffError as error:
        raise UnreadableSourceError(
            error.message, where=error.where.replace(str(file), name), remedy=error.remedy
        ) from error
