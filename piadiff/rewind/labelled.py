"""Cells that speak of several items at once, each line behind the label of its item (①…, ②…)."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from piadiff.model import ChangeRow, ItemPath
from piadiff.rewind.state import Reach, State
from piadiff.text.signs import CIRCLED

_LABEL = re.compile(rf"^[ 　]*(?P<label>[{CIRCLED}])[ 　]*", re.MULTILINE)
_NAME = re.compile(r"^[^\n：:。、]{1,24}[：:]")


def _by_label(cell: str) -> dict[str, str]:
    """Text behind each label; what stands before the first is under ""."""
    labels = list(_LABEL.finditer(cell))
    ends = [label.start() for label in labels[1:]] + [len(cell)]
    found = {"": cell[: labels[0].start()].strip() if labels else cell}
    for label, end in zip(labels, ends, strict=True) if labels else ():
        if label["label"] in found:
            return {}
        found[label["label"]] = cell[label.end() : end].strip()
    return found


def _target(reaches: Sequence[Reach], label: str) -> ItemPath | None:
    """The one address a label means."""
    named = [reach.path for reach in reaches if reach.path.parts[-1:] == (label,)]
    if not named and len(reaches) == 1:
        upper = reaches[0].path
        depth = len(upper.parts)
        below = {item.path.parts[depth] for item in reaches[0].items if len(item.path.parts) > depth}
        named = [upper.child(label)] if label in below else []
    return named[0] if len(named) == 1 else None


def by_label(state: State, row: ChangeRow, reaches: Sequence[Reach]) -> list[tuple[Reach, ChangeRow]]:
    """One small row for each label of both cells, with the item it is about; empty when they do not match."""
    before, after = _by_label(row.before), _by_label(row.after)
    targets = {label: _target(reaches, label) for label in after if label}
    if len(targets) < 2 or before.keys() != after.keys() or None in targets.values():
        return []
    parts: list[tuple[Reach, ChangeRow]] = []
    if after[""]:
        upper = next(path for path in targets.values() if path).parent
        if upper is None:
            return []
        reach = state.reach(upper)
        # Only the heading item itself; what is below it has its own lines.
        own = tuple(item for item in reach.items if len(item.path.parts) == len(upper.parts))
        old, new = (_NAME.sub("", cell) for cell in (before[""], after[""]))
        parts.append((Reach(upper, own, missing=not own), dataclasses.replace(row, before=old, after=new)))
    for label, path in targets.items():
        if path is not None:
            parts.append((state.reach(path), dataclasses.replace(row, before=before[label], after=after[label])))
    return parts
