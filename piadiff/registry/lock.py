"""One writer at a time, and a note of what a writer was at when it died."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from piadiff.errors import RegistryError, reason

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_PATIENCE = 60.0
_STEP = 0.05
_LONGEST_NOTE = 4096
_FAR = 1 << 30
"""The byte that is locked where a lock keeps others from reading: behind every note."""


@dataclass(frozen=True, slots=True)
class Lock:
    """A held lock; the file's text is the note."""

    descriptor: int

    def note(self, text: str) -> None:
        """Write down what is about to be done; "" when it is done."""
        os.ftruncate(self.descriptor, 0)
        os.lseek(self.descriptor, 0, os.SEEK_SET)
        os.write(self.descriptor, text.encode())
        os.fsync(self.descriptor)

    @property
    def left(self) -> str:
        """The note of a writer that did not come to its end."""
        os.lseek(self.descriptor, 0, os.SEEK_SET)
        return os.read(self.descriptor, _LONGEST_NOTE).decode(errors="replace")

    @property
    def keep_open(self) -> tuple[int, ...]:
        """What a git that works for the holder keeps, so that the lock outlives him; Windows hands on none."""
        return () if sys.platform == "win32" else (self.descriptor,)


def _take_now(descriptor: int) -> None:
    """Take the lock or fail with an OSError."""
    if sys.platform == "win32":
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _take(descriptor: int, patience: float) -> bool:
    end = time.monotonic() + patience
    while True:
        try:
            _take_now(descriptor)
        except OSError:
            if time.monotonic() >= end:
                return False
            time.sleep(_STEP)
        else:
            return True


def _opened(file: Path) -> int:
    """The lock file, made where there is none; never a link, which may lead to any file of the user.

    Raises:
        RegistryError: When it is a link, or the folder cannot be written.
    """
    try:
        if file.is_symlink():
            raise RegistryError("書き込みの鍵のファイルがリンクです", where=str(file), remedy="リンクを消してください")
        return os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
    except OSError as error:
        raise RegistryError(f"保管庫に書き込めません（{reason(error)}）", where=str(file.parent)) from error


@contextmanager
def locked(file: Path, *, patience: float = _PATIENCE) -> Iterator[Lock]:
    """Hold the lock; it ends with the last process that holds its descriptor, however that dies.

    Raises:
        RegistryError: When another writer keeps it too long, or the folder cannot be written.
    """
    descriptor = _opened(file)
    try:
        if not _take(descriptor, patience):
            raise RegistryError(
                "ほかの書き込みが終わりません",
                where=str(file.parent),
                remedy="終わるのを待ってから、もう一度実行してください",
            )
        yield Lock(descriptor)
    finally:
        os.close(descriptor)
