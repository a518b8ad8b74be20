"""What all pages of the report share: their frame, their style, their script, and what stands below them."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from piadiff.model import Verdict
from piadiff.writers.pages import page, shipped
from piadiff.writers.report.charts import SYMBOLS
from piadiff.writers.report.days import told_day
from piadiff.writers.report.findings import LEVELS

KEYS = (
    ("/", "近くの検索欄へ"),
    ("j", "次の所見・変更へ"),
    ("k", "前の所見・変更へ"),
    ("Enter", "変更を開く・閉じる"),
    ("?", "この説明"),
)


@dataclass(frozen=True, slots=True)
class Sides:
    """How a body lays out old and new: what it calls them, and which stands left."""

    old: str = "変更前"
    new: str = "変更後"
    new_left: bool = False

    @property
    def order(self) -> tuple[tuple[str, str], ...]:
        """(which, title) from left to right."""
        told = (("old", self.old), ("new", self.new))
        return told[::-1] if self.new_left else told


@dataclass(frozen=True, slots=True)
class Footing:
    """What is asked of all pages, and shown below them.

    Attributes:
        as_of: Day that deadlines are measured from, None to measure none.
        made: Day the pages were made, None to leave it out.
    """

    as_of: date | None = None
    made: date | None = None
    sides: Sides = Sides()


def framed(name: str, scripts: tuple[str, ...], footing: Footing, **values: Any) -> str:  # noqa: ANN401 - whatever the page shows
    """A page of the report with its style and its scripts inside."""
    css = _joined("look.css", "report.css")
    script = _joined("report_common.js", *scripts)
    values |= {"style_hash": _hash(css), "script_hash": _hash(script), "levels": LEVELS}
    return row(name, footing, css=css, script=script, **values)


def row(name: str, footing: Footing, **values: Any) -> str:  # noqa: ANN401 - whatever the row shows
    """A part of a page by itself."""
    values |= {"verdicts": list(Verdict), "symbols": SYMBOLS, "wareki": told_day, "quote": quote}
    return page(name, footing=footing, **values)


def _joined(*names: str) -> Markup:
    return Markup("\n").join(shipped(name) for name in names)


def _hash(text: str) -> str:
    """Source expression that lets just this inline text in; a browser reads it between its tags."""
    inner = f"\n{text}\n"
    return f"sha256-{b64encode(sha256(inner.encode()).digest()).decode()}"
