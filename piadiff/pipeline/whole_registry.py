"""A registry → what is seen of each of its forms: kept results where nothing has changed, tasks for the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from piadiff.data import text_of
from piadiff.guideline import Policy
from piadiff.pipeline.days import Days
from piadiff.pipeline.drafting import DECISIONS
from piadiff.pipeline.kept import Kept
from piadiff.pipeline.sides import own_file
from piadiff.pipeline.spread import Workers, spread
from piadiff.pipeline.tasks import Seen, Task, done, mark_of
from piadiff.readers.progress import progress_of
from piadiff.registry import Registry

_WORTH = 300
"""Versions from which several processes are quicker than one, which need a second to start."""


def observed(store: Registry, days: Days, policy: Policy | None, workers: Workers) -> Iterator[tuple[str, Seen]]:
    """Path and result of every form, in the order of the registry."""
    top = Path(store.folder)
    commits = list(store.commits())
    told = {path: _decisions(top, path) for path, _ in commits}
    forms = [(path, entries, mark_of(path, entries, days, policy, told[path])) for path, entries in commits]
    kept = Kept(top)
    lost = store.lost({entry.blob for _, entries in commits for entry in entries})
    fresh = {
        path
        for path, entries, mark in forms
        if not kept.has(path, mark) or any(entry.blob in lost for entry in entries)
    }
    tell = progress_of(str(store.folder))
    order = deque(forms)

    def tasks() -> Iterator[Task]:
        for path, entries, _ in forms:
            if path in fresh:
                contents = {entry.blob: store.content(entry.blob) for entry in entries}
                yield Task(path, entries, contents, days, policy, told[path])

    large = sum(len(entries) for path, entries, _ in forms if path in fresh) >= _WORTH
    # Closed here and not when it is forgotten, where an interrupt would be lost.
    with closing(spread(done, tasks(), workers, large=large)) as results:
        while order:
            path, entries, mark = order.popleft()
            seen = None if path in fresh else kept.find(path, mark)
            if seen is None:
                again = path not in fresh
                contents = {entry.blob: store.content(entry.blob) for entry in entries} if again else {}
                seen = done(Task(path, entries, contents, days, policy, told[path])) if again else next(results)
                if seen.whole:
                    kept.keep(path, mark, seen)
            yield path, seen
            if tell is not None:
                tell(len(forms) - len(order), len(forms))


def _decisions(top: Path, path: str) -> str:
    """The decisions file beside a form, "" where there is none."""
    file = own_file((top / path).with_suffix(DECISIONS), top)
    return text_of(file) if file.is_file() else ""
