"""Signs of the symbol fonts: a code of a font → a character."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import TypeAdapter

UNKNOWN = "〓"
"""Stands for a sign that is not in the table, as printers do."""


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("symbols.yaml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, dict[str, str]]).validate_python(yaml.safe_load(text), strict=True)


def symbol(font: str, code: str) -> str:
    """The character of a code such as ``F0FE``, ``UNKNOWN`` when no table holds it."""
    code = code.upper().zfill(4)
    if code.startswith("00"):
        code = f"F0{code[2:]}"
    return _table().get(font, {}).get(code, UNKNOWN)


def plain(text: str, font: str = "Symbol") -> str:
    """Text whose private use characters are spelt out."""
    return "".join(symbol(font, f"{ord(char):X}") if 0xF000 <= ord(char) <= 0xF0FF else char for char in text)
