"""The table of findings that a department fills in and gives back."""

from __future__ import annotations

from dataclasses import dataclass

SHEET = "所見"
COLUMNS = (
    "番号",
    "評価書",
    "段階",
    "検査",
    "検査の内容",
    "場所",
    "変更箇所の行",
    "版",
    "気づいた点",
    "見た語",
    "所見",
    "対応",
    "担当者",
    "期限",
    "識別子",
)
FILLED = COLUMNS[10:14]
"""Columns for the department."""
ACCEPT, MEND, ASKING = "受容", "修正する", "確認中"
RESPONSES = (ACCEPT, MEND, ASKING)
DECIDED = "決定"
"""Stands in the column 対応 where a decision was recorded before; it is no response to choose."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One line of the table as it came back, its cells as they are written there.

    Attributes:
        where: File and line, for messages.
    """

    where: str
    form: str
    check: str
    path: str
    row: str
    fingerprint: str
    remark: str
    response: str
    person: str
    until: str
