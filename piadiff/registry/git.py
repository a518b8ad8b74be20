"""git in one repository, deaf to the environment around it and to all settings that could make it run something."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from copy import copy
from functools import cache
from importlib import import_module
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import IO, TYPE_CHECKING, cast

from piadiff.errors import RegistryError, reason
from piadiff.registry.configuration import FIXED, as_options, overrides, settings_of
from piadiff.registry.links import refuse_links_out

if TYPE_CHECKING:
    from git import Repo

_LARGEST_BLOB = 64_000_000
_PIECE = 1 << 20
_SHA1 = 40
"""Length of such a name; the other kind is SHA-256."""
_NO_FETCH = {
    # A missing object is missing: nothing is asked for from elsewhere, by no transport.
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
}
_AS_COMMITTED = {
    # What a commit is called by its name is what is read, and the commits before it are those it names.
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
}


def _clean_environment() -> dict[str, str]:
    """The environment without what points git elsewhere (a hook sets GIT_DIR and more)."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    fixed = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1"}
    return {**kept, **fixed, "PATH": _search_path()}


def _search_path() -> str:
    """The folders programs are taken from; one that depends on the folder at hand would be the registry's own."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    return os.pathsep.join(folder for folder in folders if Path(folder).is_absolute())


@cache
def _program(search_path: str) -> str:
    """The git of the machine.

    Raises:
        RegistryError: When there is none.
    """
    found = next(filter(None, (shutil.which(str(Path(part) / "git")) for part in search_path.split(os.pathsep))), None)
    if found is None:
        raise RegistryError("git が見つかりません", remedy="git をインストールしてください")
    return found


def opened(folder: Path) -> Repo:
    """The repository at a folder, by GitPython.

    Raises:
        RegistryError: When it is none that can be opened.
    """
    git = _gitpython()
    try:
        return cast("Repo", git.Repo(folder))
    except (git.InvalidGitRepositoryError, git.NoSuchPathError) as error:
        remedy = "git fsck で保管庫を確かめてください"
        raise RegistryError("版の保管庫として開けません", where=str(folder), remedy=remedy) from error


_importing = Lock()


def _gitpython() -> ModuleType:
    """GitPython, which starts a git when first imported: that of the machine, deaf to what points it elsewhere."""
    with _importing:
        if "git" not in sys.modules:
            around = {name: value for name, value in os.environ.items() if name.startswith("GIT_")}
            for name in around:
                del os.environ[name]
            os.environ["GIT_PYTHON_GIT_EXECUTABLE"] = _program(_search_path())
            try:
                import_module("git")
            finally:
                del os.environ["GIT_PYTHON_GIT_EXECUTABLE"]
                os.environ.update(around)
        return sys.modules["git"]


def _deaf_environment(folder: Path) -> dict[str, str]:
    return {
        **_clean_environment(),
        **_NO_FETCH,
        **_AS_COMMITTED,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CEILING_DIRECTORIES": str(folder.resolve().parent),
    }


class Git:
    """Runs git in a folder; of the folder's own settings only those known to be harmless are left standing.

    Attributes:
        git_dir: The repository's own folder, None where there is no repository.

    Raises:
        RegistryError: Naming a setting that could run something and cannot be switched off, or a link that leads out.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = _deaf_environment(folder)
        self.settings = as_options(FIXED.items())
        folders = self._own_folders()
        self.git_dir = folders[0] if folders else None
        files = [file for at in folders for file in (at / "config", at / "config.worktree") if file.exists()]
        told = [(file.parent, list(self._settings_in(file))) for file in files]
        self.settings += as_options(pair for at, settings in told for pair in overrides(settings, folder, at))
        if folders:
            work_tree = dict(pair for _, settings in told for pair in settings).get("core.worktree", "")
            refuse_links_out(folder, folders, work_tree)

    def _own_folders(self) -> list[Path]:
        """The folder a repository keeps itself in, and the one it shares with others; none where there is none."""
        try:
            told = self.text("rev-parse", "--absolute-git-dir", "--git-common-dir").splitlines()
        except RegistryError as error:
            if not self.folder.is_dir() or "not a git repository" in error.message:
                return []
            raise
        return list(dict.fromkeys((self.folder / part).resolve() for part in told))

    def _settings_in(self, file: Path) -> Iterator[tuple[str, str]]:
        return settings_of(self.run("config", "--file", str(file), "--no-includes", "--null", "--list"))

    def on_index(self, index: Path) -> Git:
        """The same git with another index."""
        other = copy(self)
        other.environment = {**self.environment, "GIT_INDEX_FILE": str(index.resolve())}
        return other

    def run(self, *arguments: str, given: bytes | IO[bytes] = b"", keep_open: Iterable[int] = ()) -> bytes:
        """Output of a command; ``keep_open`` are descriptors it holds as long as it lives.

        What is ``given`` to it may be a file, so that it need not fit into memory.

        Raises:
            RegistryError: When git refuses.
        """
        from_file = None if isinstance(given, bytes) else given
        done = self._start(*arguments, given=from_file, keep_open=keep_open)
        output, complaint = done.communicate(given if isinstance(given, bytes) else None)
        if done.returncode:
            raise _refused(arguments[0], complaint.decode(errors="replace").strip(), self.folder)
        return output

    def text(self, *arguments: str, given: bytes = b"") -> str:
        """Output of a command as text without the last line end."""
        return self.run(*arguments, given=given).decode(errors="replace").rstrip("\n")

    def asks(self, *arguments: str) -> str:
        """Output of a command, "" when it fails."""
        try:
            return self.text(*arguments)
        except RegistryError:
            return ""

    def _start(
        self, *arguments: str, given: IO[bytes] | None = None, keep_open: Iterable[int] = ()
    ) -> subprocess.Popen[bytes]:
        try:
            return subprocess.Popen(  # noqa: S603 - a fixed program, user text only behind --end-of-options or on stdin
                [_program(self.environment["PATH"]), *self.settings, *arguments],
                cwd=self.folder,
                env=self.environment,
                stdin=given or subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=tuple(keep_open),
            )
        except FileNotFoundError as error:
            raise RegistryError("フォルダがありません", where=str(self.folder)) from error

    def batch(self) -> Objects:
        """A reader of many objects."""
        return Objects(self._start("cat-file", "--batch"))


def _refused(command: str, complaint: str, folder: Path) -> RegistryError:
    """What git complained of; a full disk is named, since git says so in the middle of other words."""
    if "No space left on device" in complaint:
        why = reason(OSError(errno.ENOSPC, complaint))
        return RegistryError(
            f"{why}（git {command}）", where=str(folder), remedy="空きを作ってから、もう一度実行してください"
        )
    return RegistryError(f"git {command} が失敗しました: {complaint}", where=str(folder))


def config_of_user(folder: Path, name: str) -> str:
    """A setting as the user's own git sees it, "" when there is none or the configuration is broken."""
    return _ask_as_user(folder, "config", "--get", name)


def may_open(folder: Path) -> bool:
    """Whether the user's own git opens the repository at a folder (it refuses one of another owner)."""
    return bool(_ask_as_user(folder, "rev-parse", "--git-dir")) or "dubious ownership" not in _complaint(folder)


def _ask_as_user(folder: Path, *arguments: str) -> str:
    done = _as_user(folder, *arguments)
    return done.stdout.decode(errors="replace").strip() if done.returncode == 0 else ""


def _complaint(folder: Path) -> str:
    return _as_user(folder, "rev-parse", "--git-dir").stderr.decode(errors="replace")


def _as_user(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = _clean_environment()
    return subprocess.run(  # noqa: S603 - fixed arguments
        [_program(environment["PATH"]), *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )


def blob_name(content: bytes, algorithm: str) -> str:
    """The name git gives a file content."""
    return hashlib.new(algorithm, b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


class Objects:
    """Contents by name over one ``cat-file --batch``; each answer is read at once, so the protocol stays in step."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def read(self, name: str) -> bytes | None:
        """Content of an object such as ``HEAD:path``; None when there is none.

        Raises:
            RegistryError: When it is larger than any form, or is not what its name says.
        """
        if "\n" in name or "\0" in name:
            return None
        asked, answered = self._pipes()
        asked.write(name.encode() + b"\n")
        asked.flush()
        head = answered.readline().split()
        if len(head) != 3 or not head[2].isdigit():
            return None
        size = int(head[2])
        if size > _LARGEST_BLOB:
            for start in range(0, size + 1, _PIECE):
                answered.read(min(_PIECE, size + 1 - start))
            raise RegistryError(f"大きすぎます（{size:,}バイト）", where=name)
        content = answered.read(size)
        answered.read(1)
        called = head[0].decode()
        if head[1] == b"blob" and blob_name(content, "sha1" if len(called) == _SHA1 else "sha256") != called:
            raise RegistryError(
                "内容が、記録された名前（ハッシュ）と合いません。壊れているか、書き換えられています",
                where=name,
                remedy="git fsck で保管庫を確かめ、控えから戻してください",
            )
        return content

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process.stdin is None or self._process.stdout is None or self._process.poll() is not None:
            raise RegistryError("git cat-file が終了しています")
        return self._process.stdin, self._process.stdout

    def close(self) -> None:
        """End the process."""
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe is not None:
                pipe.close()
        self._process.terminate()
        self._process.wait()


def merge_lines(ours: Path, base: Path, theirs: Path, labels: tuple[str, str], size: int) -> bool:
    """Join three texts line by line into ``ours``; whether nothing is left to decide.

    Raises:
        RegistryError: When git cannot, as with files that are no text.
    """
    named = [part for label in (labels[0], "", labels[1]) for part in ("-L", label)]
    files = [str(file.absolute()) for file in (ours, base, theirs)]
    done = _as_user(Path.cwd(), "merge-file", f"--marker-size={size}", *named, "--", *files)
    if done.returncode > _MOST_CONFLICTS:
        raise _refused("merge-file", done.stderr.decode(errors="replace").strip(), ours)
    return done.returncode == 0


_MOST_CONFLICTS = 127
"""Above, the number means a failure."""
