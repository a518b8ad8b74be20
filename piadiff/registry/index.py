"""git's own lock on the index, held while a branch moves.

``git commit`` builds its tree from the index: one that began between a move of the branch and the update of the
index would take the new files back.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from piadiff.errors import RegistryError, reason
from piadiff.registry.git import Git

COPY = "piadiff.index"
_ATTEMPTS = 40
_PAUSE = 0.05


class OvertakenError(RegistryError):
    """git did not take the commits; with the repository as it is now it may."""


@contextmanager
def held_index(git: Git, git_dir: Path) -> Iterator[Git]:
    """Hold the lock; gives a git on a copy of the index, which becomes the index when the block ends well.

    Raises:
        OvertakenError: When another git keeps the index locked.
    """
    lock, copy, index = git_dir / "index.lock", git_dir / COPY, git_dir / "index"
    _create(lock)
    try:
        # What is there under this name may be a link to any file of the user.
        copy.unlink(missing_ok=True)
        if index.exists():
            _copied(index, copy)
        yield git.on_index(copy)
        if copy.exists():
            copy.replace(index)
    finally:
        copy.unlink(missing_ok=True)
        lock.unlink(missing_ok=True)


def _copied(index: Path, copy: Path) -> None:
    try:
        shutil.copy2(index, copy)
    except OSError as error:
        raise RegistryError(f"保管庫に書き込めません（{reason(error)}）", where=str(copy)) from error


def _create(lock: Path) -> None:
    for _ in range(_ATTEMPTS):
        try:
            lock.touch(exist_ok=False)
        except FileExistsError:
            time.sleep(_PAUSE)
        except OSError as error:
            raise RegistryError(f"保管庫に書き込めません（{reason(error)}）", where=str(lock.parent)) from error
        else:
            return
    raise OvertakenError("ほかの git が索引（index）を使っています", where=str(lock))
