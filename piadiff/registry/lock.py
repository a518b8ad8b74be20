"""One writer at a time, and a note of what a writer was at when it died."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from piadiff.errors import RegistryError

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows, where the compare-and-swap of the branch alone keeps commits apart
    fcntl = None  # type: ignore[assignment]

_PATIENCE = 60.0
_STEP = 0.05


@dataclass(frozen=True, slots=True)
class Lock:
    """A held lock; the file's text is the note."""

    descriptor: int

    def note(self, text: str) -> None:
        """Write down what is about to be done; "" when it is done."""
        os.ftruncate(self.descriptor, 0)
        os.pwrite(self.descriptor, text.encode(), 0)
        os.fsync(self.descriptor)

    @property
    def left(self) -> str:
        """The note of a writer that did not come to its end."""
        return os.pread(self.descriptor, 4096, 0).decode(errors="replace")


def _take(descriptor: int, patience: float) -> bool:
    end = time.monotonic() + patience
    while fcntl is not None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except OSError:
            if time.monotonic() >= end:
                return False
            time.sleep(_STEP)
    return True


@contextmanager
def locked(file: Path, *, patience: float = _PATIENCE) -> Iterator[Lock]:
    """Hold the lock; it ends with the last process that holds its descriptor, however that dies.

    Raises:
        RegistryError: When another writer keeps it too long, or the folder cannot be written.
    """
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise RegistryError(f"保管庫に書き込めません（{error.strerror}）", where=str(file.parent)) from error
    try:
        if not _take(descriptor, patience):
            raise RegistryError(
                "ほかの取り込みが終わりません",
                where=str(file.parent),
                remedy="終わるのを待ってから、もう一度実行してください",
            )
        yield Lock(descriptor)
    finally:
        os.close(descriptor)
