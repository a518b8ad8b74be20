"""Where a repository's own files may lie: in its folder; a link or a pointer out of it is refused by name.

git writes through links: a log or a branch that is one would be a file of the user, or of another repository.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from piadiff.errors import RegistryError

_DEEP = ("refs", "logs", "info", "reftable")
_FLAT = ("", "objects", "objects/pack", "objects/info")
_REMEDY = "git clone で作った写しを使ってください"


def refuse_links_out(folder: Path, git_dirs: Sequence[Path], work_tree: str) -> None:
    """Refuse a repository whose own files lie elsewhere.

    ``git_dirs`` are its own folder of git, and the one it shares with others where there is such; ``work_tree`` is the
    setting ``core.worktree``, "" where it has none.

    Raises:
        RegistryError: Naming the link.
    """
    pointer = folder / ".git"
    if (pointer.is_symlink() or pointer.is_file()) and not _named_back(folder, git_dirs[0], work_tree):
        remedy = f"この保管庫のものなら git config core.worktree '{folder.resolve()}' を実行するか、{_REMEDY}"
        raise RegistryError("ほかの保管庫を指す .git なので、開きません", where=str(pointer), remedy=remedy)
    for git_dir in git_dirs:
        for file in _own_files(git_dir):
            if file.is_symlink() and not file.resolve().is_relative_to(git_dir.resolve()):
                raise RegistryError("保管庫の外を指すリンクがあるので、開きません", where=str(file), remedy=_REMEDY)


def _named_back(folder: Path, git_dir: Path, work_tree: str) -> bool:
    """Whether the repository a pointer leads to says that this is its work tree."""
    linked = git_dir / "gitdir"
    if linked.is_file():
        named = Path(linked.read_text(encoding="utf-8", errors="surrogateescape").rstrip("\n"))
        return (git_dir / named).parent.resolve() == folder.resolve()
    return bool(work_tree) and (git_dir / work_tree).resolve() == folder.resolve()


def _own_files(git_dir: Path) -> Iterator[Path]:
    """What git reads and writes by name; single objects, which it never overwrites, are left out."""
    for part in _FLAT:
        yield from (git_dir / part).glob("*")
    for part in _DEEP:
        for at, folders, files in os.walk(git_dir / part):
            yield from (Path(at) / name for name in (*folders, *files))
