"""Who is informed how far a long source is read; readers take a callback, commands listen for all that they read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Progress = Callable[[int, int], None]
"""Receives how many pages are read, and of how many."""
Listener = Callable[[str, int, int], None]
"""Receives the source as well."""

_LISTENER: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Tell somebody of all sources that are read within."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def progress_of(name: str) -> Progress | None:
    """The callback for one source, None when nobody listens."""
    listener = _LISTENER.get()
    return None if listener is None else lambda done, total: listener(name, done, total)
