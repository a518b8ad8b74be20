"""Three texts of one file the registry keeps → one, each conflict marked where it stands, in words for an officer."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from piadiff.canonical.form_file import dump, load, section_text
from piadiff.canonical.joining import Conflict, JoinedForm, join, join_forms
from piadiff.errors import UnreadableSourceError
from piadiff.model import ChangeRow, Form

_CHILD = re.compile(r"  [^ :]")
_ENTRY = {"piadiff/decisions/1": re.compile(r"  [^ #]"), "piadiff/accepted/1": re.compile(r"- ")}
_SAYS_WHICH = ("check:", "form:", "path:", "row:", "fingerprint:")
_FIELDS = {
    "kind": "種類",
    "template": "様式",
    "revision": "改訂",
    "number": "評価書番号",
    "title": "評価書名",
    "organ": "評価実施機関",
    "published": "公表日",
}


@dataclass(frozen=True, slots=True)
class Sides:
    """How the two sides are called, and how long a mark is."""

    ours: str
    theirs: str
    size: int = 7

    def marked(self, what: str, ours: str, theirs: str) -> str:
        """Both texts of one conflict between marks that every git tool knows."""
        return (
            f"{'<' * self.size} {self.ours}　{what}\n{ours}{'=' * self.size}\n{theirs}"
            f"{'>' * self.size} {self.theirs}　どちらかを残すか書き直し、3つの印の行を消してください\n"
        )


@dataclass(frozen=True, slots=True)
class Merged:
    """The text, and what each conflict is about."""

    text: str
    conflicts: tuple[str, ...] = ()


def merge(base: str, ours: str, theirs: str, sides: Sides, name: str) -> Merged:
    """One file of three.

    Raises:
        UnreadableSourceError: When a side is none of the files the registry keeps, or they are not of one kind.
    """
    schema = re.match(r"schema: *['\"]?([\w/]+)", ours)
    if schema is not None and schema[1] in _ENTRY:
        return _entries(base, ours, theirs, sides, _ENTRY[schema[1]])
    forms = [load(text, name) if text.strip() else None for text in (base, ours, theirs)]
    was, here, there = forms
    if here is None or there is None or here.header.kind != there.header.kind:
        raise UnreadableSourceError("合わせられる評価書ではありません", where=name)
    return _written(join_forms(was, here, there), sides)


def _written(joined: JoinedForm, sides: Sides) -> Merged:
    text = dump(joined.form)
    if not joined.conflicts:
        return Merged(text)
    marked = {**_header_marks(joined, sides), **_item_marks(joined, sides), **_row_marks(joined, sides)}
    made = (marked.get(place, (piece, ""))[0] for place, piece in _pieces(text))
    return Merged("".join(made), tuple(what for _, what in marked.values()))


_Marks = dict[tuple[str, int], tuple[str, str]]


def _pieces(text: str) -> Iterator[tuple[tuple[str, int], str]]:
    """(section, place in it) and text of every piece of a canonical file; place -1 is the heading."""
    section, place, piece = "", -1, ""
    for line in text.splitlines(keepends=True):
        child = _CHILD.match(line) is not None
        if piece and (child or not line.startswith((" ", "\n"))):
            yield (section, place), piece
            piece = ""
        if child:
            place += 1
        elif not line.startswith((" ", "\n")):
            section, place = line.partition(":")[0], -1
        piece += line
    yield (section, place), piece


def _header_marks(joined: JoinedForm, sides: Sides) -> _Marks:
    form, marks = joined.form, _Marks()
    for place, (field, label) in enumerate(_FIELDS.items()):
        conflict = joined.header.get(field)
        if conflict is not None:
            told = [
                dataclasses.replace(form, header=dataclasses.replace(form.header, **{field: side[0]}))
                for side in (conflict.ours, conflict.theirs)
                if side
            ]
            texts = [dict(_pieces(section_text(each, "評価書")))["評価書", place] for each in told]
            what = f"表紙の「{label}」"
            marks["評価書", place] = sides.marked(what, texts[0], texts[-1]), what
    return marks


def _item_marks(joined: JoinedForm, sides: Sides) -> _Marks:
    form, marks = joined.form, _Marks()
    for place, item in enumerate(form.items):
        conflict = joined.items.get(item.path)
        if conflict is not None:
            ours, theirs = (
                section_text(dataclasses.replace(form, items=(side,)), "項目").partition("\n")[2] if side else ""
                for side in (conflict.ours, conflict.theirs)
            )
            what = f"項目 {item.path}「{item.label}」{_gone(conflict)}"
            marks["項目", place] = sides.marked(what, ours, theirs), what
    return marks


def _row_marks(joined: JoinedForm, sides: Sides) -> _Marks:
    marks = _Marks()
    for place, conflict in joined.rows.items():
        number = joined.form.changes[place].row
        ours, theirs = (_row_text(joined.form, side, number) for side in (conflict.ours, conflict.theirs))
        what = f"変更箇所 {number}行目{_gone(conflict)}"
        marks["変更箇所", place] = sides.marked(what, ours, theirs), what
    return marks


def _row_text(form: Form, row: ChangeRow | None, number: int) -> str:
    if row is None:
        return ""
    alone = dataclasses.replace(form, changes=(dataclasses.replace(row, row=number),))
    return section_text(alone, "変更箇所").partition("\n")[2]


def _gone(conflict: Conflict[Any]) -> str:
    if conflict.ours is not None and conflict.theirs is not None:
        return ""
    return (
        "（こちらでは消え、取り込む側で変わった）"
        if conflict.ours is None
        else "（取り込む側では消え、こちらで変わった）"
    )


def _entries(base: str, ours: str, theirs: str, sides: Sides, entry: re.Pattern[str]) -> Merged:
    """A file of entries: decisions by fingerprint, acceptances by what they accept."""
    split = [_split(text, entry) for text in (base, ours, theirs)]
    heads = join(*({"head": head} if head else {} for head, _ in split))
    if heads.conflicts:
        raise UnreadableSourceError("見出しが両方で変わっています")
    joined = join(*(entries for _, entries in split))
    marked: dict[str, tuple[str, str]] = {}
    for key, clash in joined.conflicts.items():
        what = f"決定 {key}" if "\n" not in key else f"受容 {'、'.join(key.split())}"
        marked[key] = sides.marked(f"{what}{_gone(clash)}", clash.ours or "", clash.theirs or ""), what
    pieces = chain(heads.values.values(), (marked.get(key, (text, ""))[0] for key, text in joined.values.items()))
    return Merged("".join(pieces), tuple(what for _, what in marked.values()))


def _split(text: str, entry: re.Pattern[str]) -> tuple[str, Mapping[str, str]]:
    """What stands before the entries, and every entry by its key; a comment goes with the entry below it."""
    head, entries, comment, key = "", list[list[str]](), "", ""
    for line in text.splitlines(keepends=True):
        full = line if line.endswith("\n") else f"{line}\n"
        if entry.match(full):
            entries.append([comment + full])
            comment = ""
        elif full.lstrip().startswith("#") and (entries or comment):
            comment += full
        elif entries:
            entries[-1].append(comment + full)
            comment = ""
        else:
            head += re.sub(r"^(decisions|accepted): *(?:\{\}|\[\])", r"\1:", full)
    if comment and entries:
        entries[-1].append(comment)
    found: dict[str, str] = {}
    for lines in entries:
        key = _key(lines)
        found[key] = found.get(key, "") + "".join(lines)
    return head, found


def _key(lines: list[str]) -> str:
    first = lines[0].splitlines()[-1]
    if not first.startswith("- "):
        return first.strip().rstrip(":").strip("'\"")
    told = (line.strip().removeprefix("- ") for line in lines)
    return "\n".join(line for line in told if line.startswith(_SAYS_WHICH)) + "\n"
