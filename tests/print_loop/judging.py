"""A reading against the truth: what is right, open, wrong or gone, item by item and row by row."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from piadiff.model import ChangeRow, Form, Item, ItemKind, ItemPath

_GRAM, _STANDS, _SHORT = 6, 0.6, 24
_MARKS = "○〇◯"
_LIST_NUMBER = re.compile(r"^[（(][0-9０-９]+[）)]")
_SPARE_FILE = re.compile(r"ファイル\d+")


class Class(StrEnum):
    """What became of an item or a row.

    ``open``: the reading says that it does not know, and what stood there is kept. ``wrong``: something else is
    asserted, or stands elsewhere. ``gone``: its text stands in no item, no row, not in ``unassigned``.
    """

    RIGHT = "right"
    OPEN = "open"
    WRONG = "wrong"
    GONE = "gone"


@dataclass(frozen=True)
class Finding:
    """One item or row that is not right; ``at`` is its address or row."""

    outcome: Class
    at: str
    truth: str
    got: str


@dataclass
class Verdict:
    """Counts of one reading, and what is not right.

    ``unbroken`` counts the right texts, and under True those whose line breaks are the published ones too.
    """

    items: Counter[Class] = field(default_factory=Counter)
    rows: Counter[Class] = field(default_factory=Counter)
    header: Counter[Class] = field(default_factory=Counter)
    unbroken: Counter[bool] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    def __iadd__(self, other: Verdict) -> Verdict:
        self.items += other.items
        self.rows += other.rows
        self.header += other.header
        self.unbroken.update(other.unbroken)
        self.findings += other.findings
        return self


def judge(truth: Form, read: Form) -> Verdict:
    """A reading against its truth; white space does not count, all else does."""
    verdict = Verdict()
    reading = _Reading(read, truth)
    _judge_items(truth, reading, verdict)
    _judge_rows(truth.changes, reading, verdict)
    for name in ("kind", "template", "revision", "number", "title", "organ", "published"):
        wanted, got = (squeezed(str(getattr(form.header, name) or "")) for form in (truth, read))
        outcome = Class.RIGHT if wanted == got else Class.OPEN if not got else Class.WRONG
        _count(verdict, verdict.header, outcome, f"表紙 {name}", wanted, got)
    return verdict


def unreadable(truth: Form) -> Verdict:
    """The verdict on a source that was refused: it says so, but all of it is missing."""
    verdict = Verdict()
    verdict.items[Class.OPEN] += len(truth.items)
    verdict.rows[Class.OPEN] += len(truth.changes)
    verdict.header[Class.OPEN] += 7
    return verdict


def squeezed(text: str) -> str:
    """A text without white space, so that the wraps of a print do not count."""
    return "".join(unicodedata.normalize("NFC", text).split())


def address(path: ItemPath) -> str:
    """An address in one spelling; an attachment of a file is spelt ``別添1-ファイル``."""
    if path.section.startswith("別添") and path.file:
        return "-".join((path.section, path.file, *path.parts))
    return str(path)


def _value(item: Item) -> tuple[str, ...]:
    values = item.value if isinstance(item.value, tuple) else (item.value,)
    shown = tuple(squeezed(value) for value in values if value)
    if item.path.file and item.path.parts == ("1",):
        return tuple(_LIST_NUMBER.sub("", value) for value in shown)
    return tuple(sorted(shown)) if isinstance(item.value, tuple) else shown


class _Reading:
    """What a reading holds, and where; ``truth`` tells what of it is in its place."""

    def __init__(self, form: Form, truth: Form) -> None:
        self.form = form
        self.items = {address(item.path): item for item in form.items}
        self.doubted = {row for row, _ in form.doubts}
        wanted = {address(item.path): _value(item) for item in truth.items}
        rows = {_cells(row) for row in truth.changes}
        sure = [item for item in form.items if not item.undetermined]
        astray = ["\n".join(_value(item)) for item in sure if wanted.get(address(item.path)) != _value(item)]
        astray += ["\n".join(_cells(row)) for row in form.changes if _cells(row) not in rows]
        self.astray = Haystack(astray)
        self.aside = Haystack(
            [*(piece.text for piece in form.unassigned), *(_shown(item) for item in form.items if item.undetermined)]
        )
        self.marks = sum(self.aside.text.count(mark) for mark in _MARKS)
        self.strays = sum(text.count(mark) for text in astray for mark in _MARKS)
        self.strays += sum(
            len({*_value(item)} - {*wanted.get(address(item.path), ())}) for item in sure if item.kind is ItemKind.CHECKS
        )

    def takes_marks(self, count: int) -> tuple[bool, bool]:
        """Use up marks of boxes: whether they stand among what was left over, and whether the rest is asserted elsewhere."""
        aside = min(count, max(self.marks, 0))
        self.marks -= aside
        self.strays -= count - aside
        return aside == count, self.strays >= 0

    def unsure_of(self, path: ItemPath) -> bool:
        """Whether a file was named for want of its name, its first item being open or missing."""
        if not _SPARE_FILE.fullmatch(path.file):
            return False
        named = self.items.get(str(ItemPath(path.section, path.file, ("1",))))
        return named is None or named.undetermined


class Haystack:
    """Texts in which a piece may be looked for, wrapped or broken as it may be."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.text = squeezed("\n".join(texts))
        self.grams = Counter(self.text[at : at + _GRAM] for at in range(len(self.text)))
        self.taken = Counter[str]()

    def holds(self, text: str) -> bool:
        """Whether most of every sentence of a text stands here."""
        return all(self._holds(piece) for piece in _sentences(text))

    def gives(self, text: str) -> bool:
        """Whether a text stands here; a short one can be taken as often as it stands here."""
        text = squeezed(text)
        if len(text) > _SHORT:
            return self.holds(text)
        self.taken[text] += 1
        return self._holds(text, self.taken[text])

    def _holds(self, piece: str, times: int = 1) -> bool:
        if self.text.count(piece) >= times:
            return True
        grams = [piece[at : at + _GRAM] for at in range(len(piece) - _GRAM + 1)]
        return bool(grams) and sum(self.grams[gram] >= times for gram in grams) >= _STANDS * len(grams)


def _sentences(text: str) -> Iterator[str]:
    yield from (piece for piece in map(squeezed, re.split(r"\n|(?<=。)", text)) if piece)


def _judge_items(truth: Form, reading: _Reading, verdict: Verdict) -> None:
    wanted = {address(item.path): item for item in truth.items}
    displaced = list[Item]()
    for where, item in wanted.items():
        outcome = _outcome(item, reading.items.get(where), reading)
        if outcome is Class.WRONG and where not in reading.items:
            displaced.append(item)
        got = reading.items.get(where)
        if outcome is Class.RIGHT and item.kind is ItemKind.TEXT and item.value and got is not None:
            verdict.unbroken[_lines(str(item.value)) == _lines(str(got.value))] += 1
        _count(verdict, verdict.items, outcome, where, _shown(item), "" if got is None else _shown(got))
    moved = Haystack("\n".join(_value(item)) for item in displaced)
    for where, item in reading.items.items():
        if where in wanted or item.undetermined or not _value(item) or reading.unsure_of(item.path):
            continue
        if not moved.holds("\n".join(_value(item))):
            _count(verdict, verdict.items, Class.WRONG, where, "", _shown(item))


def _lines(text: str) -> list[str]:
    return [line for line in map(squeezed, text.split("\n")) if line]


def _shown(item: Item) -> str:
    mark = "（未確定）" if item.undetermined else ""
    return mark + " / ".join(_value(item))


def _outcome(item: Item, got: Item | None, reading: _Reading) -> Class:
    value = _value(item)
    if got is not None and not got.undetermined:
        return Class.RIGHT if _value(got) == value else Class.WRONG
    if not value:
        return Class.OPEN if got is not None else Class.RIGHT
    if item.kind is ItemKind.CHECKS:
        found = zip(reading.takes_marks(len(item.value)), (reading.aside, reading.astray), strict=True)
        aside, astray = (marked and all(map(place.holds, _slots(item))) for marked, place in found)
    else:
        text = "\n".join(map(str, value))
        aside = reading.aside.gives(text)
        astray = not aside and reading.astray.gives(text)
    if aside:
        return Class.OPEN
    if not astray:
        return Class.GONE
    return Class.OPEN if got is not None else Class.WRONG


def _slots(item: Item) -> list[str]:
    """What is filled in behind the ticked options of boxes."""
    slots = []
    for value in item.value:
        option = max((each for each in item.options if value.startswith(f"{each}（")), key=len, default=value)
        slots.append(value[len(option) + 1 : -1].removesuffix("件"))
    return [slot for slot in slots if slot]


def _cells(row: ChangeRow) -> tuple[str, ...]:
    return tuple(map(squeezed, (row.date_raw, row.item_raw, row.before, row.after, row.timing, row.explanation)))


def _judge_rows(truth: tuple[ChangeRow, ...], reading: _Reading, verdict: Verdict) -> None:
    found = list(reading.form.changes)
    left = list[ChangeRow]()
    for row in truth:
        same = next((each for each in found if _cells(each) == _cells(row)), None)
        if same is None:
            left.append(row)
        else:
            found.remove(same)
            verdict.rows[Class.RIGHT] += 1
    hosts = {row.row: Haystack(_cells(row)) for row in found}
    used = set[int]()
    for row in left:
        texts = [cell for cell in (row.item_raw, row.before, row.after) if len(cell) > 2] or [row.item_raw]
        share = {number: sum(each.holds(text) for text in texts) for number, each in hosts.items()}
        best = max(share, key=lambda number: share[number], default=None)
        if best is not None and share[best]:
            used.add(best)
            outcome = Class.OPEN if best in reading.doubted else Class.WRONG
            got = " | ".join(_cells(next(each for each in found if each.row == best)))
        else:
            got = ""
            text = "\n".join(texts)
            outcome = (
                Class.OPEN if reading.aside.holds(text) else Class.WRONG if reading.astray.holds(text) else Class.GONE
            )
        _count(verdict, verdict.rows, outcome, f"変更箇所 {row.row}", " | ".join(_cells(row)), got)
    for row in found:
        if row.row not in used and row.row not in reading.doubted:
            _count(verdict, verdict.rows, Class.WRONG, f"変更箇所 +{row.row}", "", " | ".join(_cells(row)))


def _count(verdict: Verdict, counts: Counter[Class], outcome: Class, at: str, truth: str, got: str) -> None:
    counts[outcome] += 1
    if outcome is not Class.RIGHT:
        verdict.findings.append(Finding(outcome, at, truth, got))
