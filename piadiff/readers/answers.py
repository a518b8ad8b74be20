"""A table of findings as a department gave it back → its answers."""

from __future__ import annotations

from piadiff.errors import UnreadableSourceError
from piadiff.model.answer import COLUMNS, SHEET, Answer
from piadiff.readers.xlsx.tables import read_table

_NEEDED = ("評価書", "検査", "場所", "変更箇所の行", "所見", "対応", "担当者", "期限", "識別子")


def read_answers(data: bytes, where: str) -> tuple[Answer, ...]:
    """Every line with a 対応.

    Raises:
        UnreadableSourceError: When the file is no table of findings.
    """
    rows = read_table(data, where, SHEET)
    head = next((number for number, row in enumerate(rows) if COLUMNS[-1] in row), None)
    names = rows[head] if head is not None else []
    lost = [name for name in _NEEDED if name not in names]
    if head is None or lost:
        raise UnreadableSourceError(
            f"「{'」「'.join(lost)}」の列がありません",
            where=where,
            remedy="`piadiff report` の所見の表（xlsx）を、列を消さずに書き込んで渡してください",
        )
    found = []
    for number, row in enumerate(rows[head + 1 :], start=head + 2):
        cells = {name: text.strip() for name, text in zip(names, row, strict=False)}
        if cells.get("対応"):
            told = (cells.get(name, "") for name in ("評価書", "検査", "場所", "変更箇所の行", "識別子"))
            filled = (cells.get(name, "") for name in ("所見", "対応", "担当者", "期限"))
            found.append(Answer(f"{where} {number}行目", *told, *filled))
    return tuple(found)
