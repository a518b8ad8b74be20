"""Which cells are labels, and which items of the form they name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from piadiff.model import ItemKind
from piadiff.readers.from_cells.cell_grid import CellGrid
from piadiff.readers.from_lines.extent import measure, without_contents
from piadiff.readers.from_lines.tokens import Kind, Token
from piadiff.readers.from_lines.units import COVER, NO_PREFIX, Layout, Prefix, Unit, lay_out
from piadiff.readers.from_lines.vocabulary import Vocabulary, vocabulary
from piadiff.readers.grid import Cell
from piadiff.templates import Template
from piadiff.text import fold, key

_LONGEST = 160
_STEPS = 2_000_000
"""What is weighed at most; a form of 30 files comes to a tenth of it."""
_SUFFIX = re.compile(r"(?:\(?※\)?)?(?:\([^()]{1,30}を除く。?\))?(?:\(?※\)?)?:?")
_FILE = re.compile(r"\((?P<name>.+)\)(?:\(?※\)?)?")
_BRACKETED = re.compile(r"[(【](?P<inner>[^()【】]+)[)】](?:\(?※\)?)?")
_SIGNED = frozenset({"number", "circled"})
"""Labels whose ※ some print before their number."""
_FILE_NAME = ("1",)
_TEXTS = frozenset({ItemKind.TEXT, ItemKind.DATE})


@dataclass(frozen=True, slots=True)
class Name:
    """What a cell says that is nothing but a label; ``file`` is a file name printed behind a section."""

    text: str
    prefix: Prefix
    file: str = ""


@dataclass
class Labels:
    """The labels of a source.

    Attributes:
        units: Place of a cell → the item it is the label of.
        contents: Places of labels that are only a table of contents, or printed again behind a page break.
        values: Places of cells that are values whatever they say, since they stand where a value must.
        unplaced: Places of numbered labels that do not fit the order of the form.
        files: Number of a file (``#1``) by section → its name where the heading of the section names it.
    """

    layout: Layout
    units: dict[int, Unit] = field(default_factory=dict)
    contents: frozenset[int] = frozenset()
    values: frozenset[int] = frozenset()
    unplaced: frozenset[int] = frozenset()
    files: dict[tuple[str, str], str] = field(default_factory=dict)


def name_of(cell: Cell, words: Vocabulary) -> Name | None:
    """The label a cell is, None when it says anything else or more."""
    key = cell.key
    if not key or len(key) > _LONGEST:
        return None
    bracketed = _BRACKETED.fullmatch(key)
    known = _name(cell, key, words) or (_name(cell, bracketed["inner"], words) if bracketed else None)
    if known is None and key.startswith("※"):
        behind = _name(cell, key[1:], words)
        return behind if behind is not None and behind.prefix.sort in _SIGNED and not behind.file else None
    return known


def _name(cell: Cell, key: str, words: Vocabulary) -> Name | None:
    best: tuple[int, Name] | None = None
    for hit in words.label_hits(key, 0):
        expected = words.numbered.get(hit.text, frozenset())
        repeated = hit.prefix.sort == "repeat"
        if hit.prefix != NO_PREFIX and not repeated and hit.prefix not in expected:
            continue
        rest, file = key[hit.end :], ""
        if not _SUFFIX.fullmatch(rest):
            if hit.prefix.sort != "roman" or not _FILE.fullmatch(rest):
                continue
            file = _file_behind(cell.text, hit.end)
        if best is None or hit.end > best[0]:
            best = (hit.end, Name(hit.text, hit.prefix, file))
    return best[1] if best else None


def _file_behind(text: str, end: int) -> str:
    """The name in the bracket behind a heading that ends at a place of the folded text."""
    folded = fold(text)
    rest = text[folded.ends[end - 1] :].strip().rstrip("※").rstrip()
    return rest[1:-1].strip()


def find_labels(board: CellGrid, template: Template) -> Labels:
    """Tell the labels of a source: cells that say one, in the order of the form, where no value must stand."""
    words = vocabulary(template)
    names = {place: name for place, cell in enumerate(board.cells) if (name := name_of(cell, words))}
    tokens = [Token(Kind.LABEL, place, place + 1, name.text, name.prefix) for place, name in names.items()]
    tokens = without_contents(tokens)
    contents = frozenset(token.start for token in tokens if token.kind is not Kind.LABEL)
    layout = lay_out(template, measure(template, tokens))
    index = _Index(layout)
    values = _value_places(board, {place: name for place, name in names.items() if place not in contents}, index)
    candidates = {place: name for place, name in names.items() if place not in contents | values}
    claims = _claims(candidates, index)
    chain = _longest_chain(claims)
    units = {place: layout.units[unit] for place, unit in chain}
    units |= _per_file_again(candidates, units, index)
    unplaced = frozenset(place for place, name in candidates.items() if place not in units and name.prefix != NO_PREFIX)
    again = _printed_again(board, candidates, units)
    labels = Labels(layout, units, contents | again, values, unplaced - again)
    for place, unit in labels.units.items():
        if names[place].file:
            labels.files[unit.path.section, unit.path.file] = names[place].file
    return labels


class _Index:
    """Name → indexes of the labels of the form that print it."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._known: dict[Name, tuple[int, ...]] = {}

    def of(self, name: Name) -> tuple[int, ...]:
        """Indexes in the order of the form; a label without its number may be any with one."""
        plain = Name(name.text, name.prefix)
        if plain not in self._known:
            units = self.layout.by_text.get(name.text, ())
            exact = tuple(unit.index for unit in units if unit.prefix == name.prefix)
            loose = tuple(unit.index for unit in units) if name.prefix == NO_PREFIX else ()
            self._known[plain] = exact or loose
        return self._known[plain]

    def asks_for_text(self, name: Name) -> bool:
        """Whether text must follow the label, and no second label."""
        units = [self.layout.units[index] for index in self.of(name)]
        return bool(units) and all(unit.item.kind in _TEXTS and (unit.field or not unit.item.field) for unit in units)

    def by_file(self, name: Name) -> bool:
        """Whether a label is that of an attachment with a text for each file."""
        units = [self.layout.units[index] for index in self.of(name)]
        return bool(units) and all(unit.item.per_file and not unit.path.parts for unit in units)

    def follows(self, name: Name, before: Name) -> bool:
        """Whether a label can be the very next one behind another."""
        return not {index + 1 for index in self.of(before)}.isdisjoint(self.of(name))

    def on_cover(self, name: Name) -> bool:
        """Whether a label is one of the 表紙."""
        return any(self.layout.units[index].path.section == COVER for index in self.of(name))


def _claims(names: Mapping[int, Name], index: _Index) -> list[tuple[int, Sequence[int]]]:
    """Which labels of the form each candidate may be.

    Those of a file stand behind the heading of that file, those of a repeated group behind the heading of the group.
    """
    units = index.layout.units
    counted = {name.text for name in names.values() if name.prefix.sort == "repeat"}
    heads = set[int]()
    seen, named, section = Counter[str](), Counter[str](), ""
    claims = list[tuple[int, Sequence[int]]]()
    for place, name in names.items():
        options = index.of(name)
        if name.prefix.sort == "roman":
            section = name.prefix.value
            seen[section] += 1
        elif any(units[option].path.file and units[option].path.parts == _FILE_NAME for option in options):
            named[section] += 1
        begun = max(seen[section], named[section])
        fitting = [option for option in options if _number(units[option].path.file) <= begun]
        if name.prefix.sort == "repeat":
            heads.update(fitting)
        claims.append((place, [option for option in fitting if _is_headed(units[option], units, heads, counted)]))
    return claims


def _is_headed(unit: Unit, units: Sequence[Unit], heads: Container[int], counted: Container[str]) -> bool:
    """Whether the heading of the group a label stands in has come; groups without counted headings need none."""
    return unit.group < 0 or unit.group in heads or key(units[unit.group].item.label) not in counted


def _number(file: str) -> int:
    """Number of the file a label is of, 0 outside the sections that are printed for each file."""
    return int(file[1:]) if file else 0


def _per_file_again(names: Mapping[int, Name], units: Mapping[int, Unit], index: _Index) -> dict[int, Unit]:
    """Titles of an attachment that is printed once for each file, of which the form counts the first."""
    placed = {unit.path: (place, unit) for place, unit in reversed(list(units.items()))}
    again = dict[int, Unit]()
    for place, name in names.items():
        if place in units or not index.by_file(name):
            continue
        known = next((placed[path] for at in index.of(name) if (path := index.layout.units[at].path) in placed), None)
        if known is not None and known[0] < place:
            again[place] = known[1]
    return again


def _printed_again(board: CellGrid, names: Mapping[int, Name], units: Mapping[int, Unit]) -> frozenset[int]:
    """Labels at the head of a page that go on with the cell of the last label before the break."""
    again, last = set[int](), -1
    for place in names:
        if place in units:
            last = place
        elif last >= 0 and names[place] == names[last]:
            sheets = board.cells[last].sheet, board.cells[place].sheet
            if sheets[0] < sheets[1]:
                again.add(place)
    return frozenset(again)


def _value_places(board: CellGrid, names: Mapping[int, Name], index: _Index) -> frozenset[int]:
    """Cells beside a label that asks for text, or below one that fills its row."""
    values, heads = set[int](), set[int]()
    for place in sorted(names):
        name = names[place]
        if place in values | heads or heads_several(name.prefix) or not index.asks_for_text(name):
            continue
        beside = board.beside(place)
        if beside >= 0 and _heads_column(board, place, beside, names, index):
            heads.add(beside)
            values.update(below for each in (place, beside) if (below := board.below(each)) >= 0)
        elif beside >= 0:
            if not _next_pair(board, place, beside, names, index):
                values.add(beside)
        elif board.fills_row(place):
            below = board.below(place)
            if below >= 0 and not _next_label(board, below, name, names, index):
                values.add(below)
                values.update(_listed(board, below) if index.by_file(name) else ())
    return frozenset(values)


def heads_several(prefix: Prefix) -> bool:
    """Whether a label stands over several members of a group, as 提供先2～5 does; it has no value of its own."""
    return prefix.sort == "repeat" and "~" in prefix.value


def _listed(board: CellGrid, first: int) -> Iterator[int]:
    """Rows of two cells from one on: the name of a file and what the attachment says of it."""
    place = first
    while place >= 0 and (beside := board.beside(place)) >= 0:
        yield from (place, beside)
        place = board.below(place)


def _heads_column(board: CellGrid, place: int, beside: int, names: Mapping[int, Name], index: _Index) -> bool:
    """Whether two labels of the 表紙 stand side by side with their values below them."""
    other = names.get(beside)
    if other is None or not index.on_cover(names[place]) or not index.follows(other, names[place]):
        return False
    below = board.below(beside)
    return below < 0 or below not in names or board.cells[below].left >= board.cells[beside].left


def _next_pair(board: CellGrid, place: int, beside: int, names: Mapping[int, Name], index: _Index) -> bool:
    """Whether the next label stands on the same row behind the cell that the value of a label would stand in."""
    other = names.get(beside)
    parted = board.cells[beside].left > board.cells[place].right
    return parted and other is not None and index.follows(other, names[place])


def _next_label(board: CellGrid, below: int, name: Name, names: Mapping[int, Name], index: _Index) -> bool:
    """Whether the cell below a label without a value is the next label; given twice, its first is the value."""
    other = names.get(below)
    if other is None or not index.follows(other, name):
        return False
    second = board.below(below)
    return names.get(second) != other


def _longest_chain(claims: Sequence[tuple[int, Sequence[int]]]) -> list[tuple[int, int]]:
    """The most labels that stand in the order of the form, as (place, index of the label)."""
    tails: list[int] = []
    ends: list[int] = []
    steps: list[tuple[int, int, int]] = []
    most = max(1, _STEPS // max(1, len(claims)))
    for place, options in claims:
        for unit in sorted(options[:most], reverse=True):
            length = bisect_left(tails, unit)
            if length < len(tails) and tails[length] == unit:
                continue  # of a label printed twice the first one counts
            before = ends[length - 1] if length else -1
            steps.append((place, unit, before))
            if length == len(tails):
                tails.append(unit)
                ends.append(len(steps) - 1)
            else:
                tails[length] = unit
                ends[length] = len(steps) - 1
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        place, unit, at = steps[at]
        chain.append((place, unit))
    return chain[::-1]
