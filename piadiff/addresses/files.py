"""Steps that read a 特定個人情報ファイル name in a 項目 cell, in brackets or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from piadiff.addresses.letters import Cell, letters, read_cell
from piadiff.addresses.state import ALL_FILES, Context, State, Step
from piadiff.addresses.steps import edges_after
from piadiff.addresses.template_nodes import likeness
from piadiff.addresses.words import words
from piadiff.text.signs import CIRCLED

_LEADING_NUMBER = re.compile(rf"^\s*(?:[（(]\s*[0-9０-９]+\s*[)）]|[0-9０-９]+\s*[.．、)）]|[{CIRCLED}⑴-⒇])\s*")
_LIST_MARK = re.compile(rf"^[^\w「『【［\[（(〔〈《＜<｛{{{CIRCLED}⑴-⒇]+")
_ASIDE = re.compile(r"[（(][^（）()]*[)）]$")
_KNOWN_FROM = 0.75
_FILE_WORD = letters("ファイル")


def plain_name(text: str) -> str:
    """A file name without the list mark, number and brackets printed around it; "" when nothing else is there."""
    name = _LEADING_NUMBER.sub("", _LIST_MARK.sub("", text.strip())).strip()
    while name[:1] in "「『【［[" and name[:1] and name[-1:] in "」』】］]":
        name = name[1:-1].strip()
    return "".join(name.split("\n")) if any(char.isalpha() and char != "ー" for char in name) else ""


def known_file(name: str, files: tuple[str, ...]) -> str:
    """The file of the form that a name means, by likeness; "" when none or several are meant."""
    wanted = letters(name)
    scored = sorted(((likeness(wanted, letters(file)), file) for file in files), reverse=True)
    if not scored or scored[0][0] < _KNOWN_FROM:
        return ""
    if len(scored) > 1 and scored[0][0] < 1.0 and scored[0][0] - scored[1][0] < 0.1:
        return ""
    return scored[0][1]


def _opening(state: State) -> bool:
    """Whether a file name is due: before a section, or right behind one that is repeated per file."""
    head = state.head
    return head is None or (head.spot is not None and head.spot.per_file and head.spot.depth == 0)


def _possible(state: State) -> bool:
    head = state.head
    return not state.files and (head is None or (head.spot is not None and head.spot.per_file))


def _is_label(context: Context, text: str) -> bool:
    similar = context.tree.similar(text)
    return text in context.tree.by_label or bool(similar and similar[0][0] >= 0.9)


def _starts_with_label(state: State, text: str) -> bool:
    head = state.head
    return head is not None and head.spot is not None and any(text.startswith(label) for label in head.spot.labels)


def _named(context: Context, state: State, name: str) -> tuple[float, str] | None:
    """(cost, file) of a text in brackets or between separators; None where it is no file name."""
    text = letters(name)
    if not text:
        return None
    file = known_file(name, context.files)
    if file:
        return (0.0 if letters(file) == text else 0.2), file
    if any(text == letters(word) for word in words().all_files) or _starts_with_label(state, text):
        return None
    if _is_label(context, text) or not any(char.isalpha() and not char.isascii() for char in text):
        return None
    stem = letters(_ASIDE.sub("", plain_name(name)))
    if stem.endswith(_FILE_WORD) and len(stem) > len(_FILE_WORD):
        return 0.4 if _opening(state) else 0.8, plain_name(name)
    return None


def _pieces(cell: Cell, start: int, end: int) -> list[str]:
    """Texts between the list marks of a stretch."""
    cuts = [at for at in range(start + 1, end) if set(cell.gaps[at]) & set(",;/\n")]
    return [cell.text(left, right) for left, right in zip([start, *cuts], [*cuts, end], strict=True)]


def _bracketed(context: Context, state: State) -> Iterator[Step]:
    cell, at = context.cell, state.at
    end = cell.brackets.get(at)
    if end is None:
        return
    raw = cell.raw[_outer(cell, at) : cell.places[end - 1] + 1] + _closing(cell, end)
    name = plain_name(raw)
    pieces = [plain_name(piece) for piece in _pieces(cell, at, end)]
    files = [_named(context, state, piece) for piece in pieces]
    if len(pieces) > 1 and all(files):
        yield 0.1, state._replace(at=end, files=tuple(file[1] for file in files if file))
        return
    named = _named(context, state, name)
    if named:
        yield named[0], state._replace(at=end, files=(named[1],), fresh=False)
    elif name and _opening(state) and state.head and not _known_word(context, letters(name)):
        yield 0.9, state._replace(at=end, files=(name,), fresh=False)


def _known_word(context: Context, text: str) -> bool:
    """Whether a text in brackets says something else than a file name."""
    return _is_label(context, text) or text.isdigit() or any(text == letters(word) for word in words().all_files)


def _outer(cell: Cell, at: int) -> int:
    """Index in the raw text of the first character inside the bracket that opens before ``at``."""
    start = cell.places[at - 1] + 1 if at else 0
    opening = re.match(r"[^（(「『【［\[〔〈《＜<｛{]*.", cell.raw[start : cell.places[at]], re.DOTALL)
    return start + (opening.end() if opening else 0)


def _closing(cell: Cell, end: int) -> str:
    """The bracket that closes an inner bracket at the very end of a name: ``宛名ファイル（住民）``."""
    signs = cell.gaps[end].count(")")
    between = cell.raw[cell.places[end - 1] + 1 : cell.places[end] if end < len(cell.places) else None]
    closing = [char for char in between if read_cell(char).gaps[0] == ")"]
    return "".join(closing[: signs - 1]) if signs > 1 else ""


def _numbered(context: Context, state: State) -> Iterator[Step]:
    """A file given by its number alone, where the form lists the files."""
    head = state.head
    if head is None or not _opening(state):
        return
    for number in context.cell.numbers(state.at):
        if number.kind == "roman" or number.cost:
            continue
        cost = 0.5 if number.kind == "paren" else 1.3
        if 1 <= number.value <= len(context.files):
            yield cost, state._replace(at=number.end, files=(context.files[number.value - 1],), fresh=False)
        elif not context.files and number.kind == "paren":
            note = f"ファイル（{number.value}）の名称が分かりません"
            yield cost, state._replace(at=number.end, notes=(*state.notes, note), fresh=False)


def file_names(context: Context, state: State) -> Iterator[Step]:
    """Read a file name, a list of them, a file number or 「全ファイル」."""
    if not _possible(state):
        return
    yield from _bracketed(context, state)
    yield from _numbered(context, state)
    text, at = context.cell.lower, state.at
    for word in words().all_files:
        if text.startswith(letters(word), at):
            yield 0.1, state._replace(at=at + len(letters(word)), files=(ALL_FILES,))
    starts = [at, *(number.end for number in context.cell.numbers(at) if number.kind != "roman" and _opening(state))]
    for start in starts:
        for file in context.files:
            if text.startswith(letters(file), start):
                yield 0.0, state._replace(at=start + len(letters(file)), files=(file,))
        for edge in edges_after(context, start) if start < len(text) else ():
            if any(set(gap) & set("()") for gap in context.cell.gaps[start + 1 : edge]):
                break
            named = _named(context, state, context.cell.text(start, edge))
            if named:
                yield 0.2 + named[0], state._replace(at=edge, files=(named[1],))
