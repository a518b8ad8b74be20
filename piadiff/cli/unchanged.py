"""The answer to an audit given again, before anything is loaded, where all it rests on is as it was.

Only the standard library is imported here. What is kept lies in the folder of kept results, never in a registry.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from piadiff.pipeline.kept_folder import kept_folder

_VALUES = frozenset(
    {"--registry", "--select", "--ignore", "--accepted", "--processes", "--as-of", "--effective", "--submitted"}
)
_FLAGS = frozenset({"--json"})
_SETTINGS = ("piadiff.toml", "pyproject.toml")
_DECISIONS = ".decisions.yaml"
_LONGEST = 16_000_000
_NOT_STATE = frozenset({"hooks", "index"})
"""Of ``.git``: what says nothing of any version."""
_ELSEWHERE = ("commondir", "objects/info/alternates")
"""Of ``.git``: what says that a part of the repository lies elsewhere."""


class Answer(NamedTuple):
    """What a call ended with, and what it said beside its output."""

    status: int
    said: str
    out: bytes


class _CannotTellError(Exception):
    """The state of a registry does not follow from its files alone."""


def mark(arguments: Sequence[str]) -> str:
    """What names an answer: the call, the day, and every file it rests on; "" where that cannot be determined."""
    told = _options(arguments)
    folder = kept_folder()
    if told is None or folder is None or "--registry" not in told:
        return ""
    digest = hashlib.sha256()
    try:
        for part in _parts(told):
            digest.update(part.encode(errors="surrogateescape") if isinstance(part, str) else part)
            digest.update(b"\x1f")
    except (_CannotTellError, OSError):
        return ""
    return digest.hexdigest()


def _options(arguments: Sequence[str]) -> dict[str, str] | None:
    """The options of a call of ``audit``, each with its values; None for a call that says anything else."""
    if arguments[:1] != ["audit"]:
        return None
    found: dict[str, str] = {}
    coming = iter(arguments[1:])
    for each in coming:
        name, equals, value = each.partition("=")
        if name in _VALUES:
            found[name] = f"{found.get(name, '')}\x1e{value if equals else next(coming, '')}"
        elif each in _FLAGS:
            found[each] = ""
        else:
            return None
    return found


def _parts(told: dict[str, str]) -> Iterator[str | bytes]:
    """Everything the answer rests on; options in their order, since the last of several counts."""
    yield json.dumps(
        [*told.items(), sys.version, str(Path.cwd()), datetime.datetime.now().astimezone().date().isoformat()]
    )
    yield json.dumps(sorted(pair for pair in os.environ.items() if pair[0].startswith(("GIT_", "PIADIFF_"))))
    yield from _program()
    for folder in (Path.cwd(), *Path.cwd().parents):
        # the settings of a repository end at its top
        yield str((folder / ".git").exists())
        yield from (_content(folder / name) for name in _SETTINGS)
    home = Path(os.environ.get("HOME") or os.environ.get("USERPROFILE") or "/")
    yield from (_content(file) for file in (home / ".gitconfig", home / ".config" / "git" / "config"))
    if "--accepted" in told:
        yield _content(Path(told["--accepted"].rpartition("\x1e")[2]))
    yield from _registry(Path(told["--registry"].rpartition("\x1e")[2]))


def _program() -> Iterator[str]:
    """Every file of the package by name, size and time, and when a package beside it came, went or changed."""
    for beside in sys.path:
        if beside.endswith("-packages") and Path(beside).is_dir():
            yield f"{beside} {Path(beside).stat().st_mtime_ns}"
    for folder, folders, files in os.walk(Path(__file__).parents[1]):
        folders[:] = sorted(each for each in folders if each != "__pycache__")
        for name in sorted(files):
            stat = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118 - some hundred files, and nothing else is done
            yield f"{name} {stat.st_size} {stat.st_mtime_ns}"


def _content(file: Path) -> bytes:
    """What a file holds; of a link also where it leads."""
    led = str(file.readlink()).encode(errors="surrogateescape") + b"\0" if file.is_symlink() else b""
    if not file.is_file():
        return led
    with file.open("rb") as stream:
        content = stream.read(_LONGEST + 1)
    if len(content) > _LONGEST:
        raise _CannotTellError
    return led + content


def _registry(top: Path) -> Iterator[str | bytes]:
    """The state of a registry: what git holds it at, its settings, and which files lie beside them."""
    own = top / ".git"
    if not own.is_dir() or own.is_symlink() or any((own / part).exists() for part in _ELSEWHERE):
        raise _CannotTellError
    for folder, folders, files in os.walk(top):
        here = Path(folder)
        inside = here.relative_to(top).parts
        state, objects = inside[:1] == (".git",), inside[:2] == (".git", "objects")
        folders[:] = sorted(each for each in folders if not (inside == (".git",) and each in _NOT_STATE))
        for name in sorted((*files, *folders)):
            if inside == (".git",) and name in _NOT_STATE:
                continue
            file = here / name
            stat = file.lstat()
            if state and file.is_symlink():
                raise _CannotTellError
            yield f"{inside} {name} {stat.st_mode} {'' if file.is_dir() else f'{stat.st_size} {stat.st_mtime_ns}'}"
            if not objects and (state or not inside or name.endswith(_DECISIONS) or file.is_symlink()):
                yield _content(file)


def _file(arguments: Sequence[str]) -> Path | None:
    """Where the answer to a call is kept; each call keeps its newest."""
    folder = kept_folder()
    named = hashlib.sha256("\x1f".join((str(Path.cwd()), *arguments)).encode(errors="surrogateescape")).hexdigest()
    return folder / "whole" / named if folder else None


_call: list[tuple[Sequence[str], str]] = []
"""The call under way and its mark, where its answer may be kept."""


def find(arguments: Sequence[str]) -> Answer | None:
    """The kept answer to a call, None where there is none, or where something it rests on has changed."""
    marked = mark(arguments)
    file = _file(arguments)
    if not marked or file is None:
        return None
    _call[:] = [(arguments, marked)]
    try:
        head, _, out = file.read_bytes().partition(b"\n")
        told = json.loads(head)
        whole = told["mark"] == marked and told["size"] == len(out)
        return Answer(int(told["status"]), str(told["said"]), out) if whole else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(answer: Answer) -> None:
    """Keep the answer to the call under way, where nothing it rests on changed meanwhile."""
    arguments, marked = _call.pop() if _call else ((), "")
    file = _file(arguments)
    if file is None or not marked or not answer.out or mark(arguments) != marked:
        return
    head = {"mark": marked, "status": answer.status, "said": answer.said, "size": len(answer.out)}
    # a machine where that cannot be done goes without
    from piadiff.data import write_whole

    with suppress(OSError):
        write_whole(json.dumps(head).encode() + b"\n" + answer.out, file)
