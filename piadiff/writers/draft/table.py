"""What all outputs of a draft share: the official columns, the cells of a row, marked words, options."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from piadiff.addresses.resolver import official_spelling
from piadiff.model import Draft, DraftRow, Fold, ItemPath, Op
from piadiff.model.draft_table import BY_RULE, mark_of
from piadiff.text import wareki
from piadiff.writers.unread import pair_lines, unread_lines


@dataclass(frozen=True, slots=True)
class TableOptions:
    """How a table is written.

    Attributes:
        heading: Line above the table, as the name of the form.
        tracked: Changes as tracked changes of the word processor.
        official_only: Nothing but the six official columns.
    """

    heading: str = ""
    tracked: bool = False
    official_only: bool = False


PLAIN = TableOptions()


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a cell, marked when the other cell does not have them."""

    text: str
    marked: bool


def official_cells(row: DraftRow) -> tuple[str, ...]:
    """The six official cells."""
    date = wareki(row.date) if row.date else ""
    return (date, row.item, row.before, row.after, str(row.timing), row.explanation)


def more_cells(row: DraftRow) -> tuple[str, ...]:
    """What stands to the right of the official cells."""
    return (
        str(row.verdict),
        "\n".join(remarks(row)),
        "、".join(row.rule_names),
        "、".join(row.basis),
        decider(row),
        "、".join(row.decided),
        wareki(row.effective) if row.effective else "",
        row.reason,
        wareki(row.until) if row.until else "",
        places(row.paths),
        stamp(row),
        row.fingerprint,
    )


def remarks(row: DraftRow) -> tuple[str, ...]:
    """Facts that are missing and what else to look at; nothing once a person has decided its verdict."""
    if row.decided_by != "rule" and "判定" in row.decided:
        return ()
    opinion = (row.opinion.line(row.verdict),) if row.opinion else ()
    return (*(f"足りない事実: {fact}" for fact in row.missing), *(f"注: {note}" for note in row.notes), *opinion)


def stamp(row: DraftRow) -> str:
    """Marks of the cells an officer may change, as drafted; a cell that still fits its mark was not touched."""
    cells = (
        wareki(row.date) if row.date else "",
        str(row.timing),
        row.explanation,
        str(row.verdict),
        decider(row),
        wareki(row.effective) if row.effective else "",
        row.reason,
        wareki(row.until) if row.until else "",
    )
    return "-".join(map(mark_of, cells))


def decider(row: DraftRow) -> str:
    """Who stands for the row: a person by name, or the rules."""
    return BY_RULE if row.decided_by == "rule" else row.decided_by


def pieces(row: DraftRow, *, new: bool, marked: bool = True) -> tuple[Piece, ...]:
    """The words of 変更後 (or 変更前), those that changed marked unless the table is for submission."""
    if not marked:
        return (Piece(row.after if new else row.before, marked=False),)
    own: Op = "+" if new else "-"
    text = row.after if new else row.before
    told = tuple(Piece(edit.text, edit.op == own) for edit in row.edits if edit.op in ("=", own))
    return told if "".join(piece.text for piece in told) == text else (Piece(text, marked=False),)


def notes(draft: Draft) -> Iterator[str]:
    """What stands below a table: places of folded changes, what persons decided, what is open."""
    yield from pair_lines((*draft.pair, *draft.late))
    for fold in draft.folded:
        yield fold_note(fold)
    for number, row in enumerate(draft.rows, start=1):
        if row.decided_by != "rule":
            fields = f"（{'、'.join(row.decided)}）" if row.decided else ""
            reason = f" 理由: {row.reason}" if row.reason else ""
            yield f"第{number}行{fields}は{row.decided_by}の決定です。{reason}".rstrip()
    by_remark: dict[tuple[str, str], list[int]] = {}
    for number, row in enumerate(draft.rows, start=1):
        for remark in remarks(row):
            by_remark.setdefault((str(row.verdict), remark), []).append(number)
    for (verdict, remark), numbers in by_remark.items():
        yield f"第{'・'.join(map(str, numbers))}行は{verdict}です。{remark}"
    for mark in draft.unused_decisions:
        yield f"記録された決定「{mark}」に当たる変更は、もうありません。"
    yield from unread_lines(draft.unread)


def fold_note(fold: Fold) -> str:
    """One fold in words."""
    where = f"第{fold.row}行" if fold.row else "行を設けない変更"
    what = f"「{fold.before}」→「{fold.after}」" if fold.before or fold.after else ""
    return f"{where}（{fold.reason}{what}）の箇所（{len(fold.paths)}）: {places(fold.paths)}"


def places(paths: Iterable[ItemPath]) -> str:
    """All places, those below one heading given together: 「Ⅰ－２－システム１－②・③」."""
    by_heading: dict[str, list[str]] = {}
    for path in paths:
        heading, dash, last = official_spelling(path).rpartition("－")
        by_heading.setdefault(heading + dash, []).append(last)
    return "、".join(f"{heading}{'・'.join(own)}" for heading, own in by_heading.items())
