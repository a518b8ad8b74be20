"""The changes of a form → the whole life of each item, oldest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from piadiff.model import ItemPath, Uncertain
from piadiff.writers.report.changes import Entry, Revision, Step, version_name


@dataclass(frozen=True, slots=True)
class Event:
    """What one version did to an item.

    Attributes:
        entry: The change into the version; None where only the value is not certain, or for the first version.
        unsure: Why the value that the version has is not proven.
    """

    number: int
    name: str
    entry: Entry | None = None
    unsure: Uncertain | None = None


def lives(steps: Sequence[Step], shown: Sequence[Revision]) -> Mapping[ItemPath, list[Event]]:
    """Items that ever changed or are not certain; an item that moved carries what happened at its old address."""
    found: dict[ItemPath, list[Event]] = {}
    for path, doubt in steps[0].version.form.uncertain.items():
        found[path] = [Event(1, version_name(steps[0].version, 1), unsure=doubt)]
    for revision in shown:
        doubts = dict(revision.version.form.uncertain)
        moved = {entry.path: found.get(entry.old_path, []) for entry in revision.entries if entry.old_path}
        for entry in revision.entries:
            past = moved.get(entry.path, found.get(entry.path, []))
            found[entry.path] = [*past, Event(revision.number, revision.name, entry, doubts.pop(entry.path, None))]
        for path, doubt in doubts.items():
            past = found.setdefault(path, [])
            if not past or past[-1].unsure != doubt:
                past.append(Event(revision.number, revision.name, unsure=doubt))
    return found
