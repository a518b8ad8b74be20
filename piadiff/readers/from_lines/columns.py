"""Tables as a layout-keeping extractor prints them: line by line across their columns.

There a label is wrapped beside its value, and stands at half its height, so that a value begins above its label::

                           甲課の職員が申請書を受け
    ③対象となる本人の範   付け、台帳に記録する。
    囲　※                 台帳は3年間保存する。

Labels are put together again and set before the whole of their values.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from piadiff.model import ItemKind
from piadiff.readers.from_lines.row_extents import Cell, Row, Sort, Table, around, below, usual_offsets
from piadiff.readers.from_lines.shown_options import amid_boxes, shown_options
from piadiff.readers.from_lines.source import Line
from piadiff.readers.from_lines.units import NO_PREFIX
from piadiff.readers.from_lines.vocabulary import Vocabulary, torn
from piadiff.readers.wraps import width
from piadiff.text import key
from piadiff.text.signs import BARE_EMPTY, BOXED_TICKS, TICKED

_WORDS = re.compile(r"[^ \t\u3000]+")
_MOST_WORDS = 6
_SIGN = re.compile(r"\(?※\)?$")
_DASHES = frozenset("-‐‑‒–—―−－─━")
_LAST_OPTION = re.compile(r"^.*[0-9０-９]{1,2}[)）．.]")
_SIGN_ALONE = "※"
_OPTIONS = re.compile(
    rf"選択肢|[\[［〔][ 　]*[{TICKED}]?[ 　]*[\]］〕]|^[\[［〔]|[{BOXED_TICKS}{BARE_EMPTY}]|^[ 　]*[0-9０-９][)）]"
)
_REACH = 3
_COLUMNS_FROM = 3
_FULL = 0.93
_NEARLY_ALL = 0.97


@dataclass(slots=True)
class _Label:
    """A label put together: its lines with what each of them holds of it, and what stands beside them."""

    pieces: dict[int, str]
    beside: dict[int, str]
    heading: bool
    sort: Sort = Sort.ANY
    offers: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """The label on one line."""
        return "".join(self.pieces.values())


@dataclass(slots=True)
class Reflowed:
    """Pages with labels before values.

    Attributes:
        doubtful: Lines that may belong to the label before or to the one behind.
        open: Numbers of the lines of the labels such lines may belong to.
        across: Labels are printed beside their values.
        last: Numbers of the lines of the last label so far.
    """

    pages: list[tuple[Line, ...]] = field(default_factory=list)
    doubtful: list[Line] = field(default_factory=list)
    open: set[int] = field(default_factory=set)
    across: bool = False
    last: set[int] = field(default_factory=set)


def reflow(pages: Sequence[tuple[Line, ...]], words: Vocabulary) -> Reflowed:
    """Pages in the order of reading; they stay as they are unless labels are printed beside their values."""
    labels = [_labels(page, words) for page in pages]
    signs = sum(_interleaved(page, found) for page, found in zip(pages, labels, strict=True))
    if signs < _COLUMNS_FROM:
        return Reflowed(list(pages))
    tables = [
        [_Run(page, rows, found, words) for rows in _runs(page, found, words) if rows]
        for page, found in zip(pages, labels, strict=True)
    ]
    filled = [table for page in tables for table in page if table.starts]
    edge = _edge(text for table in filled for text in table.texts())
    offsets = usual_offsets([table.shared(edge) for table in filled])
    beside = sum(any(at in label.beside for at in label.pieces) for page in labels for label in page.values())
    result = Reflowed(across=beside >= _COLUMNS_FROM)
    torn = [_torn(page, edge) for page in tables]
    for number, page in enumerate(tables):
        spread = _Spread(offsets, edge, torn[number], number > 0 and torn[number - 1])
        result.pages.append(tuple(line for table in page for line in _written(table, result, spread)))
    return result


def _torn(page: Sequence[_Run], edge: float) -> bool:
    """Whether a text runs on over the end of a page."""
    return bool(page and page[-1].starts) and page[-1].shared(edge).unfinished


def _labels(page: Sequence[Line], words: Vocabulary) -> dict[int, _Label]:
    """Labels of a page by the line they begin on."""
    found, taken = dict[int, _Label](), set[int]()
    for at, line in enumerate(page):
        if at in taken or line.blank or "\t" in line.text or not words.may_begin(_first_words(line.text)):
            continue
        label = _whole(line, at, words) or _wrapped(page, at, words)
        if label:
            _take_sign(label, page)
            found[at] = label
            taken |= {*range(at, max(label.pieces) + 1)}
    return found


def _take_sign(label: _Label, page: Sequence[Line]) -> None:
    """Take in the ※ of a label that is wrapped below it, a line of the value between them or not."""
    last = max(label.pieces)
    if label.pieces[last].endswith(_SIGN_ALONE):
        return
    for at in range(last + 1, min(last + 3, len(page))):
        for head, _, behind in _heads(page[at].text):
            if head == _SIGN_ALONE:
                label.pieces[at] = head
                label.beside |= {between: page[between].text.strip() for between in range(last + 1, at)}
                label.beside |= {at: behind} if behind else {}
                return


@lru_cache(maxsize=4096)
def _heads(text: str) -> tuple[tuple[str, str, str], ...]:
    """(published, folded, what stands behind) of the first words of a line, the most words first."""
    return tuple(_each_head(text))


def _first_words(text: str) -> str:
    """The first words of a line, folded; each of its heads begins as they do."""
    ends = [match.end() for match in islice(_WORDS.finditer(text), _MOST_WORDS)]
    return key(text[: ends[-1]]) if ends else ""


def _each_head(text: str) -> Iterator[tuple[str, str, str]]:
    ends = [match.end() for match in islice(_WORDS.finditer(text), _MOST_WORDS)]
    for end in reversed(ends):
        head = text[:end].strip()
        if head[-1:] in _DASHES:
            continue
        yield head, _SIGN.sub("", key(head)), text[end:].strip()


def _whole(line: Line, at: int, words: Vocabulary) -> _Label | None:
    for head, folded, rest in _heads(line.text):
        for hit in words.label_hits(folded, 0):
            if hit.end == len(folded) and (
                hit.prefix.sort == "repeat" or hit.prefix in words.numbered.get(hit.text, {NO_PREFIX})
            ):
                heading = hit.prefix.sort != "repeat" and hit.text in words.headings
                beside = {at: rest} if rest else {}
                offers = words.offered(hit.text)
                return _Label({at: head}, beside, heading and not rest, _asks(hit.text, words), offers)
    return None


def _asks(label: str, words: Vocabulary) -> Sort:
    """What a label asks for, when all items of that name ask for the same."""
    sorts = {Sort.OPTIONS if kind in {ItemKind.CHOICE, ItemKind.CHECKS} else Sort.TEXT for kind in words.kinds(label)}
    return sorts.pop() if len(sorts) == 1 else Sort.ANY


def _wrapped(page: Sequence[Line], at: int, words: Vocabulary) -> _Label | None:
    """A label whose first piece stands on a line and whose others stand on lines below."""
    for head, folded, rest in _heads(page[at].text):
        for begun in words.begun(folded):
            beside = {at: rest} if rest else dict[int, str]()
            sort, offers = _asks(begun.label, words), words.offered(begun.label)
            label = _Label({at: head}, beside, begun.label in words.headings, sort, offers)
            if _complete(label, page, at + 1, begun.rest):
                label.heading = label.heading and not label.beside
                return label
    return None


def _complete(label: _Label, page: Sequence[Line], start: int, rest: str) -> bool:
    """Find the other pieces of a label on the lines below; lines between may hold pieces of the value only."""
    missed = 0
    for at in range(start, len(page)):
        if not rest or missed >= _REACH or page[at].blank:
            break
        for head, folded, behind in _heads(page[at].text):
            piece = torn(folded)
            if piece and rest.startswith(piece):
                label.pieces[at] = head
                if behind:
                    label.beside[at] = behind
                rest, missed = rest[len(piece) :], 0
                break
        else:
            label.beside[at] = page[at].text.strip()
            missed += 1
    last = max(label.pieces)
    label.beside = {at: text for at, text in label.beside.items() if at <= last and text}
    return not rest


def _interleaved(page: Sequence[Line], labels: dict[int, _Label]) -> int:
    """How many labels show that values are printed beside them: text stands between or above their pieces."""
    wrapped = sum(any(at < max(label.pieces) for at in label.beside) for label in labels.values())
    return wrapped + _raised(page, labels)


def _raised(page: Sequence[Line], labels: dict[int, _Label]) -> int:
    """How many values begin between a heading and their label."""
    count = 0
    for at, label in labels.items():
        above = at - 1
        while above >= 0 and not page[above].blank and above not in labels:
            above -= 1
        heading = labels.get(above)
        count += heading is not None and heading.heading and above < at - 1 and bool(label.beside)
    return count


def _runs(page: Sequence[Line], labels: dict[int, _Label], words: Vocabulary) -> Iterator[list[int]]:
    """Rows of a page run by run; a heading, a line of print or a blank one is a run of its own."""
    printed = {at for at, line in enumerate(page) if words.prints_line(key(line.text))}
    run, at = list[int](), 0
    while at < len(page):
        label = labels.get(at)
        blank = page[at].blank and not (run and amid_boxes(page, at, words))
        single = blank or at in printed or (label is not None and label.heading)
        lines = [at] if label is None else sorted({*label.pieces, *label.beside})
        if single:
            yield run
            yield lines
            run = []
        else:
            run += lines
        at = lines[-1] + 1
    yield run


@dataclass(slots=True)
class _Run:
    """The rows of a run and the cells among them."""

    page: Sequence[Line]
    rows: list[int]
    labels: dict[int, _Label]
    words: Vocabulary

    @property
    def starts(self) -> list[int]:
        """Lines on which labels begin."""
        return [at for at in self.rows if at in self.labels]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The labels by the rows they stand on."""
        place = {at: row for row, at in enumerate(self.rows)}
        found = [self.labels[at] for at in self.starts]
        return tuple(
            Cell(place[min(label.pieces)], place[max(label.pieces)], label.sort, label.offers) for label in found
        )

    def texts(self) -> list[str]:
        """What stands beside the labels, by row."""
        beside = {at: text for start in self.starts for at, text in self.labels[start].beside.items()}
        pieces = {at for start in self.starts for at in self.labels[start].pieces}
        return [beside.get(at, "" if at in pieces else self.page[at].text.strip()) for at in self.rows]

    def shared(self, edge: float) -> Table:
        """The cells with the rows they share."""
        rows = tuple(
            Row(text, _sort(text), self._wrapped(text, edge), shown_options(text, self.words), "選択肢" in text)
            for text in self.texts()
        )
        return Table(self.cells, rows, self.rows[0] == 0, self.rows[-1] == len(self.page) - 1)

    def _wrapped(self, text: str, edge: float) -> bool:
        """Whether a line reaches the edge of its column and does not end there with an option of a list."""
        return width(text) >= edge and key(_LAST_OPTION.sub("", text)) not in self.words.options.texts


def _edge(texts: Iterable[str]) -> float:
    """Width from which a line is wrapped: about that of the widest ones, a few odd ones aside."""
    widths = sorted(width(text) for text in texts if text)
    return _FULL * widths[int(_NEARLY_ALL * (len(widths) - 1))] if widths else 0.0


def _sort(text: str) -> Sort:
    """What a row shows."""
    if not text:
        return Sort.ANY
    return Sort.OPTIONS if _OPTIONS.search(text) else Sort.TEXT


@dataclass(frozen=True, slots=True)
class _Spread:
    """How values lie about their labels on a page.

    Attributes:
        offsets: None when they begin with their labels.
        edge: Width of a line that is wrapped.
        torn_below: A text runs on over the end of the page.
        torn_above: A text runs on from the page before.
    """

    offsets: frozenset[int] | None
    edge: float
    torn_below: bool
    torn_above: bool


def _written(table: _Run, result: Reflowed, spread: _Spread) -> Iterator[Line]:
    """Lines of a run with each label before the whole of its value."""
    starts, texts, page = table.starts, table.texts(), table.page
    if not starts:
        yield from (page[at] for at in table.rows)
        return
    shared = table.shared(spread.edge)
    spans = below(shared) if spread.offsets is None else around(shared, spread.offsets)
    head = [page[at] for at in table.rows[: spans[0].rows.start]]
    if spread.offsets is None or spread.torn_above or not any(not line.blank for line in head):
        yield from head
    else:
        # nothing runs on from the page before, yet these lines stand too high for the first label
        result.doubtful += [line for line in head if not line.blank]
        result.open |= {*result.last, *(page[at].number for at in table.labels[starts[0]].pieces)}
    for start, span in zip(starts, spans, strict=True):
        result.last = {page[at].number for at in table.labels[start].pieces}
        yield Line(page[start].number, table.labels[start].text)
        lines = [Line(page[table.rows[row]].number, texts[row]) for row in span.rows if texts[row]]
        torn = spread.offsets is not None and (
            (shared.goes_on and spread.torn_above and start == starts[0])
            or (shared.breaks_off and spread.torn_below and start == starts[-1])
        )
        if (span.doubtful or torn) and lines:
            result.doubtful += lines
            result.open |= result.last
        else:
            yield from lines
