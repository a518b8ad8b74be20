"""Edit script between two cells, for outputs that mark the changed words."""

from __future__ import annotations

import re
from itertools import groupby

from piadiff.draft.alignment import opcodes
from piadiff.model import Edit, Op

_TOKEN = re.compile(
    r"\[[○　 ]?\][^\[\n]*|[一-鿿々〆ヶ]+|[ぁ-ゖー]+|[ァ-ヺー]+|[A-Za-zＡ-Ｚａ-ｚ]+|[0-9０-９]+|\s+|.", re.DOTALL
)
_LONGEST = 20_000


def mark(before: str, after: str) -> tuple[Edit, ...]:
    """Runs of kept, deleted and inserted words; kept and deleted runs joined give ``before``."""
    if max(len(before), len(after)) > _LONGEST:
        return tuple(edit for edit in (Edit("-", before), Edit("+", after)) if edit.text)
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    edits: list[Edit] = []
    for same, a, b, c, d in opcodes(old, new):
        if same:
            edits.append(Edit("=", "".join(old[a:b])))
            continue
        edits += _replaced("".join(old[a:b]), "".join(new[c:d]))
    return tuple(edits)


def _replaced(deleted: str, inserted: str) -> list[Edit]:
    """A replacement; when one side only goes on where the other ends, the common words stay."""
    op: Op = "+" if len(inserted) > len(deleted) else "-"
    short, long = sorted((deleted, inserted), key=len)
    told = [Edit("-", deleted), Edit("+", inserted)]
    if short and not short.isdecimal() and long != short:
        if long.startswith(short):
            told = [Edit("=", short), Edit(op, long[len(short) :])]
        elif long.endswith(short):
            told = [Edit(op, long[: -len(short)]), Edit("=", short)]
    return [edit for edit in told if edit.text]


def _lone(edits: tuple[Edit, ...], index: int) -> bool:
    """A kept run too short to read between two changes."""
    return edits[index].op == "=" and len(edits[index].text.strip()) <= 1 and 0 < index < len(edits) - 1


def readable(edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """The same script with lone kept characters drawn into the changes around them."""
    spread: list[Edit] = []
    for index, edit in enumerate(edits):
        if _lone(edits, index) and "\n" not in edit.text:
            spread += [Edit("-", edit.text), Edit("+", edit.text)]
        else:
            spread.append(edit)
    joined: list[Edit] = []
    for kept, run in groupby(spread, key=lambda edit: edit.op == "="):
        members = list(run)
        if kept:
            joined.append(Edit("=", "".join(edit.text for edit in members)))
            continue
        for op in ("-", "+"):
            text = "".join(edit.text for edit in members if edit.op == op)
            if text:
                joined.append(Edit("-" if op == "-" else "+", text))
    return tuple(joined)
