"""Published lines → paragraphs: hard wraps undone, list items and indented lines kept apart.

What decides is the same in every extraction of one print: signs at the ends of lines and how wide lines are in
characters; where lines stand on the page is not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import pairwise

from piadiff.readers.from_lines.source import PARAGRAPH
from piadiff.readers.wraps import CANNOT_END, NO_HEAD, head_width, list_mark, width
from piadiff.text.signs import CIRCLED, circled_value

_NEW_SENTENCE = re.compile(r"[ 　]*(?:なお|また|ただし|そのため|さらに|一方|おって)[、，,]?")
_ENDED = re.compile(r"(?:[。．！？][）)」』】]?|[」＞>》≫】])$")
_GOES_ON_AFTER = re.compile(r"[。！？．](?<![0-9０-９]．)[）)」』]?(?=[^）)」』])")
_NO_BEGINNING = f"{NO_HEAD}をん"
"""What no paragraph begins with; other letters that are particles begin names as well."""
_OPENED, _CLOSED = re.compile(r"[（(][^（()）\s]+$"), re.compile(r"[^（()）\s]*[)）]")
"""Words in brackets that a line begins and the next one ends."""
_CLOSING = "、。，．）)」』】"
_PAUSE = re.compile(r"[、。，]")
_NEARLY, _SLACK = 3, 2
_RAGGED = 0.85
"""Share of the widest line that a line fills at least when a print breaks it."""
_LOOKED_BACK = 20
_COUNT = re.compile(r"[ 　]*(\d{1,2})([.．)）])")
_INLINE_MARK = re.compile(f"(?<=[ 　])(?=[{CIRCLED}])")


def full_widths(blocks: Collection[Sequence[str]]) -> frozenset[int]:
    """Widths at which a source breaks its lines: those of lines that end within a sentence, as their words show."""
    counts = Counter(
        width(line.strip())
        for block in blocks
        for line, following in pairwise(block)
        if line.strip() and not list_mark(following) and _holds_together(line.strip(), following.strip())
    )
    return frozenset(each for each in counts if sum(counts[each + off] for off in (-1, 0, 1)) > 1)


def _holds_together(line: str, following: str) -> bool:
    """Whether the words of two lines show that one sentence goes over both."""
    if _ENDED.search(line):
        return False
    in_brackets = _OPENED.search(line) is not None and _CLOSED.match(following) is not None
    return in_brackets or bool(following[:1] in _NO_BEGINNING or CANNOT_END.search(line))


def join_lines(lines: Sequence[str], columns: Collection[int] = ()) -> str:
    r"""Lines of one block with ``\n`` between paragraphs only.

    Args:
        lines: The published lines.
        columns: Widths at which the source breaks its lines.
    """
    paragraphs = list[list[str]]()
    block, end = _Block(lines, columns), ""
    for place, line in enumerate(lines):
        if place and block.goes_on(paragraphs[-1], place):
            text = line.strip()
            paragraphs[-1] += [" ", text] if _parted(end, text[:1], paragraphs[-1]) else [text]
            end = text[-1:] or end
        else:
            paragraphs.append([line.rstrip()])
            end = line.rstrip()[-1:]
    return "\n".join(piece for paragraph in paragraphs for piece in _cells("".join(paragraph)))


def _cells(paragraph: str) -> list[str]:
    """Paragraphs that stand in one line of the source."""
    pieces = [piece.strip(" \t") for piece in paragraph.split(PARAGRAPH)]
    return [part for piece in pieces if piece for part in _numbered_items(piece.replace("\t", " "))]


def _numbered_items(text: str) -> list[str]:
    """List items ①, ②, … that lost their line breaks to single spaces."""
    parts = _INLINE_MARK.split(text)
    starts = [value for part in parts if (value := circled_value(part[0]))]
    if len(starts) < 2 or starts != list(range(starts[0], starts[0] + len(starts))):
        return [text]
    return [part.strip() for part in parts]


class _Block:
    """Lines printed below each other in one column."""

    def __init__(self, lines: Sequence[str], columns: Collection[int]) -> None:
        self.lines = lines
        self.columns = columns
        self.widths = [width(line.strip()) for line in lines]
        self.widest = max(self.widths, default=0)
        self.wide = sum(each >= self.widest - _NEARLY for each in self.widths[:-1])
        self.has_sentences = any("。" in line for line in lines)

    @cached_property
    def runs_on(self) -> bool:
        """Whether a sentence begins within a line, behind another one."""
        return any(_GOES_ON_AFTER.search(line.strip()) for line in self.lines)

    def goes_on(self, paragraph: Sequence[str], place: int) -> bool:
        """Whether a line continues the one before it, with which ``paragraph`` ends."""
        before, line = self.lines[place - 1].strip(), self.lines[place].strip()
        if not before or not line:
            return False
        if line[0] in _CLOSING:
            return True
        if list_mark(line) and not _amid(paragraph, line):
            return False
        wide = self.widths[place - 1]
        has_room = wide + head_width(line) < self.widest
        if _ENDED.search(before):
            return not has_room and not self._begins_anew(place) and self.runs_on and self._is_full(place - 1)
        if has_room and wide < _RAGGED * self.widest:
            return False
        return self._is_amid(place - 1) or self._fills_column(place - 1) or _holds_together(before, line)

    def _is_amid(self, place: int) -> bool:
        """Whether a line that ends no sentence is a part of one, and no heading or entry of a list."""
        paused = _PAUSE.search(self.lines[place]) is not None
        if self.has_sentences:
            return paused or self.widths[place] < self.widest or self.wide > 1
        return paused and self.widths[place] >= min(self.columns, default=self.widest + 1)

    def _begins_anew(self, place: int) -> bool:
        """Whether a line behind the end of a sentence is indented, or begins with a word that opens a paragraph."""
        above, here = (line.rstrip() for line in self.lines[place - 1 : place + 1])
        return _NEW_SENTENCE.match(here) is not None or _indent(here) > _indent(above)

    def _is_full(self, place: int) -> bool:
        """Whether a line reaches the width of its column, which another line must show."""
        return self.widths[place] < self.widest or self.wide > 1 or self._fills_column(place)

    def _fills_column(self, place: int) -> bool:
        room = head_width(self.lines[place + 1])
        return any(-_SLACK <= column - self.widths[place] <= room + 1 for column in self.columns)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" 　"))


def _amid(paragraph: Sequence[str], line: str) -> bool:
    """Whether a number that a line begins with is no mark: it ends a bracket, or counts on within a line."""
    number = _COUNT.match(line)
    if number is None:
        return False
    folded = "".join(paragraph[-_LOOKED_BACK:]).replace("（", "(").replace("）", ")").rstrip()
    if number[2] in ")）" and folded.count("(") > folded.count(")"):
        return True
    before = rf"、[ 　]*{int(number[1]) - 1}[{re.escape(number[2])}]"
    return folded.endswith("、") and re.search(before, folded) is not None


def _parted(end: str, begin: str, before: Sequence[str]) -> bool:
    """Whether two letters are of Latin words, which keep a space between them where their paragraph has spaces."""
    latin = all(char.isascii() and char.isalpha() for char in (end, begin))
    return latin and any(" " in piece for piece in before)
