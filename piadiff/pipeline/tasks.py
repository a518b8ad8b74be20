"""The audit of one form as a task of its own: it holds all it needs and can be done anywhere, with the same result."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from piadiff.draft import read_decisions
from piadiff.errors import PiadiffError
from piadiff.guideline import Policy
from piadiff.law.shelf import digest, used
from piadiff.model import Observation
from piadiff.pipeline.auditing import Grounds, audit_history
from piadiff.pipeline.days import Days
from piadiff.pipeline.deciding import decided
from piadiff.pipeline.drafting import Drafting
from piadiff.registry.history import Entry, legal_order, readable

_SHIPPED = (".py", ".yaml", ".json")
_SHOWING = frozenset({"cli", "desk", "writers"})
"""Rooms that no observation goes through."""
_INDEX = "laws.json"


@dataclass(frozen=True, slots=True)
class Task:
    """One form with everything its observations rest on.

    Attributes:
        decisions: The decisions file beside the form, "" where there is none.
        contents: What each blob of ``entries`` holds; None for one that is lost, an error for one that is refused.
    """

    path: str
    entries: tuple[Entry, ...]
    contents: Mapping[str, bytes | PiadiffError | None]
    days: Days
    policy: Policy | None
    decisions: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a task found: the 公表日 of the newest version, and the observations.

    Attributes:
        law: Data files of the law that were looked into, each with its digest.
        whole: Whether every content was there; one that was lost or damaged may be brought back.
    """

    published: date | None
    observations: tuple[Observation, ...]
    law: tuple[tuple[str, str], ...] = ()
    whole: bool = True


def done(task: Task) -> Seen:
    """Audit the form of a task."""
    faults: list[PiadiffError] = []

    def read(blob: str) -> bytes | None:
        content = task.contents[blob]
        if isinstance(content, PiadiffError):
            raise content
        return content

    history = legal_order(readable(task.path, task.entries, read, faults))
    how = Drafting(decisions=read_decisions(task.decisions, task.path), policy=task.policy)
    grounds = Grounds(task.days, task.policy, lambda old, new, found: decided(old, new, found, task.days, how))
    with used() as files:
        told = audit_history(history, grounds, faults)
    newest = history[-1].form if history else None
    seen = tuple(replace(each, form=task.path) for each in told)
    law = tuple((name, digest(name)) for name in sorted(files))
    whole = all(isinstance(content, bytes) for content in task.contents.values())
    return Seen(newest.header.published if newest else None, seen, law, whole)


def mark_of(path: str, entries: tuple[Entry, ...], days: Days, policy: Policy | None, decisions: str = "") -> str:
    """What names a result, but for the law that it looks into: versions, day, policy, decisions, rules and code."""
    versions = (f"{entry.commit}:{entry.blob}" for entry in entries)
    parts = (_shipped(), path, repr(days), policy.model_dump_json() if policy else "", decisions, *versions)
    return hashlib.sha256("\x1f".join(parts).encode(errors="replace")).hexdigest()


@cache
def _shipped() -> str:
    """A digest of the package: its code, rules and templates, and which laws there are.

    What only shows results is left out, and the law's own words: each result names those it rests on.
    """
    whole = hashlib.sha256()

    def take(folder: Traversable) -> None:
        for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if each.is_dir():
                take(each)
            elif each.name.endswith(_SHIPPED):
                whole.update(each.name.encode() + b"\0" + each.read_bytes() + b"\0")

    top = resources.files("piadiff")
    for each in sorted(top.iterdir(), key=lambda entry: entry.name):
        if each.is_dir() and each.name not in {*_SHOWING, "law"}:
            take(each)
    for each in (top / "law", top / "law" / "data"):
        for file in sorted(each.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".py") or file.name == _INDEX:
                whole.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return whole.hexdigest()
