"""git in one repository, deaf to the configuration and the environment around it."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import IO

from piadiff.errors import RegistryError

_LARGEST_BLOB = 64_000_000
_SETTINGS = {
    "core.quotepath": "false",
    "core.hooksPath": os.devnull,
    "core.fsmonitor": "false",
    "core.autocrlf": "false",
    "core.attributesFile": os.devnull,
    "core.excludesFile": os.devnull,
    "advice.detachedHead": "false",
    # Whether this user may touch the folder was asked before, with the user's own configuration.
    "safe.directory": "*",
}


def _clean_environment() -> dict[str, str]:
    """The environment without what points git elsewhere (a hook sets GIT_DIR and more)."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1"}


def _deaf_environment() -> dict[str, str]:
    return {**_clean_environment(), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


class Git:
    """Runs git in a folder; the folder's own ``.git/config`` is all that is read besides our settings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
        self.environment = _deaf_environment()

    def on_index(self, index: Path) -> Git:
        """The same git with another index."""
        other = Git(self.folder)
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
            raise RegistryError(
                f"git {arguments[0]} が失敗しました: {complaint.decode(errors='replace').strip()}",
                where=str(self.folder),
            )
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
                ["git", *self.settings, *arguments],  # noqa: S607 - the git of the machine
                cwd=self.folder,
                env=self.environment,
                stdin=given or subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=tuple(keep_open),
            )
        except FileNotFoundError as error:
            if not self.folder.is_dir():
                raise RegistryError("フォルダがありません", where=str(self.folder)) from error
            raise RegistryError("git が見つかりません", remedy="git をインストールしてください") from error

    def batch(self) -> Objects:
        """A reader of many objects."""
        return Objects(self._start("cat-file", "--batch"))


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
    return subprocess.run(  # noqa: S603 - fixed arguments
        ["git", *arguments],  # noqa: S607 - the git of the machine
        cwd=folder,
        env=_clean_environment(),
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
            RegistryError: When it is larger than any form.
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
            self.close()
            raise RegistryError(f"大きすぎます（{size:,}バイト）", where=name)
        content = answered.read(size)
        answered.read(1)
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
