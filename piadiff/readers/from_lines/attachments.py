"""An attachment that lists something for each file → an item for each, by the lines that name the files."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from piadiff.model import Item
from piadiff.readers.from_lines.form import file_name
from piadiff.templates import Template
from piadiff.text import key
from piadiff.text.signs import CIRCLED, circled_value

FILE_LINE = re.compile(
    rf"[\s　]*(?:[（(][0-9０-９]{{1,2}}[)）]|[{CIRCLED}])?[\s　]*"
    r"(?P<name>\S.{0,60}?ファイル(?:[（(].{0,30}[)）])?)[\s　]*"
)
"""A line that holds no more than the name of a file."""
_ENTRY = r"[0-9０-９]{1,3}[.．、)）]"
_NUMBERED = re.compile(rf"[\s　]*({_ENTRY})")
_FIRST = frozenset("1１")


@dataclass(frozen=True)
class _Line:
    """A line of an attachment: text, and the file that a name in it or on a line of its own before it says."""

    text: str
    names: tuple[str, ...]


def per_file(item: Item, template: Template, files: Sequence[str]) -> list[Item]:
    """An attachment that holds a text for each file, cut at the lines that name the files.

    A name may stand beside the middle of its list, as a cell that spans it is printed; lists are told apart by their
    numbers, which begin again. Where lists and names do not pair off, the texts are left open.
    """
    owner = template.item(item.path) or template.by_pattern.get(f"{item.path}(*)")
    if owner is None or not owner.per_file or item.path.file or not isinstance(item.value, str):
        return [item]
    lines = _lines(item.value, files)
    parts, sure = _cut(lines, files), True
    if any(name not in parts or not parts[name] for line in lines for name in line.names) or _is_amid(lines):
        parts, sure = _paired(lines)
    return [
        replace(
            item,
            path=replace(item.path, file=name),
            value="\n".join(texts),
            undetermined=item.undetermined or not any(texts) or not sure,
        )
        for name, texts in parts.items()
        if name or any(texts)
    ]


def _lines(value: str, files: Sequence[str]) -> list[_Line]:
    """The lines of a text without the names of files, which go to the line they stand in or before."""
    found, names = list[_Line](), list[str]()
    either = "|".join(map(re.escape, files))
    beside = re.compile(rf"^({either})[\s　]+(?=\S)|(?<=[、。])({either})[\s　]+(?={_ENTRY})") if files else None
    for text in value.split("\n"):
        inside = beside.search(text) if beside else None
        name = "" if inside else _file_of(text, files)
        if name:
            names.append(name)
            text = text[len(name) :] if text.startswith(name) else ""
        if inside:
            names.append(inside[1] or inside[2])
            text = text[: inside.start()] + text[inside.end() :]
            if not inside.start() and found and _number(text) not in _FIRST and _is_open(found[-1].text, text):
                text = found.pop().text + text
        if text.strip() or not name:
            found.append(_Line(text, tuple(names)))
            names = []
    return [*found, _Line("", tuple(names))] if names else found


def _is_open(above: str, text: str) -> bool:
    """Whether a line goes on in the next one, between which the name of a file was printed."""
    return above.endswith(("、", "，")) or not _number(text)


def _cut(lines: Sequence[_Line], files: Sequence[str]) -> dict[str, list[str]]:
    """The lines behind each name."""
    parts, current = dict[str, list[str]](), files[0] if len(files) == 1 else ""
    for line in lines:
        for current in line.names:
            parts.setdefault(current, [])
        parts.setdefault(current, []).append(line.text)
    return {name: [text for text in texts if text.strip()] for name, texts in parts.items()}


def _number(text: str) -> str:
    match = _NUMBERED.match(text)
    return match[1][:-1] if match else ""


def _is_amid(lines: Sequence[_Line]) -> bool:
    """Whether a name stands within a list, before an entry that is not its first."""
    return any(line.names and _number(line.text) not in {"", *_FIRST} for line in lines)


def _paired(lines: Sequence[_Line]) -> tuple[dict[str, list[str]], bool]:
    """Each list with its name; whether every list has just the one that stands in it or before it."""
    lists, owners, number = list[list[str]](), list[list[str]](), ""
    for line in lines:
        begins = _number(line.text) in _FIRST and number != ""
        number = _number(line.text) or number
        if begins or not lists:
            lists.append([])
            owners.append([])
        lists[-1] += [line.text] if line.text.strip() else []
        owners[-1] += line.names
    names = [name for owned in owners for name in owned]
    if len(names) == len(lists) == len(set(names)):
        return dict(zip(names, lists, strict=True)), all(len(owned) == 1 for owned in owners)
    whole = [line.text for line in lines]
    return {"": whole} if not names else {name: whole if name == names[-1] else [] for name in names}, False


def _file_of(line: str, files: Sequence[str]) -> str:
    """The file a line names, "" when it is no such line."""
    for name in files:
        if key(file_name(line)) == key(name) or (line.startswith(name) and _number(line[len(name) :]) in _FIRST):
            return name
    match = FILE_LINE.fullmatch(line)
    return file_name(line) if match and (line.strip()[:1] in {"（", "("} or circled_value(line.strip()[:1])) else ""
