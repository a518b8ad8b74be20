"""How far a long source or registry is read, in one line on a terminal that goes away again."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from piadiff.writers.characters import visible

_PATIENCE = 1.0
_MINUTE = 90
_CLEAR = "\r\x1b[K"


@contextmanager
def shown_progress() -> Iterator[None]:
    """Show what takes longer than a second; nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield
        return
    # the readers cost time to import, which a command that does not end on a terminal need not pay here
    from piadiff.readers.progress import listening

    ticker = _Ticker()
    try:
        with listening(ticker.tell):
            yield
    finally:
        ticker.clear()


class _Ticker:
    """The line on the terminal."""

    def __init__(self) -> None:
        self._source, self._since, self._shown = "", 0.0, False

    def tell(self, source: str, done: int, total: int) -> None:
        """Show the page, once the source takes its time; nothing when it is read."""
        if source != self._source:
            self._source, self._since = source, time.monotonic()
        if done >= total:
            self.clear()
        elif time.monotonic() - self._since >= _PATIENCE:
            self._shown = True
            sys.stderr.write(f"{_CLEAR}{visible(Path(source).name)}: {done}/{total}{self._left(done, total)}")
            sys.stderr.flush()

    def _left(self, done: int, total: int) -> str:
        """How long it may take yet, at the pace so far."""
        seconds = (time.monotonic() - self._since) / done * (total - done) if done else 0.0
        return f"（残り約{seconds / 60:.0f}分）" if seconds >= _MINUTE else f"（残り約{seconds:.0f}秒）"

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
            self._shown = False
