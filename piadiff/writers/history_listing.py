"""What a registry shows people: versions of forms, and where the present value of each item comes from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from piadiff.model import ChangeRow, Logged
from piadiff.writers import terminal

_LABEL = 24
_UNKNOWN = "これより前は不明"


def log(found: Iterable[Logged]) -> str:
    """Versions form by form, oldest first, with who committed them and the rows that could not be undone."""
    lines: list[str] = []
    for path, group in groupby(found, key=lambda each: each.path):
        lines.append(f"■ {path}\n")
        lines.extend(f"{terminal.versions([each.version]).rstrip()}（{each.author}）\n" for each in group)
    return "".join(lines) or "版がありません\n"


def blame(found: Iterable[tuple[Any, str]]) -> str:
    """When each item got its present value, and the rows that explain it; how many no row explains."""
    lines = [line for line, _ in found]
    rows = [
        (
            str(line.path) if line.path == line.then else f"{line.path}（当時 {line.then}）",
            line.label if len(line.label) <= _LABEL else f"{line.label[: _LABEL - 1]}…",
            terminal.day_of(line.version),
            line.version.commit[:10],
            _origin(line),
            "、".join(_row(row, line.quoted) for row in line.rows) or "－",
        )
        for line in lines
    ]
    told = [
        terminal.table(rows, ("番地", "項目", "公表日・変更日", "版", "由来", "変更箇所の行"), widths=[None] * 5 + [40])
    ]
    if any(row.row not in line.quoted for line in lines for row in line.rows):
        told.append("（?）の行は、この項目についての行ですが、変更後の記載がそのままは見当たりません。")
    counts = Counter(str(line.origin) for line in lines)
    told.append("、".join(f"{origin} {count}" for origin, count in counts.items()) or "当たる項目はありません")
    return "\n".join(told) + "\n"


def _origin(line: Any) -> str:  # noqa: ANN401 - the registry's own type, which writers do not import
    """Where a value comes from; 「…以前は不明」 where the version before is not sure of it."""
    if not line.uncertain:
        return str(line.origin)
    row = f"（{line.uncertain.row}行目）" if line.uncertain.row is not None else ""
    explained = line.rows and str(line.origin) != _UNKNOWN
    return f"{line.origin}、{_UNKNOWN}{row}" if explained else f"{line.origin}{row}"


def _row(row: ChangeRow, quoted: Sequence[int]) -> str:
    return f"{row.row}{'' if row.row in quoted else '（?）'}"
