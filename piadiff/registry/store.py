"""The registry: a git repository with one YAML file a form and one commit a version."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from piadiff import canonical
from piadiff.errors import PiadiffError, RegistryError, reason
from piadiff.model import Form, Version
from piadiff.model.pull_request import FilePair
from piadiff.registry import history, message
from piadiff.registry.blame import Blame, blame
from piadiff.registry.git import Git, Objects, may_open, opened
from piadiff.registry.names import is_form, leads_out, names_form
from piadiff.registry.span import changed_files, ends
from piadiff.registry.writing import Writer

if TYPE_CHECKING:
    from git import Repo

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHOWN = 5


class Registry:
    """Versions of forms. Use it in a ``with`` statement, or call ``close``.

    Attributes:
        folder: Top folder of the work tree.
        created: Commits this object has made; a version that was there before makes none.
    """

    def __init__(self, repository: Repo, git: Git) -> None:
        self._repository = repository
        git_dir, bare = Path(repository.git_dir), repository.bare
        self.folder = git_dir if bare else git.folder
        self._git = git
        self._objects: Objects | None = None
        self._writer = Writer(git, git_dir, bare=bare)
        self._writer.recover()

    @classmethod
    def open(cls, folder: Path, create: bool = False) -> Self:
        """Open the registry at a folder; ``create`` makes one where there is none.

        Raises:
            RegistryError: When there is none, it belongs to somebody else, its settings could run something, or files
                of it lie elsewhere.
        """
        top = folder.parent if folder.name == ".git" else folder
        git = Git(top)
        if git.git_dir is None and create:
            _create(top)
            git = Git(top)
        if git.git_dir is None:
            raise RegistryError(
                "版の保管庫ではありません",
                where=str(folder),
                remedy="import か rewind で最初の版を納めると作られます",
            )
        if not may_open(top):
            raise RegistryError(
                "ほかの利用者の所有する保管庫です",
                where=str(folder),
                remedy=f"信頼できるなら git config --global --add safe.directory '{folder}' を実行してください",
            )
        return cls(opened(top), git)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the git processes that were kept for reading."""
        if self._objects is not None:
            self._objects.close()
            self._objects = None
        self._repository.close()

    @property
    def created(self) -> frozenset[str]:
        """Commits this object has made."""
        return frozenset(self._writer.created)

    @property
    def _head(self) -> str:
        return self._git.asks("rev-parse", "--verify", "--quiet", "HEAD^{commit}")

    def _reader(self) -> Objects:
        if self._objects is None:
            self._objects = self._git.batch()
        return self._objects

    def forms(self, revision: str = "") -> tuple[str, ...]:
        """Paths of all forms, in the newest commit unless a revision is named; a day names no one commit.

        Raises:
            RegistryError: When one of them leads out of the registry.
        """
        commit = self.resolve(revision) if revision and not _DAY.fullmatch(revision) else self._head
        if not commit:
            return ()
        names = self._git.run("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit).decode(errors="replace")
        found = tuple(name for name in names.split("\0") if is_form(name))
        if strange := next(filter(leads_out, found), ""):
            raise RegistryError(
                f"評価書の名前「{strange}」は保管庫の外を指しうるので、開きません",
                where=str(self.folder),
                remedy="保管庫をどこから得たかを確かめ、その名前のファイルを除いてください",
            )
        return found

    def form_path(self, wanted: str | None, revision: str = "") -> str:
        """The one form a path, the end of one or a number names; None is the only form there is.

        Raises:
            RegistryError: When there is no such form or more than one; the message lists some.
        """
        forms = self.forms(revision)
        plain = (wanted or "").removeprefix("./")
        if plain in forms:
            return plain
        fitting = [form for form in forms if not plain or names_form(plain, form)]
        if len(fitting) == 1:
            return fitting[0]
        listed = "、".join((fitting or forms)[:_SHOWN]) + (" など" if len(fitting or forms) > _SHOWN else "")
        if not forms:
            raise RegistryError(
                "評価書がまだ1つも納められていません",
                where=str(self.folder),
                remedy="import か rewind で納めてください",
            )
        if not fitting:
            raise RegistryError(
                f"評価書「{wanted}」がありません", where=str(self.folder), remedy=f"納められているもの: {listed}"
            )
        raise RegistryError(
            f"評価書が{len(fitting)}あり、どれか決められません",
            where=str(self.folder),
            remedy=f"版:パス の形で指定してください（{listed}）",
        )

    def resolve(self, revision: str) -> str:
        """Hash of the commit a revision names; the text itself never reaches a command line.

        Raises:
            RegistryError: When it names none.
        """
        if _DAY.fullmatch(revision):
            return self._of_day(revision, None).commit
        found = self._git.text("cat-file", "--batch-check", given=f"{' '.join(revision.split())}^{{commit}}\n".encode())
        name, _, rest = found.partition(" ")
        if "\n" in found or not rest.startswith("commit "):
            raise RegistryError(
                f"版「{revision}」がありません",
                where=str(self.folder),
                remedy="piadiff log で版を確かめてください（公表日 2025-12-01 の形でも指定できます）",
            )
        return name

    def _branch(self, name: str) -> str:
        """The commit a person names, who is shown the branches there are when there is none."""
        try:
            return self.resolve(name)
        except RegistryError as error:
            told = self._git.text("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes")
            branches = [branch for branch in told.splitlines() if not branch.endswith("/HEAD")]
            listed = [*get_close_matches(name, branches, cutoff=0.5), *branches]
            error.remedy = f"ある枝: {'、'.join(list(dict.fromkeys(listed))[:10]) or 'まだありません'}"
            raise

    def load(self, rev: str, form_path: str | None = None) -> Form:
        """The form in a revision: a commit, a branch, a tag, or the 公表日 of a version.

        Raises:
            RegistryError: When there is no such version, or no one form is meant.
        """
        if _DAY.fullmatch(rev):
            return self._of_day(rev, form_path).form
        commit = self.resolve(rev)
        path = self.form_path(form_path, commit)
        content = self._reader().read(f"{commit}:{path}")
        if content is None:
            raise RegistryError(f"版「{rev}」に「{path}」がありません", where=str(self.folder))
        return canonical.load(content.decode(errors="replace"), f"{rev}:{path}")

    def _of_day(self, day: str, form_path: str | None) -> Version:
        path = self.form_path(form_path)
        versions = self.versions(path)
        published = [version for version in versions if version.published and version.published.isoformat() == day]
        rebuilt = [v for v in versions if v.form.reconstructed and v.since and v.since.isoformat() == day]
        if not published and not rebuilt:
            raise RegistryError(
                f"{day} に公表された版も、{day} の変更の後を復元した版もありません", where=f"{self.folder}（{path}）"
            )
        return (published or rebuilt)[-1]

    def versions(self, form_path: str, *, every: bool = False) -> tuple[Version, ...]:
        """Versions of a form by legal date, oldest first; ``every`` gives each commit in the order of commits."""
        path = self.form_path(form_path)
        found = history.entries(self._git, self._head, path).get(path, [])
        return self._versions(path, found, every=every)

    def _versions(self, path: str, found: Sequence[history.Entry], *, every: bool = False) -> tuple[Version, ...]:
        versions = [history.version_of(entry, self._reader().read, path) for entry in found]
        return tuple(versions) if every else history.legal_order(versions)

    def days(self, form_paths: Collection[str]) -> dict[str, tuple[date, ...]]:
        """Days on which the versions of some forms were published, as their commits record; no form is read."""
        one = next(iter(form_paths)) if len(form_paths) == 1 else None
        found = history.entries(self._git, self._head, one) if form_paths else {}
        told = {path: [message.read(entry.message).published for entry in found.get(path, [])] for path in form_paths}
        return {path: tuple(day for day in days if day) for path, days in told.items()}

    def histories(self, faults: list[PiadiffError] | None = None) -> Iterator[tuple[str, tuple[Version, ...]]]:
        """Every form with its versions, one form in memory at a time.

        Args:
            faults: Takes what is wrong with each version of the form yielded last that cannot be read; the form is
                then yielded without them, even where none is left. Without it the first one is raised.
        """
        found = history.entries(self._git, self._head)
        for path in self.forms():
            if faults is None:
                yield path, self._versions(path, found.get(path, []))
                continue
            faults.clear()
            yield path, history.legal_order(history.readable(path, found.get(path, []), self._reader().read, faults))

    def commits(self) -> Iterator[tuple[str, tuple[history.Entry, ...]]]:
        """Every form with the commits that hold it; no form is read."""
        found = history.entries(self._git, self._head)
        for path in self.forms():
            yield path, tuple(found.get(path, ()))

    def lost(self, blobs: Collection[str]) -> frozenset[str]:
        """Those of some blobs that the repository no longer holds."""
        asked = "".join(f"{blob}\n" for blob in sorted(blobs))
        told = self._git.text("cat-file", "--batch-check=%(objectname)", given=asked.encode())
        return frozenset(line.removesuffix(" missing") for line in told.splitlines() if line.endswith(" missing"))

    def content(self, blob: str) -> bytes | PiadiffError | None:
        """What a blob holds: None when it is lost, the error when it is refused."""
        try:
            return self._reader().read(blob)
        except PiadiffError as error:
            return error

    def changed(self, span: str = "") -> tuple[str, str, tuple[FilePair, ...]]:
        """Commits that ``BASE..HEAD`` compares, and the files that differ between them.

        Raises:
            RegistryError: When a side names no commit, or there is nothing to compare with.
        """
        old, new = ends(span, self._branch, self._git)
        return old, new, tuple(changed_files(old, new, self._git, self._reader()))

    def staged(self) -> tuple[str, str, tuple[FilePair, ...]]:
        """The newest commit, the tree that is to be committed, and the files that differ between them.

        A hook that git runs while it commits sees the index git has made for it.
        """
        own = os.environ.get("GIT_INDEX_FILE", "")
        index = self.folder / own if own else None
        git = self._git.on_index(index) if index is not None and ".git" in index.parts and index.exists() else self._git
        new, old = git.text("write-tree"), self._head
        old = old or git.text("hash-object", "-t", "tree", "--stdin", "-w")
        return old, new, tuple(changed_files(old, new, self._git, self._reader()))

    def file(self, name: str) -> bytes | None:
        """A file content by a name git knows, as ``HEAD:path`` or its own, even shortened; None when there is none."""
        return self._reader().read(name)

    def store(self, version: Version, *, source_sha256: str = "") -> str:
        """Commit a version; the commit that already holds it when there is one."""
        return self.store_many([version], source_sha256=source_sha256)[0]

    def store_many(self, versions: Sequence[Version], *, source_sha256: str | Sequence[str] = "") -> list[str]:
        """Commit versions in the order given, all of them or none; the commit of each.

        ``source_sha256`` is that of the one source they all come from, or one for each.

        Raises:
            RegistryError: When a file to be written has changes nobody committed, or git refuses.
        """
        sources = [source_sha256] * len(versions) if isinstance(source_sha256, str) else list(source_sha256)
        return self._writer.store(list(zip(versions, sources, strict=True)))

    def authors(self) -> dict[str, str]:
        """Who made each commit."""
        told = self._git.text("log", "--format=%H %an", self._head) if self._head else ""
        return dict(line.partition(" ")[::2] for line in told.splitlines())

    def tag(self, name: str, revision: str = "HEAD") -> str:
        """Give a version a name of its own; the commit it names.

        Raises:
            RegistryError: When git takes no such name, or another version has it.
        """
        commit = self.resolve(revision)
        reference = f"refs/tags/{name}"
        if "\n" in name or "\0" in name or not self._git.asks("check-ref-format", "--normalize", reference):
            raise RegistryError(
                f"「{name}」は版の名前に使えません", remedy="空白や ~ ^ : ? * [ を含まない名前にしてください"
            )
        there = self._git.asks("rev-parse", "--verify", "--quiet", f"{reference}^{{commit}}")
        if there and there != commit:
            raise RegistryError(f"版の名前「{name}」は {there[:10]} に付いています", where=str(self.folder))
        if not there:
            self._git.run("update-ref", "--stdin", given=f"create {reference} {commit}\n".encode())
        return commit

    def blame(self, form_path: str | None = None, item: str | None = None) -> tuple[Blame, ...]:
        """Which version gave each item its present value, and which published rows explain it."""
        return blame(self.versions(self.form_path(form_path)), item)


def _create(folder: Path) -> None:
    """A new registry; nothing of the user's own templates for new repositories goes into it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RegistryError(f"フォルダを作れません（{reason(error)}）", where=str(folder)) from error
    git = Git(folder)
    git.run("init", "--quiet", "--template=", "--initial-branch=main")
    # So that the user's own git log and git diff name Japanese files as they are.
    git.run("config", "core.quotepath", "false")
