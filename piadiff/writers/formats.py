"""One output as a line of a table; the choices, suffixes and help of the commands are taken from these tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from piadiff.errors import WrongCallError


@dataclass(frozen=True, slots=True)
class Format:
    """One output.

    Attributes:
        suffixes: Of files in this format, the usual one first; none for what is only shown.
        writer: ``module:function`` below ``piadiff.writers``, imported when it is used.
        binary: It cannot be shown on a screen.
        honours: Options that the writer takes.
    """

    suffixes: tuple[str, ...]
    writer: str
    binary: bool = False
    honours: frozenset[str] = frozenset()

    def write(self, *values: object, **options: Any) -> bytes:  # noqa: ANN401 - as each writer says
        """The content of a file; options the format has no use for are left out."""
        module, _, function = self.writer.partition(":")
        writer = getattr(import_module(f"piadiff.writers.{module}"), function)
        written = writer(*values, **{name: value for name, value in options.items() if name in self.honours})
        return written if isinstance(written, bytes) else written.encode("utf-8", errors="replace")


Formats = Mapping[str, Format]


def named(formats: Formats, name: str, what: str) -> Format:
    """The format of a name.

    Raises:
        WrongCallError: When there is none.
    """
    if name not in formats:
        raise WrongCallError(f"{what}は形式「{name}」では書けません", remedy=f"{'、'.join(formats)} のどれかです")
    return formats[name]


def of_file(formats: Formats, target: Path, default: str) -> str:
    """The name of the format a file is written in, by its suffix; ``default`` for a name without one.

    Raises:
        WrongCallError: When no format has the suffix.
    """
    suffix = target.suffix.lower()
    if not suffix:
        return default
    for name, known in formats.items():
        if suffix in known.suffixes:
            return name
    raise WrongCallError(
        f"拡張子「{suffix}」の形では書けません",
        where=str(target),
        remedy=f"{'、'.join(suffixes(formats))} のどれかにするか、形式を --format で指定してください",
    )


def suffixes(formats: Formats) -> tuple[str, ...]:
    """The usual suffix of every format that has one."""
    return tuple(known.suffixes[0] for known in formats.values() if known.suffixes)
