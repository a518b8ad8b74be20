"""A fault of piadiff itself → one line for the person, and a report that holds nothing of any form."""

from __future__ import annotations

import os
import platform
import tempfile
import traceback
from pathlib import Path

from piadiff import __version__

_PACKAGE = Path(__file__).resolve().parent.parent
_FRAMES = 60


def report(fault: BaseException, command: str) -> str:
    """The line that reports a fault; the report lies where the line says.

    The report names files of the program, lines and kinds of errors. It holds no message and no argument, since those
    may quote a form.
    """
    places = _places(fault)
    kind = type(fault).__name__
    where = next((place for place in reversed(places) if place.startswith("piadiff/")), places[-1] if places else "")
    told = f"piadiff の不具合で止まりました（{kind}、{where}）"
    written = _written(_text(fault, command, places))
    return f"{told}。報告用の記録: {written}（評価書の内容は含みません）" if written else told


def _text(fault: BaseException, command: str, places: list[str]) -> str:
    lines = [
        f"piadiff {__version__} / Python {platform.python_version()} / {platform.system()} {platform.machine()}",
        f"コマンド: {command}",
    ]
    chain: BaseException | None = fault
    while chain is not None and len(lines) < _FRAMES:
        lines.append(f"種類: {type(chain).__module__}.{type(chain).__qualname__}")
        chain = chain.__cause__ or chain.__context__
    shown = places if len(places) <= _FRAMES else [*places[: _FRAMES // 2], "…", *places[-_FRAMES // 2 :]]
    return "\n".join([*lines, "経路:", *(f"  {place}" for place in shown)]) + "\n"


def _places(fault: BaseException) -> list[str]:
    """``file line function`` of every step to the fault; files outside piadiff by their names alone."""
    steps = traceback.extract_tb(fault.__traceback__)
    return [f"{_file(step.filename)} {step.lineno}行目 {step.name}" for step in steps]


def _file(name: str) -> str:
    path = Path(name)
    if path.is_relative_to(_PACKAGE):
        return f"piadiff/{path.relative_to(_PACKAGE).as_posix()}"
    return path.name


def _written(text: str) -> str:
    """Where the report lies, "" where no file can be written."""
    try:
        handle, name = tempfile.mkstemp(prefix="piadiff-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        return ""
    return name
