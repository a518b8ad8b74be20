"""Page templates and their style sheets; every page is one file that needs no network."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from piadiff.writers.characters import visible

_OWN = "piadiff.writers.pages"


def text(name: str, room: str = _OWN) -> str:
    """A shipped page part of a room."""
    return (resources.files(room) / name).read_text(encoding="utf-8")


def _seen(value: object) -> object:
    """Text of a form as a reader may see it: what is not ours cannot turn the reading direction of a page."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@lru_cache(maxsize=2)
def _environment(room: str) -> Environment:
    return Environment(
        loader=FunctionLoader(lambda name: text(name, room)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_seen,
    )


def page(name: str, room: str = _OWN, **values: Any) -> str:  # noqa: ANN401 - whatever the page shows
    """A page of a room with its values, all of them escaped."""
    return _environment(room).get_template(name).render(**values)


def shipped(name: str) -> Markup:
    """A shipped style sheet or script, which is ours and goes in unescaped."""
    return Markup(text(name))  # noqa: S704 - no value of a form is in it
