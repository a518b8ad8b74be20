"""Which pages of a source are the form, which its 変更箇所 table and which further attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from piadiff.readers.change_table.words import heading_columns, heading_words, may_be_headings
from piadiff.readers.from_lines.source import Line, Source
from piadiff.text.signs import TICKED

_ATTACHMENT = re.compile(
    r"""[\s　]*[（(【]?[\s　]*(?P<name>別紙|参考資料|参考)
    [\s　]*(?P<number>[0-9０-９]{0,2})[\s　]*[）)】]?(?P<title>.{0,80})""",
    re.VERBOSE,
)
_TITLE = re.compile(
    r"""[\s　■●◆]*
    (?:[（(【\[]?[\s　]*(?:別添|別紙|別記)[\s　]*[0-9０-９]{0,2}[\s　]*[)）】\]]?)?
    [\s　]*変更箇所(?:一覧表?|表)?[\s　]*""",
    re.VERBOSE,
)
_FORM_TITLE = re.compile(
    r"[\s　]*特定個人情報保護評価書[\s　]*[（(][\s　]*(?:基礎|重点|全)項目評価書[\s　]*[)）][\s　]*"
)
_HEADINGS_AT_LEAST = 4
_LONGEST_HEADINGS = 80


@dataclass
class Regions:
    """Pages of the form, lines of its 変更箇所 table, and attachments by name."""

    form: list[tuple[Line, ...]] = field(default_factory=list)
    changes: list[Line] = field(default_factory=list)
    attachments: dict[str, list[Line]] = field(default_factory=dict)


def is_table_title(text: str) -> bool:
    """Whether a line is nothing but the title of the 変更箇所 table."""
    return _TITLE.fullmatch(text) is not None


def is_header_row(text: str) -> bool:
    """Whether a line is the header row of a 変更箇所 table."""
    if "項目" not in text.replace(" ", "") and "変更" not in text:
        return False
    if "\t" in text and heading_columns(text.split("\t")):
        return True
    return len(set(heading_words(text))) >= _HEADINGS_AT_LEAST


def with_whole_headers(page: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a page with a header row that the source gives cell by cell put on one line."""
    made, at = list[Line](), 0
    while at < len(page):
        end = _header_end(page, at)
        if end > at + 1:
            cells = " ".join(line.text.strip() for line in page[at:end] if not line.blank)
            made.append(Line(page[at].number, cells))
        else:
            made.append(page[at])
        at = max(end, at + 1)
    return tuple(made)


def _header_end(page: Sequence[Line], start: int) -> int:
    """Where the cells of a header row end that begin at a line, 0 when none do."""
    if page[start].blank or not may_be_headings(page[start].text) or is_table_title(page[start].text):
        return 0
    told, end = "", 0
    for place in range(start, len(page)):
        if page[place].blank:
            continue
        told += page[place].text
        if len(told) > _LONGEST_HEADINGS or "\t" in told or not may_be_headings(told):
            break
        columns = set(heading_words(told))
        if len(columns) >= _HEADINGS_AT_LEAST and {"before", "after"} <= columns:
            end = place + 1
    return end


def attachment_name(line: Line) -> str:
    """``別紙1`` when a line is the title of an attachment that the official form does not have."""
    text = line.text
    match = _ATTACHMENT.fullmatch(text)
    if not match or "\t" in text or (not match["number"] and match["title"].strip()):
        return ""
    if "参照" in match["title"] or match["title"].rstrip().endswith(("。", "、")):
        return ""
    bracketed = text.strip()[:1] in "（(【"
    if not bracketed and match["title"].strip() and match["title"][:1] not in " 　":
        return ""
    number = match["number"].translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    return f"{match['name']}{number}"


def split(source: Source) -> Regions:
    """Sort the pages of a source; a table that begins within a page takes the rest of it."""
    regions, in_table, attachment = Regions(), False, ""
    for page in map(with_whole_headers, source.pages):
        headers = [place for place, line in enumerate(page) if is_header_row(line.text)]
        names = [name for line in page if (name := attachment_name(line))]
        if headers:
            begin = 0 if in_table else _table_start(page, headers[0])
            if begin:
                _put(regions, page[:begin], attachment)
            end = next((n for n in range(headers[-1], len(page)) if attachment_name(page[n])), len(page))
            regions.changes.extend(page[begin:end])
            in_table, attachment = end == len(page), ""
            if not in_table:
                attachment = attachment_name(page[end])
                regions.attachments.setdefault(attachment, []).extend(page[end:])
        elif (title := _headless_table(page)) is not None:
            _put(regions, page[:title], attachment)
            regions.changes.extend(page[title:])
            in_table, attachment = True, ""
        elif _starts_form(page):
            in_table, attachment = False, ""
            _put(regions, page, attachment)
        elif names and (in_table or attachment or _is_whole(page)):
            attachment, in_table = names[0], False
            regions.attachments.setdefault(attachment, []).extend(page)
        elif in_table and (_times(page) or not _reads_as_form(page)):
            regions.changes.extend(page)
        else:
            if attachment and _reads_as_form(page):
                attachment = ""
            in_table = False
            _put(regions, page, attachment)
    return regions


def _headless_table(page: Sequence[Line]) -> int | None:
    """Where a 変更箇所 table stands whose header row cannot be determined: behind its title, with its 提出時期."""
    for place, line in enumerate(page):
        if is_table_title(line.text):
            rest = page[place + 1 :]
            return place if _times(rest) and not _reads_as_form(rest) else None
    return None


_TIMED = re.compile(r"(?:^|[ \t\u3000|])事[前後](?:$|[ \t\u3000|])")


def _times(lines: Sequence[Line]) -> bool:
    """Whether lines hold a 提出時期 by itself."""
    return any(_TIMED.search(line.text) for line in lines)


def _starts_form(page: Sequence[Line]) -> bool:
    """Whether a page is the 表紙 of a form: the title of a 様式 stands on a line of its own."""
    return any(_FORM_TITLE.fullmatch(line.text) for line in page)


def _is_whole(page: Sequence[Line]) -> bool:
    """Whether the title of an attachment stands at the head or the foot of a page."""
    shown = [line for line in page if not line.blank]
    edges = shown[:2] + shown[-1:]
    return any(attachment_name(line) for line in edges)


def _put(regions: Regions, page: tuple[Line, ...], attachment: str) -> None:
    if attachment:
        regions.attachments[attachment].extend(page)
    elif any(not line.blank for line in page):
        regions.form.append(page)


def _table_start(page: Sequence[Line], header: int) -> int:
    """Where the table begins on its first page: at its title, or with the page when rows stand before it.

    A PDF may give the rows of a page before its header; then nothing before the header is of the form.
    """
    title = next((place for place in range(header, -1, -1) if is_table_title(page[place].text)), header)
    if "\t" in page[header].text:
        return title
    return title if title <= 2 or _reads_as_form(page[:title]) else 0


def _reads_as_form(lines: Sequence[Line]) -> bool:
    """Whether lines before the title of the table hold option lists or brackets of a form."""
    text = "".join(line.text for line in lines)
    return "選択肢" in text or len(re.findall(rf"\[[ 　{TICKED}]*\]", text)) > 1 or len(lines) > 400
