"""Versions → the commits they need, as the stream that fast-import takes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from piadiff.model import Version
from piadiff.registry import history
from piadiff.registry.git import Git, blob_name, config_of_user
from piadiff.registry.message import message
from piadiff.registry.names import form_path

_JAPAN = timezone(timedelta(hours=9))
_NAME, _MAIL = "piadiff", "piadiff@localhost"


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit to be made; ``mark`` numbers it in the stream."""

    mark: int
    path: str
    content: bytes
    message: bytes
    when: int


@dataclass(slots=True)
class Plan:
    """What each version becomes: a commit that is there, or the mark of a new one."""

    new: list[Commit] = field(default_factory=list)
    places: list[str | int] = field(default_factory=list)


def _noon(version: Version) -> int:
    """Commit time: noon in Japan on the legal day or the 変更日; the clock where no day is known."""
    begun = version.since if version.form.reconstructed else version.published
    day = begun or (version.date - timedelta(days=1) if version.date else None)
    if day is None:
        given = os.environ.get("SOURCE_DATE_EPOCH", "")
        return int(given) if given.isdigit() else int(time.time())
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=_JAPAN)
    return max(0, int((noon - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds()))


def person_of(folder: Path) -> str:
    """Author of commits: the user's git identity, else piadiff."""
    given = [
        os.environ.get(variable) or config_of_user(folder, setting) or default
        for variable, setting, default in (
            ("GIT_AUTHOR_NAME", "user.name", _NAME),
            ("GIT_AUTHOR_EMAIL", "user.email", _MAIL),
        )
    ]
    name, mail = ("".join(char for char in text if char.isprintable() and char not in "<>") for text in given)
    return f"{name.strip() or _NAME} <{mail.strip() or _MAIL}>"


def _row_names(versions: Sequence[tuple[Version, str]], paths: Sequence[str]) -> Mapping[str, Mapping[int, str]]:
    """項目 cells by form and row number; a rebuilt version no longer holds the rows it undid."""
    names: dict[str, dict[int, str]] = {}
    for (version, _), path in zip(versions, paths, strict=True):
        names.setdefault(path, {}).update({row.row: row.item_raw for row in version.form.changes})
    return names


def _kept(git: Git, head: str, paths: set[str]) -> Iterator[tuple[tuple[str, str], str]]:
    """((path, blob), commit) of what the registry already holds of some forms."""
    if len(paths) == 1 and not git.asks("rev-parse", "--verify", "--quiet", f"{head}:{next(iter(paths))}"):
        # A form that is new has no history worth walking all commits for.
        return
    one = next(iter(paths)) if len(paths) == 1 else None
    for path, found in history.entries(git, head, one).items():
        for entry in found:
            yield (path, entry.blob), entry.commit


def plan_commits(git: Git, versions: Sequence[tuple[Version, str]], texts: Sequence[bytes], head: str) -> Plan:
    """Commits for versions whose content the history of their form does not hold yet."""
    algorithm = git.text("rev-parse", "--show-object-format")
    paths = [form_path(version.form.header) for version, _ in versions]
    names = _row_names(versions, paths)
    known: dict[tuple[str, str], str | int] = dict(_kept(git, head, set(paths)))
    plan = Plan()
    for (version, source), path, text in zip(versions, paths, texts, strict=True):
        place = (path, blob_name(text, algorithm))
        if place not in known:
            known[place] = len(plan.new) + 1
            told = message(version, source, names[path]).encode()
            plan.new.append(Commit(len(plan.new) + 1, path, text, told, _noon(version)))
        plan.places.append(known[place])
    return plan


def stream(plan: Plan, branch: str, head: str, person: str) -> Iterator[bytes]:
    """Input of fast-import; without the closing ``done`` it changes nothing."""
    for commit in plan.new:
        lines = [
            f"commit {branch}",
            f"mark :{commit.mark}",
            f"author {person} {commit.when} +0900",
            f"committer {person} {commit.when} +0900",
        ]
        yield "".join(f"{line}\n" for line in lines).encode()
        yield b"data %d\n%b\n" % (len(commit.message), commit.message)
        if commit.mark == 1 and head:
            yield f"from {head}\n".encode()
        yield f"M 100644 inline {commit.path}\n".encode()
        yield b"data %d\n%b\n" % (len(commit.content), commit.content)
    yield b"".join(b"get-mark :%d\n" % commit.mark for commit in plan.new)
    yield b"done\n"
