"""A registry → what is seen of each of its forms: kept results where nothing has changed, tasks for the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path

from piadiff.guideline import Policy
from piadiff.pipeline.days import Days
from piadiff.pipeline.kept import Kept
from piadiff.pipeline.spread import Workers, spread
from piadiff.pipeline.tasks import Seen, Task, done, mark_of
from piadiff.readers.progress import progress_of
from piadiff.registry import Registry

_WORTH = 300
"""Versions from which several processes are quicker than one, which need a second to start."""


def observed(store: Registry, days: Days, policy: Policy | None, workers: Workers) -> Iterator[tuple[str, Seen]]:
    """Path and result of every form, in the order of the registry."""
    forms = [(path, entries, mark_of(path, entries, days, policy)) for path, entries in store.commits()]
    kept = Kept(Path(store.folder))
    fresh = {path for path, _, mark in forms if not kept.has(path, mark)}
    tell = progress_of(str(store.folder))
    order = deque(forms)

    def tasks() -> Iterator[Task]:
        for path, entries, _ in forms:
            if path in fresh:
                contents = {entry.blob: store.content(entry.blob) for entry in entries}
                yield Task(path, entries, contents, days, policy)

    large = sum(len(entries) for path, entries, _ in forms if path in fresh) >= _WORTH
    results = spread(done, tasks(), workers, large=large)
    while order:
        path, entries, mark = order.popleft()
        seen = None if path in fresh else kept.find(path, mark)
        if seen is None:
            again = path not in fresh
            contents = {entry.blob: store.content(entry.blob) for entry in entries} if again else {}
            seen = done(Task(path, entries, contents, days, policy)) if again else next(results)
            kept.keep(path, mark, seen)
        yield path, seen
        if tell is not None:
            tell(len(forms) - len(order), len(forms))
