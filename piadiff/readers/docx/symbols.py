"""Signs of the symbol fonts: a code of a font → a character."""

from __future__ import annotations

from piadiff.data import shipped

UNKNOWN = "〓"
"""Stands for a sign that is not in the table, as printers do."""


def symbol(font: str, code: str) -> str:
    """The character of a code such as ``F0FE``, ``UNKNOWN`` when no table holds it."""
    code = code.upper().zfill(4)
    if code.startswith("00"):
        code = f"F0{code[2:]}"
    return shipped("piadiff.readers.docx", "symbols.yaml", dict[str, dict[str, str]]).get(font, {}).get(code, UNKNOWN)


def plain(text: str, font: str = "Symbol") -> str:
    """Text whose private use characters are spelt out."""
    return "".join(symbol(font, f"{ord(char):X}") if 0xF000 <= ord(char) <= 0xF0FF else char for char in text)
