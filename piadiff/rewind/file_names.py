"""特定個人情報ファイル that a batch renamed: the addresses of all that is said of them bear their old names."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from piadiff.addresses.files import plain_name
from piadiff.model import ItemPath
from piadiff.rewind.state import State
from piadiff.text import key

_LABEL = key("特定個人情報ファイル名")


def renamed(now: State, then: State) -> dict[str, str]:
    """Files whose printed name the undoing of a batch changed: their name after it → their name before."""
    found: dict[str, set[str]] = {}
    for path, item in then.items.items():
        known = now.items.get(path)
        if (
            path.file
            and key(item.label) == _LABEL
            and known
            and known.value != item.value
            and isinstance(item.value, str)
        ):
            found.setdefault(path.file, set()).add(plain_name(item.value))
    names = {file: min(told) for file, told in found.items() if len(told) == 1}
    return {file: name for file, name in names.items() if name and name not in now.files}


def of_file(path: ItemPath, names: Mapping[str, str]) -> ItemPath:
    """An address with the name its file has on the other side of a renaming."""
    return dataclasses.replace(path, file=names[path.file]) if path.file in names else path


def with_names(state: State, names: Mapping[str, str]) -> State:
    """The state with files under other names; its rows may name them by either."""
    if not names:
        return state
    items = (dataclasses.replace(item, path=of_file(path, names)) for path, item in state.items.items())
    meanings = dict(state.meanings)
    for row in state.rows:
        for paths in meanings.get(row.row) or (row.items,):
            there = tuple(of_file(path, names) for path in paths)
            if there != paths:
                meanings[row.row] = tuple(dict.fromkeys((there, paths, *meanings.get(row.row, ()))))
    return dataclasses.replace(state, items={item.path: item for item in items}, meanings=meanings)
