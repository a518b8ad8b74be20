"""Chosen options and ticked boxes: what moved along its scale, what was ticked or cleared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from piadiff.diff.lcs import hunks
from piadiff.model import Edit, Facet, FacetKind
from piadiff.text import key
from piadiff.text.cell import boxes, option_without_note
from piadiff.text.signs import BARE_EMPTY, BARE_TICKED, CIRCLES, CROSSES, DASHES, TICKS

_OWN_TEXT = re.compile(r"^(?P<option>[^(]+?)\((?P<text>.*)\)$")
_BRACKETED = re.compile(r"\s*[(（](?P<text>[^()（）]*)[)）]")
_OPENS = frozenset("[［〔" + BARE_TICKED + BARE_EMPTY)
_NEGATIVE = re.compile(r"(?:ない|なし|未満|未定)$")
_BESIDE_OPTION = re.compile(
    r"^[0-9０-９][)）.．]\s*|[\s　\]］〕]*[（(]?[\s　]*[0-9０-９]{1,4}[\s　]*[)）]?[\s　]*件[)）]?$"
)
"""What a form prints beside a chosen option: its number in the list, how many there are."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a cell; ``text`` is what stands in brackets behind the option."""

    label: str
    ticked: bool
    text: str = ""


def has_scale(options: Sequence[str]) -> bool:
    """Whether the printed order of options is an order of more and less."""
    if sum(bool(re.search(r"\d", key(option))) for option in options) >= 2:
        return True
    if options and options[0].startswith("特に"):
        return True
    return len(options) == 2 and bool(_NEGATIVE.search(options[1])) and not _NEGATIVE.search(options[0])


def _places(options: Sequence[str]) -> dict[str, int]:
    """Where each option stands first, by its key."""
    return {key(options[at]): at for at in range(len(options) - 1, -1, -1)}


def choice_facet(before: str, after: str, options: Sequence[str]) -> Facet:
    """Which way a choice moved; an unknown option, or none on one side, gives no direction."""
    places = _places(options)
    old, new = places.get(key(before), -1), places.get(key(after), -1)
    if old < 0 or new < 0 or not has_scale(options):
        return Facet(FacetKind.CHOICE_CHANGED, before, after)
    return Facet(FacetKind.CHOICE_UP if new < old else FacetKind.CHOICE_DOWN, before, after)


def parse_boxes(cell: str, options: Sequence[str] = ()) -> tuple[Box, ...]:
    """Boxes of a cell such as 「[○]自己点検[　]内部監査」; empty when it holds none."""
    printed = {key(option): option for option in options}
    return tuple(_printed(box.label, ticked=box.ticked, printed=printed) for box in boxes(cell, options))


def _printed(label: str, *, ticked: bool, printed: Mapping[str, str]) -> Box:
    if key(label) in printed:
        return Box(label, ticked)
    option = option_without_note(label, printed.values())
    return Box(option, ticked) if option else _box(label, ticked=ticked)


def parse_headed(cell: str, options: Sequence[str]) -> tuple[tuple[Box, ...], str]:
    """Boxes of a cell that prints headings before or between them, and the key of what is no box.

    No box at all where a mark has anything but an option behind it.
    """
    start = next((at for at, char in enumerate(cell) if char in _OPENS), len(cell))
    found = [_of_option(box.label, box.ticked, options) for box in boxes(cell[start:], options)]
    if not all(box for box, _ in found):
        return (), ""
    return tuple(box for box, _ in found if box), key("|".join([cell[:start], *(rest for _, rest in found)]))


def _of_option(label: str, ticked: object, options: Sequence[str]) -> tuple[Box | None, str]:
    """The box of an option that a label begins with, and what stands behind it and its own brackets."""
    option = max((each for each in options if key(label).startswith(key(each))), key=len, default=None)
    if option is None:
        return None, ""
    end = next(at for at in range(len(label) + 1) if key(label[:at]) == key(option))
    own = _BRACKETED.match(label[end:])
    text, rest = (own["text"], label[end + own.end() :]) if own else ("", label[end:])
    return Box(option, bool(ticked), text.strip()), rest


def parse_marked(cell: str, options: Sequence[str]) -> tuple[Box, ...]:
    """Boxes of a cell that prints each option with a bare sign beside it, 「○自己点検　－外部監査」; else empty.

    ○ chooses, but beside ● it is the circle that was left empty. × says nothing where no other sign stands.
    """
    named = "|".join(re.escape(option) for option in sorted(options, key=len, reverse=True))
    option, gap = rf"(?P<option>{named})(?P<own>（[^（）]*）)?", r"(?:[ 　\n、／/]+|$)"
    for pattern in (rf"{_SIGN}[ 　]*{option}{gap}", rf"{option}[ 　]*{_SIGN}{gap}"):
        found = list(re.finditer(pattern, cell)) if options else []
        signs = [match["sign"] for match in found]
        chosen = {sign for sign in signs if sign and sign in TICKS}
        if chosen and "".join(match[0] for match in found).strip() == cell.strip():
            chosen -= _CIRCLES if chosen - _CIRCLES else set()
            return tuple(
                Box(match["option"], sign in chosen, (match["own"] or "").strip("（）"))
                for match, sign in zip(found, signs, strict=True)
            )
    return ()


_SIGN = f"(?P<sign>[{TICKS}{CROSSES}{BARE_EMPTY}{re.escape(DASHES)}]?)"
_CIRCLES = frozenset(CIRCLES)


def parse_ticks(cell: str, options: Sequence[str]) -> tuple[Box, ...]:
    """Boxes of a cell that only lists what is ticked, 「紙、専用線」; empty when any word is no option."""
    words = [word.strip() for word in re.split(r"[、，,\n]|　+", cell) if word.strip()]
    places = _places(options)
    if not words or not all(key(word.split("（")[0].split("(")[0]) in places for word in words):
        return ()
    return boxes_of(words, options)


def _box(label: str, *, ticked: bool) -> Box:
    split = _OWN_TEXT.match(key(label))
    if split is None:
        return Box(label, ticked)
    at = max(label.find("（"), label.find("("))
    opened = min((place for place in (label.find("（"), label.find("(")) if place >= 0), default=at)
    return Box(label[:opened].strip(), ticked, label[opened + 1 :].rstrip("）) 　\n"))


def boxes_of(value: Iterable[str], options: Sequence[str]) -> tuple[Box, ...]:
    """All boxes of an item, ticked or not, in printed order; ticks outside the list come last."""
    ticks, places = {}, _places(options)
    spelt_so = {options[at]: at for at in range(len(options) - 1, -1, -1)}
    for tick in value:
        place = places.get(key(tick), -1)
        box = Box(options[place], ticked=True) if place >= 0 else _own_text(tick, spelt_so)
        ticks[key(box.label)] = box
    printed = [ticks.pop(key(option), Box(option, ticked=False)) for option in options]
    return (*printed, *ticks.values())


def _own_text(tick: str, options: Mapping[str, int]) -> Box:
    """The box of the first option that a bracket follows in what is ticked."""
    heads = (tick[:at] for at, char in enumerate(tick) if char in "（(")
    option = min((head for head in heads if head in options), key=options.__getitem__, default=None)
    if option is None:
        return _box(tick, ticked=True)
    return Box(option, ticked=True, text=tick[len(option) + 1 :].rstrip("）)"))


def spelt(box: Box) -> str:
    """A box as the form prints it."""
    text = f"（{box.text}）" if box.text else ""
    return f"[{'○' if box.ticked else '　'}]{box.label}{text}"


def box_facets(before: Sequence[Box], after: Sequence[Box]) -> list[Facet]:
    """Boxes ticked and cleared; the texts behind them are compared elsewhere."""
    old = {key(box.label): box for box in before}
    new = {key(box.label): box for box in after}
    found = []
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name), new.get(name)
        if now and now.ticked and not (was and was.ticked):
            found.append(Facet(FacetKind.BOX_TICKED, "", spelt(now)[3:]))
        elif was and was.ticked and not (now and now.ticked):
            found.append(Facet(FacetKind.BOX_CLEARED, spelt(was)[3:], ""))
    return found


def box_edits(before: Sequence[str], after: Sequence[str]) -> tuple[Edit, ...]:
    """Edit script that takes each box whole."""
    edits: list[Edit] = []
    at = 0
    for hunk in hunks(before, after):
        edits.append(Edit("=", "".join(before[at : hunk.old_start])))
        edits.append(Edit("-", "".join(before[hunk.old_start : hunk.old_end])))
        edits.append(Edit("+", "".join(after[hunk.new_start : hunk.new_end])))
        at = hunk.old_end
    edits.append(Edit("=", "".join(before[at:])))
    return tuple(edit for edit in edits if edit.text)


def knows(options: tuple[str, ...], option: str) -> bool:
    """Whether a text is one of the options."""
    return key(option) in _keys(options)


@lru_cache(maxsize=1024)
def _keys(options: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(key, options))


def options_in(cell: str) -> list[str]:
    """What stands in a cell where options would: one, or several divided by ／ or lines, without brackets and 件."""
    parts = re.split(r"[／/\n]", cell.strip(" 　[]［］〔〕"))
    bare = (_BESIDE_OPTION.sub("", part.strip(" 　[]［］〔〕。")) for part in parts)
    return [part for part in (each.strip(" 　[]［］〔〕。") for each in bare) if part]
