"""Edit script between two cells, for outputs that mark the changed words; no mark cuts a date or a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, groupby

from piadiff.model import Edit, Op
from piadiff.text import find_dates
from piadiff.text.alignment import opcodes

_TOKEN = re.compile(
    r"\[[○　 ]?\][^\[\n]*|(?<=[0-9０-９])[条項号年月日件人名回]|[一-鿿々〆ヶ]+|[ぁ-ゖー]+|[ァ-ヺー]+"
    r"|[A-Za-zＡ-Ｚａ-ｚ]+|[0-9０-９]+(?:[-－‐.．,，][0-9０-９]+)*|\s+|.",
    re.DOTALL,
)
_LONGEST = 20_000


def _tokens(text: str) -> list[str]:
    """Words, dates, numbers and printed boxes; joined they give the text."""
    return list(_split(text))


def _split(text: str) -> Iterator[str]:
    at = 0
    for span in find_dates(text):
        yield from _TOKEN.findall(text[at : span.start])
        yield text[span.start : span.end]
        at = span.end
    yield from _TOKEN.findall(text[at:])


@lru_cache(maxsize=64)
def mark(before: str, after: str) -> tuple[Edit, ...]:
    """Runs of kept, deleted and inserted words; kept and deleted runs joined give ``before``."""
    if max(len(before), len(after)) > _LONGEST:
        return tuple(edit for edit in (Edit("-", before), Edit("+", after)) if edit.text)
    old, new = _tokens(before), _tokens(after)
    edits: list[Edit] = []
    for same, a, b, c, d in opcodes(old, new):
        if same:
            edits.append(Edit("=", "".join(old[a:b])))
            continue
        edits += _replaced("".join(old[a:b]), "".join(new[c:d]))
    return tuple(edits)


def _cuts_number(text: str, at: int) -> bool:
    """Whether a place lies inside a date or a number."""
    ends = list(accumulate(map(len, _tokens(text))))
    return at not in ends and text[at - 1].isdecimal() | text[at].isdecimal()


def _replaced(deleted: str, inserted: str) -> list[Edit]:
    """A replacement; when one side only goes on where the other ends, the common words stay."""
    op: Op = "+" if len(inserted) > len(deleted) else "-"
    short, long = sorted((deleted, inserted), key=len)
    told = [Edit("-", deleted), Edit("+", inserted)]
    if short and long != short:
        if long.startswith(short) and not _cuts_number(long, len(short)):
            told = [Edit("=", short), Edit(op, long[len(short) :])]
        elif long.endswith(short) and not _cuts_number(long, len(long) - len(short)):
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
