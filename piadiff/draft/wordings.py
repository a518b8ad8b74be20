"""Wordings from a file, with places to be filled."""

from __future__ import annotations

import re
from collections.abc import Collection

_SLOT = re.compile(r"\{([^{}]*)\}")


def fill(wording: str, /, **words: object) -> str:
    """A wording from a file with its ``{name}`` places filled; what is not given stays as it is written."""
    return _SLOT.sub(lambda slot: str(words[slot[1]]) if slot[1] in words else slot[0], wording)


def fillable(wording: str, names: Collection[str]) -> str:
    """The wording itself, when every ``{…}`` in it can be filled.

    Raises:
        ValueError: When a place has another name, or a brace stands alone.
    """
    if set(_SLOT.findall(wording)) - set(names) or set("{}") & set(_SLOT.sub("", wording)):
        usable = " と ".join(f"{{{name}}}" for name in names)
        raise ValueError(f"使える差し込みは {usable} だけです")
    return wording
