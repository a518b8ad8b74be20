"""Where a number went: in its own table, or into another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from piadiff.law import shelf
from piadiff.law.text import Text

_SURE = {"certain": "", "likely": "、要確認"}


def successor(text: Text, number: str) -> Iterator[tuple[date, str, str, str]]:
    """Day, title of the table or law, new number and evidence of every move of a number; a move to none is no move."""
    for entry in shelf.moves():
        if entry["from"] == [text.id, text.table]:
            law, table = entry["to"]
            for old, new, sure, because in entry["pairs"]:
                if old == number and new:
                    unit = "の項" if table else "条"
                    name = f"{shelf.entry(law).short}{table}"
                    yield date.fromisoformat(entry["day"]), name, f"{new}{unit}", f"{because}{_SURE[sure]}"
