"""When a drafted row tells what a published row told: the one criterion that tests and reports/agreement.md use.

A drafted row tells its items in full: filling each （省略） of its cells with one and the same text gives the
item before and the item after (``coverage`` proves it). A published row tells the same when that can be done to
its cells too: there is *one* text to put for each of its （省略）, and around its cells, so that 変更前 becomes the
item before and 変更後 the item after. So both rows are elisions of the same pair of texts; how much unchanged text
either of them quotes does not matter, and every changed word does. White space, widths and ー do not count
(``piadiff.text.key``), nor does a bullet at the rim of a quoted piece, nor 時点 behind a date.

``SURROUNDINGS`` is weaker: the changed words are the same, one by one and in order, each between words that are
alike, but what did not change is misquoted by the published row, in both cells: other words, or a remark in
brackets left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import permutations

from piadiff.rewind.merge import hunks, likeness
from piadiff.text import key

_ELISION = re.compile(r"[（(〔\[［【〈＜<]\s*(?:以下)?[中前後上下]?(?:省略|略)\s*[)）〕\]］】〉＞>]")
_NOTHING = frozenset(
    map(key, ["", "-", "記述無し", "記述なし", "記載なし", "記載無し", "なし", "新規", "新規追加", "該当なし"])
)
_BULLET = re.compile(r"^[・●■◆](?=.)")
_BOX = re.compile(r"[\[［]\s*(?P<mark>[^\[\]［］]?)\s*[\]］](?P<text>[^\[［]*)")
_LABEL = re.compile(r"^\s*[①-⑳]\s*|^[^\n：:。、]{1,24}[：:]")
_REMARK = re.compile(r"\([^()]*\)")
_ALIKE = 0.8
_MOST_PLACES = 12

Cells = tuple[str, str]


class Told(StrEnum):
    """How a published row and the draft agree."""

    SAME = "同じ"
    SURROUNDINGS = "変わった語句は同じ"
    NO = "違う"


def _bare(text: str) -> str:
    return key(text).replace("ー", "").removesuffix("時点")


def quoted(cell: str) -> tuple[str, ...]:
    """Keys of what a cell quotes, cut at its （省略）."""
    return ("",) if key(cell) in _NOTHING else tuple(map(_bare, _ELISION.split(cell)))


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _fills(pieces: Sequence[Cells], old: str, new: str) -> bool:
    """Whether the pieces with the same text between and around them give both texts."""
    if not pieces:
        return old == new
    (was, now), rest = pieces[0], pieces[1:]
    for gap in range(_common(old, new) + 1):
        stands = old.startswith(was, gap) and new.startswith(now, gap)
        if stands and _fills(rest, old[gap + len(was) :], new[gap + len(now) :]):
            return True
    return False


def _pieces(cells: Cells) -> list[Cells]:
    """Matching pieces of the two cells; the unchanged ones only help where the changed ones stand."""
    before, after = map(quoted, cells)
    if len(before) != len(after) and ("",) in (before, after):
        before = before if before != ("",) else ("",) * len(after)
        after = after if after != ("",) else ("",) * len(before)
    if len(before) != len(after):
        return []
    return [pair for pair in zip(before, after, strict=True) if pair[0] or pair[1]]


def _elides(cells: Cells, old: str, new: str) -> bool:
    pieces = _pieces(cells)
    plain = [(_BULLET.sub("", was), _BULLET.sub("", now)) for was, now in pieces]
    return any(any(was != now for was, now in each) and _fills(each, old, new) for each in (pieces, plain))


def _led_to(cells: Cells, old: str) -> Iterator[str]:
    """Texts that doing what a row says can give."""

    def place(pieces: Sequence[Cells], text: str) -> Iterator[str]:
        if not pieces:
            yield text
            return
        (was, now), rest = pieces[0], pieces[1:]
        at = text.find(was)
        for _ in range(_MOST_PLACES):
            if at < 0 or not was:
                return
            for behind in place(rest, text[at + len(was) :]):
                yield text[:at] + now + behind
            at = text.find(was, at + 1)

    yield from place(_pieces(cells), old)


def _ticks(text: str) -> frozenset[str]:
    """Ticked options of a printed list, or the options a cell merely lists, without brackets."""
    boxes = [(match["mark"], match["text"]) for match in _BOX.finditer(text)]
    lines = [text for mark, text in boxes if mark.strip()] if boxes else text.split("\n")
    return frozenset(re.sub(r"[()]", "", key(line)) for line in lines if key(line) not in _NOTHING)


def _ticked_alike(cells: Cells, old: str, new: str) -> bool:
    was, now = map(_ticks, cells)
    before, after = _ticks(old), _ticks(new)
    return was != now and was - now == before - after and now - was == after - before


def _changed_words(old: str, new: str) -> list[tuple[str, str, str]]:
    """(unchanged words in front, deleted, inserted) of every change."""
    told, at = [], 0
    for hunk in hunks(old, new):
        told.append((old[at : hunk.i1], old[hunk.i1 : hunk.i2], new[hunk.j1 : hunk.j2]))
        at = hunk.i2
    return [*told, (old[at:], "", "")]


def _same_words(cells: Cells, old: str, new: str) -> bool:
    before, after = map(quoted, cells)
    if len(before) != len(after) or not any(before) or not any(after):
        return False
    row, form = _changed_words("".join(before), "".join(after)), _changed_words(old, new)
    if len(row) != len(form) or len(row) < 2 or [one[1:] for one in row] != [one[1:] for one in form]:
        return False
    first, last = (row[0][0], form[0][0]), (row[-1][0], form[-1][0])
    length = min(map(len, first)), min(map(len, last))
    around = [
        (first[0][len(first[0]) - length[0] :], first[1][len(first[1]) - length[0] :]),
        *((one[0], other[0]) for one, other in zip(row[1:-1], form[1:-1], strict=True)),
        (last[0][: length[1]], last[1][: length[1]]),
    ]
    return all(_alike(*pair) for pair in around)


def _alike(one: str, other: str) -> bool:
    return one == other or likeness(one, other) >= _ALIKE


def told(cells: Cells, old: str, new: str, *, boxes: bool = False) -> Told:
    """Whether a published row tells that an item went from one text to another, that and nothing else."""
    if boxes:
        return Told.SAME if _ticked_alike(cells, old, new) else Told.NO
    before, after = _bare(old), _bare(new)
    if _elides(cells, before, after):
        return Told.SAME
    shorter = _without_remarks(cells, before, after)
    if _same_words(cells, before, after) or _elides(cells, *shorter):
        return Told.SURROUNDINGS
    return Told.NO


def _without_remarks(cells: Cells, old: str, new: str) -> Cells:
    """Both texts without the unchanged remarks in brackets that neither cell has."""
    row = "".join("".join(quoted(cell)) for cell in cells)
    remarks = {
        remark for remark in _REMARK.findall(old) if old.count(remark) == new.count(remark) and remark not in row
    }
    for remark in remarks:
        old, new = old.replace(remark, ""), new.replace(remark, "")
    return old, new


def told_together(rows: Sequence[Cells], old: str, new: str) -> Told:
    """Whether several published rows of one item, one done after the other, tell it."""
    for order in permutations(rows):
        if _in_order(order, _bare(old), _bare(new)):
            return Told.SAME
    return Told.NO


def _in_order(rows: Sequence[Cells], old: str, new: str) -> bool:
    if len(rows) == 1:
        return _elides(rows[0], old, new)
    return any(_in_order(rows[1:], text, new) for text in dict.fromkeys(_led_to(rows[0], old)))


def lines_of(cells: Cells) -> list[Cells]:
    """The lines of a row about several items, pair by pair, without the label or name in front of them."""
    before, after = (cell.strip().split("\n") for cell in cells)
    if len(before) != len(after):
        return []
    return [(_LABEL.sub("", was), _LABEL.sub("", now)) for was, now in zip(before, after, strict=True)]
