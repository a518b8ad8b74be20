"""Where work is kept: decisions and days by what they are about, uploads in a folder that is gone at the end."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from piadiff.data import Strict, parse, text_of
from piadiff.errors import PiadiffError
from piadiff.model import Header
from piadiff.pipeline import signing
from piadiff.pipeline.drafting import DECISIONS
from piadiff.registry.lock import locked

SESSION = ".desk.yaml"
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\s]+')
_LONGEST = 60
_UPLOADS = "piadiff-desk-"


class Session(Strict):
    """What a person said about a pair beside the decisions.

    Attributes:
        day: 変更日 of the rows.
        effective: 施行日.
        submitted: 提出日.
        answers: Answers to questions, by row and rule.
    """

    schema_: Literal["piadiff/desk/1"] = Field(default="piadiff/desk/1", alias="schema")
    title: str = ""
    person: str = ""
    day: date | None = None
    effective: date | None = None
    submitted: date | None = None
    answers: dict[str, dict[str, bool]] = Field(default_factory=dict)


def default_folder() -> Path:
    """The folder of this user for the work of the desk."""
    base = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "piadiff" / "desk"


def decisions_name(old: Header, new: Header) -> str:
    """The name of the decisions about what became of one version: the form, and the day of the version.

    It does not name the file the newer version came in: an officer who renames or mends the draft finds the work again.
    """
    since = f"{old.published}から" if old.published else ""
    told = "-".join(filter(None, (new.organ, new.number or new.title, str(new.kind), since)))
    name = _UNFIT.sub("_", told).strip("._")
    cut = f"-{hashlib.sha256(told.encode()).hexdigest()[:8]}" if len(name) > _LONGEST else ""
    return f"{name[:_LONGEST]}{cut}{DECISIONS}"


def session_file(decisions: Path) -> Path:
    """The file that stands beside a decisions file."""
    return decisions.with_name(decisions.name.removesuffix(DECISIONS) + SESSION)


def session_in(file: Path) -> Session:
    """What was said before; nothing where there is no file."""
    return _session(text_of(file), str(file)) if file.is_file() else Session()


def _session(text: str, where: str) -> Session:
    return parse(text, Session, where) if text.strip() else Session()


def change_session(file: Path, change: Callable[[Session], Session]) -> Session:
    """Put down what a person says, on top of what stands there by then."""

    def written(text: str) -> str:
        made = change(_session(text, str(file)))
        told = made.model_dump(by_alias=True, exclude_defaults=True, exclude={"schema_"})
        return yaml.safe_dump({"schema": made.schema_, **told}, allow_unicode=True, sort_keys=False)

    return _session(signing.changed(file, written), str(file))


def kept(folder: Path) -> list[tuple[str, int]]:
    """Title and number of decisions of what was worked at before in a folder; what cannot be read is left out."""
    found = []
    for file in sorted(folder.glob(f"*{DECISIONS}"), key=lambda file: -file.stat().st_mtime):
        with suppress(PiadiffError, OSError):
            count = text_of(file).count("\n    person:")
            found.append((session_in(session_file(file)).title or file.name.removesuffix(DECISIONS), count))
    return found


@contextmanager
def uploads() -> Iterator[Path]:
    """A folder for what is dropped, gone at the end; what a killed desk left behind goes too."""
    place = Path(tempfile.gettempdir())
    for left in place.glob(f"{_UPLOADS}*"):
        with suppress(PiadiffError, OSError), locked(left / ".lock", patience=0):
            shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_UPLOADS))
    try:
        with locked(folder / ".lock"):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
