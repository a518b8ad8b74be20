"""How much a source may hold; every limit that readers enforce is named here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from piadiff.errors import UnreadableSourceError

_REMEDY = "評価書1件だけのファイルを渡してください"


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds of one source; a form of 100 pages needs about a tenth of each.

    Attributes:
        archive_ratio: Held against archives that unpack to more than ``ratio_from`` bytes; small ones may be of
            nothing but repetition.
        part_bytes: One part of an archive, which becomes a tree of about ten times its size.
        stream_bytes: One unpacked stream of a PDF that is no image; the page it draws takes a hundred times as much.
        drawing_bytes: Drawing commands of all pages of a PDF, at most two minutes of reading.
        counted_steps: Numbers of all ranges that a PDF's fonts and tables name.
        sheet_cells: Rows times columns of the used range of a sheet.
        page_objects: Rules, rectangles and characters of one PDF page.
        document_rules: Rules of all PDF pages.
        page_crossings: Rules across a PDF page times rules down it.
    """

    source_bytes: int = 64_000_000
    text_characters: int = 2_000_000
    line_characters: int = 200_000
    lines: int = 200_000
    archive_bytes: int = 200_000_000
    archive_ratio: int = 200
    ratio_from: int = 10_000_000
    archive_entries: int = 5_000
    part_bytes: int = 48_000_000
    stream_bytes: int = 16_000_000
    drawing_bytes: int = 40_000_000
    counted_steps: int = 10_000_000
    sheet_cells: int = 5_000_000
    pages: int = 2_000
    page_objects: int = 50_000
    document_rules: int = 1_000_000
    page_crossings: int = 250_000
    rows: int = 100_000


LIMITS = Limits()


def check(count: int, most: int, what: str, unit: str, name: str) -> None:
    """Refuse a source that holds more of something than any form.

    Raises:
        UnreadableSourceError: When the limit is exceeded; the message names the thing and the limit.
    """
    if count > most:
        raise UnreadableSourceError(
            f"{what}（{count:,}{unit}）が上限（{most:,}{unit}）を超えています", where=name, remedy=_REMEDY
        )


def check_size(size: int, name: str) -> None:
    """Refuse a file that is larger than any form."""
    check(size, LIMITS.source_bytes, "ファイルの大きさ", "バイト", name)


def limited(path: Path) -> bytes:
    """What a file holds, refused where it is larger than any form; a device may have no end.

    Raises:
        UnreadableSourceError: When it is too large, or cannot be opened.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LIMITS.source_bytes + 1)
            check_size(max(len(data), path.stat().st_size), str(path))
    except OSError as error:
        raise UnreadableSourceError(
            "ファイルを開けません", where=str(path), remedy="場所と権限を確かめてください"
        ) from error
    return data


def check_part(size: int, name: str) -> None:
    """Refuse a part of an archive that would fill the memory."""
    check(size, LIMITS.part_bytes, "展開した大きさ", "バイト", name)


def check_lines(lines: Sequence[str], name: str) -> None:
    """Refuse a text with more characters, lines or characters in a line than any form.

    Raises:
        UnreadableSourceError: When a limit is exceeded.
    """
    check(len(lines), LIMITS.lines, "行数", "行", name)
    if max(map(len, lines), default=0) > LIMITS.line_characters:
        number, line = next((n, line) for n, line in enumerate(lines, 1) if len(line) > LIMITS.line_characters)
        check(len(line), LIMITS.line_characters, "1行の長さ", "字", f"{name} {number}行目")
    check(sum(map(len, lines)), LIMITS.text_characters, "文字数", "字", name)
