"""What the cells behind a label say of a choice: the chosen option, and a number of 件."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from piadiff.model import Item, ItemKind, ItemPath
from piadiff.readers.from_cells.values import (
    MARK,
    NUMBER,
    USUAL,
    Boxes,
    Picked,
    Signs,
    is_illegible,
    marks_first,
    rows_of,
)
from piadiff.readers.grid import Cell
from piadiff.text import fold, key
from piadiff.text.signs import TICKS

LIST = "<選択肢>"
_BRACKET = re.compile(r"\[(?P<inner>[^\[\]]*)\]")
_WORDS = re.compile(r"\[[^\[\]]{2,}\]")
"""A bracket with more in it than a mark."""
_COUNT = re.compile(r"(?:\((?P<number>[^()]{0,12})\)|(?P<bare>\d{1,4}))件")


@dataclass
class _Pieces:
    """What a choice is printed with.

    Attributes:
        bracketed: What stands in brackets, "" for an empty one.
        bare: How often each option stands without a number.
        numbered: How often each stands with one, as in the printed list.
        counts: Numbers of 件.
        headed: The heading of the printed list stands with them.
    """

    bracketed: list[str] = field(default_factory=list)
    bare: Counter[str] = field(default_factory=Counter)
    numbered: Counter[str] = field(default_factory=Counter)
    counts: list[tuple[str, Cell]] = field(default_factory=list)
    headed: bool = False

    def add(self, other: _Pieces) -> None:
        self.bracketed += other.bracketed
        self.bare += other.bare
        self.numbered += other.numbered
        self.counts += other.counts
        self.headed = self.headed or other.headed


def pick_choice(cells: Sequence[Cell], options: Sequence[str], signs: Signs = USUAL) -> Picked:
    """The chosen option: in brackets, by itself, with its number or a mark; cells of a row may share its pieces.

    Where nothing but the list is printed, nothing is chosen.
    """
    lists = [cell for cell in cells if not _WORDS.search(cell.key)]
    marked = _by_marks(lists, options, signs) if any(MARK.search(cell.key) for cell in lists) else None
    picked = _by_words(cells, options)
    if marked is None or (picked.value in options and not picked.bare and picked.value == marked.value):
        return picked
    if picked.named and picked.value != marked.value:
        return Picked("", counts=picked.counts, rest=[(cell, cell.text) for cell in cells])
    return marked


def _by_words(cells: Sequence[Cell], options: Sequence[str]) -> Picked:
    """The chosen option by what stands in brackets, alone, or once more than in the list."""
    pieces, rest = _Pieces(), list[tuple[Cell, str]]()
    left = [cell for cell in cells if not _take(cell.text, [cell], options, pieces)]
    for row in rows_of(left):
        if len(row) < 2 or not _take("".join(cell.text for cell in row), row, options, pieces):
            rest += [(cell, cell.text) for cell in row]
    value, determined = _decide(pieces, options)
    if value and rest and not pieces.bracketed and not pieces.bare:
        value, determined = "", False  # its list may go on in what is left
    if not value and rest:
        value = _torn(rest, options)
        determined, rest = determined or bool(value), [] if value else rest
    listed = any(LIST in cell.key for cell in cells) and len(pieces.bare) < 2
    bare = not determined and listed and not rest and not any(is_illegible(cell.text) for cell in cells)
    determined = determined or bare
    if not determined and len(pieces.bare) > 1:
        rest = [(cell, cell.text) for cell in cells]
    return Picked(value, determined, pieces.counts, rest, bare, named=any(word in options for word in pieces.bracketed))


def unseen(items: Mapping[ItemPath, Item], bare: Sequence[ItemPath]) -> dict[ItemPath, Item]:
    """Choices with nothing but a list, left open: where a form shows no choice at all, no cell can show its marks."""
    if len(bare) < 2 or any(item.value for item in items.values() if item.kind is ItemKind.CHOICE):
        return {}
    return {path: replace(items[path], undetermined=True) for path in bare}


def _decide(pieces: _Pieces, options: Sequence[str]) -> tuple[str, bool]:
    """The value that the pieces name, and whether they do: what the bracket holds, else the option that stands alone.

    An option typed as 「2) 十分である」 stands once more than the printed list has it.
    """
    inner = list(dict.fromkeys(filter(None, pieces.bracketed)))
    if inner:
        return (inner[0], True) if len(inner) == 1 else ("", False)
    if len(pieces.bare) == 1:
        return next(iter(pieces.bare)), True
    said = pieces.bare + pieces.numbered
    listed = min((said[option] for option in options), default=0)
    more = [option for option in options if said[option] > listed]
    if len(more) == 1 and said[more[0]] == listed + 1 and (listed or not pieces.headed):
        return more[0], True
    return "", bool(pieces.bracketed) and not pieces.bare


def _by_marks(cells: Sequence[Cell], options: Sequence[str], signs: Signs) -> Picked | None:
    """One of the options marked as a box is, 「■行っている　□行っていない」; None where the marks do not say which."""
    boxes = Boxes(options, (), signs.empty)
    picked = Picked(determined=True)
    for cell in marks_first(cells, signs) or ():
        text, numbers = _without_counts(cell.text.strip())
        picked.counts += [(number, cell) for number in numbers]
        if key(text) not in {"", LIST}:
            boxes.take(replace(cell, text=_boxed(text, options)))
    named = [option for option, _ in boxes.ticked if option]
    bare = {option for option in options if option not in named} - boxes.emptied
    if len(named) != len(boxes.ticked) or len(named) > 1 or boxes.rest or (not named and bare):
        return None
    picked.value = named[0] if named else ""
    return picked


def _boxed(text: str, options: Sequence[str]) -> str:
    """``・実施する　○実施しない　・未定``, all options in their order, with boxes in place of dots; else the text."""
    told, at, lines = key(text), 0, list[str]()
    for option in options:
        sign, name = told[at : at + 1], key(option)
        if sign not in f"・{TICKS}" or not told.startswith(name, at + 1):
            return text
        lines.append(f"{'□' if sign == '・' else sign}{option}")
        at += 1 + len(name)
    return "\n".join(lines) if at == len(told) and "・" in told else text


def _without_counts(text: str) -> tuple[str, list[str]]:
    """A text without the lines that are nothing but a number of 件, and these numbers."""
    lines = text.split("\n")
    counts = [_COUNT.fullmatch(key(line)) for line in lines]
    kept = [line for line, count in zip(lines, counts, strict=True) if count is None]
    return "\n".join(kept), [count["number"] or count["bare"] or "" for count in counts if count]


def _torn(rest: Sequence[tuple[Cell, str]], options: Sequence[str]) -> str:
    """An option whose bracket a print set between its lines: beside the printed list its words are all there is."""
    words = key("".join(text for _, text in rest)).replace("[", "").replace("]", "").replace(LIST, "")
    for option in options:
        words = re.sub(rf"\(?\d{{1,2}}[).]{re.escape(key(option))}", "", words)
    return next((option for option in options if key(option) == words), "")


def _take(text: str, cells: Sequence[Cell], options: Sequence[str], pieces: _Pieces) -> bool:
    """Take a text that is nothing but pieces of a choice."""
    folded = fold(text)
    told, at, found = folded.key.replace("〔", "[").replace("〕", "]"), 0, _Pieces()
    known = sorted(((key(option), option) for option in options), key=lambda pair: -len(pair[0]))
    if is_illegible(text):
        return True
    while at < len(told):
        if told.startswith(LIST, at):
            found.headed, at = True, at + len(LIST)
        elif bracket := _BRACKET.match(told, at):
            start, end = folded.span(bracket.start("inner"), bracket.end("inner"))
            inner = bracket["inner"]
            found.bracketed.append((_option(inner, known) or text[start:end].strip()) if inner else "")
            at = bracket.end()
        elif count := _COUNT.match(told, at):
            found.counts.append((count["number"] or count["bare"] or "", cells[0]))
            at = count.end()
        else:
            number = NUMBER.match(told, at)
            begin = number.end() if number else at
            option = next(((name, own) for name, own in known if told.startswith(name, begin)), None)
            if option is None:
                return False
            (found.numbered if number else found.bare)[option[1]] += 1
            at = begin + len(option[0])
    pieces.add(found)
    return True


def _option(inner: str, known: Sequence[tuple[str, str]]) -> str:
    number = NUMBER.match(inner)
    wanted = {inner, inner[number.end() :] if number else inner}
    return next((option for name, option in known if name in wanted), "")
