"""Versions → commits: objects first, then one compare-and-swap of the branch, then the work tree."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryFile

from piadiff import canonical
from piadiff.errors import RegistryError
from piadiff.model import Version
from piadiff.registry.git import Git, blob_name
from piadiff.registry.index import COPY, OvertakenError, held_index
from piadiff.registry.lock import Lock, locked
from piadiff.registry.plan import Plan, person_of, plan_commits, stream

_ATTEMPTS = 16
_PAUSE = 0.05
_FAST_IMPORT = ("fast-import", "--quiet", "--done", "--date-format=raw")
_MANY_PATHS = 100
_LOCKED = re.compile(r"\.lock\b|lock ref")
"""What git says where another git is at work."""


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
            for attempt in range(_ATTEMPTS):
                time.sleep(_PAUSE * attempt)
                try:
                    return self._try(versions, texts, lock)
                except OvertakenError as error:
                    refused = error
        raise RegistryError(
            f"保管庫に書き込めませんでした。{refused.message}",
            where=str(self._git.folder),
            remedy="ほかの git の作業が終わるのを待ってから、もう一度実行してください",
        )

    def _try(self, versions: Sequence[tuple[Version, str]], texts: Sequence[bytes], lock: Lock) -> list[str]:
        """Commits of the versions.

        Raises:
            OvertakenError: When the branch moved or was locked meanwhile; nothing is changed then.
        """
        branch, head = self._branch(), self._head()
        plan = plan_commits(self._git, versions, texts, head)
        if not plan.new:
            return [str(place) for place in plan.places]
        paths = sorted({commit.path for commit in plan.new})
        self._refuse_dirty(paths)
        lock.note(json.dumps({"head": head, "branch": branch}))
        made: list[str] = []
        try:
            with nullcontext(self._git) if self._bare else held_index(self._git, self._git_dir) as git:
                made = self._commit(plan, branch, head, lock)
                self._update_work_tree(paths, lock, git)
        except RegistryError as error:
            if made:
                raise
            lock.note("")
            if isinstance(error, OvertakenError) or self._head() != head or _LOCKED.search(error.message):
                raise OvertakenError(error.message) from error
            raise
        lock.note("")
        self.created += made
        return [place if isinstance(place, str) else made[place - 1] for place in plan.places]

    def _commit(self, plan: Plan, branch: str, head: str, lock: Lock) -> list[str]:
        """Hashes of the commits, which git takes all or none, and only on the head they were planned for."""
        with TemporaryFile() as given:
            given.writelines(stream(plan, branch, head, person_of(self._git.folder)))
            given.seek(0)
            return self._git.run(*_FAST_IMPORT, given=given, keep_open=lock.keep_open).decode().split()

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
            # A submodule has settings of its own, and git would go by them.
            "--ignore-submodules=all",
            "--",
            *narrow,
        )
        dirty = {record[3:] for record in told.decode(errors="replace").split("\0") if len(record) > 3}
        blocked = sorted((dirty & set(paths)) | set(self._edited_unseen(paths)))
        if blocked:
            raise RegistryError(
                "まだコミットしていない変更があるため、上書きしません",
                where=str(self._git.folder / blocked[0]),
                remedy="変更をコミットするか、元に戻してから、もう一度実行してください",
            )

    def _edited_unseen(self, paths: Sequence[str]) -> Iterator[str]:
        """Files that differ from the newest commit where git was told not to look at them."""
        narrow = list(paths) if len(paths) <= _MANY_PATHS else []
        told = self._git.run("ls-files", "-v", "-z", "--", *narrow).decode(errors="replace")
        passed_over = {record[2:] for record in told.split("\0") if record and record[0] != "H"}
        head = self._head()
        yield from (path for path in sorted(passed_over & set(paths)) if not self._as_committed(path, "", head))

    def _update_work_tree(
        self, paths: Sequence[str], lock: Lock, git: Git, where: Sequence[str] = ("--staged", "--worktree")
    ) -> None:
        """Bring index and work tree of some paths to the new commit; all other files stay as they are.

        When that fails the note stays, and the next command that opens the registry does it.
        """
        if self._bare or not paths:
            return
        restore = ("restore", "--quiet", "--source=HEAD", *where, "--pathspec-from-file=-")
        for attempt in range(_ATTEMPTS):
            try:
                git.run(*restore, "--pathspec-file-nul", given="\0".join(paths).encode(), keep_open=lock.keep_open)
            except RegistryError as error:
                if attempt == _ATTEMPTS - 1 or not _LOCKED.search(error.message):
                    raise
                time.sleep(_PAUSE * (attempt + 1))
            else:
                return

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
        old, branch = _noted(left)
        self._remove_left_locks(branch)
        (self._git_dir / COPY).unlink(missing_ok=True)
        head = self._head()
        if branch and head and head != old and not self._bare:
            written = self._written(old, head)
            untouched = [path for path in written if self._untouched(path, old, head)]
            self._update_work_tree(untouched, lock, self._git)
            # An index of the time before would take the commit back with the next commit of a person.
            self._update_work_tree([path for path in written if path not in untouched], lock, self._git, ("--staged",))
        lock.note("")

    def _remove_left_locks(self, branch: str) -> None:
        """Lock files of git processes that died with the writer; they are not older than its note."""
        begun = self._lock_file.stat().st_mtime
        names = ["index.lock", "HEAD.lock", *([f"{branch}.lock"] if branch else [])]
        for name in names:
            file = self._git_dir / name
            try:
                if file.stat().st_mtime >= begun:
                    file.unlink()
            except OSError:
                continue

    def _written(self, old: str, head: str) -> list[str]:
        """Forms the killed writer had committed, but those somebody has put into the index since."""
        base = old or self._git.text("hash-object", "-t", "tree", "--stdin")
        staged = self._paths("diff-index", "--cached", base)
        return [path for path in self._paths("diff-tree", "-r", "--diff-filter=d", base, head) if path not in staged]

    def _paths(self, *compared: str) -> list[str]:
        told = self._git.run(*compared, "-z", "--name-only").decode(errors="replace")
        return [path for path in told.split("\0") if path]

    def _untouched(self, path: str, old: str, head: str) -> bool:
        """Whether nobody has edited a file since the killed writer."""
        return self._as_committed(path, old, head) or self._half_written(path, head)

    def _half_written(self, path: str, head: str) -> bool:
        """Whether a file is the beginning of what was committed; git was killed between two of its writes."""
        try:
            content = (self._git.folder / path).read_bytes()
        except OSError:
            return False
        return self._git.run("cat-file", "blob", f"{head}:{path}").startswith(content)

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


def _noted(note: str) -> tuple[str, str]:
    """(commit, branch) a writer noted before it began; both "" when the note itself was cut off."""
    try:
        noted = json.loads(note)
        head, branch = str(noted["head"]), str(noted["branch"])
    except (ValueError, KeyError, TypeError):
        return "", ""
    sound = (
        re.fullmatch(r"(?:[0-9a-f]{40}|[0-9a-f]{64})?", head)
        and branch.startswith("refs/heads/")
        and ".." not in branch
    )
    return (head, branch) if sound else ("", "")
