"""Names of the 特定個人情報ファイル of a form, and attachments that have a text for each of them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from piadiff.model import Item, ItemPath
from piadiff.readers.from_cells.values import is_illegible
from piadiff.readers.from_lines.form import file_name
from piadiff.readers.grid import Cell, join
from piadiff.text import key

_NAME = "1"
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class FileNames:
    """Names of the files of a form.

    Attributes:
        of: (section, number of the file) → its name.
        unread: Those of them that the source does not determine; they are counted instead (ファイル1).
    """

    of: Mapping[tuple[str, str], str]
    unread: tuple[str, ...] = ()


def file_names(items: Iterable[Item], headed: Mapping[tuple[str, str], str]) -> FileNames:
    """Names as the sections say themselves, else as Ⅰ lists them where it lists as many as there are."""
    values = {item.path: item.value for item in items if isinstance(item.value, str)}
    all_paths = [item.path for item in items]
    listed = [
        file_name(line)
        for path, value in values.items()
        if path.section == "Ⅰ" and len(path.parts) == 1
        for line in value.split("\n")
        if line.rstrip().endswith(("ファイル", "）", ")")) and len(line) <= _LONGEST and "ファイル" in line
    ]
    names, unread = dict[tuple[str, str], str](), list[str]()
    count = len({path.file for path in all_paths if path.file})
    elsewhere = frozenset(map(key, (*listed, *headed.values(), *map(file_name, _said(values)))))
    for section, number in dict.fromkeys((path.section, path.file) for path in all_paths if path.file):
        said = values.get(ItemPath(section, number, (_NAME,)), "")
        own = headed.get((section, number), "") or _named_in(said, elsewhere) or file_name(said)
        elder = next((name for (_, other), name in names.items() if other == number), "")
        place = int(number[1:]) - 1
        spare = listed[place] if len(listed) == count else ""
        taken = {name for (other, _), name in names.items() if other == section}
        name = own or elder or (spare if spare not in taken else "")
        if not name:
            name = f"ファイル{number[1:]}"
            unread.append(name)
        names[section, number] = name if name not in taken else f"{name} {number[1:]}"
    return FileNames(names, tuple(dict.fromkeys(unread)))


def _said(values: Mapping[ItemPath, str]) -> Iterator[str]:
    """What the sections say in the place of a file's name."""
    return (value for path, value in values.items() if path.file and path.parts == (_NAME,))


def _named_in(said: str, elsewhere: Container[str]) -> str:
    """The one line that is a name the form gives elsewhere as well, "" without: a running title may stand with it."""
    lines = [file_name(line) for line in said.split("\n")]
    names = [line for line in lines if key(line) in elsewhere] if len(lines) > 1 else []
    return names[0] if len(names) == 1 else ""


def per_file(item: Item, cells: Sequence[Cell], files: Sequence[str]) -> Iterator[Item]:
    """An attachment cut at the cells that name the files, each with the cells beside and below its name."""
    known = {key(name): name for name in files}
    parts: dict[str, list[Cell]] = {files[0]: []} if len(files) == 1 else {}
    current, head = files[0] if len(files) == 1 else "", None
    for cell in cells:
        name = known.get(key(file_name(cell.text))) if len(cell.text) <= _LONGEST else None
        beside = head is not None and cell.beside(head)
        if name and not beside:
            current, head = name, cell
            parts.setdefault(current, [])
        else:
            parts.setdefault(current, []).append(cell)
    for name, own in parts.items():
        if name or own:
            value = join(own)
            illegible = is_illegible(value)
            path = replace(item.path, file=name)
            yield replace(item, path=path, value="" if illegible else value, undetermined=illegible)
