"""The columns of a drafted 変更箇所 table and the marks by which it is read back."""

from __future__ import annotations

import hashlib

SHEET = "変更箇所"
CONTINUED = "（続き）"
COLUMNS = ("変更日", "項目", "変更前の記載", "変更後の記載", "提出時期", "提出時期に係る説明")
MORE_COLUMNS = (
    "判定",
    "足りない事実・注",
    "規則",
    "根拠",
    "決定者",
    "人が決めた欄",
    "施行日",
    "決定の理由",
    "決定の期限",
    "対象の項目",
    "起案時の印",
    "識別子",
)
BY_RULE = "規則"

SIGNED_FIELDS = ("date", "timing", "explanation", "verdict", "decided_by", "effective", "reason", "until")
"""Fields of a row that an officer may change in a table given back."""


def mark_of(cell: str) -> str:
    """Four hex digits of a cell, blind to what an office program drops: blanks and control characters."""
    seen = "".join(char for char in cell if char.isprintable() and not char.isspace() and char != "\ufffd")
    return hashlib.sha256(seen.encode(errors="replace")).hexdigest()[:4]
