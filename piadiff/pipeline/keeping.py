"""Drafted rows into the next version: a canonical form is written anew, an officer's own file is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from piadiff import readers
from piadiff.draft import Placed
from piadiff.draft import into as placed_in
from piadiff.errors import PiadiffError, WrongCallError
from piadiff.model import ChangeRow, Draft, Form
from piadiff.model.table_place import CellText, NewRow, TableStretch
from piadiff.pipeline.sides import template_of
from piadiff.readers.grid import clean
from piadiff.text import key
from piadiff.writers.form.formats import write_form

_CANONICAL = (".yaml", ".yml")
_FIELDS = {
    "date": "date_raw",
    "item": "item_raw",
    "before": "before",
    "after": "after",
    "timing": "timing",
    "explanation": "explanation",
}
_DECIDED = {"date": "変更日", "timing": "提出時期", "explanation": "説明"}
_BY_HAND = "表を手で直してから、もう一度実行してください"


@dataclass(frozen=True, slots=True)
class Kept:
    """The next version with the rows in it.

    Attributes:
        content: What is to be written; None where the file already is as drafted.
        notes: What a person should look at.
    """

    placed: Placed
    content: bytes | None
    notes: tuple[str, ...] = ()


def into(target: Path, output: Path | None, drafted: Draft, published: Form) -> Kept:
    """The next version with the drafted rows in its 変更箇所; of an office file nothing else is touched.

    Raises:
        WrongCallError: When the file cannot be kept as it is; the message says why and what to do.
        UnreadableSourceError: When it is no form.
    """
    data = target.read_bytes()
    form = readers.read_bytes(data, str(target))
    placed = placed_in(form, drafted, template=template_of(form), published=published.changes)
    office = _office(data)
    suffix = (output or target).suffix.lower()
    if office is None or suffix in _CANONICAL:
        _refuse_relaid(target, data, suffix)
        wanted = placed.changed or output is not None
        return Kept(placed, write_form(placed.form, output or target) if wanted else None)
    if suffix != target.suffix.lower():
        raise WrongCallError(
            f"{target.name} の体裁を保ったまま {suffix} にはできません",
            remedy=f"-o には {target.suffix} のファイルを指定してください（正規形にするなら .yaml）",
        )
    placed, notes = _with_own_words(form, placed, drafted)
    if not placed.changed:
        return Kept(placed, data if output else None, notes)
    content, more = _in_place(data, str(target), form, placed, office)
    return Kept(placed, content, (*notes, *more))


def _with_own_words(form: Form, placed: Placed, drafted: Draft) -> tuple[Placed, tuple[str, ...]]:
    """What an officer's file says in a row stays, unless a recorded decision says otherwise or the cell is empty."""
    before = {row.row: row for row in form.changes}
    decided = {(key(row.item), key(row.before), key(row.after)): row.decided for row in drafted.rows}
    rows, renewed, differ = list[ChangeRow](), list[int](), dict[str, list[int]]()
    for stood, row in zip(placed.stood, placed.form.changes, strict=True):
        old = before.get(stood, row)
        told = decided.get((key(row.item_raw), key(row.before), key(row.after)), ())
        kept = [
            field
            for column, field in _FIELDS.items()
            if getattr(old, field).strip() != getattr(row, field).strip()
            and getattr(old, field).strip()
            and _DECIDED.get(column) not in told
        ]
        own = replace(row, **{field: getattr(old, field) for field in kept})
        own = replace(own, date=old.date) if "date_raw" in kept else own
        rows.append(own)
        renewed += [row.row] if any(getattr(own, field) != getattr(old, field) for field in _FIELDS.values()) else []
        names = "・".join(name for column, name in _DECIDED.items() if _FIELDS[column] in kept)
        differ.setdefault(names, []).append(row.row)
    made = replace(placed, form=replace(placed.form, changes=tuple(rows)), renewed=tuple(renewed))
    return made, tuple(
        f"{'、'.join(map(str, numbers))}行目の{names}は起案と違いますが、ファイルの記載のままにしました"
        for names, numbers in differ.items()
        if names
    )


def _refuse_relaid(target: Path, data: bytes, suffix: str) -> None:
    """Refuse to lay out anew what somebody laid out, and to write over what is no canonical form."""
    canonical = data[:200].decode(errors="replace").lstrip("\ufeff \r\n").startswith("schema: piadiff/form/")
    if not canonical and suffix not in _CANONICAL:
        raise WrongCallError(
            f"{target.name} には行を書き込めません（書き込めるのは xlsx・docx・正規形です）",
            remedy="元の xlsx か docx を指定するか、-o で .yaml のファイルを指定してください",
        )


Office = tuple[
    Callable[[bytes, str], tuple[TableStretch, ...]],
    Callable[..., tuple[bytes, tuple[str, ...]]],
]


def _office(data: bytes) -> Office | None:
    """How the table of an office file is found and written; None for other files."""
    if not data.startswith(b"PK"):
        return None
    from piadiff.readers.archive import check_archive

    if "word/document.xml" in check_archive(data, ""):
        from piadiff.readers.docx import change_place as document
        from piadiff.writers.kept import docx

        return document.change_place, docx.with_rows
    from piadiff.readers.xlsx import change_place as workbook
    from piadiff.writers.kept import xlsx

    return workbook.change_place, xlsx.with_rows


def _in_place(data: bytes, name: str, form: Form, placed: Placed, office: Office) -> tuple[bytes, tuple[str, ...]]:
    """The file with the rows in it, read again and found to hold the form and the rows, and nothing else new."""
    find, write = office
    place = find(data, name)
    if not place:
        raise WrongCallError(
            f"{name} に変更箇所の表が見つかりません",
            remedy="変更日・項目・変更前の記載・変更後の記載・提出時期・説明の見出しのある表を作り、もう一度実行してください",
        )
    rows = list(zip(placed.stood, placed.form.changes, strict=True))
    there = [(number, row) for number, row in rows if number]
    _refuse_unlike(form, placed, [len(each.rows) for each in place], name)
    before = {row.row: row for row in form.changes}
    edits = [
        CellText(number - 1, column, getattr(row, field))
        for number, row in there
        for column, field in _FIELDS.items()
        if getattr(row, field) != getattr(before[number], field)
    ]
    merged = any(row.date and not row.date_raw for row in form.changes)
    fresh = list(_new([row for number, row in rows if not number], merged=merged))
    content, notes = write(data, name, place, edits, fresh)
    expected = [row for _, row in sorted(there, key=lambda each: each[0])] + [row for number, row in rows if not number]
    _prove(content, name, replace(form, changes=tuple(expected)))
    return content, notes


def _new(rows: Sequence[ChangeRow], *, merged: bool) -> Iterable[NewRow]:
    """Rows as they are written; in a table that merges the 変更日 of a batch, so are theirs."""
    for number, row in enumerate(rows):
        same = merged and number > 0 and row.date is not None and rows[number - 1].date == row.date
        cells = {column: getattr(row, field) for column, field in _FIELDS.items()}
        yield NewRow({**cells, "date": ""} if same else cells, same_day=same)


def _refuse_unlike(form: Form, placed: Placed, counts: Sequence[int], name: str) -> None:
    if sum(counts) != len(form.changes):
        raise WrongCallError(
            f"{name} の変更箇所の表で、行の位置が決まりません（{len(form.changes)}行のうち {sum(counts)}行）",
            remedy="表の途中の見出しや余白の行を除き、" + _BY_HAND,
        )
    if form.changes and not any(_words(form.changes[-1])):
        raise WrongCallError(
            f"{name} の変更箇所の最後の行（{len(form.changes)}行目）は、項目も記載もない行です",
            remedy="表の下の注などは表の外（1行空けて、全部の列を結合したセル）に置き、もう一度実行してください",
        )
    first_new = next((at for at, number in enumerate(placed.stood) if not number), len(placed.stood))
    if any(placed.stood[first_new:]):
        missing = "、".join(" ".join(placed.form.changes[n - 1].item_raw.split()) for n in placed.restored[:3])
        more = " ほか" * (len(placed.restored) > 3)
        raise WrongCallError(
            f"{name} の変更箇所に、前の版で公表した行がありません（{missing}{more}）",
            remedy="前の版の表から行を写して（または前の版のファイルから作り直して）、もう一度実行してください",
        )


def _words(row: ChangeRow) -> tuple[str, ...]:
    return row.item_raw.strip(), row.before.strip(), row.after.strip()


def _prove(content: bytes, name: str, expected: Form) -> None:
    """Read a written file again; what it holds must be the form as it was, with the rows.

    Raises:
        WrongCallError: When it holds anything else; nothing is given out.
    """
    try:
        found = readers.read_bytes(content, name)
    except PiadiffError as error:
        raise _unproven(name, error.message) from error
    for told, one, other in (
        ("表紙", expected.header, found.header),
        ("項目", _items(expected), _items(found)),
        ("置き場の分からない記載", _texts(expected), _texts(found)),
        ("変更箇所の行の数", len(expected.changes), len(found.changes)),
    ):
        if one != other:
            raise _unproven(name, f"{told}が元と違って読まれます")
    for wanted, row in zip(expected.changes, found.changes, strict=True):
        if _cells(wanted) != _cells(row):
            day = "変更日が決まっていれば --date で指定してください" if wanted.date != row.date else ""
            raise _unproven(name, f"変更箇所 {row.row}行目が、書いたとおりに読まれません", day)


def _unproven(name: str, message: str, remedy: str = "") -> WrongCallError:
    return WrongCallError(
        f"書き込んだ結果を読み直して確かめられなかったため、書き出しません（{message}）",
        where=name,
        remedy=remedy or "`piadiff draft 旧 新 -o 表.xlsx` で表を作り、手で写してください",
    )


def _items(form: Form) -> list[tuple[object, ...]]:
    return [(item.path, item.value, item.undetermined) for item in form.items]


def _texts(form: Form) -> list[str]:
    return sorted(piece.text for piece in form.unassigned)


def _cells(row: ChangeRow) -> tuple[object, ...]:
    return (row.date, *(clean(text) for text in (row.item_raw, row.before, row.after, row.timing, row.explanation)))
