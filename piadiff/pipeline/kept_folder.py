"""Where a machine keeps what can be made again."""

from __future__ import annotations

import os
from pathlib import Path

_FOLDER = "PIADIFF_CACHE"
"""The variable that names another folder, or none with an empty value."""


def kept_folder() -> Path | None:
    """The folder of kept results; None where it is not wanted or nobody has a home."""
    named = os.environ.get(_FOLDER)
    if named is not None:
        return Path(named) if named else None
    base = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "piadiff" / "audit"
    except RuntimeError:
        return None
