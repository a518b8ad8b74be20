"""Versions → commits: objects first, then one compare-and-swap of the branch, then the work tree."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from piadiff import canonical
from piadiff.errors import RegistryError
from piadiff.model import Version
from piadiff.registry import history
from piadiff.registry.git import Git, blob_name, config_of_user
from piadiff.registry.lock import Lock, locked
from piadiff.registry.message import message
from piadiff.registry.names import form_path

_JAPAN = timezone(timedelta(hours=9))
_ATTEMPTS = 5
_MANY_PATHS = 100
_NAME, _MAIL = "piadiff", "piadiff@localhost"


@dataclass(frozen=True, slots=True)
class _Commit:
    """One commit to be made; ``mark`` numbers it in the stream."""

    mark: int
    path: str
    content: bytes
    message: bytes
    when: int


@dataclass(slots=True)
class _Plan:
    """What each version becomes: a commit that is there, or the mark of a new one."""

    new: list[_Commit] = field(default_factory=list)
    places: list[str | int] = field(default_factory=list)


def _noon(version: Version) -> int:
    """Commit time: noon in Japan on the legal day; the clock where no day is known."""
    day = version.published or (version.date - timedelta(days=1) if version.date else None)
    if day is None:
        given = os.environ.get("SOURCE_DATE_EPOCH", "")
        return int(given) if given.isdigit() else int(time.time())
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=_JAPAN)
    return max(0, int((noon - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()))


def _person(folder: Path) -> str:
    """Author of commits: the user's git identity, else piadiff."""
    given = [
        os.environ.get(variable) or config_of_user(folder, setting) or default
        for variable, setting, default in (
            ("GIT_AUTHOR_NAME", "user.name", _NAME),
            ("GIT_AUTHOR_EMAIL", "user.email", _MAIL),
        )
    ]
    name, mail = ("".join(char for char in text if char.isprintable() and char not in "<>") for text in given)
    return f"{name.strip() or _NAME} <{mail.strip() or _MAIL}>"


class Writer:
    """The only hand that writes to a registry."""

    def __init__(self, git: Git, git_dir: Path, *, bare: bool) -> None:
        self._git = git
        self._bare = bare
        self._git_dir = git_dir
        self._lock_file = git_dir / "piadiff.lock"
        self.created: list[str] = []

    def store(self, versions: Sequence[tuple[Version, str]]) -> list[str]:
        """Commit versions, each with the digest of its source; all of them or none."""
        texts = [canonical.dump(version.form).encode() for version, _ in versions]
        with locked(self._lock_file) as lock:
            self._recover(lock)
            for _ in range(_ATTEMPTS):
                commits = self._try(versions, texts, lock)
                if commits is not None:
                    return commits
        raise RegistryError(
            "保管庫がほかから書き換えられ続けています",
            where=str(self._git.folder),
            remedy="少し待ってから、もう一度実行してください",
        )

    def _try(self, versions: Sequence[tuple[Version, str]], texts: Sequence[bytes], lock: Lock) -> list[str] | None:
        """Commits of the versions; None when the branch moved meanwhile."""
        branch, head = self._branch(), self._head()
        plan = self._plan(versions, texts, head)
        if not plan.new:
            return [str(place) for place in plan.places]
        paths = sorted({commit.path for commit in plan.new})
        self._refuse_dirty(paths)
        lock.note(json.dumps({"head": head, "branch": branch}))
        try:
            answer = self._git.run(
                "fast-import",
                "--quiet",
                "--done",
                "--date-format=raw",
                given=self._stream(plan, branch, head),
                keep_open=(lock.descriptor,),
            )
        except RegistryError:
            lock.note("")
            if self._head() != head:
                return None
            raise
        made = answer.decode().split()
        self._update_work_tree(paths)
        lock.note("")
        self.created += made
        return [place if isinstance(place, str) else made[place - 1] for place in plan.places]

    def _branch(self) -> str:
        branch = self._git.asks("symbolic-ref", "--quiet", "HEAD")
        if not branch:
            raise RegistryError(
                "保管庫がブランチの上にありません（detached HEAD）",
                where=str(self._git.folder),
                remedy="git switch main などでブランチに移ってください",
            )
        return branch

    def _head(self) -> str:
        return self._git.asks("rev-parse", "--verify", "--quiet", "HEAD^{commit}")

    def _plan(self, versions: Sequence[tuple[Version, str]], texts: Sequence[bytes], head: str) -> _Plan:
        algorithm = self._git.text("rev-parse", "--show-object-format")
        paths = [form_path(version.form.header) for version, _ in versions]
        one = paths[0] if len(set(paths)) == 1 else None
        known: dict[tuple[str, str], str | int] = {
            (path, entry.blob): entry.commit
            for path, found in history.entries(self._git, head, one).items()
            for entry in found
        }
        names = {
            (path, row.row): row.item_raw
            for (version, _), path in zip(versions, paths, strict=True)
            for row in version.form.changes
        }
        plan = _Plan()
        for (version, source), path, text in zip(versions, paths, texts, strict=True):
            place = (path, blob_name(text, algorithm))
            if place not in known:
                known[place] = len(plan.new) + 1
                told = message(version, source, {row: name for (of, row), name in names.items() if of == path}).encode()
                plan.new.append(_Commit(len(plan.new) + 1, path, text, told, _noon(version)))
            plan.places.append(known[place])
        return plan

    def _stream(self, plan: _Plan, branch: str, head: str) -> bytes:
        """Input of fast-import; without the closing ``done`` it changes nothing."""
        person = _person(self._git.folder)
        parts: list[bytes] = []
        for commit in plan.new:
            first = commit.mark == 1
            lines = [
                f"commit {branch}",
                f"mark :{commit.mark}",
                f"author {person} {commit.when} +0900",
                f"committer {person} {commit.when} +0900",
            ]
            parts += [f"{line}\n".encode() for line in lines]
            parts += [b"data %d\n" % len(commit.message), commit.message, b"\n"]
            if first and head:
                parts.append(f"from {head}\n".encode())
            parts.append(f"M 100644 inline {commit.path}\n".encode())
            parts += [b"data %d\n" % len(commit.content), commit.content, b"\n"]
        parts += [b"get-mark :%d\n" % commit.mark for commit in plan.new]
        return b"".join([*parts, b"done\n"])

    def _refuse_dirty(self, paths: Sequence[str]) -> None:
        """Refuse to overwrite what nobody has committed."""
        if self._bare:
            return
        narrow = list(paths) if len(paths) <= _MANY_PATHS else []
        told = self._git.run(
            "status",
            "--porcelain=v1",
            "-z",
            "--no-renames",
            "--untracked-files=all",
            "--ignored=matching",
            "--",
            *narrow,
        )
        dirty = {record[3:] for record in told.decode(errors="replace").split("\0") if len(record) > 3}
        blocked = sorted(dirty & set(paths))
        if blocked:
            raise RegistryError(
                "まだコミットしていない変更があるため、上書きしません",
                where=str(self._git.folder / blocked[0]),
                remedy="変更をコミットするか、元に戻してから、もう一度実行してください",
            )

    def _update_work_tree(self, paths: Sequence[str]) -> None:
        """Bring index and work tree of some paths to the new commit; all other files stay as they are."""
        if self._bare or not paths:
            return
        self._git.run(
            "restore",
            "--quiet",
            "--source=HEAD",
            "--staged",
            "--worktree",
            "--pathspec-from-file=-",
            "--pathspec-file-nul",
            given="\0".join(paths).encode(),
        )

    def recover(self) -> None:
        """Finish what a writer that was killed has begun; nothing to do in the ordinary case."""
        if not self._lock_file.exists() or not self._lock_file.stat().st_size:
            return
        with locked(self._lock_file) as lock:
            self._recover(lock)

    def _recover(self, lock: Lock) -> None:
        left = lock.left
        if not left:
            return
        try:
            noted = json.loads(left)
            old, branch = str(noted["head"]), str(noted["branch"])
        except (ValueError, KeyError, TypeError):
            old, branch = "", ""
        self._remove_left_locks(branch)
        head = self._head()
        if head and head != old and not self._bare:
            self._update_work_tree(self._untouched(old, head))
        lock.note("")

    def _remove_left_locks(self, branch: str) -> None:
        """Lock files of git processes that died with the writer; they are not older than its note."""
        begun = self._lock_file.stat().st_mtime
        names = ["index.lock", "HEAD.lock", *([f"{branch}.lock"] if branch.startswith("refs/heads/") else [])]
        for name in names:
            file = self._git_dir / name
            try:
                if file.stat().st_mtime >= begun:
                    file.unlink()
            except OSError:
                continue

    def _untouched(self, old: str, head: str) -> list[str]:
        """Forms the killed writer had committed and whose files nobody has edited since."""
        base = old or self._git.text("hash-object", "-t", "tree", "--stdin")
        told = self._git.run("diff-tree", "-r", "-z", "--name-only", base, head).decode(errors="replace")
        return [path for path in told.split("\0") if path and self._as_committed(path, old, head)]

    def _as_committed(self, path: str, old: str, head: str) -> bool:
        try:
            content = (self._git.folder / path).read_bytes()
        except FileNotFoundError:
            return True
        except OSError:
            return False
        algorithm = self._git.text("rev-parse", "--show-object-format")
        names = [
            self._git.asks("rev-parse", "--verify", "--quiet", f"{commit}:{path}") for commit in (old, head) if commit
        ]
        return blob_name(content, algorithm) in names
