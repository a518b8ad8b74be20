"""Results of audits, kept on this machine by what they rest on; nothing of a registry can put one there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from piadiff.data import parse_json, text_of, write_whole
from piadiff.errors import PiadiffError
from piadiff.law import shelf
from piadiff.model import ItemPath, Level, Observation
from piadiff.pipeline.kept_folder import kept_folder
from piadiff.pipeline.tasks import Seen

_SCHEMA = "piadiff/kept/2"
_LONGEST = 100_000


class Kept:
    """A folder for each form of a registry, with its newest result in a file named by what that rests on."""

    def __init__(self, registry: Path) -> None:
        self._folder = kept_folder()
        self._registry = str(registry.resolve())
        self._law: dict[str, str] = {}

    def has(self, path: str, mark: str) -> bool:
        """Whether there is a result of a mark, and the law it looks into is as it was."""
        file = self._file(path, mark)
        if file is None or not file.is_file():
            return False
        try:
            with file.open(encoding="utf-8") as stream:
                law = json.loads(stream.readline(_LONGEST))["law"]
            return all(self._digest(name) == was for name, was in law)
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def _digest(self, name: str) -> str:
        if name not in self._law:
            self._law[name] = shelf.digest(name)
        return self._law[name]

    def find(self, path: str, mark: str) -> Seen | None:
        """The result of a mark, None where there is none or it cannot be read."""
        file = self._file(path, mark)
        if file is None:
            return None
        try:
            told = parse_json(text_of(file).partition("\n")[2], file.name)
            return _seen(told) if told["schema"] == _SCHEMA else None
        except (PiadiffError, ValueError, KeyError, TypeError):
            return None

    def keep(self, path: str, mark: str, seen: Seen) -> None:
        """Keep a result; a machine where that cannot be done goes without."""
        file = self._file(path, mark)
        if file is None:
            return
        try:
            head = json.dumps({"law": seen.law})
            write_whole(f"{head}\n{json.dumps(_told(seen))}\n".encode(), file)
            for other in file.parent.glob("*.json"):
                if other != file:
                    other.unlink(missing_ok=True)
        except OSError:
            self._folder = None

    def _file(self, path: str, mark: str) -> Path | None:
        if self._folder is None:
            return None
        name = hashlib.sha256(f"{self._registry}\x1f{path}".encode(errors="replace")).hexdigest()
        return self._folder / name[:2] / name[2:] / f"{mark}.json"


def _told(seen: Seen) -> dict[str, Any]:
    return {
        "schema": _SCHEMA,
        "published": seen.published.isoformat() if seen.published else None,
        "observations": [_observation(each) for each in seen.observations],
    }


def _observation(seen: Observation) -> dict[str, Any]:
    path = [seen.path.section, seen.path.file, *seen.path.parts] if seen.path else None
    return {
        "check": seen.check,
        "level": seen.level.value,
        "message": seen.message,
        "path": path,
        "row": seen.row,
        "evidence": seen.evidence,
        "form": seen.form,
        "rows": seen.rows,
    }


def _seen(told: Mapping[str, Any]) -> Seen:
    published = told["published"]
    observations = tuple(_read(each) for each in told["observations"])
    return Seen(date.fromisoformat(published) if published else None, observations)


def _read(told: Mapping[str, Any]) -> Observation:
    path = told["path"]
    return Observation(
        check=told["check"],
        level=Level(told["level"]),
        message=told["message"],
        path=ItemPath(path[0], path[1], tuple(path[2:])) if path else None,
        row=told["row"],
        evidence=tuple(told["evidence"]),
        form=told["form"],
        rows=tuple(told["rows"]),
    )
