"""The 変更箇所 table of a text: rows of cells where the text keeps them, else found again by what cells look like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import or_

from piadiff.addresses.resolver import resolve
from piadiff.model import ItemPath
from piadiff.readers.change_table.cell_text import column_width, join_wrapped
from piadiff.readers.change_table.layout import read_layout_table
from piadiff.readers.change_table.marked import REMARK, read_marked_table
from piadiff.readers.change_table.proof import proven
from piadiff.readers.change_table.rows import ChangeTable, RawRow, in_doubt, number_rows
from piadiff.readers.change_table.words import bare, heading_words, is_title, words
from piadiff.readers.wraps import CANNOT_END, CANNOT_START
from piadiff.templates import Template
from piadiff.text import key
from piadiff.text.cell import elided, is_dash, says_nothing
from piadiff.text.signs import CIRCLED, ERA, HYPHENS

__all__ = ["ChangeTable", "read_change_table"]

_ITEM = re.compile(
    r"^\s*(?:[ⅠⅡⅢⅣⅤⅥ]|[IVXＩＶＸ]{1,3})\s*(?:[（(][^）)\n]{1,40}[)）])?\s*"
    rf"(?:[{HYPHENS}.．、\s]|[0-9０-９{CIRCLED}]|$)"
    r"|^\s*[（(【]?(?:別添|別紙)\s*[0-9０-９]*[)）】]?|^\s*表紙|^\s*(?:共通|全体|全般)\s*(?:$|[-－])"
)
_TIMING = re.compile(r"^(?:(.*?)[\s　]+)?(事前|事後)(?:[\s　]+(\S.*))?[\s　]*$")
_NUMBER = r"[0-9０-９元]{1,4}"
_DAY = re.compile(
    rf"^((?:{ERA}|[HR])?\s*{_NUMBER}\s*[年./．]\s*{_NUMBER}\s*[月./．]\s*{_NUMBER}\s*日?)"
    r"(?:[\s　]+(.*))?$"
)
_WORD = re.compile(r"(?<=\S)[\s　]+(\S+)(?:[\s　]+|$)")
_DOUBTFUL = 0.35
_CLEARLY = 0.1
_ITEM_LINE = 40
_ITEM_LINES = 6


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    page: int


def read_change_table(lines: Sequence[tuple[int, str]], template: Template) -> ChangeTable:
    """Rows of the 変更箇所 table of a whole source, and the numbers of the lines they stand on."""
    cells = read_marked_table(lines)
    if cells is not None:
        return cells
    return read_layout_table(lines, template) or _scattered_rows(lines, template)


def _scattered_rows(lines: Sequence[tuple[int, str]], template: Template) -> ChangeTable:
    """Rows of a table whose columns a text extraction has run together."""
    region = _region(lines)
    used = {line.number for line in region if line.text.strip() and (heading_words(line.text) or is_title(line.text))}
    body = [line for line in region if line.number not in used]
    starts = _starts(body, template)
    column = column_width(line.text for line in body)
    ends = [*starts[1:], _end(body, starts[-1])] if starts else []
    rows = [_scattered(body[a:b], column, template) for a, b in zip(starts, ends, strict=True)]
    return number_rows(proven(rows, template, sum(_is_day(line.text) for line in body)), used)


def _region(lines: Sequence[tuple[int, str]]) -> list[_Line]:
    """Lines of the pages that print the heading of the table."""
    pages: list[list[_Line]] = [[]]
    blank = 0
    for number, text in lines:
        blank = 0 if text.strip() else blank + 1
        if "\f" in text or (blank == 2 and any(line.text.strip() for line in pages[-1])):
            pages.append([])
        pages[-1].append(_Line(number, text.replace("\f", "").rstrip(), len(pages)))
    parts = list[_Line]()
    for page in pages:
        parts += _table_part(page, begun=bool(parts))
    return parts


def _table_part(page: list[_Line], *, begun: bool) -> list[_Line]:
    """Lines of a page that belong to the table: all where rows come before the heading, else those from it on.

    Rows go on below the heading of an earlier page.
    """
    heads = [n for n, line in enumerate(page) if len(heading_words(line.text)) >= 3]
    if not heads:
        return page if begun and any(_TIMING.match(line.text) for line in page) else []
    first = next((n for n in range(heads[0], -1, -1) if is_title(page[n].text)), heads[0])
    return page if any(_TIMING.match(line.text) for line in page[: heads[0]]) else page[first:]


def _end(body: list[_Line], last: int) -> int:
    """Where the table ends: at the first blank line behind the explanation of its last row, or at a 備考."""
    told = False
    timed = next((n for n in range(last, len(body)) if _TIMING.match(body[n].text)), len(body))
    for place in range(timed, len(body)):
        text = body[place].text.strip()
        if (told and not text) or REMARK.match(text):
            return place
        match = _TIMING.match(text)
        told |= bool(text and not match) or bool(match and match[3])
    return len(body)


def _is_day(text: str) -> bool:
    """Whether a line is a day and nothing else."""
    match = _DAY.match(text.strip())
    return bool(match) and not (match and match[2])


def _starts(body: list[_Line], template: Template) -> list[int]:
    """Indexes at which a row begins: an item cell after the explanation of the row before."""
    starts: list[int] = []
    timed = True
    for index, line in enumerate(body):
        fresh = index == 0 or not body[index - 1].text.strip() or body[index - 1].page != line.page
        whole = bool(_DAY.match(line.text) or _TIMING.match(line.text))
        if timed and _begins(line.text, template, fresh=fresh or whole):
            starts.append(index)
            timed = bool(_TIMING.match(line.text))
        elif _TIMING.match(line.text):
            timed = True
    return starts


def _begins(text: str, template: Template, *, fresh: bool) -> bool:
    """Whether a line begins a row; amid other lines it must be a day or the whole of a 項目 cell."""
    if _DAY.match(text):
        return fresh
    return bool(_ITEM.match(text)) and (fresh or (len(text) <= _ITEM_LINE and _is_item(text, template)))


def _is_item(text: str, template: Template) -> bool:
    """Whether a text is a 項目 cell and nothing else."""
    found = resolve(text, template)
    return bool(found.paths) and not found.reason


def _scattered(body: list[_Line], column: int, template: Template) -> RawRow:
    lines = list(body)
    timing_at = next((n for n, line in enumerate(lines) if _TIMING.match(line.text)), None)
    timing, explanation, texts = "", "", [line.text for line in lines]
    if timing_at is not None:
        match = _TIMING.match(lines[timing_at].text)
        timing = match[2] if match else ""
        told = [(match[3] or "") if match else "", *(line.text for line in lines[timing_at + 1 :])]
        explanation = "".join(text.strip() for text in told)
        texts = [*texts[:timing_at], *([match[1]] if match and match[1] else [])]
    date, rest = _take_date(texts)
    item, inline, middle = _on_one_line(rest, template) if timing_at == 0 else _take_item(rest, template)
    if inline and (_inline_none(f"項目 {inline[0]}")):
        before, after, sure = inline[0], [*inline[1:], *middle], 1.0
    else:
        before_lines, after, sure = _part([*inline, *middle])
        before = _joined(before_lines, column)
    row = RawRow(
        date=date,
        item=item,
        before=before,
        after=_joined(after, column),
        timing=timing,
        explanation=explanation,
        lines=tuple(line.number for line in lines if line.text.strip()),
    )
    row = in_doubt(row, "ほかの行の日付、項目か提出時期が入っています") if _holds_others(lines, template) else row
    return in_doubt(row, "変更前と変更後の境目を推定しました") if sure < _DOUBTFUL else row


def _holds_others(lines: Sequence[_Line], template: Template) -> bool:
    """Whether lines behind the first cells are a day, a 項目 or a 提出時期 as well: those of the next row."""
    texts = [line.text.strip() for line in lines if line.text.strip()]
    begun = next((n for n, text in enumerate(texts) if _ITEM.match(text)), 0)
    days = sum(_is_day(text) for text in texts[begun + 1 :])
    timings = sum(bare(text) in words().timings for text in texts)
    items = any(_ITEM.match(text) and _is_item(text, template) for text in texts[begun + 1 :])
    return days not in (0, 2) or timings > 1 or items


def _on_one_line(texts: list[str], template: Template) -> tuple[str, list[str], list[str]]:
    """A row whose cells stand on one line with blanks between them: 項目, then the words of the other cells."""
    words = re.split(r"[ \t]+", texts[0].strip()) if texts else []
    count = max(_longest_item(words[: max(len(words) - 2, 1)], " ", template)[0], 1)
    rest = words[count:]
    if rest and is_dash(rest[0]):
        return " ".join(words[:count]), [rest[0], " ".join(rest[1:])], []
    return " ".join(words[:count]), rest, []


def _take_date(texts: list[str]) -> tuple[str, list[str]]:
    first = texts[0].strip() if texts else ""
    match = _DAY.match(first)
    if not match:
        return "", texts
    return match[1].strip(), ([match[2]] if match[2] else []) + texts[1:]


def _take_item(texts: list[str], template: Template) -> tuple[str, list[str], list[str]]:
    """項目 (perhaps wrapped), what stands on its line behind it, and the lines after it."""
    while texts and not texts[0].strip():
        texts = texts[1:]
    if not texts:
        return "", [], []
    inline = _inline_none(texts[0])
    if inline:
        item, *cells = inline
        return item, cells, texts[1:]
    run = next((count for count, text in enumerate(texts) if not text.strip()), len(texts))
    count, paths = _longest_item(texts[:run], "", template)
    block = "".join(text.strip() for text in texts[:run])
    if run < len(texts) and run <= _ITEM_LINES and "。" not in block:
        named = resolve(block, template).paths
        count = run if not count or (named and named != paths) else count
    count = max(count, 1)
    while count < run and _breaks_off("".join(texts[:count]), texts[count]):
        count += 1
    return "".join(text.strip() for text in texts[:count]), [], texts[count:]


def _inline_none(text: str) -> list[str]:
    """A line of 項目, a word for "nothing" and perhaps 変更後, cut into these; empty for any other line."""
    for match in _WORD.finditer(text):
        if says_nothing(match[1], "before"):
            return [part for part in (text[: match.start()].strip(), match[1], text[match.end() :].strip()) if part]
    return []


def _breaks_off(text: str, following: str) -> bool:
    """Whether a 項目 cell goes on in the next line: a bracket is open, or a word is torn at a particle."""
    opened, closed = (sum(text.count(sign) for sign in pair) for pair in ("(（「", ")）」"))
    return opened > closed or bool(CANNOT_END.search(text.rstrip()) or CANNOT_START.match(following.strip()))


def _longest_item(pieces: Sequence[str], joint: str, template: Template) -> tuple[int, tuple[ItemPath, ...]]:
    """How many pieces make a 項目 cell, and what it names: as long as another piece names another item."""
    count, paths = 0, tuple[ItemPath, ...]()
    for end in range(1, min(len(pieces), _ITEM_LINES) + 1):
        if is_dash(pieces[end - 1]) or elided(pieces[end - 1]):
            break
        found = resolve(joint.join(piece.strip() for piece in pieces[:end]), template)
        if found.paths and not found.reason and found.paths != paths:
            count, paths = end, found.paths
    return count, paths


def _part(middle: list[str]) -> tuple[list[str], list[str], float]:
    """Where 変更後 begins: the place that makes the two sides most alike, blank lines preferred; and how sure it is."""
    while middle and not middle[0].strip():
        middle = middle[1:]
    while middle and not middle[-1].strip():
        middle = middle[:-1]
    if middle and is_dash(middle[0]):
        return middle[:1], middle[1:], 1.0
    best, cut, scores = -1.0, len(middle), list[float]()
    pairs = [_pairs(key(text)) for text in middle]
    lefts = list(accumulate(pairs, or_))
    rights = list(accumulate(reversed(pairs), or_))[::-1]
    left_out = list(accumulate(map(elided, middle)))
    for place in range(1, len(middle)):
        left, right = lefts[place - 1], rights[place]
        if not left or not right:
            continue
        score = 2 * len(left & right) / (len(left) + len(right))
        score += 0.15 if not middle[place - 1].strip() else 0.0
        score += 0.1 * _opening(middle, place) + 0.05 * (2 * left_out[place - 1] == left_out[-1])
        scores.append(score)
        if score > best:
            best, cut = score, place
    clear = len(scores) < 2 or best - sorted(scores)[-2] >= _CLEARLY
    return middle[:cut], middle[cut:], best if clear else 0.0


def _opening(middle: list[str], place: int) -> float:
    """Whether the two sides begin alike, as a quote and its amended quote mostly do."""
    first = key(middle[0])
    other = next((key(text) for text in middle[place:] if text.strip()), "")
    if first == other:
        return 1.0
    shared = 0
    while shared < min(len(first), len(other)) and first[shared] == other[shared]:
        shared += 1
    return min(shared, 12) / 12


def _pairs(text: str) -> set[str]:
    return {text[place : place + 2] for place in range(len(text) - 1)} or ({text} if text else set())


def _joined(lines: list[str], column: int) -> str:
    """Paragraphs of a cell from the lines a column of that width broke."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line)
        else:
            blocks.append([])
    return join_wrapped(blocks, column)
