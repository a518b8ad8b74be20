"""A drafted workbook as an officer gave it back → its rows."""

from __future__ import annotations

from dataclasses import replace

from piadiff.errors import UnreadableSourceError
from piadiff.model import SignedRow
from piadiff.model.draft_table import BY_RULE, COLUMNS, CONTINUED, MORE_COLUMNS, SHEET, SIGNED_FIELDS, mark_of
from piadiff.readers.xlsx.tables import read_table

_MARK = MORE_COLUMNS[-1]


def _refuse(message: str, where: str) -> UnreadableSourceError:
    return UnreadableSourceError(
        message, where=where, remedy="`piadiff draft --format xlsx` で作った表を、列を消さずに書き換えて渡してください"
    )


def read_draft_xlsx(data: bytes, where: str) -> tuple[SignedRow, ...]:
    """Rows with a fingerprint, continued rows joined to the row they continue.

    Raises:
        UnreadableSourceError: When the file is no drafted table.
    """
    rows = read_table(data, where, SHEET)
    head = next((index for index, row in enumerate(rows) if _MARK in row and COLUMNS[1] in row), None)
    if head is None:
        raise _refuse(f"「{COLUMNS[1]}」と「{_MARK}」の列がありません", where)
    names = rows[head]
    signed: list[SignedRow] = []
    for number, row in enumerate(rows[head + 1 :], start=head + 2):
        cells = dict(zip(names, row, strict=False))
        if not any(cells.values()):
            continue
        made = _row(cells, f"{where} {number}行目")
        if signed and signed[-1].fingerprint == made.fingerprint and made.item.endswith(CONTINUED):
            last = signed[-1]
            signed[-1] = replace(last, before=last.before + made.before, after=last.after + made.after)
        else:
            signed.append(made)
    return tuple(signed)


_SIGNED = ("変更日", "提出時期", "提出時期に係る説明", "判定", "決定者", "施行日", "決定の理由", "決定の期限")


def _untouched(cells: dict[str, str]) -> frozenset[str]:
    """Fields whose cells still fit the marks written when the table was drafted."""
    marks = cells.get(MORE_COLUMNS[-2], "").split("-")
    told = zip(SIGNED_FIELDS, _SIGNED, marks, strict=False)
    return frozenset(field for field, name, mark in told if mark_of(cells.get(name, "")) == mark)


def _row(cells: dict[str, str], place: str) -> SignedRow:
    by = cells.get("決定者", "")
    return SignedRow(
        fingerprint=cells.get(_MARK, "").strip(),
        place=place,
        date=cells.get("変更日", ""),
        item=cells.get("項目", ""),
        before=cells.get("変更前の記載", ""),
        after=cells.get("変更後の記載", ""),
        timing=cells.get("提出時期", ""),
        explanation=cells.get("提出時期に係る説明", ""),
        verdict=cells.get("判定", ""),
        decided_by="" if by.strip() == BY_RULE else by,
        effective=cells.get("施行日", ""),
        reason=cells.get("決定の理由", ""),
        until=cells.get("決定の期限", ""),
        untouched=_untouched(cells),
    )
